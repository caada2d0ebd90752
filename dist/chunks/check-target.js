import { p as parseTarget } from './target.js';
import { l as listSecrets } from './handshake-inputs.js';

/** One WebSocket that a check opens: what the inputs or the file of targets say of it. */
/** Those that the inputs name themselves. */
function listOwnTargets({ urls, environment, path, probe, attempts }) {
    const shared = { environment, path, probe, attempts, labels: [], assignees: [], secrets: [] };
    if (urls.length > 0)
        return tellApart(urls.map(url => ({ ...shared, id: identifyUrl(url), url })));
    if (!environment)
        return [];
    return [{ ...shared, id: identifyEnvironment(environment, path), url: undefined }];
}
/** What must not be seen of it in log, summary and report. */
function listTargetSecrets({ url, path, probe, secrets }, proxyVariables) {
    return [...new Set([...listSecrets({ ...probe, url, path, proxyVariables }), ...secrets])];
}
/** Without the values of the query. */
function identifyUrl(url) {
    const parsed = parseTarget(url);
    return parsed.kind === 'target' ? parsed.target.printableUrl : '';
}
function identifyEnvironment({ applicationName, environmentName }, path) {
    return `${applicationName}/${environmentName}${path?.replace(/\?.*/s, '') ?? ''}`;
}
// Two URLs may differ in what is not shown.
function tellApart(targets) {
    const counts = new Map();
    return targets.map(target => {
        const count = (counts.get(target.id) ?? 0) + 1;
        counts.set(target.id, count);
        return count === 1 ? target : { ...target, id: `${target.id} (${count})` };
    });
}

export { listOwnTargets as a, identifyUrl as b, identifyEnvironment as i, listTargetSecrets as l };
