import { f as findEnvironment, c as countInstances, t as toEnvironmentUrl, a as toListenerPort, b as findBlockers, d as toKnownCount, e as describeUnread } from './describe-known.js';
import './refusals.js';
import './action-error.js';
import './untrusted.js';
import 'node:stream';
import './schemas_0.js';
import 'node:path';
import 'node:os';
import 'node:fs/promises';
import './protocols.js';
import 'node:net';

/** The environment that a check is about: its URL, and what is known of it before the network is asked. Reads only. */
/** Throws an ActionError when it does not exist, or no client can open a WebSocket to it. */
async function findChecked(context, environment, path) {
    const survey = await findEnvironment(context, environment);
    const { id, name, platform, status, health, versionLabel = 'none' } = survey;
    context.log.info(`Environment "${name}" (${id}): ${status}, health ${health}, version "${versionLabel}".`);
    context.log.info(`Platform: ${platform.name}.`);
    const instanceCount = await countInstances(context, { environmentId: id, front: survey.front });
    const url = toEnvironmentUrl(survey, path ?? '/');
    const listenerPort = toListenerPort({ url, isOwnAddress: true });
    return {
        url,
        known: { ...describeUnread(survey), ...toKnownCount(instanceCount), pathIsGuess: !path },
        lookAtWayIn: async () => ({ blockers: await findBlockers(context, { environmentId: id, listenerPort }) }),
    };
}

export { findChecked };
