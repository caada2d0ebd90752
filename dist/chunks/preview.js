import { createHash } from 'node:crypto';
import { q as quoteForeign, A as ActionError, c as toShellWord, a as toPrintableLine, d as toPrintableText } from './untrusted.js';
import { e as readPullRequest, g as renderDeploymentPath, h as listCut, i as describeEnvironment, j as listNotes, k as renderEvents, m as renderConsoleLink } from './deploy-summary.js';
import { r as readPages, c as createOnce, i as isSecure, l as linkRun, a as linkOwnRun, f as findComment, b as linkRepository, w as writeComment, h as hasLinkTo } from './link-run.js';
import { a as isGitHubStatus, u as unreadableAnswer } from './refusals2.js';
import { r as redact } from './redact.js';
import { c as isAwsError, b as writeCommand, d as isDenied, e as explainRefusal, f as isTransient, i as isRefused } from './refusals.js';
import { l as command, _ as _mw0, m as _ep0, n as command$1, p as _mw0$1, q as _ep0$1, r as listLiving, u as toState, v as readPages$1, w as findSetting, x as explainMissing, y as workerTier, z as DescribeConfigurationSettingsCommand, a as ask$1, A as DescribeSecurityGroupsCommand, B as findOwnerOfGroup, C as DescribeInstancesCommand, E as readRouteTables, F as judgeRoute, G as readSettings } from './survey-inbound.js';
import { D as DescribeAccountAttributes$, A as DescribeAddresses$, L as ListTagsForResource$, B as TerminateEnvironment$, E as command$2, F as DeleteObject$, _ as _mw0$2, G as _ep0$2, J as ListObjectsV2$, K as _ep8 } from './schemas_0.js';
import { b as renderCautions, f as findPreviewPlaces, w as withoutHosts, R as REMOVAL_REASONS, e as REMOVE_AGAIN, g as adviseOnReturn, j as judgePreview, h as listSweepProblems, P as PREVIEW_OPTIONS, C as COPIED_OPTIONS, l as listVariableSecrets } from './preview-verdict.js';
import { o as openEventTeller, p as pollUntil, F as FIRST_LOOK_MS, d as describeState, i as isError, u as unlessDenied, a as openEventFeed, L as ListMultipartUploadsCommand, f as findStorageLocation, m as makePreviewPrefix, l as listVersions, A as AbortMultipartUploadCommand, b as isPreviewKey, c as deleteVersion, e as findPreviewName, g as isOwnKey, h as isShared, s as stagesOf, j as makeApplicationPrefix, k as findBundleOwner, n as isNameFree, r as readBundle, q as deploy, t as readOptionNames } from './deploy.js';
import { a as tellDuring } from './wait.js';
import { i as isCancelled, a as isWithoutCredentials, s as skipWithoutCredentials } from './run-endings.js';
import { t as toDuration, a as toUtcMinute } from './describe-time.js';
import { l as linkMarkdown, e as siteMarkdown, m as markdown, c as codeMarkdown, j as joinMarkdown, f as foldMarkdown } from './verdict.js';
import { a as isGone, r as renderHealthCauses, m as describeRunning, i as isUpdateAccepted, o as openProducts, p as describeRequest, _ as __addDisposableResource, q as __disposeResources } from './describe-size.js';
import { a as describeOutcomeBriefly, r as renderEvidence } from './handshake-lines.js';
import { r as renderLedger, c as renderChangeList } from './list-changes.js';
import { r as renderHeading, b as renderTable, a as renderProblem, f as renderLogs, d as renderList } from './summary-parts.js';
import { r as renderNotes } from './warning-list.js';
import { m as mapInTurns } from './take-turns.js';
import { l as listFew } from './list-few.js';
import { b as listMasks } from './handshake-inputs.js';
import './read-json.js';
import './describe-proxy.js';
import './draw-path.js';
import './capitalize.js';
import './target.js';
import 'node:net';
import 'node:stream';
import './environment-properties.js';
import './known.js';
import './protocols.js';
import './address-range.js';
import 'node:path';
import 'node:os';
import 'node:fs/promises';
import 'node:zlib';
import 'fs';
import 'zlib';
import 'util';
import 'stream';
import 'events';
import './fetch.js';
import './tell-target.js';
import './expectation.js';
import 'node:vm';
import 'node:dns/promises';
import 'node:events';
import 'node:tls';
import './_commonjsHelpers.js';
import 'crypto';
import 'http';
import 'buffer';
import './commands.js';
import './clock.js';
import 'node:timers/promises';
import './index10.js';
import 'process';
import 'node:util';
import 'node:fs';
import './until-aborted.js';
import 'node:child_process';
import 'node:http';

class DescribeAccountAttributesCommand extends command(_ep0, _mw0, "DescribeAccountAttributes", DescribeAccountAttributes$) {
}

class DescribeAddressesCommand extends command(_ep0, _mw0, "DescribeAddresses", DescribeAddresses$) {
}

class ListTagsForResourceCommand extends command$1(_ep0$1, _mw0$1, "ListTagsForResource", ListTagsForResource$) {
}

class TerminateEnvironmentCommand extends command$1(_ep0$1, _mw0$1, "TerminateEnvironment", TerminateEnvironment$) {
}

class DeleteObjectCommand extends command$2(_ep0$2, _mw0$2, "DeleteObject", DeleteObject$) {
}

class ListObjectsV2Command extends command$2(_ep8, _mw0$2, "ListObjectsV2", ListObjectsV2$) {
}

/** What a preview is called, and the tags by which it is found again. Pure. */
/** Of names of environments, which are unique in a region of an account; a CNAME's prefix may be longer. */
const MAX_NAME_LENGTH = 40;
const HASH_LENGTH = 7;
/**
 * Name and CNAME prefix in one, always the same for the same pull request: "chat-pr-12-3fa9c1e". The end tells apart
 * what looks alike when it is shortened, and the pull requests of the same number of other repositories.
 */
function namePreview(identity) {
    const { repository, pullRequest, applicationName, baseEnvironmentName } = identity;
    const key = JSON.stringify([repository, pullRequest, applicationName, baseEnvironmentName]);
    const end = `pr-${pullRequest}-${createHash('sha256').update(key).digest('hex').slice(0, HASH_LENGTH)}`;
    const start = toLabel(applicationName)
        .slice(0, MAX_NAME_LENGTH - end.length - 1)
        .replace(/-+$/, '');
    return `${start || 'preview'}-${end}`;
}
/** Is that the preview of the pull request which is made of this base? */
function isPreviewOf(environmentName, identity) {
    return namePreview(identity) === environmentName;
}
/** May this environment be a preview? Its tags tell. */
function hasFormOfPreview(environmentName) {
    return findPreviewNumber(environmentName) !== undefined;
}
/** The number in the name of a preview; undefined where it is no such name. */
function findPreviewNumber(environmentName) {
    const number = Number(/-pr-([1-9]\d*)-[0-9a-f]{7}$/.exec(environmentName)?.[1]);
    return Number.isSafeInteger(number) ? number : undefined;
}
const REPOSITORY = 'beanstalk-websockets:repository';
const PULL_REQUEST = 'beanstalk-websockets:pull-request';
const EXPIRES = 'beanstalk-websockets:expires';
function writePreviewTags({ repository, pullRequest, expiresMs }) {
    return [
        { Key: REPOSITORY, Value: repository },
        { Key: PULL_REQUEST, Value: String(pullRequest) },
        { Key: EXPIRES, Value: new Date(expiresMs).toISOString() },
    ];
}
/** Undefined where one of them is missing or is not as we write it: such an environment is not ours to touch. */
function readPreviewTags(tags) {
    const read = (key) => tags.find(({ Key }) => Key === key)?.Value ?? '';
    const [repository, pullRequest, expiresMs] = [read(REPOSITORY), Number(read(PULL_REQUEST)), Date.parse(read(EXPIRES))];
    const found = { repository, pullRequest, expiresMs };
    const isOurs = Number.isSafeInteger(pullRequest) && pullRequest > 0 && !Number.isNaN(expiresMs) && repository !== '';
    return isOurs && writePreviewTags(found).every(({ Key, Value }) => read(Key ?? '') === Value) ? found : undefined;
}
/** A part of a host name: lower-case letters, digits, and single hyphens between them. */
function toLabel(text) {
    return text
        .normalize('NFKD')
        .toLowerCase()
        .replaceAll(/\p{M}/gu, '')
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '');
}

/** What a run of the preview action is for, decided by the event that started it and by the pull request as it is now. Pure. */
function choosePreviewTask(facts) {
    const { trigger, pullRequest, asked } = facts;
    if (trigger.kind === 'pull-request' && (asked === undefined || asked === trigger.pullRequest.number))
        return chooseByActivity(trigger, { ...facts, pullRequest: pullRequest ?? trigger.pullRequest });
    if (asked !== undefined)
        return pullRequest
            ? chooseByState(pullRequest, facts)
            : skip('no-pull-request', `There is no pull request #${asked}.`);
    if (trigger.kind === 'schedule' || trigger.kind === 'workflow-dispatch')
        return { kind: 'sweep' };
    if (trigger.kind === 'workflow-run')
        return chooseByRun(trigger, facts);
    const what = trigger.kind === 'other' ? trigger.what : trigger.kind;
    return skip('other-event', `The event was ${quoteForeign(what)}, which no preview follows.`);
}
function chooseByActivity({ activity, pullRequest: { head } }, facts) {
    const { pullRequest, onlyWithLabel } = facts;
    const { number } = pullRequest;
    if (activity.kind === 'labeled' || activity.kind === 'unlabeled') {
        if (onlyWithLabel === undefined)
            return skip('other-event', NO_LABEL);
        if (!isLabel(activity.label, onlyWithLabel))
            return skip('other-event', OTHER_LABEL);
        const because = findReasonToRemove(pullRequest, onlyWithLabel);
        if (activity.kind === 'unlabeled' && because === 'label-removed')
            return { kind: 'remove', pullRequest, because };
    }
    if (activity.kind === 'closed' && pullRequest.isOpen)
        return skip('superseded', `The pull request #${number} is open again: the run of that event has the word.`);
    if (activity.kind !== 'closed' && !pullRequest.isOpen)
        return skip('superseded', `The pull request #${number} is closed by now: the run of that event removes the preview.`);
    if (activity.kind !== 'closed' && pullRequest.head.sha !== head.sha)
        return skip('superseded', `The pull request #${number} has a later commit by now: the run of that event deploys it.`);
    return chooseByState(pullRequest, facts);
}
function chooseByRun({ head, isSuccess }, facts) {
    if (!isSuccess)
        return skip('run-failed', 'The workflow before this one did not succeed, so there is nothing to deploy.');
    const { pullRequest } = facts;
    if (pullRequest)
        return chooseByState(pullRequest, facts);
    const from = quoteForeign(`${head.owner}:${head.branch}`);
    return skip('no-pull-request', `No open pull request has the commit ${head.sha.slice(0, 12)} of ${from} as its last one.`);
}
function chooseByState(pullRequest, { onlyWithLabel }) {
    const because = findReasonToRemove(pullRequest, onlyWithLabel);
    if (because === 'pull-request-closed')
        return { kind: 'remove', pullRequest, because };
    if (because === undefined)
        return { kind: 'update', pullRequest };
    const label = quoteForeign(onlyWithLabel ?? '');
    return skip('label-missing', `The pull request #${pullRequest.number} has not the label ${label}.`);
}
const NO_LABEL = "No label decides on a preview: 'only-with-label' was not given.";
const OTHER_LABEL = "The label is not that of 'only-with-label'.";
/** Why nobody wants a preview of it; undefined where somebody does. */
function findReasonToRemove({ isOpen, labels }, onlyWithLabel) {
    if (!isOpen)
        return 'pull-request-closed';
    const isWanted = onlyWithLabel === undefined || labels.some(label => isLabel(label, onlyWithLabel));
    return isWanted ? undefined : 'label-removed';
}
// A repository has no two labels that differ in their case alone.
function isLabel(label, onlyWithLabel) {
    return label.toLowerCase() === onlyWithLabel?.toLowerCase();
}
function skip(because, message) {
    return { kind: 'skip', because, message };
}

/** Which pull request is meant: by its number, or by where its commits come from. */
/** Undefined when there is none of this number. */
async function getPullRequest({ repo, rest }, number) {
    try {
        const { data } = await rest.pulls.get({ ...repo, pull_number: number });
        return readAnswer(data);
    }
    catch (error) {
        if (isGitHubStatus(error, 404))
            return undefined;
        throw error;
    }
}
/**
 * Throws an ActionError where the token may not see them: GitHub then answers of each that there is none, as of one
 * that really is not there.
 */
async function requirePullRequests({ repo, rest }) {
    await rest.pulls.list({ ...repo, state: 'all', per_page: 1 });
}
/**
 * The open pull requests whose last commit this is, in this branch of this repository. None when it has been pushed to
 * since; several when the branch is to be merged into several.
 */
async function findPullRequests({ repo, rest }, head) {
    const { owner, branch, sha, repository } = head;
    if (repository === undefined)
        return [];
    const asked = { ...repo, head: `${owner}:${branch}`, state: 'open', per_page: 100 };
    const found = [];
    for await (const data of readPages('the pull requests', page => rest.pulls.list({ ...asked, page }))) {
        const pullRequest = readAnswer(data);
        const { head } = pullRequest;
        // An owner may have two forks with a branch of that name, and GitHub takes what it does not understand for no filter.
        if (head.repository === repository && head.branch === branch && head.sha === sha)
            found.push(pullRequest);
    }
    return found;
}
function readAnswer(data) {
    const pullRequest = readPullRequest(data);
    if (!pullRequest)
        throw unreadableAnswer('a pull request', 'one without number, branch or commit');
    return pullRequest;
}

/** The pull request while its preview is worked on: another run may know better by then. */
/** Thrown where a later event has made what the run is for wrong. */
class Overtaken extends Error {
}
function watchPullRequest(context, { github, pullRequest }, products) {
    let last = pullRequest;
    const look = async () => {
        const found = await unlessGitHubFails(context, products, () => getPullRequest(github, last.number));
        // GitHub's answers may be older than the event.
        if (found && found.updatedAt >= last.updatedAt)
            last = found;
        return last;
    };
    const confirm = async (isWanted) => {
        if (!isWanted(await look()))
            throw new Overtaken(`The pull request #${last.number} has changed.`);
    };
    return { look, confirm };
}
/** What GitHub does not say or write is a warning, told once: the preview itself is what counts. */
async function unlessGitHubFails({ log, signal }, { githubProblems }, ask) {
    try {
        return await ask();
    }
    catch (error) {
        if (!(error instanceof ActionError) || error === signal.reason)
            throw error;
        const problem = `${error.message} ${error.hint}`;
        if (!githubProblems.includes(problem))
            log.warning(problem, 'GitHub');
        if (!githubProblems.includes(problem))
            githubProblems.push(problem);
        return undefined;
    }
}

/** Finds the pull request that a run is about, and what is to be done for it. Asks GitHub only. */
async function findPreviewTask(context, options, products) {
    const { request, trigger } = options;
    const { pullRequest: asked, onlyWithLabel } = request;
    return choosePreviewTask({
        trigger,
        asked,
        onlyWithLabel,
        pullRequest: await findPullRequest(context, options, products),
    });
}
async function findPullRequest(context, { request, trigger, github }, products) {
    const { pullRequest: asked } = request;
    if (trigger.kind === 'pull-request' && (asked === undefined || asked === trigger.pullRequest.number)) {
        const ofEvent = trigger.pullRequest;
        const found = await unlessGitHubFails(context, products, () => getPullRequest(github, ofEvent.number));
        return found && found.updatedAt >= ofEvent.updatedAt ? found : ofEvent;
    }
    if (asked !== undefined)
        return await getPullRequest(github, asked);
    if (trigger.kind !== 'workflow-run' || !trigger.isSuccess)
        return undefined;
    const [first, ...others] = await findPullRequests(github, trigger.head);
    if (first && others.length > 0)
        context.log.info(`Of several pull requests of that commit it is #${first.number}.`);
    return first;
}

/** A log in which nothing stands that is secret. */
/**
 * The runner hides each secret letter by letter wherever it stands, so only the longer ones are told to it; here the
 * shorter ones are hidden, too, where they stand by themselves. `secrets` may grow.
 */
function hideInLog(log, secrets) {
    const hide = (text) => redact(text, secrets);
    return {
        info: text => log.info(hide(text)),
        debug: text => log.debug(hide(text)),
        notice: (text, title) => log.notice(hide(text), title),
        warning: (text, title) => log.warning(hide(text), title),
        error: (text, title) => log.error(hide(text), title),
        quote: (text, maxLines) => log.quote(hide(text), maxLines),
        group: log.group,
        mask: log.mask,
        told: log.told,
    };
}

/** The tags of one of Beanstalk's resources, by its ARN. Reads only. */
/** Undefined where it is gone. */
async function readTags(client, ResourceArn) {
    try {
        const { ResourceTags = [] } = await client.send(new ListTagsForResourceCommand({ ResourceArn }));
        return ResourceTags;
    }
    catch (error) {
        if (isAwsError(error, 'ResourceNotFoundException'))
            return undefined;
        throw error;
    }
}

/** Finds the previews of an application that belong to a repository. Reads only. */
/** The oldest first. What has the form of a preview's name, but not the tags of one of this repository, is none. */
async function findPreviews(context, { applicationName, repository, ownName }) {
    const environments = await listLiving(context, applicationName);
    const candidates = environments.filter(({ EnvironmentName = '' }) => hasFormOfPreview(EnvironmentName));
    const previews = [];
    // One after the other: Beanstalk throttles early.
    for (const candidate of candidates)
        previews.push(...(await readPreview(context, candidate)));
    const own = previews
        .filter(({ tags }) => tags.repository === repository)
        .toSorted((a, b) => a.createdMs - b.createdMs || a.environmentName.localeCompare(b.environmentName));
    const namesake = environments.find(({ EnvironmentName, Status }) => EnvironmentName === ownName && Status !== 'Terminating');
    if (namesake && !own.some(({ environmentName }) => environmentName === ownName))
        throw notOurs(namesake, { repository, region: context.aws.region });
    return own;
}
async function readPreview({ aws }, environment) {
    const { EnvironmentArn: arn = '', DateCreated } = environment;
    const tags = readPreviewTags((await readTags(aws.elasticBeanstalk, arn)) ?? []);
    if (!tags)
        return [];
    const { id: environmentId, name: environmentName, status, cname, versionLabel } = toState(environment);
    const createdMs = DateCreated?.getTime() ?? 0;
    return [{ environmentName, environmentId, tags, status, createdMs, cname, versionLabel }];
}
// Whoever takes its tags away takes it over.
function notOurs({ EnvironmentName: name = '' }, { repository, region }) {
    const words = `elasticbeanstalk terminate-environment --environment-name ${toShellWord(name)}`;
    return new ActionError({
        code: 'preview-name-taken',
        message: `The environment "${name}" was there already, without the tags of a preview of "${repository}", so it was left alone.`,
        hint: `Give it its tags back, if somebody has removed them (docs/previews.md lists them), or remove it, if nobody needs it, and run the job again: ${writeCommand(region, words)}`,
    });
}

/** Follows a termination to its end, its events live: the environment is gone, or it is Ready again. Reads only. */
/** Events may become visible after the status that they explain, and one after the other. */
const AWAIT_REASONS_MS = 20_000;
const AWAIT_FURTHER_MS = 3000;
async function followTermination(context, termination) {
    const { environment, before, requestId } = termination;
    const tellEvents = openEventTeller(context, requestId);
    const following = { ...termination, tellEvents, reasons: [], ...NOTHING_SEEN, sawOther: !before };
    const judge = openGoneJudge();
    const end = await pollUntil(context, {
        what: `the termination of the environment "${environment.name}" to end`,
        async read() {
            const state = await describeState(context, environment.id);
            noteReady(context, following, state);
            await readEvents(context, following);
            return { state, end: judge(state) ? GONE : judgeReady(context, following) };
        },
        done: look => look.end !== undefined,
        describe: ({ state }) => describeSeen(state, following),
        firstPauseMs: FIRST_LOOK_MS,
    });
    return end.end ?? GONE;
}
const NOTHING_SEEN = { last: undefined, readyAtMs: undefined, reasonAtMs: 0 };
const GONE = { kind: 'gone' };
/** An answer that does not list the environment is believed when the next one does not either. */
function openGoneJudge() {
    let missing = 0;
    return ({ status, name }) => {
        missing = name === '' ? missing + 1 : 0;
        return status === 'Terminated' || missing > 1;
    };
}
function noteReady({ clock }, following, { status, name, updatedAtMs }) {
    const isReady = status === 'Ready';
    following.sawOther ||= (!isReady && name !== '') || updatedAtMs > (following.before?.updatedAtMs ?? 0);
    if (!isReady || !following.sawOther)
        following.readyAtMs = undefined;
    else
        following.readyAtMs ??= clock.monotonicMs();
}
function judgeReady({ clock }, { readyAtMs, reasonAtMs, reasons }) {
    if (readyAtMs === undefined)
        return undefined;
    const quietMs = clock.monotonicMs() - Math.max(readyAtMs, reasonAtMs);
    return quietMs >= (reasons.length > 0 ? AWAIT_FURTHER_MS : AWAIT_REASONS_MS) ? { kind: 'failed', reasons } : undefined;
}
async function readEvents(context, following) {
    const { feed, requestId, reasons } = following;
    try {
        const events = (await feed?.readNew()) ?? [];
        following.tellEvents(events);
        for (const event of events) {
            following.last = event;
            const isOwn = requestId === undefined ? event.requestId !== undefined : event.requestId === requestId;
            if (!isOwn || !isError(event))
                continue;
            reasons.push(event.message);
            following.reasonAtMs = context.clock.monotonicMs();
        }
    }
    catch (error) {
        if (!isDenied(error))
            throw error;
        context.log.warning(`From here on the environment's events are unknown. ${explainRefusal(error)}`);
        following.feed = undefined;
    }
}
function describeSeen({ status }, { last }) {
    return `status ${toPrintableLine(status, 40)}, ${last ? `last event ${quoteForeign(last.message)}` : 'no event yet'}`;
}
function terminationFailed(region, { id, name }, reasons) {
    const told = reasons.slice(-5).map(quoteForeign).join(', ');
    const stack = `--stack-name ${toShellWord(`awseb-${id}-stack`)}`;
    const failures = `--query "StackEvents[?ResourceStatus=='DELETE_FAILED'].[LogicalResourceId,ResourceStatusReason]"`;
    const own = `--filters ${toShellWord(`Name=tag:elasticbeanstalk:environment-id,Values=${id}`)} --query "SecurityGroups[].GroupId"`;
    return new ActionError({
        code: 'termination-failed',
        message: `The environment "${name}" was not terminated: ${told || 'it was Ready again, and no event told why'}.`,
        hint: [
            'Remove what holds on to its resources, then run this job again. Where a security group could not be deleted, a rule of another group refers to it: remove that rule.',
            `What could not be deleted, and why: ${writeCommand(region, `cloudformation describe-stack-events ${stack} ${failures}`)}`,
            `The groups of the environment: ${writeCommand(region, `ec2 describe-security-groups ${own}`)}`,
            `The groups that refer to one of them: ${writeCommand(region, 'ec2 describe-security-groups --filters Name=ip-permission.group-id,Values=GROUP_ID')}`,
        ].join('\n'),
    });
}

/** Terminates an environment as soon as it takes that, and follows it to its end. */
/**
 * `gone`: this run had nothing to ask for, for it was gone, or somebody else was terminating it. An operation that goes
 * on is waited for. Throws an ActionError when it is Ready again afterwards, and when the time of the run is over before.
 */
async function terminateEnvironment(context, environment, { confirm }) {
    const request = { environment, confirm, attempts: [], refusals: 0 };
    const openFeed = () => unlessDenied(context, () => openEventFeed(context, environment.id));
    let opened;
    for (;;) {
        const before = await awaitRest(context, request);
        if (before === 'gone')
            return settle(context, request, 'done');
        opened ??= { feed: await openFeed() };
        const isAsked = before.status === 'Ready';
        if (isAsked && !(await ask(context, request)))
            continue;
        const requestId = isAsked ? request.attempts.at(-1)?.requestId : undefined;
        const told = { ...opened, before: isAsked ? before : undefined, requestId };
        const end = await followTermination(context, { environment, ...told });
        if (end.kind === 'gone')
            return settle(context, request, 'done');
        // Where it was that of somebody else, this run's turn comes now.
        if (settle(context, request, 'vain') === 'terminated')
            throw terminationFailed(context.aws.region, environment, end.reasons);
    }
}
function settle({ ledger }, { attempts }, outcome) {
    for (const { name } of attempts)
        ledger.amend(name, outcome);
    return attempts.length > 0 ? 'terminated' : 'gone';
}
/** An environment takes this in no other status than Ready. */
async function awaitRest(context, request) {
    const { id, name } = request.environment;
    const isGone = openGoneJudge();
    let told = false;
    const { state, isOver } = await pollUntil(context, {
        what: `the environment "${name}" to be Ready`,
        async read() {
            const state = await describeState(context, id);
            return { state, isOver: isGone(state) };
        },
        done({ state: { status, name: listed }, isOver }) {
            if (isOver || status === 'Ready' || status === 'Terminating')
                return true;
            if (!told && listed !== '')
                context.log.info(`The environment "${name}" is ${status}; waiting until it can be terminated.`);
            told ||= listed !== '';
            // Whatever refused the attempt before was no last word.
            request.refusals = 0;
            return false;
        },
        describe: ({ state }) => `status ${toPrintableLine(state.status, 40)}`,
    });
    return isOver ? 'gone' : state;
}
/** Was it accepted? Else the environment is to be looked at again. */
async function ask(context, request) {
    const { environment, attempts } = request;
    await request.confirm();
    const change = `terminate the environment "${environment.name}"`;
    const name = `${environment.id} termination ${attempts.length}`;
    const command = new TerminateEnvironmentCommand({ EnvironmentId: environment.id });
    try {
        const { $metadata } = await context.ledger.record({ change, names: [name], covers: [`environment ${environment.name}`] }, () => context.aws.elasticBeanstalk.send(command));
        context.ledger.amend(name, 'begun');
        attempts.push({ name, requestId: $metadata.requestId });
        return true;
    }
    catch (error) {
        if (!isTransient(error) && !isAwsError(error, ...NOT_NOW))
            throw error;
        if (!isRefused(error))
            attempts.push({ name, requestId: undefined });
        await awaitNextAttempt(context, request, error);
        return false;
    }
}
/** "Must be Ready", and that there is no such environment. */
const NOT_NOW = ['InvalidParameterValue', 'OperationInProgressException'];
/** While the status is Ready, which it is told to be for a while after something has begun. */
const MOST_REFUSALS = 6;
const AFTER_REFUSAL_MS = 3000;
async function awaitNextAttempt(context, request, error) {
    if (++request.refusals > MOST_REFUSALS)
        throw error;
    await context.clock.sleep(AFTER_REFUSAL_MS, context.signal);
}

/** Lists what lies in a bucket under a prefix, all pages of it: objects, and uploads that were never completed. Reads only. */
async function listKeys({ aws }, { bucket, prefix }) {
    const pages = await readPages$1(async ({ NextToken }) => {
        const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: NextToken });
        const { Contents = [], NextContinuationToken } = await aws.s3.send(command);
        return { keys: Contents.map(({ Key = '' }) => Key), NextToken: NextContinuationToken };
    });
    return pages.flatMap(({ keys }) => keys);
}
async function listUploads({ aws }, { bucket, prefix }) {
    const pages = await readPages$1(async ({ NextToken }) => {
        const markers = NextToken === undefined ? {} : JSON.parse(NextToken);
        const command = new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix, ...markers });
        const { Uploads = [], IsTruncated, NextKeyMarker, NextUploadIdMarker } = await aws.s3.send(command);
        const next = { KeyMarker: NextKeyMarker, UploadIdMarker: NextUploadIdMarker };
        const uploads = Uploads.map(({ Key = '', UploadId = '' }) => ({ key: Key, uploadId: UploadId }));
        return { uploads, NextToken: IsTruncated ? JSON.stringify(next) : undefined };
    });
    return pages.flatMap(({ uploads }) => uploads);
}

/** Deletes the source bundles of previews that no version has, and takes back uploads of them that were never completed. */
/** Of Beanstalk's own bucket. Throws only what ends the run: what AWS refuses is left. */
async function deletePreviewBundles(context, { applicationName, names }) {
    const result = { keys: [], left: [] };
    await attempt(context, result, {
        what: 'Source bundles of the preview may be left',
        async act() {
            const bucket = await findStorageLocation(context);
            for (const name of names)
                await deleteOf(context, result, { bucket, applicationName, name });
        },
    });
    return result;
}
async function deleteOf(context, result, preview) {
    const { bucket, applicationName, name } = preview;
    const place = { bucket, prefix: makePreviewPrefix(applicationName, name) };
    const where = quoteForeign(`s3://${bucket}/${place.prefix}`);
    const isOfPreview = (key) => isPreviewKey(applicationName, name, key);
    await attempt(context, result, {
        what: `Source bundles may be left at ${where}`,
        async act() {
            const stored = (await listKeys(context, place)).filter(isOfPreview);
            const used = stored.length > 0 ? await listUsedKeys(context, preview) : [];
            for (const key of stored)
                if (!used.includes(key))
                    await deleteBundle(context, result, { bucket, key });
        },
    });
    await attempt(context, result, {
        what: `Parts of an upload may be left at ${where}`,
        async act() {
            const uploads = await listUploads(context, place);
            for (const upload of uploads)
                if (isOfPreview(upload.key))
                    await takeBack(context, bucket, upload);
        },
    });
}
/** Those of versions that could not be deleted, or that were made since. */
async function listUsedKeys(context, { bucket, applicationName }) {
    const bundles = (await listVersions(context, applicationName)).map(({ SourceBundle }) => SourceBundle);
    return bundles.flatMap(bundle => (bundle?.S3Bucket === bucket ? [bundle.S3Key ?? ''] : []));
}
async function deleteBundle({ aws, ledger }, { keys }, { bucket, key }) {
    const command = new DeleteObjectCommand({ Bucket: bucket, Key: key });
    await ledger.record({ change: `delete the source bundle s3://${bucket}/${key}` }, () => aws.s3.send(command));
    keys.push(key);
}
async function takeBack({ aws, ledger }, bucket, { key, uploadId }) {
    const command = new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId });
    await ledger.record({ change: `take back the parts that were uploaded for s3://${bucket}/${key}` }, async () => {
        try {
            await aws.s3.send(command);
        }
        catch (error) {
            if (!isAwsError(error, 'NoSuchUpload'))
                throw error;
        }
    });
}
async function attempt({ log, signal }, { left }, { what, act }) {
    try {
        await act();
    }
    catch (error) {
        if (signal.aborted || !(error instanceof ActionError))
            throw error;
        // Where there is no bucket there is nothing left in it.
        if (isAwsError(error, 'NoSuchBucket'))
            return;
        const sentence = `${what}: ${explainRefusal(error)}`;
        left.push(sentence);
        log.warning(sentence, 'Source bundles');
    }
}

/** Deletes the versions of previews with their source bundles, and tells what could not be deleted. */
/** Throws only what ends the run: what AWS refuses is left. What it would refuse for all of them is asked for once. */
async function deletePreviewVersions(context, versions) {
    const deleted = [];
    const left = [];
    const leave = (sentence) => {
        left.push(sentence);
        context.log.warning(sentence, 'Versions');
    };
    for (const [index, version] of versions.entries()) {
        try {
            const { applicationName, label, bundle } = version;
            const what = { what: "the preview's version", keepsBundle: bundle.isShared };
            const deletion = await deleteVersion(context, { applicationName, label, ...what });
            if (deletion.kind !== 'refused')
                deleted.push(version.label);
            if (deletion.kind !== 'deleted')
                leave(describeLeft(version, deletion));
        }
        catch (error) {
            if (context.signal.aborted || !(error instanceof ActionError))
                throw error;
            const labels = versions.slice(index).map(({ label }) => quoteForeign(label));
            leave(`Versions that were not deleted: ${labels.join(', ')}. ${explainRefusal(error)}`);
            break;
        }
    }
    return { deleted, left };
}
function describeLeft({ label, bundle }, { kind, error }) {
    if (kind === 'refused')
        return `The version ${quoteForeign(label)} was not deleted: ${error.message}`;
    const place = quoteForeign(`s3://${bundle.bucket}/${bundle.key}`);
    return `The source bundle ${place} was not deleted: ${error.message} Allow s3:DeleteObject to the role of this job.`;
}

/** Finds the application versions of previews, with the tags that tell whose they are. Reads only. */
/**
 * Candidates are told by label and key, as this action makes them; only their tags are asked for, one by one. One that
 * has vanished meanwhile is none. Throws an ActionError where tags may not be read: what is whose is not known then.
 */
async function findPreviewVersions(context, { applicationName, names }) {
    const found = [];
    const all = await listVersions(context, applicationName);
    for (const version of all) {
        const { VersionLabel: label = '', SourceBundle, ApplicationVersionArn: arn = '', DateCreated } = version;
        const { S3Bucket: bucket = '', S3Key: key = '' } = SourceBundle ?? {};
        const previewName = findPreviewName(label);
        const isWanted = previewName !== undefined && (names?.includes(previewName) ?? true);
        if (!isWanted || !isOwnKey({ applicationName, label }, key))
            continue;
        const tags = await readTags(context.aws.elasticBeanstalk, arn);
        const createdMs = DateCreated?.getTime() ?? 0;
        const bundle = { bucket, key, isShared: isShared(version, all) };
        if (tags)
            found.push({ applicationName, label, previewName, tags, createdMs, bundle });
    }
    return found;
}

/** Removes all that there is of one preview: the environment, its versions, their source bundles. */
/** What is gone already is no hindrance. Throws what AWS refuses of an environment; of the rest it tells what is left. */
async function removePreview(context, order) {
    const { applicationName, repository, pullRequest, because, names, environments, confirm, withdraw } = order;
    // Before the environment goes: what another run makes for its successor is not among them.
    const found = await findPreviewVersions(context, { applicationName, names });
    const versions = found.filter(({ tags }) => {
        const own = readPreviewTags(tags);
        return own?.repository === repository && own.pullRequest === pullRequest;
    });
    const withdrawn = async () => {
        await confirm();
        await withdraw();
        // Writing takes its time.
        await confirm();
    };
    for (const { environmentId: id, environmentName: name } of environments)
        await terminateEnvironment(context, { id, name }, { confirm: withdrawn });
    // Reopened meanwhile, its next run may have uploaded a bundle of which there is no version yet.
    await confirm();
    const what = `the preview's versions (${versions.length}) and their source bundles to be deleted`;
    const wait = { what, leftMs: context.deadline.remainingMs };
    const [deleted, bundles] = await tellDuring(context, wait, async () => [
        await deletePreviewVersions(context, versions),
        await deletePreviewBundles(context, { applicationName, names }),
    ]);
    context.log.info(`Removed: ${countRemoved(environments.length, deleted.deleted.length, bundles.keys.length)}.`);
    return {
        because,
        environmentNames: environments.map(({ environmentName }) => environmentName),
        versionLabels: deleted.deleted,
        bundleKeys: bundles.keys,
        left: [...deleted.left, ...bundles.left],
    };
}
function countRemoved(...counts) {
    const words = ['environment', 'version', 'further source bundle'];
    return counts.map((count, index) => `${count} ${words[index]}${count === 1 ? '' : 's'}`).join(', ');
}

/** The record of a preview that GitHub shows on the pull request and under "Deployments". */
/** Also of what only reads: without the right to write there is nothing to read for. */
const WRITING = { request: { needs: { name: 'deployments', access: 'write' } } };
/** GitHub takes no longer ones. */
const MAX_DESCRIPTION_LENGTH = 140;
/** Each deployment marks those before it: behind so many that are inactive there is none that is not. */
const INACTIVE_IN_A_ROW = 3;
/**
 * Creates a deployment and answers its id. It is transient, which GitHub shows as destroyed once it is inactive, and
 * waits for no check of the commit; nothing is merged for it.
 */
async function createDeployment(github, wanted) {
    const { repo, rest } = github;
    const { sha, environment, task } = wanted;
    const create = async () => {
        const { data } = await rest.repos.createDeployment({
            ...repo,
            ref: sha,
            environment,
            task,
            description: shorten$1(wanted.description),
            transient_environment: true,
            production_environment: false,
            auto_merge: false,
            required_contexts: [],
        });
        if (!('id' in data))
            throw unreadableAnswer('POST /deployments', 'no deployment');
        return data.id;
    };
    const find = async () => {
        const { data } = await rest.repos.listDeployments({ ...repo, ...WRITING, sha, environment, task, per_page: 1 });
        return data[0]?.id;
    };
    return await createOnce({ create, find });
}
async function addDeploymentStatus(github, id, status) {
    const { state, description, url, logUrl } = status;
    await addStatus(github, id, {
        state,
        description: shorten$1(description),
        ...(state === 'success' && url !== undefined && { environment_url: url }),
        ...(logUrl !== undefined && { log_url: logUrl }),
    });
}
/** Marks every deployment of the pull request inactive, except that one; answers how many it marked. */
async function deactivateDeployments(github, place, except) {
    const { repo, rest } = github;
    const { environment, task } = place;
    const asked = { ...repo, ...WRITING, environment, task, per_page: 100 };
    let markedCount = 0;
    let inactiveInARow = 0;
    for await (const { id } of readPages('the deployments', page => rest.repos.listDeployments({ ...asked, page }))) {
        if (id === except)
            continue;
        const { data } = await rest.repos.listDeploymentStatuses({ ...repo, ...WRITING, deployment_id: id, per_page: 1 });
        const isInactive = data[0]?.state === 'inactive';
        inactiveInARow = isInactive ? inactiveInARow + 1 : 0;
        if (inactiveInARow === INACTIVE_IN_A_ROW)
            break;
        if (isInactive)
            continue;
        await addStatus(github, id, { state: 'inactive' });
        markedCount += 1;
    }
    return markedCount;
}
/** Marks one deployment inactive: it was overtaken before it came to its end. */
async function deactivateDeployment(github, id) {
    await addStatus(github, id, { state: 'inactive' });
}
// A deployment that somebody has deleted needs no status.
async function addStatus({ repo, rest }, id, parameters) {
    const asked = { ...repo, ...WRITING, deployment_id: id };
    const create = () => rest.repos.createDeploymentStatus({ ...asked, auto_inactive: false, ...parameters });
    const find = async () => {
        const { data } = await rest.repos.listDeploymentStatuses({ ...asked, per_page: 1 });
        const { state, description } = parameters;
        return data.find(last => last.state === state && last.description === (description ?? ''));
    };
    try {
        await createOnce({ create, find });
    }
    catch (error) {
        if (!isGitHubStatus(error, 404))
            throw error;
    }
}
function shorten$1(text) {
    return text.length > MAX_DESCRIPTION_LENGTH ? `${text.slice(0, MAX_DESCRIPTION_LENGTH - 1).toWellFormed()}…` : text;
}

/** What a comment is about, whatever became of the preview. Pure. */
/** The first digits of the commit, with a link to it where that is known. */
function linkCommit({ sha, commitUrl }) {
    const text = sha.slice(0, 7);
    return isSecure(commitUrl) ? linkMarkdown(text, commitUrl) : text;
}

/** The logs of instances, short enough for a comment. Pure. */
const LONGEST_LOG_LINE = 300;
function cutLogs({ logs = [] }) {
    return logs.map(instance => ({
        ...instance,
        files: instance.files.map(file => ({
            ...file,
            lines: file.lines.slice(-20).map(line => line.slice(0, LONGEST_LOG_LINE)),
        })),
    }));
}

/** The comment of a preview that is live, and of one that failed. Pure. */
/** A comment holds 65,536 characters: the summary of the run has all of it. */
const MOST_EVENTS = 40;
const MOST_NOTES = 20;
const LONGEST_TOLD = 2000;
function renderLivePreview(subject, end) {
    return [
        renderHeading(true, end.verdict.headline),
        ...renderPlaces(end.products),
        renderTable(listFacts(subject, end)),
        ...renderCautions(end.products),
        ...renderDetails(end),
        ...linkRun(subject),
    ];
}
/** What happened and what to do about it comes first. */
function renderFailedPreview(subject, end) {
    const { products, verdict } = end;
    return [
        renderHeading(verdict.ok, verdict.headline),
        ...(verdict.problem ? [renderProblem(shorten(verdict.problem, products.task === 'remove'))] : []),
        ...(products.deployment && products.task !== 'remove' ? renderDeploymentPath(products.deployment) : []),
        ...renderPlaces(products),
        renderTable(listFacts(subject, end)),
        ...renderRunning(products),
        ...(isDeployed(products) ? renderCautions(products) : []),
        ...renderDetails(end),
        ...linkRun(subject),
    ];
}
function isDeployed({ deployment }) {
    return deployment !== undefined && isUpdateAccepted(deployment) && !isGone(deployment.state?.status);
}
/** Where that is not the version of this run. */
function renderRunning({ deployment, isUpdate }) {
    if (!deployment || !isUpdate || deployment.state?.versionLabel === deployment.versionLabel)
        return [];
    const running = describeRunning(deployment);
    return running.length > 0 ? [markdown `**What runs now:** ${joinMarkdown(running, '<br>')}`] : [];
}
function renderPlaces(products) {
    const { page, webSocket } = findPreviewPlaces(products);
    const lines = [
        ...(page ? [markdown `**Page:** ${siteMarkdown(page)}`] : []),
        ...(webSocket ? [markdown `**WebSocket:** ${codeMarkdown(webSocket)}`] : []),
    ];
    return lines.length > 0 ? [joinMarkdown(lines, '<br>\n')] : [];
}
function listFacts(subject, { products, verdict }) {
    const { deployment, plan } = products;
    const target = deployment?.handshake?.targets[0];
    const version = deployment?.versionLabel;
    return [
        ...(target ? [['Handshake', describeOutcomeBriefly(target)]] : []),
        ...(deployment ? listCut(deployment) : []),
        version
            ? ['Version', markdown `${version} (commit ${linkCommit(subject)})`]
            : ['Commit', markdown `${linkCommit(subject)}`],
        ['Environment', deployment ? describeEnvironment(deployment) : subject.environmentName],
        ['Time', `${tellEnd$1({ products, verdict })} ${describeTimes(subject, products)}`],
        ...(plan && deployment && !isGone(deployment.state?.status)
            ? [['Expires', describeExpiry(plan.expiresMs, subject.nowMs)]]
            : []),
    ];
}
function tellEnd$1({ products, verdict }) {
    if (!verdict.ok)
        return 'failed after';
    return products.isUpdate ? 'updated in' : 'created in';
}
function describeTimes({ nowMs }, { timings, deployment }) {
    const totalMs = [...timings, ...(deployment?.timings ?? [])].reduce((sum, { ms }) => sum + ms, 0);
    return `${toDuration(totalMs)}, at ${toUtcMinute(nowMs)}`;
}
function describeExpiry(expiresMs, nowMs) {
    return `${toUtcMinute(expiresMs)} (in ${toDuration(expiresMs - nowMs)}), unless a commit is pushed before`;
}
function renderDetails({ products, verdict, ...end }) {
    const { deployment } = products;
    // Of the comment itself the reader knows.
    const changes = (end.changes ?? []).filter(({ isNews }) => !isNews);
    if (!deployment)
        return renderLedger(changes);
    const notes = renderNotes([...(products.plan?.notes ?? []), ...listNotes(deployment)].slice(0, MOST_NOTES));
    const health = verdict.ok ? [] : renderHealthCauses(deployment.healthCauses);
    return [
        ...renderEvidence(deployment.handshake),
        ...(health.length > 0 ? [foldMarkdown('Health', joinMarkdown(health, '\n\n'))] : []),
        ...(verdict.ok ? [] : renderLogs(cutLogs(deployment), { unfolded: false })),
        ...renderEvents(deployment, MOST_EVENTS),
        ...(notes.length > 0 ? [foldMarkdown('Worth knowing', joinMarkdown(notes, '\n\n'))] : []),
        ...(verdict.ok ? renderChangeList(changes) : renderLedger(changes)),
        ...(verdict.ok ? [] : renderConsoleLink(deployment)),
    ];
}
// What is foreign in it must not be so long that it is left out whole.
function shorten(problem, isOfRemoval) {
    const hide = isOfRemoval ? withoutHosts : (text) => text;
    const cut = (text) => hide(toPrintableText(text, { maxLines: 20, maxLength: LONGEST_TOLD }));
    return { ...problem, what: cut(problem.what), remedy: cut(problem.remedy) };
}

/** The comment on a pull request that has a preview, in each of its states. Pure. */
/** The blocks in the order of their weight: of those that are too long together the last ones are left out. */
function renderPreviewComment(subject, state) {
    const shown = redact(state, subject.secrets);
    if (shown.kind === 'live')
        return renderLivePreview(subject, shown);
    if (shown.kind === 'failed')
        return renderFailedPreview(subject, shown);
    if (shown.kind === 'removed')
        return renderRemoved(subject, shown);
    if (shown.kind === 'removing') {
        return [markdown `## ⏳ Removing the preview of ${`#${subject.pullRequest}`}`, ...linkRun(subject, 'Follow the run')];
    }
    return renderWorking(subject, shown);
}
function renderWorking(subject, { does, stage, progress, elapsedMs, liveUrl }) {
    const verb = does === 'create' ? 'Creating' : 'Updating';
    return [
        markdown `## ⏳ ${verb} the preview of ${`#${subject.pullRequest}`}`,
        markdown `${drawBar(progress)} **${stage}** · ${toDuration(elapsedMs)}`,
        ...(liveUrl ? [markdown `Until it is replaced, the version before answers at ${siteMarkdown(liveUrl)}`] : []),
        markdown `Commit ${linkCommit(subject)}, environment ${subject.environmentName}.`,
        ...linkRun(subject, 'Follow the run'),
    ];
}
const BAR_LENGTH = 12;
function drawBar(progress) {
    const full = Math.round(BAR_LENGTH * Math.min(1, Math.max(0, progress || 0)));
    return '▰'.repeat(full) + '▱'.repeat(BAR_LENGTH - full);
}
function renderRemoved(subject, { because, left }) {
    const number = `#${subject.pullRequest}`;
    const back = adviseOnReturn(because, subject);
    const reason = REMOVAL_REASONS[because];
    return [
        left.length === 0
            ? markdown `## 🗑️ Preview of ${number} is removed`
            : markdown `## 🗑️ Preview of ${number} is removed, but not all of it`,
        left.length === 0
            ? markdown `Its environment, its versions and their source bundles are gone: ${reason}.`
            : markdown `It was removed: ${reason}.`,
        ...(left.length > 0
            ? [markdown `**Still there:**\n\n${renderList(left.map(withoutHosts))}\n\n${REMOVE_AGAIN}`]
            : []),
        ...(back ? [markdown `**To get it back:** ${back}`] : []),
        ...linkRun(subject, 'The run that removed it'),
    ];
}

/** Writes our comment on the pull request in the background: a deployment does not wait for GitHub. */
/** `write` must not reject. */
function openCommentWriter(write) {
    let waiting;
    let writing;
    const run = async () => {
        while (waiting) {
            const { state } = waiting;
            waiting = undefined;
            await write(state);
        }
        writing = undefined;
    };
    return {
        tell(state) {
            waiting = { state };
            writing ??= run();
        },
        settle: async () => await writing,
    };
}

/** A preview as a deployment of GitHub's: what is said of it when a run begins, and when it has ended. */
/** Answers its id. */
async function beginDeployment(context, { github, workflow }, { number, sha, place }) {
    const change = `record the deployment of the pull request #${number} at GitHub`;
    const id = await context.ledger.record({ change, isNews: true }, () => createDeployment(github, { ...place, sha, description: `Preview of #${number}` }));
    const description = 'The preview is being deployed.';
    await addDeploymentStatus(github, id, { state: 'in_progress', description, ...linkLog(workflow) });
    return id;
}
async function endDeployment(github, { workflow }, { id, isLive, url }) {
    const description = isLive ? 'A WebSocket was opened.' : 'The preview failed: see the comment and the log.';
    const status = { description, ...(url === undefined ? {} : { url }), ...linkLog(workflow) };
    await addDeploymentStatus(github, id, { state: isLive ? 'success' : 'failure', ...status });
}
function linkLog(workflow) {
    const logUrl = linkOwnRun(workflow);
    return logUrl ? { logUrl: logUrl.href } : {};
}

/** Shows a preview where people look: in one comment of its pull request, and as a deployment of GitHub's. */
/** Nothing of it rejects but with the end of the run: what GitHub refuses is a warning. */
function showPreview(context, options, { shown, products, isCurrent }) {
    const place = { on: 'pull-request', number: shown.number, key: 'preview' };
    const deployments = { environment: 'preview', task: `deploy:pr-${shown.number}` };
    let isEntered = false;
    const write = async (github, state) => {
        const subject = describe(context, options, shown);
        // What another run has written since is newer than how far this one is; what becomes of the preview is not.
        const mayReplace = (body) => !isEntered || state.kind !== 'working' || hasLinkTo(body, subject);
        const put = () => writeComment(github, { ...place, mayReplace }, renderPreviewComment(subject, state));
        await (isEntered ? put() : context.ledger.record(enter(shown), put));
        isEntered = true;
    };
    const attempt = (work) => unlessGitHubFails(context, products, work);
    const writer = openCommentWriter(async (state) => {
        // The signal that ends the run is heard where it is waited for.
        await attempt(async () => {
            if ((await isCurrent?.()) ?? true)
                await write(options.github, state);
        }).catch(() => { });
    });
    let begun = Promise.resolve(undefined);
    const finish = async (work) => {
        await attempt(async () => work(isCancelled(context) ? await options.openAfterwards() : options.github));
    };
    return {
        tell: writer.tell,
        begin() {
            begun = attempt(() => beginDeployment(context, options, { ...shown, place: deployments })).catch(() => undefined);
        },
        async end(state, url) {
            await writer.settle();
            await finish(github => write(github, state));
            const id = await begun;
            if (id === undefined)
                return;
            await finish(github => endDeployment(github, options, { id, isLive: state.kind === 'live', url }));
            if (state.kind === 'live')
                await finish(github => deactivateDeployments(github, deployments, id));
        },
        async withdraw() {
            writer.tell({ kind: 'removing' });
            await writer.settle();
            await attempt(() => deactivateDeployments(options.github, deployments));
        },
        async endRemoved(state, isNews) {
            await writer.settle();
            await finish(async (github) => {
                if (isNews || (await findComment(github, place)))
                    await write(github, state);
            });
            await finish(github => deactivateDeployments(github, deployments));
        },
        async leave() {
            await writer.settle();
            const id = await begun;
            if (id !== undefined)
                await finish(github => deactivateDeployment(github, id));
        },
    };
}
function enter({ number }) {
    return { change: `write our comment on the pull request #${number}`, isNews: true };
}
function describe(context, options, { number, ...shown }) {
    return {
        ...shown,
        pullRequest: number,
        runUrl: linkOwnRun(options.workflow),
        commitUrl: linkRepository(options.workflow, `commit/${shown.sha}`),
        nowMs: context.clock.now(),
        label: options.request.onlyWithLabel,
        secrets: options.secrets,
    };
}

/** Removes all previews of one pull request, and says so on it. */
async function removePullRequest(context, removal, products) {
    const { options, pullRequest, because } = removal;
    products.task = 'remove';
    const shown = {
        number: pullRequest.number,
        sha: pullRequest.head.sha,
        environmentName: products.environmentName ?? '',
        isMerged: pullRequest.isMerged,
    };
    const show = showPreview(context, options, { shown, products });
    try {
        await removeAll(context, { ...removal, show }, products);
    }
    catch (error) {
        if (isWithoutCredentials(context, error))
            throw error;
        if (!(error instanceof Overtaken))
            return await endFailed(context, { show, error }, products);
        const message = `The pull request #${pullRequest.number} has changed meanwhile: the run of that event has the word.`;
        products.skipped = { kind: 'superseded', message };
        return await show.leave();
    }
    const { environmentNames = [], versionLabels = [], left = [] } = products.removal ?? {};
    await show.endRemoved({ kind: 'removed', because, left }, environmentNames.length + versionLabels.length > 0);
}
async function removeAll(context, { options, pullRequest, because, show }, products) {
    const { github, request } = options;
    const { applicationName, onlyWithLabel } = request;
    const { repository, environmentName = '' } = products;
    const stage = stagesOf(context, products);
    const watch = watchPullRequest(context, { github, pullRequest }, products);
    // With another base it is that of another workflow, which may have another label, or none.
    const isMeant = ({ environmentName: name }) => because === 'pull-request-closed' || name === environmentName;
    const environments = await stage('Look for the preview', async () => {
        const previews = await findPreviews(context, { applicationName, repository });
        const found = previews.filter(({ tags }) => tags.pullRequest === pullRequest.number).filter(isMeant);
        const names = found.map(preview => `"${preview.environmentName}"`).join(', ');
        context.log.info(`Of the pull request #${pullRequest.number} there is ${names || 'no environment'}.`);
        return found;
    });
    if (environments.length > 0)
        show.tell({ kind: 'removing' });
    const names = new Set([environmentName, ...environments.map(found => found.environmentName)]);
    // Opened again, it lacks only the label of its own workflow.
    const isUnwanted = (now) => !now.isOpen || (names.size === 1 && findReasonToRemove(now, onlyWithLabel) !== undefined);
    const confirm = () => watch.confirm(isUnwanted);
    const order = {
        applicationName,
        repository,
        pullRequest: pullRequest.number,
        because,
        environments,
        names: [...names].filter(Boolean),
        confirm,
        withdraw: show.withdraw,
    };
    products.removal = await stage('Remove the preview', () => removePreview(context, order));
}
async function endFailed(context, { show, error }, products) {
    const changes = context.ledger.entries();
    const verdict = judgePreview(products, error, changes);
    await show.endRemoved({ kind: 'failed', products, verdict, changes }, changes.length > 0);
    throw error;
}

/** Which previews are removed, which are kept, and why. Pure. */
/**
 * The previews in their order, then what is left over of others. One of another repository belongs to that one's sweep.
 * Age is known without GitHub, so that what nobody pushes to is removed even where GitHub does not answer; anything else
 * is kept then. Versions without an environment are kept while their pull request is open: a run may be creating it. The
 * label decides on the previews of this base alone: those of another one may need another label, or none.
 */
function planSweep(found, facts) {
    return listThings(found).map(thing => ({ ...thing, ...decide$1(thing, facts) }));
}
/** The pull requests whose states decide. */
function listPullRequests(found, repository) {
    const own = listThings(found).filter(({ tags }) => tags.repository === repository);
    return [...new Set(own.map(({ tags }) => tags.pullRequest))].toSorted((a, b) => a - b);
}
/** Those of the versions whose own tags are the preview's: the others are not ours to delete. */
function pickOwnVersions({ environmentName, tags }, versions) {
    const isOwn = (version) => {
        const own = readPreviewTags(version.tags);
        return own?.repository === tags.repository && own.pullRequest === tags.pullRequest;
    };
    const own = versions.filter(version => version.previewName === environmentName && isOwn(version));
    return own.toSorted((a, b) => a.createdMs - b.createdMs);
}
function listThings({ previews, versions, bundles = [] }) {
    const environments = previews.map(preview => toThing('environment', preview, versions));
    const taken = new Set(environments.flatMap(thing => thing.versions));
    const names = new Set(previews.map(({ environmentName }) => environmentName));
    const leftOver = new Map();
    for (const version of versions) {
        const { previewName: environmentName } = version;
        const tags = readPreviewTags(version.tags);
        if (!tags || taken.has(version) || names.has(environmentName))
            continue;
        leftOver.set(JSON.stringify([environmentName, tags.repository, tags.pullRequest]), { environmentName, tags });
    }
    const known = new Set([...names, ...[...leftOver.values()].map(({ environmentName }) => environmentName)]);
    return [
        ...environments,
        ...[...leftOver.values()].map(preview => toThing('versions', preview, versions)),
        ...bundles
            .filter(({ environmentName }) => !known.has(environmentName))
            .map(preview => toThing('bundles', preview, [])),
    ];
}
function toThing(thing, preview, all) {
    const versions = pickOwnVersions(preview, all);
    const expiries = versions.map(({ tags }) => readPreviewTags(tags)?.expiresMs ?? 0);
    return { ...preview, thing, versions, expiresMs: Math.max(preview.tags.expiresMs, ...expiries) };
}
function decide$1({ environmentName, tags: { repository, pullRequest }, expiresMs }, facts) {
    if (repository !== facts.repository)
        return { kind: 'keep', because: 'of-another-repository' };
    const state = facts.pullRequests.get(pullRequest) ?? 'unknown';
    if (state === 'closed')
        return { kind: 'remove', because: 'pull-request-closed' };
    if (state === 'missing')
        return { kind: 'remove', because: 'pull-request-missing' };
    if (state === 'without-label' && isPreviewOf(environmentName, { ...facts, pullRequest }))
        return { kind: 'remove', because: 'label-removed' };
    if (expiresMs <= facts.nowMs)
        return { kind: 'remove', because: 'expired' };
    if (state === 'unknown')
        return { kind: 'keep', because: 'pull-request-unknown' };
    return { kind: 'keep', because: 'in-use' };
}

/** Finds the previews of which there are source bundles that no version has. Reads only. */
/** Their names: of those that a run has left when it was killed between the upload and the version, or within the upload. */
async function findPreviewBundles(context, applicationName) {
    const bucket = await findStorageLocation(context);
    const place = { bucket, prefix: makeApplicationPrefix(applicationName) };
    const [stored, uploads] = [await listKeys(context, place), await listUploads(context, place)];
    const versions = stored.length > 0 ? await listVersions(context, applicationName) : [];
    const used = new Set(versions.map(({ SourceBundle }) => SourceBundle?.S3Key));
    const left = [...stored.filter(key => !used.has(key)), ...uploads.map(({ key }) => key)];
    return [...new Set(left.flatMap(key => findBundleOwner(applicationName, key) ?? []))].sort();
}

/** What there is of previews, whose pull requests they are, and what becomes of each. */
/** Thrown where what was to be removed is not to be removed any more. */
class KeptAfterAll extends Error {
    because;
    constructor(because) {
        super(`It is kept: ${because}.`);
        this.because = because;
    }
}
async function surveySweep(context, options, products) {
    const { applicationName, baseEnvironmentName, onlyWithLabel } = options.request;
    const { repository } = products;
    const previews = await findPreviews(context, { applicationName, repository });
    const versions = await findPreviewVersions(context, { applicationName });
    const found = { previews, versions, bundles: await findBundles(context, options, products) };
    const look = (numbers) => lookAt(context, { github: options.github, numbers, onlyWithLabel }, products);
    const numbers = listPullRequests(found, repository);
    const wait = { what: `GitHub to tell of ${numbers.length} pull requests`, leftMs: context.deadline.remainingMs };
    const seen = await tellDuring(context, wait, () => look(numbers));
    const nowMs = context.clock.now();
    const facts = { repository, applicationName, baseEnvironmentName, nowMs, pullRequests: seen.states };
    return {
        previews,
        pullRequests: seen.pullRequests,
        decisions: planSweep(found, facts),
        async confirm({ environmentName, tags, thing }) {
            const versions = await findPreviewVersions(context, { applicationName, names: [environmentName] });
            const { states } = await look([tags.pullRequest]);
            const own = {
                previews: previews.filter(preview => preview.environmentName === environmentName),
                versions,
                bundles: thing === 'bundles' ? [{ environmentName, tags }] : [],
            };
            const again = planSweep(own, { ...facts, pullRequests: states }).filter(decision => decision.environmentName === environmentName);
            const kept = again.find(({ kind }) => kind === 'keep');
            if (kept)
                throw new KeptAfterAll(kept.because === 'pull-request-unknown' ? kept.because : 'overtaken');
        },
    };
}
/** A bundle has no tags: its preview's name, made anew, tells whether it is ours. */
async function findBundles(context, { request: { applicationName, baseEnvironmentName } }, { repository }) {
    try {
        const names = await findPreviewBundles(context, applicationName);
        return names.flatMap(environmentName => {
            const pullRequest = findPreviewNumber(environmentName) ?? 0;
            const isOwn = isPreviewOf(environmentName, { repository, pullRequest, applicationName, baseEnvironmentName });
            const tags = { repository, pullRequest, expiresMs: Number.POSITIVE_INFINITY };
            return isOwn ? [{ environmentName, tags }] : [];
        });
    }
    catch (error) {
        if (!(error instanceof ActionError) || context.signal.aborted || isWithoutCredentials(context, error))
            throw error;
        const warning = `Source bundles without a version were not looked for. ${error.message} ${error.hint}`;
        if (!isAwsError(error, 'NoSuchBucket'))
            context.log.warning(warning, 'Sweep');
        return [];
    }
}
async function lookAt(context, { github, numbers, onlyWithLabel }, products) {
    const states = new Map();
    const pullRequests = new Map();
    for (const number of numbers) {
        const state = await unlessGitHubFails(context, products, async () => {
            const found = await getPullRequest(github, number);
            if (found)
                pullRequests.set(number, found);
            else
                await requirePullRequests(github);
            return found ? STATES[findReasonToRemove(found, onlyWithLabel) ?? 'none'] : 'missing';
        });
        states.set(number, state ?? 'unknown');
    }
    return { states, pullRequests };
}
const STATES = { none: 'open', 'label-removed': 'without-label', 'pull-request-closed': 'closed' };

/** Removes the previews that nobody needs any more, and says on their pull requests how to get them back. */
/** A termination takes minutes, and AWS a few requests a second. */
const MOST_AT_ONCE = 4;
/** What cannot be removed is told, and the others are removed all the same. */
async function sweep(context, options, products) {
    const stage = stagesOf(context, products);
    const survey = await stage('Look for previews', () => surveySweep(context, options, products));
    const removals = [];
    let { decisions } = survey;
    products.sweep = { decisions, removals };
    const unwanted = decisions.filter(decision => decision.kind === 'remove');
    if (unwanted.length === 0)
        return context.log.info(`Nothing to remove of ${decisions.length} previews.`);
    const remove = async (decision) => {
        const show = showSwept(context, { options, survey, decision }, products);
        const removable = { options, survey, decision, show };
        const swept = await removeSwept(context, removable, products);
        if ('removal' in swept)
            removals.push(swept);
        else
            decisions = decisions.map(other => (other === decision ? swept : other));
        // A product at once: whatever becomes of the comment, what is gone is told.
        products.sweep = { decisions, removals };
        if ('removal' in swept)
            await tellEnd(removable, swept, products);
    };
    await stage('Remove previews', () => mapInTurns(MOST_AT_ONCE, unwanted, remove));
}
/** On its pull request; undefined where GitHub does not know it. */
function showSwept(context, { options, survey, decision: { environmentName, tags } }, products) {
    const found = survey.pullRequests.get(tags.pullRequest);
    if (!found)
        return undefined;
    const { number, head, isMerged } = found;
    return showPreview(context, options, { shown: { number, sha: head.sha, environmentName, isMerged }, products });
}
/** Another decision where it is to be kept by now. */
async function removeSwept(context, { options, survey, decision, show }, products) {
    const { environmentName: name, tags, thing } = decision;
    const because = thing === 'environment' ? decision.because : 'left-over';
    const { pullRequest: number } = tags;
    const order = {
        applicationName: options.request.applicationName,
        repository: products.repository,
        pullRequest: number,
        environments: survey.previews.filter(({ environmentName }) => environmentName === name),
        names: [name],
        because,
        confirm: () => survey.confirm(decision),
        withdraw: async () => await show?.withdraw(),
    };
    try {
        const removal = await removePreview(context, order);
        context.log.info(`The preview of #${number} ("${name}") is removed: ${because}.`);
        return { pullRequest: number, removal };
    }
    catch (error) {
        if (error instanceof KeptAfterAll)
            return { ...decision, kind: 'keep', because: error.because };
        if (!(error instanceof ActionError) || context.signal.aborted)
            throw error;
        const { message, hint } = error;
        context.log.warning(`${message} ${hint}`, `The preview of #${number} was not removed`);
        const removal = { because, environmentNames: [name], versionLabels: [], bundleKeys: [], left: [] };
        return { pullRequest: number, removal, problem: { message, hint } };
    }
}
/** Where it failed, too: what was said before was that it goes. */
async function tellEnd({ decision: { thing }, show }, swept, products) {
    const { because, left } = swept.removal;
    if (!swept.problem)
        return await show?.endRemoved({ kind: 'removed', because, left }, thing === 'environment');
    const [problem] = listSweepProblems({ removals: [swept] });
    const verdict = {
        ok: false,
        headline: `Preview of #${swept.pullRequest} could not be removed`,
        ...(problem && { problem }),
    };
    await show?.endRemoved({ kind: 'failed', products: { ...products, task: 'remove' }, verdict }, false);
}

/** How far a preview has come, told from the stages in the log: each moves the bar of the comment. */
/** Where the bar stands when a stage begins; what is not among them moves nothing. */
const BEGINS = {
    'Look at the base environment': 0.02,
    'Publish the version': 0.1,
    'Create the environment': 0.2,
    'Deploy the version': 0.3,
    'Open a WebSocket': 0.85,
    'Wait for the health': 0.95,
};
/** The two that take minutes, and about how long: within them the bar moves with each line of the log. */
const LASTS_MS = { 'Create the environment': 200_000, 'Deploy the version': 60_000 };
const END_OF_LONG = 0.85;
/** A comment that changes more often is asked of GitHub for nothing. */
const SHORTEST_PAUSE_MS = 15_000;
/** The log, and `onProgress` hears of what is told in it. */
function followStages(log, clock, onProgress) {
    const startedMs = clock.monotonicMs();
    let current;
    let toldMs = startedMs;
    const tell = ({ stage, beganMs }) => {
        const nowMs = clock.monotonicMs();
        toldMs = nowMs;
        onProgress({ stage, progress: progressOf(stage, nowMs - beganMs), elapsedMs: nowMs - startedMs });
    };
    return {
        ...log,
        info(text) {
            log.info(text);
            if (current && current.stage in LASTS_MS && clock.monotonicMs() - toldMs >= SHORTEST_PAUSE_MS)
                tell(current);
        },
        async group(title, work) {
            if (title in BEGINS) {
                current = { stage: title, beganMs: clock.monotonicMs() };
                tell(current);
            }
            try {
                return await log.group(title, work);
            }
            finally {
                current = undefined;
            }
        },
    };
}
// Ever slower towards its end, since nobody knows how long it takes.
function progressOf(stage, sinceMs) {
    const from = BEGINS[stage] ?? 0;
    const lastsMs = LASTS_MS[stage];
    return lastsMs === undefined ? from : from + (END_OF_LONG - from) * (1 - Math.exp(-sinceMs / lastsMs));
}

/** Ends the wait for a WebSocket of which nobody wants to know any more. */
/** Each look is a request to GitHub, of which all jobs of a repository share a thousand an hour. */
const PAUSE_MS = 10_000;
/**
 * Where another run removes the preview, its address answers nobody, which a fresh deployment is given minutes for.
 * `confirm` throws where the preview is not wanted any more.
 */
function heedOvertaking({ clock, signal }, confirm) {
    const overtaken = new AbortController();
    const ended = new AbortController();
    const look = async () => {
        for (;;) {
            await clock.sleep(PAUSE_MS, ended.signal);
            await confirm();
        }
    };
    let isStarted = false;
    return {
        signal: AbortSignal.any([signal, overtaken.signal]),
        start() {
            if (isStarted)
                return;
            isStarted = true;
            look().catch(error => {
                if (!ended.signal.aborted)
                    overtaken.abort(error);
            });
        },
        [Symbol.dispose]: () => ended.abort(),
    };
}

/** Can clients reach a single instance in these subnets? Pure. */
/** Throws an ActionError where all are private; a note where some are, and where that is not known. */
function judgeSubnets(survey, preview) {
    if (survey === undefined || survey.kind === 'default')
        return [];
    const remedy = suggestSubnets(preview);
    if (survey.kind === 'unknown') {
        const why = survey.refusal ? ` ${explainRefusal(survey.refusal)}` : '';
        return [
            {
                message: `Whether clients can reach the subnets of the preview is not known.${why}`,
                remedy: `Where they are private: ${remedy}`,
            },
        ];
    }
    const { publicIds, privateOnes, undecidedIds } = survey;
    const told = privateOnes.map(tellPrivate).join('; ');
    if (privateOnes.length > 0 && publicIds.length + undecidedIds.length === 0)
        throw isPrivate(preview.name, told, remedy);
    const some = `Of the subnets of the preview some are private, where clients cannot reach it, and Beanstalk chooses: ${told}.`;
    const undecided = `Whether clients can reach the preview in ${listFew(undecidedIds.map(quoteForeign))} is not known: their routes lead to what cannot be looked into.`;
    return [
        ...(privateOnes.length > 0 ? [{ message: some, remedy }] : []),
        ...(undecidedIds.length > 0 ? [{ message: undecided, remedy: `Where they are private: ${remedy}` }] : []),
    ];
}
function tellPrivate({ id, tableId, gateway }) {
    const leads = gateway ? `leads to ${quoteForeign(gateway)}` : 'has no route for 0.0.0.0/0';
    return `${quoteForeign(id)}, whose route table ${quoteForeign(tableId)} ${leads}`;
}
function isPrivate(name, told, hint) {
    return new ActionError({
        code: 'private-subnet',
        message: `The preview "${name}" would stand in private subnets, and clients reach a single instance only by an internet gateway: ${told}.`,
        hint,
    });
}
/** A load balancer that faces the internet stands in public ones. */
function suggestSubnets({ base, vpcId, region }) {
    const ofFront = findSetting(base, VPC$2, 'ELBSubnets');
    const isFacing = findSetting(base, VPC$2, 'ELBScheme') !== 'internal' && findSetting(base, VPC$2, 'VPCId') === vpcId;
    if (ofFront && isFacing)
        return addLine(quoteLine(ofFront));
    const filters = `Name=vpc-id,Values=${toShellWord(vpcId ?? 'VPC')} Name=route.gateway-id,Values='igw-*'`;
    const words = `ec2 describe-route-tables --filters ${filters} --query "RouteTables[].Associations[].SubnetId"`;
    return `${addLine('subnet-...')}\nThe public ones: ${writeCommand(region, words)}`;
}
const VPC$2 = 'aws:ec2:vpc';
function addLine(subnets) {
    return `Add a line to 'option-settings', with public subnets of the VPC: ${VPC$2}:Subnets=${subnets}`;
}
// It is pasted as it stands.
function quoteLine(subnets) {
    return /^[\w, -]+$/.test(subnets) ? subnets.replaceAll(' ', '') : 'subnet-...';
}

/** The settings of a preview: the base's by a list, then what a preview must have, then the user's own. Pure. */
function planPreviewSettings(wishes) {
    const { base, ofBundle, own, instanceType = chooseInstanceType(base) } = wishes;
    const isOfBundle = (setting) => !findRule(setting)?.isGuarded && ofBundle.some(other => keyOf(other) === keyOf(setting));
    const isFit = isElsewhere(base, own) ? (setting) => !isOfPlace(setting) : () => true;
    const kept = (setting) => isFit(setting) && !isOfBundle(setting);
    const copied = base.flatMap(setting => copySetting(setting, wishes)).filter(kept);
    const needed = PREVIEW_OPTIONS.map(({ namespace, optionName, value }) => ({ namespace, optionName, value }));
    const type = { namespace: 'aws:ec2:instances', optionName: 'InstanceTypes', value: instanceType };
    // It would win over the older option of the same meaning.
    const instance = own.some(({ namespace, optionName }) => namespace === LAUNCH$1 && optionName === 'InstanceType')
        ? []
        : [type];
    const merged = new Map([...copied, ...needed, ...instance, ...own].map(setting => [keyOf(setting), setting]));
    const isFromBase = (setting) => merged.get(keyOf(setting)) === setting;
    const variables = copied.filter(setting => findRule(setting)?.holds === 'variables' && isFromBase(setting));
    return { optionSettings: [...merged.values()], copiedVariables: variables.map(({ optionName }) => optionName) };
}
/** Names of variables of the base that an earlier run has copied, and that nobody sets now: an update takes nothing away. */
function listHeldVariables(set, { base, settings }) {
    const keys = new Set(set.map(keyOf));
    return base.flatMap(({ Namespace: namespace = '', OptionName: optionName = '', Value = '' }) => {
        const isHeld = Value !== '' && findSetting(settings, namespace, optionName) === Value;
        const isVariable = findRule({ namespace, optionName })?.holds === 'variables';
        return isHeld && isVariable && !keys.has(keyOf({ namespace, optionName })) ? [optionName] : [];
    });
}
/** The smallest that Beanstalk's platforms run well on, of the base's architecture. */
function chooseInstanceType(base) {
    const architecture = findSetting(base, 'aws:ec2:instances', 'SupportedArchitectures');
    const types = findSetting(base, 'aws:ec2:instances', 'InstanceTypes') || findSetting(base, LAUNCH$1, 'InstanceType');
    const isArm = architecture ? architecture.trim() === 'arm64' : ARM_TYPE.test(types?.trim() ?? '');
    return isArm ? 't4g.micro' : 't3.micro';
}
/** AWS's own processors have a `g` behind the number of the generation (m6gd, c7gn, im4gn); the first was a1. */
const ARM_TYPE = /^(a1|[a-z]+\d+[a-z]*g[a-z]*)\./;
function copySetting(setting, wishes) {
    const { Namespace: namespace = '', OptionName: optionName = '', Value = '' } = setting;
    const rule = findRule({ namespace, optionName });
    if (!rule || (rule.holds === 'variables' && !wishes.copiesVariables))
        return [];
    const value = optionName === 'SecurityGroups' ? keepOwnGroups(Value, wishes.groupsOfBeanstalk) : Value;
    return value === '' ? [] : [{ namespace, optionName, value }];
}
/** In a VPC of the user's choice there are neither the subnets nor the groups of the base. */
function isElsewhere(base, own) {
    const chosen = own.find(({ namespace, optionName }) => namespace === VPC$1 && optionName === 'VPCId')?.value;
    return chosen !== undefined && chosen !== findSetting(base, VPC$1, 'VPCId');
}
const VPC$1 = 'aws:ec2:vpc';
const LAUNCH$1 = 'aws:autoscaling:launchconfiguration';
function isOfPlace(setting) {
    return setting.namespace === VPC$1 || findRule(setting)?.holds === 'security-groups';
}
function findRule({ namespace, optionName }) {
    return COPIED_OPTIONS.find(rule => covers(rule.namespace, namespace) && (rule.optionNames?.includes(optionName) ?? true));
}
function covers(listed, namespace) {
    return listed.endsWith('*') ? namespace.startsWith(listed.slice(0, -1)) : listed === namespace;
}
/** A name such as awseb-e-abcdefghij-stack-AWSEBSecurityGroup-1A2B3C4D5E6F is Beanstalk's own in any case. */
function keepOwnGroups(value, groupsOfBeanstalk) {
    const groups = value.split(',').map(group => group.trim());
    return groups.filter(group => group && !group.startsWith('awseb-') && !groupsOfBeanstalk.includes(group)).join(',');
}
function keyOf({ namespace, optionName }) {
    return `${namespace}:${optionName}`;
}

/** Is there room for one more preview? Pure. */
/** Throws an ActionError that lists what there is. What is being terminated takes no room any more. */
function refuseAnotherPreview(request, facts) {
    const { maxPreviews, region } = request;
    const others = facts.previews.filter(({ status }) => status !== 'Terminating');
    if (others.length >= maxPreviews)
        throw tooMany(maxPreviews, others);
    const { addresses } = facts;
    if (!facts.isSingle || addresses.kind === 'unknown')
        return;
    const taken = addresses.addresses.filter(({ usedBy }) => usedBy !== facts.name);
    if (taken.length >= addresses.quota)
        throw withoutAddress(facts.name, region, { ...addresses, addresses: taken });
}
/** Where they could not be counted the launch tells. */
function noteAddresses(addresses) {
    if (addresses.kind === 'known')
        return [];
    const why = addresses.refusal ? ` ${explainRefusal(addresses.refusal)}` : '';
    return [
        {
            message: `Whether there is an Elastic IP address left for the preview is not known.${why}`,
            remedy: 'Where there is none, the launch fails: release one that nothing uses, or ask for more in the Service Quotas console.',
        },
    ];
}
const MOST_LISTED = 20;
function tooMany(limit, previews) {
    const listed = previews.map(({ environmentName, tags }) => `${quoteForeign(environmentName)} (pull request #${tags.pullRequest})`);
    return new ActionError({
        code: 'preview-limit-reached',
        message: `'max-previews' was ${limit}, and there ${previews.length === 1 ? 'is 1 preview' : `are ${previews.length} previews`} already: ${listFew(listed, MOST_LISTED)}.`,
        hint: `Close one of those pull requests, which removes its preview, and run the job again, or write "max-previews: ${previews.length + 1}".`,
    });
}
/** The code of the quota "EC2-VPC Elastic IPs": https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const QUOTA_CODE = 'L-0263D0A3';
function withoutAddress(name, region, { addresses, quota }) {
    const listed = addresses.map(({ ip, usedBy }) => `${ip} (${usedBy ? quoteForeign(usedBy) : 'nothing uses it'})`);
    const free = addresses.find(({ usedBy }) => usedBy === undefined);
    const release = free
        ? `Release one that nothing uses (aws ec2 describe-addresses --public-ips ${free.ip} tells its AllocationId): ${writeCommand(region, 'ec2 release-address --allocation-id ID')}`
        : 'Close a pull request whose preview has one, and run the job again.';
    const more = writeCommand(region, `service-quotas request-service-quota-increase --service-code ec2 --quota-code ${QUOTA_CODE} --desired-value ${quota + 5}`);
    return new ActionError({
        code: 'elastic-ip-limit-reached',
        message: `The preview "${name}" needs an Elastic IP address, as every single instance does, and the account may have ${quota} in ${region}, which are there already: ${listFew(listed, MOST_LISTED)}.`,
        hint: `${release}\nOr ask for more: ${more}`,
    });
}

/** Decides what a preview is made of, or why there is none. Pure. */
/**
 * Throws an ActionError where there is no room for another preview, and where clients could not reach it. One that is
 * there is updated in any case.
 */
function planPreview(request, facts) {
    const { base, existing, repository, pullRequest, nowMs } = facts;
    const { optionSettings, copiedVariables: copied } = planSettings(request, facts);
    const held = listHeldVariables([...optionSettings, ...facts.ofBundle], {
        base: base.settings,
        settings: facts.settings,
    });
    const copiedVariables = [...new Set([...copied, ...held])];
    const { applicationName, baseEnvironmentName } = request;
    const identity = { repository, pullRequest: pullRequest.number, applicationName, baseEnvironmentName };
    const name = namePreview(identity);
    const does = existing && existing.status !== 'Terminating' ? 'update' : 'create';
    const notes = does === 'create' ? judgeCreation(request, { ...facts, name, optionSettings }) : [];
    const expiresMs = nowMs + request.maxAgeMs;
    const { solutionStackName } = base;
    return {
        ...{ name, does, optionSettings, copiedVariables, expiresMs },
        // That of one that is being terminated is free when that is over.
        cnamePrefix: facts.isNameFree === false && !existing ? undefined : name,
        existing: existing && { id: existing.environmentId, status: existing.status },
        solutionStackName,
        platformArn: solutionStackName ? undefined : base.platformArn,
        tags: writePreviewTags({ repository, pullRequest: pullRequest.number, expiresMs }),
        notes: [...base.notes, ...notes],
    };
}
/** The settings of a preview, before anything is known of where it would stand. */
function planSettings(request, sources) {
    const { base, ofBundle, pullRequest } = sources;
    return planPreviewSettings({
        base: base.settings,
        groupsOfBeanstalk: base.groupsOfBeanstalk,
        // Whatever a request says: a stranger's code must not read them.
        copiesVariables: request.copiesVariables && !pullRequest.isFork,
        instanceType: request.instanceType,
        ofBundle,
        own: request.optionSettings,
    });
}
function judgeCreation(request, facts) {
    const { name, base, optionSettings, addresses, subnets, isNameFree, existing } = facts;
    const single = isSingle(optionSettings);
    refuseAnotherPreview(request, { ...facts, isSingle: single });
    const taken = isNameFree === false && !existing ? [noteTaken(name, request.region)] : [];
    if (!single)
        return taken;
    const hasTriggers = facts.ofBundle.some(({ namespace }) => namespace === 'aws:autoscaling:trigger');
    const vpcId = optionSettings.find(({ optionName }) => optionName === 'VPCId')?.value || undefined;
    return [
        ...taken,
        ...(hasTriggers ? [TRIGGERS] : []),
        ...noteAddresses(addresses),
        ...judgeSubnets(subnets, { name, region: request.region, vpcId, base: base.settings }),
    ];
}
/** The user's own settings may make it anything else. */
function isSingle(settings) {
    const type = settings.findLast(({ optionName }) => optionName === 'EnvironmentType');
    return type?.value === 'SingleInstance';
}
const TRIGGERS = {
    message: 'The .ebextensions of the bundle set triggers of auto scaling ("aws:autoscaling:trigger"), which Beanstalk refuses for a single instance.',
    remedy: 'Write the file that sets them into \'exclude-patterns\', such as ".ebextensions/scaling.config".',
};
function noteTaken(name, region) {
    return {
        message: `The host name "${name}.${region}.elasticbeanstalk.com" is taken, by an environment of this account or of another, so Beanstalk makes up one for the preview.`,
        remedy: 'Take the URL from the comment of the pull request, or from the outputs: it stays the same until the preview is removed.',
    };
}

/** The deployment of a preview, in the words in which the deploy action is asked for one. Pure. */
function orderPreview(request, plan, { label, description, settings }) {
    const { region, applicationName, bundle, deploymentTimeoutMs, aws, handshake, proxy, preflight } = request;
    const { solutionStackName, platformArn, cnamePrefix, tags } = plan;
    return {
        ...{ region, applicationName, environmentName: plan.name },
        creation: {
            ...{ solutionStackName, platformArn, cnamePrefix, tags, platformOf: request.baseEnvironmentName },
            ...{ mayCreateEnvironment: true, mayCreateApplication: false },
        },
        bundle,
        version: { label, description, tags, bucketName: undefined, createBucket: false, reuse: true, keep: undefined },
        optionSettings: plan.optionSettings.filter(setting => !isSet(settings, setting) && !isPlace(plan, setting)),
        ...{ deploymentTimeoutMs, waitForDeployment: true, minimumHealth: 'Yellow' },
        ...{ aws, handshake, proxy, preflight },
        inbound: { mode: 'ensure', securityGroupId: undefined, allowFrom: [] },
        loadBalancer: { mode: 'leave', classicListener: 'leave', isSticky: false, isFixed: true },
        ...{ rollBack: 'never', dryRun: false, onCancel: 'leave' },
    };
}
/**
 * As no other run makes it, and with the name of the preview in front: by that its versions are found again, also where no
 * workflow runs this.
 */
function nameVersion(plan, sha, { workflow: { runId, runAttempt } }) {
    const [run, attempt] = [runId, runAttempt].map(number => (/^\d{1,20}$/.test(number) ? number : '0'));
    return `${plan.name}-${sha.slice(0, 12)}-${run}-${attempt}`;
}
function isSet(settings, { namespace, optionName, value }) {
    return findSetting(settings, namespace, optionName) === value;
}
// An environment stays in its VPC, also where the base has moved.
function isPlace({ does }, { namespace }) {
    return does === 'update' && namespace === 'aws:ec2:vpc';
}

/** Waits until an environment that is being terminated is gone: its name is free then, and not before. Reads only. */
/** Throws an ActionError when it is Ready again instead, and when the time of the run is over before. */
async function awaitGone(context, environment) {
    context.log.info(`The environment "${environment.name}" is being terminated; waiting until it is gone.`);
    const feed = await unlessDenied(context, () => openEventFeed(context, environment.id));
    const end = await followTermination(context, { environment, before: undefined, requestId: undefined, feed });
    if (end.kind === 'failed')
        throw terminationFailed(context.aws.region, environment, end.reasons);
}

/** Says somebody of an environment that it is the one in production? Pure. */
/** Keys that people give it: also "myorg:environment", "my-org/env" and "app.stage"; never those of AWS. */
function findProductionTag(tags) {
    const found = tags.find(({ Key = '', Value = '' }) => !OF_AWS.test(Key) && KEY.test(Key) && PRODUCTION.includes(Value.trim().toLowerCase()));
    return found && { key: found.Key ?? '', value: found.Value ?? '' };
}
const OF_AWS = /^(aws|elasticbeanstalk):/i;
const KEY = /(^|[:/.])(env|environment|environment[ _-]?type|stage|tier|deployment[ _-]?stage)$/i;
const PRODUCTION = ['prod', 'production', 'prd', 'live'];

/** Finds the environment that previews are made after: what it is, and its settings. Reads only. */
/** Throws an ActionError where there is none of that name, or previews cannot or must not be made after it. */
async function findBase(context, name) {
    const environments = await listLiving(context, name.applicationName);
    const found = environments.find(({ EnvironmentName }) => EnvironmentName === name.environmentName);
    if (!found)
        throw await explainMissing(context, name, { environments, input: INPUT });
    refuseUnfit(found, name.environmentName);
    const tags = (await readTags(context.aws.elasticBeanstalk, found.EnvironmentArn ?? '')) ?? [];
    refuseProduction(tags, name.environmentName);
    const settings = await readAllSettings(context, name);
    const groups = await findGroupsOfBeanstalk(context, settings);
    return {
        id: found.EnvironmentId ?? '',
        name: name.environmentName,
        solutionStackName: found.SolutionStackName,
        platformArn: found.PlatformArn,
        settings,
        ...groups,
    };
}
const INPUT = 'base-environment-name';
function refuseUnfit({ Tier, Status }, name) {
    if (Tier?.Name === 'Worker')
        throw workerTier(name, INPUT);
    if (Status !== 'Terminating')
        return;
    throw new ActionError({
        code: 'environment-terminating',
        message: `The environment "${name}" was being terminated.`,
        hint: `Write the name of an environment that stays in '${INPUT}'.`,
    });
}
// A preview runs code that nobody has reviewed, with the profile and the variables of its base.
function refuseProduction(tags, name) {
    const tag = findProductionTag(tags);
    if (!tag)
        return;
    throw new ActionError({
        code: 'base-is-production',
        message: `'${INPUT}' was "${name}", whose tag ${quoteForeign(tag.key)} is ${quoteForeign(tag.value)}: a preview runs code that is not merged, with the instance profile and the variables of its base.`,
        hint: `Write the name of a staging environment in '${INPUT}'. If "${name}" is none of production, change the value of its tag ${quoteForeign(tag.key)}.`,
    });
}
// Unlike in a deployment, they are all that a preview is made of.
async function readAllSettings(context, name) {
    const asked = new DescribeConfigurationSettingsCommand({
        ApplicationName: name.applicationName,
        EnvironmentName: name.environmentName,
    });
    const { ConfigurationSettings = [] } = await context.aws.elasticBeanstalk.send(asked);
    return ConfigurationSettings.flatMap(({ OptionSettings = [] }) => OptionSettings);
}
/** Where they may not be looked at, none of them is taken: one of the base's own would keep it from being terminated. */
async function findGroupsOfBeanstalk(context, settings) {
    const named = settings
        .filter(({ Namespace, OptionName }) => Namespace === LAUNCH && OptionName === 'SecurityGroups')
        .flatMap(({ Value = '' }) => Value.split(',').map(group => group.trim()));
    const ids = [...new Set(named.filter(group => group.startsWith('sg-')))];
    if (ids.length === 0)
        return { groupsOfBeanstalk: [], notes: [] };
    const asked = await ask$1(() => readGroups(context, ids));
    if (asked.kind === 'answered')
        return { groupsOfBeanstalk: asked.answer, notes: [] };
    const message = `Which of the security groups ${ids.map(quoteForeign).join(', ')} Beanstalk made for the base is not known, so the preview has none of them. ${explainRefusal(asked.refusal)}`;
    const remedy = `Or name those of your own in 'option-settings': "${LAUNCH}:SecurityGroups=sg-...".`;
    return { groupsOfBeanstalk: ids, notes: [{ message, remedy }] };
}
const LAUNCH = 'aws:autoscaling:launchconfiguration';
async function readGroups({ aws }, ids) {
    // By a filter: one that is gone is then no error.
    const Filters = [{ Name: 'group-id', Values: [...ids] }];
    const pages = await readPages$1(token => aws.ec2.send(new DescribeSecurityGroupsCommand({ Filters, ...token })));
    const groups = pages.flatMap(({ SecurityGroups = [] }) => SecurityGroups);
    return groups.filter(({ Tags = [] }) => findOwnerOfGroup(Tags)).flatMap(({ GroupId }) => GroupId ?? []);
}

/** Where the instance of a preview would stand: the subnets to ask for. Pure. */
/** Undefined where nobody need ask: clients come to a load balancer, or the bundle names subnets of its own. */
function findPreviewSubnets(request, sources) {
    const { optionSettings } = planSettings(request, sources);
    if (!isSingle(optionSettings))
        return undefined;
    const read = (name) => optionSettings.find(({ namespace, optionName }) => namespace === VPC && optionName === name)?.value;
    const [vpcId, subnets] = [read('VPCId'), read('Subnets')];
    const isOfBundle = (name) => read(name) === undefined &&
        sources.ofBundle.some(({ namespace, optionName }) => namespace === VPC && optionName === name);
    if (isOfBundle('VPCId') || isOfBundle('Subnets'))
        return undefined;
    return { vpcId: vpcId || undefined, subnetIds: listIds(subnets) };
}
const VPC = 'aws:ec2:vpc';
function listIds(text = '') {
    return text
        .split(',')
        .map(id => id.trim())
        .filter(id => id !== '');
}

/** Is there an Elastic IP address left for a single instance? Reads only. */
async function surveyAddresses(context) {
    const { ec2 } = context.aws;
    const [asked, limit] = await Promise.all([
        ask$1(() => ec2.send(new DescribeAddressesCommand({}))),
        ask$1(() => ec2.send(new DescribeAccountAttributesCommand({ AttributeNames: [QUOTA] }))),
    ]);
    if (asked.kind === 'refused')
        return { kind: 'unknown', refusal: asked.refusal };
    if (limit.kind === 'refused')
        return { kind: 'unknown', refusal: limit.refusal };
    const [value] = (limit.answer.AccountAttributes ?? []).flatMap(({ AttributeValues = [] }) => AttributeValues);
    const quota = Number(value?.AttributeValue);
    if (!Number.isSafeInteger(quota) || quota < 1)
        return { kind: 'unknown', refusal: undefined };
    const counted = (asked.answer.Addresses ?? []).filter(isOfQuota);
    // Whose they are matters only where all are taken.
    const names = counted.length < quota ? new Map() : await nameInstances(context, counted);
    return { kind: 'known', addresses: counted.map(address => toAddress(address, names)), quota };
}
/** The API has more than its model lists: "The maximum number of Elastic IP addresses that you can allocate." */
const QUOTA = 'vpc-max-elastic-ips';
/** Those that somebody has brought to AWS count elsewhere. */
function isOfQuota({ PublicIpv4Pool = 'amazon' }) {
    return PublicIpv4Pool === 'amazon';
}
/** By their ids; without the right to look there are none. */
async function nameInstances({ aws }, addresses) {
    const ids = addresses.flatMap(({ InstanceId }) => InstanceId || []);
    if (ids.length === 0)
        return new Map();
    const Filters = [{ Name: 'instance-id', Values: ids }];
    const asked = await ask$1(() => readPages$1(token => aws.ec2.send(new DescribeInstancesCommand({ Filters, ...token }))));
    const reservations = asked.kind === 'refused' ? [] : asked.answer.flatMap(({ Reservations = [] }) => Reservations);
    const instances = reservations.flatMap(({ Instances = [] }) => Instances);
    return new Map(instances.map(({ InstanceId = '', Tags = [] }) => [InstanceId, readName(Tags)]));
}
function toAddress(address, names) {
    const { PublicIp: ip = '', Tags = [], InstanceId = '', NetworkInterfaceId } = address;
    // Without an instance AWS writes an empty text.
    return { ip, usedBy: readName(Tags) ?? names.get(InstanceId) ?? (InstanceId || NetworkInterfaceId || undefined) };
}
function readName(tags) {
    const tagOf = (key) => tags.find(({ Key }) => Key === key)?.Value;
    return tagOf('elasticbeanstalk:environment-name') ?? tagOf('Name');
}

/** Which of the subnets of a preview lead to the internet: by a single instance, clients reach no other. Reads only. */
async function surveySubnets(context, subnets) {
    const { vpcId, subnetIds } = subnets;
    if (vpcId === undefined && subnetIds.length === 0)
        return { kind: 'default' };
    if (vpcId === undefined || subnetIds.length === 0)
        return { kind: 'unknown', refusal: undefined };
    const asked = await ask$1(() => readRouteTables(context, vpcId));
    if (asked.kind === 'refused')
        return { kind: 'unknown', refusal: asked.refusal };
    const verdicts = subnetIds.map(id => ({ id, verdict: judgeRoute(asked.answer, id) }));
    const idsOf = (kind) => verdicts.filter(({ verdict }) => verdict.kind === kind).map(({ id }) => id);
    const privateOnes = verdicts.flatMap(({ id, verdict }) => verdict.kind === 'private' || verdict.kind === 'blackhole'
        ? { id, tableId: verdict.tableId, gateway: verdict.gateway }
        : []);
    return { kind: 'known', publicIds: idsOf('public'), privateOnes, undecidedIds: idsOf('unknown') };
}

/** Everything that is read of AWS before a preview is deployed. */
/** Waits for the end of a preview of the pull request that is being terminated: its name is free then. */
async function surveyPreview(context, { applicationName, baseEnvironmentName }, { repository, environmentName: name = '' }) {
    const base = await findBase(context, { applicationName, environmentName: baseEnvironmentName });
    const previews = await findPreviews(context, { applicationName, repository, ownName: name });
    const others = previews.filter(({ environmentName }) => environmentName !== name).length;
    context.log.info(`Base environment "${baseEnvironmentName}" (${base.id}); other previews: ${others || 'none'}.`);
    const found = previews.find(({ environmentName }) => environmentName === name);
    if (!found)
        return { base, previews, existing: undefined, settings: [] };
    if (found.status !== 'Terminating') {
        const settings = await readSettings(context, { applicationName, environmentName: name });
        return { base, previews, existing: found, settings };
    }
    await awaitGone(context, { id: found.environmentId, name });
    return { base, previews: previews.filter(preview => preview !== found), existing: undefined, settings: [] };
}
/** Whether there is room for a preview that does not exist yet, and whether clients would reach it. */
async function surveyPlace(context, request, { name, existing, ...sources }) {
    if (existing)
        return { addresses: { kind: 'unknown', refusal: undefined }, subnets: undefined, isNameFree: undefined };
    const places = findPreviewSubnets(request, sources);
    return {
        addresses: await surveyAddresses(context),
        subnets: places && (await surveySubnets(context, places)),
        isNameFree: await isNameFree(context, name),
    };
}

/** What the log says of a preview before it is deployed; what it gets of its base is hidden from then on. */
function tellPreviewPlan({ log }, { request, secrets, held }, plan) {
    const { region, applicationName, baseEnvironmentName } = request;
    const { name, does, optionSettings, copiedVariables, notes } = plan;
    log.info(`${does === 'create' ? 'Creating' : 'Updating'} the preview "${name}".`);
    const settings = [...optionSettings, ...held.map(toOptionSetting)];
    const hidden = listVariableSecrets(settings, [region, applicationName, baseEnvironmentName, name]);
    for (const form of listMasks(hidden))
        log.mask(form);
    secrets.push(...hidden);
    const describe = request.copiesVariables ? describeCopied : describeHeld;
    if (copiedVariables.length > 0)
        log.warning(describe(copiedVariables), 'Variables of the base');
    for (const { message, remedy } of notes)
        log.warning(`${message} ${remedy}`, 'The preview');
    return plan;
}
function describeCopied(names) {
    return `The preview has variables of its base: ${names.map(quoteForeign).join(', ')}. What this branch does to the database and the services that they name, its migrations too, it does to those of the base. Write "copy-environment-variables: none", or give others in 'environment-variables'.`;
}
// An update sets, and takes nothing away.
function describeHeld(names) {
    return `The preview has variables of its base still, from an earlier run: ${names.map(quoteForeign).join(', ')}. What this branch does to the database and the services that they name, its migrations too, it does to those of the base. Close the pull request and reopen it, so that the preview is made anew without them, or give others in 'environment-variables'.`;
}
function toOptionSetting({ Namespace = '', OptionName = '', Value = '' }) {
    return { namespace: Namespace, optionName: OptionName, value: Value };
}

/** One attempt to bring the head of a pull request to run in its preview: read, decide, deploy. */
/** What is wrong with the deployment or the WebSocket is a product, as in `deploy`. */
async function makePreview(context, { options, pullRequest, onFound }, products) {
    const { request, workspace, probe } = options;
    const { number, head } = pullRequest;
    const stage = stagesOf(context, products);
    const look = () => surveyPreview(context, request, products);
    const survey = await stage('Look at the base environment', look);
    const { existing } = survey;
    products.isUpdate = existing !== undefined;
    onFound(existing);
    const bundle = await stage('Read the source bundle', () => readBundle(context, request.bundle, workspace));
    try {
        const plan = await stage('Plan the preview', () => decide(context, { ...survey, options, bundle }, products));
        products.plan = plan;
        const label = nameVersion(plan, head.sha, options);
        const description = `Preview of #${number} at ${head.sha.slice(0, 12)}`;
        const order = orderPreview(request, plan, { label, description, settings: survey.settings });
        products.deployment = Object.assign(openProducts(), describeRequest(order));
        // It never rolls back, and needs no time for that.
        const renew = () => ({ context, [Symbol.dispose]() { } });
        await deploy(context, { request: order, workspace, bundle, probe, renew }, products.deployment);
    }
    finally {
        await bundle.close();
    }
}
async function decide(context, { options, bundle, ...survey }, { repository, pullRequest, environmentName: name = '' }) {
    if (!pullRequest)
        throw new TypeError('A preview belongs to a pull request.');
    const { request } = options;
    const facts = { ...survey, ofBundle: await readOptionNames(bundle), pullRequest };
    const place = await surveyPlace(context, request, { ...facts, name });
    const plan = planPreview(request, { ...facts, ...place, repository, nowMs: context.clock.now() });
    return tellPreviewPlan(context, { ...options, held: survey.settings }, plan);
}
/** Has somebody terminated the environment under the run's hands? */
function wasTerminated({ deployment, isUpdate }, error) {
    if (error instanceof ActionError && error.code === 'environment-terminating')
        return true;
    // A launch that has failed ends in the same way.
    return isUpdate === true && isGone(deployment?.state?.status);
}
/** Has another run, of another workflow or of another event, deployed the same commit after this one? */
function wasDeployedByAnother({ deployment, environmentName, pullRequest }) {
    const settled = deployment?.settled;
    if (settled?.kind !== 'failed' || settled.because !== 'deployment-superseded' || !pullRequest)
        return false;
    const ofCommit = `${environmentName}-${pullRequest.sha.slice(0, 12)}-`;
    return settled.state.versionLabel?.startsWith(ofCommit) ?? false;
}

/** Tells on the pull request how far its preview has come. */
/** Without credentials nothing is said on the pull request, so AWS has to have answered first. */
function openProgressTeller(show) {
    let found;
    let last;
    const tell = () => {
        if (found && last)
            show.tell({ kind: 'working', ...found, ...last });
    };
    return {
        onProgress(progress) {
            last = progress;
            tell();
        },
        onFound(existing) {
            if (!found)
                show.begin();
            const { cname } = existing ?? {};
            found = { does: existing ? 'update' : 'create', ...(cname ? { liveUrl: `http://${cname}/` } : {}) };
            tell();
        },
    };
}

/** Deletes the older versions of a preview that runs a newer one. */
/** Beside the one that runs. Each push makes one, and an account has room for a thousand. */
const KEPT = 2;
/** What cannot be deleted is a warning: it goes with the preview. */
async function prunePreview(context, products) {
    const { repository, applicationName, pullRequest, plan, deployment } = products;
    if (!pullRequest || !plan || !deployment)
        return;
    const tags = { repository, pullRequest: pullRequest.number, expiresMs: plan.expiresMs };
    try {
        const found = await findPreviewVersions(context, { applicationName, names: [plan.name] });
        const own = pickOwnVersions({ environmentName: plan.name, tags }, found);
        const running = own.findIndex(({ label }) => label === deployment.versionLabel);
        // One that is not listed yet tells of none that it is older.
        const older = own.slice(0, Math.max(0, running));
        await deletePreviewVersions(context, older.slice(0, -KEPT));
    }
    catch (error) {
        if (!(error instanceof ActionError) || context.signal.aborted)
            throw error;
        context.log.warning(`Older versions of the preview were not deleted. ${error.message} ${error.hint}`, 'Versions');
    }
}

/** Creates or updates the preview of a pull request, and shows on it how that goes. */
/** An environment that is terminated again and again is not made again and again. */
const MOST_ATTEMPTS = 3;
/**
 * The last state of the pull request wins: where it has a later commit by then, that run has the word; where it is
 * closed, all of the preview is removed.
 */
async function updatePreview(context, update, products) {
    const { options, pullRequest } = update;
    const { number, head } = pullRequest;
    const watch = watchPullRequest(context, { github: options.github, pullRequest }, products);
    const shown = { number, sha: head.sha, environmentName: products.environmentName ?? '' };
    const isCurrent = async () => isWanted(await watch.look(), update);
    const show = showPreview(context, options, { shown, products, isCurrent });
    let failure;
    try {
        await persist(context, { ...update, watch, show }, products);
    }
    catch (error) {
        failure = error;
    }
    await end(context, { ...update, watch, show, failure }, products);
}
async function persist(context, attended, products) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { options, pullRequest, watch, show } = attended;
        const confirm = () => watch.confirm(now => isWanted(now, attended));
        const teller = openProgressTeller(show);
        const heed = __addDisposableResource(env_1, heedOvertaking(context, confirm), false);
        const onProgress = (progress) => {
            teller.onProgress(progress);
            if (progress.stage === 'Open a WebSocket')
                heed.start();
        };
        const log = followStages(context.log, context.clock, onProgress);
        const told = { ...context, signal: heed.signal, confirm, log };
        const order = { options, pullRequest, onFound: teller.onFound };
        for (let attempt = 1;; attempt += 1) {
            let failure;
            try {
                await makePreview(told, order, products);
            }
            catch (error) {
                failure = error;
            }
            const isAgain = attempt < MOST_ATTEMPTS && wasTerminated(products, failure);
            if (!isAgain && failure !== undefined)
                throw failure;
            if (!isAgain)
                return;
            await confirm();
            context.log.info('The environment was terminated by somebody else meanwhile; it is made again.');
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
async function end(context, ended, products) {
    const { options, pullRequest, watch, show, failure } = ended;
    if (isWithoutCredentials(context, failure))
        throw failure;
    const now = isCancelled(context) ? pullRequest : await watch.look();
    const because = findReasonToRemove(now, options.request.onlyWithLabel);
    // When the time is over, the run of that event has to do it.
    if (because && !context.signal.aborted) {
        await show.leave();
        const what = because === 'label-removed' ? 'has lost its label' : 'was closed';
        context.log.info(`The pull request #${now.number} ${what} meanwhile: its preview is removed.`);
        return await removePullRequest(context, { options, pullRequest: now, because }, products);
    }
    const other = isWanted(now, ended) ? findOtherRun(now, ended, products) : undefined;
    if (other) {
        await show.leave();
        products.skipped = { kind: 'superseded', message: other };
        return;
    }
    if (judgePreview(products, failure).ok)
        await prunePreview(context, products);
    const changes = context.ledger.entries();
    const verdict = judgePreview(products, failure, changes);
    if (isWanted(now, ended)) {
        const { deployment } = products;
        const cname = deployment?.state?.cname;
        const state = { kind: verdict.ok ? 'live' : 'failed', products, verdict, changes };
        await show.end(state, cname ? `http://${cname}/` : undefined);
        if (failure !== undefined)
            throw failure;
        return;
    }
    // What is shown is the other run's by now.
    await show.leave();
    if (failure !== undefined && !(failure instanceof Overtaken))
        throw failure;
    const message = `The pull request #${now.number} has a later commit by now: the run of that commit deploys it.`;
    if (!verdict.ok || failure !== undefined)
        products.skipped = { kind: 'superseded', message };
    else
        context.log.notice(message, 'Preview');
}
/** Says which run has the word on what is wanted. */
function findOtherRun({ number }, { failure }, products) {
    if (failure instanceof Overtaken)
        return `The pull request #${number} was changed meanwhile, and changed back: the run of that event has the word.`;
    if (!wasDeployedByAnother(products))
        return undefined;
    return `Another run has deployed the same commit of the pull request #${number}: that run tells how it goes.`;
}
function isWanted(now, { options, pullRequest }) {
    const { onlyWithLabel } = options.request;
    return findReasonToRemove(now, onlyWithLabel) === undefined && now.head.sha === pullRequest.head.sha;
}

/** Previews of pull requests: what the event asks for is found out, and done. */
/** Fills `products` step by step, so that whoever calls knows how far the run came when this throws. */
async function preview(given, options, products) {
    const { request } = options;
    const context = { ...given, log: hideInLog(given.log, options.secrets) };
    const task = await findPreviewTask(context, options, products);
    products.task = task.kind;
    if (task.kind === 'update' || task.kind === 'remove') {
        const { number, head, isFork } = task.pullRequest;
        products.pullRequest = { number, sha: head.sha, isFork };
        const { applicationName, baseEnvironmentName } = request;
        const { repository } = products;
        products.environmentName = namePreview({ repository, pullRequest: number, applicationName, baseEnvironmentName });
    }
    try {
        await perform(context, { options, task }, products);
    }
    catch (error) {
        if (request.requireCredentials || !isWithoutCredentials(context, error))
            throw error;
        return skipWithoutCredentials(context.log, products);
    }
    if (products.skipped)
        context.log.notice(products.skipped.message, 'Preview');
}
async function perform(context, { options, task }, products) {
    if (task.kind === 'skip')
        products.skipped = { kind: task.because, message: task.message };
    if (task.kind === 'update')
        await updatePreview(context, { ...task, options }, products);
    if (task.kind === 'remove')
        await removePullRequest(context, { ...task, options }, products);
    if (task.kind === 'sweep')
        await sweep(context, options, products);
}

export { preview };
