import { o as openInputReader, p as parseWebSocketPath, s as splitLines, a as parseHeaders, b as parseWebSocketUrl, t as toProblem, d as describeFinding, c as openDoor, l as listSecrets, e as actionsLog, f as systemClock, g as closeDoor } from './chunks/verdict.js';
import { d as describeTarget, r as renderProblem, a as renderEvidence, e as escapeMarkdown } from './chunks/handshake-lines.js';
import { c as checkHandshake } from './chunks/handshake.js';
import 'node:timers/promises';
import 'node:fs/promises';
import 'node:os';
import 'node:path';
import 'os';
import 'crypto';
import 'fs';
import 'path';
import 'string_decoder';
import 'events';
import 'child_process';
import 'assert';
import 'timers';
import './chunks/action-error.js';
import 'node:crypto';
import 'node:net';
import 'node:dns/promises';
import 'node:events';
import 'https';
import 'http';
import 'net';
import 'querystring';
import 'tls';
import 'stream';
import 'url';
import 'zlib';
import 'buffer';
import 'util';
import './chunks/_commonjsHelpers.js';
import 'node:tls';

/** The inputs of the check action, read and checked. */
/** Throws one ActionError that names every wrong input. */
function readCheckRequest(source) {
    const inputs = openInputReader(source);
    inputs.required('url', 'Write one URL a line, such as "wss://chat.example.com/ws".');
    const path = inputs.parsed('websocket-path', undefined, parseWebSocketPath);
    const urls = inputs.parsed('url', [], text => splitLines(text).map(line => toUrl(line, path)));
    const request = {
        urls: [...new Set(urls)],
        headers: inputs.parsed('headers', [], parseHeaders),
        attempts: inputs.number('attempts', { min: 1, max: 20, fallback: 3 }),
    };
    inputs.finish();
    return request;
}
// The path is for URLs that have none of their own, so that a list of bare hosts needs it only once.
function toUrl(line, path) {
    const url = new URL(parseWebSocketUrl(line));
    const bare = url.pathname === '/' && url.search === '';
    return bare && path ? new URL(`${url.origin}${path}`).href : url.href;
}

/** What a check tells: verdict, outputs and summary. Pure. */
function judgeCheck(handshake, error) {
    if (error !== undefined || !handshake) {
        return { ok: false, headline: 'Nothing was checked', problem: toProblem(error) };
    }
    const { targets } = handshake;
    const failed = targets.filter(target => target.outcome !== 'accepted');
    if (failed.length === 0) {
        const headline = targets.length === 1 ? 'The WebSocket opened' : `All ${targets.length} WebSockets opened`;
        return { ok: true, headline };
    }
    const headline = `${failed.length} of ${targets.length} WebSockets could not be opened`;
    const found = failed[0]?.finding;
    const told = found ? describeFinding(found) : { code: 'handshake-unknown', remedy: 'Run the check again.' };
    const what = failed.map(target => `${describeTarget(target)}.`).join('\n');
    return { ok: false, headline, problem: { ...told, what } };
}
function renderCheckOutputs(handshake, verdict) {
    const failed = (handshake?.targets ?? []).filter(target => target.outcome !== 'accepted');
    return { ok: String(verdict.ok), 'failed-targets': failed.map(target => target.url).join('\n') };
}
function renderCheckSummary(handshake, verdict) {
    const heading = `## ${verdict.ok ? '✅' : '❌'} ${verdict.headline}`;
    if (!handshake)
        return `${[heading, ...(verdict.problem ? [renderProblem(verdict.problem)] : [])].join('\n\n')}\n`;
    const evidence = renderEvidence(handshake);
    const parts = handshake.targets.map((target, index) => `${renderTarget(target)}\n\n${evidence[index]}`);
    return `${[heading, ...parts].join('\n\n')}\n`;
}
function renderTarget(target) {
    const line = `### ${target.outcome === 'accepted' ? '✅' : '❌'} ${escapeMarkdown(describeTarget(target))}`;
    const { finding } = target;
    return finding ? `${line}\n\n${renderProblem(describeFinding(finding))}` : line;
}

/** Only the handshake check, for schedules and for any URL. */
/** A target is down when all its attempts fail: a blip is no incident. */
const PAUSE_BETWEEN_ATTEMPTS_MS = 20_000;
async function check({ clock, log, signal }, request) {
    log.info(request.urls.length === 1 ? 'Opening a WebSocket.' : `Opening ${request.urls.length} WebSockets.`);
    const handshake = await checkHandshake(request.urls.map(url => ({ url })), {
        headers: request.headers,
        policy: { kind: 'attempts', count: request.attempts, pauseMs: PAUSE_BETWEEN_ATTEMPTS_MS },
        clock,
        signal,
        onAttempt: attempt => log.debug(JSON.stringify(attempt)),
    }, {});
    for (const target of handshake.targets)
        log.info(describeTarget(target));
    return handshake;
}

/** The door of the check action. It loads no AWS code. */
const door = openDoor();
let handshake;
let secrets = [];
let failure;
try {
    const request = readCheckRequest(door.inputs);
    secrets = request.urls.flatMap(url => listSecrets({ ...request, url }));
    for (const secret of secrets)
        actionsLog.mask(secret);
    handshake = await check({ clock: systemClock, log: actionsLog, signal: door.cancelled }, request);
}
catch (error) {
    failure = error;
}
const verdict = judgeCheck(handshake, failure);
await closeDoor(door, {
    verdict,
    outputs: renderCheckOutputs(handshake, verdict),
    summary: renderCheckSummary(handshake, verdict),
    report: { kind: 'check', verdict, handshake },
    changes: [],
    secrets,
});
