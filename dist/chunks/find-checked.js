import { f as findEnvironment, t as toEnvironmentUrl, d as describeProxy, a as describeFrontAsKnown } from './known-front.js';
import './action-error.js';
import './refusals.js';
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
    return { url: toEnvironmentUrl(survey, path ?? '/'), known: { ...describeKnown(survey), pathIsGuess: !path } };
}
// The source bundle that runs there is not read: files of its own may have changed what the platform's proxy does.
function describeKnown({ platform, proxyServer, port, front, versionLabel }) {
    const { proxy } = describeProxy(platform, { proxyServer, port });
    return {
        ...(proxy === 'nginx' || proxy === 'apache' || proxy === 'none' ? { proxy } : {}),
        ...describeFrontAsKnown(front),
        isBundleUnread: true,
        ...(versionLabel === undefined ? {} : { versionLabel }),
    };
}

export { findChecked };
