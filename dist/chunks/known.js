/** The listener that clients of a URL come by: its port is the URL's, unless that is the environment's own address. */
function toListenerPort({ ownAddress }, { host, port }) {
    return ownAddress && ownAddress.host === host && ownAddress.port === port ? ownAddress.listenerPort : port;
}
/**
 * The stock nginx of Node.js, Python, Go, Java, .NET and Docker platforms forwards the Upgrade; Ruby's and PHP's, and
 * every httpd, do not. The user's own files decide before ours, and ours before the platform's.
 */
function judgeForwarding(known) {
    if (known.bundleOverridesProxy?.length) {
        if (known.bundleForwardsUpgrade === undefined)
            return 'unknown';
        return known.bundleForwardsUpgrade ? 'forwarded' : 'overridden';
    }
    if (known.injectedFiles?.length || known.proxy === 'none')
        return 'forwarded';
    if (known.isBundleUnread)
        return 'unknown';
    if (known.platformForwardsUpgrade !== undefined)
        return known.platformForwardsUpgrade ? 'forwarded' : 'dropped';
    return known.proxy === 'apache' ? 'dropped' : 'unknown';
}
/**
 * What is known of all instances alike says nothing of one that is not like the others: where one of them accepts, the
 * same app handles the Upgrade, and everything before it passes it on.
 */
function forgetForwarding(known) {
    const { platformForwardsUpgrade: _, bundleOverridesProxy: __, injectedFiles: ___, passesTo, ...rest } = known;
    return {
        ...rest,
        ...(passesTo?.kind === 'app' ? { passesTo } : {}),
        ...(rest.loadBalancer === 'classic' ? { loadBalancerPassesUpgrade: true } : {}),
        isBundleUnread: true,
    };
}

export { forgetForwarding as f, judgeForwarding as j, toListenerPort as t };
