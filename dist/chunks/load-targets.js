import { stat, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { q as quoteForeign, A as ActionError, a as toPrintableLine } from './untrusted.js';
import { p as protocolNames } from './protocols.js';
import { e as hideInUrl, h as hideQuery, c as checkHeaders, a as parseWebSocketPath, d as parseWebSocketUrl } from './handshake-inputs.js';
import { d as distExports } from './index10.js';
import { p as parseTarget } from './target.js';
import { i as identifyEnvironment, b as identifyUrl } from './check-target.js';
import { p as parseResolve, c as parseOrigin, d as parseHold, e as parseExpected, f as cutLastBreak } from './probe-inputs.js';
import './redact.js';
import './expectation.js';
import 'node:crypto';
import 'node:vm';
import 'process';
import 'buffer';
import 'node:net';

/** Whether a value of a file of targets has the shape of its field. Pure. */
/** The part that has not; undefined where all of it has. */
function findMisfit(tree, shape) {
    switch (shape.kind) {
        case 'text':
            return hasText(tree, shape.pattern) ? undefined : tree;
        case 'choice':
            return shape.choices.some(choice => toText(tree) === choice) ? undefined : tree;
        case 'count':
            return isWhole(tree, shape) ? undefined : tree;
        case 'time':
            return hasText(tree, shape.pattern) || isWhole(tree, { min: 0, max: shape.max }) ? undefined : tree;
        case 'message':
            return hasText(tree, shape.pattern) || tree.kind !== 'scalar' ? undefined : tree;
        case 'texts':
            return findMisfitItem(tree, shape);
        case 'headers':
            return findMisfitHeader(tree, shape);
    }
}
/** Of a scalar that YAML takes for a text. */
function toText(tree) {
    return tree?.kind === 'scalar' && typeof tree.value === 'string' ? tree.value : undefined;
}
function hasText(tree, pattern) {
    const text = toText(tree);
    return text !== undefined && pattern.test(text);
}
function isWhole(tree, { min, max }) {
    if (tree.kind !== 'scalar' || typeof tree.value !== 'number')
        return false;
    return Number.isInteger(tree.value) && tree.value >= min && tree.value <= max;
}
function findMisfitItem(tree, { pattern, most }) {
    if (tree.kind !== 'list')
        return hasText(tree, pattern) ? undefined : tree;
    return tree.items.length > most ? tree : tree.items.find(item => !hasText(item, pattern));
}
function findMisfitHeader(tree, { namePattern, pattern, most }) {
    if (tree.kind !== 'map' || tree.entries.length > most)
        return tree;
    const fits = ({ key, value }) => namePattern.test(key) && value.kind === 'scalar' && value.value !== null && pattern.test(writeScalar(value));
    return tree.entries.find(entry => !fits(entry))?.value;
}
/** A number as it is written there: 1.0 is no 1. */
function writeScalar({ value, source }) {
    return typeof value === 'string' ? value : source;
}

/** What may stand in a file of targets, field by field: the reader, the JSON schema and the docs are made of this table. */
/** More are a second file, and a second step. */
const MOST_TARGETS = 200;
/** In what is no secret: without line breaks and without what a shell would read otherwise than it stands there. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._()/:+,=-]{0,99}$/u;
const TARGET_FIELDS = [
    {
        name: 'name',
        shape: { kind: 'text', pattern: NAME },
        isDefault: false,
        description: 'What the target is called in the report, in issues and in the history. Default is its URL, or application/environment. Another name is another target: its history begins anew.',
        hint: 'Write up to 100 letters, digits, spaces and ._()/:+,=- that begin with a letter or a digit, such as "Chat, production".',
    },
    {
        name: 'url',
        shape: { kind: 'text', pattern: /^[wW][sS]{1,2}:\/\/[^\s@#]+$/u },
        isDefault: false,
        description: 'URL to open. With application and environment, that environment is known to be behind it.',
        hint: 'Write a full URL such as "wss://chat.example.com/ws": ws or wss, without user name, password and fragment.',
        quote: hideInUrl,
    },
    {
        name: 'application',
        shape: { kind: 'text', pattern: /^[^/]{1,100}$/u },
        isDefault: true,
        description: 'Name of a Beanstalk application. Needs AWS credentials.',
        hint: 'Write the name of the Beanstalk application: 1 to 100 characters without a slash.',
    },
    {
        name: 'environment',
        shape: { kind: 'text', pattern: /^[A-Za-z0-9][A-Za-z0-9-]{2,38}[A-Za-z0-9]$/u },
        isDefault: false,
        description: 'Name of its environment, whose URL is opened where there is no url.',
        hint: 'Write the name of the Beanstalk environment: 4 to 40 letters, digits and hyphens, with no hyphen first or last.',
    },
    {
        name: 'region',
        shape: { kind: 'text', pattern: /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/u },
        isDefault: true,
        description: 'Region of the environment. Default is aws-region, or AWS_REGION.',
        hint: 'Write the region of the environment, such as "eu-central-1".',
    },
    {
        name: 'path',
        shape: { kind: 'text', pattern: /^\/[\x21\x22\x24-\x7e]*$/u },
        isDefault: true,
        description: 'Path for the environment, and for a url that has none.',
        hint: 'Write a path that begins with a slash, percent-encoded and without a fragment, such as "/ws".',
        quote: hideQuery,
    },
    {
        name: 'protocol',
        shape: { kind: 'choice', choices: ['auto', ...protocolNames] },
        isDefault: true,
        description: 'What the app speaks when the WebSocket is open, so that its first messages are checked too. auto guesses from the path; what a guess finds is a warning.',
        hint: `Use one of: auto, ${protocolNames.join(', ')}.`,
    },
    {
        name: 'headers',
        shape: {
            kind: 'headers',
            namePattern: /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/u,
            pattern: /^[\t\x20-\x7e\x80-\uffff]*$/u,
            most: 50,
        },
        isDefault: true,
        description: 'Headers of the opening handshake. ${NAME} is the variable NAME of the step, whose value is masked. Headers of a target take the place of all those of the defaults.',
        hint: 'Write names and values, such as "Authorization: Bearer ${WS_TOKEN}", each in a line of its own below "headers:".',
        quote: () => '',
    },
    {
        name: 'send',
        shape: { kind: 'text', pattern: /[\s\S]/u },
        isDefault: true,
        description: 'A text message to send when the WebSocket is open, as a client would. ${NAME} is the variable NAME of the step, whose value is masked.',
        hint: 'Write a text; JSON in single quotes, such as \'{"type":"ping"}\'.',
        quote: () => '',
    },
    {
        name: 'expect',
        shape: { kind: 'message', pattern: /\S/u },
        isDefault: true,
        description: 'What a message of the app must be like, after send where that is given: a text that it holds, a regular expression between slashes such as "/^welcome/i", or JSON of which it must have every field.',
        hint: 'Write a text, a regular expression between slashes such as "/^welcome/i", or JSON.',
    },
    {
        name: 'hold',
        shape: { kind: 'time', pattern: /^\d{1,5}(s|m)?$/u, max: 4000 },
        isDefault: true,
        description: 'How long an accepted WebSocket must stay open in silence, such as "75s".',
        hint: 'Write a time of at most 4000 seconds, such as "75s" or "2m".',
    },
    {
        name: 'subprotocols',
        shape: { kind: 'texts', pattern: /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/u, most: 20 },
        isDefault: true,
        description: 'Subprotocols to offer. The server must choose one of them.',
        hint: 'Write names such as "graphql-transport-ws", in a list.',
    },
    {
        name: 'origin',
        shape: { kind: 'text', pattern: /^(none|null|[a-z][a-z0-9+.-]*:\/\/[^\s/@?#A-Z]+)$/u },
        isDefault: true,
        description: 'Origin to send. Default is the URL\'s own; "none" sends none.',
        hint: 'Write scheme and host, such as "https://chat.example.com"; "null"; or "none".',
    },
    {
        name: 'resolve',
        shape: { kind: 'texts', pattern: /^[^:\s]+:\d{1,5}:\[?[0-9A-Fa-f.:]+\]?$/u, most: 20 },
        isDefault: false,
        description: 'Addresses for the host of the URL, as host:port:address, as for curl.',
        hint: 'Write host, port and address as for curl, such as "chat.example.com:443:203.0.113.7".',
    },
    {
        name: 'attempts',
        shape: { kind: 'count', min: 1, max: 20 },
        isDefault: true,
        description: 'The target is down when this many attempts, 20 seconds apart, all fail. Default is the input attempts.',
        hint: 'Write a whole number from 1 to 20.',
    },
    {
        name: 'labels',
        shape: { kind: 'texts', pattern: /^(?! )[^,\r\n]{1,50}(?<! )$/u, most: 20 },
        isDefault: true,
        description: 'Labels of the issue that is opened while the target is down, beside those of the inputs.',
        hint: 'Write names of labels, in a list, of at most 50 characters each.',
    },
    {
        name: 'assignees',
        shape: { kind: 'texts', pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}(\[bot\])?$/u, most: 10 },
        isDefault: true,
        description: 'Who is assigned to that issue: names of users.',
        hint: 'Write up to 10 names of GitHub users without "@", in a list.',
    },
];

/** YAML as plain maps, lists and scalars with the lines they stand in. Nothing in it may refer to anything else. */
const DEEPEST = 20;
const MOST_COLUMNS = 200;
/** Never throws. Of several problems the first is told: what comes after it may be read wrongly. */
function readYamlTree(text) {
    const lines = new distExports.LineCounter();
    const lineOf = (offset = 0) => Math.max(1, lines.linePos(offset).line);
    try {
        const tooDeepLine = findTooDeep(text);
        if (tooDeepLine !== undefined)
            return refuse(tooDeepLine, TOO_DEEP);
        const document = distExports.parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
        const [error] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
        if (error) {
            const what = error.message.split('\n')[0];
            return refuse(lineOf(error.pos[0]), `was not valid YAML: ${what}. Correct that, there or above`);
        }
        return toTree(document.contents, { lineOf, line: 1, depth: 0 });
    }
    catch (error) {
        if (error instanceof Unfit)
            return error.problem;
        // The parser recurses: a file that is nested deeply enough ends its stack.
        return refuse(1, TOO_DEEP);
    }
}
/** As JSON has it. */
function toJson(tree) {
    if (tree.kind === 'scalar')
        return tree.value;
    if (tree.kind === 'list')
        return tree.items.map(toJson);
    return Object.fromEntries(tree.entries.map(({ key, value }) => [key, toJson(value)]));
}
const TOO_DEEP = `was nested more than ${DEEPEST} deep. Write "targets:" and below it a list of maps`;
class Unfit extends Error {
    problem;
    constructor(problem) {
        super(problem.problem);
        this.problem = problem;
    }
}
function toTree(node, { lineOf, line: outer, depth }) {
    const isNode = distExports.isMap(node) || distExports.isSeq(node) || distExports.isScalar(node) || distExports.isAlias(node);
    const line = isNode && node.range ? lineOf(node.range[0]) : outer;
    const unfit = (problem) => new Unfit(refuse(line, problem));
    if (depth > DEEPEST)
        throw unfit(TOO_DEEP);
    if (distExports.isAlias(node))
        throw unfit('had an alias ("*name"). Write out what it stands for, or write it once under "defaults"');
    const inner = { lineOf, line, depth: depth + 1 };
    if (distExports.isSeq(node))
        return { kind: 'list', line, items: node.items.map(item => toTree(item, inner)) };
    if (distExports.isMap(node))
        return { kind: 'map', line, entries: refuseTwice(node.items.map(pair => toEntry(pair, inner))) };
    if (!distExports.isScalar(node))
        return { kind: 'scalar', line, value: null, source: '' };
    const { value, source } = node;
    const isPlain = value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
    if (!isPlain)
        throw unfit('had a value that JSON does not have. Write it in quotes');
    return { kind: 'scalar', line, value: value, source: source ?? '' };
}
function toEntry({ key, value }, place) {
    const name = toTree(key, place);
    const isName = name.kind === 'scalar' && name.value !== null;
    if (!isName)
        throw new Unfit(refuse(name.line, 'had a key that is no word. Write the name of a field'));
    return { key: String(name.value), line: name.line, value: toTree(value, { ...place, line: name.line }) };
}
// The parser compares each with each, and takes minutes where there are many.
function refuseTwice(entries) {
    const seen = new Map();
    for (const { key, line } of entries) {
        const before = seen.get(key);
        const problem = `had "${key}" again, which is in line ${before} already. Leave one of them out`;
        if (before !== undefined)
            throw new Unfit(refuse(line, problem));
        seen.set(key, line);
    }
    return entries;
}
/**
 * The line in which more is open than anything has that is meant. The parser cannot be asked: it recurses, and so deeply
 * that the process may end. The lexer does not.
 */
function findTooDeep(text) {
    let [line, column, openCount] = [1, 0, 0];
    for (const lexeme of new distExports.Lexer().lex(text)) {
        if (lexeme === '[' || lexeme === '{')
            openCount += 1;
        if (lexeme === ']' || lexeme === '}')
            openCount -= 1;
        // What stands within something in blocks stands further to the right.
        const isFarIn = column > MOST_COLUMNS && (lexeme === '-' || lexeme === '?');
        if (openCount > DEEPEST || isFarIn || (column === 0 && /^ +$/.test(lexeme) && lexeme.length > MOST_COLUMNS))
            return line;
        const breaks = lexeme.split('\n');
        line += breaks.length - 1;
        column = (breaks.length > 1 ? 0 : column) + (breaks.at(-1)?.length ?? 0);
    }
    return undefined;
}
function refuse(line, problem) {
    return { kind: 'problem', line, problem };
}

/** Reads the fields of one map of a file of targets, as the table of fields has them, and collects what is wrong. */
function openFieldReader(map, place, complain) {
    const fields = TARGET_FIELDS.filter(({ isDefault }) => place === 'target' || isDefault);
    const entries = new Map(map.entries.map(entry => [entry.key, entry]));
    refuseUnknown(map, fields, complain);
    const fitting = new Map(fields.flatMap(field => pickFitting(field, entries.get(field.name), complain)));
    const problem = (place, message, hint) => {
        const name = nameOf(place);
        const line = typeof place === 'string' ? (entries.get(name)?.line ?? map.line) : place.line;
        complain(line, `'${name}' ${message}`, hint);
    };
    return {
        line: map.line,
        problem,
        has: name => entries.has(name),
        text: name => toWord(fitting.get(name)),
        count: name => (fitting.has(name) ? Number(toWord(fitting.get(name))) : undefined),
        texts: name => toTexts(fitting.get(name)),
        pairs: name => toPairs(fitting.get(name)),
        message: name => toMessage(fitting.get(name)),
        parsed(place, value, parse) {
            try {
                return value === undefined ? undefined : parse(value);
            }
            catch (error) {
                if (!(error instanceof ActionError))
                    throw error;
                problem(place, error.message, findField(nameOf(place))?.hint ?? error.hint);
                return undefined;
            }
        },
    };
}
/** What was there in the place of something else. */
function describeTree(tree) {
    if (tree.kind !== 'scalar')
        return tree.kind === 'map' ? 'was a map of names and values' : 'was a list';
    return tree.value === null ? 'had no value' : `was ${quoteForeign(writeScalar(tree))}`;
}
function nameOf(place) {
    return typeof place === 'string' ? place : place.name;
}
function findField(wanted) {
    return TARGET_FIELDS.find(({ name }) => name === wanted);
}
function refuseUnknown(map, fields, complain) {
    for (const { key, line } of map.entries) {
        if (fields.some(({ name }) => name === key))
            continue;
        const hint = `Use: ${fields.map(({ name }) => name).join(', ')}.`;
        if (findField(key))
            complain(line, `'${key}' stood under "defaults"`, 'Write it at a target.');
        else
            complain(line, `${quoteForeign(key)} was no field`, hint);
    }
}
function pickFitting(field, entry, complain) {
    if (!entry)
        return [];
    const misfit = findMisfit(entry.value, field.shape);
    if (!misfit)
        return [[field.name, entry.value]];
    const advice = adviseWritingOut(misfit) || adviseQuotes(misfit, field);
    complain(misfit.line, `'${field.name}' ${describeMisfit(misfit, field)}`, `${field.hint}${advice}`);
    return [];
}
function describeMisfit(tree, { quote }) {
    const text = toText(tree);
    if (text === undefined || !quote)
        return quote && tree.kind === 'scalar' ? 'could not be used' : describeTree(tree);
    const quoted = quote(text);
    return quoted ? `was ${quoteForeign(quoted)}` : 'could not be used';
}
function adviseWritingOut(tree) {
    return toText(tree)?.includes('${{') ? ' Write it out: GitHub fills in "${{ … }}" in workflows only.' : '';
}
// YAML takes 1.10 for a number and null for nothing.
function adviseQuotes(tree, { shape, quote }) {
    const isOther = tree.kind === 'scalar' && toText(tree) === undefined && tree.value !== null;
    return isOther && shape.kind !== 'count' && !quote ? ` Write it in quotes: "${writeScalar(tree)}".` : '';
}
function toWord(tree) {
    return tree?.kind === 'scalar' ? writeScalar(tree) : undefined;
}
function toTexts(tree) {
    return tree?.kind === 'list' ? tree.items.map(item => toText(item) ?? '') : tree && [toText(tree) ?? ''];
}
function toPairs(tree) {
    return tree?.kind === 'map'
        ? tree.entries.map(({ key, value, line }) => ({ key, value: toWord(value) ?? '', line }))
        : undefined;
}
function toMessage(tree) {
    const text = toText(tree);
    return text === undefined ? tree && { json: toJson(tree) } : { text };
}

/** One target of a file: what it says itself, and the defaults for what it does not. */
/** Undefined where there is too little to open anything; that is told. What a target says takes the place of the default, whole. */
function joinTarget(parts) {
    const { fields, own, defaults, surroundings } = parts;
    if (!fields.has('url') && !fields.has('environment')) {
        fields.problem('url', 'was not given, nor was environment', 'Write "url: wss://chat.example.com/ws", or an environment.');
        return undefined;
    }
    const environment = readEnvironment(parts);
    const path = own.path ?? defaults.path;
    refuseWithoutEffect(parts);
    const url = own.url && completeUrl(own.url.value, path?.value);
    if (url === undefined && !environment)
        return undefined;
    const usual = url === undefined ? identifyEnvironment(environment ?? NOWHERE, path?.value) : identifyUrl(url);
    const filled = [own.url, path, own.headers ?? defaults.headers, own.send ?? defaults.send];
    return {
        id: own.name ?? usual,
        ...(own.name === undefined ? {} : { name: own.name }),
        url,
        environment,
        path: path?.value,
        probe: joinProbe(parts),
        attempts: own.attempts ?? defaults.attempts ?? surroundings.attempts,
        labels: own.labels ?? defaults.labels ?? [],
        assignees: own.assignees ?? defaults.assignees ?? [],
        secrets: [...new Set(filled.flatMap(each => each?.secrets ?? []))],
    };
}
const NOWHERE = { applicationName: '', environmentName: '' };
function joinProbe({ own, defaults, surroundings }) {
    return {
        headers: (own.headers ?? defaults.headers)?.value ?? [],
        origin: own.origin ?? defaults.origin,
        subprotocols: own.subprotocols ?? defaults.subprotocols ?? [],
        protocol: own.protocol ?? defaults.protocol ?? 'auto',
        send: (own.send ?? defaults.send)?.value,
        expectation: own.expectation ?? defaults.expectation,
        holdMs: own.holdMs ?? defaults.holdMs ?? 0,
        resolve: own.resolve ?? [],
        ca: surroundings.ca,
    };
}
function readEnvironment({ fields, own, defaults, surroundings }) {
    if (!fields.has('environment'))
        return undefined;
    const applicationName = own.application ?? defaults.application;
    const region = own.region ?? defaults.region ?? surroundings.region;
    if (!applicationName && !fields.has('application')) {
        fields.problem('application', 'was not given', 'Write the name of the Beanstalk application, here or under "defaults".');
    }
    if (!region && !fields.has('region')) {
        const hint = 'Write "region: eu-central-1" here or under "defaults", or set AWS_REGION (configure-aws-credentials does).';
        fields.problem('region', 'was not given', hint);
    }
    if (!own.environment || !applicationName || !region)
        return undefined;
    return { region, applicationName, environmentName: own.environment };
}
function refuseWithoutEffect({ fields, own }) {
    for (const name of ['application', 'region']) {
        if (!fields.has(name) || fields.has('environment'))
            continue;
        fields.problem(name, 'was given without environment', 'Write "environment: chat-prod" as well, or leave it out.');
    }
    if (!own.url)
        return;
    if (own.path && !isBare(new URL(own.url.value))) {
        fields.problem('path', 'was given, but the url has a path of its own', 'Leave one of them out.');
    }
    const parsed = parseTarget(own.url.value);
    for (const { host, port } of own.resolve ?? []) {
        if (parsed.kind !== 'target' || (parsed.target.host === host.toLowerCase() && parsed.target.port === port))
            continue;
        fields.problem('resolve', `named "${host}:${port}", which the url has not`, 'Write its host and its port.');
    }
}
function isBare({ pathname, search }) {
    return pathname === '/' && search === '';
}
function completeUrl(given, path) {
    const url = new URL(given);
    return isBare(url) && path ? new URL(`${url.origin}${path}`).href : url.href;
}

/** Puts variables of the step into texts of a file: `${NAME}`. Pure. */
/** What is between the braces, the second dollar sign that makes it a text, or nothing that ends. */
const REFERENCE = /(\$?)\$\{(\{[^}]*\}\}|[^}]*\}|)/g;
/** The runner's own, and keys to other places: whoever writes the file shall not be able to have them sent. */
const KEPT_BACK = /^(ACTIONS|AWS|INPUT)_|^(GITHUB|GH)_TOKEN$/i;
/** `$${NAME}` is the text `${NAME}`. What `encode` makes of a value stands in the text. */
function expandVariables(text, variables, encode = (value) => value) {
    const secrets = [];
    const problems = [];
    const expanded = text.replaceAll(REFERENCE, (whole, dollar, inside) => {
        if (dollar)
            return whole.slice(1);
        const name = inside.slice(0, -1);
        const problem = findProblem(inside, name) ?? findMissing(name, variables);
        if (problem)
            problems.push(problem);
        const value = problem ? '' : (variables(name) ?? '');
        if (value)
            secrets.push(value);
        return encode(value);
    });
    return { text: expanded, secrets, problems };
}
function hasVariables(text) {
    return /\$\{/.test(text);
}
function findProblem(inside, name) {
    if (inside.startsWith('{')) {
        const hint = 'Write ${WS_TOKEN} here and, in the step of the workflow, "env: { WS_TOKEN: "${{ secrets.WS_TOKEN }}" }": GitHub fills that in only there.';
        return { message: 'had "${{", which only workflows have', hint };
    }
    if (/^[A-Za-z_]\w{0,99}$/.test(name))
        return undefined;
    const hint = 'Write a name of letters, digits and underscores, as in ${WS_TOKEN}; $${ for these two characters.';
    return { message: 'had "${" without the name of a variable and "}"', hint };
}
function findMissing(name, variables) {
    if (KEPT_BACK.test(name)) {
        const hint = 'Give the step a variable of another name for it, such as WS_TOKEN.';
        return { message: `named the variable ${name}, which is sent to nobody`, hint };
    }
    if (variables(name))
        return undefined;
    const hint = `Write "env: { ${name}: "\${{ secrets.${name} }}" }" in the step of the workflow, and make sure that this secret has a value.`;
    return { message: `named the variable ${name}, which the step did not have`, hint };
}

/** What the fields of one map of a file of targets mean: a target's, or those of the defaults. */
function readTargetValues(fields, variables) {
    const filling = { fields, variables };
    const resolve = fields.texts('resolve');
    return {
        name: fields.text('name'),
        url: readPlace(filling, 'url', parseWebSocketUrl),
        application: fields.text('application'),
        environment: fields.text('environment'),
        region: fields.text('region'),
        path: readPlace(filling, 'path', parseWebSocketPath),
        // Its shape is that it is one of them.
        protocol: fields.text('protocol'),
        headers: readHeaders(filling),
        send: readSend(filling),
        expectation: readExpectation(fields),
        holdMs: fields.parsed('hold', fields.text('hold'), parseHold),
        subprotocols: fields.texts('subprotocols'),
        origin: fields.parsed('origin', fields.text('origin'), parseOrigin),
        resolve: fields.parsed('resolve', resolve, lines => lines.map(parseResolve)),
        attempts: fields.count('attempts'),
        labels: fields.texts('labels'),
        assignees: fields.texts('assignees'),
    };
}
/** Undefined when a variable could not be put in, which is told. */
function fill({ fields, variables, encode }, place, text) {
    const expanded = expandVariables(text, variables, encode);
    for (const { message, hint } of expanded.problems)
        fields.problem(place, message, hint);
    return expanded.problems.length > 0 ? undefined : expanded;
}
/** A URL or a path: before its query, where what is put in would be shown, there may be no variable. */
function readPlace(filling, name, parse) {
    const { fields } = filling;
    const text = fields.text(name);
    if (text === undefined)
        return undefined;
    if (hasVariables(text.replace(/\?.*/s, ''))) {
        fields.problem(name, 'had "${" before its query', 'Write it out: variables are for queries, headers and send.');
        return undefined;
    }
    const expanded = fill({ ...filling, encode: encodeURIComponent }, name, text);
    const value = fields.parsed(name, expanded?.text, parse);
    return value === undefined || !expanded ? undefined : { value, secrets: expanded.secrets };
}
function readHeaders(filling) {
    const { fields } = filling;
    const pairs = fields.pairs('headers');
    if (!pairs)
        return undefined;
    const filled = pairs.flatMap(({ key, value: text, line }) => {
        const place = { name: 'headers', line };
        const expanded = fill(filling, place, text);
        const header = expanded && fields.parsed(place, expanded, ({ text: value }) => checkHeader(key, value));
        return expanded && header ? { header, secrets: expanded.secrets } : [];
    });
    const value = filled.map(({ header }) => header);
    fields.parsed('headers', value, checkHeaders);
    return { value, secrets: filled.flatMap(({ secrets }) => secrets) };
}
function checkHeader(name, value) {
    checkHeaders([[name, value]]);
    return [name, value];
}
function readSend(filling) {
    const text = filling.fields.text('send');
    const expanded = text === undefined ? undefined : fill(filling, 'send', text);
    return expanded && { value: cutLastBreak(expanded.text), secrets: expanded.secrets };
}
function readExpectation(fields) {
    const message = fields.message('expect');
    if (message && 'json' in message)
        return { kind: 'json', value: message.json };
    return fields.parsed('expect', message?.text, parseExpected);
}

/** Reads a file of targets. It is somebody's: whatever is in it, what is wrong is told with its line, all at once. */
/** Throws one ActionError that names every mistake. */
function readTargets({ path, text }, surroundings) {
    const problems = [];
    const complain = (line, message, hint) => {
        problems.push({ line, text: `line ${line}: ${toPrintableLine(message, LONGEST_MESSAGE)}. ${hint}`.trimEnd() });
    };
    const targets = readAll(text, surroundings, complain);
    const sorted = problems.toSorted((a, b) => a.line - b.line).map(problem => problem.text);
    if (sorted.length > 0)
        throw invalid(path, sorted);
    return targets;
}
const LONGEST_MESSAGE = 400;
const MOST_PROBLEMS = 40;
const WHOLE = 'Write "targets:" and below it a list, each with "- url: wss://chat.example.com/ws" or an environment.';
function readAll(text, surroundings, complain) {
    const refuse = refuseBy(complain);
    const root = readYamlTree(text);
    if (root.kind === 'problem')
        return refuse(root.line, `the file ${root.problem}`, '');
    if (root.kind !== 'map')
        return refuse(root.line, `the file ${describeTree(root)}`);
    for (const { key, line } of root.entries) {
        if (ROOT_KEYS.has(key))
            continue;
        complain(line, `${quoteForeign(key)} was no field`, 'Use: defaults, targets. All others are those of a target.');
    }
    const defaults = readDefaults(root, surroundings.variables, complain);
    const seen = new Map(surroundings.others.map(({ id }) => [id, 'of the inputs']));
    return listTargets(root, complain).flatMap(map => {
        const fields = openFieldReader(map, 'target', complain);
        const values = readTargetValues(fields, surroundings.variables);
        const target = joinTarget({ fields, own: values, defaults, surroundings });
        const id = target?.id ?? values.name;
        if (id === undefined)
            return [];
        const before = seen.get(id);
        if (before)
            complain(map.line, `the target was called ${quoteForeign(id)}, as the one ${before}`, RENAME);
        seen.set(id, `in line ${map.line}`);
        return target ?? [];
    });
}
/** The first is for editors. */
const ROOT_KEYS = new Set(['$schema', 'defaults', 'targets']);
const RENAME = 'Write another "name" for one of them.';
function readDefaults(root, variables, complain) {
    const entry = root.entries.find(({ key }) => key === 'defaults');
    const isMap = entry?.value.kind === 'map';
    if (entry && !isMap) {
        complain(entry.value.line, `'defaults' ${describeTree(entry.value)}`, 'Write fields of targets below it, or leave it out.');
    }
    const map = entry?.value.kind === 'map' ? entry.value : { line: root.line, entries: [] };
    return readTargetValues(openFieldReader(map, 'defaults', complain), variables);
}
function listTargets(root, complain) {
    const refuse = refuseBy(complain);
    const list = root.entries.find(({ key }) => key === 'targets')?.value;
    if (!list)
        return refuse(root.line, 'the file had no "targets"');
    if (list.kind !== 'list')
        return refuse(list.line, `'targets' ${describeTree(list)}`);
    if (list.items.length === 0)
        return refuse(list.line, "'targets' was empty");
    if (list.items.length > MOST_TARGETS) {
        const hint = `Write at most ${MOST_TARGETS} into one file, and the others into another for a step of its own.`;
        return refuse(list.line, `'targets' had ${list.items.length} of them`, hint);
    }
    return list.items.flatMap(item => item.kind === 'map' ? item : refuse(item.line, `the target ${describeTree(item)}`));
}
/** For what is nothing to go on with. */
function refuseBy(complain) {
    return (line, message, hint = WHOLE) => {
        complain(line, message, hint);
        return [];
    };
}
function invalid(path, problems) {
    const more = problems.length - MOST_PROBLEMS;
    return new ActionError({
        code: 'invalid-targets',
        message: `The file ${quoteForeign(path)} had ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}.`,
        hint: [...problems.slice(0, MOST_PROBLEMS), ...(more > 0 ? [`… and ${more} more.`] : [])].join('\n'),
    });
}

/** Loads a file of targets from the workspace. */
const MOST_BYTES = 256 * 1024;
/** Throws an ActionError when it cannot be read, and one that names every mistake in it. */
async function loadTargets(place, surroundings) {
    return readTargets({ path: place.path, text: await readText(place) }, surroundings);
}
async function readText({ path, workspace }) {
    const [message, bytes] = await readBytes(resolve(workspace, path));
    if (message === undefined)
        return bytes.toString('utf8');
    throw new ActionError({
        code: 'targets-unreadable',
        message: `The file ${quoteForeign(path)} ${message}.`,
        hint: 'Write in \'targets\' the path of a YAML file in the repository, such as ".github/websockets.yml", and let a step with "uses: actions/checkout@v7" run before.',
    });
}
async function readBytes(path) {
    const nothing = Buffer.alloc(0);
    try {
        const found = await stat(path);
        if (!found.isFile())
            return ['was no file', nothing];
        if (found.size > MOST_BYTES)
            return [`had ${found.size} bytes, more than ${MOST_BYTES}`, nothing];
        return [undefined, await readFile(path)];
    }
    catch (error) {
        const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
        return [`could not be read${code}`, nothing];
    }
}

export { loadTargets };
