import { s as systemClock, a as startDeadline } from './chunks/clock.js';
import { r as readProbeRequest, a as readFailOn, o as openInputReader, b as readEnvironmentName, c as readApplicationName, d as readRegion, e as openDoor, f as actionsLog, w as withinGrace, g as closeDoor } from './chunks/probe-inputs.js';
import { p as parseTarget } from './chunks/protocols.js';
import { l as listSecrets, p as parseWebSocketPath, a as parseWebSocketUrl, h as hideQuery, b as listMasks } from './chunks/handshake-inputs.js';
import { r as readCertificates } from './chunks/read-certificates.js';
import 'node:timers/promises';
import 'node:fs/promises';
import 'node:os';
import 'node:path';
import './chunks/action-error.js';
import './chunks/expectation.js';
import 'node:crypto';
import 'node:vm';
import 'os';
import 'crypto';
import 'fs';
import './chunks/untrusted.js';
import './chunks/markdown.js';
import './chunks/list-changes.js';
import './chunks/summary-parts.js';
import './chunks/until-aborted.js';
import 'node:net';

/** The inputs of the check action, read and checked. */
/** Throws one ActionError that names every wrong input. */
function readCheckRequest(source, defaults) {
    const inputs = openInputReader(source);
    const request = readCheckInputs(inputs, defaults);
    inputs.finish();
    return request;
}
/** The same from a reader that somebody else finishes. */
function readCheckInputs(inputs, defaults) {
    const path = inputs.parsed('websocket-path', undefined, parseWebSocketPath);
    const given = inputs.parsedLines('url', line => new URL(parseWebSocketUrl(line)));
    const probe = readProbeRequest(inputs);
    refuseWithoutEffect(inputs, { given, path, probe });
    return {
        urls: [...new Set(given.map(url => completeUrl(url, path)))],
        environment: readEnvironment(inputs, defaults.region),
        path,
        probe,
        attempts: inputs.number('attempts', { min: 1, max: 20, fallback: 3 }),
        failOn: readFailOn(inputs),
    };
}
/** What must not be seen of it in log, summary and report. */
function listCheckSecrets({ urls, path, probe }, proxyVariables) {
    const targets = urls.length > 0 ? urls : [undefined];
    return targets.flatMap(url => listSecrets({ ...probe, url, path, proxyVariables }));
}
function readEnvironment(inputs, region) {
    const isNamed = ['application-name', 'environment-name'].some(name => inputs.text(name) !== undefined);
    if (!isNamed) {
        inputs.text('aws-region');
        inputs.required('url', 'Write one URL a line, such as "wss://chat.example.com/ws", or name an environment.');
        return undefined;
    }
    return {
        region: readRegion(inputs, region),
        applicationName: readApplicationName(inputs),
        environmentName: readEnvironmentName(inputs),
    };
}
// Where no URL is given it is the environment's, which is not known yet.
function refuseWithoutEffect(inputs, { given, path, probe }) {
    if (given.length === 0)
        return;
    if (path !== undefined && !given.some(isBare)) {
        const hint = "Correct the path in 'url', or leave this line out: it is for URLs without a path.";
        inputs.problem('websocket-path', `was "${hideQuery(path)}", but every URL has a path of its own`, hint);
    }
    const targets = given.map(url => parseTarget(url.href)).flatMap(parsed => ('target' in parsed ? parsed.target : []));
    for (const { host, port } of probe.resolve) {
        if (targets.some(target => target.host === host.toLowerCase() && target.port === port))
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

/** The door of the check action. Without the name of an environment it loads no AWS code. */
/** For two requests to AWS, and another for a platform that its name does not explain. */
const LOOK_UP_TIMEOUT_MS = 120_000;
const door = openDoor();
let handshake;
let request;
let secrets = [];
let failure;
try {
    request = readCheckRequest(door.inputs, { region: door.region });
    secrets = listCheckSecrets(request, door.proxyVariables);
    for (const form of listMasks(secrets))
        actionsLog.mask(form);
    handshake = await withinGrace(door, run(request));
}
catch (error) {
    failure = error;
}
const { judgeCheck, renderCheckOutputs, renderCheckSummary } = await import('./chunks/check-report.js');
const verdict = judgeCheck({ handshake, failOn: request?.failOn ?? 'error' }, failure);
await closeDoor(door, {
    verdict,
    outputs: renderCheckOutputs(handshake, verdict),
    summary: renderCheckSummary(handshake, verdict),
    report: { kind: 'check', verdict, handshake },
    changes: [],
    secrets,
});
async function run(request) {
    const { proxyVariables, workspace } = door;
    const ca = await readCertificates(request.probe.ca, workspace);
    const { urls, ...facts } = request.environment
        ? await lookUp(request.environment, request)
        : { urls: request.urls, known: {} };
    actionsLog.info(urls.length === 1 ? 'Opening a WebSocket.' : `Opening ${urls.length} WebSockets.`);
    // The probes take longer to load than all the rest: what is wrong with the inputs has been told before.
    const [{ check }, { toProbeOptions }] = await Promise.all([
        import('./chunks/check.js'),
        import('./chunks/handshake-options.js'),
    ]);
    const probe = toProbeOptions(request.probe, { ca, proxyVariables });
    return await check({ clock: systemClock, log: actionsLog, signal: door.cancelled }, { request, urls, ...facts, probe });
}
async function lookUp(environment, { urls, path }) {
    const [{ makeAwsClients }, { openLedger }, { findChecked }] = await Promise.all([
        import('./chunks/clients.js').then(n => n.aw),
        import('./chunks/ledger.js'),
        import('./chunks/find-checked.js'),
    ]);
    const { cancelled: signal, temporaryFolder, searchPath } = door;
    const onRequest = (operation) => actionsLog.debug(`Asking AWS: ${operation}`);
    const { region, applicationName, environmentName } = environment;
    const names = { application: applicationName, environment: environmentName };
    const aws = makeAwsClients({ region, names, maxRetries: 2, retryDelayMs: 5000, signal, onRequest });
    const deadline = startDeadline(systemClock, LOOK_UP_TIMEOUT_MS);
    const ledger = openLedger();
    const context = { aws, clock: systemClock, log: actionsLog, ledger, signal, deadline, temporaryFolder, searchPath };
    // Whoever lets go of the clients has them again when something is asked: they only close their connections.
    const ask = (question) => question().finally(() => aws.destroy());
    const { url, known, lookAtWayIn } = await ask(() => findChecked(context, environment, path));
    const own = { urls: [url], known, lookAtWayIn: (url) => ask(() => lookAtWayIn(url)) };
    return urls.length > 0 ? { ...own, urls, known: { ...known, pathIsGuess: false } } : own;
}
