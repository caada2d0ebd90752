import { isIP } from 'node:net';

/** From the text of a URL to what has to be asked where. */
/** Longest URL taken; nginx refuses a request line of more than 8 KiB (large_client_header_buffers). */
const MAX_URL_LENGTH = 4096;
const SECURE = new Map([
    ['ws:', false],
    ['http:', false],
    ['wss:', true],
    ['https:', true],
]);
/** Values that say nothing about a person: they are shown in printed URLs. */
const PUBLIC_QUERY = new Set(['EIO=3', 'EIO=4', 'transport=websocket', 'transport=polling', 'vsn=2.0.0']);
/**
 * Reads a `ws` or `wss` URL; `http` and `https` are taken for them. RFC 6455, section 3, forbids the fragment;
 * a user name or password is refused because it would be printed. A problem is a sentence in the past tense.
 */
function parseTarget(text) {
    if (text.length > MAX_URL_LENGTH)
        return problem(`The URL had ${text.length} characters, more than ${MAX_URL_LENGTH}`);
    if (/[\p{Cc}\s]/u.test(text))
        return problem('The URL contained white space or a control character');
    const url = parseUrl(text);
    if (!url)
        return problem('The URL was not absolute, as in "wss://example.com/ws"');
    const isSecure = SECURE.get(url.protocol);
    if (isSecure === undefined)
        return problem(`The URL began with "${url.protocol}", not "ws:" or "wss:"`);
    if (url.username || url.password)
        return problem('The URL contained a user name or a password');
    if (text.includes('#'))
        return problem('The URL contained a fragment ("#")');
    if (url.port === '0')
        return problem('The URL named port "0"');
    return { kind: 'target', target: describeTarget(url, isSecure) };
}
/** Null where the text is none. As `URL.parse` does it, which Node 20 has not. */
function parseUrl(text, base) {
    return URL.canParse(text, base) ? new URL(text, base) : null;
}
/** The same place with another path and query. */
function withRequestTarget(target, requestTarget) {
    const printableUrl = `${target.isSecure ? 'wss' : 'ws'}://${target.authority}${maskQuery(requestTarget)}`;
    return { ...target, requestTarget, printableUrl };
}
/** A path with `***` for the values of its query, but for those that say nothing about a person. */
function maskQuery(requestTarget) {
    const [path = '', query] = splitOnce(requestTarget, '?');
    if (query === undefined)
        return path;
    const masked = query.split('&').map(pair => (PUBLIC_QUERY.has(pair) ? pair : maskPair(pair)));
    return `${path}?${masked.join('&')}`;
}
/** Whether the host is an address: then there is nothing to resolve, and no server name to indicate. */
function isAddress(host) {
    return isIP(host) !== 0;
}
/** This machine itself. */
function isLocal(host) {
    return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d+){3}$/.test(host);
}
/** Which a URL need not name (RFC 6455, section 3; RFC 9110, section 4.2). */
function usualPort(isSecure) {
    return isSecure ? 443 : 80;
}
function describeTarget(url, isSecure) {
    const port = Number(url.port) || usualPort(isSecure);
    const authority = port === usualPort(isSecure) ? url.hostname : `${url.hostname}:${port}`;
    const bare = {
        host: url.hostname.replace(/^\[|\]$/g, ''),
        port,
        isSecure,
        requestTarget: '',
        authority,
        defaultOrigin: `${isSecure ? 'https' : 'http'}://${authority}`,
        printableUrl: '',
    };
    return withRequestTarget(bare, encodeTarget(`${url.pathname || '/'}${url.search}`));
}
/** `URL` has encoded what it must; the rest of what a request line may not hold is encoded here. */
function encodeTarget(requestTarget) {
    return requestTarget.replaceAll(/[^\x21-\x7e]/g, encodeURIComponent);
}
function maskPair(pair) {
    const [name, value] = splitOnce(pair, '=');
    return value === undefined ? '***' : `${name}=***`;
}
function splitOnce(text, separator) {
    const at = text.indexOf(separator);
    return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
function problem(text) {
    return { kind: 'problem', problem: text };
}

export { parseUrl as a, isLocal as b, isAddress as i, parseTarget as p, usualPort as u, withRequestTarget as w };
