import { f as findListenerPort, s as surveyInbound, a as findBlockers, t as toKnownPort, d as describePorts, b as findEnvironment, c as countInstances, e as toEnvironmentUrl, g as findOwnAddress, h as describeUnread, i as toKnownCount } from './survey-inbound.js';
import { e as explainRefusals } from './refusals.js';
import './action-error.js';
import './untrusted.js';
import './schemas_0.js';
import 'node:path';
import 'node:os';
import 'node:fs/promises';
import './known.js';
import './protocols.js';
import 'node:net';
import './silence-limits.js';
import './capitalize.js';
import './address-range.js';
import 'node:stream';

/** What is asked of AWS about an environment that does not take the connections of a check. Reads only. */
/** What AWS denies is told as unknown. */
async function lookAtChecked(context, { id: environmentId, front }, way) {
    const listenerPort = findListenerPort(way);
    const isKnown = front.loadBalancer !== 'unknown';
    const [inbound, { found, unknown, refusals }] = await Promise.all([
        surveyInbound(context, {
            ...{ environmentId, securityGroupId: undefined, allowFrom: [], mayAdd: false },
            hasLoadBalancer: isKnown ? front.loadBalancer !== 'none' : undefined,
            enabledPorts: isKnown ? front.listeners.map(({ port }) => port) : undefined,
            newPorts: [],
            websocketPort: listenerPort,
            ownPort: way.isOwnHost ? listenerPort : undefined,
        }),
        findBlockers(context, { environmentId, listenerPort }),
    ]);
    const refused = explainRefusals([...listRefusals(inbound), ...refusals]);
    return { ...toKnownPort(describePorts(inbound), way), blockers: { found, unknown: [...refused, ...unknown] } };
}
function listRefusals(inbound) {
    if (inbound.kind === 'found')
        return inbound.refusals;
    return inbound.kind === 'unknown' && inbound.refusal ? [inbound.refusal] : [];
}

/** The environment that a check is about: its URL, and what is known of it before the network is asked. Reads only. */
/** Throws an ActionError when it does not exist, or no client can open a WebSocket to it. */
async function findChecked(context, environment, path) {
    const survey = await findEnvironment(context, environment);
    const { id, name, platform, status, health, versionLabel = 'none' } = survey;
    context.log.info(`Environment "${name}" (${id}): ${status}, health ${health}, version "${versionLabel}".`);
    context.log.info(`Platform: ${platform.name}.`);
    const instanceCount = await countInstances(context, { environmentId: id, front: survey.front });
    const url = toEnvironmentUrl(survey, path ?? '/');
    const ownAddress = findOwnAddress(survey);
    const known = {
        ...describeUnread(survey),
        ...toKnownCount(instanceCount),
        pathIsGuess: !path,
        region: environment.region,
    };
    const looks = new Map();
    return {
        url,
        known: ownAddress ? { ...known, ownAddress } : known,
        lookAtWayIn: asked => {
            const { origin, hostname } = new URL(asked);
            const isOwnHost = hostname === new URL(url).hostname;
            const look = looks.get(origin) ?? lookAtChecked(context, survey, { url: asked, ownAddress, isOwnHost });
            looks.set(origin, look);
            return look;
        },
    };
}

export { findChecked };
