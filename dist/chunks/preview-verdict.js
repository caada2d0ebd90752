import { q as quoteForeign, A as ActionError } from './untrusted.js';
import { E as ENVIRONMENT_PROPERTIES } from './environment-properties.js';
import { i as isPublicWord } from './redact.js';
import { a as toUtcMinute } from './describe-time.js';
import { e as siteMarkdown, m as markdown, j as joinMarkdown, c as codeMarkdown, t as toProblem } from './verdict.js';
import { a as isGone, j as judgeDeploy, o as openProducts } from './describe-size.js';
import { d as describeDone } from './list-changes.js';

/** Environment variables of an app, one `NAME=value` a line. Their values are secret. */
/** As option settings. A problem tells no more of a line than its name. */
function readEnvironmentVariables(inputs) {
    const variables = inputs.parsedLines('environment-variables', parseVariable);
    const names = variables.map(({ optionName }) => optionName);
    for (const name of new Set(names.filter((name, index) => names.indexOf(name) !== index))) {
        inputs.problem('environment-variables', `had ${quoteForeign(name)} more than once`, 'Write one line for each name.');
    }
    return variables;
}
/**
 * What must not be seen in log, summary, comment and report: the values of the variables among the settings, and the
 * passwords of those that are URLs. Not what stands in `shown`, what is short, and words that everybody's variables hold:
 * the runner drops outputs with a secret in them, and nothing is known of an environment whose region or stage is hidden.
 */
function listVariableSecrets(settings, shown) {
    const variables = settings.filter(({ namespace }) => namespace === ENVIRONMENT_PROPERTIES);
    const values = variables.flatMap(({ value }) => [value, ...readPassword(value)]);
    const isSecret = (value) => value.length >= SHORTEST_SECRET &&
        !isPublicWord(value) &&
        !COMMON.test(value) &&
        !shown.some(text => text.includes(value));
    return [...new Set(values)].filter(isSecret);
}
/** Shorter values are found in every text. */
const SHORTEST_SECRET = 4;
/** Stages, and what becomes of the schema of a database ("DDL_AUTO=update"). */
const COMMON = /^(production|development|staging|preview|testing|create|update|validate)$/i;
/**
 * A line `NAME=value`, by the rules of https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-softwaresettings.html.
 * Throws an ActionError that names the line by its number, for the rest of it may be secret.
 */
function parseVariable(line, index) {
    const [, name, value] = /^([^=]*)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined)
        throw invalid(`had no "NAME=value" in line ${index + 1}`);
    const optionName = name.trim();
    if (!/^[\w.:/+\\@-]{1,128}$/.test(optionName))
        throw invalid(`had a name that Beanstalk refuses in line ${index + 1}`);
    return { namespace: ENVIRONMENT_PROPERTIES, optionName, value: value.trim() };
}
function readPassword(value) {
    const password = URL.canParse(value) ? new URL(value).password : '';
    return [password, decodeWherePossible(password)];
}
function decodeWherePossible(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        // A percent sign that encodes nothing stands for itself.
        return text;
    }
}
function invalid(message) {
    return new ActionError({
        code: 'invalid-environment-variables',
        message,
        hint: 'Write one variable a line, such as "LOG_LEVEL=debug" or "API_KEY=${{ secrets.API_KEY }}", with a name of letters, digits and underscores.',
    });
}

/** What there is to know of a preview that runs: where it is, how long, and what to be careful about. Pure. */
const MOST_VARIABLES = 40;
/** Where it can be reached; empty where no environment is known, and of one that is gone, whose host name is anybody's. */
function findPreviewPlaces({ deployment }) {
    if (!deployment || isGone(deployment.state?.status))
        return { page: '', webSocket: '' };
    const host = (deployment.state ?? deployment.survey)?.cname ?? '';
    return { page: host && `http://${host}/`, webSocket: deployment.handshake?.targets[0]?.printableUrl ?? '' };
}
/** Rows for the table of a summary. */
function listPreviewFacts(products) {
    const { pullRequest, plan } = products;
    const { page } = findPreviewPlaces(products);
    return [
        ...(pullRequest ? [['Pull request', `#${pullRequest.number}, ${pullRequest.sha.slice(0, 12)}`]] : []),
        ...(page ? [['Page', siteMarkdown(page)]] : []),
        ...(plan ? [['Expires', `${toUtcMinute(plan.expiresMs)}, unless a commit is pushed before`]] : []),
    ];
}
/** What whoever opens the preview must know. */
function renderCautions(products) {
    return [...renderSchemeCaution(products), ...renderVariables(products)];
}
function renderSchemeCaution(products) {
    if (!findPreviewPlaces(products).webSocket.startsWith('ws:'))
        return [];
    const type = products.plan?.optionSettings.findLast(({ optionName }) => optionName === 'EnvironmentType')?.value;
    const why = type === undefined || type === 'SingleInstance' ? 'A single instance' : 'An environment without a certificate';
    return [
        markdown `${why} serves \`ws://\` only: a page that came by \`https://\` cannot open it. For \`wss://\` it needs a domain of your own, with a certificate on a load balancer (\`option-settings\`) or on the instance.`,
    ];
}
function renderVariables({ plan, baseEnvironmentName }) {
    const names = plan?.copiedVariables ?? [];
    if (names.length === 0)
        return [];
    const shown = joinMarkdown(names.slice(0, MOST_VARIABLES).map(codeMarkdown), ', ');
    const more = names.length > MOST_VARIABLES ? ` and ${names.length - MOST_VARIABLES} more` : '';
    return [
        markdown `⚠️ **It has variables of ${baseEnvironmentName}:** ${shown}${more}. Where they name a database, what this branch does to it, migrations included, is done to that of ${baseEnvironmentName}.`,
    ];
}

/**
 * Which settings of the base environment its previews have, too, and which they have instead. A list of what is
 * copied: what is on no list stays behind, as a coupled database does (it would be created anew), notifications, key
 * pairs, metrics that cost money, schedules, and everything about load balancers and about more than one instance.
 */
const COPIED_OPTIONS = [
    {
        namespace: 'aws:autoscaling:launchconfiguration',
        optionNames: ['IamInstanceProfile'],
        holds: 'settings',
        isGuarded: true,
        reason: 'What the app may do in AWS; without a profile Beanstalk launches no instance.',
    },
    {
        namespace: 'aws:autoscaling:launchconfiguration',
        optionNames: ['SecurityGroups', 'DisableDefaultEC2SecurityGroup'],
        holds: 'security-groups',
        isGuarded: true,
        reason: 'A database or a cache admits the app by a group of its own; the group that Beanstalk made goes with the base.',
    },
    {
        namespace: 'aws:autoscaling:launchconfiguration',
        optionNames: [
            'ImageId',
            'DisableIMDSv1',
            'RootVolumeIOPS',
            'RootVolumeSize',
            'RootVolumeThroughput',
            'RootVolumeType',
        ],
        holds: 'settings',
        reason: 'What the app finds on its instance: programs of an image, room on the disk, credentials by IMDSv2 only.',
    },
    {
        namespace: 'aws:ec2:instances',
        optionNames: ['SupportedArchitectures'],
        holds: 'settings',
        reason: 'A program that was built for one architecture does not run on another.',
    },
    {
        namespace: 'aws:ec2:vpc',
        optionNames: ['VPCId', 'Subnets', 'AssociatePublicIpAddress'],
        holds: 'settings',
        isGuarded: true,
        reason: 'Where the databases of the app can be reached. Subnets of a load balancer or a database are not for instances.',
    },
    {
        namespace: 'aws:elasticbeanstalk:environment',
        optionNames: ['ServiceRole'],
        holds: 'settings',
        isGuarded: true,
        reason: 'What Beanstalk itself may do; enhanced health needs it.',
    },
    {
        namespace: 'aws:elasticbeanstalk:environment:proxy',
        optionNames: ['ProxyServer'],
        holds: 'settings',
        reason: 'Which proxy the files of the bundle are for.',
    },
    {
        namespace: 'aws:elasticbeanstalk:environment:proxy:staticfiles',
        holds: 'settings',
        reason: 'Paths that the proxy answers itself.',
    },
    {
        namespace: 'aws:elasticbeanstalk:container:*',
        holds: 'settings',
        reason: 'How the platform starts the app: its document root, its WSGI path, the options of its Java machine.',
    },
    {
        namespace: 'aws:elasticbeanstalk:healthreporting:system',
        optionNames: ['SystemType', 'EnhancedHealthAuthEnabled', 'HealthCheckSuccessThreshold'],
        holds: 'settings',
        reason: 'What counts as healthy. The document of metrics stays behind: each metric costs money.',
    },
    {
        namespace: 'aws:elasticbeanstalk:command',
        optionNames: ['Timeout'],
        holds: 'settings',
        reason: 'An app that takes long to install does so in a preview, too.',
    },
    {
        namespace: 'aws:elasticbeanstalk:cloudwatch:logs',
        optionNames: ['StreamLogs', 'RetentionInDays'],
        holds: 'settings',
        reason: 'Whoever looks for logs there finds them.',
    },
    {
        namespace: ENVIRONMENT_PROPERTIES,
        holds: 'variables',
        reason: 'Most apps do not start without theirs. Their database is the one of the base.',
    },
    {
        namespace: 'aws:elasticbeanstalk:application:environmentsecrets',
        holds: 'variables',
        reason: 'Names of secrets that the instance reads itself.',
    },
];
const PREVIEW_OPTIONS = [
    {
        namespace: 'aws:elasticbeanstalk:environment',
        optionName: 'EnvironmentType',
        value: 'SingleInstance',
        reason: 'A load balancer costs more than the instance, and takes minutes.',
    },
    {
        namespace: 'aws:autoscaling:updatepolicy:rollingupdate',
        optionName: 'RollingUpdateEnabled',
        value: 'false',
        reason: 'Beanstalk refuses rolling updates for a single instance.',
    },
    {
        namespace: 'aws:elasticbeanstalk:command',
        optionName: 'DeploymentPolicy',
        value: 'AllAtOnce',
        reason: 'Every other policy needs a second instance.',
    },
    {
        namespace: 'aws:elasticbeanstalk:managedactions',
        optionName: 'ManagedActionsEnabled',
        value: 'false',
        reason: 'A platform update in the middle of a deployment helps nobody.',
    },
    {
        namespace: 'aws:elasticbeanstalk:cloudwatch:logs',
        optionName: 'DeleteOnTerminate',
        value: 'true',
        reason: 'Else the log groups stay when the preview is gone.',
    },
    {
        namespace: 'aws:elasticbeanstalk:cloudwatch:logs:health',
        optionName: 'DeleteOnTerminate',
        value: 'true',
        reason: 'Else the log groups stay when the preview is gone.',
    },
];

/** Why a preview was removed, what is left of it, and how to get it back, in words. Pure. */
/** Completes "removed: ...". */
const REMOVAL_REASONS = {
    'pull-request-closed': 'the pull request is closed',
    'pull-request-missing': 'the pull request is not there',
    'label-removed': 'the label was taken away',
    expired: 'nobody has pushed to it for as long as a preview may live (max-age)',
    'left-over': 'an earlier removal had left something over',
};
/** A sentence; undefined where nothing can get it back. */
function adviseOnReturn(because, { label, isMerged }) {
    if (because === 'pull-request-closed')
        return isMerged ? undefined : 'Reopen the pull request.';
    if (because === 'label-removed')
        return label ? `Add the label "${label}" again.` : 'Add the label again.';
    if (because === 'expired')
        return "Push a commit, or run the job of the pull request's last commit again.";
    return undefined;
}
/** A removal may be repeated. */
const REMOVE_AGAIN = 'Run the job again, or let a sweep do it: what is gone already is no hindrance.';
/** What went, in a sentence. */
function describeRemoval({ environmentNames, versionLabels, bundleKeys }) {
    const counts = [
        count(environmentNames.length, 'environment'),
        count(versionLabels.length, 'version'),
        count(bundleKeys.length, 'source bundle'),
    ].filter(told => told !== '');
    return counts.length === 0 ? 'nothing was there' : counts.join(', ');
}
/** The host name of an environment that is gone is anybody's: it is shown nowhere. */
function withoutHosts(text) {
    return text.replaceAll(HOST, '(the host name of the preview)');
}
// It begins at the beginning of a word alone, or long texts would take forever.
const HOST = /(?<![\w.-])(https?:\/\/|wss?:\/\/)?(?<![\w.-])[\w.-]+\.(elasticbeanstalk\.com|eb\.amazonaws\.com\.cn)(:\d+)?\/?/gi;
function count(number, noun) {
    if (number === 0)
        return '';
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** What a sweep found, what became of each preview, and why: as rows, counts and problems. Pure. */
/** What is not as it should be first, then what was removed, then what was kept. */
function listSwept({ decisions, removals }) {
    const swept = decisions.map(decision => findRemoval(decision, removals));
    const rows = decisions.map((decision, index) => toRow(decision, swept[index]));
    const others = removals.filter(removal => !swept.includes(removal));
    const further = others.map(one => {
        const { pullRequest, removal } = one;
        return { pullRequest, environmentName: removal.environmentNames.join(', '), ...describeEnd(one) };
    });
    return [...rows, ...further].toSorted((a, b) => ORDER.indexOf(a.became) - ORDER.indexOf(b.became));
}
function toRow({ environmentName, thing, tags, kind, because }, swept) {
    const row = {
        pullRequest: tags.pullRequest,
        environmentName: thing === 'versions' ? `${environmentName} (versions alone)` : environmentName,
    };
    if (kind === 'keep')
        return { ...row, became: 'kept', because: KEPT[because] };
    return { ...row, ...(swept ? describeEnd(swept) : { became: 'not removed', because: UNTOUCHED }) };
}
/** The one that names it; else one of the pull request that names no environment. */
function findRemoval(decision, removals) {
    if (decision.kind === 'keep')
        return undefined;
    const own = removals.filter(({ pullRequest }) => pullRequest === decision.tags.pullRequest);
    return (own.find(({ removal }) => removal.environmentNames.includes(decision.environmentName)) ??
        own.find(({ removal }) => removal.environmentNames.length === 0));
}
const ORDER = ['not removed', 'removed in part', 'removed', 'kept'];
/** "2 removed, 3 kept", and "1 not removed" where that is so. */
function countSwept(report) {
    const rows = listSwept(report);
    const count = (became) => rows.filter(row => row.became === became).length;
    const bad = ['removed in part', 'not removed'].filter(became => count(became) > 0);
    return [...['removed', 'kept'], ...bad].map(became => `${count(became)} ${became}`).join(', ');
}
/** One for each preview that could not be removed, or not all of it. */
function listSweepProblems({ removals }) {
    return removals.flatMap(({ pullRequest, removal, problem }) => {
        const named = `The preview of #${pullRequest}`;
        if (problem)
            return [
                {
                    code: 'preview-not-removed',
                    what: `${named} was not removed. ${problem.message}`,
                    remedy: problem.hint,
                },
            ];
        if (removal.left.length === 0)
            return [];
        return [
            {
                code: 'preview-left-over',
                what: [`${named} is not removed entirely.`, ...removal.left].join('\n'),
                remedy: SWEEP_AGAIN,
            },
        ];
    });
}
const SWEEP_AGAIN = 'Wait for the next sweep, which tries it again.';
const UNTOUCHED = 'the sweep ended before its turn';
const KEPT = {
    'in-use': 'its pull request is open',
    'pull-request-unknown': 'GitHub did not say whether its pull request is open',
    'of-another-repository': 'it belongs to another repository',
    overtaken: 'its pull request is wanted again: the run of that event has the word',
};
function describeEnd({ removal, problem }) {
    const because = REMOVAL_REASONS[removal.because];
    if (problem)
        return { became: 'not removed', because };
    if (removal.left.length > 0)
        return { became: 'removed in part', because };
    return { became: 'removed', because: `${because} (${describeRemoval(removal)})` };
}

/** What to do about a preview, without what only the deploy action has inputs for. Pure. */
/** Of the deploy action, and not of the preview action. */
const DEPLOY_ONLY = [
    ...['environment-name', 'cname-prefix', 'solution-stack-name', 'platform-arn'],
    ...['create-environment-if-not-exists', 'create-application-if-not-exists'],
    ...['version-label', 'version-description', 'use-existing-application-version-if-available', 'keep-versions'],
    ...['s3-bucket-name', 'create-s3-bucket-if-not-exists'],
    ...['wait-for-deployment', 'wait-for-environment-recovery', 'minimum-health'],
    ...['websocket-url', 'attempts', 'resolve', 'ca'],
    ...['security-group-rule', 'security-group-id', 'allow-from'],
    ...['load-balancer', 'classic-listener', 'stickiness'],
    ...['rollback', 'dry-run', 'on-cancel'],
    ...['image-uri', 'build-configuration'],
];
const MENTION = new RegExp(`["'](${DEPLOY_ONLY.join('|')})(: [^"']*)?["']`);
/** Lines after the first one are further ways, each by itself. */
function sayInPreview(problem) {
    const [first = '', ...further] = problem.remedy.split('\n');
    return { ...problem, remedy: [first, ...further.filter(line => !MENTION.test(line))].join('\n') };
}

/** The verdict on a run of the preview action: the first thing that was asked for and is not so. Pure. */
/** `changes`: what the ledger has. What GitHub refused is a warning, and no part of it. */
function judgePreview(products, error, changes = []) {
    const { skipped, task } = products;
    if (skipped && error === undefined)
        return judgeSkipped(products, skipped);
    if (task === 'update')
        return judgeUpdate(products, error, changes);
    if (task === 'remove')
        return judgeRemoval(products, error, changes);
    if (task === 'sweep')
        return judgeSweep(products, error, changes);
    return { ok: false, headline: 'Nothing was done', problem: toProblem(error ?? new TypeError('There was no task.')) };
}
/** "Preview of #12"; without the number where that is not known. */
function namePullRequestsPreview({ pullRequest }) {
    return pullRequest ? `Preview of #${pullRequest.number}` : 'Preview';
}
function judgeSkipped({ requireCredentials }, { kind, message }) {
    const headline = message.replace(/\.\s*$/, '');
    if (kind !== 'no-credentials' || !requireCredentials)
        return { ok: true, headline };
    const problem = {
        code: 'credentials-missing',
        what: message,
        remedy: `Add a step before this one: "uses: aws-actions/configure-aws-credentials@v6" with role-to-assume and aws-region, and "permissions: { id-token: write, contents: read }" to the job, or let what has no credentials have no preview: "require-credentials: false".`,
    };
    return { ok: false, headline: 'There is no preview without credentials', problem };
}
function judgeUpdate(products, error, changes) {
    const verdict = judgeDeploy(products.deployment ?? openProducts(), error, changes);
    const { headline } = verdict;
    const name = namePullRequestsPreview(products);
    if (verdict.ok)
        return { ...verdict, headline: `${name} is live, and a WebSocket was opened` };
    const told = verdict.problem ? { problem: sayInPreview(verdict.problem) } : {};
    return { ...verdict, ...told, headline: `${name}: ${headline.slice(0, 1).toLowerCase()}${headline.slice(1)}` };
}
function judgeRemoval(products, error, changes) {
    const { removal } = products;
    const name = namePullRequestsPreview(products);
    const left = removal ? describeLeft(removal) : [];
    if (error !== undefined) {
        return judgeProblems(`${name} could not be removed`, [tellDone(toRemovalProblem(error), changes), ...left]);
    }
    if (left.length > 0)
        return judgeProblems(`${name} is not removed entirely`, left);
    const isEmpty = !removal || [removal.environmentNames, removal.versionLabels, removal.bundleKeys].flat().length === 0;
    return { ok: true, headline: isEmpty ? `${name}: there was nothing to remove` : `${name} is removed` };
}
// What it has done so far is no hindrance to the next attempt, whatever that was.
function toRemovalProblem(error) {
    const problem = toProblem(error);
    return problem.code === 'cancelled' ? { ...problem, remedy: REMOVE_AGAIN } : problem;
}
function judgeSweep({ sweep }, error, changes) {
    const problems = sweep ? listSweepProblems(sweep) : [];
    const counts = sweep ? countSwept(sweep) : 'nothing was swept';
    if (error !== undefined)
        return judgeProblems(`The sweep failed: ${counts}`, [toSweepProblem(error), ...problems]);
    if (problems.length > 0)
        return judgeProblems(`Previews swept: ${counts}`, problems);
    return { ok: true, headline: `Previews swept: ${counts}` };
    function toSweepProblem(thrown) {
        return tellDone(toProblem(thrown), changes);
    }
}
function judgeProblems(headline, [problem, ...furtherProblems]) {
    return {
        ok: false,
        headline,
        ...(problem ? { problem } : {}),
        ...(furtherProblems.length > 0 ? { furtherProblems } : {}),
    };
}
function describeLeft({ left }) {
    if (left.length === 0)
        return [];
    return [{ code: 'preview-left-over', what: left.join('\n'), remedy: REMOVE_AGAIN }];
}
function tellDone(problem, changes) {
    const done = describeDone(changes);
    return done ? { ...problem, what: `${problem.what}\n${done}` } : problem;
}

export { COPIED_OPTIONS as C, PREVIEW_OPTIONS as P, REMOVAL_REASONS as R, listPreviewFacts as a, renderCautions as b, listSwept as c, describeRemoval as d, REMOVE_AGAIN as e, findPreviewPlaces as f, adviseOnReturn as g, listSweepProblems as h, judgePreview as j, listVariableSecrets as l, readEnvironmentVariables as r, withoutHosts as w };
