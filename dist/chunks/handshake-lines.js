import { b as toMs$1 } from './describe-time.js';
import { t as toListenerPort } from './known.js';
import { f as foldMarkdown, a as fenceMarkdown } from './verdict.js';

/** How the catalogue words a kind of finding, and the pieces that its entries share. */
const MAX_QUOTED_LENGTH = 200;
/** Text from outside, in one line and bounded. It is still untrusted for a terminal or Markdown. */
function quote(text) {
    return JSON.stringify(text.length > MAX_QUOTED_LENGTH ? `${text.slice(0, MAX_QUOTED_LENGTH)}…` : text);
}
function namePlace({ evidence: { target } }) {
    return `"${target.host}" port ${target.port}`;
}
/** That of the listener, which the advice is about. */
function nameListenerPort({ evidence: { target }, known }) {
    return toListenerPort(known, target);
}
/** The refusal as `404 "Not Found"`. */
function nameAnswer({ refusal }) {
    if (!refusal)
        return 'no answer';
    return refusal.reason ? `${refusal.status} ${quote(refusal.reason)}` : String(refusal.status);
}
/** What the app said to people when it refused its greeting; empty, or with a space before it. */
function quoteMessage({ frames }) {
    const message = frames?.greeting?.kind === 'refused' ? frames.greeting.message : '';
    return message ? ` ${quote(message)}` : '';
}
function instruct(instruction) {
    return { instruction };
}
/** A remedy whose exact text is to be pasted. */
function paste(instruction, text) {
    return { instruction, paste: { text: typeof text === 'string' ? text : text.join('\n') } };
}
/** Before what is not certain: a person who reads one sentence has to hear it. */
function hedge(sure) {
    return { certain: '', likely: 'most likely ', unsure: 'perhaps ' }[sure];
}
/** Of nginx: what a location needs to hand the whole opening handshake on. */
const UPGRADE_LINES = [
    'proxy_http_version  1.1;',
    'proxy_set_header    Upgrade     $http_upgrade;',
    'proxy_set_header    Connection  "upgrade";',
    'proxy_set_header    Host        $host;',
];
/** The header that is to be sent, as the input has it. */
const TOKEN_LINES = 'headers: |\n  Authorization: Bearer $' + '{{ secrets.WEBSOCKET_TOKEN }}';
/** The URL's path when it can stand in a configuration file as it is, and an example when not. */
function choosePathToPaste({ evidence: { target } }) {
    return /^\/[\w./~-]*$/.test(target.path) ? target.path : '/ws';
}

/** The evidence of an opened WebSocket as short plain lines. */
function describeFrames({ pingMs, dialogue, hold, end, frameCount, payloadBytes }) {
    const counted = `${frameCount} ${frameCount === 1 ? 'frame' : 'frames'} with ${payloadBytes} bytes`;
    return [
        `frames: ping ${pingMs === undefined ? 'not answered' : `answered in ${toMs(pingMs)}`}, ${counted}`,
        ...(dialogue ? describeDialogue(dialogue) : []),
        ...(hold ? [describeHold(hold, end)] : []),
        describeEnd(end),
    ];
}
function toMs(ms) {
    return `${ms < 10 ? ms : Math.round(ms)} ms`;
}
const RESULTS = {
    fits: 'one was as expected',
    differs: 'none was as expected',
    'too-slow': 'the expression did not come to an end',
};
function describeDialogue({ wasSent, heard, ms }) {
    const latest = heard?.latest === undefined ? '' : `; the latest other one ${quote(heard.latest)}`;
    return [
        ...(wasSent ? ['message: sent'] : []),
        ...(heard ? [`message: ${heard.messageCount} compared, ${RESULTS[heard.result]}${latest} (${toMs(ms)})`] : []),
    ];
}
function describeHold({ wantedMs, heldMs, silentMs, frameCount, isKept }, end) {
    const came = frameCount === 0 ? 'nothing came' : `${frameCount} ${frameCount === 1 ? 'frame' : 'frames'} came`;
    const lost = end.kind === 'too-much' ? 'given up' : `lost ${toMs(silentMs)} after the last byte`;
    const kept = isKept ? 'kept' : lost;
    return `hold: ${kept}, open for ${toMs(heldMs)} of ${toMs(wantedMs)}, ${came}`;
}
function describeEnd(end) {
    switch (end.kind) {
        case 'clean':
            return `frames: closing handshake answered with ${end.code}`;
        case 'closed-by-server':
            return `frames: closed by the server with ${end.code}${end.reason ? ` ${quote(end.reason)}` : ''}`;
        case 'cut':
            return `frames: cut without a close frame${end.wasClosing ? ', after ours' : ''}`;
        case 'silent':
            return end.wasClosing ? 'frames: closing handshake not answered' : 'frames: nothing more came';
        case 'garbage':
            return `frames: not frames (${end.code})`;
        case 'too-much':
            return 'frames: more came than is read';
    }
}

/** What an app said in its own protocol, as a short plain line. */
/** None where only frames were asked for, or no pong came. */
function describeGreeting({ protocol, frames }) {
    const greeting = frames?.greeting;
    if (!protocol || !greeting)
        return [];
    const said = `protocol: ${protocol.name}${protocol.isGuess ? ' (a guess)' : ''}`;
    switch (greeting.kind) {
        case 'greeted':
            return [`${said}: ${greeting.details.join(', ')} (${toMs(greeting.ms)})`];
        case 'refused':
            return [`${said}: refused with ${quote(greeting.word)} ${quote(greeting.message)} (${toMs(greeting.ms)})`];
        case 'unexpected':
            return [`${said}: ${greeting.seen} came, not ${greeting.waitedFor} (${toMs(greeting.ms)})`];
        case 'missing':
            return [`${said}: ${greeting.waitedFor} did not come (${toMs(greeting.ms)})`];
        case 'not-spoken':
            return [`${said}: its opening handshake was refused, a plain one was not`];
    }
}

/** The head of an HTTP/1 answer, read strictly: what breaks RFC 9112 is refused, not guessed. */
/** The reason may be empty, with or without the space before it: Tomcat and hypercorn send none. */
const STATUS_LINE = /^HTTP\/(1\.[01]) ([1-9]\d\d)(?: (.*))?$/;
const HEADER_LINE = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*(.*?)[ \t]*$/;
/** Takes the head without the empty line that ends it; null when it is none. */
function parseHead(text) {
    const [statusLine = '', ...lines] = text.split('\r\n');
    const [, version, status, reason = ''] = STATUS_LINE.exec(statusLine) ?? [];
    if (!version || !status || hasControls(text.replaceAll('\r\n', '')))
        return null;
    const headers = [];
    for (const line of lines) {
        const [, name, value = ''] = HEADER_LINE.exec(line) ?? [];
        if (!name)
            return null;
        headers.push([name, value]);
    }
    return { version, status: Number(status), reason, headers, ...readFraming(headers, Number(status)) };
}
/** All values of a header, joined as RFC 9110, section 5.3, allows; undefined when it is absent. */
function findHeader(headers, name) {
    const values = headers.filter(([given]) => given.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
    return values.length > 0 ? values.join(', ') : undefined;
}
function readFraming(headers, status) {
    if (status === 204 || status === 304)
        return { contentLength: 0, isChunked: false };
    if (/\bchunked$/i.test(findHeader(headers, 'transfer-encoding') ?? ''))
        return { isChunked: true };
    const length = findHeader(headers, 'content-length') ?? '';
    return /^\d{1,15}$/.test(length) ? { contentLength: Number(length), isChunked: false } : { isChunked: false };
}
function hasControls(text) {
    return /[^\t\x20-\xff]|\x7f/.test(text);
}

/** An attempt's evidence as short plain lines. Text from outside is in JSON's quotes, cut; it is not made safe for a terminal. */
/** One line a layer, in the order in which they were asked. */
function describeEvidence({ evidence }) {
    const { target, upgrade, control, frames } = evidence;
    const path = quote(target.path);
    return [
        describeDns(evidence),
        ...describeTcp(evidence),
        ...describeTunnel(evidence),
        ...describeTls(evidence),
        ...(upgrade ? [`upgrade: ${path} ${describeAnswer(upgrade)}`, ...describeDetails(upgrade)] : []),
        ...(upgrade?.kind === 'answered' && upgrade.problems.length > 0
            ? [`upgrade: not valid: ${upgrade.problems.join(', ')}`]
            : []),
        ...(control ? [`plain GET: ${describeAnswer(control)}; ${compareControl(evidence)}`] : []),
        ...describeOrigins(evidence),
        ...(frames ? describeFrames(frames) : []),
        ...describeGreeting(evidence),
        ...describeBeacon(evidence),
        ...describeSamples$1(evidence),
    ];
}
function compareControl({ upgrade, control }) {
    if (control?.kind !== 'answered' && control?.kind === upgrade?.kind)
        return 'as the Upgrade';
    return COMPARISONS[control?.comparison ?? 'different'];
}
const COMPARISONS = {
    same: 'the same answer as to the Upgrade',
    alike: 'like the answer to the Upgrade, with another body',
    different: 'not the answer to the Upgrade',
};
function describeDns({ dns, target, tunnel }) {
    const name = quote(tunnel?.via ?? target.host);
    if (dns.kind === 'failed')
        return `dns: ${name} failed with ${dns.code} after ${toMs(dns.ms)}`;
    return `dns: ${name} is ${dns.addresses.join(', ')}${dns.isPinned ? ' (not asked)' : ` (${toMs(dns.ms)})`}`;
}
function describeTcp({ tcp, otherFamily }) {
    return [...tcp, ...(otherFamily ? [otherFamily] : [])].map(probe => {
        const code = 'code' in probe ? ` with ${probe.code}` : '';
        return `tcp: ${probe.address} port ${probe.port} ${TCP_WORDS[probe.kind]}${code} (${toMs(probe.ms)})`;
    });
}
const TCP_WORDS = {
    connected: 'connected',
    failed: 'failed',
    timeout: 'did not answer',
    'not-tested': 'was not tested: no route from here,',
};
function describeTunnel({ tunnel }) {
    if (!tunnel)
        return [];
    if (tunnel.kind === 'refused') {
        return [`outgoing proxy: CONNECT refused with ${tunnel.status} ${quote(tunnel.reason)} (${toMs(tunnel.ms)})`];
    }
    return [`outgoing proxy: ${TUNNEL_WORDS[tunnel.kind]} (${toMs(tunnel.ms)})`];
}
const TUNNEL_WORDS = {
    opened: 'CONNECT answered, the name is left to it',
    silent: 'CONNECT not answered',
    unreached: 'could not be connected to',
};
function describeTls({ tls }) {
    if (!tls)
        return [];
    if (tls.kind === 'timeout')
        return [`tls: not answered (${toMs(tls.ms)})`];
    if (tls.kind === 'failed')
        return [`tls: failed with ${tls.code}: ${quote(tls.message)} (${toMs(tls.ms)})`];
    const { subject, validTo } = tls.certificate;
    return [`tls: ${tls.protocol}, certificate ${quote(subject)} valid to ${quote(validTo)} (${toMs(tls.ms)})`];
}
function describeAnswer(answer) {
    const ms = `(${toMs(answer.ms)})`;
    switch (answer.kind) {
        case 'answered':
            return `answered ${answer.status} ${quote(answer.reason)} ${ms}`;
        case 'closed':
            return `closed without an answer${answer.code ? ` with ${answer.code}` : ''} ${ms}`;
        case 'timeout':
            return `not answered, ${answer.receivedBytes} bytes ${ms}`;
        case 'not-http':
            return `answered with what is not HTTP: ${quote(answer.excerpt)} ${ms}`;
        case 'garbage':
            return `answered with bad HTTP (${answer.problem}): ${quote(answer.excerpt)} ${ms}`;
    }
}
/** The headers that tell who wrote a refusal, and how its body begins. */
function describeDetails(answer) {
    if (answer.kind !== 'answered' || answer.status === 101)
        return [];
    const named = TELLING_HEADERS.flatMap(name => {
        const value = findHeader(answer.headers, name);
        return value === undefined ? [] : [`upgrade: header ${name} ${quote(value)}`];
    });
    return [...named, ...describeBody(answer)];
}
const TELLING_HEADERS = [
    'server',
    'via',
    'location',
    'x-powered-by',
    'sec-websocket-version',
    'x-websocket-reject-reason',
];
function describeBody({ body }) {
    return body ? [`upgrade: body ${quote(body)}`] : [];
}
function describeOrigins({ origins = [] }) {
    return origins.map(({ origin, isTaken, isRepeated, status, ms }) => {
        const asked = `${isRepeated ? 'again ' : ''}${origin ? `with Origin ${quote(origin)}` : 'without Origin'}`;
        return `upgrade ${asked}: ${isTaken ? 'accepted' : status === undefined ? 'not answered' : `answered ${status}`} (${toMs(ms)})`;
    });
}
function describeBeacon({ beacon }) {
    if (!beacon)
        return [];
    if (beacon.kind === 'silent')
        return [`beacon: not answered (${toMs(beacon.ms)})`];
    const { versionLabel, upgrade, connection, protocol, ms } = beacon;
    const received = `Upgrade ${quote(upgrade)}, Connection ${quote(connection)}, ${protocol}`;
    return [`beacon: version ${quote(versionLabel)} runs there; its proxy received ${received} (${toMs(ms)})`];
}
/** How many of how many at each address, and behind them what was seen of each sort that failed. */
function describeSamples$1({ samples }) {
    if (!samples)
        return [];
    const instances = samples.instanceCount === undefined ? '' : ` to ${samples.instanceCount} instances`;
    const counted = samples.addresses.map(({ address, acceptedCount, failedCount }) => {
        return `${address || 'by the HTTP proxy'} accepted ${acceptedCount} of ${acceptedCount + failedCount}`;
    });
    return [
        `connections${instances}: ${counted.join(', ')} (${toMs(samples.ms)})`,
        ...samples.failures.flatMap(failure => describeEvidence(failure).map(line => `failed connection: ${line}`)),
    ];
}

/** The handshake in words: for the table of a summary, for the log, for a terminal, and its evidence. Pure. */
/** The cell of a table, beside what says what the finding means. */
function describeHandshake(handshake) {
    const target = handshake?.targets[0];
    return target ? `${nameTarget(target)} ${describeOutcomeBriefly(target)}` : 'not opened';
}
/** The outcome where the title of the finding stands elsewhere. */
function describeOutcomeBriefly(target) {
    const { outcome, finding } = target;
    if (!finding || outcome === 'unknown')
        return describeOutcome(target);
    return outcome === 'rejected'
        ? `rejected (${nameFinding(finding)})`
        : `${describeOutcome({ ...target, finding: null })} (finding: ${finding.kind})`;
}
/** As its heading in the docs, the layers that it leaves possible, and how sure it is. */
function nameFinding(finding) {
    return `finding: ${finding.kind}, layer: ${nameLayers(finding)}, ${finding.sure}`;
}
/** "proxy", "application or proxy" */
function nameLayers({ layer, candidates }) {
    return candidates ? candidates.join(' or ') : layer;
}
/** One line about one target. */
function describeTarget(target) {
    return `${nameTarget(target)} ${describeOutcome(target)}`;
}
/** Its URL, behind its name where it has one. */
function nameTarget({ name, printableUrl }) {
    return name === undefined || name === printableUrl ? printableUrl : `${name} (${printableUrl})`;
}
/** The same where the URL stands elsewhere. */
function describeOutcome({ outcome, finding, latency, attempts, problems = [] }) {
    if (outcome === 'unknown') {
        const told = [...problems, ...(finding ? [`${finding.title} (finding: ${finding.kind})`] : [])];
        return `could not be checked${told.map(text => `. ${text}`).join('')}`;
    }
    if (outcome === 'rejected') {
        if (!finding)
            return 'rejected for an unknown reason';
        return `rejected: ${finding.title} (${nameFinding(finding)})`;
    }
    const ping = latency?.pingMs === undefined ? '' : `, ping answered in ${toMs$1(latency.pingMs)}`;
    const greeting = latency?.greetingMs === undefined ? '' : `, ${nameProtocol(attempts)} answered in ${toMs$1(latency.greetingMs)}`;
    const further = describeSamples(attempts);
    const warning = finding ? ` (${finding.title}; finding: ${finding.kind})` : '';
    return `accepted: opening handshake ${toMs$1(latency?.upgradeMs ?? 0)}${ping}${greeting}${further}${warning}`;
}
/** Where nothing could be asked: of the inputs, or of the variables that name an HTTP proxy. */
const UNASKED_REMEDY = 'Correct that. A variable such as HTTPS_PROXY must hold a URL such as "http://proxy.example.com:3128"; where the host is reached directly, name it in NO_PROXY.';
function isUnasked({ problems = [] }) {
    return problems.length > 0;
}
/** Of the last attempt before the hold, which has none. */
function describeSamples(attempts) {
    const samples = attempts.findLast(({ evidence }) => evidence.samples)?.evidence.samples;
    const [count = 0, ...further] = samples?.addresses.map(({ acceptedCount }) => acceptedCount) ?? [];
    const more = further.reduce((sum, next) => sum + next, count) - 1;
    if (!samples || more < 1)
        return '';
    const instances = samples.instanceCount === undefined ? '' : ` to ${samples.instanceCount} instances`;
    const places = samples.addresses.length > 1 ? ` at ${samples.addresses.length} addresses` : '';
    return `, and on ${more} further ${more === 1 ? 'connection' : 'connections'}${instances}${places}`;
}
/** What will become of a connection on which nobody speaks, where that is known to be soon. */
function describeCut({ cut }) {
    if (!cut)
        return undefined;
    const told = `A connection on which nobody speaks is cut after ${cut.afterSeconds} s by ${nameCutters(cut)}`;
    const { heartbeat } = cut;
    if (!heartbeat)
        return `${told}: let the app send a ping at least every ${Math.min(30, cut.afterSeconds / 2)} s.`;
    const { protocol, everySeconds, setting } = heartbeat;
    const oftener = setting ? `lower ${setting} of its server` : 'let the app ask more often';
    return everySeconds < cut.afterSeconds
        ? `${told}; ${protocol} breaks the silence every ${everySeconds} s: nothing to do.`
        : `${told}; ${protocol} breaks the silence only every ${everySeconds} s: raise that timeout, or ${oftener}.`;
}
function nameCutters({ by }) {
    return by.map(layer => (layer === 'proxy' ? 'the proxy' : 'the load balancer')).join(' and ');
}
function renderEvidence(handshake) {
    const targets = handshake?.targets ?? [];
    return targets.map(target => {
        const { title, lines } = listEvidence(target);
        return foldMarkdown(title, fenceMarkdown(lines.join('\n')));
    });
}
/** What the last attempt saw, a line for each thing; and what to write above it. */
function listEvidence({ attempts, attemptCount }) {
    const last = attempts.at(-1);
    const count = attemptCount === 1 ? '1 attempt' : `${attemptCount} attempts`;
    return {
        title: `Evidence of the handshake (${count}, the last one is shown)`,
        lines: last ? describeEvidence(last) : ['no attempt'],
    };
}
function nameProtocol(attempts) {
    return attempts.at(-1)?.evidence.protocol?.name ?? 'the app';
}

export { TOKEN_LINES as T, UNASKED_REMEDY as U, describeOutcomeBriefly as a, describeTarget as b, nameCutters as c, describeCut as d, describeHandshake as e, nameLayers as f, describeOutcome as g, instruct as h, isUnasked as i, findHeader as j, namePlace as k, paste as l, UPGRADE_LINES as m, nameTarget as n, nameAnswer as o, parseHead as p, quote as q, renderEvidence as r, hedge as s, nameListenerPort as t, quoteMessage as u, choosePathToPaste as v };
