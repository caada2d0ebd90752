import { o as openInputReader, p as parseWebSocketPath, s as splitLines, a as parseHeaders, b as parseWebSocketUrl, c as openDoor, l as listSecrets, d as listMasks, e as actionsLog, f as systemClock, g as closeDoor } from './chunks/handshake-inputs.js';
import 'node:timers/promises';
import 'node:fs/promises';
import 'node:os';
import 'node:path';
import './chunks/action-error.js';
import './chunks/target.js';
import 'node:crypto';
import 'node:net';
import 'os';
import 'crypto';
import 'fs';
import './chunks/untrusted.js';
import './chunks/markdown.js';
import './chunks/verdict.js';

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

/** The door of the check action. It loads no AWS code. */
const door = openDoor();
let handshake;
let secrets = [];
let failure;
try {
    const request = readCheckRequest(door.inputs);
    secrets = request.urls.flatMap(url => listSecrets({ ...request, url }));
    for (const form of listMasks(secrets))
        actionsLog.mask(form);
    actionsLog.info(request.urls.length === 1 ? 'Opening a WebSocket.' : `Opening ${request.urls.length} WebSockets.`);
    // The probes take longer to load than all the rest: what is wrong with the inputs has been told before.
    const { check } = await import('./chunks/check.js');
    handshake = await check({ clock: systemClock, log: actionsLog, signal: door.cancelled }, request);
}
catch (error) {
    failure = error;
}
const { judgeCheck, renderCheckOutputs, renderCheckSummary } = await import('./chunks/check-report.js');
const verdict = judgeCheck(handshake, failure);
await closeDoor(door, {
    verdict,
    outputs: renderCheckOutputs(handshake, verdict),
    summary: renderCheckSummary(handshake, verdict),
    report: { kind: 'check', verdict, handshake },
    changes: [],
    secrets,
});
