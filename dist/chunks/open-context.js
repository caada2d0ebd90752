import { m as makeAwsClients } from './clients.js';
import { w as watchCredentials } from './refusals.js';
import { s as startDeadline, a as systemClock } from './clock.js';
import { a as actionsLog, l as limitTime } from './door.js';
import './until-aborted.js';
import './wait.js';
import './describe-time.js';
import './untrusted.js';
import './schemas_0.js';
import 'node:path';
import 'node:os';
import 'node:fs/promises';
import 'node:stream';
import 'node:zlib';
import 'node:crypto';
import 'node:fs';
import 'node:https';
import 'node:process';
import './list-few.js';
import 'node:timers/promises';
import './redact.js';
import './target.js';
import 'node:net';
import './capitalize.js';
import 'os';
import 'crypto';
import 'fs';
import './verdict.js';
import './list-changes.js';
import './summary-parts.js';

/** The contexts of a run that may change things. Loaded late by its door: it brings the AWS clients. */
/** Each context has clients and a time of its own; all of them write into one ledger, and know how old the credentials are. */
function openContexts(door, { request, names, ledger }) {
    const { temporaryFolder, searchPath } = door;
    const { logRequests, ...retries } = request.aws;
    const told = { onAnswer: logRequests ? actionsLog.info : actionsLog.debug, waiter: { clock: systemClock, log: actionsLog } };
    const asked = { ...retries, ...told, region: request.region, names, watchAge: watchCredentials(systemClock) };
    return (totalMs, what) => {
        const signal = limitTime(door, totalMs, what);
        const aws = makeAwsClients({ ...asked, signal });
        const deadline = startDeadline(systemClock, totalMs);
        const context = { aws, clock: systemClock, log: actionsLog, ledger, signal, deadline, temporaryFolder, searchPath };
        return { context, [Symbol.dispose]: aws.destroy };
    };
}

export { openContexts };
