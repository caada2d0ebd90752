import { b as chooseProxy } from './expectation.js';
import { p as parseTarget } from './protocols.js';

/** Plain HTTP: what AWS hands out as a link (presigned logs), and webhooks. */
/** The last 2 MiB of the body as text. Throws when the answer is not 2xx, or not complete within the time. */
async function fetchText(url, { timeoutMs, signal }) {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) });
    if (!response.ok)
        throw new Error(`HTTP ${response.status} ${response.statusText}`);
    let tail = Buffer.alloc(0);
    for await (const chunk of response.body ?? [])
        tail = Buffer.concat([tail, chunk]).subarray(-2097152);
    return tail.toString('utf8');
}
/**
 * Sends `json` there and nowhere else: a redirect is an answer as any other. What stands in the answer is not read,
 * however long it is. Never throws, not even when aborted.
 */
async function postJson(url, json, options) {
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const signal = AbortSignal.any([options.signal, timeout]);
    const headers = { 'content-type': 'application/json', 'user-agent': 'beanstalk-websockets' };
    try {
        const send = await chooseSender(url, options.proxyVariables);
        const { status, retryAfter } = await send({ method: 'POST', body: json, headers, redirect: 'manual', signal });
        return { kind: 'answered', status, ...(retryAfter === null ? {} : { retryAfter }) };
    }
    catch (error) {
        return { kind: 'unanswered', reason: timeout.aborted ? 'ETIMEDOUT' : readReason(error) };
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
    const { fetch: fetchByProxy, ProxyAgent } = await import('./index.js').then(n => n.i);
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

export { fetchText as f, postJson as p };
