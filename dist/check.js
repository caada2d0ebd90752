import { a as systemClock } from './chunks/clock.js';
import { o as openDoor, b as listOwnBranches, a as actionsLog, w as withinGrace, c as closeDoor } from './chunks/door.js';
import { r as readEnvironmentName, a as readApplicationName, b as readRegion } from './chunks/environment-inputs.js';
import { a as parseWebSocketPath, r as readWebSocketUrl, h as hideQuery, b as listMasks } from './chunks/handshake-inputs.js';
import { q as quoteForeign, A as ActionError } from './chunks/untrusted.js';
import { o as openInputReader, r as readProbeRequest, a as readFailOn } from './chunks/probe-inputs.js';
import { r as readToken } from './chunks/token-input.js';
import { a as parseUrl } from './chunks/target.js';
import { l as listTargetSecrets, a as listOwnTargets } from './chunks/check-target.js';
import { r as readCertificates } from './chunks/read-certificates.js';
import 'node:timers/promises';
import 'node:fs/promises';
import 'node:os';
import 'node:path';
import './chunks/redact.js';
import './chunks/capitalize.js';
import 'os';
import 'crypto';
import 'fs';
import './chunks/verdict.js';
import './chunks/list-changes.js';
import './chunks/summary-parts.js';
import './chunks/until-aborted.js';
import './chunks/expectation.js';
import 'node:crypto';
import 'node:vm';
import './chunks/protocols.js';
import 'node:net';

/** The input that names the branch on which a check keeps its history. */
const INPUT$1 = 'history-branch';
const LONGEST_BRANCH = 200;
/** Undefined where no history is kept. `ownBranches`: those that the run is about, to which nothing is to be written. */
function readHistoryBranch(inputs, ownBranches = []) {
    return inputs.parsed(INPUT$1, undefined, text => parseHistoryBranch(text.trim(), ownBranches));
}
/**
 * Throws an ActionError for what is no name of a branch, or that of one with code.
 *
 * @see https://git-scm.com/docs/git-check-ref-format
 */
function parseHistoryBranch(name, ownBranches) {
    if (!isBranchName(name))
        throw invalid$2(`was ${quoteForeign(name)}, which is no name of a branch`);
    if (ownBranches.includes(name))
        throw invalid$2(`was ${quoteForeign(name)}, which is a branch of this run`);
    return name;
}
// Of the letters that Git and GitHub take we take those that need no quoting in an address.
function isBranchName(name) {
    if (name.length > LONGEST_BRANCH || !/^[\w.+-]+(?:\/[\w.+-]+)*$/.test(name))
        return false;
    if (name === 'HEAD' || /^(-|refs\/)/.test(name) || /^[\da-f]{40}$/i.test(name) || name.includes('..'))
        return false;
    return name.split('/').every(part => !/^\.|\.$|\.lock$/i.test(part));
}
function invalid$2(message) {
    return new ActionError({
        code: 'invalid-history-branch',
        message,
        hint: 'Write the name of a branch for the history alone, such as "websocket-history": it is made when it is not there.',
    });
}

/** The inputs about the issues that a check opens while a target is down. */
/** GitHub takes no longer one, counted in characters. */
const LONGEST_LABEL = 50;
const MOST_LABELS = 20;
/** GitHub takes no more. */
const MOST_ASSIGNEES = 10;
/** Undefined where no issues are asked for. */
function readIncidentRequest(inputs) {
    const isAsked = inputs.boolean('incident-issue', false);
    const labels = inputs.parsedLines('incident-labels', parseLabel);
    const assignees = inputs.parsedLines('incident-assignees', parseAssignee);
    for (const name of ['incident-labels', 'incident-assignees']) {
        if (isAsked || inputs.text(name) === undefined)
            continue;
        inputs.problem(name, 'was given without issues', 'Write "incident-issue: true", too, or leave this line out.');
    }
    refuseTooMany(inputs, 'incident-labels', { count: labels.length, most: MOST_LABELS });
    refuseTooMany(inputs, 'incident-assignees', { count: assignees.length, most: MOST_ASSIGNEES });
    return isAsked ? { labels: [...new Set(labels)], assignees: [...new Set(assignees)] } : undefined;
}
/** GitHub takes a comma for the end of a label where it is asked for labels. */
function parseLabel(label) {
    if ([...label].length <= LONGEST_LABEL && !label.includes(','))
        return label;
    throw invalid$1(label, `Write the name of one label a line, of at most ${LONGEST_LABEL} characters and without a comma.`);
}
/** The form of a login, also of an app: "octocat", "octo-app[bot]". */
function parseAssignee(text) {
    const login = text.replace(/^@/, '');
    if (/^[a-z\d](?:[a-z\d_-]{0,62})(?:\[bot\])?$/i.test(login))
        return login;
    throw invalid$1(text, 'Write the name of one user of GitHub a line, such as "octocat"; a team cannot be assigned.');
}
function refuseTooMany(inputs, name, { count, most }) {
    if (count > most)
        inputs.problem(name, `had ${count} lines`, `Write at most ${most}.`);
}
function invalid$1(text, hint) {
    return new ActionError({
        code: 'invalid-incident',
        message: `had ${quoteForeign(text)}`,
        hint,
    });
}

/** Where the notices of a check go: URLs that are secrets by themselves, for whoever has one can write there. */
const INPUT = 'notify-webhook';
const MOST_WEBHOOKS = 10;
/** Each once, in the order given. */
function readWebhooks(inputs) {
    const webhooks = [...new Set(inputs.parsedLines(INPUT, parseWebhook))];
    if (webhooks.length <= MOST_WEBHOOKS)
        return webhooks;
    inputs.problem(INPUT, `had ${webhooks.length} URLs`, `Write at most ${MOST_WEBHOOKS}, one a line.`);
    return [];
}
/** Throws an ActionError that names the line by its number: what it holds is secret. */
function parseWebhook(line, index) {
    const url = parseUrl(line);
    const isAllowed = url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === '127.0.0.1');
    if (!url || !isAllowed)
        throw invalid(`had no https URL in line ${index + 1}`);
    if (url.username || url.password)
        throw invalid(`had a user name or a password in line ${index + 1}`);
    url.hash = '';
    return url.href;
}
/** What must not be seen of them: path and query, whole and what in these nobody could guess. The host may be a target's. */
function listWebhookSecrets(webhooks) {
    return [...new Set(webhooks.flatMap(listParts))];
}
function listParts(webhook) {
    const { href, pathname, search, searchParams } = new URL(webhook);
    const afterHost = `${pathname}${search}`;
    const parts = [...pathname.split('/'), ...searchParams.values()].filter(isUnguessable);
    return [isLong(afterHost) ? afterHost : href, pathname, ...parts].filter(isLong);
}
// "services" and "IncomingWebhook" stand in the documentation; they would be hidden in words of the log.
function isUnguessable(part) {
    return part.length >= SHORTEST_PART && (/\d/.test(part) || part.length >= SHORTEST_TOKEN);
}
const SHORTEST_PART = 8;
const SHORTEST_TOKEN = 18;
function isLong({ length }) {
    return length >= SHORTEST_PART;
}
function invalid(message) {
    return new ActionError({
        code: 'invalid-webhook',
        message,
        hint: 'Write one https URL a line, without a user name, such as "${{ secrets.SLACK_WEBHOOK_URL }}".',
    });
}

/** The inputs of the check action, read and checked. */
/** Throws one ActionError that names every wrong input. */
function readCheckRequest(source, defaults) {
    const inputs = openInputReader(source);
    const incidents = readIncidentRequest(inputs);
    const historyBranch = readHistoryBranch(inputs, defaults.ownBranches);
    const token = incidents || historyBranch ? readToken(inputs) : (inputs.text('github-token') ?? '');
    const request = { ...readCheckInputs(inputs, defaults), incidents, historyBranch, token };
    inputs.finish();
    return request;
}
/** The same from a reader that somebody else finishes. */
function readCheckInputs(inputs, defaults) {
    const path = inputs.parsed('websocket-path', undefined, parseWebSocketPath);
    const given = inputs.parsedLines('url', readWebSocketUrl);
    const probe = readProbeRequest(inputs);
    const targetsFile = inputs.text('targets');
    refuseWithoutEffect(inputs, { given, path, probe });
    if (targetsFile !== undefined)
        refuseBesideTargets(inputs, given);
    return {
        urls: [...new Set(given.map(({ url }) => completeUrl(url, path)))],
        environment: readEnvironment(inputs, defaults.region),
        path,
        probe,
        targetsFile,
        region: inputs.text('aws-region') ?? defaults.region,
        attempts: inputs.number('attempts', { min: 1, max: 20, fallback: 3 }),
        failOn: readFailOn(inputs),
        webhooks: readWebhooks(inputs),
    };
}
function readEnvironment(inputs, region) {
    if (!isEnvironmentNamed(inputs)) {
        inputs.text('aws-region');
        if (inputs.text('targets') === undefined)
            inputs.required('url', WHAT_TO_CHECK);
        return undefined;
    }
    return {
        region: readRegion(inputs, region),
        applicationName: readApplicationName(inputs),
        environmentName: readEnvironmentName(inputs),
    };
}
const WHAT_TO_CHECK = 'Write one URL a line, such as "wss://chat.example.com/ws", or name an environment, or a file of targets.';
function isEnvironmentNamed(inputs) {
    return ['application-name', 'environment-name'].some(name => inputs.text(name) !== undefined);
}
/** What is about the URLs of the inputs, and would be overlooked where there are none. */
const ABOUT_URLS = ['websocket-path', 'headers', 'websocket-send', 'websocket-expect', 'hold', 'subprotocols', 'origin'];
function refuseBesideTargets(inputs, given) {
    if (given.length > 0 || isEnvironmentNamed(inputs))
        return;
    const isGuessed = (inputs.text('protocol') ?? 'auto') === 'auto';
    const names = [...ABOUT_URLS, 'resolve', ...(isGuessed ? [] : ['protocol'])];
    for (const name of names.filter(each => inputs.text(each) !== undefined)) {
        inputs.problem(name, "was given beside 'targets', but is about 'url'", 'Write it into the file of targets instead.');
    }
}
// Where no URL is given it is the environment's, which is not known yet.
function refuseWithoutEffect(inputs, { given, path, probe }) {
    if (given.length === 0)
        return;
    if (path !== undefined && !given.some(({ url }) => isBare(url))) {
        const hint = "Correct the path in 'url', or leave this line out: it is for URLs without a path.";
        inputs.problem('websocket-path', `was "${hideQuery(path)}", but every URL has a path of its own`, hint);
    }
    for (const { host, port } of probe.resolve) {
        if (given.some(({ target }) => target.host === host.toLowerCase() && target.port === port))
            continue;
        inputs.problem('resolve', `named "${host}:${port}", which no URL has`, 'Write the host and the port of a URL.');
    }
}
function isBare({ pathname, search }) {
    return pathname === '/' && search === '';
}
// The path is for URLs that have none of their own, so that a list of bare hosts needs it only once.
function completeUrl(url, path) {
    return isBare(url) && path ? new URL(`${url.origin}${path}`).href : url.href;
}

/** The door of the check action. Without an environment it loads no AWS code, and without a file of targets no YAML. */
const door = openDoor();
let told;
let request;
let secrets = [];
let failure;
try {
    request = readCheckRequest(door.inputs, { region: door.region, ownBranches: listOwnBranches(door.variable) });
    const targets = await listTargets(request);
    const ofTargets = targets.flatMap(target => listTargetSecrets(target, door.proxyVariables));
    secrets = [...new Set([...ofTargets, ...listWebhookSecrets(request.webhooks)])];
    for (const form of listMasks(secrets))
        actionsLog.mask(form);
    told = await withinGrace(door, run(request, targets));
}
catch (error) {
    failure = error;
}
const [{ judgeCheck, renderCheckOutputs }, { describePast }, { renderCheckSummary }] = await Promise.all([
    import('./chunks/check-report.js'),
    import('./chunks/past-summary.js').then(n => n.c),
    import('./chunks/check-summary.js'),
]);
const { checked, pasts, incidents = [], hasChanged, summary = [] } = told ?? {};
const verdict = judgeCheck({ checked, failOn: request?.failOn ?? 'error' }, failure);
const handshake = checked && { targets: checked.map(({ report }) => report) };
const facts = checked?.map(({ facts }) => facts) ?? [];
const forewarnings = checked?.map(({ forewarnings = [] }) => forewarnings) ?? [];
const histories = checked?.map(({ id }) => describePast(pasts?.get(id))) ?? [];
await closeDoor(door, {
    verdict,
    outputs: renderCheckOutputs(checked, verdict, hasChanged),
    summary: [...renderCheckSummary(checked, verdict), ...summary],
    report: { kind: 'check', verdict, handshake, facts, forewarnings, histories, incidents },
    changes: [],
    secrets,
});
async function listTargets(request) {
    const own = listOwnTargets(request);
    const { targetsFile: path, region, attempts, probe } = request;
    if (path === undefined)
        return own;
    const { loadTargets } = await import('./chunks/load-targets.js');
    const surroundings = { region, attempts, ca: probe.ca, variables: door.variable, others: own };
    return [...own, ...(await loadTargets({ path, workspace: door.workspace }, surroundings))];
}
async function run(request, targets) {
    const { proxyVariables, workflow, cancelled: signal } = door;
    const startedMs = systemClock.now();
    const checked = await check(request, targets);
    const { tellCheck } = await import('./chunks/tell-check.js').then(n => n.t);
    return tellCheck({ clock: systemClock, log: actionsLog, signal, proxyVariables, workflow }, { request, checked, startedMs, secrets });
}
async function check({ probe, historyBranch, failOn }, targets) {
    const { proxyVariables, workspace, cancelled: signal } = door;
    const ca = await readCertificates(probe.ca, workspace);
    const environments = targets.flatMap(({ environment }) => environment ?? []);
    actionsLog.info(targets.length === 1 ? 'Opening a WebSocket.' : `Opening ${targets.length} WebSockets.`);
    // The probes take longer to load than all the rest: what is wrong with the inputs has been told before.
    const [{ checkTargets }, looks] = await Promise.all([import('./chunks/check-targets.js'), openLooks(environments)]);
    try {
        const lookUp = looks?.find ?? (() => Promise.reject(new Error('No environment was named')));
        const readsRules = historyBranch !== undefined;
        const given = { clock: systemClock, log: actionsLog, signal, proxyVariables, ca, lookUp, readsRules, failOn };
        return await checkTargets(given, targets);
    }
    finally {
        looks?.close();
    }
}
async function openLooks(environments) {
    if (environments.length === 0)
        return undefined;
    const { openLooks } = await import('./chunks/look-up-environments.js');
    const { cancelled: signal, temporaryFolder, searchPath } = door;
    return openLooks({ clock: systemClock, log: actionsLog, signal, temporaryFolder, searchPath, environments });
}
