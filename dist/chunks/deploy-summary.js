import { r as readProperty } from './read-json.js';
import { j as joinMarkdown, m as markdown, c as codeMarkdown, l as linkMarkdown, r as renderMarkdown, f as foldMarkdown, a as fenceMarkdown } from './verdict.js';
import { a as toPrintableLine, q as quoteForeign } from './untrusted.js';
import { t as toSize, b as findEnvironmentLink, c as findConsoleLink, d as findVersionsLink, e as describeRollBackEnd, g as describeOutages, h as findLoadBalancerLink, k as findGroupLink, I as INBOUND_STAGE, l as findProxyRefusal, m as describeRunning, n as isRollBackBegun, r as renderHealthCauses, f as findingOf } from './describe-size.js';
import { l as listFew } from './list-few.js';
import { e as describeHandshake, d as describeCut, a as describeOutcomeBriefly, r as renderEvidence } from './handshake-lines.js';
import { d as describeProxy } from './describe-proxy.js';
import { r as renderPath, a as drawSteps, n as nameLoadBalancer } from './draw-path.js';
import { r as redact } from './redact.js';
import { r as renderLedger, a as renderOutcome } from './list-changes.js';
import { r as renderHeading, a as renderProblem, b as renderTable, d as renderList, e as renderTimings, f as renderLogs } from './summary-parts.js';
import { a as renderWarnings } from './warning-list.js';

/** A pull request as GitHub describes it, in an event and in an answer alike. Pure. */
/** Undefined for what has not the form that GitHub gives it. */
function readPullRequest(data) {
    const [number, head, labels] = [read(data, 'number'), read(data, 'head'), read(data, 'labels')];
    const updatedAt = read(data, 'updated_at');
    const repository = readRepository(read(head, 'repo'));
    const [owner, branch, sha] = [
        read(head, 'user', 'login') ?? read(head, 'repo', 'owner', 'login'),
        read(head, 'ref'),
        readSha(read(head, 'sha')),
    ];
    if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1)
        return undefined;
    if (typeof branch !== 'string' || branch === '' || sha === undefined)
        return undefined;
    const base = readRepository(read(data, 'base', 'repo'));
    return {
        number,
        isOpen: read(data, 'state') === 'open',
        isMerged: typeof read(data, 'merged_at') === 'string',
        isFork: repository === undefined || repository !== base,
        head: { repository, owner: typeof owner === 'string' ? owner : '', branch, sha },
        labels: Array.isArray(labels)
            ? labels.map(label => read(label, 'name')).filter(name => typeof name === 'string')
            : [],
        updatedAt: typeof updatedAt === 'string' ? updatedAt : '',
    };
}
/** Of an object that GitHub calls a repository. */
function readRepository(data) {
    const name = readProperty(data, 'full_name');
    return typeof name === 'string' && /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(name) ? name.toLowerCase() : undefined;
}
function readSha(value) {
    return typeof value === 'string' && /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(value) ? value : undefined;
}
function read(data, ...path) {
    return path.reduce(readProperty, data);
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
function listNotes(products) {
    const { inbound, creation, loadBalancer, notes = [], appNotes = [], handshake } = products;
    const ofInbound = inbound === undefined || inbound.kind === 'off' ? [] : inbound.warnings;
    const found = handshake?.targets[0]?.finding?.kind;
    const isUntold = ({ foretells }) => foretells === undefined || foretells !== found;
    const ofLoadBalancer = loadBalancer?.notes.filter(isUntold) ?? [];
    return [...(creation?.notes ?? []), ...ofInbound, ...notes.filter(isUntold), ...appNotes, ...ofLoadBalancer];
}

/** The rows of a deployment's table in a summary. Pure. */
function listFacts$1(products) {
    const { survey, creation, published, version } = products;
    const size = version?.kind === 'create' ? `, ${toSize(version.sizeBytes)}` : '';
    const from = survey?.versionLabel ? ` (before: ${survey.versionLabel})` : '';
    return [
        ['WebSocket', describeHandshake(products.handshake)],
        ['Environment', renderEnvironment(products)],
        ['Platform', (survey ?? creation)?.platform.name ?? 'unknown'],
        ['Version', renderVersion(products, `${published?.reused ? ', reused' : size}${from}`)],
        ...listRollBack(products),
        ['Proxy files', describeProxyFiles(products)],
        ['Preflight', describePreflight(products)],
        ...listInbound(products),
        ...listLoadBalancer$1(products),
    ];
}
function renderEnvironment(products) {
    const links = [...link('environment', findEnvironmentLink(products)), ...link('events', findConsoleLink(products))];
    const told = describeEnvironment(products);
    return links.length > 0 ? markdown `${told} (${joinMarkdown(links, ', ')})` : told;
}
function renderVersion(products, more) {
    // What was not created is not in the list.
    const [all] = products.published ? link('all versions', findVersionsLink(products)) : [];
    const told = `${products.versionLabel}${more}`;
    return all ? markdown `${told} (${all})` : told;
}
function link(words, place) {
    return place ? [linkMarkdown(words, place)] : [];
}
function linkGroups(region, groupIds) {
    const linked = groupIds.map(id => link(id, findGroupLink(region, id))[0] ?? id);
    return joinMarkdown(linked, ', ');
}
function listLoadBalancer$1({ loadBalancer, inbound, region }) {
    if (!loadBalancer || ['none', 'unknown'].includes(loadBalancer.before.loadBalancer))
        return [];
    const { before, tunings } = loadBalancer;
    const changed = tunings.map(({ namespace, optionName, before, value }) => {
        return markdown `${codeMarkdown(`${namespace}:${optionName}`)}: ${before} → ${value}`;
    });
    // As in "the Application Load Balancer awseb-AWSEB-1R4XG24EFD6OC".
    const name = inbound?.kind === 'found' ? / Load Balancer (\S+)$/.exec(inbound.title)?.[1] : undefined;
    const [linked] = name === undefined ? [] : link(name, findLoadBalancerLink(region, name));
    const kind = markdown `${before.isShared ? 'shared, ' : ''}${before.loadBalancer}${linked ? markdown ` (${linked})` : ''}`;
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
function listInbound({ inbound, ports, region }) {
    if (!inbound)
        return [['Inbound rule', 'not looked at']];
    if (inbound.kind === 'off')
        return [['Inbound rule', 'not looked at (security-group-rule: off)']];
    if (inbound.kind === 'unknown')
        return [['Inbound rule', `unknown: ${inbound.reason}`]];
    if (inbound.kind === 'new')
        return [['Inbound rule', 'unknown: the environment was not there yet']];
    return inbound.ports.map((port, index) => [
        `Port ${port.port}`,
        renderPort(port, { ...inbound, region }, ports?.[index]),
    ]);
}
function renderPort({ admission, admitting, step }, { groupIds, region }, done) {
    const link = (...ids) => linkGroups(region, ids);
    if (step.kind === 'add' && done === undefined)
        return markdown `to be opened in ${link(step.groupId)} for ${step.cidrs.join(' and ')}`;
    if (step.kind === 'add' && done && done.added.length > 0)
        return markdown `opened in ${link(step.groupId)} for ${done.added.join(' and ')}`;
    if (step.kind === 'comes')
        return markdown `Beanstalk opens ${link(step.groupId)} for ${step.cidrs.join(' and ')}`;
    const names = done?.sources ?? admission.sources.map(({ name }) => name);
    const whom = names.length > 0 ? `admits ${listFew(names)}` : 'admits nobody';
    if (step.kind === 'lack')
        return markdown `${link(...groupIds)} ${whom} (${step.because || 'security-group-rule: check'})`;
    return markdown `${link(...(admitting.length > 0 ? admitting : groupIds))} ${whom}; left as it is`;
}

/** The way to a deployed app as a picture: as the handshake has shown it, else as far as the failure of the run tells. Pure. */
/** None where nobody knows where the way ends. */
function renderDeploymentPath(products) {
    const target = products.handshake?.targets[0];
    return target ? renderPath(target) : drawSteps(findClosedPath(products) ?? findFailedPath(products));
}
/** The group admits nobody, and the rule could not be added. */
function findClosedPath(products) {
    const { inbound, ports, timings } = products;
    if (ports || inbound?.kind !== 'found' || !timings.some(({ stage }) => stage === INBOUND_STAGE))
        return undefined;
    const closed = inbound.ports.find(({ step }) => step.kind === 'add' && step.reason === 'nobody-admitted');
    if (!closed)
        return undefined;
    return [
        CLIENT,
        { kind: 'security-group', state: 'guilty', label: 'security group', detail: `port ${closed.port}` },
        ...listLoadBalancer(products, 'not-reached'),
        ...listProxy(products),
        APP,
    ];
}
/** The program in front of the app refused its files, so that nothing comes past it. */
function findFailedPath(products) {
    const { settled, logs = [], proxyFileNames = [] } = products;
    const refusal = settled?.kind === 'failed' ? findProxyRefusal(logs, proxyFileNames) : undefined;
    if (!refusal)
        return [];
    const proxy = { kind: 'proxy', state: 'guilty', label: 'proxy', detail: refusal.program };
    return [CLIENT, ...listLoadBalancer(products, 'unknown'), proxy, APP];
}
const CLIENT = { kind: 'client', state: 'unknown', label: 'client' };
const APP = { kind: 'application', state: 'not-reached', label: 'app' };
function listLoadBalancer({ survey }, state) {
    const kind = survey?.front.loadBalancer ?? 'unknown';
    return kind === 'none' || kind === 'unknown' ? [] : [{ kind: 'load-balancer', state, ...nameLoadBalancer(kind) }];
}
function listProxy({ survey }) {
    const proxy = survey && describeProxy(survey.platform, survey).proxy;
    return proxy === 'nginx' || proxy === 'apache'
        ? [{ kind: 'proxy', state: 'not-reached', label: 'proxy', detail: proxy }]
        : [];
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
        ...(products.environmentName ? [renderTable(listFacts(products))] : []),
        ...renderBundle(products),
        ...(products.plan ? renderSections(products.plan) : []),
        ...renderWarnings(listNotes(products).slice(0, MOST_NOTES), NOTES_TOGETHER),
        ...renderFiles(products.proxy),
    ];
}
function listFacts(products) {
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
    return { says, inWords: describeOutcomeBriefly(target) };
}
/** For the log. */
function describeSourceLines(products) {
    return listSources(products).map(({ name, says, inWords }) => `${name} (${says}): ${inWords}`);
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
    const { timings } = products;
    if (products.dryRun)
        return [...renderDryRun(products, verdict, ledger), ...renderTimings(timings)];
    const next = verdict.ok && products.handshake ? [CHECK_IT] : [];
    return renderDeployment(products, { verdict, ledger, rows: [], cautions: [], notes: [], next, timings });
}
const CHECK_IT = 'Let a schedule open this WebSocket, so that you hear of it when it breaks: the action "check" of this repository, with "incident-issue: true", in a workflow with "on: schedule".';
/** All that there is to tell of a deployment that was not a dry run. */
function renderDeployment(products, around) {
    const { verdict, ledger, rows, cautions, notes, next, timings } = around;
    // Of inputs that were refused nothing is known yet.
    const facts = [...rows, ...(products.environmentName ? listFacts$1(products) : [])];
    return [
        renderHeading(verdict.ok, verdict.headline),
        ...(verdict.problem ? [renderProblem(verdict.problem)] : []),
        ...renderDeploymentPath(products),
        ...(facts.length > 0 ? [renderTable(facts)] : []),
        ...cautions,
        ...(verdict.ok ? [] : renderFailure(products)),
        ...renderWarnings([...notes, ...listNotes(products)].slice(0, MOST_WARNINGS)),
        ...(verdict.ok ? [] : renderOutcome(ledger, describeRunning(products))),
        ...renderEvidence(products.handshake),
        ...renderSources(products),
        ...renderTimings(timings),
        ...renderEvents(products),
        ...(verdict.ok ? renderLedger(ledger) : []),
        ...renderNext(products, next),
    ];
}
/** What the app and its instances say. */
function renderFailure(products) {
    const isOld = products.rollBack && isRollBackBegun(products.rollBack);
    return [
        ...renderHealthCauses(products.healthCauses, isOld ? 'Health before the roll back' : 'Health'),
        ...renderLogs(products.logs ?? [], { unfolded: findingOf(products)?.layer !== 'proxy' }),
        ...(products.logsUnknown ? [markdown `**Logs of the instances:** unknown (${products.logsUnknown})`] : []),
    ];
}
/** What is good to do although all is well. */
function renderNext({ handshake }, next) {
    const [target] = handshake?.targets ?? [];
    const cut = target && describeCut(target);
    const items = [...(cut ? [cut] : []), ...next];
    return items.length > 0 ? [markdown `**What next**\n\n${renderList(items)}`] : [];
}
function renderConsoleLink(products) {
    const link = findConsoleLink(products);
    return link ? [linkMarkdown("The environment's events in the AWS console", link)] : [];
}
/** The newest of them, if there are more than `most`. */
function renderEvents({ settled }, most = 200) {
    if (!settled || settled.events.length === 0)
        return [];
    const first = settled.events[0]?.atMs ?? 0;
    const lines = settled.events.slice(-most).map(event => {
        const seconds = Math.round((event.atMs - first) / 1000);
        return `${`+${seconds}s`.padStart(6)}  ${toPrintableLine(`${event.severity.padEnd(5)}  ${event.message}`)}`;
    });
    const count = settled.events.length;
    const shown = count > most ? `the last ${most} of ${count}` : String(count);
    return [foldMarkdown(`Events of the deployment (${shown})`, fenceMarkdown(lines.join('\n'), most))];
}

export { renderDeploySummary as a, renderPlanOutput as b, readRepository as c, describeSourceLines as d, readPullRequest as e, renderDeployment as f, renderDeploymentPath as g, listCut as h, describeEnvironment as i, listNotes as j, renderEvents as k, listSources as l, renderConsoleLink as m, readSha as r };
