import { a as parseUrl, u as usualPort, b as isLocal, i as isAddress } from './target.js';

/** The HTTP proxy by which a machine reaches the internet: which one, if any, stands before a target. Pure. */
/** From the environment of a program. As for curl and most others, the lower case wins. */
function readProxyVariables(env) {
    return {
        httpProxy: env.http_proxy || env.HTTP_PROXY || '',
        httpsProxy: env.https_proxy || env.HTTPS_PROXY || '',
        noProxy: env.no_proxy || env.NO_PROXY || '',
    };
}
/** This machine itself is always reached directly. A problem is a sentence in the past tense, without the value. */
function chooseProxy(target, variables) {
    const value = (target.isSecure ? variables.httpsProxy : variables.httpProxy)?.trim();
    if (!value || isLocal(target.host) || isExcepted(target, variables.noProxy ?? ''))
        return { kind: 'direct' };
    const url = parseProxy(value);
    if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
        const name = target.isSecure ? 'HTTPS_PROXY' : 'HTTP_PROXY';
        return { kind: 'problem', problem: `The variable ${name} was not the URL of an HTTP proxy` };
    }
    return { kind: 'proxy', proxy: readProxy(url) };
}
/** What is secret in them: the values of Proxy-Authorization. */
function listProxyCredentials({ httpProxy = '', httpsProxy = '' }) {
    const urls = [httpProxy, httpsProxy].flatMap(value => parseProxy(value) ?? []);
    return urls.flatMap(url => readProxy(url).authorization ?? []);
}
function parseProxy(value) {
    return parseUrl(/^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`);
}
function readProxy({ protocol, hostname, port, username, password }) {
    const isSecure = protocol === 'https:';
    const pair = `${decode(username)}:${decode(password)}`;
    return {
        host: hostname.replace(/^\[|\]$/g, ''),
        port: Number(port) || usualPort(isSecure),
        isSecure,
        ...(username || password ? { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } : {}),
    };
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
function isExcepted({ host, port }, noProxy) {
    return noProxy.split(/[\s,]+/).some(entry => {
        const [, name = '', entryPort] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(isAddress(entry) ? `[${entry}]` : entry) ?? [];
        if (name === '' || (entryPort !== undefined && Number(entryPort) !== port))
            return false;
        const bare = name.toLowerCase().replace(/^\*?\./, '');
        return name === '*' || host.toLowerCase() === bare || host.toLowerCase().endsWith(`.${bare}`);
    });
}

/** Words that are no secrets although they may have been sent: those of protocols and servers, and the check's own. */
const WORDS = `
accept accepted alike allow always anonymous answer answered apache application application/json auth authorization
auto awselb balancer basic bearer certain certificate chat classic client close closed cloudfront connect connected
connection content control cookie cut debug default different differs digest dropped echo error express false fits
firewall frame frames garbage greeted guest handshake haproxy head header hello high host html http http/1.1 https
info invalid json keep-alive kept large length likely load load-balancer local location login lost malformed message
missing mode name network nginx none null object open opened origin path ping plain polling pong port protocol proxy
public refused rejected request requested required reset response route same server session short silent socket
socket.io status subprotocol subscribe text timeout token tomcat transport true type undefined unexpected unknown
unreached unsure upgrade user utf-8 value version warning web websocket welcome without wrong wss xhr
`;
const publicWords = new Set(WORDS.trim().split(/\s+/));
/** Headers that say what a client is like, and whose words stand in many texts. */
const DESCRIBING_HEADERS = /^(accept(-.*)?|cache-control|connection|content-type|host|origin|pragma|referer|user-agent)$/i;
function isPublicWord(text) {
    return publicWords.has(text.toLowerCase());
}
function isDescribingHeader(name) {
    return DESCRIBING_HEADERS.test(name);
}

/** A text as somebody may read it who undoes what others have escaped in it, and where each character came from. Pure. */
/** What was escaped and escaped again is read as often. */
const MOST_ROUNDS = 3;
/** As it stands, then with its escapes undone once, twice and so on. */
function listReadings(text) {
    const readings = [readPlainly(text)];
    for (let round = 0; round < MOST_ROUNDS; round++) {
        const last = readings.at(-1) ?? readPlainly(text);
        const next = undoEscapes(last);
        if (next.text.length === last.text.length)
            break;
        readings.push(next);
    }
    return readings.flatMap(reading => [reading, ...cutEscape(reading)]);
}
function readPlainly(text) {
    const starts = Array.from({ length: text.length }, (_, index) => index);
    return { text, starts, ends: starts.map(index => index + 1) };
}
/** Without white space and invisible characters, in lower case. */
function squeeze(reading) {
    const made = startReading();
    for (let at = 0; at < reading.text.length; at++) {
        const character = reading.text.charAt(at);
        if (/[\s\p{Cc}\p{Cf}]/u.test(character))
            continue;
        const lower = character.toLowerCase();
        made.add(lower.length === 1 ? lower : character, reading, [at, at + 1]);
    }
    return made.done();
}
/** The beginning of an escape with which a text ends that was cut. */
const CUT_ESCAPE = /(%[\da-f]?|\\(u[\da-f]{0,3}|x[\da-f]?)?|&(#x?)?[\da-z]{0,7})$/i;
function cutEscape({ text, ...places }) {
    return CUT_ESCAPE.test(text) ? [{ text: text.replace(CUT_ESCAPE, ''), ...places }] : [];
}
/** Of URLs, JSON and HTML. A byte of a URL is read as a character of its own. */
const ESCAPE = /%([\da-f]{2})|\\u([\da-f]{4})|\\x([\da-f]{2})|&#x([\da-f]{1,6});|&#(\d{1,7});|&(amp|lt|gt|quot|apos);|\\(["'/\\])|\\[nrtbf]/giu;
/** What is read for a line break or a tab: all white space is left out in the end. */
const SPACE = 0x20;
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
function undoEscapes(reading) {
    const made = startReading();
    let done = 0;
    const copy = (to) => {
        for (; done < to; done++)
            made.add(reading.text.charAt(done), reading, [done, done + 1]);
    };
    for (const match of reading.text.matchAll(ESCAPE)) {
        const [whole, percent, short, byte, hex, decimal, name, plain] = match;
        const digits = percent ?? short ?? byte ?? hex;
        const code = digits === undefined ? Number(decimal ?? SPACE) : Number.parseInt(digits, 16);
        const character = plain ?? NAMED[name?.toLowerCase() ?? ''] ?? (code <= 0xffff ? String.fromCharCode(code) : '');
        if (character === '')
            continue;
        copy(match.index);
        done = match.index + whole.length;
        made.add(character, reading, [match.index, done]);
    }
    copy(reading.text.length);
    return made.done();
}
function startReading() {
    const characters = [];
    const starts = [];
    const ends = [];
    return {
        add(character, from, [start, end]) {
            characters.push(character);
            starts.push(from.starts[start] ?? 0);
            ends.push(from.ends[end - 1] ?? 0);
        },
        done: () => ({ text: characters.join(''), starts, ends }),
    };
}

/** In which forms a text comes back: whoever quotes it may encode it, and may break it over lines. Pure. */
/** Shorter ones are found in longer words, and are hidden only where they stand by themselves. */
const SHORTEST_PIECE = 8;
/** Of a form that is not the text itself. */
const SHORTEST_FORM = 4;
/** The text itself, and as it stands in a URL, in HTML, in JSON, in base64 and in hexadecimal digits; the longest first. */
function listForms(secret) {
    const bytes = Buffer.from(secret);
    const percents = bytes.toString('hex').replaceAll(/../g, '%$&');
    const inJson = JSON.stringify(secret).slice(1, -1);
    const forms = [
        secret,
        encodeURIComponent(secret.toWellFormed()),
        encodeURIComponent(secret.toWellFormed()).replaceAll('%20', '+'),
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
    const all = [...new Set(forms)].filter(form => form === secret || form.length >= SHORTEST_FORM);
    return all.sort((a, b) => b.length - a.length);
}
/**
 * Writes *** for each of the forms in a text, whatever white space stands in them, whatever their case, and whichever of
 * their characters are escaped; also for the beginning of one with which the text ends, because answers are cut.
 */
function makeHider(forms) {
    const squeezed = forms.map(form => squeeze(readPlainly(form)).text).filter(({ length }) => length >= SHORTEST_PIECE);
    const words = forms.filter(({ length }) => length < SHORTEST_PIECE).map(toWordPattern);
    const beginnings = sortByBeginning(squeezed);
    return text => hide(text, beginnings, words);
}
function sortByBeginning(forms) {
    const beginnings = new Map();
    for (const form of new Set(forms)) {
        const beginning = form.slice(0, SHORTEST_PIECE);
        const alike = beginnings.get(beginning);
        if (alike)
            alike.push(form);
        else
            beginnings.set(beginning, [form]);
    }
    return beginnings;
}
/** As a word of its own, without the freedom of white space within it. */
function toWordPattern(form) {
    const characters = [...form].map(character => `\\u{${character.codePointAt(0)?.toString(16)}}`).join('');
    return new RegExp(`(?<![\\p{L}\\p{N}])${characters}(?![\\p{L}\\p{N}])`, 'giu');
}
function hide(text, beginnings, words) {
    const stretches = listReadings(text).flatMap(reading => {
        const tight = squeeze(reading);
        return [
            ...findForms(tight.text, beginnings).map(found => locate(found, tight)),
            ...words.flatMap(word => findWord(reading.text, word)).map(found => locate(found, reading)),
        ];
    });
    let hidden = '';
    let done = 0;
    for (const [from, to] of stretches.sort(([a], [b]) => a - b)) {
        if (from >= done)
            hidden += `${text.slice(done, from)}***`;
        done = Math.max(done, to);
    }
    return stretches.length === 0 ? text : hidden + text.slice(done);
}
/** Where it is in the text that was read. */
function locate([start, end], { starts, ends }) {
    return [starts[start] ?? 0, ends[end - 1] ?? 0];
}
function findWord(text, word) {
    return [...text.matchAll(word)].map(({ index, 0: found }) => [index, index + found.length]);
}
/** Whole, and at the end of the text also the beginning of one. */
function findForms(text, beginnings) {
    const found = [];
    if (beginnings.size === 0)
        return found;
    for (let at = 0; at + SHORTEST_PIECE <= text.length; at++) {
        for (const form of beginnings.get(text.slice(at, at + SHORTEST_PIECE)) ?? []) {
            const isCut = at + form.length > text.length;
            if (isCut ? form.startsWith(text.slice(at)) : text.startsWith(form, at)) {
                found.push([at, Math.min(text.length, at + form.length)]);
            }
        }
    }
    return found;
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
/** Shorter values are found in every text. */
const SHORTEST_SECRET = 4;
/** The values of the caller's headers and of the query, the message, and the parts of them that stand by themselves. */
function collectSecrets(target, { headers = [], dialogue, proxy }) {
    const query = parseUrl(target.requestTarget, 'http://localhost')?.searchParams.values() ?? [];
    const describing = headers.filter(([name]) => isDescribingHeader(name)).map(([, value]) => value);
    const credentials = headers.filter(([name]) => !isDescribingHeader(name)).map(([, value]) => value);
    const sent = [...credentials, proxy?.authorization ?? '', ...query, ...readRawQuery(target)];
    const basic = sent.flatMap(readBasic);
    const values = [...sent, ...basic.flatMap(({ user, password }) => [`${user}:${password}`, user])];
    const message = dialogue?.send ?? '';
    const whole = [...values, ...values.flatMap(listParts), message, ...listJsonValues(message)];
    const pieces = [...values, ...describing, message].flatMap(value => [
        value,
        ...listParts(value),
        ...listStrings(value),
    ]);
    const secrets = [
        ...whole.filter(secret => secret.length >= SHORTEST_SECRET && !isShown(target, secret)),
        ...[...pieces, ...credentials.flatMap(listTokenParts)].filter(({ length }) => length >= SHORTEST_PIECE),
        ...basic.map(({ password }) => password).filter(password => password !== ''),
    ];
    return [...new Set(secrets)].filter(secret => !isPublicWord(secret)).sort((a, b) => b.length - a.length);
}
/** A short word that stands in the URL before its query is shown there. */
function isShown({ host, requestTarget }, secret) {
    if (secret.length >= SHORTEST_PIECE)
        return false;
    const [path = ''] = requestTarget.split('?');
    return `${host}/${path}`
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .includes(secret.toLowerCase());
}
/** A copy of plain JSON data in which no string holds a secret, in whichever form. */
function redact(data, secrets) {
    const forms = [...new Set(secrets.flatMap(listForms))];
    if (forms.length === 0)
        return data;
    const hide = makeHider(forms);
    const text = JSON.stringify(data, (key, value) => {
        return typeof value !== 'string' || key === 'kind' || key === 'layer' ? value : hide(value);
    });
    return JSON.parse(text);
}
function readRawQuery({ requestTarget }) {
    const query = requestTarget.split('?').slice(1).join('?');
    return query.split('&').map(pair => pair.slice(pair.indexOf('=') + 1));
}
/** Name and password of `Basic dXNlcjpwYXNz`. */
function readBasic(value) {
    const [, encoded] = /^basic\s+([\w+/=-]+)$/i.exec(value) ?? [];
    if (encoded === undefined)
        return [];
    const [user = '', ...password] = Buffer.from(encoded, 'base64').toString().split(':');
    return [{ user, password: password.join(':') }];
}
/** What stands between spaces, and what has a name before it: `Bearer TOKEN`, `sid=TOKEN; theme=dark`, `key:TOKEN`. */
function listParts(value) {
    const parts = value.split(/[\s;,&]+/);
    const named = parts.flatMap(part => part.includes('://') ? [] : [...part.matchAll(/[=:]/g)].map(({ index }) => part.slice(index + 1)));
    return [...value.split(/\s+/), ...parts, ...named];
}
/** What stands in double quotes, as in a message that is JSON. */
function listStrings(value) {
    return [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(match => match[1] ?? '');
}
/** Of a JSON Web Token: a server may show its claims alone. */
function listTokenParts(value) {
    return value.split(/[\s;,=&]+/).flatMap(part => part.split('.'));
}
/** Texts and numbers of a message that is JSON, without the names. */
function listJsonValues(message) {
    try {
        const found = [];
        JSON.parse(message, (_, value) => {
            if (typeof value === 'string' || typeof value === 'number')
                found.push(String(value));
            return value;
        });
        return found;
    }
    catch {
        // It is no JSON, and then a secret as a whole.
        return [];
    }
}

export { SHORTEST_PIECE as S, listProxyCredentials as a, chooseProxy as b, collectSecrets as c, readProxyVariables as d, isPublicWord as i, listForms as l, redact as r };
