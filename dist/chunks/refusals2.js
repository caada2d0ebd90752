import { A as ActionError, q as quoteForeign } from './untrusted.js';

/**
 * May a request to GitHub be sent again, and when? Pure. Octokit's own plugins for this wait on timers that no signal
 * ends, know no deadline, send a POST again that may have been carried out, and bring a job queue of 43 kB.
 */
const MOST_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 1000;
/** As GitHub asks for where it does not say how long to wait ("Rate limits for the REST API"). */
const UNTOLD_LIMIT_PAUSE_MS = 60_000;
/** How long to wait before it is sent again; undefined where it must not be, or where that would not help. */
function planRetry(failure, attempt) {
    const pauseMs = FIRST_PAUSE_MS * 2 ** (attempt.number - 1);
    const limitMs = readLimitPause(failure);
    if (limitMs !== undefined)
        return Math.max(limitMs, pauseMs);
    if (attempt.number >= MOST_ATTEMPTS || !isPassing(failure))
        return undefined;
    if (!isRepeatable(attempt) && mayHaveBeenDone(failure))
        return undefined;
    return pauseMs;
}
/** For how many milliseconds GitHub takes no further request; undefined where that is not its reason. */
function readLimitPause(failure) {
    if (failure.kind !== 'status' || (failure.status !== 403 && failure.status !== 429))
        return undefined;
    const { headers, text } = failure;
    const retryAfterSeconds = readNumber(headers['retry-after']);
    if (retryAfterSeconds !== undefined)
        return retryAfterSeconds * 1000;
    const resetSeconds = readNumber(headers['x-ratelimit-reset']);
    // By GitHub's own clock: the runner's may be wrong.
    const nowMs = Date.parse(String(headers.date));
    if (readNumber(headers['x-ratelimit-remaining']) === 0 && resetSeconds !== undefined && !Number.isNaN(nowMs)) {
        return Math.max(0, resetSeconds * 1000 - nowMs) + FIRST_PAUSE_MS;
    }
    // A limit on changes has no code of its own, and not always a header.
    return failure.status === 429 || /rate limit/i.test(text) ? UNTOLD_LIMIT_PAUSE_MS : undefined;
}
/** Is it unknown whether GitHub has carried it out? */
function mayHaveBeenDone(failure) {
    if (failure.kind === 'no-answer')
        return failure.wasSent;
    return failure.kind === 'unreadable' || failure.status >= 500;
}
function isPassing(failure) {
    return failure.kind === 'no-answer' || mayHaveBeenDone(failure);
}
// GitHub's PATCH, PUT and DELETE say what shall be, so twice is the same as once.
function isRepeatable({ method, isQuestion }) {
    return method !== 'POST' || isQuestion;
}
function readNumber(value) {
    const number = Number(value);
    return value !== undefined && value !== '' && Number.isFinite(number) && number >= 0 ? number : undefined;
}

/** What GitHub says a request would have needed, as lines for a workflow. Pure. */
/** The permissions that a workflow can give to its token (docs.github.com, "Workflow syntax", `permissions`). */
const GRANTABLE = [
    'actions',
    'attestations',
    'checks',
    'contents',
    'deployments',
    'discussions',
    'issues',
    'models',
    'packages',
    'pages',
    'pull-requests',
    'security-events',
    'statuses',
];
/**
 * The sets of permissions of which one is enough, read from `x-accepted-github-permissions`
 * ("issues=write; pull_requests=write,contents=read"). Only sets that a workflow can give.
 */
function readAcceptedPermissions(header) {
    return header
        .split(';')
        .map(set => set.split(',').flatMap(readPermission))
        .filter(set => set.length > 0 && set.every(({ name }) => GRANTABLE.includes(name)));
}
/**
 * The lines to paste below a job: those of the set that has what is needed, else of the first. '' without a set. What
 * is needed may be more than GitHub asks for now: who has to read first is not told only to read.
 */
function writePermissions(sets, needs) {
    const chosen = sets.find(set => set.some(({ name }) => name === needs?.name)) ?? sets[0];
    if (!chosen)
        return '';
    const lines = chosen.map(({ name, access }) => `  ${name}: ${name === needs?.name ? needs.access : access}`);
    return ['permissions:', ...lines].join('\n');
}
function readPermission(text) {
    const [, name, access] = /^\s*([a-z_]{1,60})=(read|write|admin)\s*$/.exec(text) ?? [];
    if (name === undefined)
        return [];
    // What asks for more than a workflow can give must not look as if it were enough.
    return [
        {
            name: access === 'admin' ? `${name}=admin` : name.replaceAll('_', '-'),
            access: access === 'read' ? 'read' : 'write',
        },
    ];
}

/** GitHub said no, or nothing: its answer becomes an ActionError that says what to do. */
function toActionError(failure, request) {
    return new ActionError({ ...describeFailure(failure, request), cause: failure });
}
/** Did GitHub answer with this status? */
function isGitHubStatus(error, status) {
    const failure = readFailure(error);
    return failure?.kind === 'status' && failure.status === status;
}
/** Is it unknown whether GitHub has carried it out? False for what it has refused. */
function mayBeDone(error) {
    const failure = readFailure(error);
    return failure !== undefined && mayHaveBeenDone(failure);
}
/** Did GitHub answer that it will not? */
function isRefusedByGitHub(error) {
    return readFailure(error) !== undefined && !mayBeDone(error);
}
/** GitHub's answer to `name` was none of those that it documents. */
function unreadableAnswer(name, what) {
    return new ActionError(describeUnreadable(name, what));
}
function readFailure(error) {
    const isOurs = error instanceof ActionError && error.code.startsWith('github-');
    return isOurs ? error.cause : undefined;
}
function describeFailure(failure, request) {
    const { name } = request;
    if (failure.kind === 'unreadable')
        return describeUnreadable(name, `HTTP ${failure.status} without JSON`);
    if (failure.kind === 'no-answer')
        return unavailable(name, `no answer came (${quoteForeign(failure.reason)})`);
    const { status, text } = failure;
    const limitMs = readLimitPause(failure);
    if (limitMs !== undefined)
        return limited(name, limitMs, text);
    if (status === 401)
        return rejectedToken(name, text);
    if (status >= 500)
        return unavailable(name, `it answered HTTP ${status} to every attempt`);
    // GitHub has no code for this: a locked conversation is 403 as well, and only the text tells them apart.
    if (status === 403 && /^Resource not accessible by/i.test(text))
        return describeDenial(failure, request);
    return {
        code: 'github-refused',
        message: `GitHub refused ${quoteForeign(name)} with HTTP ${status}: ${quoteForeign(text)}.`,
        hint: 'Check what the text names; where it was "Not Found", whether the token may see the repository.',
    };
}
function describeDenial({ headers, text }, { name, needs }) {
    const accepted = String(headers['x-accepted-github-permissions'] ?? '');
    const lines = writePermissions(readAcceptedPermissions(accepted), needs);
    return {
        code: 'github-permission-denied',
        message: `GitHub denied ${quoteForeign(name)} to the token of this job: ${quoteForeign(text)}.`,
        hint: lines
            ? `Add it to the permissions of the job, beside those that it has (on a pull request from a fork the token only reads, whatever is written there):\n${lines}`
            : `No permission of a workflow allows it. Give 'github-token' another token, with the permission that GitHub names: ${quoteForeign(accepted)}.`,
    };
}
function limited(name, limitMs, text) {
    return {
        code: 'github-rate-limited',
        message: `GitHub refused ${quoteForeign(name)} because there were too many requests before it, for another ${Math.ceil(limitMs / 1000)} s: ${quoteForeign(text)}.`,
        hint: "Run the job again after that time. All jobs of a repository share the limit of the job's own token; a token of an app of your own in 'github-token' has a limit of its own.",
    };
}
function rejectedToken(name, text) {
    return {
        code: 'github-token-rejected',
        message: `GitHub did not accept the token for ${quoteForeign(name)}: ${quoteForeign(text)}.`,
        hint: "Leave 'github-token' out, so that the job's own token is used, or renew the token that it names.",
    };
}
function unavailable(name, what) {
    return {
        code: 'github-unavailable',
        message: `GitHub did not carry out ${quoteForeign(name)}: ${what}.`,
        hint: 'Run the job again in a few minutes (https://www.githubstatus.com tells of disturbances); on a self-hosted runner, check that it may open https connections to the API of GitHub.',
    };
}
function describeUnreadable(name, what) {
    return {
        code: 'github-answer-unreadable',
        message: `The answer of GitHub to ${quoteForeign(name)} could not be read: ${quoteForeign(what)}.`,
        hint: 'Run the job again. If it happens again, look for a proxy between the runner and GitHub (GITHUB_API_URL, HTTPS_PROXY).',
    };
}

export { isGitHubStatus as a, isRefusedByGitHub as i, mayBeDone as m, planRetry as p, toActionError as t, unreadableAnswer as u };
