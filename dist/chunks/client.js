import { s as startDeadline } from './clock.js';
import { r as readProperty } from './read-json.js';
import { t as tellWhileAsleep } from './wait.js';
import { a as toPrintableLine } from './untrusted.js';
import { p as planRetry, t as toActionError, u as unreadableAnswer } from './refusals2.js';
import 'node:timers/promises';
import './describe-time.js';

/** A request to GitHub and what came of it, in one line: for whoever looks for a mistake. Pure. */
/** "GitHub GET /repos/octo-org/chat/pulls/12: 200 in 34 ms, request 8C2A:1F3B". Nothing of what was sent or answered is in it. */
function describeAttempt(name, attempted, ms) {
    const { what, headers } = attempted.kind === 'answered' ? readAnswer(attempted.answer) : readFailure$1(attempted.failure);
    const id = headers?.['x-github-request-id'];
    const request = id === undefined ? '' : `, request ${toPrintableLine(String(id), 100)}`;
    return `GitHub ${name}: ${what} in ${Math.round(ms)} ms${request}`;
}
function readAnswer({ status, headers }) {
    return { what: String(status), headers };
}
function readFailure$1(failure) {
    if (failure.kind === 'no-answer')
        return { what: `no answer (${toPrintableLine(failure.reason, 100)})` };
    if (failure.kind === 'unreadable')
        return { what: `${failure.status}, and no JSON` };
    return { what: String(failure.status), headers: failure.headers };
}

/** An answer is read whole by GitHub's client, however long it is: here it ends. */
/** A page of a hundred comments of the greatest length in four bytes a character has 26 MB. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Sends as `send` does; a body that goes on breaks off. */
function limitAnswers(send) {
    return async (input, init) => {
        const { body, status, headers } = await send(input, init);
        return new Response(body?.pipeThrough(openLimit()) ?? null, { status, headers: [...headers] });
    };
}
function openLimit() {
    let bytes = 0;
    return new TransformStream({
        transform(chunk, controller) {
            bytes += chunk.byteLength;
            if (bytes > MAX_BYTES)
                controller.error(new Error(`The answer had more than ${MAX_BYTES} bytes`));
            else
                controller.enqueue(chunk);
        },
    });
}

/** What GitHub's own client throws, read: an answer of GitHub's, or none. */
/** Undefined for what is no failure of GitHub or of the network. */
function readFailure(error) {
    if (!(error instanceof Error) || typeof readProperty(error, 'status') !== 'number')
        return undefined;
    const { status, response, cause } = error;
    if (response) {
        const message = readProperty(response.data, 'message');
        return { kind: 'status', status, headers: response.headers, text: typeof message === 'string' ? message : '' };
    }
    const code = readProperty(cause?.cause, 'code') ?? readProperty(cause, 'code') ?? cause?.name ?? error.message;
    return { kind: 'no-answer', reason: String(code), wasSent: !NOT_CONNECTED.test(String(code)) };
}
/** The system's codes for a connection that was never made. */
const NOT_CONNECTED = /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;

/** The client of GitHub's API: bounded in time and size, sends again what may be sent again, and throws ActionErrors. */
/** For one attempt; GitHub itself gives up after 10 s. */
const ATTEMPT_TIMEOUT_MS = 30_000;
/** What GitHub's own client would print of outdated operations is for us, not for who runs the action. */
const SILENT = { debug() { }, info() { }, warn() { }, error() { } };
/** Loads GitHub's client, which takes longer to load than what is needed for most runs. */
async function openGitHub(options) {
    const { getOctokit } = await import('./github.js');
    const { token, repository, apiUrl } = options;
    const octokit = getOctokit(token, { baseUrl: apiUrl, log: SILENT });
    // The runner's proxy is in the function that fetches.
    octokit.hook.wrap('request', (request, sent) => persist(options, sent, async () => await request(sent)));
    let login;
    return {
        repo: { owner: repository.owner, repo: repository.name },
        rest: octokit.rest,
        askLogin: () => {
            login ??= askLogin(octokit, apiUrl).catch(error => {
                login = undefined;
                throw error;
            });
            return login;
        },
    };
}
async function persist(options, sent, send) {
    const { clock, signal, patienceMs, onRequest, log } = options;
    const deadline = startDeadline(clock, patienceMs);
    const name = `${sent.method} ${fillIn(sent)}`;
    const given = sent.request;
    const wait = { what: `GitHub to take ${name} again`, leftMs: deadline.remainingMs };
    // Begun here: what was waited for an answer counts as well.
    const { sleep } = log ? tellWhileAsleep({ clock, log }, wait) : clock;
    for (let number = 1;; number += 1) {
        signal.throwIfAborted();
        onRequest?.(name);
        const startedMs = clock.monotonicMs();
        const timeout = AbortSignal.timeout(Math.ceil(Math.min(ATTEMPT_TIMEOUT_MS, deadline.remainingMs())));
        const fetch = limitAnswers(given.fetch ?? globalThis.fetch);
        sent.request = { ...given, fetch, signal: AbortSignal.any([signal, timeout]) };
        const found = await attempt(send);
        options.onAnswer?.(describeAttempt(name, found, clock.monotonicMs() - startedMs));
        signal.throwIfAborted();
        if (found.kind === 'answered')
            return found.answer;
        const isQuestion = sent.method === 'GET' || sent.url === '/graphql' || given.isHarmless === true;
        const pauseMs = planRetry(found.failure, { method: sent.method, number, isQuestion });
        if (pauseMs === undefined || pauseMs >= deadline.remainingMs()) {
            throw toActionError(found.failure, { name, needs: given.needs });
        }
        await sleep(pauseMs, signal);
    }
}
async function attempt(send) {
    try {
        const answer = await send();
        // GitHub's client takes an answer that was cut, or is no JSON, for a text.
        const isReadable = answer.status === 204 || (typeof answer.data === 'object' && answer.data !== null);
        return isReadable
            ? { kind: 'answered', answer }
            : { kind: 'failed', failure: { kind: 'unreadable', status: answer.status } };
    }
    catch (error) {
        const failure = readFailure(error);
        if (!failure)
            throw error;
        return { kind: 'failed', failure };
    }
}
function fillIn({ url, ...parameters }) {
    return url.replaceAll(/\{(\w+)\}/g, (_, name) => String(parameters[name]));
}
// GraphQL alone answers this to every sort of token, for REST does not to that of a job.
async function askLogin({ request }, apiUrl) {
    const baseUrl = apiUrl.replace(/\/api\/v3\/?$/, '/api');
    const { data } = await request('POST /graphql', { baseUrl, query: '{ viewer { login } }' });
    const login = readProperty(readProperty(readProperty(data, 'data'), 'viewer'), 'login');
    if (typeof login !== 'string' || login === '')
        throw unreadableAnswer('POST /graphql', 'no login');
    return login;
}

export { openGitHub };
