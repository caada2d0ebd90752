import { randomBytes, createHash } from 'node:crypto';
import { createContext, runInContext } from 'node:vm';

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

/** What a message of the app must be like, and whether one is. */
/** As much of a message as a text or a pattern is looked for in, in characters. */
const MAX_COMPARED = 64 * 1024;
/**
 * `/pattern/flags` is a regular expression; what begins with a brace or a bracket and is JSON is JSON; all else is
 * text. A problem is a sentence in the past tense.
 */
function parseExpectation(text) {
    const [, source, flags = ''] = /^\/(.+)\/([a-z]*)$/s.exec(text) ?? [];
    if (source !== undefined)
        return parsePattern(source, flags);
    if (!/^\s*[{[]/.test(text))
        return { kind: 'text', text };
    try {
        return { kind: 'json', value: JSON.parse(text) };
    }
    catch {
        return { kind: 'text', text };
    }
}
/** A pattern may take `budgetMs`: whoever sends the message may send one on which it would take for ever. */
function compareMessage(expectation, message, budgetMs) {
    const compared = message.slice(0, MAX_COMPARED);
    if (expectation.kind === 'text')
        return compared.includes(expectation.text) ? 'fits' : 'differs';
    if (expectation.kind === 'pattern')
        return testInTime(expectation.pattern, compared, budgetMs);
    return holdsJson(message, expectation.value) ? 'fits' : 'differs';
}
function parsePattern(source, flags) {
    // The others remember where the last search ended, or cut the text into other units.
    if (/[^imsu]/.test(flags))
        return { kind: 'problem', problem: `The flags "${flags}" were not among i, m, s and u` };
    try {
        return { kind: 'pattern', pattern: new RegExp(source, flags) };
    }
    catch {
        return { kind: 'problem', problem: 'The regular expression could not be read' };
    }
}
/** Where patterns are tested, made once: that takes far longer than to test most of them, and an app may say much. */
let room;
function testInTime(pattern, text, budgetMs) {
    room ??= createContext({});
    room.test = () => pattern.test(text);
    try {
        const isFound = runInContext('test()', room, { timeout: Math.ceil(budgetMs) });
        return isFound === true ? 'fits' : 'differs';
    }
    catch (error) {
        if (isTimeout(error))
            return 'too-slow';
        throw error;
    }
}
// Not by its class: the error may be of the context's own.
function isTimeout(error) {
    const isObject = typeof error === 'object' && error !== null;
    return isObject && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
function holdsJson(message, expected) {
    try {
        return holds(JSON.parse(message), expected);
    }
    catch {
        return false;
    }
}
function holds(value, expected) {
    if (typeof expected !== 'object' || expected === null)
        return value === expected;
    if (typeof value !== 'object' || value === null || Array.isArray(value) !== Array.isArray(expected))
        return false;
    if (Array.isArray(expected) && Array.isArray(value) && expected.length !== value.length)
        return false;
    return Object.entries(expected).every(([name, part]) => Object.hasOwn(value, name) && holds(Reflect.get(value, name), part));
}

export { writeControlRequest as a, writePlainRequest as b, chooseOrigin as c, compareMessage as d, findRequestProblems as f, parseExpectation as p, writeUpgradeRequest as w };
