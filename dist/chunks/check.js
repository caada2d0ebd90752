import { e as explainSilence, t as tellTarget, c as checkHandshake } from './tell-target.js';
import './silence-limits.js';
import './expectation.js';
import './protocols.js';
import 'node:net';
import 'node:crypto';
import 'node:vm';
import 'node:dns/promises';
import 'node:events';
import 'node:tls';
import './handshake-lines.js';
import './known.js';
import './markdown.js';
import './untrusted.js';
import './_commonjsHelpers.js';
import 'stream';
import 'crypto';
import 'util';
import 'zlib';
import 'http';
import 'buffer';

/** Only the handshake check, for schedules and for any URL. */
/** A target is down when all its attempts fail: a blip is no incident. */
const PAUSE_BETWEEN_ATTEMPTS_MS = 20_000;
/** Opens the WebSockets, and tells the log of each when all are done. */
async function check({ clock, log, signal }, order) {
    const onAttempt = (attempt) => log.debug(JSON.stringify(attempt));
    const report = await openWebSockets({ clock, signal, onAttempt }, order);
    signal.throwIfAborted();
    const { known, lookAtWayIn } = order;
    const handshake = lookAtWayIn ? await explainSilence(report, known, lookAtWayIn) : report;
    for (const target of handshake.targets)
        tellTarget(log, target);
    return handshake;
}
/** The same for who tells it otherwise. Aborted, the outcome of what was left is unknown. */
function openWebSockets(context, { request, urls, known, probe }) {
    const policy = { kind: 'attempts', count: request.attempts, pauseMs: PAUSE_BETWEEN_ATTEMPTS_MS };
    const targets = urls.map(url => ({ url }));
    return checkHandshake(targets, { ...probe, ...context, policy }, known);
}

export { PAUSE_BETWEEN_ATTEMPTS_MS, check, openWebSockets };
