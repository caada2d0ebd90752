import { a as parseUrl, u as usualPort, i as isLocal, b as isAddress } from './target.js';

/** The HTTP proxy by which a machine reaches the internet: which one, if any, stands before a target. Pure. */
/** From the environment of a program. As for curl and most others, the lower case wins. */
function readProxyVariables(env) {
    return {
        httpProxy: env.http_proxy || env.HTTP_PROXY || '',
        httpsProxy: env.https_proxy || env.HTTPS_PROXY || '',
        noProxy: env.no_proxy || env.NO_PROXY || '',
    };
}
/** This machine itself is always reached directly. A problem is a sentence in the past tense, without the value. */
function chooseProxy(target, variables) {
    const value = (target.isSecure ? variables.httpsProxy : variables.httpProxy)?.trim();
    if (!value || isLocal(target.host) || isExcepted(target, variables.noProxy ?? ''))
        return { kind: 'direct' };
    const url = parseProxy(value);
    if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
        const name = target.isSecure ? 'HTTPS_PROXY' : 'HTTP_PROXY';
        return { kind: 'problem', problem: `The variable ${name} was not the URL of an HTTP proxy` };
    }
    return { kind: 'proxy', proxy: readProxy(url) };
}
/** What is secret in them: the values of Proxy-Authorization. */
function listProxyCredentials({ httpProxy = '', httpsProxy = '' }) {
    const urls = [httpProxy, httpsProxy].flatMap(value => parseProxy(value) ?? []);
    return urls.flatMap(url => readProxy(url).authorization ?? []);
}
function parseProxy(value) {
    return parseUrl(/^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`);
}
function readProxy({ protocol, hostname, port, username, password }) {
    const isSecure = protocol === 'https:';
    const pair = `${decode(username)}:${decode(password)}`;
    return {
        host: hostname.replace(/^\[|\]$/g, ''),
        port: Number(port) || usualPort(isSecure),
        isSecure,
        ...(username || password ? { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } : {}),
    };
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
function isExcepted({ host, port }, noProxy) {
    return noProxy.split(/[\s,]+/).some(entry => {
        const [, name = '', entryPort] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(isAddress(entry) ? `[${entry}]` : entry) ?? [];
        if (name === '' || (entryPort !== undefined && Number(entryPort) !== port))
            return false;
        const bare = name.toLowerCase().replace(/^\*?\./, '');
        return name === '*' || host.toLowerCase() === bare || host.toLowerCase().endsWith(`.${bare}`);
    });
}

export { chooseProxy as c, listProxyCredentials as l, readProxyVariables as r };
