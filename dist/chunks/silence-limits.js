/** After how many seconds of silence proxy and load balancer cut a connection. Pure. */
/** Of nginx (proxy_read_timeout), of Application and of Classic Load Balancers (idle timeout), where nobody set it. */
const USUAL_SECONDS = 60;
/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#connection-idle-timeout */
const NETWORK_SECONDS = 350;
/** One at most for each of both, the proxy's first. */
function findLimits(known) {
    return [...findLimitOfProxy(known), ...findLimitOfLoadBalancer(known)];
}
function findLimitOfProxy({ silenceLimits, proxy }) {
    // httpd has no timer for an upgraded connection; without a proxy there is none either.
    if (proxy === 'apache' || proxy === 'none')
        return [];
    return [toLimit('proxy', silenceLimits?.proxy)];
}
function findLimitOfLoadBalancer({ silenceLimits, loadBalancer }) {
    if (loadBalancer === 'none')
        return [];
    return [
        toLimit('load-balancer', silenceLimits?.loadBalancer ?? (loadBalancer === 'network' ? NETWORK_SECONDS : undefined)),
    ];
}
function toLimit(by, seconds) {
    return { by, seconds: seconds ?? USUAL_SECONDS, isAssumed: seconds === undefined };
}

export { NETWORK_SECONDS as N, findLimits as f };
