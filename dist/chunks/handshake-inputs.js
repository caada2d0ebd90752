import { A as ActionError } from './untrusted.js';
import { l as listForms, S as SHORTEST_PIECE, a as listProxyCredentials, c as collectSecrets } from './redact.js';
import { f as findRequestProblems } from './expectation.js';
import { p as parseTarget } from './target.js';

/** The inputs about the WebSocket itself, which deploy and check share. */
/** A line `Name: value`. Throws an ActionError that names the line by its number, for the rest of it may be secret. */
function parseHeader(line, index) {
    const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined)
        throw invalidHeader(`had no "Name: value" in line ${index + 1}`);
    const [problem] = findRequestProblems({ headers: [[name, value]] });
    if (problem)
        throw invalidHeader(`could not be sent: ${problem}`);
    return [name, value];
}
/** All of them. Throws an ActionError for what is wrong with none of them alone: their size. */
function checkHeaders(headers) {
    const [problem] = findRequestProblems({ headers });
    if (problem)
        throw invalidHeader(`could not be sent: ${problem}`);
}
/** A path with an optional query: "/socket.io/?EIO=4&transport=websocket". Throws an ActionError otherwise. */
function parseWebSocketPath(text) {
    const path = text.trim();
    if (/^\/[\x21\x22\x24-\x7e]*$/.test(path))
        return path;
    throw new ActionError({
        code: 'invalid-websocket-path',
        message: `was "${hideQuery(path)}"`,
        hint: 'Write a path that begins with a slash, percent-encoded and without a fragment, such as "/ws".',
    });
}
/** What may be told of a path: its query may be secret. */
function hideQuery(path) {
    return path.replace(/\?.*/s, '?...');
}
/** An absolute ws:// or wss:// URL. Throws an ActionError otherwise, which quotes nothing that may be secret. */
function parseWebSocketUrl(text) {
    return readWebSocketUrl(text).url.href;
}
/** The same, taken apart. */
function readWebSocketUrl(text) {
    const url = text.trim();
    const parsed = parseTarget(url);
    if (/^wss?:/i.test(url) && parsed.kind === 'target')
        return { url: new URL(url), target: parsed.target };
    const quoted = hideInUrl(url);
    throw new ActionError({
        code: 'invalid-websocket-url',
        message: `was "${quoted}"${parsed.kind === 'problem' ? ` (${parsed.problem})` : ''}`,
        hint: 'Write a full URL such as "wss://chat.example.com/ws": ws or wss, without user name, password and fragment (send a token with headers).',
    });
}
/** What may be told of a text that is no URL. */
function hideInUrl(text) {
    // A password may hold any character, so nothing beside an @ is known to be none.
    return text.includes('@') ? text.replace(/^(\w+:\/\/)?.*$/s, '$1***') : text.replace(/[?#].*/s, '...');
}
/** What must not be seen in log, summary and report: what is sent and the values of the query, as far as they are long. */
function listSecrets({ url, path, headers, send, proxyVariables = {} }) {
    // A path is read as that of any host, so there is always one with which the headers are sent.
    const targets = [`ws://localhost${path ?? '/'}`, url].flatMap(parseIfGiven);
    const credentials = listProxyCredentials(proxyVariables).map(value => ['Proxy-Authorization', value]);
    const sent = { headers: [...headers, ...credentials], ...(send === undefined ? {} : { dialogue: { send } }) };
    return [...new Set(targets.flatMap(target => collectSecrets(target, sent)))];
}
function parseIfGiven(url) {
    const parsed = parseTarget(url ?? '');
    return parsed.kind === 'target' ? [parsed.target] : [];
}
/**
 * What the runner is to show *** for: it compares letter by letter, so each form in which a secret may come back. It
 * would do so within longer words, too: short ones are left to those who quote them.
 */
function listMasks(secrets) {
    return [...new Set(secrets.flatMap(listForms))].filter(({ length }) => length >= SHORTEST_PIECE);
}
function invalidHeader(message) {
    return new ActionError({
        code: 'invalid-headers',
        message,
        hint: 'Write one header a line, such as "Authorization: Bearer ${{ secrets.WS_TOKEN }}".',
    });
}

export { parseWebSocketPath as a, listMasks as b, checkHeaders as c, parseWebSocketUrl as d, hideInUrl as e, hideQuery as h, listSecrets as l, parseHeader as p, readWebSocketUrl as r };
