import { f as findLimits, N as NETWORK_SECONDS, m as mapInTurns } from './take-turns.js';
import { r as redact, c as collectSecrets, b as chooseProxy } from './redact.js';
import { s as startStopwatch, w as withDeadline, a as protocols, g as guessProtocol } from './protocols.js';
import { w as writeUpgradeRequest, c as chooseOrigin, a as writeControlRequest, b as writePlainRequest, d as compareMessage, f as findRequestProblems } from './expectation.js';
import { i as isAddress, w as withRequestTarget, b as isLocal, p as parseTarget } from './target.js';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect } from 'node:net';
import tls, { connect as connect$1, createSecureContext } from 'node:tls';
import { h as instruct, p as parseHead, j as findHeader, k as namePlace, l as paste, q as quote, T as TOKEN_LINES, m as UPGRADE_LINES, o as nameAnswer$1, s as hedge, t as nameListenerPort, u as quoteMessage, v as choosePathToPaste, b as describeTarget$1, d as describeCut } from './handshake-lines.js';
import { randomBytes } from 'node:crypto';
import { g as getDefaultExportFromCjs } from './_commonjsHelpers.js';
import require$$5 from 'stream';
import crypto__default from 'crypto';
import require$$6 from 'util';
import require$$0 from 'zlib';
import http from 'http';
import require$$0$1 from 'buffer';
import { r as readLogs, a as readListeners, i as inRegion, b as readEvents, n as nameHost, c as nameEnvironment, d as aboutEnvironment } from './commands.js';
import { t as toListenerPort, j as judgeForwarding, f as forgetForwarding } from './known.js';

/** When a silent connection will be cut, from what is known of the timers on the way, without waiting for it. Pure. */
/** Longer than people are silent without leaving: not worth a word. */
const LONG_SECONDS = 600;
/** Their defaults, where the app does not tell: SockJS, Action Cable, graphql-ws with `ws`. */
const HEARTBEATS = {
    sockjs: 25,
    actioncable: 3,
    'graphql-transport-ws': 12,
};
/**
 * Undefined where no timer is known to be short, where one that nobody has read may be shorter, and where the connection
 * was not opened.
 */
function foreseeCut({ frames, protocol }, known) {
    const limits = findLimits(known);
    const read = limits.filter(({ isAssumed }) => !isAssumed);
    const afterSeconds = Math.min(...read.map(({ seconds }) => seconds));
    if (frames?.end.kind !== 'clean' || read.length === 0 || afterSeconds > LONG_SECONDS)
        return undefined;
    if (limits.some(({ seconds }) => seconds < afterSeconds))
        return undefined;
    const by = read.filter(({ seconds }) => seconds === afterSeconds).map(({ by }) => by);
    return { afterSeconds, by, ...findHeartbeat(frames.greeting, protocol?.name ?? '') };
}
// Whoever of both sides it is that asks: the silence is broken either way.
function findHeartbeat(greeting, protocol) {
    if (greeting?.kind !== 'greeted')
        return {};
    if (greeting.heartbeat) {
        const everySeconds = Math.round(greeting.heartbeat.everyMs / 100) / 10;
        return { heartbeat: { protocol, everySeconds, setting: 'pingInterval' } };
    }
    const everySeconds = HEARTBEATS[protocol];
    return everySeconds === undefined ? {} : { heartbeat: { protocol, everySeconds } };
}

/** What keeps clients out beside the security group, in the words of a finding. */
/** Sentences after the one that says what happened; '' where nobody has looked. */
function tellBlockers({ known }) {
    const { blockers, portAdmitted } = known;
    if (!blockers)
        return '';
    const { found, unknown } = blockers;
    const open = portAdmitted === 'yes' && !isNarrow(known) ? ', and the security group admits clients' : '';
    const fine = `The network ACLs and routes of its subnets let clients in by IPv4${open}.`;
    const messages = found.map(({ message }) => message);
    return [
        ...(found.length > 0 ? [`A likely cause: ${messages.join(' ')}`] : unknown.length > 0 ? [] : [fine]),
        ...(unknown.length > 0 ? [`What else may keep clients out is not known: ${unknown.join(' ')}`] : []),
    ]
        .map(sentence => ` ${sentence}`)
        .join('');
}
/**
 * What was found has to go; and the group has to let clients in, where that is not known to be so. A port without a
 * listener is not to be opened.
 */
function removeBlockers({ known }, openPort) {
    const { blockers, portAdmitted } = known;
    const remedies = [...new Set(blockers?.found.map(({ remedy }) => remedy))];
    if (remedies.length === 0)
        return openPort;
    const removed = remedies.join(' ');
    return portAdmitted === 'yes' || listRefusing(known).length > 0
        ? instruct(removed)
        : { ...openPort, instruction: `${removed} And: ${openPort.instruction}` };
}
/** What may be why clients are refused. */
function listRefusing({ blockers }) {
    return (blockers?.found ?? []).filter(({ refuses }) => refuses);
}
/** The group admits somebody, and it may well not be who asks from here. */
function isNarrow({ portAdmitted, admittedSources = [] }) {
    const isEverybody = (source) => source === '0.0.0.0/0' || source === '::/0';
    return portAdmitted === 'yes' && admittedSources.length > 0 && !admittedSources.some(isEverybody);
}

/** What is known of the way from a client to the app: a part of each report, so that whoever shows it can draw it. */
/** Undefined where nothing is known but the URL. */
function describeWay(known, target) {
    const { loadBalancer, proxy, securityGroup } = known;
    if (loadBalancer === undefined && proxy === undefined && securityGroup === undefined)
        return undefined;
    const admits = judgeAdmission(known);
    return {
        ...(loadBalancer === undefined ? {} : { loadBalancer }),
        ...(proxy === undefined ? {} : { proxy }),
        ...(securityGroup === undefined ? {} : { securityGroup }),
        ...(admits === undefined ? {} : { admits }),
        listenerPort: toListenerPort(known, target),
    };
}
function judgeAdmission(known) {
    if (known.portAdmitted === 'no')
        return 'nobody';
    if (known.portAdmitted !== 'yes')
        return undefined;
    return isNarrow(known) ? 'some' : 'everybody';
}

/** Whether an address is one of IPv6. Pure. */
function isV6(address) {
    return address.includes(':');
}

/** Asks the system's resolver which addresses a name has. */
/** A load balancer's name has at most eight addresses in one answer. */
const MAX_ADDRESSES = 8;
/**
 * Never throws. IPv4 comes first: where IPv6 is missing, as on GitHub's runners, it must not cost the attempt its
 * time.
 */
async function resolveName(question, signal) {
    const elapsedMs = startStopwatch();
    const pinned = findPinned(question);
    if (pinned.length > 0)
        return resolved(sortAddresses(pinned));
    if (isAddress(question.host))
        return resolved([question.host]);
    try {
        // getaddrinfo cannot be called off: its late answer is ignored.
        const answer = await Promise.race([lookup(question.host, { all: true }), rejectOnAbort(signal)]);
        return { ...resolved(sortAddresses(answer.map(entry => entry.address))), isPinned: false, ms: elapsedMs() };
    }
    catch (error) {
        return { kind: 'failed', code: signal.aborted ? 'ETIMEOUT' : readErrorCode(error), ms: elapsedMs() };
    }
}
function findPinned({ host, port, pinned }) {
    return pinned.filter(pin => isSameName(pin.host, host) && pin.port === port).map(pin => pin.address);
}
/** The system's code of an error, such as `ENOTFOUND`; the code of its first part when it has several. */
function readErrorCode(error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string')
        return error.code;
    if (error instanceof AggregateError)
        return readErrorCode(error.errors[0]);
    return 'UNKNOWN';
}
function resolved(addresses) {
    return { kind: 'resolved', addresses, isPinned: true, ms: 0 };
}
function sortAddresses(addresses) {
    return [...new Set(addresses)].sort((a, b) => Number(isV6(a)) - Number(isV6(b))).slice(0, MAX_ADDRESSES);
}
function isSameName(a, b) {
    return a.toLowerCase() === b.toLowerCase();
}
async function rejectOnAbort(signal) {
    if (!signal.aborted)
        await once(signal, 'abort');
    throw new Error('The time to resolve the name was over');
}

/** Asks one address whether it takes a connection on one port. */
/** For IPv6 these mean that this machine has no way there; for IPv4 an answer of the network, or the same. */
const NO_ROUTE = new Set(['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT']);
/**
 * Never throws. The address is tried by itself: Node's own choice between addresses (`autoSelectFamily`) gives up on
 * each after 250 ms and hides which one failed.
 */
async function connectTcp(address, port, signal) {
    const elapsedMs = startStopwatch();
    const socket = connect({ host: address, port, autoSelectFamily: false, noDelay: true });
    socket.on('error', ignoreLateError);
    try {
        await once(socket, 'connect', { signal });
        return { evidence: { kind: 'connected', address, port, ms: elapsedMs() }, socket };
    }
    catch (error) {
        socket.destroy();
        const tried = { address, port, ms: elapsedMs() };
        if (signal.aborted)
            return { evidence: { kind: 'timeout', ...tried } };
        const code = readErrorCode(error);
        return { evidence: { kind: isWithoutRoute(address, code) ? 'not-tested' : 'failed', code, ...tried } };
    }
}
/** What a socket says after its probe has answered is no news, but unheard it would end the process. */
function ignoreLateError() { }
function isWithoutRoute(address, code) {
    return NO_ROUTE.has(code) || (code === 'EHOSTUNREACH' && address.includes(':'));
}

/** Asks a connected peer for TLS, and verifies whom it says to be. */
/**
 * Never throws. The certificate is always verified: `rejectUnauthorized` is said aloud because
 * NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment would change the default. ALPN offers HTTP/1.1 alone, the only
 * version in which a WebSocket is opened by an Upgrade.
 */
async function secure(plain, question, signal) {
    const elapsedMs = startStopwatch();
    const socket = connect$1({
        socket: plain,
        host: question.host,
        ...(isAddress(question.host) ? {} : { servername: question.host }),
        ...(question.ca === undefined ? {} : { secureContext: trustAlso(question.ca) }),
        ALPNProtocols: ['http/1.1'],
        rejectUnauthorized: true,
    });
    socket.on('error', ignoreLateError);
    try {
        await once(socket, 'secureConnect', { signal });
        return { evidence: { ...describeSession(socket), ms: elapsedMs() }, socket };
    }
    catch (error) {
        socket.destroy();
        if (signal.aborted)
            return { evidence: { kind: 'timeout', ms: elapsedMs() } };
        return { evidence: { ...describeFailure$1(error), ms: elapsedMs() } };
    }
}
const contexts = new Map();
// To read the system's hundred and more certificates takes longer than a handshake, so it is done once. Node 20 tells
// only those that come with it.
function trustAlso(ca) {
    const known = contexts.get(ca) ?? createSecureContext({ ca: [...listTrusted(), ca] });
    contexts.set(ca, known);
    return known;
}
function listTrusted() {
    return tls.getCACertificates?.('default') ?? tls.rootCertificates;
}
function describeSession(socket) {
    return {
        kind: 'secured',
        protocol: socket.getProtocol() ?? '',
        alpn: socket.alpnProtocol || '',
        certificate: describeCertificate(socket.getPeerCertificate()),
    };
}
function describeFailure$1(error) {
    const certificate = readCertificate$1(error);
    return {
        kind: 'failed',
        code: readErrorCode(error),
        message: cut(error instanceof Error ? error.message : ''),
        ...(certificate ? { certificate: describeCertificate(certificate) } : {}),
    };
}
/** Node attaches the certificate to the error only when its names do not fit the host. */
function readCertificate$1(error) {
    if (!(error instanceof Error && 'cert' in error))
        return undefined;
    return typeof error.cert === 'object' && error.cert !== null ? error.cert : undefined;
}
function describeCertificate(certificate) {
    const fingerprint = certificate.fingerprint256?.replaceAll(':', '').slice(0, 16).toLowerCase();
    return {
        subject: cut(String(certificate.subject?.CN ?? '')),
        alternativeNames: cut(certificate.subjectaltname ?? ''),
        ...(certificate.valid_from ? { validFrom: cut(certificate.valid_from) } : {}),
        validTo: cut(certificate.valid_to ?? ''),
        ...(fingerprint ? { fingerprint } : {}),
    };
}
function cut(text) {
    return text.slice(0, 500);
}

/** Reads a socket piece by piece under a signal, and leaves it as it was for the next reader. */
/** The next bytes; null when the peer has ended, the connection broke or the signal is aborted. */
async function readBytes(socket, signal) {
    for (;;) {
        const bytes = socket.read();
        if (bytes instanceof Buffer)
            return bytes;
        if (signal.aborted || socket.readableEnded || socket.destroyed)
            return null;
        await waitForActivity(socket, signal);
    }
}
async function waitForActivity(socket, signal) {
    const events = ['readable', 'end', 'close', 'error'];
    let wake = () => { };
    const woken = new Promise(resolve => {
        wake = resolve;
    });
    for (const event of events)
        socket.on(event, wake);
    signal.addEventListener('abort', wake);
    await woken;
    for (const event of events)
        socket.off(event, wake);
    signal.removeEventListener('abort', wake);
}

/** Reads the beginning of an HTTP/1 answer's body, however its length is told. */
const MAX_BODY_BYTES = 4 * 1024;
/** Until it is whole, longer than what is kept, or the signal is aborted. Never throws. */
async function readBody(socket, { head, rest }, signal) {
    let received = rest;
    for (;;) {
        const { bytes, isComplete } = head.isChunked ? joinChunks(received) : takeLength(received, head.contentLength);
        if (isComplete || bytes.length >= MAX_BODY_BYTES || received.length >= 4 * MAX_BODY_BYTES) {
            return cutBody(bytes, !isComplete);
        }
        const more = await readBytes(socket, signal);
        if (!more)
            return cutBody(bytes, head.isChunked || head.contentLength !== undefined || signal.aborted);
        received = Buffer.concat([received, more]);
    }
}
function takeLength(received, contentLength) {
    if (contentLength === undefined)
        return { bytes: received, isComplete: false };
    return { bytes: received.subarray(0, contentLength), isComplete: received.length >= contentLength };
}
/** RFC 9112, section 7.1, as far as it has come and is kept. */
function joinChunks(received) {
    const chunks = [];
    let at = 0;
    let joinedBytes = 0;
    for (;;) {
        const lineEnd = received.indexOf('\r\n', at);
        const size = lineEnd < 0 ? Number.NaN : Number.parseInt(received.subarray(at, lineEnd).toString('latin1'), 16);
        if (!(size > 0) || joinedBytes > MAX_BODY_BYTES)
            return { bytes: Buffer.concat(chunks), isComplete: size === 0 };
        chunks.push(received.subarray(lineEnd + 2, lineEnd + 2 + size));
        joinedBytes += size;
        at = lineEnd + 2 + size + 2;
    }
}
function cutBody(bytes, isUnfinished) {
    return {
        body: bytes.subarray(0, MAX_BODY_BYTES).toString(),
        isBodyCut: isUnfinished || bytes.length > MAX_BODY_BYTES,
    };
}

/** Hides what a redirect carries along: a token in the query of a Location is as secret as one that was sent. Pure. */
/**
 * The answer with `***` for the Location's query and fragment, in the header and where the body repeats the whole of
 * it. Names are hidden as well as values: which part of a foreign text is a name, the text itself decides.
 */
function maskLocation({ headers, body, isBodyCut }) {
    const locations = headers.filter(([name]) => isLocation(name)).map(([, value]) => value);
    return {
        headers: headers.map(([name, value]) => [name, isLocation(name) ? maskUrl(value) : value]),
        body: locations.flatMap(listSpellings).reduce((text, url) => text.replaceAll(url, maskUrl(url)), body),
        isBodyCut,
    };
}
function isLocation(name) {
    return name.toLowerCase() === 'location';
}
function maskUrl(url) {
    return url.replace(/([?#]).*/s, '$1***');
}
/** As it is, and as HTML has it. */
function listSpellings(url) {
    return /[?#]/.test(url) ? [url, url.replaceAll('&', '&amp;')] : [];
}

/** Reads one HTTP/1 answer from a raw socket, within bounds: its head whole, of its body the beginning. */
const MAX_HEAD_BYTES = 16 * 1024;
const MAX_EXCERPT_BYTES = 200;
/** How long a body may take after its head: it is an excerpt for people, and not worth the attempt's time. */
const BODY_TIMEOUT_MS = 2000;
const BEGINNING = Buffer.from('HTTP/1.');
const NOTHING$1 = Buffer.alloc(0);
/** Sends the request and reads the answer. Never throws; interim answers (1xx other than 101) are passed over. */
function ask(socket, request, signal) {
    return askFor(socket, { request, isTunnel: false }, signal);
}
/** The same for a CONNECT, whose 2xx is followed by a stream, as a 101 always is. */
function askForTunnel(socket, request, signal) {
    return askFor(socket, { request, isTunnel: true }, signal);
}
async function askFor(socket, { request, isTunnel }, signal) {
    const elapsedMs = startStopwatch();
    const brokenBy = watchErrors(socket);
    socket.write(request);
    let received = NOTHING$1;
    let passedBytes = 0;
    for (;;) {
        const end = received.indexOf('\r\n\r\n');
        if (end >= 0 && passedBytes + end <= MAX_HEAD_BYTES) {
            const head = parseHead(received.subarray(0, end).toString('latin1'));
            const rest = received.subarray(end + 4);
            if (!head)
                return finish({ kind: 'garbage', problem: 'head-malformed', ...excerptOf(received), ms: elapsedMs() });
            const isStream = head.status === 101 || (isTunnel && head.status < 300);
            if (head.status >= 200 || isStream)
                return answerWith(socket, { head, rest, isStream, ms: elapsedMs() }, signal);
            received = rest;
            passedBytes += end + 4;
        }
        else if (!looksLikeHttp(received)) {
            return finish({ kind: 'not-http', ...excerptOf(received), ms: elapsedMs() });
        }
        else if (passedBytes + received.length > MAX_HEAD_BYTES) {
            return finish({ kind: 'garbage', problem: 'head-too-large', ...excerptOf(received), ms: elapsedMs() });
        }
        else {
            const bytes = await readBytes(socket, signal);
            if (bytes)
                received = Buffer.concat([received, bytes]);
            else
                return finish(describeSilence$1({ received, ms: elapsedMs(), isLate: signal.aborted, ...brokenBy() }));
        }
    }
}
function finish(evidence) {
    return { evidence, rest: NOTHING$1 };
}
async function answerWith(socket, { head, rest, isStream, ms }, signal) {
    const answered = { kind: 'answered', version: head.version, status: head.status, reason: head.reason, ms };
    const headers = head.headers.slice(0, 100);
    if (isStream)
        return { evidence: { ...answered, headers, body: '', isBodyCut: false }, rest };
    const body = await withDeadline(signal, BODY_TIMEOUT_MS, within => readBody(socket, { head, rest }, within));
    return finish({ ...answered, ...maskLocation({ headers, ...body }) });
}
function looksLikeHttp(received) {
    const length = Math.min(received.length, BEGINNING.length);
    return received.subarray(0, length).equals(BEGINNING.subarray(0, length));
}
function describeSilence$1({ received, ms, isLate, code }) {
    if (isLate)
        return { kind: 'timeout', receivedBytes: received.length, ms };
    if (received.length === 0)
        return { kind: 'closed', ...(code ? { code } : {}), ms };
    return { kind: 'garbage', problem: 'head-cut-short', ...excerptOf(received), ms };
}
function excerptOf(received) {
    return { excerpt: received.subarray(0, MAX_EXCERPT_BYTES).toString('latin1') };
}
function watchErrors(socket) {
    let code;
    socket.once('error', (error) => {
        code = error.code;
    });
    return () => (code ? { code } : {});
}

/** Asks an HTTP proxy for a way to the target, by CONNECT (RFC 9110, section 9.3.6). */
/** Never throws. When it was opened, the socket leads to the target. */
async function openTunnel(socket, { proxy, authority }, signal) {
    const elapsedMs = startStopwatch();
    const via = nameProxy(proxy);
    const credentials = proxy.authorization ? `Proxy-Authorization: ${proxy.authorization}\r\n` : '';
    const request = `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${credentials}\r\n`;
    const { evidence, rest } = await askForTunnel(socket, request, signal);
    if (evidence.kind !== 'answered')
        return { kind: 'silent', via, ms: elapsedMs() };
    const { status, reason } = evidence;
    if (status < 200 || status > 299)
        return { kind: 'refused', via, status, reason, ms: elapsedMs() };
    if (rest.length > 0)
        socket.unshift(rest);
    return { kind: 'opened', via, ms: elapsedMs() };
}
/** Host and port, without what is secret. */
function nameProxy({ host, port }) {
    return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** A connection up to where HTTP begins, and what all connections of one attempt share. */
/** The addresses that can be connected to: the target's, or those of the proxy before it. */
function resolveWay({ target, options }, signal) {
    const { proxy, resolve: pinned = [] } = options;
    if (proxy)
        return resolveName({ host: proxy.host, port: proxy.port, pinned: [] }, signal);
    return resolveName({ host: target.host, port: target.port, pinned }, signal);
}
/** Each address by itself until one connects; none may take the time of those after it. Never throws. */
async function openConnection(run, addresses, signal) {
    const { proxy } = run.options;
    const tcp = [];
    for (const [index, address] of addresses.entries()) {
        const shareMs = run.remainingMs() / (addresses.length - index);
        const port = proxy?.port ?? run.target.port;
        const probe = await withDeadline(signal, shareMs, within => connectTcp(address, port, within));
        tcp.push(probe.evidence);
        if (!probe.socket)
            continue;
        run.open.push(probe.socket);
        return { tcp, ...(await openLayers(run, probe.socket, signal)), address };
    }
    return { tcp, ...(proxy ? { tunnel: { kind: 'unreached', via: nameProxy(proxy), ms: 0 } } : {}) };
}
async function openLayers(run, plain, signal) {
    const through = await passProxy(run, plain, signal);
    const { tunnel, socket } = through;
    if (!socket || !run.target.isSecure)
        return through;
    const tls = await secure(socket, { host: run.target.host, ...pickCa(run) }, signal);
    if (tls.socket)
        run.open.push(tls.socket);
    return { ...(tunnel ? { tunnel } : {}), tls: tls.evidence, ...(tls.socket ? { socket: tls.socket } : {}) };
}
async function passProxy(run, plain, signal) {
    const { proxy } = run.options;
    if (!proxy)
        return { socket: plain };
    const tls = proxy.isSecure ? await secure(plain, { host: proxy.host, ...pickCa(run) }, signal) : undefined;
    const socket = tls ? tls.socket : plain;
    if (!socket)
        return { tunnel: { kind: 'unreached', via: nameProxy(proxy), ms: tls?.evidence.ms ?? 0 } };
    if (tls)
        run.open.push(socket);
    const tunnel = await openTunnel(socket, { proxy, authority: chooseAuthority(run) }, signal);
    return tunnel.kind === 'opened' ? { tunnel, socket } : { tunnel };
}
function chooseAuthority({ target, options }) {
    const [pinned] = findPinned({ ...target, pinned: options.resolve ?? [] });
    const host = pinned ?? target.host;
    return `${host.includes(':') ? `[${host}]` : host}:${target.port}`;
}
function pickCa({ options: { ca } }) {
    return ca === undefined ? {} : { ca };
}

/** Asks beacons, one after the other, what of an opening handshake arrives at the proxy. */
/** Sends the opening handshake to each beacon until one answers. Never throws for an answer of the network. */
async function askBeacon(question, signal) {
    const elapsedMs = startStopwatch();
    for (const { path, versionLabel } of question.beacons) {
        const socket = await question.connect(signal);
        if (!socket)
            break;
        const request = writeUpgradeRequest(withRequestTarget(question.target, path), question.options);
        const { evidence } = await ask(socket, request.text, signal);
        socket.destroy();
        const received = readReceived(evidence);
        if (received)
            return { kind: 'answered', versionLabel, ...received, ms: elapsedMs() };
    }
    return { kind: 'silent', ms: elapsedMs() };
}
/** In the form of the file that makes a beacon (src/proxy/). */
const HEADER = 'x-websocket-beacon';
// An app that echoes what it was sent was not sent this header.
function readReceived(answer) {
    if (answer.kind !== 'answered' || answer.status !== 204)
        return undefined;
    const value = findHeader(answer.headers, HEADER) ?? '';
    const parts = /^upgrade="([^"]{0,100})"; connection="([^"]{0,100})"; protocol="([^"]{0,20})"$/.exec(value);
    if (!parts)
        return undefined;
    const [, upgrade = '', connection = '', protocol = ''] = parts;
    return { upgrade, connection, protocol };
}

/** Asks the peer to switch to WebSocket, judges its answer by RFC 6455, and asks again without the Upgrade. */
/** Never throws. */
async function askUpgrade(socket, request, signal) {
    const { evidence, rest } = await ask(socket, request.text, signal);
    if (evidence.kind !== 'answered')
        return { evidence, rest };
    return { evidence: { ...evidence, problems: evidence.status === 101 ? findProblems$1(evidence, request) : [] }, rest };
}
/** Never throws. */
async function askControl(socket, request, signal) {
    const { evidence } = await ask(socket, request, signal);
    return evidence;
}
/** Whether the upgrade's answer is a 101 that a browser would take. */
function isAccepted(upgrade) {
    return upgrade?.kind === 'answered' && upgrade.status === 101 && upgrade.problems.length === 0;
}
/** A plain GET that gets the same answer as the Upgrade shows that nobody looked at the Upgrade. */
function compareAnswers(upgrade, control) {
    if (upgrade.kind !== 'answered' || control.kind !== 'answered')
        return 'different';
    if (describeShape(upgrade) !== describeShape(control))
        return 'different';
    return upgrade.body === control.body ? 'same' : 'alike';
}
/**
 * RFC 6455, section 4.1, and for a subprotocol that was requested and not answered the WHATWG's WebSockets standard,
 * which has browsers fail the connection.
 */
function findProblems$1(answer, request) {
    const problems = [];
    const upgrade = findHeader(answer.headers, 'upgrade');
    const connection = findHeader(answer.headers, 'connection') ?? '';
    const accept = findHeader(answer.headers, 'sec-websocket-accept');
    const subprotocol = findHeader(answer.headers, 'sec-websocket-protocol');
    if (answer.version !== '1.1')
        problems.push('not-http-1.1');
    if (upgrade === undefined)
        problems.push('upgrade-missing');
    else if (upgrade.toLowerCase() !== 'websocket')
        problems.push('upgrade-not-websocket');
    if (!/(^|,)\s*upgrade\s*(,|$)/i.test(connection))
        problems.push('connection-without-upgrade');
    if (accept === undefined)
        problems.push('accept-missing');
    else if (accept !== request.expectedAccept)
        problems.push('accept-wrong');
    if (subprotocol === undefined && request.subprotocols.length > 0)
        problems.push('subprotocol-missing');
    if (subprotocol !== undefined && !request.subprotocols.includes(subprotocol)) {
        problems.push('subprotocol-not-requested');
    }
    if (findHeader(answer.headers, 'sec-websocket-extensions'))
        problems.push('extension-not-requested');
    return problems;
}
/** Headers that differ between two answers of the same program to the same question. */
const VOLATILE = new Set(['age', 'connection', 'content-length', 'date', 'etag', 'keep-alive', 'transfer-encoding']);
function describeShape({ status, headers }) {
    const names = headers.map(([name]) => name.toLowerCase()).filter(name => !VOLATILE.has(name));
    const type = findHeader(headers, 'content-type') ?? '';
    return JSON.stringify([status, type.toLowerCase(), [...new Set(names)].sort()]);
}

/** Asks again with another Origin, to find out whether it was the Origin that was refused. */
/**
 * The target's own Origin, then none, as far as they were not sent before; ends at the first that is taken, and shows
 * that the one before is still refused. Never throws.
 */
async function askOrigins(question, signal) {
    const { target, options } = question;
    const sent = chooseOrigin(target, options);
    const asked = [];
    for (const origin of [target.defaultOrigin, ''].filter(origin => origin !== sent)) {
        const answer = await askOrigin(question, origin, signal);
        if (!answer)
            break;
        asked.push(answer);
        if (!answer.isTaken)
            continue;
        const repeated = await repeat(question, sent, signal);
        return repeated ? [...asked, repeated] : asked;
    }
    return asked;
}
async function repeat(question, sent, signal) {
    for (let count = 0; count < question.repeatCount; count++) {
        const answer = await askOrigin(question, sent, signal);
        if (answer?.isTaken)
            return { ...answer, isRepeated: true };
    }
    return undefined;
}
async function askOrigin({ target, options, connect }, origin, signal) {
    const elapsedMs = startStopwatch();
    const socket = await connect(signal);
    if (!socket)
        return undefined;
    const request = writeUpgradeRequest(target, withOrigin(options, origin));
    const { evidence } = await askUpgrade(socket, request, signal);
    socket.destroy();
    const status = evidence.kind === 'answered' ? { status: evidence.status } : {};
    return { origin, isTaken: isAccepted(evidence), ...status, ms: elapsedMs() };
}
function withOrigin({ headers = [], ...options }, origin) {
    return { ...options, headers: headers.filter(([name]) => name.toLowerCase() !== 'origin'), origin };
}

/** What an attempt asks beside the Upgrade, each on a connection of its own, to tell causes apart. */
/** Statuses with which servers refuse an Origin: Rails says 404, Django and gorilla 403, ws 401. */
const ORIGIN_STATUSES = new Set([401, 403, 404]);
const REPEATED_PER_INSTANCE = 3;
const MOST_REPEATED = 12;
/** How long an address of the other family may take: it is asked for a warning only. */
const OTHER_FAMILY_TIMEOUT_MS = 2000;
/** A plain GET of the same URL, and the Upgrade with another Origin where the refusal may be about that. */
async function askAgain(run, { address = '', upgrade }, signal) {
    const connect = connectTo(run, address);
    const control = await askForControl(run, { connect, upgrade }, signal);
    const isAboutOrigin = upgrade.kind === 'answered' && ORIGIN_STATUSES.has(upgrade.status);
    return {
        control,
        ...(isAboutOrigin
            ? { origins: await askOrigins({ ...run, connect, repeatCount: chooseRepeatCount(run) }, signal) }
            : {}),
    };
}
/** The beacon of the environment's own proxy, where one is known and anything answered. */
async function askProxy(run, { tcp, upgrade }, signal) {
    const { target, options } = run;
    const address = tcp.find(({ kind }) => kind === 'connected')?.address;
    if (!options.beacons || address === undefined || upgrade?.kind !== 'answered')
        return {};
    const question = { target, options, beacons: options.beacons, connect: connectTo(run, address) };
    return { beacon: await askBeacon(question, signal) };
}
/** A name with addresses of both families is asked at the one by which nobody came, whether it takes connections. */
async function askOtherFamily({ target, options, open }, { dns, tcp }, signal) {
    const used = tcp.at(-1)?.address ?? '';
    const other = dns.kind === 'resolved' ? dns.addresses.find(address => isV6(address) !== isV6(used)) : undefined;
    const isTried = tcp.some(({ address }) => address === other);
    if (other === undefined || isTried || options.asksOtherFamily === false)
        return {};
    if (options.proxy || isLocal(target.host))
        return {};
    const probe = await withDeadline(signal, OTHER_FAMILY_TIMEOUT_MS, within => connectTcp(other, target.port, within));
    if (probe.socket)
        open.push(probe.socket);
    return { otherFamily: probe.evidence };
}
/** A fresh connection to an address that was reached before; undefined where none opens any more. */
function connectTo(run, address) {
    return async (signal) => (await openConnection(run, [address], signal)).socket;
}
/**
 * Behind a load balancer the plain GET may come to another instance than the Upgrade that was refused: it is repeated
 * until one is answered alike, which then came to the same one, or to one that is no different.
 */
async function askForControl({ target, options }, { connect, upgrade }, signal) {
    const count = chooseRepeatCount({ options });
    for (let number = 1;; number++) {
        const socket = await connect(signal);
        const control = socket
            ? await askControl(socket, writeControlRequest(target, options), signal)
            : { kind: signal.aborted ? 'timeout' : 'closed', receivedBytes: 0, ms: 0 };
        socket?.destroy();
        if (number >= count || signal.aborted || isSameSort(upgrade, control)) {
            return { ...control, comparison: compareAnswers(upgrade, control) };
        }
    }
}
/** How often the same is asked until it has surely come to each instance. */
function chooseRepeatCount({ options: { instanceCount = 1 } }) {
    return instanceCount > 1 ? Math.min(MOST_REPEATED, REPEATED_PER_INSTANCE * instanceCount) : 1;
}
function isSameSort(upgrade, control) {
    if (upgrade.kind !== 'answered' || control.kind !== 'answered')
        return upgrade.kind === control.kind;
    return upgrade.status === control.status;
}

var bufferUtil = {exports: {}};

var constants;
var hasRequiredConstants;

function requireConstants () {
	if (hasRequiredConstants) return constants;
	hasRequiredConstants = 1;

	const BINARY_TYPES = ['nodebuffer', 'arraybuffer', 'fragments'];
	const hasBlob = typeof Blob !== 'undefined';

	if (hasBlob) BINARY_TYPES.push('blob');

	constants = {
	  BINARY_TYPES,
	  CLOSE_TIMEOUT: 30000,
	  EMPTY_BUFFER: Buffer.alloc(0),
	  GUID: '258EAFA5-E914-47DA-95CA-C5AB0DC85B11',
	  hasBlob,
	  kForOnEventAttribute: Symbol('kIsForOnEventAttribute'),
	  kListener: Symbol('kListener'),
	  kStatusCode: Symbol('status-code'),
	  kWebSocket: Symbol('websocket'),
	  NOOP: () => {}
	};
	return constants;
}

var hasRequiredBufferUtil;

function requireBufferUtil () {
	if (hasRequiredBufferUtil) return bufferUtil.exports;
	hasRequiredBufferUtil = 1;

	const { websocketMask, websocketUnmask } = http;

	const { EMPTY_BUFFER } = /*@__PURE__*/ requireConstants();

	const FastBuffer = Buffer[Symbol.species];

	/**
	 * Merges an array of buffers into a new buffer.
	 *
	 * @param {Buffer[]} list The array of buffers to concat
	 * @param {Number} totalLength The total length of buffers in the list
	 * @return {Buffer} The resulting buffer
	 * @public
	 */
	function concat(list, totalLength) {
	  if (list.length === 0) return EMPTY_BUFFER;
	  if (list.length === 1) return list[0];

	  const target = Buffer.allocUnsafe(totalLength);
	  let offset = 0;

	  for (let i = 0; i < list.length; i++) {
	    const buf = list[i];
	    target.set(buf, offset);
	    offset += buf.length;
	  }

	  if (offset < totalLength) {
	    return new FastBuffer(target.buffer, target.byteOffset, offset);
	  }

	  return target;
	}

	/**
	 * Masks a buffer using the given mask.
	 *
	 * @param {Buffer} source The buffer to mask
	 * @param {Buffer} mask The mask to use
	 * @param {Buffer} output The buffer where to store the result
	 * @param {Number} offset The offset at which to start writing
	 * @param {Number} length The number of bytes to mask.
	 * @public
	 */
	function _mask(source, mask, output, offset, length) {
	  for (let i = 0; i < length; i++) {
	    output[offset + i] = source[i] ^ mask[i & 3];
	  }
	}

	/**
	 * Unmasks a buffer using the given mask.
	 *
	 * @param {Buffer} buffer The buffer to unmask
	 * @param {Buffer} mask The mask to use
	 * @public
	 */
	function _unmask(buffer, mask) {
	  for (let i = 0; i < buffer.length; i++) {
	    buffer[i] ^= mask[i & 3];
	  }
	}

	/**
	 * Converts a buffer to an `ArrayBuffer`.
	 *
	 * @param {Buffer} buf The buffer to convert
	 * @return {ArrayBuffer} Converted buffer
	 * @public
	 */
	function toArrayBuffer(buf) {
	  if (buf.length === buf.buffer.byteLength) {
	    return buf.buffer;
	  }

	  return buf.buffer.slice(buf.byteOffset, buf.byteOffset + buf.length);
	}

	/**
	 * Converts `data` to a `Buffer`.
	 *
	 * @param {*} data The data to convert
	 * @return {Buffer} The buffer
	 * @throws {TypeError}
	 * @public
	 */
	function toBuffer(data) {
	  toBuffer.readOnly = true;

	  if (Buffer.isBuffer(data)) return data;

	  let buf;

	  if (data instanceof ArrayBuffer) {
	    buf = new FastBuffer(data);
	  } else if (ArrayBuffer.isView(data)) {
	    buf = new FastBuffer(data.buffer, data.byteOffset, data.byteLength);
	  } else {
	    buf = Buffer.from(data);
	    toBuffer.readOnly = false;
	  }

	  return buf;
	}

	bufferUtil.exports = {
	  concat,
	  mask: _mask,
	  toArrayBuffer,
	  toBuffer,
	  unmask: _unmask
	};

	if (websocketMask) {
	  bufferUtil.exports.mask = function (source, mask, output, offset, length) {
	    if (length < 24) _mask(source, mask, output, offset, length);
	    else websocketMask(source, mask, output, offset, length);
	  };

	  bufferUtil.exports.unmask = function (buffer, mask) {
	    if (buffer.length < 24) _unmask(buffer, mask);
	    else websocketUnmask(buffer, mask);
	  };
	} /* istanbul ignore else  */ else if (!process.env.WS_NO_BUFFER_UTIL) {
	  try {
	    const bufferUtil$1 = require('bufferutil');

	    bufferUtil.exports.mask = function (source, mask, output, offset, length) {
	      if (length < 48) _mask(source, mask, output, offset, length);
	      else bufferUtil$1.mask(source, mask, output, offset, length);
	    };

	    bufferUtil.exports.unmask = function (buffer, mask) {
	      if (buffer.length < 32) _unmask(buffer, mask);
	      else bufferUtil$1.unmask(buffer, mask);
	    };
	  } catch (e) {
	    // Continue regardless of the error.
	  }
	}
	return bufferUtil.exports;
}

var limiter;
var hasRequiredLimiter;

function requireLimiter () {
	if (hasRequiredLimiter) return limiter;
	hasRequiredLimiter = 1;

	const kDone = Symbol('kDone');
	const kRun = Symbol('kRun');

	/**
	 * A very simple job queue with adjustable concurrency. Adapted from
	 * https://github.com/STRML/async-limiter
	 */
	class Limiter {
	  /**
	   * Creates a new `Limiter`.
	   *
	   * @param {Number} [concurrency=Infinity] The maximum number of jobs allowed
	   *     to run concurrently
	   */
	  constructor(concurrency) {
	    this[kDone] = () => {
	      this.pending--;
	      this[kRun]();
	    };
	    this.concurrency = concurrency || Infinity;
	    this.jobs = [];
	    this.pending = 0;
	  }

	  /**
	   * Adds a job to the queue.
	   *
	   * @param {Function} job The job to run
	   * @public
	   */
	  add(job) {
	    this.jobs.push(job);
	    this[kRun]();
	  }

	  /**
	   * Removes a job from the queue and runs it if possible.
	   *
	   * @private
	   */
	  [kRun]() {
	    if (this.pending === this.concurrency) return;

	    if (this.jobs.length) {
	      const job = this.jobs.shift();

	      this.pending++;
	      job(this[kDone]);
	    }
	  }
	}

	limiter = Limiter;
	return limiter;
}

var permessageDeflate;
var hasRequiredPermessageDeflate;

function requirePermessageDeflate () {
	if (hasRequiredPermessageDeflate) return permessageDeflate;
	hasRequiredPermessageDeflate = 1;

	const zlib = require$$0;

	const bufferUtil = /*@__PURE__*/ requireBufferUtil();
	const Limiter = /*@__PURE__*/ requireLimiter();
	const { kStatusCode } = /*@__PURE__*/ requireConstants();

	const FastBuffer = Buffer[Symbol.species];
	const TRAILER = Buffer.from([0x00, 0x00, 0xff, 0xff]);
	const kPerMessageDeflate = Symbol('permessage-deflate');
	const kTotalLength = Symbol('total-length');
	const kCallback = Symbol('callback');
	const kBuffers = Symbol('buffers');
	const kError = Symbol('error');

	//
	// We limit zlib concurrency, which prevents severe memory fragmentation
	// as documented in https://github.com/nodejs/node/issues/8871#issuecomment-250915913
	// and https://github.com/websockets/ws/issues/1202
	//
	// Intentionally global; it's the global thread pool that's an issue.
	//
	let zlibLimiter;

	/**
	 * permessage-deflate implementation.
	 */
	class PerMessageDeflate {
	  /**
	   * Creates a PerMessageDeflate instance.
	   *
	   * @param {Object} [options] Configuration options
	   * @param {(Boolean|Number)} [options.clientMaxWindowBits] Advertise support
	   *     for, or request, a custom client window size
	   * @param {Boolean} [options.clientNoContextTakeover=false] Advertise/
	   *     acknowledge disabling of client context takeover
	   * @param {Number} [options.concurrencyLimit=10] The number of concurrent
	   *     calls to zlib
	   * @param {Boolean} [options.isServer=false] Create the instance in either
	   *     server or client mode
	   * @param {Number} [options.maxPayload=0] The maximum allowed message length
	   * @param {(Boolean|Number)} [options.serverMaxWindowBits] Request/confirm the
	   *     use of a custom server window size
	   * @param {Boolean} [options.serverNoContextTakeover=false] Request/accept
	   *     disabling of server context takeover
	   * @param {Number} [options.threshold=1024] Size (in bytes) below which
	   *     messages should not be compressed if context takeover is disabled
	   * @param {Object} [options.zlibDeflateOptions] Options to pass to zlib on
	   *     deflate
	   * @param {Object} [options.zlibInflateOptions] Options to pass to zlib on
	   *     inflate
	   */
	  constructor(options) {
	    this._options = options || {};
	    this._threshold =
	      this._options.threshold !== undefined ? this._options.threshold : 1024;
	    this._maxPayload = this._options.maxPayload | 0;
	    this._isServer = !!this._options.isServer;
	    this._deflate = null;
	    this._inflate = null;

	    this.params = null;

	    if (!zlibLimiter) {
	      const concurrency =
	        this._options.concurrencyLimit !== undefined
	          ? this._options.concurrencyLimit
	          : 10;
	      zlibLimiter = new Limiter(concurrency);
	    }
	  }

	  /**
	   * @type {String}
	   */
	  static get extensionName() {
	    return 'permessage-deflate';
	  }

	  /**
	   * Create an extension negotiation offer.
	   *
	   * @return {Object} Extension parameters
	   * @public
	   */
	  offer() {
	    const params = {};

	    if (this._options.serverNoContextTakeover) {
	      params.server_no_context_takeover = true;
	    }
	    if (this._options.clientNoContextTakeover) {
	      params.client_no_context_takeover = true;
	    }
	    if (this._options.serverMaxWindowBits) {
	      params.server_max_window_bits = this._options.serverMaxWindowBits;
	    }
	    if (this._options.clientMaxWindowBits) {
	      params.client_max_window_bits = this._options.clientMaxWindowBits;
	    } else if (this._options.clientMaxWindowBits == null) {
	      params.client_max_window_bits = true;
	    }

	    return params;
	  }

	  /**
	   * Accept an extension negotiation offer/response.
	   *
	   * @param {Array} configurations The extension negotiation offers/reponse
	   * @return {Object} Accepted configuration
	   * @public
	   */
	  accept(configurations) {
	    configurations = this.normalizeParams(configurations);

	    this.params = this._isServer
	      ? this.acceptAsServer(configurations)
	      : this.acceptAsClient(configurations);

	    return this.params;
	  }

	  /**
	   * Releases all resources used by the extension.
	   *
	   * @public
	   */
	  cleanup() {
	    if (this._inflate) {
	      this._inflate.close();
	      this._inflate = null;
	    }

	    if (this._deflate) {
	      const callback = this._deflate[kCallback];

	      this._deflate.close();
	      this._deflate = null;

	      if (callback) {
	        callback(
	          new Error(
	            'The deflate stream was closed while data was being processed'
	          )
	        );
	      }
	    }
	  }

	  /**
	   *  Accept an extension negotiation offer.
	   *
	   * @param {Array} offers The extension negotiation offers
	   * @return {Object} Accepted configuration
	   * @private
	   */
	  acceptAsServer(offers) {
	    const opts = this._options;
	    const accepted = offers.find((params) => {
	      if (
	        (opts.serverNoContextTakeover === false &&
	          params.server_no_context_takeover) ||
	        (params.server_max_window_bits &&
	          (opts.serverMaxWindowBits === false ||
	            (typeof opts.serverMaxWindowBits === 'number' &&
	              opts.serverMaxWindowBits > params.server_max_window_bits))) ||
	        (typeof opts.clientMaxWindowBits === 'number' &&
	          (typeof params.client_max_window_bits === 'number'
	            ? opts.clientMaxWindowBits > params.client_max_window_bits
	            : !params.client_max_window_bits))
	      ) {
	        return false;
	      }

	      return true;
	    });

	    if (!accepted) {
	      throw new Error('None of the extension offers can be accepted');
	    }

	    if (opts.serverNoContextTakeover) {
	      accepted.server_no_context_takeover = true;
	    }
	    if (opts.clientNoContextTakeover) {
	      accepted.client_no_context_takeover = true;
	    }
	    if (typeof opts.serverMaxWindowBits === 'number') {
	      accepted.server_max_window_bits = opts.serverMaxWindowBits;
	    }
	    if (typeof opts.clientMaxWindowBits === 'number') {
	      accepted.client_max_window_bits = opts.clientMaxWindowBits;
	    } else if (
	      accepted.client_max_window_bits === true ||
	      opts.clientMaxWindowBits === false
	    ) {
	      delete accepted.client_max_window_bits;
	    }

	    return accepted;
	  }

	  /**
	   * Accept the extension negotiation response.
	   *
	   * @param {Array} response The extension negotiation response
	   * @return {Object} Accepted configuration
	   * @private
	   */
	  acceptAsClient(response) {
	    const params = response[0];

	    if (
	      this._options.clientNoContextTakeover === false &&
	      params.client_no_context_takeover
	    ) {
	      throw new Error('Unexpected parameter "client_no_context_takeover"');
	    }

	    if (!params.client_max_window_bits) {
	      if (typeof this._options.clientMaxWindowBits === 'number') {
	        params.client_max_window_bits = this._options.clientMaxWindowBits;
	      }
	    } else if (
	      this._options.clientMaxWindowBits === false ||
	      (typeof this._options.clientMaxWindowBits === 'number' &&
	        params.client_max_window_bits > this._options.clientMaxWindowBits)
	    ) {
	      throw new Error(
	        'Unexpected or invalid parameter "client_max_window_bits"'
	      );
	    }

	    return params;
	  }

	  /**
	   * Normalize parameters.
	   *
	   * @param {Array} configurations The extension negotiation offers/reponse
	   * @return {Array} The offers/response with normalized parameters
	   * @private
	   */
	  normalizeParams(configurations) {
	    configurations.forEach((params) => {
	      Object.keys(params).forEach((key) => {
	        let value = params[key];

	        if (value.length > 1) {
	          throw new Error(`Parameter "${key}" must have only a single value`);
	        }

	        value = value[0];

	        if (key === 'client_max_window_bits') {
	          if (value !== true) {
	            const num = +value;
	            if (!Number.isInteger(num) || num < 8 || num > 15) {
	              throw new TypeError(
	                `Invalid value for parameter "${key}": ${value}`
	              );
	            }
	            value = num;
	          } else if (!this._isServer) {
	            throw new TypeError(
	              `Invalid value for parameter "${key}": ${value}`
	            );
	          }
	        } else if (key === 'server_max_window_bits') {
	          const num = +value;
	          if (!Number.isInteger(num) || num < 8 || num > 15) {
	            throw new TypeError(
	              `Invalid value for parameter "${key}": ${value}`
	            );
	          }
	          value = num;
	        } else if (
	          key === 'client_no_context_takeover' ||
	          key === 'server_no_context_takeover'
	        ) {
	          if (value !== true) {
	            throw new TypeError(
	              `Invalid value for parameter "${key}": ${value}`
	            );
	          }
	        } else {
	          throw new Error(`Unknown parameter "${key}"`);
	        }

	        params[key] = value;
	      });
	    });

	    return configurations;
	  }

	  /**
	   * Decompress data. Concurrency limited.
	   *
	   * @param {Buffer} data Compressed data
	   * @param {Boolean} fin Specifies whether or not this is the last fragment
	   * @param {Function} callback Callback
	   * @public
	   */
	  decompress(data, fin, callback) {
	    zlibLimiter.add((done) => {
	      this._decompress(data, fin, (err, result) => {
	        done();
	        callback(err, result);
	      });
	    });
	  }

	  /**
	   * Compress data. Concurrency limited.
	   *
	   * @param {(Buffer|String)} data Data to compress
	   * @param {Boolean} fin Specifies whether or not this is the last fragment
	   * @param {Function} callback Callback
	   * @public
	   */
	  compress(data, fin, callback) {
	    zlibLimiter.add((done) => {
	      this._compress(data, fin, (err, result) => {
	        done();
	        callback(err, result);
	      });
	    });
	  }

	  /**
	   * Decompress data.
	   *
	   * @param {Buffer} data Compressed data
	   * @param {Boolean} fin Specifies whether or not this is the last fragment
	   * @param {Function} callback Callback
	   * @private
	   */
	  _decompress(data, fin, callback) {
	    const endpoint = this._isServer ? 'client' : 'server';

	    if (!this._inflate) {
	      const key = `${endpoint}_max_window_bits`;
	      const windowBits =
	        typeof this.params[key] !== 'number'
	          ? zlib.Z_DEFAULT_WINDOWBITS
	          : this.params[key];

	      this._inflate = zlib.createInflateRaw({
	        ...this._options.zlibInflateOptions,
	        windowBits
	      });
	      this._inflate[kPerMessageDeflate] = this;
	      this._inflate[kTotalLength] = 0;
	      this._inflate[kBuffers] = [];
	      this._inflate.on('error', inflateOnError);
	      this._inflate.on('data', inflateOnData);
	    }

	    this._inflate[kCallback] = callback;

	    this._inflate.write(data);
	    if (fin) this._inflate.write(TRAILER);

	    this._inflate.flush(() => {
	      const err = this._inflate[kError];

	      if (err) {
	        this._inflate.close();
	        this._inflate = null;
	        callback(err);
	        return;
	      }

	      const data = bufferUtil.concat(
	        this._inflate[kBuffers],
	        this._inflate[kTotalLength]
	      );

	      if (this._inflate._readableState.endEmitted) {
	        this._inflate.close();
	        this._inflate = null;
	      } else {
	        this._inflate[kTotalLength] = 0;
	        this._inflate[kBuffers] = [];

	        if (fin && this.params[`${endpoint}_no_context_takeover`]) {
	          this._inflate.reset();
	        }
	      }

	      callback(null, data);
	    });
	  }

	  /**
	   * Compress data.
	   *
	   * @param {(Buffer|String)} data Data to compress
	   * @param {Boolean} fin Specifies whether or not this is the last fragment
	   * @param {Function} callback Callback
	   * @private
	   */
	  _compress(data, fin, callback) {
	    const endpoint = this._isServer ? 'server' : 'client';

	    if (!this._deflate) {
	      const key = `${endpoint}_max_window_bits`;
	      const windowBits =
	        typeof this.params[key] !== 'number'
	          ? zlib.Z_DEFAULT_WINDOWBITS
	          : this.params[key];

	      this._deflate = zlib.createDeflateRaw({
	        ...this._options.zlibDeflateOptions,
	        windowBits
	      });

	      this._deflate[kTotalLength] = 0;
	      this._deflate[kBuffers] = [];

	      this._deflate.on('data', deflateOnData);
	    }

	    this._deflate[kCallback] = callback;

	    this._deflate.write(data);
	    this._deflate.flush(zlib.Z_SYNC_FLUSH, () => {
	      if (!this._deflate) {
	        //
	        // The deflate stream was closed while data was being processed.
	        //
	        return;
	      }

	      let data = bufferUtil.concat(
	        this._deflate[kBuffers],
	        this._deflate[kTotalLength]
	      );

	      if (fin) {
	        data = new FastBuffer(data.buffer, data.byteOffset, data.length - 4);
	      }

	      //
	      // Ensure that the callback will not be called again in
	      // `PerMessageDeflate#cleanup()`.
	      //
	      this._deflate[kCallback] = null;

	      this._deflate[kTotalLength] = 0;
	      this._deflate[kBuffers] = [];

	      if (fin && this.params[`${endpoint}_no_context_takeover`]) {
	        this._deflate.reset();
	      }

	      callback(null, data);
	    });
	  }
	}

	permessageDeflate = PerMessageDeflate;

	/**
	 * The listener of the `zlib.DeflateRaw` stream `'data'` event.
	 *
	 * @param {Buffer} chunk A chunk of data
	 * @private
	 */
	function deflateOnData(chunk) {
	  this[kBuffers].push(chunk);
	  this[kTotalLength] += chunk.length;
	}

	/**
	 * The listener of the `zlib.InflateRaw` stream `'data'` event.
	 *
	 * @param {Buffer} chunk A chunk of data
	 * @private
	 */
	function inflateOnData(chunk) {
	  this[kTotalLength] += chunk.length;

	  if (
	    this[kPerMessageDeflate]._maxPayload < 1 ||
	    this[kTotalLength] <= this[kPerMessageDeflate]._maxPayload
	  ) {
	    this[kBuffers].push(chunk);
	    return;
	  }

	  this[kError] = new RangeError('Max payload size exceeded');
	  this[kError].code = 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
	  this[kError][kStatusCode] = 1009;
	  this.removeListener('data', inflateOnData);

	  //
	  // The choice to employ `zlib.reset()` over `zlib.close()` is dictated by the
	  // fact that in Node.js versions prior to 13.10.0, the callback for
	  // `zlib.flush()` is not called if `zlib.close()` is used. Utilizing
	  // `zlib.reset()` ensures that either the callback is invoked or an error is
	  // emitted.
	  //
	  this.reset();
	}

	/**
	 * The listener of the `zlib.InflateRaw` stream `'error'` event.
	 *
	 * @param {Error} err The emitted error
	 * @private
	 */
	function inflateOnError(err) {
	  //
	  // There is no need to call `Zlib#close()` as the handle is automatically
	  // closed when an error is emitted.
	  //
	  this[kPerMessageDeflate]._inflate = null;

	  if (this[kError]) {
	    this[kCallback](this[kError]);
	    return;
	  }

	  err[kStatusCode] = 1007;
	  this[kCallback](err);
	}
	return permessageDeflate;
}

var validation = {exports: {}};

var hasRequiredValidation;

function requireValidation () {
	if (hasRequiredValidation) return validation.exports;
	hasRequiredValidation = 1;

	const { isUtf8 } = require$$0$1;

	const { hasBlob } = /*@__PURE__*/ requireConstants();

	//
	// Allowed token characters:
	//
	// '!', '#', '$', '%', '&', ''', '*', '+', '-',
	// '.', 0-9, A-Z, '^', '_', '`', a-z, '|', '~'
	//
	// tokenChars[32] === 0 // ' '
	// tokenChars[33] === 1 // '!'
	// tokenChars[34] === 0 // '"'
	// ...
	//
	// prettier-ignore
	const tokenChars = [
	  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 0 - 15
	  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 16 - 31
	  0, 1, 0, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 1, 0, // 32 - 47
	  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, // 48 - 63
	  0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, // 64 - 79
	  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, // 80 - 95
	  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, // 96 - 111
	  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 0 // 112 - 127
	];

	/**
	 * Checks if a status code is allowed in a close frame.
	 *
	 * @param {Number} code The status code
	 * @return {Boolean} `true` if the status code is valid, else `false`
	 * @public
	 */
	function isValidStatusCode(code) {
	  return (
	    (code >= 1000 &&
	      code <= 1014 &&
	      code !== 1004 &&
	      code !== 1005 &&
	      code !== 1006) ||
	    (code >= 3000 && code <= 4999)
	  );
	}

	/**
	 * Checks if a given buffer contains only correct UTF-8.
	 * Ported from https://www.cl.cam.ac.uk/%7Emgk25/ucs/utf8_check.c by
	 * Markus Kuhn.
	 *
	 * @param {Buffer} buf The buffer to check
	 * @return {Boolean} `true` if `buf` contains only correct UTF-8, else `false`
	 * @public
	 */
	function _isValidUTF8(buf) {
	  const len = buf.length;
	  let i = 0;

	  while (i < len) {
	    if ((buf[i] & 0x80) === 0) {
	      // 0xxxxxxx
	      i++;
	    } else if ((buf[i] & 0xe0) === 0xc0) {
	      // 110xxxxx 10xxxxxx
	      if (
	        i + 1 === len ||
	        (buf[i + 1] & 0xc0) !== 0x80 ||
	        (buf[i] & 0xfe) === 0xc0 // Overlong
	      ) {
	        return false;
	      }

	      i += 2;
	    } else if ((buf[i] & 0xf0) === 0xe0) {
	      // 1110xxxx 10xxxxxx 10xxxxxx
	      if (
	        i + 2 >= len ||
	        (buf[i + 1] & 0xc0) !== 0x80 ||
	        (buf[i + 2] & 0xc0) !== 0x80 ||
	        (buf[i] === 0xe0 && (buf[i + 1] & 0xe0) === 0x80) || // Overlong
	        (buf[i] === 0xed && (buf[i + 1] & 0xe0) === 0xa0) // Surrogate (U+D800 - U+DFFF)
	      ) {
	        return false;
	      }

	      i += 3;
	    } else if ((buf[i] & 0xf8) === 0xf0) {
	      // 11110xxx 10xxxxxx 10xxxxxx 10xxxxxx
	      if (
	        i + 3 >= len ||
	        (buf[i + 1] & 0xc0) !== 0x80 ||
	        (buf[i + 2] & 0xc0) !== 0x80 ||
	        (buf[i + 3] & 0xc0) !== 0x80 ||
	        (buf[i] === 0xf0 && (buf[i + 1] & 0xf0) === 0x80) || // Overlong
	        (buf[i] === 0xf4 && buf[i + 1] > 0x8f) ||
	        buf[i] > 0xf4 // > U+10FFFF
	      ) {
	        return false;
	      }

	      i += 4;
	    } else {
	      return false;
	    }
	  }

	  return true;
	}

	/**
	 * Determines whether a value is a `Blob`.
	 *
	 * @param {*} value The value to be tested
	 * @return {Boolean} `true` if `value` is a `Blob`, else `false`
	 * @private
	 */
	function isBlob(value) {
	  return (
	    hasBlob &&
	    typeof value === 'object' &&
	    typeof value.arrayBuffer === 'function' &&
	    typeof value.type === 'string' &&
	    typeof value.stream === 'function' &&
	    (value[Symbol.toStringTag] === 'Blob' ||
	      value[Symbol.toStringTag] === 'File')
	  );
	}

	validation.exports = {
	  isBlob,
	  isValidStatusCode,
	  isValidUTF8: _isValidUTF8,
	  tokenChars
	};

	if (isUtf8) {
	  validation.exports.isValidUTF8 = function (buf) {
	    return buf.length < 24 ? _isValidUTF8(buf) : isUtf8(buf);
	  };
	} /* istanbul ignore else  */ else if (!process.env.WS_NO_UTF_8_VALIDATE) {
	  try {
	    const isValidUTF8 = require('utf-8-validate');

	    validation.exports.isValidUTF8 = function (buf) {
	      return buf.length < 32 ? _isValidUTF8(buf) : isValidUTF8(buf);
	    };
	  } catch (e) {
	    // Continue regardless of the error.
	  }
	}
	return validation.exports;
}

var receiver;
var hasRequiredReceiver;

function requireReceiver () {
	if (hasRequiredReceiver) return receiver;
	hasRequiredReceiver = 1;

	const { Writable } = require$$5;

	const PerMessageDeflate = /*@__PURE__*/ requirePermessageDeflate();
	const {
	  BINARY_TYPES,
	  EMPTY_BUFFER,
	  kStatusCode,
	  kWebSocket
	} = /*@__PURE__*/ requireConstants();
	const { concat, toArrayBuffer, unmask } = /*@__PURE__*/ requireBufferUtil();
	const { isValidStatusCode, isValidUTF8 } = /*@__PURE__*/ requireValidation();

	const FastBuffer = Buffer[Symbol.species];

	const GET_INFO = 0;
	const GET_PAYLOAD_LENGTH_16 = 1;
	const GET_PAYLOAD_LENGTH_64 = 2;
	const GET_MASK = 3;
	const GET_DATA = 4;
	const INFLATING = 5;
	const DEFER_EVENT = 6;

	/**
	 * HyBi Receiver implementation.
	 *
	 * @extends Writable
	 */
	class Receiver extends Writable {
	  /**
	   * Creates a Receiver instance.
	   *
	   * @param {Object} [options] Options object
	   * @param {Boolean} [options.allowSynchronousEvents=true] Specifies whether
	   *     any of the `'message'`, `'ping'`, and `'pong'` events can be emitted
	   *     multiple times in the same tick
	   * @param {String} [options.binaryType=nodebuffer] The type for binary data
	   * @param {Object} [options.extensions] An object containing the negotiated
	   *     extensions
	   * @param {Boolean} [options.isServer=false] Specifies whether to operate in
	   *     client or server mode
	   * @param {Number} [options.maxBufferedChunks=0] The maximum number of
	   *     buffered data chunks
	   * @param {Number} [options.maxFragments=0] The maximum number of message
	   *     fragments
	   * @param {Number} [options.maxPayload=0] The maximum allowed message length
	   * @param {Boolean} [options.skipUTF8Validation=false] Specifies whether or
	   *     not to skip UTF-8 validation for text and close messages
	   */
	  constructor(options = {}) {
	    super();

	    this._allowSynchronousEvents =
	      options.allowSynchronousEvents !== undefined
	        ? options.allowSynchronousEvents
	        : true;
	    this._binaryType = options.binaryType || BINARY_TYPES[0];
	    this._extensions = options.extensions || {};
	    this._isServer = !!options.isServer;
	    this._maxBufferedChunks = options.maxBufferedChunks | 0;
	    this._maxFragments = options.maxFragments | 0;
	    this._maxPayload = options.maxPayload | 0;
	    this._skipUTF8Validation = !!options.skipUTF8Validation;
	    this[kWebSocket] = undefined;

	    this._bufferedBytes = 0;
	    this._buffers = [];

	    this._compressed = false;
	    this._payloadLength = 0;
	    this._mask = undefined;
	    this._fragmented = 0;
	    this._masked = false;
	    this._fin = false;
	    this._opcode = 0;

	    this._totalPayloadLength = 0;
	    this._messageLength = 0;
	    this._numFragments = 0;
	    this._fragments = [];

	    this._errored = false;
	    this._loop = false;
	    this._state = GET_INFO;
	  }

	  /**
	   * Implements `Writable.prototype._write()`.
	   *
	   * @param {Buffer} chunk The chunk of data to write
	   * @param {String} encoding The character encoding of `chunk`
	   * @param {Function} cb Callback
	   * @private
	   */
	  _write(chunk, encoding, cb) {
	    if (this._opcode === 0x08 && this._state == GET_INFO) return cb();

	    if (
	      this._maxBufferedChunks > 0 &&
	      this._buffers.length >= this._maxBufferedChunks
	    ) {
	      cb(
	        this.createError(
	          RangeError,
	          'Too many buffered chunks',
	          false,
	          1008,
	          'WS_ERR_TOO_MANY_BUFFERED_PARTS'
	        )
	      );
	      return;
	    }

	    this._bufferedBytes += chunk.length;
	    this._buffers.push(chunk);
	    this.startLoop(cb);
	  }

	  /**
	   * Consumes `n` bytes from the buffered data.
	   *
	   * @param {Number} n The number of bytes to consume
	   * @return {Buffer} The consumed bytes
	   * @private
	   */
	  consume(n) {
	    this._bufferedBytes -= n;

	    if (n === this._buffers[0].length) return this._buffers.shift();

	    if (n < this._buffers[0].length) {
	      const buf = this._buffers[0];
	      this._buffers[0] = new FastBuffer(
	        buf.buffer,
	        buf.byteOffset + n,
	        buf.length - n
	      );

	      return new FastBuffer(buf.buffer, buf.byteOffset, n);
	    }

	    const dst = Buffer.allocUnsafe(n);

	    do {
	      const buf = this._buffers[0];
	      const offset = dst.length - n;

	      if (n >= buf.length) {
	        dst.set(this._buffers.shift(), offset);
	      } else {
	        dst.set(new Uint8Array(buf.buffer, buf.byteOffset, n), offset);
	        this._buffers[0] = new FastBuffer(
	          buf.buffer,
	          buf.byteOffset + n,
	          buf.length - n
	        );
	      }

	      n -= buf.length;
	    } while (n > 0);

	    return dst;
	  }

	  /**
	   * Starts the parsing loop.
	   *
	   * @param {Function} cb Callback
	   * @private
	   */
	  startLoop(cb) {
	    this._loop = true;

	    do {
	      switch (this._state) {
	        case GET_INFO:
	          this.getInfo(cb);
	          break;
	        case GET_PAYLOAD_LENGTH_16:
	          this.getPayloadLength16(cb);
	          break;
	        case GET_PAYLOAD_LENGTH_64:
	          this.getPayloadLength64(cb);
	          break;
	        case GET_MASK:
	          this.getMask();
	          break;
	        case GET_DATA:
	          this.getData(cb);
	          break;
	        case INFLATING:
	        case DEFER_EVENT:
	          this._loop = false;
	          return;
	      }
	    } while (this._loop);

	    if (!this._errored) cb();
	  }

	  /**
	   * Reads the first two bytes of a frame.
	   *
	   * @param {Function} cb Callback
	   * @private
	   */
	  getInfo(cb) {
	    if (this._bufferedBytes < 2) {
	      this._loop = false;
	      return;
	    }

	    const buf = this.consume(2);

	    if ((buf[0] & 0x30) !== 0x00) {
	      const error = this.createError(
	        RangeError,
	        'RSV2 and RSV3 must be clear',
	        true,
	        1002,
	        'WS_ERR_UNEXPECTED_RSV_2_3'
	      );

	      cb(error);
	      return;
	    }

	    const compressed = (buf[0] & 0x40) === 0x40;

	    if (compressed && !this._extensions[PerMessageDeflate.extensionName]) {
	      const error = this.createError(
	        RangeError,
	        'RSV1 must be clear',
	        true,
	        1002,
	        'WS_ERR_UNEXPECTED_RSV_1'
	      );

	      cb(error);
	      return;
	    }

	    this._fin = (buf[0] & 0x80) === 0x80;
	    this._opcode = buf[0] & 0x0f;
	    this._payloadLength = buf[1] & 0x7f;

	    if (this._opcode === 0x00) {
	      if (compressed) {
	        const error = this.createError(
	          RangeError,
	          'RSV1 must be clear',
	          true,
	          1002,
	          'WS_ERR_UNEXPECTED_RSV_1'
	        );

	        cb(error);
	        return;
	      }

	      if (!this._fragmented) {
	        const error = this.createError(
	          RangeError,
	          'invalid opcode 0',
	          true,
	          1002,
	          'WS_ERR_INVALID_OPCODE'
	        );

	        cb(error);
	        return;
	      }

	      this._opcode = this._fragmented;
	    } else if (this._opcode === 0x01 || this._opcode === 0x02) {
	      if (this._fragmented) {
	        const error = this.createError(
	          RangeError,
	          `invalid opcode ${this._opcode}`,
	          true,
	          1002,
	          'WS_ERR_INVALID_OPCODE'
	        );

	        cb(error);
	        return;
	      }

	      this._compressed = compressed;
	    } else if (this._opcode > 0x07 && this._opcode < 0x0b) {
	      if (!this._fin) {
	        const error = this.createError(
	          RangeError,
	          'FIN must be set',
	          true,
	          1002,
	          'WS_ERR_EXPECTED_FIN'
	        );

	        cb(error);
	        return;
	      }

	      if (compressed) {
	        const error = this.createError(
	          RangeError,
	          'RSV1 must be clear',
	          true,
	          1002,
	          'WS_ERR_UNEXPECTED_RSV_1'
	        );

	        cb(error);
	        return;
	      }

	      if (
	        this._payloadLength > 0x7d ||
	        (this._opcode === 0x08 && this._payloadLength === 1)
	      ) {
	        const error = this.createError(
	          RangeError,
	          `invalid payload length ${this._payloadLength}`,
	          true,
	          1002,
	          'WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH'
	        );

	        cb(error);
	        return;
	      }
	    } else {
	      const error = this.createError(
	        RangeError,
	        `invalid opcode ${this._opcode}`,
	        true,
	        1002,
	        'WS_ERR_INVALID_OPCODE'
	      );

	      cb(error);
	      return;
	    }

	    if (!this._fin && !this._fragmented) this._fragmented = this._opcode;
	    this._masked = (buf[1] & 0x80) === 0x80;

	    if (this._isServer) {
	      if (!this._masked) {
	        const error = this.createError(
	          RangeError,
	          'MASK must be set',
	          true,
	          1002,
	          'WS_ERR_EXPECTED_MASK'
	        );

	        cb(error);
	        return;
	      }
	    } else if (this._masked) {
	      const error = this.createError(
	        RangeError,
	        'MASK must be clear',
	        true,
	        1002,
	        'WS_ERR_UNEXPECTED_MASK'
	      );

	      cb(error);
	      return;
	    }

	    if (this._payloadLength === 126) this._state = GET_PAYLOAD_LENGTH_16;
	    else if (this._payloadLength === 127) this._state = GET_PAYLOAD_LENGTH_64;
	    else this.haveLength(cb);
	  }

	  /**
	   * Gets extended payload length (7+16).
	   *
	   * @param {Function} cb Callback
	   * @private
	   */
	  getPayloadLength16(cb) {
	    if (this._bufferedBytes < 2) {
	      this._loop = false;
	      return;
	    }

	    this._payloadLength = this.consume(2).readUInt16BE(0);
	    this.haveLength(cb);
	  }

	  /**
	   * Gets extended payload length (7+64).
	   *
	   * @param {Function} cb Callback
	   * @private
	   */
	  getPayloadLength64(cb) {
	    if (this._bufferedBytes < 8) {
	      this._loop = false;
	      return;
	    }

	    const buf = this.consume(8);
	    const num = buf.readUInt32BE(0);

	    //
	    // The maximum safe integer in JavaScript is 2^53 - 1. An error is returned
	    // if payload length is greater than this number.
	    //
	    if (num > Math.pow(2, 53 - 32) - 1) {
	      const error = this.createError(
	        RangeError,
	        'Unsupported WebSocket frame: payload length > 2^53 - 1',
	        false,
	        1009,
	        'WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH'
	      );

	      cb(error);
	      return;
	    }

	    this._payloadLength = num * Math.pow(2, 32) + buf.readUInt32BE(4);
	    this.haveLength(cb);
	  }

	  /**
	   * Payload length has been read.
	   *
	   * @param {Function} cb Callback
	   * @private
	   */
	  haveLength(cb) {
	    if (this._payloadLength && this._opcode < 0x08) {
	      this._totalPayloadLength += this._payloadLength;
	      if (this._totalPayloadLength > this._maxPayload && this._maxPayload > 0) {
	        const error = this.createError(
	          RangeError,
	          'Max payload size exceeded',
	          false,
	          1009,
	          'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'
	        );

	        cb(error);
	        return;
	      }
	    }

	    if (this._masked) this._state = GET_MASK;
	    else this._state = GET_DATA;
	  }

	  /**
	   * Reads mask bytes.
	   *
	   * @private
	   */
	  getMask() {
	    if (this._bufferedBytes < 4) {
	      this._loop = false;
	      return;
	    }

	    this._mask = this.consume(4);
	    this._state = GET_DATA;
	  }

	  /**
	   * Reads data bytes.
	   *
	   * @param {Function} cb Callback
	   * @private
	   */
	  getData(cb) {
	    let data = EMPTY_BUFFER;

	    if (this._payloadLength) {
	      if (this._bufferedBytes < this._payloadLength) {
	        this._loop = false;
	        return;
	      }

	      data = this.consume(this._payloadLength);

	      if (
	        this._masked &&
	        (this._mask[0] | this._mask[1] | this._mask[2] | this._mask[3]) !== 0
	      ) {
	        unmask(data, this._mask);
	      }
	    }

	    //
	    // The mask is a view into the buffer the stream delivered, which is commonly
	    // 64 KiB, and it is not needed once the payload above has been unmasked.
	    // Leaving it set would pin that whole buffer until the next frame arrives,
	    // which on an idle connection can be indefinitely.
	    //
	    this._mask = undefined;

	    if (this._opcode > 0x07) {
	      this.controlMessage(data, cb);
	      return;
	    }

	    if (this._maxFragments > 0 && ++this._numFragments > this._maxFragments) {
	      const error = this.createError(
	        RangeError,
	        'Too many message fragments',
	        false,
	        1008,
	        'WS_ERR_TOO_MANY_BUFFERED_PARTS'
	      );

	      cb(error);
	      return;
	    }

	    if (this._compressed) {
	      this._state = INFLATING;
	      this.decompress(data, cb);
	      return;
	    }

	    if (data.length) {
	      //
	      // This message is not compressed so its length is the sum of the payload
	      // length of all fragments.
	      //
	      this._messageLength = this._totalPayloadLength;
	      this._fragments.push(data);
	    }

	    this.dataMessage(cb);
	  }

	  /**
	   * Decompresses data.
	   *
	   * @param {Buffer} data Compressed data
	   * @param {Function} cb Callback
	   * @private
	   */
	  decompress(data, cb) {
	    const perMessageDeflate = this._extensions[PerMessageDeflate.extensionName];

	    perMessageDeflate.decompress(data, this._fin, (err, buf) => {
	      if (err) return cb(err);

	      if (buf.length) {
	        this._messageLength += buf.length;
	        if (this._messageLength > this._maxPayload && this._maxPayload > 0) {
	          const error = this.createError(
	            RangeError,
	            'Max payload size exceeded',
	            false,
	            1009,
	            'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'
	          );

	          cb(error);
	          return;
	        }

	        this._fragments.push(buf);
	      }

	      this.dataMessage(cb);
	      if (this._state === GET_INFO) this.startLoop(cb);
	    });
	  }

	  /**
	   * Handles a data message.
	   *
	   * @param {Function} cb Callback
	   * @private
	   */
	  dataMessage(cb) {
	    if (!this._fin) {
	      this._state = GET_INFO;
	      return;
	    }

	    const messageLength = this._messageLength;
	    const fragments = this._fragments;

	    this._totalPayloadLength = 0;
	    this._messageLength = 0;
	    this._fragmented = 0;
	    this._numFragments = 0;
	    this._fragments = [];

	    if (this._opcode === 2) {
	      let data;

	      if (this._binaryType === 'nodebuffer') {
	        data = concat(fragments, messageLength);
	      } else if (this._binaryType === 'arraybuffer') {
	        data = toArrayBuffer(concat(fragments, messageLength));
	      } else if (this._binaryType === 'blob') {
	        data = new Blob(fragments);
	      } else {
	        data = fragments;
	      }

	      if (this._allowSynchronousEvents) {
	        this.emit('message', data, true);
	        this._state = GET_INFO;
	      } else {
	        this._state = DEFER_EVENT;
	        setImmediate(() => {
	          this.emit('message', data, true);
	          this._state = GET_INFO;
	          this.startLoop(cb);
	        });
	      }
	    } else {
	      const buf = concat(fragments, messageLength);

	      if (!this._skipUTF8Validation && !isValidUTF8(buf)) {
	        const error = this.createError(
	          Error,
	          'invalid UTF-8 sequence',
	          true,
	          1007,
	          'WS_ERR_INVALID_UTF8'
	        );

	        cb(error);
	        return;
	      }

	      if (this._state === INFLATING || this._allowSynchronousEvents) {
	        this.emit('message', buf, false);
	        this._state = GET_INFO;
	      } else {
	        this._state = DEFER_EVENT;
	        setImmediate(() => {
	          this.emit('message', buf, false);
	          this._state = GET_INFO;
	          this.startLoop(cb);
	        });
	      }
	    }
	  }

	  /**
	   * Handles a control message.
	   *
	   * @param {Buffer} data Data to handle
	   * @return {(Error|RangeError|undefined)} A possible error
	   * @private
	   */
	  controlMessage(data, cb) {
	    if (this._opcode === 0x08) {
	      if (data.length === 0) {
	        this._loop = false;
	        this.emit('conclude', 1005, EMPTY_BUFFER);
	        this.end();
	      } else {
	        const code = data.readUInt16BE(0);

	        if (!isValidStatusCode(code)) {
	          const error = this.createError(
	            RangeError,
	            `invalid status code ${code}`,
	            true,
	            1002,
	            'WS_ERR_INVALID_CLOSE_CODE'
	          );

	          cb(error);
	          return;
	        }

	        const buf = new FastBuffer(
	          data.buffer,
	          data.byteOffset + 2,
	          data.length - 2
	        );

	        if (!this._skipUTF8Validation && !isValidUTF8(buf)) {
	          const error = this.createError(
	            Error,
	            'invalid UTF-8 sequence',
	            true,
	            1007,
	            'WS_ERR_INVALID_UTF8'
	          );

	          cb(error);
	          return;
	        }

	        this._loop = false;
	        this.emit('conclude', code, buf);
	        this.end();
	      }

	      this._state = GET_INFO;
	      return;
	    }

	    if (this._allowSynchronousEvents) {
	      this.emit(this._opcode === 0x09 ? 'ping' : 'pong', data);
	      this._state = GET_INFO;
	    } else {
	      this._state = DEFER_EVENT;
	      setImmediate(() => {
	        this.emit(this._opcode === 0x09 ? 'ping' : 'pong', data);
	        this._state = GET_INFO;
	        this.startLoop(cb);
	      });
	    }
	  }

	  /**
	   * Builds an error object.
	   *
	   * @param {function(new:Error|RangeError)} ErrorCtor The error constructor
	   * @param {String} message The error message
	   * @param {Boolean} prefix Specifies whether or not to add a default prefix to
	   *     `message`
	   * @param {Number} statusCode The status code
	   * @param {String} errorCode The exposed error code
	   * @return {(Error|RangeError)} The error
	   * @private
	   */
	  createError(ErrorCtor, message, prefix, statusCode, errorCode) {
	    this._loop = false;
	    this._errored = true;

	    const err = new ErrorCtor(
	      prefix ? `Invalid WebSocket frame: ${message}` : message
	    );

	    Error.captureStackTrace(err, this.createError);
	    err.code = errorCode;
	    err[kStatusCode] = statusCode;
	    return err;
	  }
	}

	receiver = Receiver;
	return receiver;
}

/* eslint no-unused-vars: ["error", { "varsIgnorePattern": "^Duplex" }] */

var sender;
var hasRequiredSender;

function requireSender () {
	if (hasRequiredSender) return sender;
	hasRequiredSender = 1;

	const { Duplex } = require$$5;
	const { randomFillSync } = crypto__default;
	const {
	  types: { isUint8Array }
	} = require$$6;

	const PerMessageDeflate = /*@__PURE__*/ requirePermessageDeflate();
	const { EMPTY_BUFFER, kWebSocket, NOOP } = /*@__PURE__*/ requireConstants();
	const { isBlob, isValidStatusCode } = /*@__PURE__*/ requireValidation();
	const { mask: applyMask, toBuffer } = /*@__PURE__*/ requireBufferUtil();

	const kByteLength = Symbol('kByteLength');
	const maskBuffer = Buffer.alloc(4);
	const RANDOM_POOL_SIZE = 8 * 1024;
	let randomPool;
	let randomPoolPointer = RANDOM_POOL_SIZE;

	const DEFAULT = 0;
	const DEFLATING = 1;
	const GET_BLOB_DATA = 2;

	/**
	 * HyBi Sender implementation.
	 */
	class Sender {
	  /**
	   * Creates a Sender instance.
	   *
	   * @param {Duplex} socket The connection socket
	   * @param {Object} [extensions] An object containing the negotiated extensions
	   * @param {Function} [generateMask] The function used to generate the masking
	   *     key
	   */
	  constructor(socket, extensions, generateMask) {
	    this._extensions = extensions || {};

	    if (generateMask) {
	      this._generateMask = generateMask;
	      this._maskBuffer = Buffer.alloc(4);
	    }

	    this._socket = socket;

	    this._firstFragment = true;
	    this._compress = false;

	    this._bufferedBytes = 0;
	    this._queue = [];
	    this._state = DEFAULT;
	    this.onerror = NOOP;
	    this[kWebSocket] = undefined;
	  }

	  /**
	   * Frames a piece of data according to the HyBi WebSocket protocol.
	   *
	   * @param {(Buffer|String)} data The data to frame
	   * @param {Object} options Options object
	   * @param {Boolean} [options.fin=false] Specifies whether or not to set the
	   *     FIN bit
	   * @param {Function} [options.generateMask] The function used to generate the
	   *     masking key
	   * @param {Boolean} [options.mask=false] Specifies whether or not to mask
	   *     `data`
	   * @param {Buffer} [options.maskBuffer] The buffer used to store the masking
	   *     key
	   * @param {Number} options.opcode The opcode
	   * @param {Boolean} [options.readOnly=false] Specifies whether `data` can be
	   *     modified
	   * @param {Boolean} [options.rsv1=false] Specifies whether or not to set the
	   *     RSV1 bit
	   * @return {(Buffer|String)[]} The framed data
	   * @public
	   */
	  static frame(data, options) {
	    let mask;
	    let merge = false;
	    let offset = 2;
	    let skipMasking = false;

	    if (options.mask) {
	      mask = options.maskBuffer || maskBuffer;

	      if (options.generateMask) {
	        options.generateMask(mask);
	      } else {
	        if (randomPoolPointer === RANDOM_POOL_SIZE) {
	          /* istanbul ignore else  */
	          if (randomPool === undefined) {
	            //
	            // This is lazily initialized because server-sent frames must not
	            // be masked so it may never be used.
	            //
	            randomPool = Buffer.alloc(RANDOM_POOL_SIZE);
	          }

	          randomFillSync(randomPool, 0, RANDOM_POOL_SIZE);
	          randomPoolPointer = 0;
	        }

	        mask[0] = randomPool[randomPoolPointer++];
	        mask[1] = randomPool[randomPoolPointer++];
	        mask[2] = randomPool[randomPoolPointer++];
	        mask[3] = randomPool[randomPoolPointer++];
	      }

	      skipMasking = (mask[0] | mask[1] | mask[2] | mask[3]) === 0;
	      offset = 6;
	    }

	    let dataLength;

	    if (typeof data === 'string') {
	      if (
	        (!options.mask || skipMasking) &&
	        options[kByteLength] !== undefined
	      ) {
	        dataLength = options[kByteLength];
	      } else {
	        data = Buffer.from(data);
	        dataLength = data.length;
	      }
	    } else {
	      dataLength = data.length;
	      merge = options.mask && options.readOnly && !skipMasking;
	    }

	    let payloadLength = dataLength;

	    if (dataLength >= 65536) {
	      offset += 8;
	      payloadLength = 127;
	    } else if (dataLength > 125) {
	      offset += 2;
	      payloadLength = 126;
	    }

	    const target = Buffer.allocUnsafe(merge ? dataLength + offset : offset);

	    target[0] = options.fin ? options.opcode | 0x80 : options.opcode;
	    if (options.rsv1) target[0] |= 0x40;

	    target[1] = payloadLength;

	    if (payloadLength === 126) {
	      target.writeUInt16BE(dataLength, 2);
	    } else if (payloadLength === 127) {
	      target[2] = target[3] = 0;
	      target.writeUIntBE(dataLength, 4, 6);
	    }

	    if (!options.mask) {
	      return dataLength ? [target, data] : [target];
	    }

	    target[1] |= 0x80;
	    target[offset - 4] = mask[0];
	    target[offset - 3] = mask[1];
	    target[offset - 2] = mask[2];
	    target[offset - 1] = mask[3];

	    if (!dataLength) return [target];
	    if (skipMasking) return [target, data];

	    if (merge) {
	      applyMask(data, mask, target, offset, dataLength);
	      return [target];
	    }

	    applyMask(data, mask, data, 0, dataLength);
	    return [target, data];
	  }

	  /**
	   * Sends a close message to the other peer.
	   *
	   * @param {Number} [code] The status code component of the body
	   * @param {(String|Buffer)} [data] The message component of the body
	   * @param {Boolean} [mask=false] Specifies whether or not to mask the message
	   * @param {Function} [cb] Callback
	   * @public
	   */
	  close(code, data, mask, cb) {
	    let buf;

	    if (code === undefined) {
	      buf = EMPTY_BUFFER;
	    } else if (typeof code !== 'number' || !isValidStatusCode(code)) {
	      throw new TypeError('First argument must be a valid error code number');
	    } else if (data === undefined || !data.length) {
	      buf = Buffer.allocUnsafe(2);
	      buf.writeUInt16BE(code, 0);
	    } else {
	      const length = Buffer.byteLength(data);

	      if (length > 123) {
	        throw new RangeError('The message must not be greater than 123 bytes');
	      }

	      buf = Buffer.allocUnsafe(2 + length);
	      buf.writeUInt16BE(code, 0);

	      if (typeof data === 'string') {
	        buf.write(data, 2);
	      } else if (isUint8Array(data)) {
	        buf.set(data, 2);
	      } else {
	        throw new TypeError('Second argument must be a string or a Uint8Array');
	      }
	    }

	    const options = {
	      [kByteLength]: buf.length,
	      fin: true,
	      generateMask: this._generateMask,
	      mask,
	      maskBuffer: this._maskBuffer,
	      opcode: 0x08,
	      readOnly: false,
	      rsv1: false
	    };

	    if (this._state !== DEFAULT) {
	      this.enqueue([this.dispatch, buf, false, options, cb]);
	    } else {
	      this.sendFrame(Sender.frame(buf, options), cb);
	    }
	  }

	  /**
	   * Sends a ping message to the other peer.
	   *
	   * @param {*} data The message to send
	   * @param {Boolean} [mask=false] Specifies whether or not to mask `data`
	   * @param {Function} [cb] Callback
	   * @public
	   */
	  ping(data, mask, cb) {
	    let byteLength;
	    let readOnly;

	    if (typeof data === 'string') {
	      byteLength = Buffer.byteLength(data);
	      readOnly = false;
	    } else if (isBlob(data)) {
	      byteLength = data.size;
	      readOnly = false;
	    } else {
	      data = toBuffer(data);
	      byteLength = data.length;
	      readOnly = toBuffer.readOnly;
	    }

	    if (byteLength > 125) {
	      throw new RangeError('The data size must not be greater than 125 bytes');
	    }

	    const options = {
	      [kByteLength]: byteLength,
	      fin: true,
	      generateMask: this._generateMask,
	      mask,
	      maskBuffer: this._maskBuffer,
	      opcode: 0x09,
	      readOnly,
	      rsv1: false
	    };

	    if (isBlob(data)) {
	      if (this._state !== DEFAULT) {
	        this.enqueue([this.getBlobData, data, false, options, cb]);
	      } else {
	        this.getBlobData(data, false, options, cb);
	      }
	    } else if (this._state !== DEFAULT) {
	      this.enqueue([this.dispatch, data, false, options, cb]);
	    } else {
	      this.sendFrame(Sender.frame(data, options), cb);
	    }
	  }

	  /**
	   * Sends a pong message to the other peer.
	   *
	   * @param {*} data The message to send
	   * @param {Boolean} [mask=false] Specifies whether or not to mask `data`
	   * @param {Function} [cb] Callback
	   * @public
	   */
	  pong(data, mask, cb) {
	    let byteLength;
	    let readOnly;

	    if (typeof data === 'string') {
	      byteLength = Buffer.byteLength(data);
	      readOnly = false;
	    } else if (isBlob(data)) {
	      byteLength = data.size;
	      readOnly = false;
	    } else {
	      data = toBuffer(data);
	      byteLength = data.length;
	      readOnly = toBuffer.readOnly;
	    }

	    if (byteLength > 125) {
	      throw new RangeError('The data size must not be greater than 125 bytes');
	    }

	    const options = {
	      [kByteLength]: byteLength,
	      fin: true,
	      generateMask: this._generateMask,
	      mask,
	      maskBuffer: this._maskBuffer,
	      opcode: 0x0a,
	      readOnly,
	      rsv1: false
	    };

	    if (isBlob(data)) {
	      if (this._state !== DEFAULT) {
	        this.enqueue([this.getBlobData, data, false, options, cb]);
	      } else {
	        this.getBlobData(data, false, options, cb);
	      }
	    } else if (this._state !== DEFAULT) {
	      this.enqueue([this.dispatch, data, false, options, cb]);
	    } else {
	      this.sendFrame(Sender.frame(data, options), cb);
	    }
	  }

	  /**
	   * Sends a data message to the other peer.
	   *
	   * @param {*} data The message to send
	   * @param {Object} options Options object
	   * @param {Boolean} [options.binary=false] Specifies whether `data` is binary
	   *     or text
	   * @param {Boolean} [options.compress=false] Specifies whether or not to
	   *     compress `data`
	   * @param {Boolean} [options.fin=false] Specifies whether the fragment is the
	   *     last one
	   * @param {Boolean} [options.mask=false] Specifies whether or not to mask
	   *     `data`
	   * @param {Function} [cb] Callback
	   * @public
	   */
	  send(data, options, cb) {
	    const perMessageDeflate = this._extensions[PerMessageDeflate.extensionName];
	    let opcode = options.binary ? 2 : 1;
	    let rsv1 = options.compress;

	    let byteLength;
	    let readOnly;

	    if (typeof data === 'string') {
	      byteLength = Buffer.byteLength(data);
	      readOnly = false;
	    } else if (isBlob(data)) {
	      byteLength = data.size;
	      readOnly = false;
	    } else {
	      data = toBuffer(data);
	      byteLength = data.length;
	      readOnly = toBuffer.readOnly;
	    }

	    if (this._firstFragment) {
	      this._firstFragment = false;
	      if (
	        rsv1 &&
	        perMessageDeflate &&
	        perMessageDeflate.params[
	          perMessageDeflate._isServer
	            ? 'server_no_context_takeover'
	            : 'client_no_context_takeover'
	        ]
	      ) {
	        rsv1 = byteLength >= perMessageDeflate._threshold;
	      }
	      this._compress = rsv1;
	    } else {
	      rsv1 = false;
	      opcode = 0;
	    }

	    if (options.fin) this._firstFragment = true;

	    const opts = {
	      [kByteLength]: byteLength,
	      fin: options.fin,
	      generateMask: this._generateMask,
	      mask: options.mask,
	      maskBuffer: this._maskBuffer,
	      opcode,
	      readOnly,
	      rsv1
	    };

	    if (isBlob(data)) {
	      if (this._state !== DEFAULT) {
	        this.enqueue([this.getBlobData, data, this._compress, opts, cb]);
	      } else {
	        this.getBlobData(data, this._compress, opts, cb);
	      }
	    } else if (this._state !== DEFAULT) {
	      this.enqueue([this.dispatch, data, this._compress, opts, cb]);
	    } else {
	      this.dispatch(data, this._compress, opts, cb);
	    }
	  }

	  /**
	   * Gets the contents of a blob as binary data.
	   *
	   * @param {Blob} blob The blob
	   * @param {Boolean} [compress=false] Specifies whether or not to compress
	   *     the data
	   * @param {Object} options Options object
	   * @param {Boolean} [options.fin=false] Specifies whether or not to set the
	   *     FIN bit
	   * @param {Function} [options.generateMask] The function used to generate the
	   *     masking key
	   * @param {Boolean} [options.mask=false] Specifies whether or not to mask
	   *     `data`
	   * @param {Buffer} [options.maskBuffer] The buffer used to store the masking
	   *     key
	   * @param {Number} options.opcode The opcode
	   * @param {Boolean} [options.readOnly=false] Specifies whether `data` can be
	   *     modified
	   * @param {Boolean} [options.rsv1=false] Specifies whether or not to set the
	   *     RSV1 bit
	   * @param {Function} [cb] Callback
	   * @private
	   */
	  getBlobData(blob, compress, options, cb) {
	    this._bufferedBytes += options[kByteLength];
	    this._state = GET_BLOB_DATA;

	    blob
	      .arrayBuffer()
	      .then((arrayBuffer) => {
	        if (this._socket.destroyed) {
	          const err = new Error(
	            'The socket was closed while the blob was being read'
	          );

	          //
	          // `callCallbacks` is called in the next tick to ensure that errors
	          // that might be thrown in the callbacks behave like errors thrown
	          // outside the promise chain.
	          //
	          process.nextTick(callCallbacks, this, err, cb);
	          return;
	        }

	        this._bufferedBytes -= options[kByteLength];
	        const data = toBuffer(arrayBuffer);

	        if (!compress) {
	          this._state = DEFAULT;
	          this.sendFrame(Sender.frame(data, options), cb);
	          this.dequeue();
	        } else {
	          this.dispatch(data, compress, options, cb);
	        }
	      })
	      .catch((err) => {
	        //
	        // `onError` is called in the next tick for the same reason that
	        // `callCallbacks` above is.
	        //
	        process.nextTick(onError, this, err, cb);
	      });
	  }

	  /**
	   * Dispatches a message.
	   *
	   * @param {(Buffer|String)} data The message to send
	   * @param {Boolean} [compress=false] Specifies whether or not to compress
	   *     `data`
	   * @param {Object} options Options object
	   * @param {Boolean} [options.fin=false] Specifies whether or not to set the
	   *     FIN bit
	   * @param {Function} [options.generateMask] The function used to generate the
	   *     masking key
	   * @param {Boolean} [options.mask=false] Specifies whether or not to mask
	   *     `data`
	   * @param {Buffer} [options.maskBuffer] The buffer used to store the masking
	   *     key
	   * @param {Number} options.opcode The opcode
	   * @param {Boolean} [options.readOnly=false] Specifies whether `data` can be
	   *     modified
	   * @param {Boolean} [options.rsv1=false] Specifies whether or not to set the
	   *     RSV1 bit
	   * @param {Function} [cb] Callback
	   * @private
	   */
	  dispatch(data, compress, options, cb) {
	    if (!compress) {
	      this.sendFrame(Sender.frame(data, options), cb);
	      return;
	    }

	    const perMessageDeflate = this._extensions[PerMessageDeflate.extensionName];

	    this._bufferedBytes += options[kByteLength];
	    this._state = DEFLATING;
	    perMessageDeflate.compress(data, options.fin, (_, buf) => {
	      if (this._socket.destroyed) {
	        const err = new Error(
	          'The socket was closed while data was being compressed'
	        );

	        callCallbacks(this, err, cb);
	        return;
	      }

	      this._bufferedBytes -= options[kByteLength];
	      this._state = DEFAULT;
	      options.readOnly = false;
	      this.sendFrame(Sender.frame(buf, options), cb);
	      this.dequeue();
	    });
	  }

	  /**
	   * Executes queued send operations.
	   *
	   * @private
	   */
	  dequeue() {
	    while (this._state === DEFAULT && this._queue.length) {
	      const params = this._queue.shift();

	      this._bufferedBytes -= params[3][kByteLength];
	      Reflect.apply(params[0], this, params.slice(1));
	    }
	  }

	  /**
	   * Enqueues a send operation.
	   *
	   * @param {Array} params Send operation parameters.
	   * @private
	   */
	  enqueue(params) {
	    this._bufferedBytes += params[3][kByteLength];
	    this._queue.push(params);
	  }

	  /**
	   * Sends a frame.
	   *
	   * @param {(Buffer | String)[]} list The frame to send
	   * @param {Function} [cb] Callback
	   * @private
	   */
	  sendFrame(list, cb) {
	    if (list.length === 2) {
	      this._socket.cork();
	      this._socket.write(list[0]);
	      this._socket.write(list[1], cb);
	      this._socket.uncork();
	    } else {
	      this._socket.write(list[0], cb);
	    }
	  }
	}

	sender = Sender;

	/**
	 * Calls queued callbacks with an error.
	 *
	 * @param {Sender} sender The `Sender` instance
	 * @param {Error} err The error to call the callbacks with
	 * @param {Function} [cb] The first callback
	 * @private
	 */
	function callCallbacks(sender, err, cb) {
	  if (typeof cb === 'function') cb(err);

	  for (let i = 0; i < sender._queue.length; i++) {
	    const params = sender._queue[i];
	    const callback = params[params.length - 1];

	    if (typeof callback === 'function') callback(err);
	  }
	}

	/**
	 * Handles a `Sender` error.
	 *
	 * @param {Sender} sender The `Sender` instance
	 * @param {Error} err The error
	 * @param {Function} [cb] The first pending callback
	 * @private
	 */
	function onError(sender, err, cb) {
	  callCallbacks(sender, err, cb);
	  sender.onerror(err);
	}
	return sender;
}

var receiverExports = /*@__PURE__*/ requireReceiver();
const Receiver = /*@__PURE__*/getDefaultExportFromCjs(receiverExports);

var senderExports = /*@__PURE__*/ requireSender();
const Sender = /*@__PURE__*/getDefaultExportFromCjs(senderExports);

/** Takes the bytes of frames apart, counts what is in them, and stops where it is more than anybody would keep. */
const MAX_MESSAGE_BYTES = 512 * 1024;
/** Until it is told to read on. */
const MAX_TOTAL_BYTES = 2 * 1024 * 1024;
const MAX_FRAMES = 2000;
/** Of one message: a piece of one byte takes as much memory as one of a hundred. */
const MAX_PIECES = 1024;
function openFrameReader(listener) {
    const seen = { hasPong: false, closeCode: undefined, closeReason: '', frameCount: 0, payloadBytes: 0 };
    const receiver = new Receiver({
        maxPayload: MAX_MESSAGE_BYTES,
        maxFragments: MAX_PIECES,
        maxBufferedChunks: MAX_PIECES,
        skipUTF8Validation: true,
    });
    const before = { frameCount: 0, payloadBytes: 0 };
    const isFull = () => seen.frameCount - before.frameCount > MAX_FRAMES || seen.payloadBytes - before.payloadBytes > MAX_TOTAL_BYTES;
    const readOn = () => {
        before.frameCount = seen.frameCount;
        before.payloadBytes = seen.payloadBytes;
    };
    const count = (data) => {
        seen.frameCount += 1;
        seen.payloadBytes += data.length;
    };
    let ping;
    receiver.on('error', () => undefined);
    receiver.on('message', data => {
        count(data);
        if (!isFull())
            listener.hear(data.toString());
    });
    receiver.on('ping', data => {
        count(data);
        ping = data;
    });
    receiver.on('pong', data => {
        count(data);
        seen.hasPong ||= listener.isAwaited(data);
    });
    receiver.on('conclude', (code, reason) => {
        seen.closeCode = code;
        seen.closeReason = reason.toString();
    });
    const write = (bytes) => {
        receiver.write(bytes);
        if (ping && !isFull())
            listener.answerPing(ping);
        ping = undefined;
    };
    return { seen, write, isFull, readOn, errorCode: () => readCode$2(receiver.errored) };
}
function readCode$2(error) {
    if (!error)
        return undefined;
    return 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
}

/** An opened WebSocket as a channel of frames: what the server sends is counted and bounded, and kept by nobody here. */
const NOTHING = Buffer.alloc(0);
/** Never throws; the caller destroys the socket. The server's pings are answered. */
function openChannel({ socket, rest, signal, onText }) {
    let activeAtMs = performance.now();
    const touch = () => {
        activeAtMs = performance.now();
    };
    let payload = NOTHING;
    const sender = new Sender(socket);
    const send = (text) => {
        touch();
        sender.send(Buffer.from(text), { binary: false, compress: false, fin: true, mask: true });
    };
    const reader = openFrameReader({
        hear(text) {
            const answer = onText?.(text);
            if (answer !== undefined)
                send(answer);
        },
        answerPing: data => sender.pong(data, true),
        isAwaited: data => data.equals(payload),
    });
    if (rest.length > 0)
        reader.write(rest);
    return {
        seen: reader.seen,
        send,
        ping() {
            touch();
            payload = randomBytes(8);
            reader.seen.hasPong = false;
            sender.ping(payload, true);
        },
        close() {
            touch();
            sender.close(1000, '', true);
        },
        read: (isDone, ms) => withDeadline(signal, ms, within => feed({ socket, reader, touch, isDone }, within)),
        readOn: reader.readOn,
        silentMs: () => performance.now() - activeAtMs,
        isOver: () => signal.aborted,
    };
}
async function feed({ socket, reader, touch, isDone }, signal) {
    for (;;) {
        const errorCode = reader.errorCode();
        if (errorCode !== undefined)
            return { errorCode };
        if (reader.seen.closeCode !== undefined)
            return 'closed';
        if (isDone())
            return 'done';
        if (reader.isFull())
            return 'too-much';
        const bytes = await readBytes(socket, signal);
        if (!bytes)
            return signal.aborted ? 'silent' : 'cut';
        const { frameCount } = reader.seen;
        reader.write(bytes);
        // A close frame ends the silence that is measured, and does not break it.
        if (reader.seen.closeCode === undefined || reader.seen.frameCount > frameCount)
            touch();
    }
}

/** Talks with the app in its own protocol, over the frames of an opened WebSocket. */
/** Of what came and was not read yet; the first frames of a healthy app are few and short. */
const MAX_KEPT = 100;
const MAX_KEPT_LENGTH = 64 * 1024;
/** Never throws for an answer of the network. */
function openGreeter(order, signal) {
    const inbox = [];
    return {
        hear(message) {
            if (inbox.length < MAX_KEPT && message.length <= MAX_KEPT_LENGTH)
                inbox.push(message);
        },
        hasHeard: () => inbox.length > 0,
        async greet(channel, ms) {
            const elapsedMs = startStopwatch();
            const boundedMs = Math.min(ms, order.timeoutMs);
            const last = { stop: 'done' };
            const talk = {
                send: text => void (channel.seen.closeCode === undefined && channel.send(text)),
                hasNext: () => inbox.length > 0,
                async next() {
                    if (inbox.length === 0)
                        last.stop = await channel.read(() => inbox.length > 0, boundedMs - elapsedMs());
                    return inbox.shift() ?? null;
                },
            };
            const greeting = await withDeadline(signal, boundedMs, within => order.converse(talk, within));
            return { stop: last.stop === 'silent' ? 'done' : last.stop, evidence: { ...greeting, ms: elapsedMs() } };
        },
    };
}

/** How an attempt speaks the protocol of the app: what it asks for, and what it says on this connection and further ones. */
/** What its client asks for in the place of the URL as it was given. */
function addressApp(target, options) {
    const given = options.subprotocols ?? [];
    const protocol = findProtocol(options);
    return {
        target: withRequestTarget(target, protocol.address(target.requestTarget)),
        subprotocols: given.length > 0 ? given : protocol.subprotocols,
    };
}
/** A guess must not cost much where it is wrong. */
const GUESS_TIMEOUT_MS = 3000;
const GIVEN_TIMEOUT_MS = 10_000;
/** Undefined for a protocol that says nothing after the pong. */
function orderGreeting(app) {
    const { greet } = findProtocol(app.options);
    if (!greet)
        return undefined;
    return {
        timeoutMs: app.options.protocol?.isGuess ? GUESS_TIMEOUT_MS : GIVEN_TIMEOUT_MS,
        converse: (talk, signal) => {
            const { target, instanceCount } = app;
            const asked = { requestTarget: target.requestTarget, subprotocol: readSubprotocol(app.upgrade), instanceCount };
            return greet({ ...talk, ...asked, beyond: goBeyond(app, signal) });
        },
    };
}
function findProtocol({ protocol }) {
    return protocols[protocol?.name ?? 'websocket'];
}
function readSubprotocol(upgrade) {
    return upgrade.kind === 'answered' ? (findHeader(upgrade.headers, 'sec-websocket-protocol') ?? '') : '';
}
function goBeyond(app, signal) {
    return {
        async request(asked) {
            const socket = await app.connect(signal);
            if (!socket)
                return null;
            const { target, options } = retarget(app, asked);
            const { evidence } = await ask(socket, writePlainRequest(target, options, asked.body), signal);
            socket.destroy();
            return takeAnswer(evidence);
        },
        async open(asked, converse) {
            const socket = await app.connect(signal);
            if (!socket)
                return null;
            const { target, options } = retarget(app, asked);
            const { evidence, rest } = await askUpgrade(socket, writeUpgradeRequest(target, options), signal);
            if (!isAccepted(evidence))
                return takeAnswer(evidence);
            const greeting = await converseOn({ socket, rest, converse }, signal);
            socket.destroy();
            return greeting;
        },
    };
}
async function converseOn({ socket, rest, converse }, signal) {
    const greeter = openGreeter({ timeoutMs: GIVEN_TIMEOUT_MS, converse }, signal);
    const channel = openChannel({ socket, rest, signal, onText: greeter.hear });
    const { evidence } = await greeter.greet(channel, GIVEN_TIMEOUT_MS);
    channel.close();
    return evidence;
}
function retarget({ target, options }, { requestTarget, cookies }) {
    return { target: withRequestTarget(target, requestTarget), options: withCookies(options, cookies) };
}
/** Beside those that were given: a request has one Cookie header (RFC 6265, section 5.4). */
function withCookies(options, cookies) {
    if (cookies === '')
        return options;
    const headers = options.headers ?? [];
    const isCookie = ([name]) => name.toLowerCase() === 'cookie';
    const all = [...headers.filter(isCookie).map(([, value]) => value), cookies].join('; ');
    return { ...options, headers: [...headers.filter(header => !isCookie(header)), ['Cookie', all]] };
}
function takeAnswer(answer) {
    return answer.kind === 'answered' ? answer : null;
}

/** Apps that ask by messages of their own, not by ping frames, whether somebody is there, and what their clients say. */
/**
 * The answer to an app's own ping, in whichever protocol it is one; undefined for any other message. Without it
 * socket.io closes after 45 s, Primus as well, and an idle connection seems to be cut by somebody else.
 */
function answerAppPing(message) {
    if (message.length > MAX_PING_LENGTH)
        return undefined;
    const found = PINGS.find(({ ping }) => ping.test(message));
    return found && message.replace(found.ping, found.pong);
}
const MAX_PING_LENGTH = 200;
const PINGS = [
    // engine.io 4, under socket.io 3 and newer; in engine.io 3 it is the client that asks.
    { ping: /^2$/, pong: '3' },
    { ping: /^"primus::ping::(\d+)"$/, pong: '"primus::pong::$1"' },
    // graphql-transport-ws.
    { ping: /^\{"type":"ping"\}$/, pong: '{"type":"pong"}' },
    // Pusher, Soketi, Reverb.
    { ping: /^\{"event":"pusher:ping".*\}$/, pong: '{"event":"pusher:pong","data":{}}' },
    // Meteor's DDP.
    { ping: /^\{"msg":"ping"\}$/, pong: '{"msg":"pong"}' },
    { ping: /^\{"msg":"ping","id":"([\w-]{1,40})"\}$/, pong: '{"msg":"pong","id":"$1"}' },
];

/** Says something to the app, and listens for what was expected of it. */
/** For all messages of an attempt together; the process stands still meanwhile. */
const COMPARING_BUDGET_MS = 500;
/** Of the latest message that did not fit, in characters. */
const MAX_EXCERPT = 200;
function openDialogue({ send, expectation }) {
    const ear = expectation ? openEar(expectation) : undefined;
    let isListening = send === undefined;
    return {
        hear: message => void (isListening && ear?.hear(message)),
        async hold(channel, ms) {
            const elapsedMs = startStopwatch();
            if (send !== undefined)
                channel.send(send);
            isListening = true;
            const stop = ear ? await channel.read(ear.isDone, ms) : 'done';
            const heard = ear ? { heard: ear.heard() } : {};
            return { stop, evidence: { wasSent: send !== undefined, ...heard, ms: elapsedMs() } };
        },
    };
}
function openEar(expectation) {
    let result = 'differs';
    let messageCount = 0;
    let latest;
    let spentMs = 0;
    return {
        hear(message) {
            if (result !== 'differs')
                return;
            const startedMs = performance.now();
            messageCount += 1;
            result = compareMessage(expectation, message, COMPARING_BUDGET_MS - spentMs);
            spentMs += performance.now() - startedMs;
            if (result === 'differs' && spentMs >= COMPARING_BUDGET_MS)
                result = 'too-slow';
            if (result !== 'fits')
                latest = message.slice(0, MAX_EXCERPT);
        },
        isDone: () => result !== 'differs',
        heard: () => ({ result, messageCount, ...(latest === undefined ? {} : { latest }) }),
    };
}

/** Keeps a WebSocket open in silence, to find out who cuts it, and when. */
/** The shortest that is asked at, whatever the app would have of its clients. */
const SHORTEST_BEAT_MS = 500;
/** An app may say much to a client that stays; what is read of it is bounded for each stretch, not for the whole. */
const STRETCH_MS = 1000;
/**
 * Sends nothing: any byte, a ping of ours too, would start the timers on the way anew. What the app asks for by itself
 * is answered, as its real clients answer it; and where they are to ask, as clients of Socket.IO 2 are, so is it here.
 */
async function holdSilently(channel, wantedMs, heartbeat) {
    const elapsedMs = startStopwatch();
    const before = channel.seen.frameCount;
    const everyMs = Math.max(heartbeat?.everyMs ?? 0, SHORTEST_BEAT_MS);
    // At once for the first time: the app counts from the last time that it heard of its client.
    let beatAtMs = heartbeat?.text === undefined ? wantedMs : 0;
    let stop = 'silent';
    for (let leftMs = wantedMs; leftMs > 0 && stop === 'silent' && !channel.isOver(); leftMs = wantedMs - elapsedMs()) {
        if (heartbeat?.text !== undefined && elapsedMs() >= beatAtMs) {
            channel.send(heartbeat.text);
            beatAtMs += everyMs;
        }
        channel.readOn();
        stop = await channel.read(() => false, Math.min(STRETCH_MS, leftMs, beatAtMs - elapsedMs()));
    }
    channel.readOn();
    const frameCount = channel.seen.frameCount - before;
    // The end of a connection, by a close frame or without, is no byte of its own: what counts is the last one before it.
    return { stop, evidence: { wantedMs, heldMs: elapsedMs(), silentMs: Math.round(channel.silentMs()), frameCount } };
}

/** Asks an opened WebSocket for a pong, for what else was ordered, and for a closing handshake. */
/** Long enough for an app that finishes what it is doing; browsers wait as long or longer. */
const CLOSE_TIMEOUT_MS = 3000;
/** Of the time that is left, what the pong or the dialogue may take; the rest is for the closing handshake. */
const SHARE = 0.7;
/**
 * Sends a ping with a random payload, waits for the pong that repeats it (RFC 6455, section 5.5.3), does what was
 * ordered, then closes with 1000 and waits for the answer (section 7.1.2). Never throws; the caller destroys the
 * socket.
 */
async function exchangeFrames(open, signal) {
    const elapsedMs = startStopwatch();
    const { channel, dialogue, greeter } = openExchange(open, signal);
    const found = {};
    const remainingMs = () => open.timeoutMs - elapsedMs() + (found.hold?.heldMs ?? 0);
    const conclude = (stop, wasClosing) => {
        const { frameCount, payloadBytes } = channel.seen;
        const end = describeEnd(stop, channel, wasClosing);
        const undone = end.kind === 'too-much' && !wasClosing ? tellUndoneHold(open.orders) : {};
        return { ...undone, ...found, end, frameCount, payloadBytes, ms: elapsedMs() };
    };
    const steps = [
        async () => {
            const stop = await awaitPong(channel, remainingMs() * SHARE);
            if (channel.seen.hasPong)
                found.pingMs = elapsedMs();
            // An app that refuses may say why and close before it has read the ping.
            if (stop !== 'done' && stop !== 'silent' && greeter?.hasHeard())
                await greet(channel, greeter, { found, ms: 0 });
            return stop;
        },
        () => greet(channel, greeter, { found, ms: remainingMs() * SHARE }),
        () => talk(channel, dialogue, { found, ms: remainingMs() * SHARE }),
        () => hold(channel, open.orders.holdMs, { found, ms: remainingMs() * SHARE }),
    ];
    for (const step of steps) {
        const stop = await step();
        if (stop !== 'done')
            return conclude(stop, false);
    }
    channel.close();
    return conclude(await channel.read(() => false, Math.min(CLOSE_TIMEOUT_MS, remainingMs())), true);
}
function openExchange({ socket, rest, orders, greeting }, signal) {
    const dialogue = orders.dialogue && openDialogue(orders.dialogue);
    const greeter = greeting && openGreeter(greeting, signal);
    const onText = (message) => {
        greeter?.hear(message);
        dialogue?.hear(message);
        return orders.holdMs ? answerAppPing(message) : undefined;
    };
    return { dialogue, greeter, channel: openChannel({ socket, rest, signal, onText }) };
}
function awaitPong(channel, ms) {
    channel.ping();
    return channel.read(() => channel.seen.hasPong, ms);
}
// However the app answered, the connection is closed as any other.
async function greet(channel, greeter, { found, ms }) {
    if (!greeter)
        return 'done';
    const { stop, evidence } = await greeter.greet(channel, ms);
    found.greeting = evidence;
    return stop;
}
// What was not heard in time says nothing against the connection, which is closed as any other.
async function talk(channel, dialogue, { found, ms }) {
    if (!dialogue)
        return 'done';
    const { stop, evidence } = await dialogue.hold(channel, ms);
    found.dialogue = evidence;
    return stop === 'silent' ? 'done' : stop;
}
// Who drops a connection without a word, as some do with the state of an idle one, is found by the pong afterwards.
async function hold(channel, holdMs, { found, ms }) {
    if (!holdMs)
        return 'done';
    const heartbeat = found.greeting?.kind === 'greeted' ? found.greeting.heartbeat : undefined;
    const { stop, evidence } = await holdSilently(channel, holdMs, heartbeat);
    const end = stop === 'silent' ? await awaitPong(channel, ms) : stop;
    found.hold = { ...evidence, isKept: end === 'done' };
    return end;
}
/** What was too much to read before it began. */
function tellUndoneHold({ holdMs: wantedMs }) {
    return wantedMs ? { hold: { wantedMs, heldMs: 0, silentMs: 0, frameCount: 0, isKept: false } } : {};
}
/** The codec's own bounds: of a message, and of the pieces that it comes in. */
const TOO_MUCH = new Set(['WS_ERR_UNSUPPORTED_MESSAGE_LENGTH', 'WS_ERR_TOO_MANY_BUFFERED_PARTS']);
function describeEnd(stop, { seen }, wasClosing) {
    if (typeof stop === 'object') {
        return TOO_MUCH.has(stop.errorCode) ? { kind: 'too-much' } : { kind: 'garbage', code: stop.errorCode };
    }
    if (stop === 'too-much')
        return { kind: 'too-much' };
    if (stop === 'closed')
        return wasClosing ? { kind: 'clean', code: readCode$1(seen) } : describeClose$1(seen);
    return { kind: stop === 'silent' ? 'silent' : 'cut', wasClosing };
}
function describeClose$1(seen) {
    const { closeReason } = seen;
    return { kind: 'closed-by-server', code: readCode$1(seen), ...(closeReason ? { reason: closeReason } : {}) };
}
function readCode$1({ closeCode }) {
    return closeCode ?? 1005;
}

/** Who wrote an HTTP answer: a load balancer, the proxy, the app behind it, or something in front of them all. */
/**
 * The first test that fits decides. nginx writes `Server: nginx` over the app's on everything it passes on, so the
 * header proves nothing; its own pages end in a line of their own. Pages of the load balancer look like nginx's
 * without that line, and differ in length over the years.
 */
function identifyResponder(answer) {
    const server = findHeader(answer.headers, 'server') ?? '';
    const test = TESTS.find(({ fits }) => fits(answer, server));
    return test?.responder ?? { kind: 'unknown' };
}
const TESTS = [
    // `X-Cache: Error from cloudfront` stands on the origin's errors too.
    { responder: { kind: 'cloudfront' }, fits: (_, server) => /^CloudFront$/i.test(server) },
    // AWS WAF on a load balancer challenges with an empty 202 that looks like success, or answers 403.
    { responder: { kind: 'firewall' }, fits: answer => findHeader(answer.headers, 'x-amzn-waf-action') !== undefined },
    { responder: { kind: 'firewall' }, fits: (answer, server) => isAwsElb(server) && answer.status === 403 },
    { responder: { kind: 'load-balancer', product: 'application' }, fits: (_, server) => isAwsElb(server) },
    {
        responder: { kind: 'load-balancer', product: 'classic' },
        fits: (answer, server) => server === '' && answer.body === '' && CLASSIC_REASON.test(answer.reason),
    },
    { responder: { kind: 'proxy', product: 'nginx' }, fits: answer => answer.body.includes('<hr><center>nginx') },
    { responder: { kind: 'proxy', product: 'apache' }, fits: answer => APACHE_PAGE.test(answer.body) },
    { responder: { kind: 'proxy', product: 'haproxy' }, fits: answer => isHaproxyPage(answer) },
    { responder: { kind: 'unknown' }, fits: answer => isGatewayStatus(answer.status) && answer.body === '' },
    { responder: { kind: 'application' }, fits: () => true },
];
/** Elastic Load Balancing user guide for Classic Load Balancers, "Troubleshoot: HTTP errors". */
const CLASSIC_REASON = /^(BAD_REQUEST|METHOD_NOT_ALLOWED|GATEWAY_TIMEOUT|Service Unavailable: Back-end server is at capacity)$/;
const APACHE_PAGE = /^<!DOCTYPE HTML PUBLIC "-\/\/(W3C\/\/DTD HTML 4\.01|IETF\/\/DTD HTML 2\.0)\/\/EN"[^>]*>\s*<html><head>\s*<title>\d{3} /i;
/** HAProxy's own pages have one form: the status in a heading, and a sentence below it. */
function isHaproxyPage({ status, body }) {
    const [, written] = /^<html><body><h1>(\d{3}) [^<]+<\/h1>\n[^<\n]+\n<\/body><\/html>\n?$/.exec(body) ?? [];
    return written === String(status);
}
/** 502, 503 and 504: what somebody says about the one behind. */
function isGatewayStatus(status) {
    return status >= 502 && status <= 504;
}
function isAwsElb(server) {
    return /^awselb\//i.test(server);
}

/** One attempt: asks the layers in order, each on what the one before has opened, until one does not answer. */
/** Of the time that is left, what the Upgrade may take; the control or the frames have the rest. */
const UPGRADE_SHARE = 0.7;
/** Never throws for an answer of the network, and ends by the deadline or soon after the signal is aborted. */
async function makeAttempt(target, options, signal) {
    const evidence = await askOnce(target, options, signal);
    if (!isGuessInTheWay(target, options, evidence))
        return evidence;
    // An app that does not speak it may refuse the subprotocol or the path of a protocol that nobody gave.
    const { protocol: _, ...plainly } = options;
    const attemptTimeoutMs = options.attemptTimeoutMs - evidence.totalMs;
    const plain = await askOnce(target, { ...plainly, attemptTimeoutMs }, signal);
    if (plain.frames?.pingMs === undefined)
        return evidence;
    const frames = { ...plain.frames, greeting: { kind: 'not-spoken', ms: evidence.totalMs } };
    return { ...plain, frames, ...nameProtocol$1(options), totalMs: evidence.totalMs + plain.totalMs };
}
async function askOnce(given, asked, signal) {
    const elapsedMs = startStopwatch();
    const { target, subprotocols } = addressApp(given, asked);
    const options = { ...asked, subprotocols };
    let endsAfterMs = options.attemptTimeoutMs;
    const extend = (ms) => {
        endsAfterMs += ms;
    };
    const run = { target, options, open: [], extend, remainingMs: () => Math.max(0, endsAfterMs - elapsedMs()) };
    try {
        const totalMs = options.attemptTimeoutMs + (options.holdMs ?? 0);
        const evidence = await withDeadline(signal, totalMs, async (within) => {
            const layers = await askLayers(run, within);
            return { ...layers, ...(await askProxy(run, layers, within)) };
        });
        return { target: describeTarget(target, options), ...evidence, ...nameProtocol$1(options), totalMs: elapsedMs() };
    }
    finally {
        for (const socket of run.open)
            socket.destroy();
    }
}
function isGuessInTheWay(target, options, { upgrade, frames }) {
    const asked = addressApp(target, options);
    const isSameOffer = asked.subprotocols.length === (options.subprotocols ?? []).length;
    const isPlain = asked.target.requestTarget === target.requestTarget && isSameOffer;
    const isAnswered = upgrade?.kind === 'answered' && !isGatewayStatus(upgrade.status);
    return options.protocol?.isGuess === true && !isPlain && isAnswered && frames?.pingMs === undefined;
}
function nameProtocol$1({ protocol }) {
    return protocol && protocol.name !== 'websocket' ? { protocol } : {};
}
async function askLayers(run, signal) {
    const { options } = run;
    const dns = await resolveWay(run, signal);
    const connection = await openConnection(run, dns.kind === 'failed' ? [] : dns.addresses, signal);
    const { socket, address, ...opened } = connection;
    const reached = { dns, ...opened };
    if (!socket)
        return reached;
    const upgrade = await upgradeConnection(run, socket, signal);
    if (isAccepted(upgrade.evidence)) {
        const connect = connectTo(run, address ?? '');
        const { instanceCount = 1 } = options;
        const greeting = orderGreeting({ target: run.target, options, upgrade: upgrade.evidence, instanceCount, connect });
        const open = { socket, rest: upgrade.rest, timeoutMs: run.remainingMs(), orders: options, greeting };
        const [frames, other] = await Promise.all([exchangeFrames(open, signal), askOtherFamily(run, reached, signal)]);
        run.extend(frames.hold?.heldMs ?? 0);
        return { ...reached, upgrade: upgrade.evidence, frames, ...other };
    }
    socket.destroy();
    if (isFinal$1(upgrade) || !options.asksControl(upgrade.evidence))
        return { ...reached, upgrade: upgrade.evidence };
    const again = await askAgain(run, { address, upgrade: upgrade.evidence }, signal);
    return { ...reached, upgrade: upgrade.evidence, ...again };
}
function upgradeConnection(run, socket, signal) {
    const request = writeUpgradeRequest(run.target, run.options);
    return withDeadline(signal, run.remainingMs() * UPGRADE_SHARE, within => askUpgrade(socket, request, within));
}
/** A 101, however bad, and bytes that are not HTTP are understood without a second question. */
function isFinal$1({ evidence }) {
    return evidence.kind === 'not-http' || (evidence.kind === 'answered' && evidence.status === 101);
}
function describeTarget(target, options) {
    const [path = '/', query = ''] = target.requestTarget.split('?');
    return {
        host: target.host,
        port: target.port,
        isSecure: target.isSecure,
        path,
        asksEngineIo: /(^|&)EIO=\d/.test(query),
        origin: chooseOrigin(target, options),
    };
}

/**
 * What WebSocket servers say when they are asked without an Upgrade, or refuse the Origin. Collected by sending the
 * same requests to thirty servers through proxies that strip different headers.
 */
/** Texts in which a server names the missing header. */
const MISSING_UPGRADE_TEXTS = [
    'Can "Upgrade" only to',
    '"Connection" must be',
    'does not contain Upgrade',
    'does not contain websocket',
    "'upgrade' token not found",
    'invalid Connection header',
    'empty Upgrade header',
    'invalid Upgrade header',
    'Not a valid websocket request',
    'No WebSocket UPGRADE hdr',
    'No CONNECTION upgrade hdr',
    'do not include "upgrade" value',
    'Invalid websocket upgrade',
    "'connection' header must contain 'upgrade'",
    "'upgrade' header must contain 'websocket'",
];
const ENGINE_IO_BAD_REQUEST = /^\{"code":3,"message":"Bad request"/;
/**
 * `certain` when the answer names what was missing; `likely` for a bare 426 (`ws`, primus), which a program may also
 * answer to everything.
 */
function findMissingUpgrade(answer, target) {
    const text = `${answer.reason}\n${answer.body}`;
    if (MISSING_UPGRADE_TEXTS.some(part => text.includes(part)))
        return 'certain';
    if (target.asksEngineIo && ENGINE_IO_BAD_REQUEST.test(answer.body))
        return 'certain';
    if (isGorillaRefusal(answer))
        return 'certain';
    return answer.status === 426 ? 'likely' : 'none';
}
/** gorilla/websocket writes the reason into its log alone; this header tells its plain 400 from others. */
function isGorillaRefusal(answer) {
    const isBare = answer.status === 400 && answer.body === 'Bad Request\n';
    return isBare && findHeader(answer.headers, 'sec-websocket-version') === '13';
}
const REFUSED_ORIGIN = [
    /^request Origin "/i,
    /cross origin websockets not allowed/i,
    /(missing|invalid) Origin header/i,
    /origin (is )?not allowed/i,
    // python-engineio, under Flask-SocketIO.
    /not an accepted origin/i,
];
/** Whether the answer says that it is the Origin that was refused. */
function namesOrigin(answer) {
    const reason = findHeader(answer.headers, 'x-websocket-reject-reason') ?? '';
    return /origin/i.test(reason) || REFUSED_ORIGIN.some(pattern => pattern.test(answer.body));
}
/** Which framework says that the app is not meant for the host in the request; Django says it of other mistakes, too. */
function findRefusedHost({ status, body }) {
    if (status === 400 && /<h1>Bad Request \(400\)<\/h1>|DisallowedHost at /.test(body))
        return 'django';
    return status === 403 && /Blocked hosts?: /.test(body) ? 'rails' : undefined;
}
/** Whether the answer says that the port speaks TLS, and was asked without. Node.js closes without a word. */
function isPlainToTls({ status, body }) {
    return status === 400 && PLAIN_TO_TLS.some(text => body.includes(text));
}
const PLAIN_TO_TLS = [
    // nginx and load balancers, which write the same page.
    'plain HTTP request was sent to HTTPS port',
    // Go's net/http, httpd and Tomcat.
    'Client sent an HTTP request to an HTTPS server',
    'speaking plain HTTP to an SSL-enabled server port',
    'combination of host and port requires TLS',
];

/** What the rules for refusals ask of an answer. */
/** socket.io keeps an Upgrade at a path that is not its own for 1000 ms (engine.io's `destroyUpgradeTimeout`). */
const SOCKET_IO_MS = { from: 950, to: 1500 };
function isRedirect(refusal) {
    const isMoved = refusal !== undefined && refusal.status >= 300 && refusal.status < 400 && refusal.status !== 304;
    return isMoved && findHeader(refusal.headers, 'location') !== undefined;
}
/** The same Upgrade, but for the Origin, was accepted; and the same one was not, when it was sent again. */
function isOtherOriginTaken({ evidence: { origins = [] } }) {
    return origins.some(({ isTaken }) => isTaken) && !origins.some(({ isRepeated }) => isRepeated);
}
function isLoadBalancer({ responder, refusal }, status) {
    return responder.kind === 'load-balancer' && refusal?.status === status;
}
function isProxy({ responder }) {
    return responder.kind === 'proxy';
}
/** Read in the files of the proxy, or known of the platform's. */
function isDropped({ forwarding }) {
    return forwarding === 'overridden' || forwarding === 'dropped';
}
/** A plain request to the same URL is answered by the app. */
function isControlFine({ control, controlResponder }) {
    return control !== undefined && controlResponder.kind === 'application' && !isGatewayStatus(control.status);
}
/** The connection was closed after as long as socket.io keeps it; a proxy that needs as long looks the same. */
function isSocketIoPause({ evidence: { upgrade } }) {
    return upgrade !== undefined && upgrade.ms >= SOCKET_IO_MS.from && upgrade.ms <= SOCKET_IO_MS.to;
}
function hasLost({ missingUpgrade }) {
    return missingUpgrade !== 'none';
}
/** The beacon says that the proxy saw no Upgrade. */
function isLostBeforeProxy({ proxyReceivedUpgrade }) {
    return proxyReceivedUpgrade === false;
}
/** One whose listeners may have taken the Upgrade out. */
function isClassic$1({ known }) {
    return known.loadBalancer === 'classic' && !known.loadBalancerPassesUpgrade;
}
/** Its settings say that every listener takes the Upgrade out, and no beacon says otherwise. */
function isBehindHttpListener(clues) {
    return isBehindClassic(clues) && clues.known.loadBalancerPassesUpgrade === false;
}
/** And no beacon says what its listener did. */
function isBehindClassic(clues) {
    return isClassic$1(clues) && clues.proxyReceivedUpgrade === undefined;
}
/** The plain GET got the same answer: whoever wrote it did not look at the Upgrade. */
function isUnnoticed({ refusal, comparison }) {
    return refusal !== undefined && (comparison === 'same' || comparison === 'alike');
}
/**
 * A plain GET fares otherwise: the Upgrade, or a part of it, arrived at the app. One that is kept without an answer does so only if it was
 * waited for much longer than for the Upgrade.
 */
function isNoticed({ refusal, comparison, evidence: { control } }) {
    if (comparison !== undefined)
        return comparison === 'different';
    if (refusal === undefined || control === undefined)
        return false;
    return control.kind === 'closed' ? control.ms > 0 : control.kind === 'timeout' && control.ms > 3 * refusal.ms;
}
/** Statuses that say something of the path, of who is asking, or of an Upgrade. */
const TELLING_STATUSES = [400, 401, 403, 404, 405, 410, 426];
/** The app refused the request as such, or for the host in it; a limit for plain requests need not be one for an Upgrade. */
function isRequestRefused(clues) {
    const { refusal } = clues;
    if (refusal === undefined || (isUnnoticed(clues) && isBehindClassic(clues)))
        return false;
    if (isHostRefused(clues))
        return true;
    return refusal.status >= 400 && refusal.status < 500 && !TELLING_STATUSES.includes(refusal.status);
}
function isHostRefused({ refusal }) {
    return refusal !== undefined && findRefusedHost(refusal) !== undefined;
}
/** An Upgrade, or a part of it, arrived and was refused, as servers do at another path. */
function isPathRefused(clues) {
    return isNoticed(clues) && [400, 404, 405, 410, 426].includes(clues.refusal?.status ?? 0);
}
function isSuccess(refusal) {
    return refusal !== undefined && refusal.status >= 200 && refusal.status < 300;
}

/** Rules for attempts that did not come as far as an HTTP answer. */
const REFUSED = new Set(['ECONNREFUSED']);
const UNREACHED = new Set(['ETIMEDOUT', 'EHOSTUNREACH', 'EHOSTDOWN']);
const CLOSED = new Set(['ECONNRESET', 'EPIPE']);
const UNTRUSTED = new Set([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_UNTRUSTED',
]);
/** OpenSSL's names for bytes that are not TLS. */
const PLAIN_PORT = new Set(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG']);
const connectionRules = [
    { kind: 'outgoing-proxy-unreachable', sure: 'certain', when: clues => hasTunnel(clues, ['unreached', 'silent']) },
    { kind: 'outgoing-proxy-refused', sure: 'certain', when: clues => hasTunnel(clues, ['refused']) },
    { kind: 'name-not-found', sure: 'certain', when: ({ evidence }) => isDnsFailure(evidence, ['ENOTFOUND', 'ENODATA']) },
    { kind: 'resolver-failed', sure: 'certain', when: ({ evidence }) => evidence.dns.kind === 'failed' },
    { kind: 'no-route-from-here', sure: 'certain', when: ({ evidence, tried }) => evidence.tcp.length > 0 && !tried[0] },
    { kind: 'connection-refused', sure: 'certain', when: clues => allFailed(clues, REFUSED) },
    { kind: 'connection-closed', sure: 'likely', when: clues => allFailed(clues, CLOSED) },
    { kind: 'connection-timed-out', sure: 'certain', when: clues => allTimedOut(clues) },
    { kind: 'connection-timed-out', sure: 'likely', when: clues => !isConnected(clues) && clues.tried.some(isTimeout) },
    { kind: 'connection-refused', sure: 'likely', when: clues => !isConnected(clues) && someFailed(clues, REFUSED) },
    { kind: 'connection-failed', sure: 'certain', when: clues => clues.tried.length > 0 && !isConnected(clues) },
    { kind: 'tls-expired', sure: 'certain', when: clues => hasTlsCode(clues, new Set(['CERT_HAS_EXPIRED'])) },
    {
        kind: 'tls-wrong-host',
        sure: 'certain',
        when: clues => hasTlsCode(clues, new Set(['ERR_TLS_CERT_ALTNAME_INVALID'])),
    },
    { kind: 'tls-untrusted', sure: 'certain', when: clues => hasTlsCode(clues, UNTRUSTED) },
    { kind: 'tls-plain-port', sure: 'certain', when: clues => hasTlsCode(clues, PLAIN_PORT) },
    { kind: 'tls-not-answered', sure: 'certain', when: ({ evidence }) => evidence.tls?.kind === 'timeout' },
    { kind: 'connection-closed', sure: 'likely', when: clues => hasTlsCode(clues, CLOSED) },
    { kind: 'tls-other', sure: 'certain', when: ({ evidence }) => evidence.tls?.kind === 'failed' },
    // In TLS 1.3 a server says only after the handshake that it wants a client certificate.
    { kind: 'tls-other', sure: 'certain', when: clues => isTlsAlert(clues) },
    // nginx hands on what an app says that is not HTTP, so the alert may be that of an app behind it.
    {
        kind: 'tls-required',
        sure: 'likely',
        candidates: ['tls', 'proxy'],
        when: ({ evidence }) => !evidence.target.isSecure && startsWithAlert(evidence.upgrade),
    },
    { kind: 'not-http', sure: 'certain', when: ({ evidence }) => evidence.upgrade?.kind === 'not-http' },
    { kind: 'broken-answer', sure: 'certain', when: ({ evidence }) => evidence.upgrade?.kind === 'garbage' },
    {
        kind: 'application-drops-upgrade',
        sure: 'likely',
        when: clues => clues.evidence.upgrade?.kind === 'closed' && (isControlAnswered(clues) || isControlKept(clues)),
    },
    // So does a TLS server of Node.js with what is not TLS.
    {
        kind: 'connection-closed',
        sure: 'certain',
        candidates: ['proxy', 'application', 'load-balancer', 'tls'],
        when: ({ evidence }) => evidence.upgrade?.kind === 'closed' && !evidence.target.isSecure,
    },
    { kind: 'connection-closed', sure: 'certain', when: ({ evidence }) => evidence.upgrade?.kind === 'closed' },
    {
        kind: 'application-ignores-upgrade',
        sure: 'likely',
        when: clues => clues.evidence.upgrade?.kind === 'timeout' && isControlAnswered(clues),
    },
    // A WebSocket server without a handler for requests keeps what is not an Upgrade.
    { kind: 'proxy-drops-upgrade', sure: 'likely', when: clues => isSilent(clues) && isDropped(clues) },
    {
        kind: 'application-not-answering',
        sure: 'likely',
        when: clues => isSilent(clues) && clues.forwarding === 'forwarded',
    },
    {
        kind: 'application-not-answering',
        sure: 'likely',
        candidates: ['application', 'proxy'],
        when: clues => isSilent(clues),
    },
];
function hasTunnel({ evidence: { tunnel } }, kinds) {
    return tunnel !== undefined && kinds.includes(tunnel.kind);
}
function isDnsFailure({ dns }, codes) {
    return dns.kind === 'failed' && codes.includes(dns.code);
}
function isConnected({ tried }) {
    return tried.some(tcp => tcp.kind === 'connected');
}
function isTimeout(tcp) {
    return tcp.kind === 'timeout' || (tcp.kind === 'failed' && UNREACHED.has(tcp.code));
}
function allTimedOut({ tried }) {
    return tried.length > 0 && tried.every(isTimeout);
}
function allFailed({ tried }, codes) {
    return tried.length > 0 && tried.every(tcp => tcp.kind === 'failed' && codes.has(tcp.code));
}
function someFailed({ tried }, codes) {
    return tried.some(tcp => tcp.kind === 'failed' && codes.has(tcp.code));
}
function hasTlsCode({ evidence: { tls } }, codes) {
    return tls?.kind === 'failed' && codes.has(tls.code);
}
function isTlsAlert({ evidence: { upgrade } }) {
    return upgrade?.kind === 'closed' && /^ERR_SSL_\w*ALERT/.test(upgrade.code ?? '');
}
function isControlAnswered({ control }) {
    return control !== undefined && !isGatewayStatus(control.status);
}
/** A plain GET was left open, and the Upgrade closed: who did that looked at the Upgrade. */
function isControlKept({ evidence: { control, upgrade } }) {
    return control?.kind === 'timeout' && control.ms > 3 * (upgrade?.ms ?? 0);
}
function isSilent({ evidence: { upgrade } }) {
    return upgrade?.kind === 'timeout';
}
/** A record of TLS with an alert: RFC 8446, section 5.1, content type 21. */
function startsWithAlert(upgrade) {
    return upgrade?.kind === 'not-http' && upgrade.excerpt.startsWith('\x15\x03');
}

/** Findings about answers that are not HTTP, or not whole. */
const answerFindings = {
    'not-http': {
        layer: 'unknown',
        candidates: ['application', 'proxy'],
        severity: 'error',
        title: 'The answer was not HTTP',
        explain: clues => `${namePlace(clues)} answered the opening handshake with bytes that were not HTTP/1.1: ${quoteBytes(clues)}.`,
        remedy: ({ evidence }) => startsWithAlert(evidence.upgrade)
            ? instruct('Let the app speak plain HTTP on its port, or the proxy before it ask by "https://".')
            : paste('Point the URL, or the proxy that is behind it, at the port on which the app speaks HTTP/1.1. In a file of nginx it is this line.', 'proxy_pass http://127.0.0.1:PORT;'),
    },
    'broken-answer': {
        layer: 'unknown',
        candidates: ['application', 'proxy'],
        severity: 'error',
        title: 'The answer broke the rules of HTTP',
        explain: clues => `${namePlace(clues)} answered the opening handshake with HTTP headers that ${BREAKS[findBreak(clues)]}: ${quoteBytes(clues)}.`,
        remedy: clues => mendHead(clues),
    },
};
function quoteBytes({ evidence: { upgrade } }) {
    return quote(upgrade?.kind === 'not-http' || upgrade?.kind === 'garbage' ? upgrade.excerpt : '');
}
const BREAKS = {
    'head-too-large': 'were longer than 16 KiB',
    'head-cut-short': 'broke off',
    'head-malformed': 'were not written by the rules',
};
function findBreak({ evidence: { upgrade } }) {
    return upgrade?.kind === 'garbage' ? upgrade.problem : 'head-malformed';
}
/** RFC 6455, section 4.2.2: the least that opens a WebSocket, as the bytes are written. */
const WHOLE_ANSWER = [
    'HTTP/1.1 101 Switching Protocols\\r\\n',
    'Upgrade: websocket\\r\\n',
    'Connection: Upgrade\\r\\n',
    'Sec-WebSocket-Accept: ...\\r\\n',
    '\\r\\n',
];
function mendHead(clues) {
    switch (findBreak(clues)) {
        case 'head-too-large':
            return instruct('Shorten what the app sends in headers, most of all in Set-Cookie: clients and proxies read 16 KiB at most, nginx 4 KiB unless told otherwise.');
        case 'head-cut-short':
            return readLogs(clues, "Read the app's log for a crash of the app while it answered this request.");
        default:
            return paste('Correct what the app itself writes into the connection of an Upgrade: a status line, headers, an empty line, and "\\r\\n" at the end of each.', WHOLE_ANSWER);
    }
}

/** What to do about an app that does not answer the opening handshake, or closes upon it. */
function listen(clues) {
    return readLogs(clues, 'Let the app listen on the port in the variable PORT, on 127.0.0.1 or 0.0.0.0, and read in its log why it does not.');
}
const SOCKET_IO_PATH = '/socket.io/?EIO=4&transport=websocket';
function stopDropping(clues) {
    const { target } = clues.evidence;
    if (!isSocketIoPause(clues)) {
        return readLogs(clues, `Use the path at which the app takes WebSockets, if that is not ${quote(target.path)}, and the subprotocol that it expects; otherwise read its log for a crash.`);
    }
    const where = 'in the URL, or in "websocket-path" where that has none';
    return target.asksEngineIo
        ? instruct(`Write the path option of the server, ${where}.`)
        : paste(`Write the path of Socket.IO, or the path option of the server, ${where}.`, `websocket-path: ${SOCKET_IO_PATH}`);
}
function answerInTime(clues) {
    return readLogs(clues, `Use the path at which the app takes WebSockets, or let its upgrade handler answer at ${quote(clues.evidence.target.path)}, sooner where it is only slow. Its log may say what it waits for.`);
}

/** What to do about an app that refused the opening handshake: by its words, and by who else may be the cause. */
/** Of uvicorn 0.17, to any request with "Connection: upgrade"; newer ones answer as to a plain one. */
const UVICORN_WITHOUT_LIBRARY = 'Unsupported upgrade request.';
function handleUpgrade(clues) {
    return (speakSockJs(clues) ??
        installLibrary(clues) ??
        instruct(`${writePath()}, or start its WebSocket server there. Rails refuses a foreign Origin with the same 404.${lookAtProxy(clues)}`));
}
function writePath() {
    return 'Write the path at which the app takes WebSockets, in the URL, or in "websocket-path: /ws" where that has none';
}
function correctPath(clues) {
    const { path } = clues.evidence.target;
    const instruction = `${writePath()}: ${quote(path)} seems not to be it`;
    if (clues.forwarding !== 'forwarded')
        return orPassOn(clues, instruction);
    return installLibrary(clues) ?? instruct(`${instruction}.`);
}
function answerRefusal(clues) {
    const { refusal, evidence } = clues;
    const host = quote(evidence.target.host);
    switch (refusal && findRefusedHost(refusal)) {
        case 'django':
            return orPassOn(clues, `Add ${host} to ALLOWED_HOSTS in the settings of Django`);
        case 'rails':
            return orPassOn(clues, `Add ${host} to config.hosts in config/environments/production.rb`);
    }
    if (refusal?.status === 429) {
        return orPassOn(clues, 'Let the limit of the app count each client by itself (behind a proxy all have one address), or exempt the opening handshake from it, and run the check again after a while');
    }
    const remedy = orPassOn(clues, 'Read in the log of the app why it refuses this request');
    return remedy.paste ? remedy : readLogs(clues, remedy.instruction);
}
function identifyYourself(clues) {
    const origin = `allow the Origin ${quote(clues.evidence.target.origin)}`;
    if (clues.refusal?.status === 403) {
        return paste(`Send what the app expects with the input "headers", or ${origin}, or name one that it allows with the input "origin", or correct the path, which FastAPI refuses with 403.`, TOKEN_LINES);
    }
    const orOrigin = isPlainAnswered(clues)
        ? ` Or ${origin}, which a plain GET does not need and servers refuse with 401, too.`
        : '';
    return paste(`Send what the app expects with the input "headers", from a secret.${orOrigin}`, TOKEN_LINES);
}
/** The same request without an Upgrade is let in as it is. */
function isPlainAnswered({ control }) {
    return control !== undefined && control.status < 400;
}
function allowOrigin({ evidence: { target, origins = [] } }) {
    const instruction = `Add the Origin ${quote(target.origin)} to those that the app allows, or send one of them with the input "origin".`;
    const taken = origins.find(({ isTaken }) => isTaken);
    return taken ? paste(instruction, `origin: ${taken.origin || 'none'}`) : instruct(instruction);
}
/** What a server of SockJS says at its prefix, to any request. */
function speakSockJs({ refusal }) {
    if (!refusal?.body.startsWith('Welcome to SockJS!'))
        return undefined;
    return instruct('Set "protocol: sockjs": this path is the prefix of a SockJS server, which takes WebSockets below it.');
}
function installLibrary({ forwarding, refusal }) {
    if (forwarding !== 'forwarded' || !refusal?.body.startsWith(UVICORN_WITHOUT_LIBRARY))
        return undefined;
    return instruct('Write "uvicorn[standard]" in requirements.txt: uvicorn has no library for WebSockets there.');
}
function orPassOn(clues, instruction) {
    if (clues.forwarding === 'forwarded')
        return instruct(`${instruction}.`);
    return paste(`${instruction}. If that is not it, see that each proxy before the app has all of these lines.`, UPGRADE_LINES);
}
/** The files that were read may not be those that the instance has. */
function lookAtProxy({ known }) {
    if (known.proxy === 'none')
        return '';
    const folder = known.proxy === 'apache' ? '/etc/httpd' : '/etc/nginx';
    return ` If the app does take it, look at what its proxy really has, on the instance (by "eb ssh" or Session Manager): grep -rn -i upgrade ${folder}`;
}

/** What became of an opening handshake that nobody answered, and of the plain GET beside it, in words. */
function describeSilence(clues) {
    if (clues.refusal)
        return `the proxy gave up waiting for the app and answered with ${nameAnswer$1(clues)}`;
    const silence = `the opening handshake was not answered within ${Math.round(clues.evidence.upgrade?.ms ?? 0)} ms`;
    const { control } = clues.evidence;
    const ms = Math.round(control?.ms ?? 0);
    switch (control?.kind) {
        case undefined:
            return silence;
        case 'timeout':
            return `${silence}, nor a plain GET within ${ms} ms`;
        case 'closed':
            return `${silence}, and the connection of a plain GET was closed after ${ms} ms`;
        case 'answered':
            return `${silence}, and a plain GET only with ${control.status} after ${ms} ms`;
        default:
            return `${silence}, and a plain GET with something that is not HTTP after ${ms} ms`;
    }
}
function explainKeeping({ refusal, evidence: { control } }) {
    const isKept = refusal !== undefined || control?.kind === 'timeout';
    return isKept
        ? 'Find out what the app does with a request at this path, which it keeps and never answers: its log may say.'
        : 'Find out what the app does with a request at this path: it keeps an Upgrade, and gives a plain GET no answer of its own. Its log may say why.';
}

/** Findings about the app itself, before a connection is a WebSocket. */
const applicationFindings = {
    'application-down': {
        layer: 'application',
        severity: 'error',
        title: 'The app does not listen',
        explain: clues => `${clues.responder.kind === 'proxy' ? 'The proxy' : 'What stands before the app'} answered the opening handshake and a plain GET with ${nameAnswer$1(clues)}: it could not reach the app.`,
        remedy: clues => listen(clues),
    },
    'application-not-answering': {
        layer: 'application',
        severity: 'error',
        title: 'Neither the opening handshake nor a plain GET is answered',
        explain: clues => `The connection was taken, but ${describeSilence(clues)}.`,
        remedy: clues => readLogs(clues, explainKeeping(clues)),
    },
    'application-drops-upgrade': {
        layer: 'application',
        severity: 'error',
        title: 'The app closes the connection of an Upgrade',
        explain: clues => `A plain GET was answered, but ${describeDrop(clues)}${isSocketIoPause(clues) ? ', as socket.io does at a path that is not its own' : ''}.`,
        remedy: clues => stopDropping(clues),
    },
    'application-ignores-upgrade': {
        layer: 'application',
        severity: 'error',
        title: 'The app does not answer an Upgrade',
        explain: clues => `A plain GET was answered, but the opening handshake got no answer within ${readMs(clues)} ms.`,
        remedy: clues => answerInTime(clues),
    },
    'application-without-handler': {
        layer: 'application',
        severity: 'error',
        title: 'The app does not handle the Upgrade here',
        explain: clues => `The opening handshake was answered with ${nameAnswer$1(clues)}, as a plain GET is, though ${nameForwarding(clues)}${clues.known.pathIsGuess ? '; the path was a guess' : ''}.`,
        remedy: clues => handleUpgrade(clues),
    },
    'application-refused-path': {
        layer: 'application',
        severity: 'error',
        title: 'The app refused the opening handshake',
        explain: clues => `The app answered the opening handshake with ${nameAnswer$1(clues)}, and a plain GET differently: the Upgrade${clues.forwarding === 'forwarded' ? '' : ', or a part of it,'} arrived and was refused.`,
        remedy: clues => correctPath(clues),
    },
    'application-refused-request': {
        layer: 'application',
        severity: 'error',
        title: 'The app refused the request',
        explain: (clues, sure) => `The app ${hedge(sure)}refused the opening handshake as it may refuse any request: it answered with ${nameAnswer$1(clues)}${compareControl(clues)}.`,
        remedy: clues => answerRefusal(clues),
    },
    'application-refused-auth': {
        layer: 'application',
        severity: 'error',
        title: 'The app wants to know who is asking',
        explain: (clues, sure) => `The opening handshake was answered with ${nameAnswer$1(clues)}, ${hedge(sure)}because the app got no token or cookie that it accepts.`,
        remedy: clues => identifyYourself(clues),
    },
    'application-refused-origin': {
        layer: 'application',
        severity: 'error',
        title: 'The app refused the Origin',
        explain: clues => `The app answered with ${nameAnswer$1(clues)} to the Origin ${quote(clues.evidence.target.origin)}, ${describeOtherOrigin(clues)}.`,
        remedy: clues => allowOrigin(clues),
    },
    'application-error': {
        layer: 'application',
        severity: 'error',
        title: 'The app failed',
        explain: (clues, sure) => isWordless(clues)
            ? `A plain GET was answered, but the opening handshake with ${nameAnswer$1(clues)} and no words, nor a sign of who wrote it.`
            : `The opening handshake was answered with ${nameAnswer$1(clues)}, ${hedge(sure)}by the app.`,
        remedy: clues => readLogs(clues, `Read the app's log for the error of this request${isWordless(clues) ? ', and where there is none, the logs of each proxy and load balancer before the app' : ''}.`),
    },
};
function nameForwarding({ known }) {
    if (known.proxy === 'none')
        return 'no proxy stands before the app';
    return 'the proxy, as far as its files are known, passes the Upgrade on';
}
function describeOtherOrigin({ evidence: { origins = [] } }) {
    const taken = origins.find(({ isTaken }) => isTaken);
    if (!taken)
        return 'and named the Origin';
    return taken.origin
        ? `and opened a WebSocket for ${quote(taken.origin)}`
        : 'and opened a WebSocket without any Origin';
}
function compareControl({ comparison }) {
    if (comparison === undefined)
        return '';
    return comparison === 'different' ? ', and a plain GET differently' : ', and a plain GET alike';
}
function readMs({ evidence: { upgrade } }) {
    return Math.round(upgrade?.ms ?? 0);
}
/** A proxy's page that says so, or the end of the connection itself. */
function describeDrop(clues) {
    if (isWordless(clues))
        return `the opening handshake with ${nameAnswer$1(clues)} and no words after ${readMs(clues)} ms`;
    return `the connection of the opening handshake was closed after ${readMs(clues)} ms`;
}
/** Nobody signed the answer. */
function isWordless({ refusal, responder }) {
    return refusal !== undefined && responder.kind === 'unknown';
}

/** Findings about what stands before the proxy: redirects, CloudFront, firewall, load balancers. */
const frontFindings = {
    redirected: {
        layer: 'unknown',
        candidates: ['load-balancer', 'proxy', 'application'],
        severity: 'error',
        title: 'The opening handshake was redirected',
        explain: clues => `The opening handshake was answered with ${nameAnswer$1(clues)} to ${readLocation(clues)}, and clients do not follow.`,
        remedy: clues => instruct(isSameOverTls(clues)
            ? 'Use "wss://" in the URL, for the check and for the clients.'
            : 'Use the URL to which it is redirected, if a WebSocket opens there, or exempt this path from the redirect.'),
    },
    'cloudfront-refused': {
        layer: 'load-balancer',
        severity: 'error',
        title: 'CloudFront refused the opening handshake',
        explain: clues => `CloudFront itself answered the opening handshake with ${nameAnswer$1(clues)}.`,
        remedy: () => paste('Give the behavior of this path the managed origin request policy AllViewer, which forwards the headers of a WebSocket (Sec-WebSocket-*). Where it has that, look at the origin.', 'OriginRequestPolicyId: 216adef6-5c7f-47e4-b989-5492eafa07d3'),
    },
    'firewall-blocked': {
        layer: 'load-balancer',
        severity: 'error',
        title: 'A firewall or rule at the load balancer blocked the opening handshake',
        explain: clues => `The load balancer answered the opening handshake with ${nameAnswer$1(clues)}, as AWS WAF or a rule of the listener does.`,
        remedy: clues => readListeners(clues, 'Exempt this path from what blocks it: the sampled requests of the web ACL (AWS WAF) name that rule; without a web ACL it is a rule of the listener.'),
    },
    'load-balancer-no-target': {
        layer: 'load-balancer',
        severity: 'error',
        title: 'The load balancer has no instance to ask',
        explain: clues => `The load balancer answered with ${nameAnswer$1(clues)}: no instance was registered for this request.`,
        remedy: clues => readEvents(clues, "Read in the environment's events why no instance is in service. If one is, look at the listener's rules for this host and path."),
    },
    'load-balancer-bad-gateway': {
        layer: 'load-balancer',
        severity: 'error',
        title: 'The load balancer got no valid answer from the instance',
        explain: clues => `The load balancer answered with ${nameAnswer$1(clues)}: the instance refused or closed the connection, so its proxy was probably not running.`,
        remedy: clues => readLogs(clues, "Read in the instance's logs why its nginx did not start (nginx/error.log and eb-engine.log)."),
    },
    'load-balancer-timeout': {
        layer: 'load-balancer',
        severity: 'error',
        title: 'The load balancer waited in vain for the instance',
        explain: clues => `The load balancer answered with ${nameAnswer$1(clues)}: the instance did not answer it in time.`,
        remedy: ({ known }) => paste("Let the instances' security group admit the load balancer's, by this command with both ids. If it does, the app does not answer: read its log.", `aws ec2 authorize-security-group-ingress --group-id sg-INSTANCES --protocol tcp --port 80 --source-group sg-LOAD_BALANCER${inRegion(known)}`),
    },
    'load-balancer-refused': {
        layer: 'load-balancer',
        severity: 'error',
        title: 'The load balancer answered by itself',
        explain: clues => `The load balancer answered the opening handshake itself with ${nameAnswer$1(clues)}; the request reached no instance.`,
        remedy: clues => readListeners(clues, clues.refusal?.status === 464
            ? 'Let the listener forward to a target group with the protocol version HTTP1: HTTP2 and gRPC cannot carry an Upgrade.'
            : 'Correct the rule of the listener for this host and path, which these commands print.'),
    },
    'classic-listener-http': {
        layer: 'load-balancer',
        severity: 'error',
        title: 'A Classic Load Balancer with an HTTP listener does not pass the Upgrade on',
        explain: (clues, sure) => `The opening handshake was answered with ${nameAnswer$1(clues)}: the Classic Load Balancer ${hedge(sure)}took its Upgrade header out, as HTTP and HTTPS listeners of one do.`,
        remedy: clues => {
            const protocol = clues.evidence.target.isSecure ? 'SSL' : 'TCP';
            const port = nameListenerPort(clues);
            const listener = `aws:elb:listener${port === 80 ? '' : `:${port}`}`;
            return paste(`Give the listener the protocol ${protocol} and the instance TCP, by which X-Forwarded-For and sticky sessions are lost, or move to an Application Load Balancer.`, ['option-settings: |', `  ${listener}:ListenerProtocol=${protocol}`, `  ${listener}:InstanceProtocol=TCP`]);
        },
    },
    'upgrade-lost-before-proxy': {
        layer: 'load-balancer',
        severity: 'error',
        title: 'The Upgrade was lost before it reached the proxy',
        explain: clues => `The opening handshake was answered with ${nameAnswer$1(clues)}, and the environment's own proxy said (by the beacon) that it received it without an Upgrade header.`,
        remedy: () => paste('Let what stands before the instances (a CDN, a proxy of your own) pass the Upgrade on: nginx does with these lines.', UPGRADE_LINES),
    },
};
function findLocation({ refusal }) {
    return findHeader(refusal?.headers ?? [], 'location') ?? '';
}
/** Only the scheme is another, and with it the port. */
function isSameOverTls(clues) {
    const { host, path, isSecure } = clues.evidence.target;
    const location = findLocation(clues);
    const [asked, other] = [`http://${host.includes(':') ? `[${host}]` : host}${path}`, location].map(url => URL.canParse(url) ? new URL(url) : undefined);
    if (isSecure || !asked || !other || !/^(https|wss):$/.test(other.protocol))
        return false;
    return other.hostname === asked.hostname && other.pathname === asked.pathname;
}
/** Without the query, which may hold what the client sent. */
function readLocation(clues) {
    return quote(findLocation(clues).replace(/[?#].*/, ''));
}

/** What a server's own close frame says, and what to do about it. */
/** As `code 1008 "Origin not allowed"`; `usual` is what the code means where the server wrote no reason. */
function nameClose({ frames }, usual = '') {
    const end = frames?.end;
    if (end?.kind !== 'closed-by-server')
        return end?.kind === 'clean' ? `code ${end.code}` : 'no code';
    const meaning = usual ? ` (${usual})` : '';
    return `code ${end.code}${end.reason ? ` ${quote(end.reason)}` : meaning}`;
}
/** The latest message before it, which may say why; empty, or with a comma before it. */
function quoteLastMessage({ frames }) {
    const latest = frames?.dialogue?.heard?.latest;
    return latest ? `, after the message ${quote(latest)}` : '';
}
/** For who was let in by the opening handshake and turned out by a close frame, or without one. */
function adviseOnClose(clues) {
    const { code, said } = readClose(clues);
    if (isGraphQl$1(clues, code))
        return instruct(GRAPHQL_ADVICE);
    if (/origin/i.test(said)) {
        return instruct(`Add the Origin ${quote(clues.evidence.target.origin)} to those that the app allows, or set the input "origin" to one of them.`);
    }
    if (isAuthCode(code) || NEEDS_TOKEN.test(said)) {
        return paste('Send the token that the app expects, with the input "headers" or in the query.', TOKEN_LINES);
    }
    return readLogs(clues, ADVICE[code] ?? "Read the app's log for why it ends or closes when a client connects: it may crash.");
}
/** Of the two, that which was not asked for. */
function adviseOtherGraphQl(asked) {
    const other = asked === 'graphql-ws' ? 'graphql-transport-ws' : 'graphql-ws';
    return `Set "protocol: ${other}", and give clients and server the same library: "graphql-ws" speaks graphql-transport-ws, the older "subscriptions-transport-ws" speaks graphql-ws.`;
}
/** The server of `graphql-ws` says so by its own code; the older one by that of a broken protocol, which others say too. */
function isGraphQl$1({ evidence: { target, protocol } }, code) {
    if (protocol !== undefined)
        return false;
    return code === 4406 || (code === 1002 && /\/graphql\b/i.test(target.path));
}
const GRAPHQL_ADVICE = 'Set "protocol: graphql-transport-ws", which servers of the library "graphql-ws" speak, or "protocol: graphql-ws" for the older "subscriptions-transport-ws".';
/** RFC 6455, section 7.4.1, and IANA's registry of close codes. */
const ADVICE = {
    1001: 'Run the check again: the app went away, as one does that is being stopped or restarted. If it stays, its log says why.',
    1011: "Read the app's log for this error, which the app has met and reported by the code 1011.",
    1012: 'Run the check again: the app says by the code 1012 that it restarts. If it stays, its log says why.',
    1013: 'Run the check again later: the app says by the code 1013 that it has too much to do. If it stays, look at its load and its limits.',
};
const NEEDS_TOKEN = /\b(un)?auth|\btoken\b|\bforbidden\b|\bcredential|\blog ?in\b/i;
function readClose({ frames }) {
    const said = frames?.dialogue?.heard?.latest ?? '';
    if (frames?.end.kind !== 'closed-by-server')
        return { code: 1006, said };
    return { code: frames.end.code, said: frames.end.reason ?? said };
}
/** RFC 6455's policy violation, and the codes that apps use for HTTP's 401 and 403. */
function isAuthCode(code) {
    return [1008, 3000, 3003, 4401, 4403].includes(code);
}

/** What became of an opened WebSocket that was asked for more, in words, and the ping that keeps one open. */
const PING = 'Let the app send a ping at least every 30 s';
/** As an example: the library has the most users, and others have the like. */
function writePing(seconds = 30) {
    return `setInterval(() => socket.ping(), ${seconds * 1000}) // Node.js, with the library ws`;
}
function toSeconds(ms = 0) {
    return (Math.round(ms / 100) / 10).toString();
}
/** Twice within the silence that was cut, and not seldomer than what serves usual timers. */
function choosePingSeconds({ frames }) {
    return Math.min(30, Math.max(1, Math.floor((frames?.hold?.silentMs ?? Number.POSITIVE_INFINITY) / 2000)));
}
function readSilence({ frames }) {
    return toSeconds(frames?.hold?.silentMs);
}
function afterSending({ frames }) {
    return frames?.dialogue?.wasSent ? ' after the text was sent' : '';
}
function nameUnlike({ frames }) {
    const count = frames?.dialogue?.heard?.messageCount ?? 0;
    return count === 1 ? 'the only message' : `none of the ${count} messages`;
}
function isOne({ frames }) {
    return frames?.dialogue?.heard?.messageCount === 1;
}
function quoteBeginning({ frames }) {
    const message = frames?.dialogue?.heard?.latest ?? '';
    return quote(message.length > 40 ? `${message.slice(0, 40).toWellFormed()}…` : message);
}

/** Findings about what was asked of an opened WebSocket: a message, and to stay open in silence. */
const holdFindings = {
    'no-message': {
        layer: 'application',
        severity: 'error',
        title: 'No message came',
        explain: clues => `The connection was opened, but no message came within ${toSeconds(clues.frames?.dialogue?.ms)} s${afterSending(clues)}.`,
        remedy: ({ frames }) => instruct(frames?.dialogue?.wasSent
            ? 'Correct "websocket-send", which must be what the app expects of a client first, or let the app answer it.'
            : 'Write what the app expects of a client first in "websocket-send", or let the app speak by itself.'),
    },
    'unexpected-message': {
        layer: 'application',
        severity: 'error',
        title: 'The expected message did not come',
        explain: clues => `The connection was opened, but ${nameUnlike(clues)} that came within ${toSeconds(clues.frames?.dialogue?.ms)} s${afterSending(clues)} ${isOne(clues) ? 'was not' : 'was'} as expected; the latest began with ${quote(clues.frames?.dialogue?.heard?.latest ?? '')}.`,
        remedy: () => instruct('Correct "websocket-expect", or find out why the app says something else.'),
    },
    'expression-too-slow': {
        layer: 'application',
        severity: 'error',
        title: 'The regular expression did not come to an end',
        explain: clues => `The regular expression for what is expected took too long on the message ${quoteBeginning(clues)}, and was stopped.`,
        remedy: () => instruct('Write in "websocket-expect" an expression without a repetition inside a repetition, such as "a+" in the place of "(a+)+", or a plain text.'),
    },
    'too-much-while-held': {
        layer: 'application',
        severity: 'error',
        title: 'Too much came to hold the connection',
        explain: ({ frames }) => `The connection was opened and was to be held for ${toSeconds(frames?.hold?.wantedMs)} s, but after ${toSeconds(frames?.hold?.heldMs)} s the server had sent more at once than the check reads (${frames?.frameCount ?? 0} frames, ${frames?.payloadBytes ?? 0} bytes).`,
        remedy: () => instruct('Check a path that sends less, or leave "hold" out: a connection on which so much is said is not cut for its silence.'),
    },
    'closed-while-held': {
        layer: 'application',
        severity: 'error',
        title: 'The app closed the connection while it was held',
        explain: clues => `The connection was opened and held; after ${readSilence(clues)} s of silence the server closed it with ${nameClose(clues)}.`,
        remedy: () => instruct('Let the client say what the app waits for, such as an answer to its own heartbeat, or raise the time after which the app closes.'),
    },
    'cut-by-proxy': {
        layer: 'proxy',
        severity: 'error',
        title: 'The proxy cut the silent connection',
        explain: clues => `The connection was opened and held; after ${readSilence(clues)} s of silence it was cut without a close frame, most likely by the proxy, whose timeout was over.`,
        remedy: ({ known }) => ({
            instruction: `${PING}, or let the proxy wait longer, by ${known.proxy === 'apache' ? 'this line' : 'this file'} or by the deploy action's "proxy-timeout".`,
            paste: known.proxy === 'apache'
                ? { file: '.platform/httpd/conf.d/websocket-timeout.conf', text: 'ProxyTimeout 3600' }
                : {
                    file: '.platform/nginx/conf.d/websocket-timeouts.conf',
                    text: 'proxy_read_timeout 3600s;\nproxy_send_timeout 3600s;',
                },
        }),
    },
    'cut-by-load-balancer': {
        layer: 'load-balancer',
        severity: 'error',
        title: 'The load balancer cut the silent connection',
        explain: clues => `The connection was opened and held; after ${readSilence(clues)} s of silence it was cut without a close frame, most likely by the load balancer, whose idle timeout was over.`,
        remedy: ({ known }) => known.loadBalancer === 'network'
            ? paste(`${PING}: this load balancer has no longer timeout.`, writePing())
            : paste(`${PING}, or let the load balancer wait longer.`, [
                'option-settings: |',
                known.loadBalancer === 'classic'
                    ? '  aws:elb:policies:ConnectionSettingIdleTimeout=3600'
                    : '  aws:elbv2:loadbalancer:IdleTimeout=3600',
            ]),
    },
    'cut-while-held': {
        layer: 'unknown',
        candidates: ['application', 'proxy', 'load-balancer'],
        severity: 'error',
        title: 'The silent connection was cut',
        explain: clues => `The connection was opened and held; after ${readSilence(clues)} s of silence it was cut without a close frame (1006), and who did it cannot be told.`,
        remedy: clues => paste(`Let the app send a ping at least every ${choosePingSeconds(clues)} s: that helps whoever it is. To find that out, raise one timeout at a time: of the app, of the proxy (proxy_read_timeout) and of the load balancer (idle timeout).`, writePing(choosePingSeconds(clues))),
    },
    'dropped-while-held': {
        layer: 'unknown',
        candidates: ['load-balancer', 'proxy', 'application'],
        severity: 'error',
        title: 'The silent connection was dead afterwards',
        explain: clues => `The connection was opened and held for ${toSeconds(clues.frames?.hold?.heldMs)} s; nobody closed it, but a ping was not answered any more.`,
        remedy: () => paste(`${PING}: something on the way forgets connections that are silent, as a Network Load Balancer does after ${NETWORK_SECONDS} s.`, writePing()),
    },
};

/** What the security group does with clients, in the words of a finding. */
/** A sentence after the one that says what happened; '' where it is not known to keep clients out. */
function tellGroup(clues) {
    const { known } = clues;
    const { portAdmitted, securityGroup, admittedGroups = [] } = known;
    if (portAdmitted !== 'no' || securityGroup === undefined)
        return '';
    const groups = listSome(admittedGroups);
    const but = groups ? ` but members of ${groups}, which nobody on the internet is` : '';
    return ` The security group${nameGroup(known)} admits nobody on TCP ${nameListenerPort(clues)}${but}.`;
}
function openPort(clues) {
    const { known } = clues;
    const port = nameListenerPort(clues);
    const at = `the security group${nameGroup(known)}`;
    const admit = (source) => `aws ec2 authorize-security-group-ingress --group-id ${nameId(known)} --protocol tcp --port ${port} --cidr ${source}${inRegion(known)}`;
    if (isNarrow(known)) {
        return paste(`Ask from where ${at} lets clients in (it admits only ${listSome(known.admittedSources ?? [])} on port ${port}), or admit the address of whoever asks. Where that is admitted, look at the network ACL and the route table of the subnet.`, admit('YOUR_ADDRESS/32'));
    }
    if (known.portAdmitted === 'yes') {
        return instruct(`Look at the network ACL and the route table of the subnet, and at the load balancer's listener for port ${port}, which ${at} admits.`);
    }
    if (known.portAdmitted === 'no' && known.portLeftClosed) {
        const because = `nobody was let in by ${at}, because ${known.portLeftClosed}`;
        return instruct(known.freshDeployment
            ? `Do what the warning about the inbound rule says, and admit nobody there before: ${because}.`
            : `Mend what kept port ${port} closed, and admit nobody else there: ${because}.`);
    }
    return paste(`Admit port ${port} in the security group that faces the internet${nameGroup(known)}, if everybody may open a WebSocket there.`, admit('0.0.0.0/0'));
}
/** With a word in its place where it is not known. */
function nameId({ securityGroup = '' }) {
    return /^sg-[0-9a-f]+$/.test(securityGroup) ? securityGroup : 'sg-...';
}
const MOST_TOLD = 5;
function listSome(names) {
    const more = names.length > MOST_TOLD ? ` and ${names.length - MOST_TOLD} more` : '';
    return `${names.slice(0, MOST_TOLD).map(quote).join(', ')}${more}`;
}
function nameGroup({ securityGroup }) {
    return securityGroup ? ` (${quote(securityGroup)})` : '';
}

/** Findings about names, addresses and connections. */
const networkFindings = {
    'name-not-found': {
        layer: 'dns',
        severity: 'error',
        title: 'The name does not exist',
        explain: ({ evidence, known }) => `The DNS did not know the name "${evidence.target.host}"${known.freshDeployment ? ', which may be too new for the resolver of this machine' : ''}.`,
        remedy: ({ known }) => paste(`${known.freshDeployment ? 'Run the job again in some minutes, if the name was made just now. Otherwise correct' : 'Correct'} the host name, or create its record: a CNAME to the environment's own name, which this command prints.`, `aws elasticbeanstalk describe-environments --environment-names ${nameEnvironment(known)} --query "Environments[].CNAME" --output text${inRegion(known)}`),
    },
    'resolver-failed': {
        layer: 'dns',
        severity: 'error',
        title: 'The resolver did not answer',
        explain: ({ evidence }) => `The resolver of this machine gave no answer for the name "${evidence.target.host}" (${readDnsCode(evidence)}), so nothing is known about the target.`,
        remedy: clues => paste('Run the check again; if it fails again, see which name server does not answer: that of the domain, or that of this machine.', `dig +trace ${nameHost(clues)}`),
    },
    'no-route-from-here': {
        layer: 'unknown',
        severity: 'error',
        title: 'The address cannot be reached from this machine',
        explain: clues => `This machine had no route to ${namePlace(clues)} (${listTcp(clues)}), so nothing is known about the target.`,
        remedy: ({ evidence: { tcp } }) => tcp.every(({ address }) => isV6(address))
            ? instruct("Give the name an IPv4 address (an A record), or run the check on a machine with IPv6, which GitHub's own runners do not have.")
            : paste('Run the check on a machine that reaches the address, or correct the routes and the firewall of this machine.', `ip route get ${tcp[0]?.address ?? 'ADDRESS'}`),
    },
    'connection-refused': {
        layer: 'tcp',
        severity: 'error',
        title: 'The connection was refused',
        explain: clues => `Nothing listened at ${namePlace(clues)} (${listTcp(clues)}).${tellRefusing(clues)}`,
        remedy: clues => lookForListener(clues),
    },
    'connection-timed-out': {
        layer: 'tcp',
        severity: 'error',
        title: 'The connection timed out',
        explain: clues => `${namePlace(clues)} did not answer at all (${listTcp(clues)}), as behind a closed security group.${tellGroup(clues)}${tellBlockers(clues)}`,
        remedy: clues => removeBlockers(clues, openPort(clues)),
    },
    'connection-closed': {
        layer: 'unknown',
        candidates: ['proxy', 'application', 'load-balancer'],
        severity: 'error',
        title: 'The connection was closed without an answer',
        explain: clues => `${namePlace(clues)} took the connection and closed it without sending a byte.`,
        remedy: clues => lookForCloser(clues),
    },
    'connection-failed': {
        layer: 'tcp',
        severity: 'error',
        title: 'No connection could be made',
        explain: clues => `This machine could not make a connection to ${namePlace(clues)} (${listTcp(clues)}).`,
        remedy: clues => lookAtMachine(clues),
    },
};
function tellRefusing({ known }) {
    const messages = listRefusing(known).map(({ message }) => message);
    return messages.length > 0 ? ` A likely cause: ${messages.join(' ')}` : '';
}
/** Where a load balancer takes the connections of clients itself, no proxy refuses them. */
function lookForListener(clues) {
    const remedies = listRefusing(clues.known).map(({ remedy }) => remedy);
    if (remedies.length > 0)
        return instruct(remedies.join(' '));
    const port = nameListenerPort(clues);
    const { loadBalancer } = clues.known;
    if (loadBalancer === 'application' || loadBalancer === 'classic') {
        return paste(`Make sure that the load balancer has a listener on port ${port}: it takes the connections of clients itself, whatever the proxy behind it does.`, `option-settings: |\n  aws:${loadBalancer === 'classic' ? 'elb' : 'elbv2'}:listener:${port}:ListenerEnabled=true`);
    }
    return readLogs(clues, `Start what should listen on port ${port}, or write the right port in the URL. Why the proxy of an instance does not run stands in its logs (nginx/error.log, eb-engine.log).`);
}
function lookForCloser(clues) {
    const { isSecure, port } = clues.evidence.target;
    const causes = 'the proxy ("return 444", "listen ... proxy_protocol", no worker_connections left), or an app without a proxy that crashed';
    return readLogs(clues, isSecure
        ? `Read in the logs who closed: ${causes}.`
        : `Use "wss://" if port ${port} speaks TLS. Otherwise read in the logs who closed: ${causes}.`);
}
function readDnsCode({ dns }) {
    return dns.kind === 'failed' ? dns.code : 'no code';
}
function listTcp({ evidence }) {
    return evidence.tcp.map(tcp => `${tcp.address}: ${'code' in tcp ? tcp.code : tcp.kind}`).join(', ');
}
const NO_PERMISSION = ['EPERM', 'EACCES'];
const NO_RESOURCE = ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM'];
function lookAtMachine({ tried }) {
    const codes = tried.flatMap(tcp => ('code' in tcp ? [tcp.code] : []));
    if (codes.some(code => NO_PERMISSION.includes(code))) {
        return instruct('Let the firewall of the machine that runs the check, and its container, allow this connection.');
    }
    if (codes.some(code => NO_RESOURCE.includes(code))) {
        return paste('Raise the limits of the machine that runs the check, or run less beside it.', 'ulimit -n 65536');
    }
    return instruct('Run the check on another machine, and look at the network of this one: it gave up by itself.');
}

/** Findings about a 101, and about what came after a good one. */
const openFindings = {
    'invalid-accept': {
        layer: 'unknown',
        candidates: ['proxy', 'application'],
        severity: 'error',
        title: 'The Sec-WebSocket-Accept is missing or wrong',
        explain: () => 'The answer was 101, but its Sec-WebSocket-Accept did not fit the key that was sent, so every browser refuses it.',
        remedy: () => paste('Let the app compute Sec-WebSocket-Accept from Sec-WebSocket-Key so, and let no cache or "proxy_hide_header" stand before it.', 'base64(sha1(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))'),
    },
    'subprotocol-not-agreed': {
        layer: 'application',
        severity: 'error',
        title: 'No subprotocol was agreed on',
        explain: clues => `The answer was 101, but ${describeProblems(clues)}, so browsers close the connection.`,
        remedy: ({ evidence: { protocol } }) => instruct(protocol?.name === 'graphql-ws' || protocol?.name === 'graphql-transport-ws'
            ? adviseOtherGraphQl(protocol.name)
            : 'Offer a subprotocol that the app knows with the input "subprotocols", or let the app choose one of those that are offered, and none when none is.'),
    },
    'invalid-upgrade-response': {
        layer: 'unknown',
        candidates: ['proxy', 'application'],
        severity: 'error',
        title: 'The 101 breaks the rules of WebSocket',
        explain: clues => `The answer was 101, but not a valid one: ${describeProblems(clues)}.`,
        remedy: clues => instruct(isAboutExtension(clues)
            ? 'Let the app name no extension, such as permessage-deflate, that the client did not offer.'
            : 'Let the headers "Connection: Upgrade" and "Upgrade: websocket" of what the app answers pass every proxy unchanged, in HTTP/1.1.'),
    },
    'invalid-frames': {
        layer: 'application',
        severity: 'error',
        title: 'What followed the 101 was not WebSocket frames',
        explain: clues => `The connection was opened, and then bytes came that were not WebSocket frames (${readFrameCode(clues)}).`,
        remedy: clues => instruct(/RSV/.test(readFrameCode(clues))
            ? 'Turn compression (permessage-deflate) off in the app, which was not agreed on, or ask for the protocol version that the app speaks.'
            : 'Let a WebSocket library write all that the app sends on this connection, in frames of RFC 6455.'),
    },
    'closed-after-upgrade': {
        layer: 'application',
        severity: 'error',
        title: 'The connection was closed right after it was opened',
        explain: clues => `The connection was opened, and then closed by the server ${describeClose(clues)}.`,
        remedy: clues => adviseOnClose(clues),
    },
    'no-pong': {
        layer: 'application',
        severity: 'error',
        title: 'No pong came back',
        explain: () => 'The connection was opened, but a ping was not answered, which every WebSocket server must do (RFC 6455, section 5.5.2).',
        remedy: clues => readLogs(clues, 'Find out where the app is stuck after a client has connected, of which its log may tell; a proxy of your own on the way must pass frames both ways.'),
    },
    'liveness-not-proved': {
        layer: 'application',
        severity: 'warning',
        title: 'Too much came to wait for the pong',
        explain: ({ frames }) => `The connection was opened, and the server sent more than the check reads (${frames?.frameCount ?? 0} frames, ${frames?.payloadBytes ?? 0} bytes).`,
        remedy: () => instruct('Check a path that sends less at first, to have the pong and the closing handshake proved too.'),
    },
    'close-not-answered': {
        layer: 'application',
        severity: 'warning',
        title: 'The closing handshake was not answered',
        explain: () => 'The connection was opened and a ping answered, but the close frame was not answered with one.',
        remedy: () => instruct('Let the app answer a close frame with a close frame (RFC 6455, section 5.5.1): clients wait for it otherwise.'),
    },
    'other-version-answers': {
        layer: 'application',
        severity: 'warning',
        title: 'Another version answered',
        explain: ({ evidence: { beacon }, known }) => `The connection was opened, but by an instance that runs version ${quote(beacon?.kind === 'answered' ? beacon.versionLabel : '')}, not ${quote(known.versionLabel ?? '')}.`,
        remedy: ({ known }) => paste('Deploy the version again. Which instances did not take it, this command says.', aboutEnvironment(known, 'describe-instances-health --attribute-names Deployment')),
    },
};
const PROBLEMS = {
    'not-http-1.1': 'it was not HTTP/1.1',
    'upgrade-missing': 'it had no Upgrade header',
    'upgrade-not-websocket': 'its Upgrade header was not "websocket"',
    'connection-without-upgrade': 'its Connection header did not say "Upgrade"',
    'subprotocol-missing': 'it chose none of the subprotocols that were offered',
    'subprotocol-not-requested': 'it chose a subprotocol that was not offered',
    'extension-not-requested': 'it named an extension that was not offered',
};
function describeProblems({ evidence: { upgrade } }) {
    const problems = upgrade?.kind === 'answered' ? upgrade.problems : [];
    return problems.map(problem => PROBLEMS[problem] ?? problem).join(', ');
}
function isAboutExtension({ evidence: { upgrade } }) {
    return upgrade?.kind === 'answered' && upgrade.problems.every(problem => problem === 'extension-not-requested');
}
function readFrameCode({ frames }) {
    return frames?.end.kind === 'garbage' ? frames.end.code : 'no code';
}
function describeClose(clues) {
    const when = `after ${Math.round(clues.frames?.ms ?? 0)} ms`;
    const how = clues.frames?.end.kind === 'closed-by-server' ? `with ${nameClose(clues)}` : 'without a close frame (1006)';
    return `${when} ${how}${quoteLastMessage(clues)}`;
}

/** Findings about what an app said, or did not say, in its own protocol. */
const protocolFindings = {
    'protocol-not-spoken': {
        layer: 'application',
        severity: 'error',
        isAboutProtocol: true,
        title: 'The app does not answer in its protocol',
        explain: clues => `The connection was opened and a ping answered, but the app did not speak ${nameProtocol(clues)}: ${describeGreeting(clues)}.`,
        remedy: () => paste('Set "protocol" to what the app speaks, or to "websocket" where it is none of the list; where it is right, read in the log of the app why it does not answer a client.', 'protocol: websocket'),
    },
    'graphql-subprotocol-refused': {
        layer: 'application',
        severity: 'error',
        isAboutProtocol: true,
        title: 'The GraphQL server speaks the other subprotocol',
        explain: clues => `The connection was opened with the subprotocol ${nameProtocol(clues)}, and the server closed it with ${nameClose(clues)}.`,
        remedy: ({ evidence: { protocol } }) => instruct(adviseOtherGraphQl(protocol?.name)),
    },
    'graphql-connection-refused': {
        layer: 'application',
        severity: 'error',
        isAboutProtocol: true,
        title: 'The GraphQL server refused the client',
        explain: clues => `The connection was opened, and the server refused connection_init${quoteMessage(clues)} with ${nameClose(clues)}.`,
        remedy: () => paste(`Let the server take a token from the headers of the opening handshake: connection_init, the first message of a client, is sent without a payload. ${NO_FURTHER}`, TOKEN_LINES),
    },
    'graphql-init-timeout': {
        layer: 'application',
        severity: 'error',
        isAboutProtocol: true,
        title: 'The GraphQL server did not see connection_init in time',
        explain: clues => `The connection was opened and connection_init sent, and the server closed with ${nameClose(clues, 'connection initialisation timeout')}.`,
        remedy: () => instruct('Raise "connectionInitWaitTimeout" of the server, and look for what holds messages back between the load balancer and the app.'),
    },
    'graphql-rules-broken': {
        layer: 'application',
        severity: 'error',
        isAboutProtocol: true,
        title: 'The GraphQL server took what was sent for a mistake',
        explain: clues => `The connection was opened and connection_init sent, and the server closed with ${nameClose(clues, 'a message that it does not know')}.`,
        remedy: clues => readLogs(clues, "Read the app's log for the reason: its server does not take a plain connection_init, the first message of a client."),
    },
    'actioncable-unauthorized': {
        layer: 'application',
        severity: 'error',
        isAboutProtocol: true,
        title: 'Action Cable refused the client',
        explain: () => 'The connection was opened, and ApplicationCable::Connection of the app did not let the client in ("unauthorized").',
        remedy: () => paste(`Send the cookie or token that ApplicationCable::Connection looks for. ${NO_FURTHER}`, 'headers: |\n  Cookie: _session_id=$' + '{{ secrets.SESSION_COOKIE }}'),
    },
    'actioncable-subprotocol-refused': {
        layer: 'application',
        severity: 'error',
        isAboutProtocol: true,
        title: 'Action Cable does not know the subprotocol',
        explain: () => 'The server chose the subprotocol "actioncable-unsupported", upon which every client of Action Cable gives up.',
        remedy: () => instruct('Let the server speak "actioncable-v1-json", as Rails and AnyCable do.'),
    },
    'actioncable-disconnected': {
        layer: 'application',
        severity: 'error',
        isAboutProtocol: true,
        title: 'Action Cable disconnected the client',
        explain: clues => `The connection was opened, and Action Cable disconnected it with the reason ${quote(readWord(clues))}.`,
        remedy: clues => readLogs(clues, readWord(clues) === 'server_restart'
            ? 'Run the check again: the server restarts. If it stays, the log of Rails says why.'
            : 'Read the log of Rails for why it refused the request, as for its Origin.'),
    },
    'sockjs-closed': {
        layer: 'application',
        severity: 'error',
        isAboutProtocol: true,
        title: 'The SockJS server closed the session',
        explain: clues => `The connection was opened, and the server closed the session with code ${quote(readWord(clues))}${quoteMessage(clues)}.`,
        remedy: clues => readLogs(clues, 'Read in the log of the app why it closes a new session. Where it wants a token, send that with the input "headers" or in the query.'),
    },
};
const NO_FURTHER = 'Or set "protocol: websocket" to look no further than the WebSocket.';
function nameProtocol({ evidence: { protocol } }) {
    const name = quote(protocol?.name ?? 'websocket');
    return protocol?.isGuess ? `${name}, which was a guess` : name;
}
function describeGreeting(clues) {
    const greeting = clues.frames?.greeting;
    switch (greeting?.kind) {
        case 'unexpected':
            return `it sent ${greeting.seen} in the place of ${greeting.waitedFor}`;
        case 'missing':
            return `${nameEnd(clues)} before ${greeting.waitedFor} came`;
        case 'not-spoken':
            return "its client's opening handshake was refused, and a plain one was not";
        default:
            return `it refused${quoteMessage(clues)}`;
    }
}
function nameEnd(clues) {
    const { frames } = clues;
    if (frames?.end.kind === 'closed-by-server')
        return `the server closed with ${nameClose(clues)}`;
    return frames?.end.kind === 'cut' && !frames.end.wasClosing ? 'the connection was cut' : 'the time was over';
}
function readWord({ frames }) {
    return frames?.greeting?.kind === 'refused' ? frames.greeting.word : '';
}

/** What to do about the proxy on the instance: in the bundle's own file where one decides, else in one to add. */
/** docs/platforms.md has the table. */
const PORTS = 'An app has port 8080 on Node.js and Tomcat, 8000 on Python, 5000 on Go, Java SE and .NET, unless PORT says otherwise.';
function passUpgradeOn(clues) {
    const [file, ...others] = clues.known.bundleOverridesProxy ?? [];
    const path = choosePathToPaste(clues);
    if (file !== undefined) {
        return {
            instruction: `Add these lines to the location that passes "${path}" to the app${others.length > 0 ? ', in whichever of the files holds it' : ''}.`,
            paste: { file: toFileName(file), text: UPGRADE_LINES.join('\n') },
        };
    }
    if (clues.known.proxy === 'apache') {
        return {
            instruction: `Add this file to the source bundle, with the port of the app in it. ${PORTS}`,
            paste: {
                file: '.platform/httpd/conf.d/websocket.conf',
                text: `ProxyPass "${path}" "http://localhost:8080${path}" upgrade=websocket timeout=3600`,
            },
        };
    }
    return {
        instruction: `Add this file to the source bundle, with the address of the app in it: http://my_app on Ruby, http://docker on Docker, elsewhere its port. ${PORTS}${path === '/' ? ' nginx takes no second location for "/", so let the clients use "/ws", or a path of yours.' : ''}`,
        paste: { file: '.platform/nginx/conf.d/elasticbeanstalk/websocket.conf', text: writeLocation(path) },
    };
}
/** In quotes a name of others can hold nothing that reads as a further line. */
function toFileName(file) {
    return quote(file).slice(1, -1);
}
/** `^~` wins over regular expressions, such as PHP's; at `/` it would be a second `location /` to nginx. */
function writeLocation(path) {
    const prefix = path === '/' ? '/ws' : path;
    const lines = ['proxy_pass          http://127.0.0.1:8080;', ...UPGRADE_LINES, 'proxy_read_timeout  3600s;'];
    return [`location ^~ ${prefix} {`, ...lines.map(line => `    ${line}`), '}'].join('\n');
}
function correctPort({ known: { passesTo, proxy } }) {
    if (passesTo?.kind !== 'other-port')
        return instruct("Write the app's port in the proxy's file.");
    const { file, line, port } = passesTo;
    return {
        instruction: `Write the app's port in ${quote(file)} line ${line}, or see that your own program listens on ${port}. ${PORTS}`,
        paste: {
            file: toFileName(file),
            text: proxy === 'apache' ? 'ProxyPass "/" "http://localhost:8080/"' : 'proxy_pass http://127.0.0.1:8080;',
        },
    };
}
/** What each status of a proxy's own page is usually about. */
function letThrough(clues) {
    const path = choosePathToPaste(clues);
    const location = `let a location for "${path}" pass to the app`;
    const passing = ['proxy_pass http://127.0.0.1:8080;', ...UPGRADE_LINES];
    switch (clues.refusal?.status) {
        case 401:
            return paste(`Send user name and password with the input "headers", or write "auth_basic off;" (httpd: "Require all granted") for "${path}" in the proxy's files.`, 'headers: |\n  Authorization: Basic $' + '{{ secrets.USER_AND_PASSWORD_IN_BASE64 }}');
        case 403:
            return paste(`Take out the "allow" and "deny" lines (httpd: "Require") in the proxy's files that keep this machine out; where there are none, ${location}.`, passing);
        default:
            return paste(`L${location.slice(1)}, by these lines in it. Where they are there, look for limits (limit_conn, limit_req, header sizes) and for "listen ... proxy_protocol" in the proxy's files.`, passing);
    }
}

/** Findings about the proxy on the instance, and about the doubt between it and the app. */
const proxyFindings = {
    'proxy-drops-upgrade': {
        layer: 'proxy',
        severity: 'error',
        title: 'The proxy drops the Upgrade',
        explain: (clues, sure) => `${nameSuspect(clues)} ${hedge(sure)}did not pass the Upgrade header on to the app: ${describeReturn(clues)}, ${nameReason(clues)}.${tellUnseen(clues)}`,
        remedy: clues => passUpgradeOn(clues),
    },
    'proxy-passes-elsewhere': {
        layer: 'proxy',
        severity: 'error',
        title: "The proxy passes requests to a port that is not the app's",
        explain: (clues, sure) => `The proxy answered the opening handshake and a plain GET with ${nameAnswer$1(clues)}, ${hedge(sure)}because nobody listens where ${namePass(clues)} passes them to.`,
        remedy: clues => correctPort(clues),
    },
    'proxy-refused': {
        layer: 'proxy',
        severity: 'error',
        title: 'The proxy answered by itself',
        explain: clues => `The proxy (${nameProduct(clues)}) answered the opening handshake with a page of its own, ${nameAnswer$1(clues)}, and most likely did not ask the app.`,
        remedy: clues => letThrough(clues),
    },
    'upgrade-dropped-or-no-handler': {
        layer: 'unknown',
        severity: 'error',
        title: 'The Upgrade was dropped on the way, or the app does not handle it here',
        explain: clues => `The opening handshake was answered with ${nameAnswer$1(clues)}, ${nameReason(clues)}: either its Upgrade header was lost on the way, or the app takes no WebSockets at ${quote(clues.evidence.target.path)}.${clues.known.pathIsGuess ? ' That path was a guess.' : ''}`,
        remedy: clues => speakSockJs(clues) ??
            paste(`Correct the path, if the app takes WebSockets elsewhere than at "${choosePathToPaste(clues)}"; otherwise let each proxy before the app have these lines.${clues.refusal?.status === 404 ? REFUSED_BY_RAILS : ''}`, UPGRADE_LINES),
    },
};
const REFUSED_BY_RAILS = ' Rails refuses a foreign Origin with the same 404.';
function describeReturn(clues) {
    return clues.refusal ? `the answer was ${nameAnswer$1(clues)}` : 'the opening handshake got no answer';
}
/** Where the answer is not that of a WebSocket server, the app may be without one, too. */
function tellUnseen({ refusal, missingUpgrade }) {
    const open = refusal ? '' : ' A WebSocket server may well leave a plain GET open.';
    return missingUpgrade === 'certain' ? open : `${open} Whether the app takes WebSockets here shows only once it does.`;
}
function nameProduct({ responder }) {
    if (responder.kind !== 'proxy')
        return 'of the instance';
    return { nginx: 'nginx', apache: 'httpd', haproxy: 'HAProxy' }[responder.product];
}
function namePass({ known: { passesTo } }) {
    if (passesTo?.kind !== 'other-port')
        return "the proxy's file";
    return `${quote(passesTo.file)} line ${passesTo.line} (port ${passesTo.port})`;
}
function nameReason(clues) {
    const { refusal, missingUpgrade, comparison } = clues;
    if (!refusal)
        return 'nor did a plain GET';
    if (missingUpgrade !== 'none')
        return 'which a WebSocket server says to a request without it';
    if (comparison === undefined)
        return 'and a plain GET got no answer';
    if (comparison === 'different') {
        return isControlFine(clues) ? 'though a plain GET is answered' : 'and a plain GET with something else';
    }
    return comparison === 'same' ? 'byte for byte what a plain GET gets' : 'much like what a plain GET gets';
}
function nameSuspect({ known }) {
    const files = known.bundleOverridesProxy ?? [];
    if (files.length > 0)
        return `The proxy, which is configured by ${files.map(quote).join(', ')},`;
    return known.proxy === 'apache' ? "The platform's httpd" : "The platform's proxy";
}

/** Findings about connections to all addresses and instances, of which some failed while others were accepted. */
const sampleFindings = {
    'some-addresses-refuse': {
        layer: 'unknown',
        severity: 'error',
        isAboutSamples: true,
        title: 'Not every address accepts a WebSocket',
        explain: clues => `A WebSocket was opened, but not at ${countDead(clues)} of the ${countAddresses(clues)} addresses of the name "${clues.evidence.target.host}" (${listCounts(clues)}). ${tellFailure(clues)}`,
        remedy: clues => clues.failedSample?.layer === 'tcp'
            ? paste(`Take ${nameDead(clues)} out of the record of the name, if this command prints no load balancer that has it. If it prints one, look at the network ACL and the route table of that subnet.`, `aws ec2 describe-network-interfaces --filters Name=association.public-ip,Values=${nameDead(clues)} --query "NetworkInterfaces[].[Description,SubnetId]"${inRegion(clues.known)}`)
            : instruct(`Look at what answers at ${nameDead(clues)}, and not at the others. ${remedyOf(clues)}`),
    },
    'some-connections-refused': {
        layer: 'unknown',
        severity: 'error',
        isAboutSamples: true,
        title: 'Not every connection is accepted',
        explain: clues => `A WebSocket was opened, but ${countFailed(clues)} of ${countAll(clues)} connections${nameInstances(clues)} failed (${listCounts(clues)}). ${tellFailure(clues)}`,
        remedy: clues => instruct(`Find the instance that is not like the others, by: ${aboutEnvironment(clues.known, 'describe-instances-health --attribute-names All')}\nAgainst what failed there: ${remedyOf(clues)}`),
    },
};
function listAll({ evidence: { samples } }) {
    return samples?.addresses ?? [];
}
function countDead(clues) {
    return listAll(clues).filter(({ acceptedCount, failedCount }) => acceptedCount === 0 && failedCount > 0).length;
}
/** The first one; a word in its place where nobody knows it, behind an HTTP proxy. */
function nameDead(clues) {
    const dead = listAll(clues).find(({ acceptedCount, failedCount }) => acceptedCount === 0 && failedCount > 0);
    return dead?.address || 'ADDRESS';
}
function countAddresses(clues) {
    return listAll(clues).length;
}
function countFailed(clues) {
    return listAll(clues).reduce((sum, { failedCount }) => sum + failedCount, 0);
}
function countAll(clues) {
    return listAll(clues).reduce((sum, { acceptedCount, failedCount }) => sum + acceptedCount + failedCount, 0);
}
function listCounts(clues) {
    const counted = listAll(clues).map(({ address, acceptedCount, failedCount }) => {
        return `${address || 'by the HTTP proxy'}: ${acceptedCount} of ${acceptedCount + failedCount} accepted`;
    });
    return counted.join(', ');
}
function nameInstances({ evidence: { samples } }) {
    return samples?.instanceCount === undefined ? '' : ` to ${samples.instanceCount} instances`;
}
/** Of the first that failed its own title and explanation. */
function tellFailure({ failedSample }) {
    return failedSample ? `What failed: ${failedSample.title}. ${failedSample.explanation}` : '';
}
function remedyOf({ failedSample }) {
    return failedSample?.remedy ?? '';
}

/** Findings about what a Socket.IO server said, and about the plain requests with which its clients begin. */
const socketIoFindings = {
    'socket-io-wrong-version': {
        layer: 'application',
        severity: 'error',
        isAboutProtocol: true,
        title: 'The Socket.IO server does not speak this version',
        explain: ({ refusal }) => refusal
            ? 'The server answered "Unsupported protocol version" to the EIO parameter of the URL.'
            : 'The server took the opening handshake, and then most likely refused the version of Engine.IO (EIO) that the URL asks for.',
        remedy: () => instruct('Write "EIO=4" in the URL for a server of Socket.IO 3 or newer and "EIO=3" for version 2, or let the server take both with "allowEIO3: true".'),
    },
    'socket-io-transport-off': {
        layer: 'application',
        severity: 'error',
        title: 'The Socket.IO server does not take WebSockets',
        explain: () => 'The server answered "Transport unknown": its list of transports does not have "websocket".',
        remedy: () => paste('Add "websocket" to the option "transports" of the server, or leave the option out: both are the default.', 'transports: ["polling", "websocket"]'),
    },
    'socket-io-request-refused': {
        layer: 'application',
        severity: 'error',
        title: 'The Socket.IO server refused the request',
        explain: ({ refusal }) => `The Socket.IO server refused the opening handshake with ${quote(refusal?.body ?? '')}, most likely by its option "allowRequest".`,
        remedy: () => paste('Send what "allowRequest" of the server looks for: a header (input "headers"), the Origin, or a query.', TOKEN_LINES),
    },
    'socket-io-connection-refused': {
        layer: 'application',
        severity: 'error',
        isAboutProtocol: true,
        title: 'The Socket.IO server refused the client',
        explain: clues => `The WebSocket was opened, and then the server answered the connection with an error${quoteMessage(clues)}: a middleware of the app, or an unknown namespace.`,
        remedy: () => paste('Send what the app expects with the input "headers" or in the query, and let the app take a check that shows it. Or set "protocol: websocket" to look no further than the WebSocket.', TOKEN_LINES),
    },
    'socket-io-session-lost': {
        layer: 'unknown',
        candidates: ['load-balancer', 'application'],
        severity: 'error',
        isAboutProtocol: true,
        title: 'The next request of a Socket.IO session came to somebody else',
        explain: clues => clues.refusal
            ? 'The opening handshake named a session, and the server answered "Session ID unknown".'
            : `A client that began by polling got a session, and its next request was answered with "Session ID unknown": it came to ${nameOther(clues)}.`,
        remedy: clues => keepSession(clues),
    },
    'socket-io-polling-refused': {
        layer: 'application',
        severity: 'error',
        isAboutProtocol: true,
        title: "The WebSocket opens, but Socket.IO's polling does not work",
        explain: clues => `A WebSocket was opened and connected, but the plain requests (polling) with which most clients begin were answered with${quoteMessage(clues)}.`,
        remedy: () => paste("Let the proxy pass all of the server's path to the app, plain requests and POST too, or let the clients begin with WebSockets.", 'transports: ["websocket"]'),
    },
};
function nameOther({ frames, known }) {
    const word = frames?.greeting?.kind === 'refused' ? frames.greeting.word : '';
    if (/cookie$/.test(word))
        return 'another process of the same instance, for it had the cookie of the load balancer';
    if (known.loadBalancer === 'none' || known.instanceCount === 1)
        return 'another process of the only instance';
    const several = known.instanceCount === undefined ? '' : `, of which there are ${known.instanceCount}`;
    const sticky = known.stickiness === 'off' ? ' (the load balancer has no sticky sessions)' : '';
    return `another instance${several}${sticky}, or to another process of the same one`;
}
const BEGIN_WITH_WEBSOCKETS = 'let the clients begin with WebSockets: transports: ["websocket"]';
const STICKY_PROCESSES = 'https://socket.io/docs/v4/using-multiple-nodes/';
function keepSession(clues) {
    const { loadBalancer, instanceCount, stickiness } = clues.known;
    const isInside = loadBalancer === 'none' || instanceCount === 1 || stickiness === 'on';
    if (isInside) {
        return instruct(`Run one process of the app, or bind each session to one of them (@socket.io/sticky, ${STICKY_PROCESSES}); or ${BEGIN_WITH_WEBSOCKETS}.`);
    }
    if (loadBalancer === 'network' || loadBalancer === 'classic') {
        return instruct(`${upperFirst(BEGIN_WITH_WEBSOCKETS)}. The sticky sessions of Beanstalk are cookies, which need an Application Load Balancer: a listener that passes WebSockets through a ${loadBalancer === 'classic' ? 'Classic' : 'Network'} Load Balancer sees none.`);
    }
    return {
        instruction: `Turn on sticky sessions in the load balancer (and in the app, where it runs several processes), or ${BEGIN_WITH_WEBSOCKETS}.`,
        paste: {
            file: '.ebextensions/sticky-sessions.config',
            text: 'option_settings:\n  aws:elasticbeanstalk:environment:process:default:\n    StickinessEnabled: true',
        },
    };
}
function upperFirst(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What TLS said, in the words of a finding. */
/** An alert may come only after the handshake, in the place of an answer. */
function readCode({ evidence: { tls, upgrade } }) {
    if (tls?.kind === 'failed')
        return tls.code;
    return upgrade?.kind === 'closed' && upgrade.code !== undefined ? upgrade.code : 'no code';
}
function readCertificate({ evidence: { tls } }) {
    return tls?.kind === 'failed' ? tls.certificate : undefined;
}
/** By the alert that TLS 1.3 has for it. */
function asksForCertificate(clues) {
    return /ALERT_CERTIFICATE_REQUIRED$/.test(readCode(clues));
}
/** What OpenSSL says of it, without the places in its own source; with a colon before it. */
function readReason({ evidence: { tls } }) {
    if (tls?.kind !== 'failed')
        return '';
    const [, reason = tls.message] = /:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+)/.exec(tls.message) ?? [];
    return `: ${quote(reason.trim())}`;
}

/** What to do about TLS: of the environment's listener, of the certificate, of the URL. */
function renewCertificate(clues) {
    if (clues.known.loadBalancer === 'none') {
        return paste('Renew the certificate on the instance, and let the proxy read it anew.', [
            'sudo certbot renew',
            'sudo systemctl reload nginx',
        ]);
    }
    const option = `  ${nameListener(clues)}:${isClassic(clues) ? 'SSLCertificateId' : 'SSLCertificateArns'}=${nameArn(clues)}`;
    return paste("Renew the certificate, or give the load balancer's listener one of AWS Certificate Manager, which renews itself.", ['option-settings: |', option]);
}
function nameRightHost(clues) {
    const [, name] = /DNS:(?:\*\.)?([\w.-]+)/.exec(readCertificate(clues)?.alternativeNames ?? '') ?? [];
    const why = 'the name of the environment or of its load balancer never is';
    const instruction = `Write the domain that the certificate is for into the URL ("websocket-url" of the deploy action): ${why}.`;
    return name === undefined ? instruct(instruction) : paste(instruction, `wss://${name}`);
}
function completeChain(clues) {
    const ownAuthority = 'If it is of an authority of your own, give that to the check.';
    return paste(readCode(clues) === 'DEPTH_ZERO_SELF_SIGNED_CERT'
        ? `Install a certificate of a public authority: this one signs itself. ${ownAuthority}`
        : `Install the certificate together with its intermediate certificates, its own first. ${ownAuthority}`, 'ca: authority.pem');
}
function giveListenerTls(clues) {
    const port = nameListenerPort(clues);
    const plain = 'Use "ws://" for this port';
    if (clues.known.loadBalancer === 'none')
        return instruct(`${plain}, or let a proxy file listen for TLS on port ${port}, with a certificate.`);
    const listener = nameListener(clues);
    const lines = isClassic(clues)
        ? ['ListenerProtocol=SSL', 'InstanceProtocol=TCP', `SSLCertificateId=${nameArn(clues)}`]
        : ['Protocol=HTTPS', `SSLCertificateArns=${nameArn(clues)}`];
    return paste(`${plain}, or give the listener on port ${port} the protocol ${isClassic(clues) ? 'SSL' : 'HTTPS'} and a certificate.`, ['option-settings: |', ...lines.map(line => `  ${listener}:${line}`)]);
}
/** By the alert; of another nothing is known but that it is none of the usual. */
function mendHandshake(clues) {
    if (asksForCertificate(clues)) {
        return instruct('Let the port take clients without a client certificate: the check has none to send, and browsers ask people for one.');
    }
    const code = readCode(clues);
    const [, instruction] = ALERTS.find(([alert]) => alert.test(code)) ?? [];
    return instruct(instruction ??
        'Let the listener offer TLS 1.2 or newer and HTTP/1.1, for the name in the URL and without a client certificate.');
}
const ALERTS = [
    [/NO_APPLICATION_PROTOCOL/, 'Let the listener offer HTTP/1.1 (ALPN "http/1.1"): a WebSocket begins with it.'],
    [/PROTOCOL_VERSION/, 'Let the listener offer TLS 1.2 or newer, such as with "ssl_protocols TLSv1.2 TLSv1.3;".'],
    [/UNRECOGNIZED_NAME/, 'Add the name in the URL, and a certificate for it, to the listener.'],
];
function isClassic({ known }) {
    return known.loadBalancer === 'classic';
}
function nameListener(clues) {
    return `aws:${isClassic(clues) ? 'elb' : 'elbv2'}:listener:${nameListenerPort(clues)}`;
}
/** To be filled in. */
function nameArn({ known: { region = '' } }) {
    return `arn:aws:acm:${/^[a-z0-9-]+$/.test(region) ? region : 'REGION'}:ACCOUNT:certificate/ID`;
}

/** Findings about TLS and certificates. The check never offers to switch verification off. */
const tlsFindings = {
    'tls-expired': {
        layer: 'tls',
        severity: 'error',
        title: 'The certificate has expired',
        explain: clues => `The certificate at ${namePlace(clues)} was no longer valid${tellEnd(clues)} (${readCode(clues)}).`,
        remedy: clues => renewCertificate(clues),
    },
    'tls-wrong-host': {
        layer: 'tls',
        severity: 'error',
        title: 'The certificate is for another name',
        explain: clues => `The certificate at ${namePlace(clues)} was for ${readNames(clues)}, not for that name.`,
        remedy: clues => nameRightHost(clues),
    },
    'tls-untrusted': {
        layer: 'tls',
        severity: 'error',
        title: 'The certificate is not trusted',
        explain: clues => `The certificate at ${namePlace(clues)} did not lead to an authority that is trusted here (${readCode(clues)}).`,
        remedy: clues => completeChain(clues),
    },
    'tls-plain-port': {
        layer: 'tls',
        severity: 'error',
        title: 'The port does not speak TLS',
        explain: clues => `${namePlace(clues)} was asked for TLS, and answered with something that is not TLS (${readCode(clues)}).`,
        remedy: clues => giveListenerTls(clues),
    },
    'tls-required': {
        layer: 'tls',
        severity: 'error',
        title: 'The port speaks TLS',
        explain: clues => `${namePlace(clues)} got a plain HTTP request and said that it speaks TLS.`,
        remedy: ({ evidence }) => instruct(startsWithAlert(evidence.upgrade)
            ? 'Use "wss://" in the URL, if it is not the app that speaks TLS behind a proxy; then let the proxy ask it by "https://", or the app speak plain HTTP.'
            : 'Use "wss://" in the URL.'),
    },
    'tls-not-answered': {
        layer: 'tls',
        severity: 'error',
        title: 'The TLS handshake was not answered',
        explain: clues => `${namePlace(clues)} took the connection and then said nothing to the TLS handshake.`,
        remedy: () => instruct('Use "ws://" if this port is for plain HTTP. If it is for TLS, what listens there is stuck or overloaded: look at its load, or start it anew.'),
    },
    'tls-other': {
        layer: 'tls',
        severity: 'error',
        title: 'The TLS handshake failed',
        explain: clues => asksForCertificate(clues)
            ? `${namePlace(clues)} asked for a client certificate and closed the connection without one (${readCode(clues)}).`
            : `The TLS handshake with ${namePlace(clues)} failed with ${readCode(clues)}${readReason(clues)}.`,
        remedy: clues => mendHandshake(clues),
    },
};
function tellEnd(clues) {
    const end = readCertificate(clues)?.validTo;
    return end ? ` since ${quote(end)}` : '';
}
function readNames(clues) {
    const certificate = readCertificate(clues);
    return quote(certificate?.alternativeNames || certificate?.subject || 'another name');
}

/** Findings about the way from this machine to the target. */
const wayFindings = {
    'outgoing-proxy-unreachable': {
        layer: 'unknown',
        severity: 'error',
        title: 'The HTTP proxy of this machine cannot be used',
        explain: clues => `The HTTP proxy ${quote(readVia(clues))} of this machine ${clues.evidence.tunnel?.kind === 'silent' ? 'did not answer' : 'could not be connected to'}, so ${namePlace(clues)} was never asked.`,
        remedy: clues => paste(`Correct the address in the variable ${nameVariable(clues)}, or, where the host is reached without a proxy, add it to NO_PROXY.`, writeNoProxy(clues)),
    },
    'outgoing-proxy-refused': {
        layer: 'unknown',
        candidates: ['tcp', 'dns'],
        severity: 'error',
        title: 'The HTTP proxy of this machine opened no way',
        explain: clues => `The HTTP proxy ${quote(readVia(clues))} of this machine was asked to connect to ${namePlace(clues)}, and answered ${nameRefusal(clues)}.`,
        remedy: clues => persuadeProxy(clues),
    },
    'other-family-not-answering': {
        layer: 'tcp',
        severity: 'warning',
        title: 'Not every address answers',
        explain: ({ evidence: { otherFamily, target } }) => `The WebSocket was opened, but the name "${target.host}" also has the ${nameFamily(otherFamily)} address ${otherFamily?.address ?? ''}, whose port ${target.port} did not take a connection (${describeFailure(otherFamily)}).`,
        remedy: clues => answerBothFamilies(clues),
    },
};
function readVia({ evidence: { tunnel } }) {
    return tunnel?.via ?? '';
}
/** The one that was read. */
function nameVariable({ evidence: { target } }) {
    return target.isSecure ? 'HTTPS_PROXY' : 'HTTP_PROXY';
}
function writeNoProxy(clues) {
    return `NO_PROXY=${nameHost(clues)}`;
}
function nameRefusal({ evidence: { tunnel } }) {
    if (tunnel?.kind !== 'refused')
        return 'nothing';
    return tunnel.reason ? `${tunnel.status} ${quote(tunnel.reason)}` : String(tunnel.status);
}
function persuadeProxy(clues) {
    const { tunnel, target } = clues.evidence;
    const status = tunnel?.kind === 'refused' ? tunnel.status : 0;
    if (status === 407) {
        return paste(`Write user name and password into the variable ${nameVariable(clues)}.`, `${nameVariable(clues)}=http://USER:PASSWORD@${/^[\w.:[\]-]+$/.test(readVia(clues)) ? readVia(clues) : 'HOST:PORT'}`);
    }
    if ([502, 503, 504].includes(status)) {
        return paste(`Correct the host name, or admit port ${target.port} in the security group: by this status the proxy says that it could not reach the target itself.`, `getent hosts ${nameHost(clues)}`);
    }
    return paste(`Let the proxy allow CONNECT to ${namePlace(clues)}, or, where the host is reached without a proxy, add it to NO_PROXY.`, writeNoProxy(clues));
}
function nameFamily(tcp) {
    return isV6(tcp?.address ?? '') ? 'IPv6' : 'IPv4';
}
function describeFailure(tcp) {
    return tcp?.kind === 'failed' ? tcp.code : 'no answer';
}
/** A closed security group is silent; who refuses has nothing there that listens. */
function answerBothFamilies({ evidence: { otherFamily, target }, known }) {
    const isSix = isV6(otherFamily?.address ?? '');
    const [family, record] = isSix ? ['IPv6', 'AAAA'] : ['IPv4', 'A'];
    const orRemove = `take the ${record} record with this address away`;
    if (otherFamily?.kind === 'failed') {
        return instruct(`Let something listen on port ${target.port} of this address, as a load balancer with the address type "dualstack" does, or ${orRemove}.`);
    }
    const range = isSix ? 'Ipv6Ranges=[{CidrIpv6=::/0}]' : 'IpRanges=[{CidrIp=0.0.0.0/0}]';
    return paste(`Admit port ${target.port} for ${family}, too, in the security group that faces the internet, or ${orRemove}.`, `aws ec2 authorize-security-group-ingress --group-id ${nameId(known)} --ip-permissions 'IpProtocol=tcp,FromPort=${target.port},ToPort=${target.port},${range}'${inRegion(known)}`);
}

/** The catalogue of findings: for each kind its layer, severity, title, explanation and remedy. docs/findings.md has a heading for each. */
const catalogue = {
    ...wayFindings,
    ...networkFindings,
    ...answerFindings,
    ...tlsFindings,
    ...frontFindings,
    ...proxyFindings,
    ...applicationFindings,
    ...openFindings,
    ...holdFindings,
    ...protocolFindings,
    ...socketIoFindings,
    ...sampleFindings,
    unknown: {
        layer: 'unknown',
        severity: 'error',
        title: 'The opening handshake failed in an unknown way',
        explain: clues => `The opening handshake was answered with ${nameAnswer$1(clues)}, which fitted none of the known causes.`,
        remedy: clues => readLogs(clues, "Read the app's log for this request, beside the evidence that is shown with this finding."),
    },
};
/** Words a rule that fits. */
function makeFinding(rule, clues) {
    const { kind, sure, layer, candidates } = rule;
    const entry = catalogue[kind];
    const failed = entry.isAboutSamples ? clues.failedSample : undefined;
    const possible = failed ? failed.candidates : layer ? undefined : (candidates ?? entry.candidates);
    return {
        kind,
        layer: failed?.layer ?? layer ?? entry.layer,
        ...(possible ? { candidates: possible } : {}),
        sure,
        severity: entry.isAboutProtocol && isOpenByGuess(clues) ? 'warning' : entry.severity,
        title: entry.title,
        explanation: entry.explain(clues, sure),
        remedy: writeRemedy(entry.remedy(clues)),
    };
}
function isOpenByGuess({ evidence: { protocol, frames } }) {
    return protocol?.isGuess === true && frames?.pingMs !== undefined;
}
function writeRemedy({ instruction, paste }) {
    if (!paste)
        return instruction;
    return `${instruction}\n\n${paste.file === undefined ? '' : `${paste.file}:\n\n`}${paste.text}`;
}

/** What the rules about protocols ask of a greeting, and of how the connection ended. */
function isProtocol({ evidence }, name) {
    return evidence.protocol?.name === name;
}
function isRefusal(clues, name, words) {
    const greeting = clues.frames?.greeting;
    if (!isProtocol(clues, name) || greeting?.kind !== 'refused')
        return false;
    return words === undefined || words.includes(greeting.word);
}
function hasEnd({ frames }, kind) {
    return frames?.end.kind === kind;
}
function isClosed({ frames }, codes) {
    return frames?.end.kind === 'closed-by-server' && codes.includes(frames.end.code);
}

/** Rules for answers with status 101, and for what came after a good one. */
const invalidUpgradeRules = [
    {
        kind: 'invalid-accept',
        sure: 'certain',
        when: clues => hasProblem(clues, 'accept-missing') || hasProblem(clues, 'accept-wrong'),
    },
    {
        kind: 'subprotocol-not-agreed',
        sure: 'certain',
        when: clues => hasProblem(clues, 'subprotocol-missing') || hasProblem(clues, 'subprotocol-not-requested'),
    },
    { kind: 'invalid-upgrade-response', sure: 'certain', when: ({ evidence }) => findProblems(evidence).length > 0 },
];
const afterUpgradeRules = [
    { kind: 'invalid-frames', sure: 'certain', when: clues => hasEnd(clues, 'garbage') },
    {
        kind: 'closed-after-upgrade',
        sure: 'certain',
        when: clues => hasEnd(clues, 'closed-by-server') || (isCutEarly(clues) && clues.forwarding === 'forwarded'),
    },
    // tornado does so where the proxy asks in HTTP/1.0.
    {
        kind: 'closed-after-upgrade',
        sure: 'likely',
        candidates: ['application', 'proxy'],
        when: clues => isCutEarly(clues),
    },
    { kind: 'no-pong', sure: 'certain', when: ({ frames }) => frames?.end.kind === 'silent' && !frames.end.wasClosing },
    { kind: 'liveness-not-proved', sure: 'certain', when: clues => hasEnd(clues, 'too-much') },
    { kind: 'expression-too-slow', sure: 'certain', when: clues => hasHeard(clues, 'too-slow') },
    { kind: 'no-message', sure: 'certain', when: clues => hasHeard(clues, 'differs') && !isAnyHeard(clues) },
    { kind: 'unexpected-message', sure: 'certain', when: clues => hasHeard(clues, 'differs') },
    { kind: 'close-not-answered', sure: 'certain', when: clues => hasEnd(clues, 'silent') || hasEnd(clues, 'cut') },
    { kind: 'other-version-answers', sure: 'certain', when: clues => isOpen(clues) && isOtherVersion(clues) },
    { kind: 'other-family-not-answering', sure: 'certain', when: clues => isOpen(clues) && isOtherFamilyClosed(clues) },
];
function isOpen({ evidence }) {
    return isAccepted(evidence.upgrade);
}
function isOtherVersion({ evidence: { beacon }, known }) {
    return beacon?.kind === 'answered' && known.versionLabel !== undefined && beacon.versionLabel !== known.versionLabel;
}
function isOtherFamilyClosed({ evidence: { otherFamily } }) {
    return otherFamily?.kind === 'failed' || otherFamily?.kind === 'timeout';
}
function hasHeard({ frames }, result) {
    return frames?.dialogue?.heard?.result === result;
}
function isAnyHeard({ frames }) {
    return (frames?.dialogue?.heard?.messageCount ?? 0) > 0;
}
function findProblems({ upgrade }) {
    return upgrade?.kind === 'answered' ? upgrade.problems : [];
}
function hasProblem({ evidence }, problem) {
    return findProblems(evidence).includes(problem);
}
function isCutEarly({ frames }) {
    return frames?.end.kind === 'cut' && !frames.end.wasClosing;
}

/** Who cut a connection that was held in silence: what is known of the timers on the way, and how long it was silent. */
/** A timer may have begun before the last byte was seen here, and its end is told with a delay. */
const TOLERANCE = { lateMs: 3000 };
/** The connection ended in the middle of silence without a close frame. */
function isCutInHold({ frames }) {
    return frames?.hold?.isKept === false && frames.end.kind === 'cut' && !frames.end.wasClosing;
}
/** Nobody ended it, and yet it was dead when it was to be used again. */
function isDroppedInHold({ frames }) {
    return frames?.hold?.isKept === false && frames.end.kind === 'silent' && !frames.end.wasClosing;
}
/** More came than is read, before it was over or before it began. */
function isFloodedInHold({ frames }) {
    return frames?.hold?.isKept === false && frames.end.kind === 'too-much';
}
/** Whether it was cut when this layer would have. */
function isCutAfter(clues, layer) {
    const limit = findLimits(clues.known).find(({ by }) => by === layer);
    if (!limit || !isCutInHold(clues))
        return false;
    const offMs = (clues.frames?.hold?.silentMs ?? 0) - limit.seconds * 1000;
    return offMs >= -1500 && offMs <= TOLERANCE.lateMs;
}

/** Rules for a connection that was to be held in silence, and was not to the end. */
/** Before those about protocols: of a guessed one they have only a warning, and nothing is held that was not accepted. */
const holdRules = [
    { kind: 'too-much-while-held', sure: 'certain', when: isFloodedInHold },
    {
        kind: 'closed-while-held',
        sure: 'certain',
        when: clues => clues.frames?.hold !== undefined && hasEnd(clues, 'closed-by-server'),
    },
    {
        kind: 'cut-by-proxy',
        sure: 'likely',
        when: clues => isCutAfter(clues, 'proxy') && !isCutAfter(clues, 'load-balancer'),
    },
    {
        kind: 'cut-by-load-balancer',
        sure: 'likely',
        when: clues => isCutAfter(clues, 'load-balancer') && !isCutAfter(clues, 'proxy'),
    },
    {
        kind: 'cut-while-held',
        sure: 'unsure',
        candidates: ['proxy', 'load-balancer'],
        when: clues => isCutAfter(clues, 'proxy') && isCutAfter(clues, 'load-balancer'),
    },
    { kind: 'cut-while-held', sure: 'unsure', when: isCutInHold },
    { kind: 'dropped-while-held', sure: 'likely', when: isDroppedInHold },
];

/** Rules for what an app said in its own protocol, and for how it closes when it says no. */
/** Only their server speaks so: "Connection initialisation timeout", "Forbidden" and others of graphql-ws. */
const GRAPHQL_FORBIDDEN = [4401, 4403];
const GRAPHQL_BROKEN_RULES = [4400, 4409, 4429];
/** Before the rules about frames: a refusal in the app's own words says more than the way in which it closed. */
const protocolRules = [
    {
        kind: 'graphql-subprotocol-refused',
        sure: 'certain',
        when: clues => isGraphQl(clues) && isClosed(clues, [4406]),
    },
    // The older server takes any subprotocol, and closes with "protocol error" when it is not its own.
    {
        kind: 'graphql-subprotocol-refused',
        sure: 'likely',
        when: clues => isProtocol(clues, 'graphql-transport-ws') && isClosed(clues, [1002]),
    },
    {
        kind: 'graphql-connection-refused',
        sure: 'certain',
        when: clues => isRefusal(clues, 'graphql-ws', ['connection_error']),
    },
    {
        kind: 'graphql-connection-refused',
        sure: 'certain',
        when: clues => isGraphQl(clues) && isClosed(clues, GRAPHQL_FORBIDDEN),
    },
    { kind: 'graphql-init-timeout', sure: 'certain', when: clues => isGraphQl(clues) && isClosed(clues, [4408]) },
    {
        kind: 'graphql-rules-broken',
        sure: 'certain',
        when: clues => isGraphQl(clues) && isClosed(clues, GRAPHQL_BROKEN_RULES),
    },
    {
        kind: 'actioncable-unauthorized',
        sure: 'certain',
        when: clues => isRefusal(clues, 'actioncable', ['unauthorized']),
    },
    {
        kind: 'actioncable-subprotocol-refused',
        sure: 'certain',
        when: clues => isRefusal(clues, 'actioncable', ['actioncable-unsupported']),
    },
    { kind: 'actioncable-disconnected', sure: 'certain', when: clues => isRefusal(clues, 'actioncable') },
    { kind: 'sockjs-closed', sure: 'certain', when: clues => isRefusal(clues, 'sockjs') },
    {
        kind: 'protocol-not-spoken',
        sure: 'likely',
        when: ({ frames }) => frames?.greeting !== undefined && frames.greeting.kind !== 'greeted',
    },
];
function isGraphQl(clues) {
    return isProtocol(clues, 'graphql-transport-ws') || isProtocol(clues, 'graphql-ws');
}

/** What the rules for pages of the proxy's own ask of them. */
/** nginx says 502 when the app does not listen or closes, httpd and HAProxy say 503 or 502; nginx's own 503 is a limit. */
function isDownStatus({ refusal, responder }) {
    if (refusal?.status === 502)
        return true;
    return refusal?.status === 503 && responder.kind === 'proxy' && responder.product !== 'nginx';
}
/** The proxy says of the Upgrade and of a plain GET alike that the app cannot be reached. */
function isDownAlike(clues) {
    const isSame = clues.controlResponder.kind === 'proxy' && isSameStatus(clues);
    return isProxy(clues) && isDownStatus(clues) && isSame && !isAnsweredOtherwise(clues);
}
/** The proxy has waited in vain. httpd then says 502, as for an app that closes; only that comes at once. */
function isWaitedFor({ refusal, responder, control }) {
    if (refusal === undefined || responder.kind !== 'proxy')
        return false;
    if (refusal.status === 504)
        return true;
    const isSlow = refusal.ms >= WAITED_MS && control !== undefined && control.ms >= WAITED_MS;
    return responder.product === 'apache' && refusal.status === 502 && isSlow;
}
/** More than an app that closes needs, less than any proxy waits. */
const WAITED_MS = 5000;
/** A plain GET is answered by the app, or kept by it until the proxy gives up: the Upgrade, which was not, has arrived. */
function isAnsweredOtherwise(clues) {
    const { control, controlResponder, refusal } = clues;
    if (isControlFine(clues) || control === undefined || refusal === undefined)
        return isControlFine(clues);
    const isSlow = control.ms >= WAITED_MS && control.ms > 3 * refusal.ms;
    const isHttpd = controlResponder.kind === 'proxy' && controlResponder.product === 'apache';
    return isHttpd && control.status === 502 ? isSlow : isProxyTimeout(clues) && refusal.status !== 504;
}
function isProxyTimeout({ control, controlResponder }) {
    return controlResponder.kind === 'proxy' && control?.status === 504;
}
/** The proxy says of the Upgrade alone that the app has closed. */
function isDropping(clues) {
    return isProxy(clues) && isDownStatus(clues) && isAnsweredOtherwise(clues);
}
function isGatewayAnswer({ responder, refusal }) {
    const isOpen = responder.kind === 'unknown' || responder.kind === 'proxy';
    return isOpen && refusal !== undefined && isGatewayStatus(refusal.status);
}
function isSameStatus({ refusal, control }) {
    return refusal !== undefined && refusal.status === control?.status;
}

/** Rules for pages of the proxy's own, and for what nobody signed: what it says of the app behind it. */
const proxyAnswerRules = [
    {
        kind: 'proxy-passes-elsewhere',
        sure: 'likely',
        when: clues => isDownAlike(clues) && clues.known.passesTo?.kind === 'other-port',
    },
    {
        kind: 'application-ignores-upgrade',
        sure: 'certain',
        when: clues => isProxy(clues) && clues.refusal?.status === 504 && isControlFine(clues),
    },
    // A WebSocket server without a handler for requests keeps what is not an Upgrade.
    { kind: 'proxy-drops-upgrade', sure: 'likely', when: clues => isWaitedFor(clues) && isDropped(clues) },
    {
        kind: 'application-not-answering',
        sure: 'likely',
        when: clues => isWaitedFor(clues) && clues.forwarding === 'forwarded',
    },
    {
        kind: 'application-not-answering',
        sure: 'likely',
        candidates: ['application', 'proxy'],
        when: clues => isWaitedFor(clues),
    },
    {
        kind: 'application-down',
        sure: 'certain',
        when: clues => isDownAlike(clues) && clues.known.passesTo?.kind === 'app',
    },
    // A proxy that asks at the wrong port says the same.
    { kind: 'application-down', sure: 'unsure', candidates: ['application', 'proxy'], when: clues => isDownAlike(clues) },
    // libwebsockets closes where only one of the two headers is handed on.
    {
        kind: 'proxy-drops-upgrade',
        sure: 'likely',
        when: clues => isDropping(clues) && clues.forwarding === 'overridden',
    },
    {
        kind: 'application-drops-upgrade',
        sure: 'likely',
        when: clues => isDropping(clues) && clues.forwarding === 'forwarded',
    },
    {
        kind: 'application-drops-upgrade',
        sure: 'likely',
        candidates: ['application', 'proxy'],
        when: clues => isDropping(clues),
    },
    // A page of nginx's own may come from an nginx in the user's container, too.
    { kind: 'proxy-refused', sure: 'likely', when: clues => isProxy(clues) && !isDownStatus(clues) },
    {
        kind: 'application-down',
        sure: 'unsure',
        candidates: ['application', 'proxy', 'load-balancer'],
        when: clues => isGatewayAnswer(clues) && !isControlFine(clues),
    },
    // An app says so of itself, too, and so does each proxy that has no page of its own.
    {
        kind: 'application-error',
        sure: 'unsure',
        candidates: ['application', 'proxy', 'load-balancer'],
        when: clues => clues.responder.kind === 'unknown' && clues.refusal?.status === 503,
    },
    {
        kind: 'application-drops-upgrade',
        sure: 'unsure',
        when: clues => clues.responder.kind === 'unknown' && isGatewayAnswer(clues),
    },
];

/** Rules for HTTP answers other than a 101, from the outermost layer inwards, in one file: the order is the diagnosis. */
const outermost = [
    { kind: 'application-refused-origin', sure: 'certain', when: clues => isOtherOriginTaken(clues) },
    { kind: 'redirected', sure: 'certain', when: ({ refusal }) => isRedirect(refusal) },
    { kind: 'tls-required', sure: 'certain', when: ({ refusal }) => refusal !== undefined && isPlainToTls(refusal) },
    { kind: 'cloudfront-refused', sure: 'certain', when: ({ responder }) => responder.kind === 'cloudfront' },
    { kind: 'firewall-blocked', sure: 'likely', when: ({ responder }) => responder.kind === 'firewall' },
    // Without a proxy in between, the load balancer says what nginx would say about an app that drops the Upgrade.
    {
        kind: 'application-drops-upgrade',
        sure: 'likely',
        when: clues => isLoadBalancer(clues, 502) && isControlFine(clues),
    },
    {
        kind: 'application-ignores-upgrade',
        sure: 'likely',
        when: clues => isLoadBalancer(clues, 504) && isControlFine(clues),
    },
    { kind: 'load-balancer-no-target', sure: 'certain', when: clues => isLoadBalancer(clues, 503) },
    { kind: 'load-balancer-bad-gateway', sure: 'certain', when: clues => isLoadBalancer(clues, 502) },
    { kind: 'load-balancer-timeout', sure: 'certain', when: clues => isLoadBalancer(clues, 504) },
    {
        kind: 'classic-listener-http',
        sure: 'likely',
        when: ({ responder }) => responder.kind === 'load-balancer' && responder.product === 'classic',
    },
    { kind: 'load-balancer-refused', sure: 'certain', when: ({ responder }) => responder.kind === 'load-balancer' },
];
/** The answer itself shows that its writer saw no Upgrade; what is known decides who took it away. */
const upgradeMissing = [
    { kind: 'classic-listener-http', sure: 'certain', when: clues => isLostBeforeProxy(clues) && isClassic$1(clues) },
    { kind: 'upgrade-lost-before-proxy', sure: 'certain', when: clues => isLostBeforeProxy(clues) },
    {
        kind: 'proxy-drops-upgrade',
        sure: 'certain',
        when: clues => clues.proxyReceivedUpgrade === true && clues.missingUpgrade === 'certain',
    },
    { kind: 'classic-listener-http', sure: 'certain', when: clues => hasLost(clues) && isBehindHttpListener(clues) },
    { kind: 'proxy-drops-upgrade', sure: 'certain', when: clues => hasLost(clues) && clues.forwarding === 'overridden' },
    { kind: 'classic-listener-http', sure: 'likely', when: clues => hasLost(clues) && isBehindClassic(clues) },
    { kind: 'proxy-drops-upgrade', sure: 'certain', when: clues => hasLost(clues) && clues.forwarding === 'dropped' },
    {
        kind: 'upgrade-dropped-or-no-handler',
        sure: 'unsure',
        candidates: ['proxy', 'application'],
        when: clues => hasLost(clues) && clues.forwarding === 'forwarded',
    },
    { kind: 'proxy-drops-upgrade', sure: 'certain', when: ({ missingUpgrade }) => missingUpgrade === 'certain' },
    // A program may say 426 to everything.
    {
        kind: 'proxy-drops-upgrade',
        sure: 'likely',
        candidates: ['proxy', 'application'],
        when: clues => hasLost(clues) && clues.comparison === 'same',
    },
];
const applicationAnswers = [
    {
        kind: 'application-refused-origin',
        sure: 'certain',
        when: ({ refusal }) => refusal !== undefined && namesOrigin(refusal),
    },
    { kind: 'application-refused-auth', sure: 'likely', when: ({ refusal }) => refusal?.status === 401 },
    {
        kind: 'application-refused-auth',
        sure: 'unsure',
        when: clues => clues.refusal?.status === 403 && !isHostRefused(clues),
    },
    { kind: 'application-error', sure: 'likely', when: ({ refusal }) => refusal !== undefined && refusal.status >= 500 },
    { kind: 'classic-listener-http', sure: 'likely', when: clues => isUnnoticed(clues) && isBehindHttpListener(clues) },
    {
        kind: 'proxy-drops-upgrade',
        sure: 'likely',
        when: clues => isUnnoticed(clues) && clues.forwarding === 'overridden',
    },
    { kind: 'proxy-drops-upgrade', sure: 'likely', when: clues => isRequestRefused(clues) && isDropped(clues) },
    {
        kind: 'application-refused-request',
        sure: 'likely',
        when: clues => isRequestRefused(clues) && clues.forwarding === 'forwarded',
    },
    {
        kind: 'application-refused-request',
        sure: 'likely',
        candidates: ['application', 'proxy'],
        when: clues => isRequestRefused(clues),
    },
    // Tomcat, hypercorn and uvicorn refuse an Upgrade of which a part is missing; express never sees that one.
    {
        kind: 'proxy-drops-upgrade',
        sure: 'likely',
        when: clues => isPathRefused(clues) && isDropped(clues),
    },
    {
        kind: 'application-refused-path',
        sure: 'likely',
        when: clues => isPathRefused(clues) && clues.forwarding === 'forwarded',
    },
    {
        kind: 'application-refused-path',
        sure: 'likely',
        candidates: ['application', 'proxy'],
        when: clues => isPathRefused(clues),
    },
    { kind: 'proxy-drops-upgrade', sure: 'likely', when: clues => isUnnoticed(clues) && clues.forwarding === 'dropped' },
    {
        kind: 'upgrade-dropped-or-no-handler',
        sure: 'unsure',
        candidates: ['load-balancer', 'application'],
        when: clues => isUnnoticed(clues) && isBehindClassic(clues),
    },
    {
        kind: 'application-without-handler',
        sure: 'likely',
        when: clues => isUnnoticed(clues) && clues.known.proxy === 'none' && clues.forwarding === 'forwarded',
    },
    // Read in files, which may not be those that the instance has.
    {
        kind: 'application-without-handler',
        sure: 'likely',
        candidates: ['application', 'proxy'],
        when: clues => isUnnoticed(clues) && clues.forwarding === 'forwarded',
    },
    {
        kind: 'upgrade-dropped-or-no-handler',
        sure: 'unsure',
        candidates: ['proxy', 'application'],
        when: clues => isUnnoticed(clues) || isSuccess(clues.refusal),
    },
];
const refusalRules = [...outermost, ...proxyAnswerRules, ...upgradeMissing, ...applicationAnswers];

/** One line of the diagnosis: when the evidence is so, the finding is this, this surely. */
function collectClues(evidence, known) {
    const { upgrade, control, frames, beacon } = evidence;
    const refusal = upgrade?.kind === 'answered' && upgrade.status !== 101 ? upgrade : undefined;
    return {
        evidence,
        known,
        forwarding: judgeForwarding(known),
        tried: evidence.tcp.filter(tcp => tcp.kind !== 'not-tested'),
        ...(refusal ? { refusal } : {}),
        responder: refusal ? identifyResponder(refusal) : { kind: 'unknown' },
        missingUpgrade: refusal ? findMissingUpgrade(refusal, evidence.target) : 'none',
        ...(control?.kind === 'answered' ? { control, comparison: control.comparison } : {}),
        controlResponder: control?.kind === 'answered' ? identifyResponder(control) : { kind: 'unknown' },
        ...(frames ? { frames } : {}),
        ...(beacon?.kind === 'answered' ? { proxyReceivedUpgrade: beacon.upgrade !== '' } : {}),
    };
}

/** Rules for connections of which some failed and others were accepted. */
/** As sure as what is known of the connection that failed. */
const CERTAINTIES = ['certain', 'likely', 'unsure'];
const sampleRules = CERTAINTIES.flatMap(sure => [
    { kind: 'some-addresses-refuse', sure, when: clues => isAsSure(clues, sure) && hasDeadAddress(clues) },
    { kind: 'some-connections-refused', sure, when: clues => isAsSure(clues, sure) },
]);
function isAsSure({ failedSample }, sure) {
    return failedSample?.sure === sure;
}
/** Whatever failed, failed at addresses at which nothing else happened. */
function hasDeadAddress({ evidence }) {
    const failing = (evidence.samples?.addresses ?? []).filter(({ failedCount }) => failedCount > 0);
    return failing.every(({ acceptedCount }) => acceptedCount === 0);
}

/** Rules for what a Socket.IO server said after a 101, and for answers other than a 101 in which it names itself. */
const socketIoRules = [
    { kind: 'socket-io-wrong-version', sure: 'certain', when: clues => isRefusal(clues, 'socket.io', ['version']) },
    // A server without `allowEIO3` answers the Upgrade, and then writes its refusal where frames should be.
    {
        kind: 'socket-io-wrong-version',
        sure: 'likely',
        when: clues => clues.evidence.target.asksEngineIo && hasEnd(clues, 'garbage'),
    },
    {
        kind: 'socket-io-connection-refused',
        sure: 'certain',
        when: clues => isRefusal(clues, 'socket.io', ['connect_error']),
    },
    {
        kind: 'socket-io-session-lost',
        sure: 'likely',
        layer: 'application',
        when: clues => isSessionLost(clues) && isOneInstanceAsked(clues),
    },
    {
        kind: 'socket-io-session-lost',
        sure: 'likely',
        layer: 'load-balancer',
        when: clues => isSessionLost(clues) && isSpread(clues),
    },
    {
        kind: 'socket-io-session-lost',
        sure: 'unsure',
        candidates: ['load-balancer', 'application'],
        when: clues => isSessionLost(clues),
    },
    { kind: 'socket-io-polling-refused', sure: 'certain', when: clues => isRefusal(clues, 'socket.io', ['polling']) },
];
const socketIoRefusalRules = [
    {
        kind: 'socket-io-wrong-version',
        sure: 'certain',
        when: clues => isEngineIo(clues, UNSUPPORTED_VERSION),
    },
    { kind: 'socket-io-transport-off', sure: 'certain', when: clues => isEngineIo(clues, UNKNOWN_TRANSPORT) },
    {
        kind: 'socket-io-session-lost',
        sure: 'likely',
        candidates: ['load-balancer', 'application'],
        when: clues => isEngineIo(clues, UNKNOWN_SESSION),
    },
    // Without the Upgrade the same server says that one is missing: what it refused was the request itself.
    {
        kind: 'socket-io-request-refused',
        sure: 'likely',
        when: clues => clues.refusal?.status === 400 && isEngineIoControl(clues) && clues.comparison === 'different',
    },
];
const SESSION_KEPT = 'session-unknown-in-spite-of-cookie';
function isSessionLost(clues) {
    return isRefusal(clues, 'socket.io', ['session-unknown', SESSION_KEPT]);
}
/** All requests of the session came to one instance: there is no other, or the load balancer's cookie was sent. */
function isOneInstanceAsked(clues) {
    const { loadBalancer, instanceCount } = clues.known;
    return loadBalancer === 'none' || instanceCount === 1 || isRefusal(clues, 'socket.io', [SESSION_KEPT]);
}
function isSpread({ known }) {
    return known.stickiness === 'off' && (known.instanceCount ?? 0) > 1;
}
/** Engine.IO's words, and those of python-engineio. */
const UNSUPPORTED_VERSION = [
    'Unsupported protocol version',
    'The client is using an unsupported version of the Socket.IO or Engine.IO protocols',
];
const UNKNOWN_TRANSPORT = ['Transport unknown', 'Invalid transport'];
const UNKNOWN_SESSION = ['Session ID unknown', 'Invalid session'];
/** An Upgrade is refused with the bare text, a plain request with an object that holds it, in Python with JSON's text. */
function isEngineIo({ evidence, refusal }, messages) {
    if (!evidence.target.asksEngineIo || refusal?.status !== 400)
        return false;
    const { body } = refusal;
    return messages.some(text => body === text || body === JSON.stringify(text) || body.endsWith(`"message":"${text}"}`));
}
function isEngineIoControl({ evidence, control }) {
    return evidence.target.asksEngineIo && /^\{"code":3,"message":"/.test(control?.body ?? '');
}

/** From evidence to a finding: the first rule that fits. Pure. */
/** In the order of the layers, those about further connections first; the order decides. */
const rules = [
    ...sampleRules,
    ...connectionRules,
    ...invalidUpgradeRules,
    ...holdRules,
    ...socketIoRules,
    ...protocolRules,
    ...afterUpgradeRules,
    ...socketIoRefusalRules,
    ...refusalRules,
];
/**
 * Null when the WebSocket was opened and nothing is to be said about it. A layer is named only on evidence: where an
 * app without a handler and a proxy without the headers look the same, the finding has both as candidates.
 */
function diagnose(evidence, known) {
    const clues = { ...collectClues(evidence, known), ...diagnoseSample(evidence, known) };
    const rule = rules.find(({ when }) => when(clues));
    if (rule)
        return makeFinding(rule, clues);
    return isAccepted(evidence.upgrade) ? null : makeFinding({ kind: 'unknown', sure: 'unsure' }, clues);
}
/** Only where others were accepted: what the first one that failed means by itself. */
function diagnoseSample({ samples, ...first }, known) {
    if (!samples?.addresses.some(({ acceptedCount }) => acceptedCount > 0))
        return {};
    const own = diagnose(first, known);
    const failed = own?.severity === 'error' ? first : samples.failures[0]?.evidence;
    const failedSample = failed && diagnose(failed, forgetForwarding(known));
    return failedSample ? { failedSample } : {};
}

/** Which further connections show whether all addresses and instances are like the one that was met. Pure. */
/**
 * With five connections for each of n instances one of them is missed with a chance of n(1-1/n)^5n, were each connection
 * sent to any of them: 0.2 % of two, 1.3 % of four, 5 % of ten. Taking turns, as load balancers do, misses fewer.
 */
const CONNECTIONS_PER_INSTANCE = 5;
const MOST_CONNECTIONS = 50;
/**
 * Undefined where there is nothing else to meet, or what failed is not for a further connection to show: the way there,
 * or what the app said when it was alive. All connections to one address stand together: in turns, addresses and
 * instances could fall into step, and an instance look like an address.
 */
function planSamples(evidence, { instanceCount }, isAccepted) {
    if (!isReached(evidence) || (!isAccepted && evidence.frames?.pingMs !== undefined))
        return undefined;
    const meetsInstances = instanceCount !== undefined && instanceCount > 1;
    const places = listAddresses(evidence);
    const used = findUsed(evidence);
    const others = places.filter(address => address !== used);
    if (!meetsInstances)
        return others.length > 0 ? { addresses: others } : undefined;
    const wanted = Math.min(MOST_CONNECTIONS, CONNECTIONS_PER_INSTANCE * instanceCount);
    const perAddress = Math.ceil(wanted / places.length);
    const addresses = places.flatMap(address => Array.from({ length: perAddress }, () => address));
    return { instanceCount, addresses: addresses.slice(0, MOST_CONNECTIONS) };
}
function isReached({ tcp, tunnel }) {
    return tunnel ? tunnel.kind === 'opened' : tcp.at(-1)?.kind === 'connected';
}
/** The address that was connected to, if any was. */
function findUsed({ tcp, tunnel }) {
    return tunnel ? '' : (tcp.at(-1)?.address ?? '');
}
// The other family has a rule of its own: where it takes no connection at all, a warning says so.
function listAddresses(evidence) {
    const { dns, otherFamily, tunnel } = evidence;
    if (tunnel || dns.kind === 'failed')
        return [''];
    const used = findUsed(evidence);
    return dns.addresses.filter(address => isV6(address) === isV6(used) || otherFamily?.kind === 'connected');
}

/** How often a target is tried: what an attempt's verdict says about trying again. Pure. */
/** Between two accepted attempts: long enough for nginx, restarted meanwhile, to be noticed. */
const CONFIRM_PAUSE_MS = 250;
const FIRST_BACKOFF_MS = 1000;
const LAST_BACKOFF_MS = 5000;
const FINAL_AFTER = 3;
const USUAL_IN_A_ROW = 2;
/** What comes after the attempts so far, of which there is at least one, the latest last. */
function decideStep(policy, verdicts, elapsedMs) {
    const last = verdicts.at(-1);
    if (policy.kind === 'attempts') {
        if (last?.isAccepted)
            return { kind: 'stop', isAccepted: true };
        return verdicts.length < policy.count ? { kind: 'pause', ms: policy.pauseMs } : { kind: 'stop', isAccepted: false };
    }
    if (last?.isAccepted) {
        return isConfirmed(policy, verdicts) ? { kind: 'stop', isAccepted: true } : { kind: 'pause', ms: CONFIRM_PAUSE_MS };
    }
    if (isFinal(verdicts))
        return { kind: 'stop', isAccepted: false };
    const ms = Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (countFailures(verdicts) - 1));
    return elapsedMs + ms > policy.withinMs ? { kind: 'stop', isAccepted: false } : { kind: 'pause', ms };
}
/**
 * Whether the latest attempt is followed by further connections, which show whether all addresses and instances are like
 * the one that it met: when it would be the last; and at once where those that followed the one before had failed.
 */
function isSamplingDue(policy, verdicts, elapsedMs) {
    const isLast = decideStep(policy, verdicts, elapsedMs).kind === 'stop';
    return isLast || (verdicts.at(-1)?.isAccepted === true && verdicts.at(-2)?.isSampled === true);
}
function isConfirmed({ inARow = USUAL_IN_A_ROW }, verdicts) {
    if (verdicts.at(-1)?.isSampled)
        return true;
    const latest = verdicts.slice(-inARow);
    return latest.length === inARow && latest.every(({ isAccepted }) => isAccepted);
}
/** An attempt with a warning has opened a WebSocket, and counts as accepted. */
function judgeAttempt(evidence, finding) {
    const { samples } = evidence;
    const failures = samples?.failures ?? [];
    const { upgrade, frames } = failures[0]?.evidence ?? evidence;
    const status = upgrade?.kind === 'answered' ? upgrade.status : '';
    const end = frames?.end.kind === 'closed-by-server' ? frames.end.code : '';
    return {
        isAccepted: finding?.severity !== 'error' && evidence.frames !== undefined,
        isTransient: failures.length > 0 ? failures.every(failure => isTransient(failure.evidence)) : isTransient(evidence),
        isSampled: samples !== undefined,
        answer: [finding?.kind ?? '', status, end].join(' '),
    };
}
/** Names and connections that are not there yet, 502 to 504, and WebSockets that are cut because nginx restarts. */
function isTransient({ dns, tcp, tunnel, tls, upgrade, frames }) {
    if (tunnel?.kind === 'refused')
        return isGatewayStatus(tunnel.status);
    if (dns.kind === 'failed' || !tcp.some(({ kind }) => kind === 'connected'))
        return true;
    if (tls?.kind === 'timeout' || (tls?.kind === 'failed' && tls.code === 'ECONNRESET'))
        return true;
    if (upgrade?.kind === 'closed' || upgrade?.kind === 'timeout')
        return true;
    if (upgrade?.kind === 'answered' && isGatewayStatus(upgrade.status))
        return true;
    const end = frames?.end;
    if (end?.kind === 'cut')
        return true;
    // RFC 6455, section 7.4.1 and IANA's registry: going away, service restart, try again later.
    return end?.kind === 'closed-by-server' && [1001, 1012, 1013].includes(end.code);
}
function isFinal(verdicts) {
    const latest = verdicts.slice(-FINAL_AFTER);
    return (latest.length === FINAL_AFTER &&
        latest.every(verdict => !verdict.isTransient && verdict.answer === latest[0]?.answer));
}
/** How many attempts have failed since the last accepted one. */
function countFailures(verdicts) {
    return verdicts.length - 1 - verdicts.findLastIndex(verdict => verdict.isAccepted);
}

/** Opens further WebSockets as one was asked for before, each at the address that is named for it, a few at a time. */
const MOST_AT_ONCE$1 = 5;
const MOST_FAILURES_KEPT = 3;
/** Connections by which an address is judged when the first one there was refused in words. */
const ENOUGH_FOR_AN_ADDRESS = 3;
/**
 * Never throws for an answer of the network. Other questions follow the first failure of each sort only: there may be
 * many, and the environment is one that people use. None begins later than the time of one attempt, so all are over within
 * twice that time; what could not begin is not counted.
 */
async function takeSamples(order, signal) {
    const elapsedMs = startStopwatch();
    const asksControl = openChoice(order.first);
    const takeInTime = async (address) => {
        if (signal.aborted || elapsedMs() > order.options.attemptTimeoutMs)
            return [];
        const asksHere = (upgrade) => asksControl(address, upgrade);
        return [await takeOne({ ...order, asksControl: asksHere }, address, signal)];
    };
    const takeAll = async (addresses) => (await mapInTurns(MOST_AT_ONCE$1, addresses, takeInTime)).flat();
    const planned = await takeAll(order.plan.addresses);
    const samples = [...planned, ...(await takeAll(listDoubted(planned)))];
    const { instanceCount } = order.plan;
    const all = [judge(findUsed(order.first), order.first, order.known), ...samples];
    return {
        ...(instanceCount ? { instanceCount } : {}),
        addresses: count(all),
        failures: pickFailures(samples),
        ms: elapsedMs(),
    };
}
/** Whether it is the first of its sort at its address, and one of the first few sorts. */
function openChoice(first) {
    const seen = new Set(first.upgrade && first.control ? [nameAnswer(findUsed(first), first.upgrade)] : []);
    const most = seen.size + MOST_FAILURES_KEPT;
    return (address, upgrade) => {
        const sort = nameAnswer(address, upgrade);
        if (seen.has(sort) || seen.size >= most)
            return false;
        seen.add(sort);
        return true;
    };
}
function nameAnswer(address, upgrade) {
    return JSON.stringify([address, upgrade.kind, upgrade.kind === 'answered' ? upgrade.status : '']);
}
// The app's protocol is asked for as before, and not spoken: that one app speaks it was seen.
async function takeOne(order, address, signal) {
    const { known, first, asksControl } = order;
    const isSpoken = first.frames?.greeting?.kind !== 'not-spoken';
    const { protocol, dialogue: _, holdMs: __, beacons: ___, ...asked } = order.options;
    const spoken = isSpoken && protocol ? { protocol } : {};
    const { target, subprotocols } = addressApp(order.target, { ...asked, ...spoken });
    const pinned = address === '' ? {} : { resolve: [{ host: target.host, port: target.port, address }] };
    const evidence = await makeAttempt(target, { ...asked, subprotocols, ...pinned, asksControl }, signal);
    return judge(address, evidence, known);
}
function judge(address, evidence, known) {
    return { address, evidence, isAccepted: judgeAttempt(evidence, diagnose(evidence, known)).isAccepted };
}
/** An instance behind the address may have refused, and not the address. */
function listDoubted(samples) {
    return [...new Set(samples.map(({ address }) => address))].flatMap(address => {
        const here = samples.filter(sample => sample.address === address);
        const isInWords = here.every(({ evidence, isAccepted }) => !isAccepted && evidence.upgrade !== undefined);
        const missing = isInWords ? Math.max(0, ENOUGH_FOR_AN_ADDRESS - here.length) : 0;
        return Array.from({ length: missing }, () => address);
    });
}
function count(samples) {
    const tested = samples.filter(isTested);
    return [...new Set(tested.map(({ address }) => address))].map(address => {
        const here = tested.filter(sample => sample.address === address);
        const acceptedCount = here.filter(({ isAccepted }) => isAccepted).length;
        return { address, acceptedCount, failedCount: here.length - acceptedCount };
    });
}
/** One of each sort at each address, in the order in which they were begun; the one of which more was asked. */
function pickFailures(samples) {
    const failed = samples.filter(sample => isTested(sample) && !sample.isAccepted);
    const sorts = [...new Set(failed.map(nameSort))].slice(0, MOST_FAILURES_KEPT);
    return sorts.flatMap(sort => {
        const alike = failed.filter(sample => nameSort(sample) === sort);
        const kept = alike.find(({ evidence }) => evidence.control) ?? alike[0];
        return kept ? [{ address: kept.address, evidence: kept.evidence }] : [];
    });
}
/** The last address that was tried is the one that counts. */
function isTested({ evidence: { tcp } }) {
    return tcp.at(-1)?.kind !== 'not-tested';
}
function nameSort({ address, evidence: { tcp, tls, upgrade, frames } }) {
    const status = upgrade?.kind === 'answered' ? upgrade.status : '';
    return JSON.stringify([address, tcp.at(-1)?.kind, tls?.kind, upgrade?.kind, status, frames?.end.kind]);
}

/** Tries one target until the policy has decided, and diagnoses every attempt. */
const DEFAULT_ATTEMPT_TIMEOUT_MS = 10_000;
/** Findings after which nothing is known about the target, however often it is asked. */
const BEFORE_TARGET = new Set(['no-route-from-here', 'outgoing-proxy-unreachable']);
/**
 * Never throws for an answer of the network. Aborted, or without a way to any address, the outcome is unknown. What is
 * to be held in silence is held once, when all else was accepted.
 */
async function tryTarget(task) {
    const { clock, policy, holdMs, takeTurn, signal = new AbortController().signal } = task.options;
    const startedMs = clock.monotonicMs();
    const attempts = [];
    const verdicts = [];
    const elapsedMs = () => clock.monotonicMs() - startedMs;
    const attempt = async (holdMs) => {
        const isSampled = (verdict) => !holdMs && isSamplingDue(policy, [...verdicts, verdict], elapsedMs());
        const ordered = { number: attempts.length + 1, signal, isSampled, ...(holdMs ? { holdMs } : {}) };
        const begin = async () => (signal.aborted ? undefined : makeNumbered(task, ordered));
        const made = await (holdMs || !takeTurn ? begin() : takeTurn(begin));
        if (made)
            attempts.push(made.attempt);
        return made;
    };
    while (!signal.aborted) {
        const made = await attempt();
        if (!made || BEFORE_TARGET.has(made.attempt.finding?.kind))
            break;
        verdicts.push(made.verdict);
        const step = decideStep(policy, verdicts, elapsedMs());
        if (step.kind === 'pause')
            await pause(clock, step.ms, signal);
        else if (!step.isAccepted || !holdMs)
            return { attempts, outcome: step.isAccepted ? 'accepted' : 'rejected' };
        else
            return { attempts, outcome: judgeHeld(await attempt(holdMs)) };
    }
    return { attempts, outcome: 'unknown' };
}
/** Undefined when aborted meanwhile. */
async function makeNumbered({ target, options, proxy, known, onAttempt }, { number, signal, isSampled, ...held }) {
    const { clock, attemptTimeoutMs = DEFAULT_ATTEMPT_TIMEOUT_MS, holdMs: _, ...asked } = options;
    const { instanceCount = 1 } = known;
    const way = {
        ...asked,
        ...held,
        ...(proxy ? { proxy } : {}),
        attemptTimeoutMs,
        asksControl: () => true,
        instanceCount,
    };
    const startedAtMs = clock.now();
    const first = await makeAttempt(target, way, signal);
    const own = judgeAttempt(first, diagnose(first, known));
    const plan = !signal.aborted && isSampled(own) ? planSamples(first, known, own.isAccepted) : undefined;
    const samples = plan && (await takeSamples({ plan, first, target, options: way, known }, signal));
    if (signal.aborted)
        return undefined;
    // Before a finding quotes it, cut and in JSON's quotes, where a secret would no longer be recognised.
    const evidence = redact({ ...first, ...(samples ? { samples } : {}) }, collectSecrets(target, way));
    const attempt = { number, startedAtMs, evidence, finding: diagnose(evidence, known) };
    onAttempt(attempt);
    // What was refused by itself stays so, whatever the others were.
    return { attempt, verdict: own.isAccepted ? judgeAttempt(evidence, attempt.finding) : own };
}
function judgeHeld(held) {
    if (!held)
        return 'unknown';
    return held.verdict.isAccepted ? 'accepted' : 'rejected';
}
/** Ends early when aborted; the loop above sees that by itself. */
async function pause(clock, ms, signal) {
    try {
        await clock.sleep(ms, signal);
    }
    catch (error) {
        if (!signal.aborted)
            throw error;
    }
}

/** Checks that a WebSocket can be opened, at several targets side by side. */
const MOST_AT_ONCE = 10;
const KEPT_FIRST = 3;
const KEPT_LAST = 5;
/** Never throws for an answer of the network, nor when aborted: then the outcome of what was left is `unknown`. */
async function checkHandshake(targets, options, known) {
    return { targets: await mapInTurns(MOST_AT_ONCE, targets, target => checkTarget(target, options, known)) };
}
async function checkTarget(asked, options, known) {
    const parsed = parseTarget(asked.url);
    const optionProblems = findRequestProblems(options);
    if (parsed.kind === 'problem')
        return reportProblems(asked, '(not a WebSocket URL)', [parsed.problem, ...optionProblems]);
    if (optionProblems.length > 0)
        return reportProblems(asked, parsed.target.printableUrl, optionProblems);
    const { target } = parsed;
    const chosen = chooseProxy(target, options.proxyVariables ?? {});
    if (chosen.kind === 'problem')
        return reportProblems(asked, target.printableUrl, [chosen.problem]);
    const proxy = chosen.kind === 'proxy' ? chosen.proxy : undefined;
    const spoken = { protocol: guessProtocol(target.requestTarget), ...options };
    const onAttempt = (attempt) => options.onAttempt?.(attempt, asked);
    const history = await tryTarget({ target, proxy, options: spoken, known, onAttempt });
    const last = history.attempts.at(-1);
    const cut = history.outcome === 'accepted' && last ? foreseeCut(last.evidence, known) : undefined;
    const way = describeWay(known, target);
    return { ...reportHistory(asked, target, history), ...(cut ? { cut } : {}), ...(way ? { way } : {}) };
}
function reportProblems(asked, printableUrl, problems) {
    return {
        ...nameTarget(asked),
        printableUrl,
        outcome: 'unknown',
        attempts: [],
        attemptCount: 0,
        finding: null,
        problems,
    };
}
function reportHistory(asked, { printableUrl }, { attempts, outcome }) {
    const isShort = attempts.length <= KEPT_FIRST + KEPT_LAST;
    const last = attempts.at(-1);
    return {
        ...nameTarget(asked),
        printableUrl,
        outcome,
        attempts: isShort ? attempts : [...attempts.slice(0, KEPT_FIRST), ...attempts.slice(-KEPT_LAST)],
        attemptCount: attempts.length,
        finding: last?.finding ?? null,
        ...(outcome === 'accepted' && last ? { latency: measureLatency(last.evidence) } : {}),
    };
}
function nameTarget({ name }) {
    return name === undefined ? {} : { name };
}
function measureLatency({ dns, tcp, tls, upgrade, frames, totalMs }) {
    return {
        dnsMs: dns.ms,
        tcpMs: tcp.at(-1)?.ms ?? 0,
        ...(tls ? { tlsMs: tls.ms } : {}),
        upgradeMs: upgrade?.ms ?? 0,
        ...(frames?.pingMs === undefined ? {} : { pingMs: frames.pingMs }),
        ...(frames?.greeting?.kind === 'greeted' ? { greetingMs: frames.greeting.ms } : {}),
        totalMs: toTenths(totalMs - (frames?.hold?.heldMs ?? 0)),
    };
}
function toTenths(ms) {
    return Math.round(ms * 10) / 10;
}

/** What attempts that were made mean to somebody who knows more by now. Pure. */
/** The same attempts and outcomes, with findings of now. */
function diagnoseAgain({ targets }, known) {
    return {
        targets: targets.map(target => {
            const attempts = target.attempts.map(attempt => ({ ...attempt, finding: diagnose(attempt.evidence, known) }));
            const last = attempts.at(-1);
            const way = last && describeWay(known, last.evidence.target);
            return { ...target, attempts, finding: last?.finding ?? null, ...(way ? { way } : {}) };
        }),
    };
}

/** Where a connection met with silence or was refused, whoever knows more is asked. */
/** The same attempts, understood with what `look` says of the URL that met with it. One is asked about after the other. */
async function explainSilence(report, known, look) {
    const targets = [];
    for (const target of report.targets) {
        const again = hasNoConnection(target)
            ? diagnoseAgain({ targets: [target] }, { ...known, ...(await look(target.printableUrl)) }).targets
            : [target];
        targets.push(...again);
    }
    return { ...report, targets };
}
function hasNoConnection({ finding }) {
    return finding?.kind === 'connection-timed-out' || finding?.kind === 'connection-refused';
}

/** Tells the log what became of a target, as far as it is not told at the end of the run. */
/** Why a target failed is told at the end, for all of them together; so is a warning where the run fails for it. */
function tellTarget(log, target, failOn) {
    log.info(describeTarget$1(target));
    const cut = describeCut(target);
    if (cut)
        log.info(cut);
    const { outcome, finding } = target;
    if (outcome === 'accepted' && finding && failOn !== 'warning')
        log.warning(`${finding.explanation} ${finding.remedy}`, finding.title);
}

export { DEFAULT_ATTEMPT_TIMEOUT_MS as D, addressApp as a, checkHandshake as c, diagnose as d, explainSilence as e, judgeAttempt as j, makeAttempt as m, tellTarget as t };
