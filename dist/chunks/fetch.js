import { a as toPrintableLine } from './untrusted.js';
import { b as chooseProxy } from './redact.js';
import { p as parseTarget } from './target.js';

/** A request by plain HTTP and what came of it, in one line: for whoever looks for a mistake. Pure. */
/** "HTTP GET bucket.s3.amazonaws.com/logs/tail.txt: 200 in 34 ms". Credentials and query are never in it. */
function describeExchange({ method, url, isPathSecret, status, reason, ms }) {
    const { host, pathname } = URL.parse(url) ?? { host: 'an address that is no URL', pathname: '' };
    const place = toPrintableLine(`${host}${isPathSecret ? '/***' : pathname}`, 300);
    const why = reason === undefined ? '' : toPrintableLine(reason, 100);
    const came = status === undefined ? `no answer (${why})` : `${status}${why ? `, broken off (${why})` : ''}`;
    return `HTTP ${method} ${place}: ${came} in ${Math.round(ms)} ms`;
}

/** Plain HTTP: what AWS hands out as a link (presigned logs), and webhooks. */
/** Logs beyond this are cut at the front: their end is what matters. */
const MAX_BYTES = 2 * 1024 * 1024;
/** The last 2 MiB of the body as text. Throws when the answer is not 2xx, or not complete within the time. */
async function fetchText(url, { timeoutMs, signal, onAnswer }) {
    const end = openExchange({ method: 'GET', url }, onAnswer);
    let status;
    try {
        const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) });
        status = response.status;
        let tail = Buffer.alloc(0);
        if (response.ok)
            for await (const chunk of response.body ?? [])
                tail = Buffer.concat([tail, chunk]).subarray(-MAX_BYTES);
        end({ status });
        if (!response.ok)
            throw new Error(`HTTP ${response.status} ${response.statusText}`);
        return tail.toString('utf8');
    }
    catch (error) {
        end({ status, reason: readReason(error) });
        throw error;
    }
}
/** Only the first end counts. */
function openExchange(asked, onAnswer) {
    const startedMs = performance.now();
    let isOver = false;
    return (end) => {
        if (!isOver)
            onAnswer?.(describeExchange({ ...asked, ...end, ms: performance.now() - startedMs }));
        isOver = true;
    };
}
/**
 * Sends `json` there and nowhere else: a redirect is an answer as any other. What stands in the answer is not read,
 * however long it is. Never throws, not even when aborted.
 */
async function postJson(url, json, options) {
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const signal = AbortSignal.any([options.signal, timeout]);
    const end = openExchange({ method: 'POST', url, isPathSecret: true }, options.onAnswer);
    const headers = { 'content-type': 'application/json', 'user-agent': 'beanstalk-websockets' };
    try {
        const send = await chooseSender(url, options.proxyVariables);
        const { status, retryAfter } = await send({ method: 'POST', body: json, headers, redirect: 'manual', signal });
        end({ status });
        return { kind: 'answered', status, ...(retryAfter === null ? {} : { retryAfter }) };
    }
    catch (error) {
        const reason = timeout.aborted ? 'ETIMEDOUT' : readReason(error);
        end({ status: undefined, reason });
        return { kind: 'unanswered', reason };
    }
}
// Node's own fetch takes no proxy; the package that it is made of does, and is loaded where there is one.
async function chooseSender(url, variables) {
    const parsed = parseTarget(url);
    const chosen = parsed.kind === 'target' ? chooseProxy(parsed.target, variables) : undefined;
    if (chosen?.kind === 'problem')
        throw Object.assign(new Error(chosen.problem), { code: 'INVALID_PROXY' });
    if (chosen?.kind !== 'proxy')
        return async (sent) => readHead(await fetch(url, sent));
    const { fetch: fetchByProxy, ProxyAgent } = await import('./index2.js').then(n => n.i);
    const dispatcher = new ProxyAgent({ ...toAgentOptions(chosen.proxy) });
    return async (sent) => readHead(await fetchByProxy(url, { ...sent, dispatcher })).finally(() => dispatcher.destroy());
}
function toAgentOptions({ host, port, isSecure, authorization }) {
    const name = host.includes(':') ? `[${host}]` : host;
    return {
        uri: `${isSecure ? 'https' : 'http'}://${name}:${port}`,
        ...(authorization === undefined ? {} : { token: authorization }),
    };
}
async function readHead({ status, headers, body }) {
    // It may have broken off by itself.
    await body?.cancel().catch(() => undefined);
    return { status, retryAfter: headers.get('retry-after') };
}
/** `fetch failed` says nothing; its cause does. */
function readReason(error) {
    if (!(error instanceof Error))
        return 'unknown';
    const cause = error.cause instanceof Error ? error.cause : error;
    return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}

export { describeExchange as d, fetchText as f, postJson as p };
