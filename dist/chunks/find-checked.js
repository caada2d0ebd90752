import { f as findEnvironment, c as countInstances, t as toEnvironmentUrl, a as toListenerPort, b as findBlockers, d as toKnownCount, e as describeUnread } from './describe-known.js';
import './refusals.js';
import './action-error.js';
import './untrusted.js';
import 'node:stream';
import './address-range.js';
import 'node:net';
import './schemas_0.js';
import 'node:path';
import 'node:os';
import 'node:fs/promises';
import './protocols.js';
import './silence-limits.js';

/** The environment that a check is about: its URL, and what is known of it before the network is asked. Reads only. */
/** Throws an ActionError when it does not exist, or no client can open a WebSocket to it. */
async function findChecked(context, environment, path) {
    const survey = await findEnvironment(context, environment);
    const { id, name, platform, status, health, versionLabel = 'none' } = survey;
    context.log.info(`Environment "${name}" (${id}): ${status}, health ${health}, version "${versionLabel}".`);
    context.log.info(`Platform: ${platform.name}.`);
    const instanceCount = await countInstances(context, { environmentId: id, front: survey.front });
    const url = toEnvironmentUrl(survey, path ?? '/');
    const looks = new Map();
    return {
        url,
        known: { ...describeUnread(survey), ...toKnownCount(instanceCount), pathIsGuess: !path },
        lookAtWayIn: async (asked) => {
            const listenerPort = toListenerPort({ url: asked, isOwnAddress: new URL(asked).host === new URL(url).host });
            const look = looks.get(listenerPort) ?? findBlockers(context, { environmentId: id, listenerPort });
            looks.set(listenerPort, look);
            return { blockers: await look };
        },
    };
}

export { findChecked };
