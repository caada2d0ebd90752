import { A as ActionError } from './untrusted.js';
import { m as makeAwsClients } from './clients.js';
import { s as startDeadline } from './clock.js';
import { o as openTurns } from './take-turns.js';
import { o as openLedger } from './ledger.js';
import { u as untilAborted } from './until-aborted.js';
import { a as ask, D as DescribePlatformVersionCommand, o as openInstancesLooker, f as findOddInstances, d as describePorts, b as findListenerPort, c as findBlockers, t as toKnownPort, s as surveyInbound, e as findEnvironment, g as countInstances, h as toEnvironmentUrl, i as findOwnAddress, j as describeUnread, k as toKnownCount } from './survey-inbound.js';
import { e as explainRefusal, a as explainRefusals } from './refusals.js';
import { a as describeEnvironmentFacts, b as describeRules } from './target-facts.js';
import './wait.js';
import './describe-time.js';
import './schemas_0.js';
import 'node:path';
import 'node:os';
import 'node:fs/promises';
import 'node:stream';
import 'node:zlib';
import 'node:crypto';
import 'node:fs';
import 'node:https';
import 'node:process';
import 'node:timers/promises';
import './refusals2.js';
import './environment-properties.js';
import './list-few.js';
import './known.js';
import './target.js';
import 'node:net';
import './protocols.js';
import './describe-proxy.js';
import './capitalize.js';
import './address-range.js';

/** Asks AWS what of an environment will break although it works: its platform, and what its instances run. Reads only. */
/** What may not be asked is told, and left out. */
async function findOutlook(context, survey) {
    const [platform, oddInstances] = await Promise.all([
        findPlatformState(context, survey.platformArn),
        lookForOddInstances(context, survey),
    ]);
    return { ...(platform ? { platform } : {}), ...(oddInstances ? { oddInstances } : {}) };
}
/**
 * Undefined of a platform of one's own, whose life nobody else decides.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_PlatformDescription.html
 */
async function findPlatformState(context, PlatformArn) {
    if (!PlatformArn)
        return undefined;
    const asked = await ask(() => context.aws.elasticBeanstalk.send(new DescribePlatformVersionCommand({ PlatformArn })));
    if (asked.kind === 'refused') {
        context.log.info(`Whether the platform is retired is unknown: ${explainRefusal(asked.refusal)}`);
        return undefined;
    }
    const { PlatformDescription: described = {} } = asked.answer;
    if (described.PlatformOwner === 'self')
        return undefined;
    const state = described.PlatformBranchLifecycleState?.toLowerCase();
    return {
        branch: described.PlatformBranchName ?? '',
        version: described.PlatformVersion ?? '',
        branchState: BRANCH_STATES.find(known => known === state) ?? 'unknown',
        isRecommended: described.PlatformLifecycleState?.toLowerCase() === 'recommended',
    };
}
const BRANCH_STATES = ['beta', 'supported', 'deprecated', 'retired'];
/** While the environment is updated its instances differ as they should. */
async function lookForOddInstances(context, { id, status, versionLabel }) {
    if (status !== 'Ready')
        return undefined;
    // That nobody allowed it is no warning of this check.
    const log = { ...context.log, warning: context.log.info };
    const look = await openInstancesLooker({ ...context, log }, id)();
    return look.kind === 'told' ? findOddInstances(look.instances, versionLabel) : undefined;
}

/** What is asked of AWS about an environment that does not take the connections of a check. Reads only. */
/** What AWS denies is told as unknown. */
async function lookAtChecked(context, survey, way) {
    const listenerPort = findListenerPort(way);
    const [inbound, { found, unknown, refusals }] = await Promise.all([
        surveyWay(context, survey, way),
        findBlockers(context, { environmentId: survey.id, listenerPort }),
    ]);
    const refused = explainRefusals([...listRefusals(inbound), ...refusals]);
    return { ...toKnownPort(describePorts(inbound), way), blockers: { found, unknown: [...refused, ...unknown] } };
}
/** What the groups of the entrance do; nothing where AWS denies it. */
async function readPorts(context, survey, way) {
    return describePorts(await surveyWay(context, survey, way));
}
function surveyWay(context, { id: environmentId, front }, way) {
    const listenerPort = findListenerPort(way);
    const isKnown = front.loadBalancer !== 'unknown';
    return surveyInbound(context, {
        ...{ environmentId, securityGroupId: undefined, allowFrom: [], mayAdd: false },
        hasLoadBalancer: isKnown ? front.loadBalancer !== 'none' : undefined,
        enabledPorts: isKnown ? front.listeners.map(({ port }) => port) : undefined,
        newPorts: [],
        websocketPort: listenerPort,
        ownPort: way.isOwnHost ? listenerPort : undefined,
    });
}
function listRefusals(inbound) {
    if (inbound.kind === 'found')
        return inbound.refusals;
    return inbound.kind === 'unknown' && inbound.refusal ? [inbound.refusal] : [];
}

/** The environment that a check is about: its URL, and what is known of it before the network is asked. Reads only. */
/** Throws an ActionError when it does not exist, or no client can open a WebSocket to it. */
async function findChecked(context, environment) {
    const survey = await findEnvironment(context, environment);
    const { id, name, platform, status, health, versionLabel = 'none' } = survey;
    context.log.info(`Environment "${name}" (${id}): ${status}, health ${health}, version "${versionLabel}".`);
    context.log.info(`Platform: ${platform.name}.`);
    const [instanceCount, outlook] = await Promise.all([
        countInstances(context, { environmentId: id, front: survey.front }),
        findOutlook(context, survey),
    ]);
    const url = toEnvironmentUrl(survey, '/');
    const ownAddress = findOwnAddress(survey);
    const known = {
        ...describeUnread(survey),
        ...toKnownCount(instanceCount),
        region: environment.region,
        environmentName: name,
    };
    const toWay = (asked) => {
        return { url: asked, ownAddress, isOwnHost: new URL(asked).hostname === new URL(url).hostname };
    };
    return {
        url,
        known: ownAddress ? { ...known, ownAddress } : known,
        outlook,
        facts: describeEnvironmentFacts(survey),
        lookAtWayIn: onceForEachOrigin(asked => lookAtChecked(context, survey, toWay(asked))),
        readRules: onceForEachOrigin(async (asked) => describeRules(await readPorts(context, survey, toWay(asked)))),
    };
}
function onceForEachOrigin(look) {
    const looks = new Map();
    return url => {
        const { origin } = new URL(url);
        const made = looks.get(origin) ?? look(url);
        looks.set(origin, made);
        return made;
    };
}

/** Looks up the environments of a check: each once, a few at a time, with one set of AWS clients for each region. */
/** For two requests to AWS, and another for a platform that its name does not explain. */
const LONGEST_LOOK_MS = 120_000;
const MOST_AT_ONCE = 5;
function openLooks(given) {
    const closed = new AbortController();
    const surroundings = { ...given, signal: AbortSignal.any([given.signal, closed.signal]) };
    const clients = new Map();
    const looks = new Map();
    const takeTurn = openTurns(MOST_AT_ONCE);
    const clientsOf = (region) => {
        const aws = clients.get(region) ?? makeClients(surroundings, region);
        clients.set(region, aws);
        return aws;
    };
    return {
        find(environment) {
            const key = JSON.stringify(environment);
            const look = looks.get(key) ?? takeTurn(() => lookUp(surroundings, clientsOf(environment.region), environment));
            looks.set(key, look);
            return look;
        },
        close() {
            closed.abort();
            for (const aws of clients.values())
                aws.destroy();
        },
    };
}
async function lookUp({ clock, log, signal, temporaryFolder, searchPath }, aws, environment) {
    signal.throwIfAborted();
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(lookUpTooLong(environment)), LONGEST_LOOK_MS);
    const deadline = startDeadline(clock, LONGEST_LOOK_MS);
    const context = { aws, clock, log, ledger: openLedger(), signal, deadline, temporaryFolder, searchPath };
    try {
        return await untilAborted(findChecked(context, environment), over.signal);
    }
    finally {
        clearTimeout(timer);
    }
}
function makeClients({ clock, log, signal, environments }, region) {
    const here = environments.filter(environment => environment.region === region);
    const names = {
        application: pickOnly(here.map(({ applicationName }) => applicationName)),
        environment: pickOnly(here.map(({ environmentName }) => environmentName)),
    };
    const told = { onAnswer: log.debug, waiter: { clock, log } };
    return makeAwsClients({ region, names, maxRetries: 2, retryDelayMs: 5000, signal, ...told });
}
function pickOnly(names) {
    const [only, ...others] = new Set(names);
    return others.length === 0 ? only : undefined;
}
function lookUpTooLong({ applicationName, environmentName, region }) {
    return new ActionError({
        code: 'look-up-too-long',
        message: `Nothing was known of the environment "${environmentName}" of "${applicationName}" (${region}) after ${LONGEST_LOOK_MS / 1000} s.`,
        hint: 'Look whether this machine reaches the AWS API of that region, and run the check again.',
    });
}

export { lookUpTooLong, openLooks };
