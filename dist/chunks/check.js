import { c as checkHandshake } from './handshake.js';
import { d as describeTarget } from './handshake-lines.js';
import './target.js';
import 'node:crypto';
import 'node:net';
import 'node:dns/promises';
import 'node:events';
import 'node:tls';
import 'events';
import 'https';
import 'http';
import 'net';
import 'querystring';
import 'tls';
import 'crypto';
import 'stream';
import 'url';
import 'zlib';
import 'fs';
import 'path';
import 'os';
import 'buffer';
import 'util';
import 'node:vm';
import './markdown.js';
import './untrusted.js';

/** Only the handshake check, for schedules and for any URL. */
/** A target is down when all its attempts fail: a blip is no incident. */
const PAUSE_BETWEEN_ATTEMPTS_MS = 20_000;
async function check({ clock, log, signal }, request) {
    const handshake = await checkHandshake(request.urls.map(url => ({ url })), {
        headers: request.headers,
        policy: { kind: 'attempts', count: request.attempts, pauseMs: PAUSE_BETWEEN_ATTEMPTS_MS },
        clock,
        signal,
        onAttempt: attempt => log.debug(JSON.stringify(attempt)),
    }, {});
    signal.throwIfAborted();
    for (const target of handshake.targets)
        log.info(describeTarget(target));
    return handshake;
}

export { check };
