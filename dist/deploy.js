import { l as listFew, a as watchCredentials } from './chunks/refusals.js';
import { a as startDeadline, s as systemClock } from './chunks/clock.js';
import { s as splitLines, c as readEnvironmentName, d as readApplicationName, e as readRegion, o as openInputReader, b as readFailOn, r as readProbeRequest, p as parseWebSocketPath, a as parseWebSocketUrl, f as openDoor, l as listSecrets, g as listMasks, i as actionsLog, w as withinGrace, j as closeDoor, k as readCertificates, m as limitTime } from './chunks/read-certificates.js';
import { stat, readFile } from 'node:fs/promises';
import { p as parseJson$1, r as readProperty, f as findingOf, i as isUpdateAccepted, a as findConsoleLink, b as isRollBackBegun, c as renderHealthCauses, d as describeRunning, e as describeRollBackEnd, g as describeOutages, h as describeRequest, j as judgeDeploy, o as openProducts } from './chunks/console-link.js';
import { p as parseCidr, f as formatCidr } from './chunks/address-range.js';
import { q as quoteForeign, a as toPrintableLine, t as toOutputValue } from './chunks/untrusted.js';
import { A as ActionError } from './chunks/action-error.js';
import { openLedger } from './chunks/ledger.js';
import { m as markdown, j as joinMarkdown, a as fenceMarkdown, r as renderMarkdown, c as codeMarkdown, f as foldMarkdown, l as linkMarkdown } from './chunks/markdown.js';
import { r as redact } from './chunks/expectation.js';
import { r as renderLedger, a as renderOutcome } from './chunks/list-changes.js';
import { s as splitRemedy, b as renderList, r as renderHeading, a as renderProblem, e as renderTable, f as renderTimings, g as renderLogs } from './chunks/summary-parts.js';
import { d as describeTarget, r as renderEvidence, b as describeHandshake, a as describeCut } from './chunks/handshake-lines.js';
import 'node:stream';
import 'node:timers/promises';
import 'node:os';
import 'node:path';
import 'os';
import 'crypto';
import 'fs';
import './chunks/until-aborted.js';
import './chunks/protocols.js';
import 'node:net';
import 'node:crypto';
import 'node:vm';
import './chunks/known.js';

/** The file in which the runner puts the event that started the run. */
/** GitHub sends no larger one. */
const MAX_EVENT_BYTES = 25 * 1024 * 1024;
/** Undefined where there is none, or none that can be read. Its texts come from whoever caused the event. */
async function readEvent(path) {
    try {
        const { size } = await stat(path);
        return size > MAX_EVENT_BYTES ? undefined : parseJson$1(await readFile(path, 'utf8'));
    }
    catch {
        // Whoever needs it says that there is none.
        return undefined;
    }
}

/** A pull request as GitHub describes it, in an event and in an answer alike. Pure. */
function readSha(value) {
    return typeof value === 'string' && /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(value) ? value : undefined;
}

/** What a version is called that nobody has named. Pure. */
/**
 * A label that no other run makes: commit (12 characters), run and attempt. Empty outside of a workflow. The commit is
 * the one that the author pushed: on a pull request its head, not the merge commit that GITHUB_SHA is.
 */
function makeVersionLabel({ sha, runId, runAttempt }, event) {
    const head = readProperty(readProperty(event, 'pull_request'), 'head');
    const pushed = readSha(readProperty(head, 'sha')) ?? readSha(sha);
    return pushed && NUMBER.test(runId) && NUMBER.test(runAttempt) ? `${pushed.slice(0, 12)}-${runId}-${runAttempt}` : '';
}
const NUMBER = /^\d{1,20}$/;

/** The inputs about an environment that does not exist yet. */
function readCreationRequest(inputs) {
    const [solutionStackName, platformArn] = [inputs.text('solution-stack-name'), inputs.text('platform-arn')];
    if (platformArn && !/^arn:[\w-]+:elasticbeanstalk:[\w-]+:\d*:platform\/.+\/[\w.]+$/.test(platformArn)) {
        const hint = 'Write the ARN of a platform version: aws elasticbeanstalk list-platform-versions --query "PlatformSummaryList[].PlatformArn"';
        inputs.problem('platform-arn', `was "${platformArn}"`, hint);
    }
    else if (platformArn && solutionStackName) {
        const hint = 'Remove one of the two lines: an environment has one platform.';
        inputs.problem('platform-arn', "was given together with 'solution-stack-name'", hint);
    }
    return {
        ...{ solutionStackName, platformArn, cnamePrefix: readCnamePrefix(inputs) },
        mayCreateEnvironment: inputs.boolean('create-environment-if-not-exists', true),
        mayCreateApplication: inputs.boolean('create-application-if-not-exists', true),
    };
}
// https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_CreateEnvironment.html
function readCnamePrefix(inputs) {
    const prefix = inputs.text('cname-prefix');
    if (prefix && !/^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/.test(prefix)) {
        const hint = 'Write 4 to 63 letters, digits and hyphens, with no hyphen first or last.';
        inputs.problem('cname-prefix', `was "${prefix}"`, hint);
    }
    return prefix;
}

/** The inputs about the inbound rule: whether one is wanted, in which group, for whom. */
function readInboundRequest(inputs) {
    const mode = inputs.choice('security-group-rule', ['ensure', 'check', 'off'], 'ensure');
    const securityGroupId = inputs.text('security-group-id');
    if (securityGroupId && !/^sg-[0-9a-f]{8,17}$/.test(securityGroupId)) {
        inputs.problem('security-group-id', `was "${securityGroupId}"`, 'Write the id of a group, such as "sg-0123456789abcdef0".');
    }
    const allowFrom = readAllowFrom(inputs);
    if (mode === 'off' && allowFrom.length > 0) {
        const hint = 'Remove this line, or write "security-group-rule: ensure" or "check".';
        inputs.problem('allow-from', 'was given, but security-group-rule was "off"', hint);
    }
    // To look, all groups are asked: whom one of them admits gets in.
    if (mode !== 'ensure' && securityGroupId) {
        const hint = 'Remove this line, or write "security-group-rule: ensure".';
        inputs.problem('security-group-id', `was given, but security-group-rule was "${mode}", which adds no rule`, hint);
    }
    return { mode, securityGroupId, allowFrom };
}
function readAllowFrom(inputs) {
    const written = inputs.lines('allow-from').flatMap(line => line.split(',').flatMap(entry => entry.trim() || []));
    for (const wrong of new Set(written.filter(entry => !isCidr(entry))))
        inputs.problem('allow-from', `had ${quoteForeign(wrong)}`, correct(wrong));
    return [...new Set(written.flatMap(entry => (isCidr(entry) ? toCidr(entry) : [])))];
}
// EC2 clears the bits behind the prefix without a word: more addresses would be let in than were meant.
function isCidr(entry) {
    const [range, address] = [parseCidr(entry), parseAddress(entry.split('/')[0])];
    return range !== undefined && range.first === address?.first;
}
function toCidr(entry) {
    const range = parseCidr(entry);
    return range === undefined ? [] : [formatCidr(range)];
}
function correct(entry) {
    const range = parseCidr(entry) ?? parseAddress(entry);
    if (range)
        return `Write "${formatCidr(range)}".`;
    return 'Write ranges of addresses as CIDRs, such as "203.0.113.0/24" or "2001:db8::/32", separated by commas or lines.';
}
// A family's addresses have as many bits as its longest prefix: 128 fits IPv6 alone.
function parseAddress(address = '') {
    return parseCidr(`${address}/128`) ?? parseCidr(`${address}/32`);
}

/** The inputs about the load balancer. */
function readLoadBalancerRequest(inputs) {
    const mode = inputs.choice('load-balancer', ['leave', 'tune'], 'leave');
    const classicListener = inputs.choice('classic-listener', ['leave', 'tcp'], 'leave');
    const isSticky = inputs.boolean('stickiness', false);
    const alone = 'Write "load-balancer: tune" as well: without it the load balancer is left as it is.';
    if (mode === 'leave' && classicListener === 'tcp')
        inputs.problem('classic-listener', 'was "tcp"', alone);
    if (mode === 'leave' && isSticky)
        inputs.problem('stickiness', 'was "true"', alone);
    return { mode, classicListener, isSticky };
}

/** Option settings as people write them: AWS's JSON, or lines `namespace:Option=value`. */
/** Throws an ActionError that names the entry that could not be read. */
function parseOptionSettings(text) {
    return text.trimStart().startsWith('[') ? parseJson(text) : splitLines(text).map(parseLine);
}
function parseJson(text) {
    const entries = parseArray(text);
    return entries.map((entry, index) => {
        const { Namespace, OptionName, Value } = (entry ?? {});
        if (typeof Namespace !== 'string' || typeof OptionName !== 'string' || !isScalar(Value)) {
            throw invalid(`had no Namespace, OptionName or Value in entry ${index + 1}`);
        }
        return { namespace: Namespace, optionName: OptionName, value: String(Value) };
    });
}
function parseArray(text) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        // The message of JSON.parse quotes what is around the place, which may be secret.
        const place = /position (\d+)/.exec(String(error))?.[1];
        throw invalid(`was not valid JSON (${place ? `see its character ${Number(place) + 1}` : 'it ended too early'})`);
    }
}
// The namespace has colons of its own; the option's name has neither a colon nor an equals sign.
function parseLine(line) {
    const match = /^([^=\s]+):([^:=\s]+)=(.*)$/.exec(line);
    if (!match)
        throw invalid(`had the line "${line.replace(/=.*/, '=...')}"`);
    const [, namespace = '', optionName = '', value = ''] = match;
    return { namespace, optionName, value };
}
function isScalar(value) {
    return ['string', 'number', 'boolean'].includes(typeof value);
}
function invalid(message) {
    return new ActionError({
        code: 'invalid-option-settings',
        message,
        hint: 'Write lines such as "aws:elasticbeanstalk:application:environment:LOG_LEVEL=info", or JSON: [{"Namespace":"...","OptionName":"...","Value":"..."}].',
    });
}

/** The input about a deployment that did not end well: whether the version before is deployed again. */
function readRollBackMode(inputs, { waitForDeployment, failOn }) {
    const mode = inputs.choice('rollback', ['never', 'on-failed-handshake', 'on-failure'], 'never');
    if (mode !== 'never' && !waitForDeployment) {
        const hint = 'Remove this line, or "wait-for-deployment: false": who does not wait sees no failure.';
        inputs.problem('rollback', `was "${mode}", but wait-for-deployment was "false"`, hint);
    }
    if (mode === 'on-failed-handshake' && failOn === 'never') {
        const hint = 'Remove this line, or "fail-on: never", with which a WebSocket decides nothing.';
        inputs.problem('rollback', `was "${mode}", but fail-on was "never"`, hint);
    }
    return mode;
}

/** The inputs about what is deployed: the source bundle and the application version made of it. */
function readBundleRequest(inputs) {
    return {
        packagePath: inputs.text('deployment-package-path'),
        sourceDirectory: inputs.text('source-directory') ?? '.',
        excludePatterns: inputs.parsed('exclude-patterns', [], splitPatterns),
        symlinks: inputs.choice('symlinks', ['preserve'], 'preserve'),
    };
}
// Commas separate patterns, but not inside braces: "*.{log,tmp}".
function splitPatterns(text) {
    return splitLines(text).flatMap(line => line
        .split(/,(?![^{]*\})/)
        .map(pattern => pattern.trim())
        .filter(Boolean));
}
/** https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_CreateApplicationVersion.html */
const LONGEST_LABEL = 100;
function readVersionRequest(inputs, fallbackLabel) {
    const label = inputs.text('version-label') ?? fallbackLabel ?? '';
    if (!label)
        inputs.problem('version-label', 'was not given', 'Write a label, such as "${{ github.sha }}".');
    if (label.length > LONGEST_LABEL || label.includes('/')) {
        inputs.problem('version-label', describeWrongLabel(label), adviseLabel(label));
    }
    const description = inputs.text('version-description');
    if (description && description.length > 200) {
        inputs.problem('version-description', `had ${description.length} characters`, 'Write at most 200.');
    }
    return {
        label,
        description,
        bucketName: inputs.text('s3-bucket-name'),
        createBucket: inputs.boolean('create-s3-bucket-if-not-exists', true),
        reuse: inputs.boolean('use-existing-application-version-if-available', true),
        keep: inputs.text('keep-versions')
            ? inputs.number('keep-versions', { min: 1, max: 1000, fallback: 1000 })
            : undefined,
    };
}
function describeWrongLabel(label) {
    const length = label.length > LONGEST_LABEL ? `, which has ${label.length} characters` : '';
    return `was ${quoteForeign(toPrintableLine(label, 2 * LONGEST_LABEL))}${length}`;
}
// The end of a long one is kept: where it is made of several parts, that is mostly what tells it from the others.
function adviseLabel(label) {
    const corrected = toPrintableLine(label.replaceAll('/', '-').slice(-LONGEST_LABEL));
    return `A label has 1 to ${LONGEST_LABEL} characters, and none of them is a slash: write "version-label: ${corrected}", or make it of something else: "version-label: \${{ github.sha }}".`;
}

/** The inputs of the deploy action, read and checked. */
/** Whether a dry run is asked for, where another input is wrong, too. */
function asksForDryRun(source) {
    return source('dry-run').trim().toLowerCase() === 'true';
}
/** Throws one ActionError that names every wrong input. */
function readDeployRequest(source, defaults) {
    const inputs = openInputReader(source);
    const waitForDeployment = inputs.boolean('wait-for-deployment', true);
    const handshake = readHandshakeRequest(inputs);
    const request = {
        region: readRegion(inputs, defaults.region),
        applicationName: readApplicationName(inputs),
        environmentName: readEnvironmentName(inputs),
        creation: readCreationRequest(inputs),
        bundle: readBundleRequest(inputs),
        version: readVersionRequest(inputs, defaults.versionLabel),
        optionSettings: inputs.parsed('option-settings', [], parseOptionSettings),
        deploymentTimeoutMs: 1000 * inputs.number('deployment-timeout', { min: 1, max: 21_600, fallback: 1800 }),
        waitForDeployment,
        minimumHealth: readMinimumHealth(inputs),
        aws: {
            maxRetries: inputs.number('max-retries', { min: 0, max: 20, fallback: 2 }),
            retryDelayMs: 1000 * inputs.number('retry-delay', { min: 0, max: 60, fallback: 5 }),
            logRequests: inputs.boolean('verbose-logging', false),
        },
        handshake,
        proxy: {
            mode: inputs.choice('proxy-files', ['auto', 'off'], 'auto'),
            timeoutSeconds: inputs.number('proxy-timeout', { min: 1, max: 86_400, fallback: 3600 }),
            hasBeacon: inputs.boolean('beacon', false),
        },
        preflight: inputs.choice('preflight', ['auto', 'required', 'off'], 'auto'),
        inbound: readInboundRequest(inputs),
        loadBalancer: readLoadBalancerRequest(inputs),
        rollBack: readRollBackMode(inputs, { waitForDeployment, failOn: handshake.failOn }),
        dryRun: inputs.boolean('dry-run', false),
        onCancel: inputs.choice('on-cancel', ['leave', 'abort'], 'leave'),
    };
    inputs.finish();
    return request;
}
function readMinimumHealth(inputs) {
    const minimum = inputs.choice('minimum-health', ['Green', 'Yellow', 'Grey', 'any'], 'Yellow');
    return inputs.boolean('wait-for-environment-recovery', true) ? minimum : 'any';
}
function readHandshakeRequest(inputs) {
    return {
        url: inputs.parsed('websocket-url', undefined, parseWebSocketUrl),
        path: inputs.parsed('websocket-path', undefined, parseWebSocketPath),
        probe: readProbeRequest(inputs),
        timeoutMs: 1000 * inputs.number('handshake-timeout', { min: 1, max: 3600, fallback: 0 }) || undefined,
        inARow: inputs.number('attempts', { min: 1, max: 20, fallback: 2 }),
        failOn: readFailOn(inputs),
    };
}

/** The outputs of the deploy action: enumerations, names and URLs, set on failure too. Pure. */
/** What comes from AWS is an output only in the form that it must have; what has another is in the report alone. */
const WORD = /^[\w-]{0,64}$/;
const HOST = /^[\w.-]{0,253}(:\d{1,5})?$/;
/** Of a label those that no shell takes for a quote, a variable, a pattern or an option. */
const LABEL = /^([\p{L}\p{N}][\p{L}\p{N} ._:@+=,%-]{0,99})?$/u;
const URL_FORM = /^((http|wss?):\/\/[\x21-\x7e]*)?$/;
/** The input itself: what somebody wrote there is his to judge. */
const GIVEN_LABEL = /^[^\r\n]*$/;
/** Several lines. */
const ANY = /^[^\r]*$/;
/** `plan`: Markdown of our own making, of a dry run. */
function renderDeployOutputs(products, plan = '') {
    const { survey, state, creation, handshake } = products;
    const environment = state ?? survey;
    const finding = findingOf(products);
    const host = toOutputValue(environment?.cname ?? '', HOST);
    return {
        'environment-url': host,
        'environment-id': toOutputValue(environment?.id ?? '', WORD),
        'environment-status': toOutputValue(environment?.status ?? '', WORD),
        'environment-health': toOutputValue(environment?.health ?? '', WORD),
        'deployment-action-type': toOutputValue(isUpdateAccepted(products) ? (creation ? 'create' : 'update') : '', WORD),
        'version-label': toOutputValue(products.versionLabel, GIVEN_LABEL),
        'previous-version-label': toOutputValue(survey?.versionLabel ?? '', LABEL),
        url: toOutputValue(host && `http://${host}/`, URL_FORM),
        'websocket-url': toOutputValue(handshake?.targets[0]?.printableUrl ?? '', URL_FORM),
        handshake: toOutputValue(handshake?.targets[0]?.outcome ?? 'skipped', WORD),
        finding: toOutputValue(finding?.kind ?? '', WORD),
        layer: toOutputValue(finding?.layer ?? '', WORD),
        'rolled-back': toOutputValue(String(products.rollBack?.kind === 'done'), WORD),
        plan: toOutputValue(plan, ANY),
    };
}

/** Products of a deployment in a few words, for the cells of a summary. Pure. */
function describePreflight({ preflight, refusals }) {
    if (!preflight)
        return refusals ? 'not made (preflight: off)' : 'not looked at';
    if (preflight.kind !== 'passed' && preflight.kind !== 'refused')
        return `not made: ${preflight.reason}`;
    const { kind, program, version, ms, notTested } = preflight;
    const untested = notTested.length > 0 ? `; not tested: ${notTested.slice(0, 10).join(', ')}` : '';
    const isDoubted = kind === 'refused' && refusals?.length === 0;
    const files = isDoubted ? 'the files as they are here' : 'the files';
    return `${program} ${version} ${kind === 'passed' ? 'took' : 'refused'} ${files}, in ${ms} ms${untested}`;
}
function describeEnvironment(products) {
    const { survey, state, creation, region, applicationName, environmentName } = products;
    const environment = state ?? survey;
    const now = environment
        ? `${environment.status}, health ${environment.health}`
        : creation
            ? 'does not exist yet'
            : 'not looked at';
    return `${applicationName} / ${environmentName}, ${region}: ${now}`;
}
/** What is worth knowing, that of the inbound rule first. */
function listNotes({ inbound, creation, loadBalancer, notes = [], appNotes = [] }) {
    const ofInbound = inbound === undefined || inbound.kind === 'off' ? [] : inbound.warnings;
    return [...(creation?.notes ?? []), ...ofInbound, ...notes, ...appNotes, ...(loadBalancer?.notes ?? [])];
}
function toSize(bytes) {
    if (bytes < 1024)
        return `${bytes} bytes`;
    return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

/** What is worth knowing about a bundle's proxy files and its app, as a list with what to paste behind its items. Pure. */
/** No block where there is nothing to say; else one for every `together` notes, so that those that are too long go alone. */
function renderWarnings(notes, together = notes.length) {
    const [first, ...further] = renderBlocks(notes, together);
    return first ? [markdown `**Worth knowing**\n\n${first}`, ...further] : [];
}
function renderBlocks(notes, together) {
    if (notes.length === 0)
        return [];
    const groups = notes.slice(0, together).reduce(addWarning, []);
    return [joinMarkdown(groups.map(toBlock), '\n\n'), ...renderBlocks(notes.slice(together), together)];
}
// A list goes on until something is to be pasted.
function addWarning(groups, { message, remedy }) {
    const { instruction, paste } = splitRemedy(remedy);
    const line = markdown `${message} ${instruction}`;
    const last = groups.at(-1);
    const isOpen = last !== undefined && last.paste === '';
    const group = { lines: isOpen ? [...last.lines, line] : [line], paste };
    return isOpen ? [...groups.slice(0, -1), group] : [...groups, group];
}
function toBlock({ lines, paste }) {
    return paste === '' ? renderList(lines) : joinMarkdown([renderList(lines), fenceMarkdown(paste)], '\n\n');
}

/** The plan of a dry run, in Markdown: for the job summary, and for a comment of the pull request that it is about. Pure. */
/**
 * GitHub takes 65,536 characters in a comment, where somebody may add some of his own; and Linux 131,072 bytes in a
 * variable of the environment, by which the output comes to a script.
 */
const MAX_PLAN_BYTES = 60_000;
const MOST_ITEMS = 50;
const MOST_NOTES = 50;
/** What is too long is left out in such portions. */
const NOTES_TOGETHER = 5;
/** Of the files that are added: all lines. */
const MOST_LINES = 1000;
/** The output `plan`: empty unless the run is a dry run. */
function renderPlanOutput(products, { verdict, changes, secrets }) {
    if (!products.dryRun)
        return '';
    const shown = redact({ products, verdict, changes }, secrets);
    return renderMarkdown(renderDryRun(shown.products, shown.verdict, shown.changes), MAX_PLAN_BYTES);
}
/** Blocks, each of which can be left out whole: what it would come to stands before what there is to read. */
function renderDryRun(products, { ok, headline, problem }, ledger) {
    return [
        renderHeading(ok, headline),
        ...renderLedger(ledger),
        ...(problem ? [renderProblem(problem)] : []),
        // Of inputs that are wrong nothing is read.
        ...(products.environmentName ? [renderTable(listFacts$1(products))] : []),
        ...renderBundle(products),
        ...(products.plan ? renderSections(products.plan) : []),
        ...renderWarnings(listNotes(products).slice(0, MOST_NOTES), NOTES_TOGETHER),
        ...renderFiles(products.proxy),
    ];
}
function listFacts$1(products) {
    const { survey, creation, version, versionLabel } = products;
    const bytes = version?.kind === 'create' ? `, ${toSize(version.sizeBytes)}` : '';
    return [
        ['Environment', describeEnvironment(products)],
        ['Platform', (survey ?? creation)?.platform.name ?? 'not looked at'],
        [
            'Version',
            `${survey?.versionLabel ? `${survey.versionLabel} → ` : ''}${versionLabel}${version?.kind === 'reuse' ? ', which exists' : bytes}`,
        ],
        ['Preflight', describePreflight(products)],
    ];
}
/** What is put into it, and what of it is left alone. */
function renderBundle({ proxy, plan }) {
    if (!proxy)
        return [];
    const added = proxy.additions.map(({ name, reason }) => markdown `Add ${codeMarkdown(name)}: ${reason}.`);
    const kept = proxy.kept.map(({ name, reason }) => markdown `Keep ${codeMarkdown(name)}: ${reason}.`);
    return renderSection('Source bundle', [
        ...(plan?.wrapping ? [plan.wrapping] : []),
        ...(added.length > 0 ? added : ['Add no proxy file.']),
        ...kept,
        ...(plan?.assumed ?? []),
    ]);
}
function renderSections({ inbound, version, settings, loadBalancer, webSocket, rollBack }) {
    return [
        ...renderSection('Inbound rule', inbound),
        ...renderSection('Version', version),
        ...renderSection('Option settings', settings.map(renderSetting)),
        ...renderSection('Load balancer', loadBalancer),
        ...renderSection('WebSocket', [webSocket.inWords]),
        ...renderSection('Roll back', rollBack),
    ];
}
function renderSection(title, items) {
    if (items.length === 0)
        return [];
    const more = items.length > MOST_ITEMS ? [`… ${items.length - MOST_ITEMS} more`] : [];
    return [markdown `**${title}**\n\n${renderList([...items.slice(0, MOST_ITEMS), ...more])}`];
}
function renderSetting({ namespace, optionName, kind, before, after, purpose }) {
    const now = kind === 'new' ? 'not set' : (before ?? (kind === 'unknown' ? 'not known' : 'another value'));
    const then = after ?? 'a value that is not shown';
    const change = kind === 'same' ? `${before ?? 'set'}, as it is already` : `${shorten(now)} → ${shorten(then)}`;
    const why = purpose ? markdown ` (${purpose})` : '';
    return markdown `${codeMarkdown(`${namespace}:${optionName}`)}: ${change}${why}`;
}
function shorten(value) {
    return toPrintableLine(value, 200);
}
function renderFiles(proxy) {
    const files = proxy?.additions ?? [];
    if (files.length === 0)
        return [];
    const folded = files.map(({ name, text }) => foldMarkdown(name, fenceMarkdown(text.trimEnd(), MOST_LINES)));
    const [first, ...further] = folded;
    return first ? [joinMarkdown([markdown `**Files that would be added**`, first], '\n\n'), ...further] : [];
}

/** What the verdict rests on: each thing that was asked, whether it agrees, and what it said. Pure. */
/** Empty where nobody waited for the deployment. */
function listSources(products) {
    const { settled } = products;
    if (!settled || settled.kind === 'not-waited')
        return [];
    if (settled.kind === 'failed')
        return [...settled.sources];
    return [
        ...settled.sources,
        { name: 'health', ...describeHealth(products) },
        { name: 'beacon', ...describeBeacon(products) },
        { name: 'handshake', ...describeHandshakeSource(products) },
    ];
}
function describeHealth({ health, state }) {
    if (!health)
        return { says: 'unknown', inWords: 'it was not asked' };
    const inWords = `${toPrintableLine(health.seen ?? state?.health ?? 'unknown', 40)}; wanted: ${health.minimum}`;
    return { says: health.accepted ? 'agrees' : 'contradicts', inWords };
}
function describeBeacon(products) {
    const label = findAnsweringVersion(products);
    if (label !== undefined)
        return {
            says: label === products.versionLabel ? 'agrees' : 'contradicts',
            inWords: `version ${quoteForeign(label)} answered`,
        };
    const isAsked = products.proxy?.beacon !== undefined;
    return { says: 'unknown', inWords: isAsked ? 'it did not answer' : 'there is none' };
}
/** The version whose proxy answered at the beacon when the WebSocket was last opened. */
function findAnsweringVersion({ handshake }) {
    const evidences = handshake?.targets[0]?.attempts.map(({ evidence }) => evidence.beacon) ?? [];
    const last = evidences.findLast(beacon => beacon !== undefined);
    return last?.kind === 'answered' ? last.versionLabel : undefined;
}
function describeHandshakeSource({ handshake }) {
    const target = handshake?.targets[0];
    if (!target)
        return { says: 'unknown', inWords: 'no WebSocket was opened' };
    const says = { accepted: 'agrees', rejected: 'contradicts', unknown: 'unknown' }[target.outcome];
    return { says, inWords: describeTarget(target) };
}
/** For the log. */
function describeSourceLines(products) {
    const lines = listSources(products).map(({ name, says, inWords }) => `- ${name} (${says}): ${inWords}`);
    return lines.length > 0 ? ['What the verdict rests on:', ...lines] : [];
}
function renderSources(products) {
    const sources = listSources(products);
    if (sources.length === 0)
        return [];
    const count = (says) => sources.filter(source => source.says === says).length;
    const counts = `agrees: ${count('agrees')}, contradicts: ${count('contradicts')}, unknown: ${count('unknown')}`;
    const rows = sources.map(({ name, says, inWords }) => markdown `| ${name} | ${says} | ${inWords} |`);
    const table = joinMarkdown([markdown `| asked | | what it said |`, markdown `|---|---|---|`, ...rows], '\n');
    return [foldMarkdown(`What the verdict rests on (${counts})`, table)];
}

/** The job summary of a deployment, in Markdown. Pure. */
/** The log has all of them. */
const MOST_WARNINGS = 100;
function renderDeploySummary(products, verdict, ledger) {
    if (products.dryRun)
        return [...renderDryRun(products, verdict, ledger), ...renderTimings(products.timings)];
    return [
        renderHeading(verdict.ok, verdict.headline),
        ...(verdict.problem ? [renderProblem(verdict.problem)] : []),
        renderTable(listFacts(products)),
        ...renderWarnings(listNotes(products).slice(0, MOST_WARNINGS)),
        ...renderSources(products),
        ...renderEvidence(products.handshake),
        ...(verdict.ok ? [] : renderFailure(products, ledger)),
        ...renderEvents(products),
        ...(verdict.ok ? renderLedger(ledger) : []),
        ...renderTimings(products.timings),
    ];
}
function renderFailure(products, ledger) {
    const link = ledger.length > 0 ? findConsoleLink(products) : undefined;
    const isOld = products.rollBack && isRollBackBegun(products.rollBack);
    return [
        ...renderHealthCauses(products.healthCauses, isOld ? 'Health before the roll back' : 'Health'),
        ...renderLogs(products.logs ?? [], { unfolded: findingOf(products)?.layer !== 'proxy' }),
        ...(products.logsUnknown ? [markdown `**Logs of the instances:** unknown (${products.logsUnknown})`] : []),
        ...renderOutcome(ledger, describeRunning(products)),
        ...(link ? [linkMarkdown("The environment's events in the AWS console", link)] : []),
    ];
}
function listFacts(products) {
    const { survey, creation, published, version } = products;
    const size = version?.kind === 'create' ? `, ${toSize(version.sizeBytes)}` : '';
    const from = survey?.versionLabel ? ` (before: ${survey.versionLabel})` : '';
    return [
        ['WebSocket', describeHandshake(products.handshake)],
        ...listCut(products),
        ['Environment', describeEnvironment(products)],
        ['Platform', (survey ?? creation)?.platform.name ?? 'unknown'],
        ['Version', `${products.versionLabel}${published?.reused ? ', reused' : size}${from}`],
        ...listRollBack(products),
        ['Proxy files', describeProxyFiles(products)],
        ['Preflight', describePreflight(products)],
        ...listInbound(products),
        ...listLoadBalancer(products),
    ];
}
function listLoadBalancer({ loadBalancer }) {
    if (!loadBalancer || ['none', 'unknown'].includes(loadBalancer.before.loadBalancer))
        return [];
    const { before, tunings } = loadBalancer;
    const changed = tunings.map(({ namespace, optionName, before, value }) => {
        return markdown `${codeMarkdown(`${namespace}:${optionName}`)}: ${before} → ${value}`;
    });
    const kind = markdown `${before.isShared ? 'shared, ' : ''}${before.loadBalancer}`;
    return [['Load balancer', joinMarkdown([kind, ...(changed.length > 0 ? changed : ['left as it is'])], '<br>')]];
}
function listRollBack(products) {
    const told = describeRollBackEnd(products);
    const outages = describeOutages(products);
    return [
        ...(told ? [['Roll back', told]] : []),
        ...(outages.length > 0 ? [['Outage', joinMarkdown(outages, '<br>')]] : []),
    ];
}
function listCut({ handshake }) {
    const [target] = handshake?.targets ?? [];
    const cut = target && describeCut(target);
    return cut ? [['Silence', cut]] : [];
}
function describeProxyFiles({ proxy }) {
    if (!proxy)
        return 'not looked at';
    const added = proxy.additions.map(file => markdown `added ${codeMarkdown(file.name)}: ${file.reason}`);
    const kept = proxy.kept.map(file => `kept ${file.name}: ${file.reason}`);
    return added.length + kept.length === 0 ? 'nothing added' : joinMarkdown([...added, ...kept], '<br>');
}
function listInbound({ inbound, ports }) {
    if (!inbound)
        return [['Inbound rule', 'not looked at']];
    if (inbound.kind === 'off')
        return [['Inbound rule', 'not looked at (security-group-rule: off)']];
    if (inbound.kind === 'unknown')
        return [['Inbound rule', `unknown: ${inbound.reason}`]];
    if (inbound.kind === 'new')
        return [['Inbound rule', 'unknown: the environment was not there yet']];
    return inbound.ports.map((port, index) => [`Port ${port.port}`, describePort(port, inbound, ports?.[index])]);
}
function describePort({ admission, admitting, step }, { groupIds }, done) {
    if (step.kind === 'add' && done === undefined)
        return `to be opened in ${step.groupId} for ${step.cidrs.join(' and ')}`;
    if (step.kind === 'add' && done && done.added.length > 0)
        return `opened in ${step.groupId} for ${done.added.join(' and ')}`;
    if (step.kind === 'comes')
        return `Beanstalk opens ${step.groupId} for ${step.cidrs.join(' and ')}`;
    const names = done?.sources ?? admission.sources.map(({ name }) => name);
    const whom = names.length > 0 ? `admits ${listFew(names)}` : 'admits nobody';
    if (step.kind === 'lack')
        return `${groupIds.join(' and ')} ${whom} (${step.because || 'security-group-rule: check'})`;
    return `${(admitting.length > 0 ? admitting : groupIds).join(' and ')} ${whom}; left as it is`;
}
function renderEvents({ settled }) {
    if (!settled || settled.events.length === 0)
        return [];
    const first = settled.events[0]?.atMs ?? 0;
    const lines = settled.events.map(event => {
        const seconds = Math.round((event.atMs - first) / 1000);
        return `${`+${seconds}s`.padStart(6)}  ${toPrintableLine(`${event.severity.padEnd(5)}  ${event.message}`)}`;
    });
    return [foldMarkdown(`Events of the deployment (${lines.length})`, fenceMarkdown(lines.join('\n'), 200))];
}

/** The door of the deploy action. */
const SHORTEST_ROLL_BACK_MS = 600_000;
const LONGEST_ROLL_BACK_MS = 3_600_000;
const door = openDoor();
const ledger = openLedger();
const products = openProducts();
let secrets = [];
let failure;
try {
    products.dryRun = asksForDryRun(door.inputs);
    const versionLabel = door.inputs('version-label').trim()
        ? undefined
        : makeVersionLabel(door.workflow, await readEvent(door.workflow.eventPath));
    const request = readDeployRequest(door.inputs, { region: door.region, versionLabel });
    const { url, path, probe } = request.handshake;
    secrets = listSecrets({ ...probe, url, path, proxyVariables: door.proxyVariables });
    for (const form of listMasks(secrets))
        actionsLog.mask(form);
    Object.assign(products, describeRequest(request));
    actionsLog.info(`Deploying version "${request.version.label}" to "${request.environmentName}" in ${request.region}.`);
    await withinGrace(door, run(request));
}
catch (error) {
    failure = error;
}
const changes = ledger.entries();
products.unanswered = changes.filter(({ outcome }) => outcome === 'asked').map(({ change }) => change);
const verdict = judgeDeploy(products, failure, changes);
for (const line of describeSourceLines(products))
    actionsLog.info(line);
await closeDoor(door, {
    verdict,
    outputs: renderDeployOutputs(products, renderPlanOutput(products, { verdict, changes, secrets })),
    summary: renderDeploySummary(products, verdict, changes),
    report: { ...products, sources: listSources(products), verdict, changes },
    changes,
    running: verdict.ok ? [] : describeRunning(products),
    secrets,
});
async function run(request) {
    const { workspace, proxyVariables } = door;
    const ca = await readCertificates(request.handshake.probe.ca, workspace);
    const signal = limitTime(door, request.deploymentTimeoutMs);
    // The AWS clients take longer to load than all the rest: what is wrong with the inputs has been told before.
    const [{ makeAwsClients }, { deploy }, { toProbeOptions }] = await Promise.all([
        import('./chunks/clients.js').then(n => n.aw),
        import('./chunks/deploy.js'),
        import('./chunks/handshake-options.js'),
    ]);
    const { logRequests, ...retries } = request.aws;
    const onRequest = (operation) => (logRequests ? actionsLog.info : actionsLog.debug)(`Asking AWS: ${operation}`);
    const names = { application: request.applicationName, environment: request.environmentName };
    const asked = { ...retries, region: request.region, names, onRequest, watchAge: watchCredentials(systemClock) };
    const aws = makeAwsClients({ ...asked, signal });
    const deadline = startDeadline(systemClock, request.deploymentTimeoutMs);
    const { temporaryFolder, searchPath } = door;
    const context = { aws, clock: systemClock, log: actionsLog, ledger, signal, deadline, temporaryFolder, searchPath };
    const renew = () => {
        const totalMs = toRollBackTimeMs(request.deploymentTimeoutMs);
        const ends = limitTime(door, totalMs, 'roll back');
        const clients = makeAwsClients({ ...asked, signal: ends });
        const renewed = { ...context, aws: clients, signal: ends, deadline: startDeadline(systemClock, totalMs) };
        return { context: renewed, [Symbol.dispose]: clients.destroy };
    };
    try {
        const probe = toProbeOptions(request.handshake.probe, { ca, proxyVariables });
        await deploy(context, { request, workspace, probe, renew }, products);
    }
    finally {
        aws.destroy();
    }
}
/** As long as the deployment may have taken, within bounds. */
function toRollBackTimeMs(deploymentTimeoutMs) {
    return Math.min(LONGEST_ROLL_BACK_MS, Math.max(SHORTEST_ROLL_BACK_MS, deploymentTimeoutMs));
}
