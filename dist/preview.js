import { o as openProducts, i as isUpdateAccepted, _ as __addDisposableResource, q as __disposeResources } from './chunks/describe-size.js';
import { A as ActionError, q as quoteForeign, t as toOutputValue } from './chunks/untrusted.js';
import { a as systemClock } from './chunks/clock.js';
import { o as openDoor, a as actionsLog, c as closeDoor, w as withinGrace } from './chunks/door.js';
import { r as readProperty } from './chunks/read-json.js';
import { c as readRepository, r as readSha, e as readPullRequest, f as renderDeployment } from './chunks/deploy-summary.js';
import { r as readEvent } from './chunks/read-event.js';
import { r as redact } from './chunks/redact.js';
import { l as listSecrets, b as listMasks } from './chunks/handshake-inputs.js';
import { c as readBundleRequest, p as parseOptionSettings, e as readOwnHandshakeRequest, a as readDeploymentRequest, d as renderDeployOutputs } from './chunks/deploy-outputs.js';
import { c as readBaseEnvironmentName, a as readApplicationName, b as readRegion } from './chunks/environment-inputs.js';
import { r as readEnvironmentVariables, l as listVariableSecrets, f as findPreviewPlaces, P as PREVIEW_OPTIONS, C as COPIED_OPTIONS, a as listPreviewFacts, b as renderCautions, w as withoutHosts, c as listSwept, R as REMOVAL_REASONS, d as describeRemoval, j as judgePreview } from './chunks/preview-verdict.js';
import { o as openInputReader } from './chunks/probe-inputs.js';
import { r as readToken } from './chunks/token-input.js';
import { o as openLedger } from './chunks/ledger.js';
import { m as markdown, j as joinMarkdown } from './chunks/verdict.js';
import { r as renderLedger, a as renderOutcome } from './chunks/list-changes.js';
import { e as renderTimings, r as renderHeading, b as renderTable, d as renderList, a as renderProblem, c as renderColumns } from './chunks/summary-parts.js';
import { a as renderWarnings } from './chunks/warning-list.js';
import { s as skipWithoutCredentials } from './chunks/run-endings.js';
import './chunks/refusals.js';
import './chunks/describe-time.js';
import './chunks/list-few.js';
import 'node:stream';
import './chunks/commands.js';
import './chunks/capitalize.js';
import './chunks/handshake-lines.js';
import './chunks/known.js';
import 'node:timers/promises';
import 'node:fs/promises';
import 'node:os';
import 'node:path';
import 'os';
import 'crypto';
import 'fs';
import './chunks/until-aborted.js';
import './chunks/describe-proxy.js';
import './chunks/draw-path.js';
import './chunks/target.js';
import 'node:net';
import './chunks/expectation.js';
import 'node:crypto';
import 'node:vm';
import './chunks/environment-properties.js';
import './chunks/protocols.js';
import './chunks/refusals2.js';

/** The repository that a run is about. */
/** As the runner names it in GITHUB_REPOSITORY. Throws an ActionError outside of a workflow. */
function readOwnRepository({ repository }) {
    const [, owner, name] = /^([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(repository) ?? [];
    if (owner !== undefined && name !== undefined)
        return { owner, name };
    throw new ActionError({
        code: 'github-repository-missing',
        message: `GITHUB_REPOSITORY was ${quoteForeign(repository)}, and names no repository.`,
        hint: 'Run this as a step of a workflow, where GitHub sets it; elsewhere set it to "OWNER/NAME".',
    });
}

/** The GitHub event that started the run, as we understand it. */
/** Without a file that can be read, and for what is not in it, it is `other`. */
async function readTrigger({ eventName, eventPath, }) {
    return parseTrigger(eventName, await readEvent(eventPath));
}
function parseTrigger(eventName, event) {
    switch (eventName) {
        case 'schedule':
            return { kind: 'schedule' };
        case 'workflow_dispatch':
            return { kind: 'workflow-dispatch' };
        case 'pull_request':
            return parsePullRequest(event);
        case 'workflow_run':
            return parseWorkflowRun(event);
        default:
            return { kind: 'other', what: eventName || 'no event' };
    }
}
function parsePullRequest(event) {
    const action = readProperty(event, 'action');
    const pullRequest = readPullRequest(readProperty(event, 'pull_request'));
    if (!pullRequest)
        return { kind: 'other', what: 'pull_request without number, branch or commit' };
    const activity = parseActivity(action, readProperty(readProperty(event, 'label'), 'name'));
    if (!activity)
        return { kind: 'other', what: `pull_request (${typeof action === 'string' ? action : 'no activity'})` };
    return { kind: 'pull-request', activity, pullRequest };
}
function parseActivity(action, label) {
    switch (action) {
        case 'opened':
        case 'reopened':
        case 'synchronize':
        case 'closed':
            return { kind: action };
        case 'labeled':
        case 'unlabeled':
            return typeof label === 'string' ? { kind: action, label } : undefined;
        default:
            return undefined;
    }
}
function parseWorkflowRun(event) {
    const run = readProperty(event, 'workflow_run');
    const from = readProperty(run, 'head_repository');
    const [id, branch, owner] = [
        readProperty(run, 'id'),
        readProperty(run, 'head_branch'),
        readProperty(readProperty(from, 'owner'), 'login'),
    ];
    const [repository, sha] = [readRepository(from), readSha(readProperty(run, 'head_sha'))];
    if (readProperty(run, 'event') !== 'pull_request')
        return { kind: 'other', what: 'workflow_run of something else than a pull request' };
    if (typeof id !== 'number' || typeof branch !== 'string' || typeof owner !== 'string' || !repository || !sha)
        return { kind: 'other', what: 'workflow_run without repository, branch or commit' };
    const isSuccess = readProperty(run, 'conclusion') === 'success';
    return { kind: 'workflow-run', head: { repository, owner, branch, sha }, runId: id, isSuccess };
}

/** The inputs that only previews have: which pull requests get one, how many there are, and for how long. */
const MINUTE_MS = 60_000;
const UNITS_MS = {
    m: MINUTE_MS,
    h: 60 * MINUTE_MS,
    d: 24 * 60 * MINUTE_MS,
    w: 7 * 24 * 60 * MINUTE_MS,
};
const USUAL_AGE_MS = 7 * 24 * 60 * MINUTE_MS;
/** A preview takes some minutes to get there. */
const SHORTEST_AGE_MS = 60 * MINUTE_MS;
const LONGEST_AGE_MS = 365 * 24 * 60 * MINUTE_MS;
function readMaxAgeMs(inputs) {
    return inputs.parsed('max-age', USUAL_AGE_MS, parseMaxAge);
}
/** "90m", "12h", "7d" or "2w" in milliseconds. Throws an ActionError otherwise. */
function parseMaxAge(text) {
    const [, count = '', unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text.trim()) ?? [];
    const ageMs = Number(count) * (UNITS_MS[unit] ?? 0);
    if (ageMs >= SHORTEST_AGE_MS && ageMs <= LONGEST_AGE_MS)
        return ageMs;
    throw invalid(text, 'Write a number with m, h, d or w, from "1h" to "365d", such as "7d".');
}
/** The form of https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-types.html, such as "t4g.small". */
function readInstanceType(inputs) {
    return inputs.parsed('instance-type', undefined, text => {
        const type = text.trim();
        if (/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(type))
            return type;
        throw invalid(text, 'Write one instance type, such as "t3.small"; it must be of the architecture of the base.');
    });
}
/** GitHub takes no longer one, counted in characters. */
const LONGEST_LABEL = 50;
function readOnlyWithLabel(inputs) {
    return inputs.parsed('only-with-label', undefined, text => {
        const label = text.trim();
        if ([...label].length <= LONGEST_LABEL && !/[\r\n]/.test(label))
            return label;
        throw invalid(text, `Write the name of one label of the repository, of at most ${LONGEST_LABEL} characters.`);
    });
}
function readPullRequestNumber(inputs) {
    return inputs.parsed('pull-request', undefined, text => {
        if (/^[1-9]\d{0,8}$/.test(text.trim()))
            return Number(text);
        throw invalid(text, 'Write the number of a pull request, such as "12", or leave it empty: the event tells it.');
    });
}
function invalid(text, hint) {
    return new ActionError({
        code: 'invalid-preview',
        message: `was ${quoteForeign(text.trim())}`,
        hint,
    });
}

/** The inputs of the preview action, read and checked. */
/** Throws one ActionError that names every wrong input. */
function readPreviewRequest(source, defaults) {
    const inputs = openInputReader(source);
    const named = {
        region: readRegion(inputs, defaults.region),
        applicationName: readApplicationName(inputs),
        baseEnvironmentName: readBaseEnvironmentName(inputs),
    };
    const bundle = readBundleRequest(inputs);
    const optionSettings = [
        ...inputs.parsed('option-settings', [], parseOptionSettings),
        ...readEnvironmentVariables(inputs),
    ];
    const request = {
        ...named,
        bundle,
        optionSettings,
        variableValues: listVariableSecrets(optionSettings, Object.values(named)),
        copiesVariables: inputs.choice('copy-environment-variables', ['all', 'none'], 'all') === 'all',
        instanceType: readInstanceType(inputs),
        onlyWithLabel: readOnlyWithLabel(inputs),
        pullRequest: readPullRequestNumber(inputs),
        maxAgeMs: readMaxAgeMs(inputs),
        maxPreviews: inputs.number('max-previews', { min: 1, max: 100, fallback: 5 }),
        requireCredentials: inputs.boolean('require-credentials', false),
        token: readToken(inputs),
        ...readDeploymentRequest(inputs),
        handshake: readOwnHandshakeRequest(inputs),
    };
    inputs.finish();
    return request;
}
/** Nobody has named a region, nor said that there must be credentials: those who set them name one. */
function lacksRegion(source, defaults) {
    const inputs = openInputReader(source);
    const region = inputs.text('aws-region') ?? defaults.region;
    return region === undefined && !inputs.boolean('require-credentials', false);
}

/** The outputs of the preview action: enumerations, names and URLs, set on failure too. Pure. */
/** What Beanstalk takes for the name of an environment. */
const NAME = /^([a-zA-Z0-9][a-zA-Z0-9-]{2,38}[a-zA-Z0-9])?$/;
const ID = /^(e-[a-z0-9]{1,40})?$/;
const WORD = /^[a-z-]{0,64}$/;
/** `action` is "created" and "updated" only where Beanstalk has said that it will do it, and "removed" only of all of it. */
function renderPreviewOutputs(products) {
    const { deployment, plan, environmentName = '' } = products;
    // A freed address is anybody's.
    const outputs = renderDeployOutputs((products.removal ? undefined : deployment) ?? openProducts());
    const none = toOutputValue('', WORD);
    const pick = (name) => outputs[name] ?? none;
    const { page, webSocket } = findPreviewPlaces(products);
    return {
        url: page ? pick('url') : none,
        'websocket-url': webSocket ? pick('websocket-url') : none,
        'environment-name': toOutputValue(environmentName, NAME),
        'environment-id': pick('environment-id') || toOutputValue(plan?.existing?.id ?? '', ID),
        'version-label': pick('version-label'),
        action: toOutputValue(nameAction(products), WORD),
        handshake: pick('handshake'),
        finding: pick('finding'),
    };
}
// A run may remove what it has deployed itself: the pull request was closed meanwhile.
function nameAction({ deployment, removal, sweep, skipped }) {
    if (removal)
        return removal.left.length === 0 ? 'removed' : '';
    if (deployment && isUpdateAccepted(deployment))
        return deployment.creation ? 'created' : 'updated';
    if (sweep)
        return 'swept';
    return skipped ? 'skipped' : '';
}

/** What a run of the preview action has found and done so far: each step adds its product, so a run that ends early can still tell. */
function openPreviewProducts() {
    return {
        kind: 'preview',
        region: '',
        applicationName: '',
        baseEnvironmentName: '',
        repository: '',
        requireCredentials: false,
        timings: [],
        githubProblems: [],
    };
}

/** The report file of a run of the preview action: its products, without what may be secret in its plan. Pure. */
/**
 * Of a variable of the app, and of an option that previews do not have by themselves, only the name is in it: the file
 * may be uploaded with what else a job has made.
 */
function makePreviewReport(products, verdict, changes) {
    const { plan } = products;
    const shown = plan && { plan: { ...plan, optionSettings: plan.optionSettings.map(hideValue) } };
    return { ...products, ...shown, verdict, changes };
}
function hideValue(setting) {
    return PUBLIC.has(setting.namespace) ? setting : { ...setting, value: '***' };
}
const PUBLIC = new Set([...COPIED_OPTIONS.filter(({ holds }) => holds !== 'variables'), ...PREVIEW_OPTIONS].map(({ namespace }) => namespace));

/** The job summary of a run of the preview action, in Markdown. Pure. */
/** The report file has all of them. */
const MOST_PROBLEMS = 20;
const MOST_ROWS = 200;
function renderPreviewSummary(products, verdict, changes) {
    const { deployment, removal, timings } = products;
    // One that was deployed shows its times among the rest.
    const ownTimings = deployment && !removal ? [] : [...timings, ...(deployment?.timings ?? [])];
    return [...renderTask(products, verdict, changes), ...renderGitHubProblems(products), ...renderTimings(ownTimings)];
}
function renderTask(products, verdict, changes) {
    const { deployment, plan, removal, sweep, skipped } = products;
    if (skipped && verdict.ok && changes.length === 0)
        return [renderHeading(true, verdict.headline)];
    if (deployment && !removal) {
        const [rows, cautions] = [listPreviewFacts(products), renderCautions(products)];
        const timings = [...products.timings, ...deployment.timings];
        return renderDeployment(deployment, {
            ...{ verdict, ledger: changes, rows, cautions, timings },
            ...{ notes: plan?.notes ?? [], next: [] },
        });
    }
    return [
        renderHeading(verdict.ok, verdict.headline),
        ...renderProblems(verdict),
        ...renderWarnings(plan?.notes ?? []),
        ...(sweep ? renderSweep(sweep) : []),
        ...(removal ? [renderTable(listRemoved(removal))] : []),
        ...(verdict.ok ? renderLedger(changes) : renderOutcome(changes, [])),
    ];
}
function renderProblems({ problem, furtherProblems = [] }) {
    const all = [...(problem ? [problem] : []), ...furtherProblems];
    return all
        .slice(0, MOST_PROBLEMS)
        .map(one => renderProblem({ ...one, what: withoutHosts(one.what), remedy: withoutHosts(one.remedy) }));
}
function listRemoved(removal) {
    const { because, environmentNames, versionLabels, left } = removal;
    return [
        ['Why', REMOVAL_REASONS[because]],
        ['Removed', describeRemoval(removal)],
        ...(environmentNames.length > 0 ? [['Environment', joinMarkdown(environmentNames, '<br>')]] : []),
        ...(versionLabels.length > 0 ? [['Versions', joinMarkdown(versionLabels.slice(0, MOST_ROWS), '<br>')]] : []),
        ...(left.length > 0 ? [['Still there', joinMarkdown(left.map(withoutHosts), '<br>')]] : []),
    ];
}
function renderSweep(sweep) {
    const rows = listSwept(sweep);
    if (rows.length === 0)
        return [markdown `There are no previews of this repository.`];
    const shown = rows.slice(0, MOST_ROWS).map(({ pullRequest, environmentName, became, because }) => {
        return [`#${pullRequest}`, environmentName, became, withoutHosts(because)];
    });
    const more = rows.length > MOST_ROWS ? [markdown `… and ${rows.length - MOST_ROWS} more, which are in the report file.`] : [];
    return [renderColumns(['pull request', 'environment', 'now', 'why'], shown), ...more];
}
function renderGitHubProblems({ githubProblems }) {
    if (githubProblems.length === 0)
        return [];
    return [markdown `**At GitHub:**\n\n${renderList(githubProblems.slice(0, MOST_PROBLEMS))}`];
}

/** The door of the preview action. */
const PUBLIC_API = 'https://api.github.com';
/** Of one request to GitHub, with all that is sent again. */
const GITHUB_PATIENCE_MS = 60_000;
/** Of what is said last when the job is cancelled: the runner waits 7.5 s. */
const LAST_WORDS_MS = 3000;
const door = openDoor();
const ledger = openLedger();
const products = openPreviewProducts();
let secrets = [];
let failure;
try {
    const trigger = await readTrigger(door.workflow);
    if (isForkWithoutRegion(trigger))
        skipWithoutCredentials(actionsLog, products);
    else
        await follow(trigger);
}
catch (error) {
    failure = error;
}
const entries = ledger.entries();
const judged = judgePreview(products, failure, entries);
// The runner hides only the longer secrets.
const { verdict, changes, ...shown } = redact({ verdict: judged, changes: entries, products }, secrets);
await closeDoor(door, {
    verdict,
    outputs: renderPreviewOutputs(products),
    summary: renderPreviewSummary(shown.products, verdict, changes),
    report: makePreviewReport(products, verdict, changes),
    changes,
    secrets,
});
/** Where the step that names the region is left out, as it has to be on the pull request of a fork. */
function isForkWithoutRegion(trigger) {
    return (trigger.kind === 'pull-request' && trigger.pullRequest.isFork && lacksRegion(door.inputs, { region: door.region }));
}
async function follow(trigger) {
    const request = readPreviewRequest(door.inputs, { region: door.region });
    const { path, probe } = request.handshake;
    secrets = [...listSecrets({ ...probe, path, proxyVariables: door.proxyVariables }), ...request.variableValues];
    for (const form of listMasks(secrets))
        actionsLog.mask(form);
    const { region, applicationName, baseEnvironmentName, requireCredentials } = request;
    const own = readOwnRepository(door.workflow);
    const repository = `${own.owner}/${own.name}`.toLowerCase();
    Object.assign(products, { region, applicationName, baseEnvironmentName, requireCredentials, repository });
    await withinGrace(door, run(request, trigger));
}
async function run(request, trigger) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { workflow, workspace, proxyVariables } = door;
        // The AWS clients take longer to load than all the rest: what is wrong with the inputs has been told before.
        const [{ openContexts }, { preview }, { toProbeOptions }] = await Promise.all([
            import('./chunks/open-context.js'),
            import('./chunks/preview.js'),
            import('./chunks/handshake-options.js'),
        ]);
        const names = { application: request.applicationName, environment: request.baseEnvironmentName };
        const opened = __addDisposableResource(env_1, openContexts(door, { request, names, ledger })(request.deploymentTimeoutMs), false);
        const github = await open(request, door.cancelled);
        const openAfterwards = () => open(request, limitLastWords());
        const probe = toProbeOptions(request.handshake.probe, { ca: undefined, proxyVariables });
        const given = { request, workspace, probe, workflow, trigger, github, openAfterwards, secrets };
        await preview(opened.context, given, products);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
async function open({ token, aws: { logRequests } }, signal) {
    const { openGitHub } = await import('./chunks/client.js');
    const repository = readOwnRepository(door.workflow);
    const apiUrl = door.workflow.apiUrl || PUBLIC_API;
    return openGitHub({
        token,
        repository,
        apiUrl,
        clock: systemClock,
        signal,
        patienceMs: GITHUB_PATIENCE_MS,
        onAnswer: logRequests ? actionsLog.info : actionsLog.debug,
        log: actionsLog,
    });
}
function limitLastWords() {
    const controller = new AbortController();
    const reason = new ActionError({
        code: 'cancelled',
        message: 'GitHub did not answer within the time that a cancelled job has.',
        hint: 'Look at the list of changes in the log.',
    });
    setTimeout(() => controller.abort(reason), LAST_WORDS_MS).unref();
    return controller.signal;
}
