import { c as checkHandshake } from './handshake.js';
import { d as describeTarget, a as describeCut } from './handshake-lines.js';
import './expectation.js';
import './protocols.js';
import 'node:net';
import 'node:crypto';
import 'node:vm';
import 'node:dns/promises';
import 'node:events';
import 'node:tls';
import 'stream';
import 'zlib';
import 'http';
import 'buffer';
import 'crypto';
import 'util';
import './markdown.js';
import './untrusted.js';

/** Only the handshake check, for schedules and for any URL. */
/** A target is down when all its attempts fail: a blip is no incident. */
const PAUSE_BETWEEN_ATTEMPTS_MS = 20_000;
async function check({ clock, log, signal }, order) {
    const { request, urls, known, probe } = order;
    const handshake = await checkHandshake(urls.map(url => ({ url })), {
        ...probe,
        policy: { kind: 'attempts', count: request.attempts, pauseMs: PAUSE_BETWEEN_ATTEMPTS_MS },
        clock,
        signal,
        onAttempt: attempt => log.debug(JSON.stringify(attempt)),
    }, known);
    signal.throwIfAborted();
    for (const target of handshake.targets)
        tellTarget(log, target);
    return handshake;
}
// Why a target failed is told at the end of the run, for all of them together.
function tellTarget(log, target) {
    log.info(describeTarget(target));
    const cut = describeCut(target);
    if (cut)
        log.info(cut);
    const { outcome, finding } = target;
    if (outcome === 'accepted' && finding)
        log.warning(`${finding.explanation} ${finding.remedy}`, finding.title);
}

export { check };
