import { d as parseWebSocketUrl, a as parseWebSocketPath } from './handshake-inputs.js';
import { r as readProbeRequest, a as readFailOn, b as readOwnProbeRequest, s as splitLines } from './probe-inputs.js';
import { A as ActionError, q as quoteForeign, a as toPrintableLine, t as toOutputValue } from './untrusted.js';
import { f as findingOf, i as isUpdateAccepted } from './describe-size.js';

/** The inputs about how a version gets there, which deploy and preview share. */
function readDeploymentRequest(inputs) {
    return {
        deploymentTimeoutMs: 1000 * inputs.number('deployment-timeout', { min: 1, max: 21_600, fallback: 1800 }),
        aws: {
            maxRetries: inputs.number('max-retries', { min: 0, max: 20, fallback: 2 }),
            retryDelayMs: 1000 * inputs.number('retry-delay', { min: 0, max: 60, fallback: 5 }),
            logRequests: inputs.boolean('verbose-logging', false),
        },
        proxy: {
            mode: inputs.choice('proxy-files', ['auto', 'off'], 'auto'),
            timeoutSeconds: inputs.number('proxy-timeout', { min: 1, max: 86_400, fallback: 3600 }),
            hasBeacon: inputs.boolean('beacon', false),
        },
        preflight: inputs.choice('preflight', ['auto', 'required', 'off'], 'auto'),
    };
}

/** The inputs about the opening handshake that follows a deployment. */
const USUAL_IN_A_ROW = 2;
function readHandshakeRequest(inputs) {
    return {
        url: inputs.parsed('websocket-url', undefined, parseWebSocketUrl),
        ...readShared(inputs),
        probe: readProbeRequest(inputs),
        inARow: inputs.number('attempts', { min: 1, max: 20, fallback: USUAL_IN_A_ROW }),
    };
}
/** Of an environment that only has the name that Beanstalk gives it: its URL is known, and is never wss://. */
function readOwnHandshakeRequest(inputs) {
    return { url: undefined, ...readShared(inputs), probe: readOwnProbeRequest(inputs), inARow: USUAL_IN_A_ROW };
}
function readShared(inputs) {
    return {
        path: inputs.parsed('websocket-path', undefined, parseWebSocketPath),
        timeoutMs: 1000 * inputs.number('handshake-timeout', { min: 1, max: 3600, fallback: 0 }) || undefined,
        failOn: readFailOn(inputs),
    };
}

/** Option settings as people write them: AWS's JSON, or lines `namespace:Option=value`. */
/** Throws an ActionError that names the entry that could not be read. */
function parseOptionSettings(text) {
    return text.trimStart().startsWith('[') ? parseJson(text) : splitLines(text).map(parseLine);
}
function parseJson(text) {
    const entries = parseArray(text);
    return entries.map((entry, index) => {
        const { Namespace, OptionName, Value } = (entry ?? {});
        if (typeof Namespace !== 'string' || typeof OptionName !== 'string' || !isScalar(Value)) {
            throw invalid(`had no Namespace, OptionName or Value in entry ${index + 1}`);
        }
        return { namespace: Namespace, optionName: OptionName, value: String(Value) };
    });
}
function parseArray(text) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        // The message of JSON.parse quotes what is around the place, which may be secret.
        const place = /position (\d+)/.exec(String(error))?.[1];
        throw invalid(`was not valid JSON (${place ? `see its character ${Number(place) + 1}` : 'it ended too early'})`);
    }
}
// The namespace has colons of its own; the option's name has neither a colon nor an equals sign.
function parseLine(line) {
    const match = /^([^=\s]+):([^:=\s]+)=(.*)$/.exec(line);
    if (!match)
        throw invalid(`had the line "${line.replace(/=.*/, '=...')}"`);
    const [, namespace = '', optionName = '', value = ''] = match;
    return { namespace, optionName, value };
}
function isScalar(value) {
    return ['string', 'number', 'boolean'].includes(typeof value);
}
function invalid(message) {
    return new ActionError({
        code: 'invalid-option-settings',
        message,
        hint: 'Write lines such as "aws:elasticbeanstalk:application:environment:LOG_LEVEL=info", or JSON: [{"Namespace":"...","OptionName":"...","Value":"..."}].',
    });
}

/** The inputs about what is deployed: the source bundle and the application version made of it. */
function readBundleRequest(inputs) {
    return {
        packagePath: inputs.text('deployment-package-path'),
        sourceDirectory: inputs.text('source-directory') ?? '.',
        excludePatterns: inputs.parsed('exclude-patterns', [], splitPatterns),
        symlinks: inputs.choice('symlinks', ['preserve'], 'preserve'),
    };
}
// Commas separate patterns, but not inside braces: "*.{log,tmp}".
function splitPatterns(text) {
    return splitLines(text).flatMap(line => line
        .split(/,(?![^{]*\})/)
        .map(pattern => pattern.trim())
        .filter(Boolean));
}
/** https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_CreateApplicationVersion.html */
const LONGEST_LABEL = 100;
function readVersionRequest(inputs, fallbackLabel) {
    const label = inputs.text('version-label') ?? fallbackLabel ?? '';
    if (!label)
        inputs.problem('version-label', 'was not given', 'Write a label, such as "${{ github.sha }}".');
    if (label.length > LONGEST_LABEL || label.includes('/')) {
        inputs.problem('version-label', describeWrongLabel(label), adviseLabel(label));
    }
    const description = inputs.text('version-description');
    if (description && description.length > 200) {
        inputs.problem('version-description', `had ${description.length} characters`, 'Write at most 200.');
    }
    return {
        label,
        description,
        bucketName: inputs.text('s3-bucket-name'),
        createBucket: inputs.boolean('create-s3-bucket-if-not-exists', true),
        reuse: inputs.boolean('use-existing-application-version-if-available', true),
        keep: inputs.text('keep-versions')
            ? inputs.number('keep-versions', { min: 1, max: 1000, fallback: 1000 })
            : undefined,
    };
}
function describeWrongLabel(label) {
    const length = label.length > LONGEST_LABEL ? `, which has ${label.length} characters` : '';
    return `was ${quoteForeign(toPrintableLine(label, 2 * LONGEST_LABEL))}${length}`;
}
// The end of a long one is kept: where it is made of several parts, that is mostly what tells it from the others.
function adviseLabel(label) {
    const corrected = toPrintableLine(label.replaceAll('/', '-').slice(-LONGEST_LABEL));
    return `A label has 1 to ${LONGEST_LABEL} characters, and none of them is a slash: write "version-label: ${corrected}", or make it of something else: "version-label: \${{ github.sha }}".`;
}

/** The outputs of the deploy action: enumerations, names and URLs, set on failure too. Pure. */
/** What comes from AWS is an output only in the form that it must have; what has another is in the report alone. */
const WORD = /^[\w-]{0,64}$/;
const HOST = /^[\w.-]{0,253}(:\d{1,5})?$/;
/** Of a label those that no shell takes for a quote, a variable, a pattern or an option. */
const LABEL = /^([\p{L}\p{N}][\p{L}\p{N} ._:@+=,%-]{0,99})?$/u;
const URL_FORM = /^((http|wss?):\/\/[\x21-\x7e]*)?$/;
/** The input itself: what somebody wrote there is his to judge. */
const GIVEN_LABEL = /^[^\r\n]*$/;
/** Several lines. */
const ANY = /^[^\r]*$/;
/** `plan`: Markdown of our own making, of a dry run. */
function renderDeployOutputs(products, plan = '') {
    const { survey, state, creation, handshake } = products;
    const environment = state ?? survey;
    const finding = findingOf(products);
    const host = toOutputValue(environment?.cname ?? '', HOST);
    return {
        'environment-url': host,
        'environment-id': toOutputValue(environment?.id ?? '', WORD),
        'environment-status': toOutputValue(environment?.status ?? '', WORD),
        'environment-health': toOutputValue(environment?.health ?? '', WORD),
        'deployment-action-type': toOutputValue(isUpdateAccepted(products) ? (creation ? 'create' : 'update') : '', WORD),
        'version-label': toOutputValue(products.versionLabel, GIVEN_LABEL),
        'previous-version-label': toOutputValue(survey?.versionLabel ?? '', LABEL),
        url: toOutputValue(host && `http://${host}/`, URL_FORM),
        'websocket-url': toOutputValue(handshake?.targets[0]?.printableUrl ?? '', URL_FORM),
        handshake: toOutputValue(handshake?.targets[0]?.outcome ?? 'skipped', WORD),
        finding: toOutputValue(finding?.kind ?? '', WORD),
        layer: toOutputValue(finding?.layer ?? '', WORD),
        'rolled-back': toOutputValue(String(products.rollBack?.kind === 'done'), WORD),
        plan: toOutputValue(plan, ANY),
    };
}

export { readDeploymentRequest as a, readVersionRequest as b, readBundleRequest as c, renderDeployOutputs as d, readOwnHandshakeRequest as e, parseOptionSettings as p, readHandshakeRequest as r };
