import { a as toPrintableLine, A as ActionError } from './untrusted.js';
import { p as parseExpectation, f as findRequestProblems } from './expectation.js';
import { p as protocolNames } from './protocols.js';
import { i as isAddress, a as parseUrl } from './target.js';
import { p as parseHeader, c as checkHeaders } from './handshake-inputs.js';

/** Reads inputs one by one and collects what is wrong with them, so that all of it is told at once. */
const WORKFLOW_WORDS = { noun: 'input', nameOf: name => `'${name}'`, hintOf: (_, hint) => hint };
const LONGEST_MESSAGE = 400;
function openInputReader(source, words = WORKFLOW_WORDS) {
    const problems = [];
    const problem = (name, message, hint) => problems.push(`${words.nameOf(name)} ${toPrintableLine(message, LONGEST_MESSAGE)}. ${words.hintOf(name, hint)}`);
    const text = (name) => source(name).trim() || undefined;
    const parsed = (name, fallback, parse) => {
        try {
            return parse();
        }
        catch (error) {
            problem(name, error instanceof ActionError ? error.message : String(error), hintOf(error));
            return fallback;
        }
    };
    return {
        text,
        problem,
        lines: name => splitLines(source(name)),
        required(name, hint) {
            if (!text(name))
                problem(name, 'was not given', hint);
            return text(name) ?? '';
        },
        boolean: (name, fallback) => readBoolean(text(name), fallback, message => problem(name, message, YES_OR_NO)),
        number: (name, range) => readNumber(text(name), range, message => problem(name, message, toRangeHint(range))),
        choice(name, choices, fallback) {
            const found = choices.find(choice => choice === (text(name) ?? fallback));
            if (!found)
                problem(name, `was "${text(name)}"`, `Use one of: ${choices.join(', ')}.`);
            return found ?? fallback;
        },
        parsed: (name, fallback, parse) => (text(name) ? parsed(name, fallback, () => parse(source(name))) : fallback),
        parsedLines: (name, parse) => splitLines(source(name)).flatMap((line, index) => parsed(name, [], () => [parse(line, index)])),
        finish: () => throwProblems(problems, words.noun),
    };
}
/** The lines of an input, trimmed, without empty ones and without comment lines (`# ...`). */
function splitLines(text) {
    return text
        .split(/\r?\n/)
        .map(line => line.trim())
        .filter(line => line !== '' && !line.startsWith('#'));
}
const YES_OR_NO = 'Write true or false.';
function readBoolean(text, fallback, complain) {
    if (text === undefined)
        return fallback;
    const value = text.toLowerCase();
    if (value !== 'true' && value !== 'false')
        complain(`was "${text}"`);
    return value === 'true';
}
function readNumber(text, range, complain) {
    if (text === undefined)
        return range.fallback;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= range.min && value <= range.max)
        return value;
    complain(`was "${text}"`);
    return range.fallback;
}
function toRangeHint({ min, max }) {
    return `Write a whole number from ${min} to ${max}.`;
}
function hintOf(error) {
    return error instanceof ActionError ? error.hint : '';
}
function throwProblems(problems, noun) {
    if (problems.length === 0)
        return;
    throw new ActionError({
        code: 'invalid-inputs',
        message: problems.length === 1 ? `An ${noun} was wrong.` : `${problems.length} ${noun}s were wrong.`,
        hint: problems.join('\n'),
    });
}

/** What is asked of a WebSocket beyond its URL, which deploy and check share. */
function readProbeRequest(inputs) {
    return {
        ...readOwnProbeRequest(inputs),
        resolve: inputs.parsedLines('resolve', parseResolve),
        ca: inputs.text('ca'),
    };
}
/** Of an environment's own name: nobody has another address for it, nor a certificate. */
function readOwnProbeRequest(inputs) {
    return {
        headers: readHeaders(inputs),
        origin: inputs.parsed('origin', undefined, parseOrigin),
        subprotocols: inputs.parsed('subprotocols', [], parseSubprotocols),
        protocol: inputs.choice('protocol', ['auto', ...protocolNames], 'auto'),
        send: inputs.parsed('websocket-send', undefined, cutLastBreak),
        expectation: inputs.parsed('websocket-expect', undefined, parseExpected),
        holdMs: inputs.parsed('hold', 0, parseHold),
        resolve: [],
        ca: undefined,
    };
}
function readFailOn(inputs) {
    return inputs.choice('fail-on', ['error', 'warning', 'never'], 'error');
}
function readHeaders(inputs) {
    const headers = inputs.parsedLines('headers', parseHeader);
    inputs.parsed('headers', undefined, () => checkHeaders(headers));
    return headers;
}
/** What an Origin header holds: RFC 6454, section 7. The word `none` is for sending no such header. */
function parseOrigin(text) {
    const origin = text.trim();
    if (origin === 'none')
        return '';
    if (origin === 'null' || parseUrl(origin)?.origin === origin)
        return origin;
    throw invalid(`was "${origin}"`, 'Write scheme and host, such as "https://chat.example.com"; null; or none.');
}
function parseSubprotocols(text) {
    const subprotocols = splitLines(text).flatMap(line => line.split(/[\s,]+/).filter(name => name !== ''));
    const [problem] = findRequestProblems({ subprotocols });
    if (problem)
        throw invalid(`could not be sent: ${problem}`, 'Write names such as "graphql-transport-ws", one a line.');
    return subprotocols;
}
// A block of YAML ends with a line break that nobody means.
function cutLastBreak(text) {
    return text.replace(/\r?\n$/, '');
}
function parseExpected(text) {
    const parsed = parseExpectation(text.trim());
    if (parsed.kind !== 'problem')
        return parsed;
    throw invalid(`could not be used: ${parsed.problem}`, 'Write a text, a regular expression between slashes such as "/^welcome/i", or JSON.');
}
const LONGEST_HOLD_SECONDS = 4000;
/** "75s", "2m" or a number of seconds, in milliseconds. Throws an ActionError otherwise. */
function parseHold(text) {
    const hint = `Write a time of at most ${LONGEST_HOLD_SECONDS} seconds, such as "75s" or "2m".`;
    return parseTime(text, { min: 0, max: LONGEST_HOLD_SECONDS, hint });
}
function parseTime(text, { min, max, hint }) {
    const [, count = '', unit = 's'] = /^(\d{1,5})(s|m)?$/.exec(text.trim()) ?? [];
    const seconds = Number(count) * (unit === 'm' ? 60 : 1);
    if (count !== '' && seconds >= min && seconds <= max)
        return seconds * 1000;
    throw invalid(`was "${text.trim()}"`, hint);
}
function parseResolve(line) {
    const [, host, port, address = ''] = /^([^:\s]+):(\d{1,5}):\[?([^\]\s]+)\]?$/.exec(line) ?? [];
    if (host !== undefined && isAddress(address))
        return { host, port: Number(port), address };
    throw invalid(`had the line "${line}"`, 'Write host, port and address as for curl, such as "chat.example.com:443:203.0.113.7", one a line.');
}
function invalid(message, hint) {
    return new ActionError({
        code: 'invalid-probe',
        message,
        hint,
    });
}

export { readFailOn as a, readOwnProbeRequest as b, parseOrigin as c, parseHold as d, parseExpected as e, cutLastBreak as f, openInputReader as o, parseResolve as p, readProbeRequest as r, splitLines as s };
