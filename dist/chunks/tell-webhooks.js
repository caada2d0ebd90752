import { r as redact } from './redact.js';
import { r as renderNotice } from './tell-check.js';
import { s as startDeadline } from './clock.js';
import { p as postJson } from './fetch.js';
import { t as tellWhileAsleep } from './wait.js';
import './target.js';
import 'node:net';
import './past-summary.js';
import './describe-time.js';
import './verdict.js';
import './untrusted.js';
import './handshake-lines.js';
import './known.js';
import './summary-parts.js';
import 'node:timers/promises';

/** Tells webhooks what is new. Whatever becomes of it, the check is over and its verdict stands. */
/** For one attempt, and for all of them. */
const ATTEMPT_TIMEOUT_MS = 10_000;
const PATIENCE_MS = 60_000;
const MOST_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 1000;
/** Side by side. What cannot be delivered is a warning that names the host, and no more of the URL. */
async function notify(context, webhooks, json) {
    const { log } = context;
    const told = await Promise.all(webhooks.map(webhook => deliver(context, webhook, json)));
    for (const [index, webhook] of webhooks.entries()) {
        const { host } = new URL(webhook);
        const answer = told[index];
        if (answer && isTaken(answer))
            log.info(`The webhook at ${host} was told what is new.`);
        else
            log.warning(`The webhook at ${host} was not told what is new: ${explain(answer)}`, 'A notice was not delivered');
    }
}
async function deliver(context, webhook, json) {
    const { log, signal, proxyVariables } = context;
    const deadline = startDeadline(context.clock, PATIENCE_MS);
    const wait = { what: `the webhook at ${new URL(webhook).host} to take the notice`, leftMs: deadline.remainingMs };
    const clock = tellWhileAsleep(context, wait);
    for (let number = 1;; number += 1) {
        const timeoutMs = Math.max(1, Math.ceil(Math.min(ATTEMPT_TIMEOUT_MS, deadline.remainingMs())));
        const answer = await postJson(webhook, json, { timeoutMs, signal, proxyVariables, onAnswer: log.debug });
        const pauseMs = planRepeat(answer, { number, deadline, nowMs: clock.now() });
        if (pauseMs === undefined || !(await pause({ clock, signal }, pauseMs)))
            return answer;
    }
}
async function pause({ clock, signal }, ms) {
    try {
        await clock.sleep(ms, signal);
        return true;
    }
    catch (error) {
        // A job that is cancelled waits for no webhook.
        if (!signal.aborted)
            throw error;
        return false;
    }
}
/** How long to wait before it is sent again; undefined where it is not. */
function planRepeat(answer, { number, deadline, nowMs }) {
    if (number >= MOST_ATTEMPTS || !mayPass(answer))
        return undefined;
    const asked = answer.kind === 'answered' ? readRetryAfter(answer.retryAfter, nowMs) : undefined;
    const pauseMs = Math.max(FIRST_PAUSE_MS * 2 ** (number - 1), asked ?? 0);
    return pauseMs < deadline.remainingMs() ? pauseMs : undefined;
}
function mayPass(answer) {
    if (answer.kind === 'unanswered')
        return answer.reason !== 'INVALID_PROXY';
    return answer.status === 429 || answer.status >= 500;
}
/** Seconds or a date: RFC 9110, section 10.2.3. */
function readRetryAfter(text, nowMs) {
    const value = text?.trim() ?? '';
    if (/^\d+$/.test(value))
        return Number(value) * 1000;
    const dateMs = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
    return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}
function isTaken(answer) {
    return answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
}
function explain(answer) {
    if (answer?.kind !== 'answered')
        return `it did not answer (${answer?.reason ?? 'unknown'}). ${LOOK_AT_SERVER}`;
    if (answer.status >= 300 && answer.status < 400) {
        return `it answered ${answer.status}, a redirect, which is not followed. Write in 'notify-webhook' the URL that it leads to.`;
    }
    if (answer.status === 429 || answer.status >= 500)
        return `it answered ${answer.status}. ${LOOK_AT_SERVER}`;
    return `it answered ${answer.status}. Look whether the webhook still exists, and write its URL in 'notify-webhook' anew.`;
}
const LOOK_AT_SERVER = 'Look whether that server can be reached from the runner; this change is not sent again.';

/** Tells webhooks what is new of the targets of a check. */
/** Whatever becomes of it, the check counts. */
async function tellWebhooks(context, { webhooks, notice, secrets }) {
    const json = renderNotice(withoutSecrets(notice, secrets));
    if (json === undefined)
        return context.log.info('Nothing is new, so no webhook is told.');
    await notify(context, webhooks, json);
}
// States are compared, and some short secret may read as one of them.
function withoutSecrets(notice, secrets) {
    const targets = notice.targets.map(target => {
        const { id, printableUrl, finding } = target;
        return { ...target, ...redact({ id, printableUrl, ...(finding && { finding }) }, secrets) };
    });
    return { ...notice, targets };
}

export { tellWebhooks };
