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

/** Lets a few at a time do what many want to do, in the order in which they came. */
function openTurns(most) {
    const waiting = [];
    let freeCount = most;
    return async (work) => {
        if (freeCount > 0)
            freeCount -= 1;
        else
            await new Promise(resolve => waiting.push(resolve));
        try {
            return await work();
        }
        finally {
            const next = waiting.shift();
            if (next)
                next();
            else
                freeCount += 1;
        }
    };
}
/**
 * What `work` makes of each item, in their order. After one has failed no other is begun; its error is thrown when
 * those that were begun have ended, so that nothing goes on behind the caller's back.
 */
async function mapInTurns(most, items, work) {
    const takeTurn = openTurns(most);
    const products = [];
    const errors = [];
    const workOn = async (item, index) => {
        if (errors.length > 0)
            return;
        try {
            products[index] = await work(item);
        }
        catch (error) {
            errors.push(error);
        }
    };
    await Promise.all(items.map((item, index) => takeTurn(() => workOn(item, index))));
    if (errors.length > 0)
        throw errors[0];
    return products;
}

export { NETWORK_SECONDS as N, findLimits as f, mapInTurns as m, openTurns as o };
