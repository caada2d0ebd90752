/** What an app protocol is: how its client asks for the WebSocket, and what the app says in the first frames. */
/** An object of JSON, or an empty one for what is none. */
function parseObject(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null ? { ...value } : {};
    }
    catch {
        return {};
    }
}
const LONGEST_WORD = 40;
const LONGEST_MESSAGE = 200;
/** The app said no: `word` and `message` are its own, cut. */
function refuse(word, message) {
    return { kind: 'refused', word: cut(word, LONGEST_WORD), message: cut(message, LONGEST_MESSAGE) };
}
/** What came is described by its sort and never shown: it may hold a session. */
function describeUnexpected(text, waitedFor) {
    const type = parseObject(text).type;
    const isName = typeof type === 'string' && /^[a-z][a-z_]{0,30}$/i.test(type);
    const seen = isName ? `a message of type "${type}"` : `a text of ${text.length} characters`;
    return { kind: 'unexpected', seen, waitedFor };
}
/** With `path` in the place of a path that says nothing. */
function withUsualPath(requestTarget, path) {
    const [given = '/', ...query] = requestTarget.split('?');
    return [given === '/' ? path : given, ...query].join('?');
}
function cut(value, length) {
    return typeof value === 'string' ? value.slice(0, length) : '';
}

/** Rails' Action Cable: https://docs.anycable.io/misc/action_cable_protocol, and actioncable/lib/action_cable.rb (INTERNAL). */
const WAITED_FOR$3 = 'a message of type "welcome"';
const actionCable = {
    // The second is what the server chooses when it does not know the first: the client then gives up.
    subprotocols: ['actioncable-v1-json', 'actioncable-unsupported'],
    usualPath: '/cable',
    address: requestTarget => withUsualPath(requestTarget, '/cable'),
    async greet({ next, subprotocol }) {
        if (subprotocol === 'actioncable-unsupported')
            return refuse('actioncable-unsupported', '');
        for (;;) {
            const received = await next();
            if (received === null)
                return { kind: 'missing', waitedFor: WAITED_FOR$3 };
            const { type, reason } = parseObject(received);
            if (type === 'welcome')
                return { kind: 'greeted', details: ['the app said welcome'] };
            if (type === 'disconnect')
                return refuse(reason, '');
            // The heartbeat runs for all connections at once, also for one that was not welcomed yet.
            if (type !== 'ping')
                return describeUnexpected(received, WAITED_FOR$3);
        }
    },
};

/** An app that sends back every text. */
/** An app may greet, or tell everybody's messages, before it sends back ours. */
const MOST_OTHERS = 50;
const echo = {
    subprotocols: [],
    usualPath: '/',
    address: requestTarget => requestTarget,
    async greet({ next, send }) {
        const text = `beanstalk-websockets ${crypto.randomUUID()}`;
        send(text);
        for (let others = 0; others <= MOST_OTHERS; others++) {
            const received = await next();
            if (received === null)
                return { kind: 'missing', waitedFor: 'the unchanged text' };
            if (received === text)
                return { kind: 'greeted', details: ['a text came back unchanged'] };
        }
        return { kind: 'unexpected', seen: `${MOST_OTHERS} other texts`, waitedFor: 'the unchanged text' };
    },
};

/** GraphQL over WebSocket, as `graphql-ws` speaks it: https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md */
const WAITED_FOR$2 = 'a message of type "connection_ack"';
/** What the server refuses it says by the code with which it closes. */
const graphqlTransportWs = {
    subprotocols: ['graphql-transport-ws'],
    usualPath: '/graphql',
    address: requestTarget => withUsualPath(requestTarget, '/graphql'),
    async greet({ next, send }) {
        send('{"type":"connection_init"}');
        for (;;) {
            const received = await next();
            if (received === null)
                return { kind: 'missing', waitedFor: WAITED_FOR$2 };
            const { type } = parseObject(received);
            if (type === 'connection_ack')
                return { kind: 'greeted', details: ['connection_init was acknowledged'] };
            // Either side may send a ping at any time, also before the acknowledgement.
            if (type !== 'ping')
                return describeUnexpected(received, WAITED_FOR$2);
            send('{"type":"pong"}');
        }
    },
};

/** The older GraphQL over WebSocket: https://github.com/apollographql/subscriptions-transport-ws/blob/master/PROTOCOL.md */
const WAITED_FOR$1 = 'a message of type "connection_ack"';
const graphqlWs = {
    subprotocols: ['graphql-ws'],
    usualPath: '/graphql',
    address: requestTarget => withUsualPath(requestTarget, '/graphql'),
    async greet({ next, send }) {
        send('{"type":"connection_init","payload":{}}');
        for (;;) {
            const received = await next();
            if (received === null)
                return { kind: 'missing', waitedFor: WAITED_FOR$1 };
            const { type, payload } = parseObject(received);
            if (type === 'connection_ack')
                return { kind: 'greeted', details: ['connection_init was acknowledged'] };
            if (type === 'connection_error')
                return refuse(type, parseObject(JSON.stringify(payload ?? {})).message);
            // Some servers keep the connection alive before they acknowledge it.
            if (type !== 'ka')
                return describeUnexpected(received, WAITED_FOR$1);
        }
    },
};

/** SockJS over its WebSocket transport: https://sockjs.github.io/sockjs-protocol/sockjs-protocol-0.3.3.html */
const WAITED_FOR = 'the open frame "o"';
/** What a session's URL ends in: server, session and transport. */
const SESSION = /\/[^/.]+\/[^/.]+\/websocket$/;
const sockJs = {
    subprotocols: [],
    usualPath: '/',
    /** The path of the URL is the prefix of the server; a whole session's URL stays what it is. */
    address(requestTarget) {
        const [path = '/', ...query] = requestTarget.split('?');
        if (SESSION.test(path))
            return requestTarget;
        return [`${path.replace(/\/$/, '')}/${chooseServer()}/${chooseSession()}/websocket`, ...query].join('?');
    },
    async greet({ next, hasNext }) {
        let isOpen = false;
        for (;;) {
            // A session is opened first, also when it is closed at once.
            if (isOpen && !hasNext())
                return { kind: 'greeted', details: ['the session was opened'] };
            const received = await next();
            if (received === null)
                return { kind: 'missing', waitedFor: WAITED_FOR };
            isOpen ||= received === 'o';
            if (received.startsWith('c['))
                return refuseWith(received.slice(1));
            if (!isOpen && received !== 'h')
                return describeUnexpected(received, WAITED_FOR);
        }
    },
};
/** A close frame holds a code and a reason: `c[3000,"Go away!"]`. */
function refuseWith(closeFrame) {
    const [, code, reason = ''] = /^\[(\d{1,4}),"((?:[^"\\]|\\.)*)"\]$/.exec(closeFrame) ?? [];
    return refuse(code ?? 'c', reason);
}
function chooseServer() {
    return String(Math.floor(Math.random() * 1000)).padStart(3, '0');
}
/** Every session has a name that nobody had before. */
function chooseSession() {
    return crypto.randomUUID().replaceAll('-', '').slice(0, 12);
}

/** The first packets of Engine.IO, the protocol under Socket.IO, and of Socket.IO in them. */
/** Engine.IO's "message" around Socket.IO's CONNECT, to the main namespace. */
const CONNECT = '40';
const CONNECT_ERROR = '44';
const EVENT = '42';
const PING = '2';
const PONG = '3';
const OPEN_PACKET = 'the open packet of Engine.IO';
const CONNECT_ANSWER = 'the answer "40" of Socket.IO to a connection';
/** Undefined for a packet that is not Engine.IO's open packet. */
function openEngine(packet) {
    const { sid, upgrades, maxPayload, pingInterval } = parseObject(packet.startsWith('0') ? packet.slice(1) : '');
    if (typeof sid !== 'string' || typeof pingInterval !== 'number')
        return undefined;
    const isRecent = maxPayload !== undefined;
    return { session: sid, upgrades: Array.isArray(upgrades) ? upgrades : [], isRecent, pingIntervalMs: pingInterval };
}
/** Reads up to the answer to CONNECT: a session, or a refusal of the app's middleware. */
async function readConnection({ next, send }, engine) {
    for (;;) {
        const packet = await next();
        if (packet === null)
            return { kind: 'missing', waitedFor: CONNECT_ANSWER };
        const greeting = judgePacket(packet, engine);
        if (greeting)
            return greeting;
        if (packet === PING)
            send(PONG);
    }
}
/** Undefined for a packet that says nothing about the connection. Only since version 3 the answer has a session. */
function judgePacket(packet, engine) {
    if (packet.startsWith(CONNECT_ERROR))
        return refuse('connect_error', readReason(packet.slice(CONNECT_ERROR.length)));
    if (packet === CONNECT) {
        return { kind: 'greeted', details: ['connected as Socket.IO 2'], ...beat(engine, { text: PING }) };
    }
    if (packet.startsWith(`${CONNECT}{`)) {
        return { kind: 'greeted', details: ['connected as Socket.IO 3 or newer'], ...beat(engine) };
    }
    const isOther = packet === PING || packet === PONG || packet.startsWith(EVENT);
    return isOther ? undefined : describeUnexpected(packet, CONNECT_ANSWER);
}
// A number that no server means is none.
function beat({ pingIntervalMs }, asks = {}) {
    return pingIntervalMs > 0 && pingIntervalMs < Number.MAX_SAFE_INTEGER
        ? { heartbeat: { everyMs: pingIntervalMs, ...asks } }
        : {};
}
/** Version 2 sends the reason as a text, version 4 in an object. */
function readReason(payload) {
    const text = /^"((?:[^"\\]|\\.)*)"$/.exec(payload)?.[1];
    return text ?? parseObject(payload.replace(/^\/[^,]*,/, '')).message;
}
const LENGTH = /^(\d{1,6}):/;
/** Of what Engine.IO 3 sends. */
function hasLength(payload) {
    return LENGTH.test(payload);
}
/** Engine.IO 4 parts packets by a control character; Engine.IO 3 writes the length before each. */
function splitPackets(payload) {
    if (!hasLength(payload))
        return payload.split('\x1e');
    const packets = [];
    for (let rest = payload; rest !== '';) {
        const [head = '', length = ''] = LENGTH.exec(rest) ?? [];
        if (head === '')
            break;
        packets.push(rest.slice(head.length, head.length + Number(length)));
        rest = rest.slice(head.length + Number(length));
    }
    return packets;
}

/** Wall-clock deadlines and durations. A socket's own timer counts idle time, which a dripping peer resets for ever. */
/**
 * Runs `work` with a signal that is aborted when `timeoutMs` have passed or the parent is aborted. What `work` makes
 * of that is its own affair: a probe answers that it was not answered.
 */
async function withDeadline(parent, timeoutMs, work) {
    const controller = new AbortController();
    const abort = () => controller.abort();
    const timer = setTimeout(abort, Math.max(0, timeoutMs));
    parent.addEventListener('abort', abort, { once: true });
    if (parent.aborted)
        abort();
    try {
        return await work(controller.signal);
    }
    finally {
        clearTimeout(timer);
        parent.removeEventListener('abort', abort);
    }
}
/** Starts to measure; the function returned says how many milliseconds have passed, to a tenth. */
function startStopwatch() {
    const startedMs = performance.now();
    return () => Math.round((performance.now() - startedMs) * 10) / 10;
}

/**
 * How Socket.IO's clients begin unless they are told otherwise: plain requests with the session's id, then the upgrade
 * of that session. Each request may come to another instance, which does not know the session.
 */
/** The ping of Engine.IO 3, with its length. */
const PING_WITH_LENGTH = '1:2';
/** By which the load balancers of AWS keep a client at one instance: the application kind, and the classic one. */
const STICKY_COOKIE = /(^|; )(AWSALB|AWSELB)/;
/** Three requests after its first one: behind two instances an eighth of all sessions would stay at one by chance. */
const MOST_SESSIONS = 3;
/** No further session begins later: the time of a greeting is short where its protocol is a guess. */
const LAST_BEGIN_MS = 1000;
/**
 * Never harms an app that does not poll: that is a detail of a healthy greeting. Where several instances may answer,
 * several sessions are tried, by a client that keeps cookies as browsers do, and another by one that keeps none: one
 * after the other, because sessions side by side would fall into step with a load balancer that takes turns.
 */
async function provePolling({ requestTarget, beyond, instanceCount }) {
    const polling = { beyond, requestTarget: requestTarget.replace('transport=websocket', 'transport=polling') };
    const elapsedMs = startStopwatch();
    const isDue = () => instanceCount > 1 && elapsedMs() < LAST_BEGIN_MS;
    const first = await runSession(polling);
    for (let number = 2; first.kind === 'greeted' && number <= MOST_SESSIONS && isDue(); number++) {
        const another = await runSession(polling);
        if (another.kind !== 'greeted')
            return another;
    }
    if (first.kind !== 'greeted' || !isDue())
        return first;
    const forgetful = await runSession({ ...polling, keepsNoCookies: true });
    const isLost = forgetful.kind === 'refused' && forgetful.word === UNKNOWN_SESSION;
    return isLost ? { ...first, details: [...first.details, 'only with the cookies of the first answer'] } : first;
}
async function runSession(polling) {
    const opened = await openSession(polling);
    if (opened.kind !== 'session')
        return opened;
    const failure = await exchange(opened);
    if (failure)
        return failure;
    if (!opened.engine.upgrades.includes('websocket')) {
        return { kind: 'greeted', details: ['polling works', 'its session is not upgraded'] };
    }
    return upgradeSession(opened);
}
async function openSession(polling) {
    const answer = await polling.beyond.request({ requestTarget: polling.requestTarget, cookies: '' });
    if (answer && readCode(answer) === 0)
        return { kind: 'greeted', details: ['polling is turned off'] };
    if (answer?.status !== 200)
        return refusePolling(answer);
    const engine = openEngine(splitPackets(answer.body)[0] ?? '');
    if (!engine)
        return refusePolling(answer);
    const requestTarget = `${polling.requestTarget}&sid=${encodeURIComponent(engine.session)}`;
    const hasLengths = hasLength(answer.body);
    const cookies = polling.keepsNoCookies ? '' : readCookies(answer);
    return { kind: 'session', ...polling, engine, hasLengths, requestTarget, cookies };
}
/** One message to the app and one from it; a failure, if there is one. */
async function exchange({ beyond, requestTarget, cookies, hasLengths, engine, }) {
    const posted = await beyond.request({ requestTarget, cookies, body: hasLengths ? PING_WITH_LENGTH : CONNECT });
    if (posted?.status !== 200)
        return refusePolling(posted, cookies);
    const polled = await beyond.request({ requestTarget, cookies });
    if (polled?.status !== 200)
        return refusePolling(polled, cookies);
    const judged = splitPackets(polled.body).map(packet => judgePacket(packet, engine));
    return judged.find(greeting => greeting?.kind === 'refused');
}
async function upgradeSession({ beyond, requestTarget, cookies }) {
    const upgradeTarget = requestTarget.replace('transport=polling', 'transport=websocket');
    const upgraded = await beyond.open({ requestTarget: upgradeTarget, cookies }, probe);
    if (!upgraded || upgraded.kind === 'answered')
        return refusePolling(upgraded, cookies);
    return upgraded;
}
/** The upgrade of a session is tried out with a ping and pong of its own; "5" ends the polling. */
async function probe({ next, send }) {
    send('2probe');
    const answer = await next();
    if (answer !== '3probe')
        return { kind: 'missing', waitedFor: 'the answer "3probe" to the upgrade of a session' };
    send('5');
    return { kind: 'greeted', details: ['polling and the upgrade of its session work'] };
}
const UNKNOWN_SESSION = 'session-unknown';
/** A session that is lost with a load balancer's cookie was lost behind it, between processes of one instance. */
function refusePolling(answer, cookies = '') {
    if (!answer)
        return refuse('polling', 'no answer');
    const code = readCode(answer);
    if (code === 1) {
        const isSticky = STICKY_COOKIE.test(cookies);
        return refuse(isSticky ? `${UNKNOWN_SESSION}-in-spite-of-cookie` : UNKNOWN_SESSION, 'Session ID unknown');
    }
    return refuse(code === 5 ? 'version' : 'polling', `${answer.status} ${answer.reason}`.trim());
}
/** Of `{"code":1,"message":"Session ID unknown"}`; other servers, and the answer to an Upgrade, have the message alone. */
function readCode({ status, body }) {
    if (status === 200)
        return undefined;
    const { code } = parseObject(body);
    if (typeof code === 'number')
        return code;
    if (isMessage(body, ['Transport unknown', 'Invalid transport']))
        return 0;
    return isMessage(body, ['Session ID unknown', 'Invalid session']) ? 1 : undefined;
}
/** python-engineio writes its messages as JSON. */
function isMessage(body, messages) {
    return messages.some(message => body === message || body === JSON.stringify(message));
}
function readCookies({ headers }) {
    const set = headers.filter(([name]) => name.toLowerCase() === 'set-cookie');
    return set.map(([, value]) => value.replace(/;.*/s, '')).join('; ');
}

/** Socket.IO 2 to 4 over Engine.IO 3 and 4: https://socket.io/docs/v4/socket-io-protocol/, https://socket.io/docs/v4/engine-io-protocol/ */
const socketIo = {
    subprotocols: [],
    usualPath: '/socket.io/?EIO=4&transport=websocket',
    /** What the URL says about the version stays; a server of version 2 answers to both. */
    address(requestTarget) {
        const [given = '/', query = ''] = requestTarget.split('?');
        const path = given === '/' || given === '/socket.io' ? '/socket.io/' : given;
        const kept = query.split('&').filter(pair => pair !== '' && !/^(transport|sid)=/.test(pair));
        const version = kept.some(pair => /^EIO=\d/.test(pair)) ? [] : ['EIO=4'];
        return `${path}?${[...version, 'transport=websocket', ...kept].join('&')}`;
    },
    async greet(conversation) {
        const connected = await connect(conversation);
        if (connected.kind !== 'greeted')
            return connected;
        const polled = await provePolling(conversation);
        return polled.kind === 'greeted' ? { ...connected, details: [...connected.details, ...polled.details] } : polled;
    },
};
async function connect(conversation) {
    const { requestTarget, next, send, hasNext } = conversation;
    const first = await next();
    if (first === null)
        return { kind: 'missing', waitedFor: OPEN_PACKET };
    const engine = openEngine(first);
    if (!engine)
        return describeUnexpected(first, OPEN_PACKET);
    // Version 2 connects every client by itself and at once, and would take the packet for a second connection.
    const isVersion2 = /[?&]EIO=3(&|$)/.test(requestTarget) || (!engine.isRecent && hasNext());
    if (!isVersion2)
        send(CONNECT);
    return readConnection(conversation, engine);
}

/** The app protocols that the check speaks: a file and a line here for each. */
const protocols = {
    /** Ping, pong and the closing handshake, which every server knows. */
    websocket: { subprotocols: [], usualPath: '/', address: requestTarget => requestTarget },
    echo,
    'socket.io': socketIo,
    'graphql-transport-ws': graphqlTransportWs,
    'graphql-ws': graphqlWs,
    actioncable: actionCable,
    sockjs: sockJs,
};
const protocolNames = Object.keys(protocols).filter(isProtocolName);
/** What the path itself says: the paths of Socket.IO and Action Cable are theirs alone. */
function guessProtocol(requestTarget) {
    const path = requestTarget.replace(/\?.*/s, '');
    if (/\/socket\.io\/?$/.test(path))
        return { name: 'socket.io', isGuess: true };
    return { name: /\/cable$/.test(path) ? 'actioncable' : 'websocket', isGuess: true };
}
function isProtocolName(name) {
    return Object.hasOwn(protocols, name);
}

export { protocols as a, guessProtocol as g, protocolNames as p, startStopwatch as s, withDeadline as w };
