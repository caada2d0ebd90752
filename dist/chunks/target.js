import { randomBytes, createHash } from 'node:crypto';
import { isIP } from 'node:net';

/** In which forms a text comes back: whoever quotes it may encode it, and may break it over lines. Pure. */
/** Shorter texts are no secrets, and would be found in every text. */
const SHORTEST_SECRET = 8;
/** The text itself, and as it stands in a URL, in HTML, in JSON, in base64 and in hexadecimal digits; the longest first. */
function listForms(secret) {
    const bytes = Buffer.from(secret);
    const percents = bytes.toString('hex').replaceAll(/../g, '%$&');
    const inJson = JSON.stringify(secret).slice(1, -1);
    const forms = [
        secret,
        encodeURIComponent(secret.toWellFormed()),
        encodeURI(secret.toWellFormed()),
        percents,
        inJson,
        inJson.replaceAll('/', '\\/'),
        escapeHtml(secret, '&#39;'),
        escapeHtml(secret, '&#x27;'),
        bytes.toString('latin1'),
        bytes.toString('hex'),
        ...listBase64(bytes),
    ];
    return [...new Set(forms)].filter(form => form.length >= SHORTEST_SECRET).sort((a, b) => b.length - a.length);
}
/**
 * `text` with *** for each of the forms, whatever white space stands in them and whatever their case; also for the
 * beginning of one with which the text ends, because answers are cut.
 */
function hideForms(text, forms) {
    const { squeezed, places } = squeeze(text);
    const stretches = forms.flatMap(form => findForm(squeezed, squeeze(form).squeezed));
    let hidden = '';
    let done = 0;
    for (const [start, end] of stretches.sort(([a], [b]) => a - b)) {
        const [from, to] = [places[start] ?? 0, (places[end - 1] ?? 0) + 1];
        if (from >= done)
            hidden += `${text.slice(done, from)}***`;
        done = Math.max(done, to);
    }
    return stretches.length === 0 ? text : hidden + text.slice(done);
}
function findForm(text, form) {
    if (form.length < SHORTEST_SECRET)
        return [];
    const found = [];
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
        found.push([at, at + form.length]);
    }
    for (let length = Math.min(form.length - 1, text.length); length >= SHORTEST_SECRET; length--) {
        if (!text.endsWith(form.slice(0, length)))
            continue;
        found.push([text.length - length, text.length]);
        break;
    }
    return found;
}
/** Without white space and invisible characters, in lower case; and where in the text each character stands. */
function squeeze(text) {
    const places = [];
    let squeezed = '';
    for (let at = 0; at < text.length; at++) {
        const character = text.charAt(at);
        if (/[\s\p{Cc}\p{Cf}]/u.test(character))
            continue;
        const lower = character.toLowerCase();
        squeezed += lower.length === 1 ? lower : character;
        places.push(at);
    }
    return { squeezed, places };
}
/** Where it stands in a longer text, its first and last characters depend on what is beside it. */
function listBase64(bytes) {
    const inside = [0, 1, 2].map(offset => {
        const text = Buffer.concat([Buffer.alloc(offset), bytes])
            .toString('base64')
            .replaceAll('=', '');
        const isWhole = (offset + bytes.length) % 3 === 0;
        return text.slice(Math.ceil((offset * 8) / 6), isWhole ? undefined : -1);
    });
    return inside.flatMap(text => [text, text.replaceAll('+', '-').replaceAll('/', '_')]);
}
function escapeHtml(text, apostrophe) {
    return text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", apostrophe);
}

/** Keeps what was sent out of what is kept: a server may write our own headers into its error page. */
/** Words that may stand in a query or header and in every answer to an opening handshake. */
const PUBLIC_WORDS = new Set(['websocket', 'keep-alive', 'application/json']);
/** The values of the caller's headers and of the query, the message, and the parts of them that stand by themselves. */
function collectSecrets(target, { headers = [], dialogue, proxy }) {
    const query = URL.parse(target.requestTarget, 'http://localhost')?.searchParams.values() ?? [];
    const sent = [...headers.map(([, value]) => value), proxy?.authorization ?? '', dialogue?.send ?? ''];
    const values = [...sent, ...sent.flatMap(readCredentials), ...query, ...readRawQuery(target)];
    const secrets = new Set(values.flatMap(value => [value, ...value.split(/\s+/), ...listStrings(value)]));
    return [...secrets]
        .filter(secret => secret.length >= SHORTEST_SECRET && !PUBLIC_WORDS.has(secret.toLowerCase()))
        .sort((a, b) => b.length - a.length);
}
/** A copy of plain JSON data in which no string holds a secret, in whichever form. */
function redact(data, secrets) {
    const forms = [...new Set(secrets.flatMap(listForms))];
    if (forms.length === 0)
        return data;
    const text = JSON.stringify(data, (key, value) => {
        return typeof value !== 'string' || key === 'kind' || key === 'layer' ? value : hideForms(value, forms);
    });
    return JSON.parse(text);
}
function readRawQuery({ requestTarget }) {
    const query = requestTarget.split('?').slice(1).join('?');
    return query.split('&').map(pair => pair.slice(pair.indexOf('=') + 1));
}
/** Name and password of `Basic dXNlcjpwYXNz`, together and each. */
function readCredentials(value) {
    const [, encoded] = /^basic\s+([\w+/=-]+)$/i.exec(value) ?? [];
    if (encoded === undefined)
        return [];
    const pair = Buffer.from(encoded, 'base64').toString();
    return [pair, pair.slice(0, Math.max(0, pair.indexOf(':'))), pair.slice(pair.indexOf(':') + 1)];
}
/** What stands in double quotes, as in a message that is JSON. */
function listStrings(value) {
    return [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(match => match[1] ?? '');
}

/** The bytes of the two requests: the opening handshake, and the plain GET of the same URL beside it. */
const USER_AGENT = 'beanstalk-websockets (WebSocket check)';
/** RFC 6455, section 1.3. */
const ACCEPT_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
/** RFC 9110, section 5.6.2: `token`. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Headers that this wing writes itself, or that would change what the request is. */
const RESERVED = new Set(['connection', 'content-length', 'host', 'te', 'trailer', 'transfer-encoding', 'upgrade']);
const MAX_HEADERS_BYTES = 8 * 1024;
/** All that is wrong with the options, in sentences that hold no header's value; empty when they can be sent. */
function findRequestProblems({ headers = [], origin = '', subprotocols = [] }) {
    const problems = headers.flatMap(header => findHeaderProblems(header));
    const size = headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
    if (size > MAX_HEADERS_BYTES)
        problems.push(`The headers had ${size} bytes, more than ${MAX_HEADERS_BYTES}`);
    if (hasControls(origin))
        problems.push('The Origin contained a line break or another control character');
    for (const subprotocol of subprotocols) {
        if (!TOKEN.test(subprotocol))
            problems.push(`The subprotocol ${JSON.stringify(subprotocol)} was not a token`);
    }
    return problems;
}
/** RFC 6455, section 4.1. No extension is offered, so none may be answered. */
function writeUpgradeRequest(target, options) {
    const key = randomBytes(16).toString('base64');
    const subprotocols = options.subprotocols ?? [];
    const text = writeRequest(target, options, [
        ['Connection', 'Upgrade'],
        ['Upgrade', 'websocket'],
        ['Sec-WebSocket-Version', '13'],
        ['Sec-WebSocket-Key', key],
        ...(subprotocols.length > 0 ? [['Sec-WebSocket-Protocol', subprotocols.join(', ')]] : []),
    ]);
    const expectedAccept = createHash('sha1')
        .update(key + ACCEPT_GUID)
        .digest('base64');
    return { text, expectedAccept, subprotocols };
}
/** The same request without the Upgrade, so that a difference in the answers is the Upgrade's doing. */
function writeControlRequest(target, options) {
    return writeRequest(target, options, [['Connection', 'close']]);
}
/** A GET beside the WebSocket, or a POST of `body`: text/plain, as Engine.IO's clients send it. */
function writePlainRequest(target, options, body) {
    if (body === undefined)
        return writeControlRequest(target, options);
    const length = String(Buffer.byteLength(body));
    const own = [
        ['Connection', 'close'],
        ['Content-Type', 'text/plain;charset=UTF-8'],
        ['Content-Length', length],
    ];
    return `${writeRequest(target, options, own).replace(/^GET /, 'POST ')}${body}`;
}
/** What is sent as Origin: among the headers it wins over the option. */
function chooseOrigin(target, { headers = [], origin }) {
    const given = headers.find(([name]) => name.toLowerCase() === 'origin')?.[1];
    return given ?? origin ?? target.defaultOrigin;
}
function writeRequest(target, options, own) {
    const origin = chooseOrigin(target, options);
    const given = options.headers ?? [];
    const isGiven = (name) => given.some(([givenName]) => givenName.toLowerCase() === name.toLowerCase());
    const defaults = [
        ['User-Agent', USER_AGENT],
        ['Accept', '*/*'],
        ...(origin ? [['Origin', origin]] : []),
    ];
    const lines = [['Host', target.authority], ...own, ...defaults.filter(([name]) => !isGiven(name)), ...given];
    return `GET ${target.requestTarget} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}
function findHeaderProblems([name, value]) {
    if (!TOKEN.test(name))
        return [`The header name ${JSON.stringify(name)} was not a token`];
    const lowerName = name.toLowerCase();
    if (RESERVED.has(lowerName) || lowerName.startsWith('sec-websocket-')) {
        return [`The header "${name}" was given, which the opening handshake sets itself`];
    }
    return hasControls(value) ? [`The value of the header "${name}" contained a line break or a control character`] : [];
}
function hasControls(text) {
    return /[^\t\x20-\x7e\x80-\uffff]/.test(text);
}

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
    const url = URL.parse(text);
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
/** The same place with another path and query. */
function withRequestTarget(target, requestTarget) {
    const printableUrl = `${target.isSecure ? 'wss' : 'ws'}://${target.authority}${maskQuery(requestTarget)}`;
    return { ...target, requestTarget, printableUrl };
}
/** Whether the host is an address: then there is nothing to resolve, and no server name to indicate. */
function isAddress(host) {
    return isIP(host) !== 0;
}
/** This machine itself. */
function isLocal(host) {
    return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d+){3}$/.test(host);
}
function describeTarget(url, isSecure) {
    const port = Number(url.port) || (isSecure ? 443 : 80);
    const hasDefaultPort = port === (isSecure ? 443 : 80);
    const authority = hasDefaultPort ? url.hostname : `${url.hostname}:${port}`;
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
function maskQuery(requestTarget) {
    const [path = '', query] = splitOnce(requestTarget, '?');
    if (query === undefined)
        return path;
    const masked = query.split('&').map(pair => (PUBLIC_QUERY.has(pair) ? pair : maskPair(pair)));
    return `${path}?${masked.join('&')}`;
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

export { isAddress as a, withRequestTarget as b, collectSecrets as c, chooseOrigin as d, writeControlRequest as e, findRequestProblems as f, writePlainRequest as g, isLocal as i, listForms as l, parseTarget as p, redact as r, writeUpgradeRequest as w };
