import { c as capitalize } from './capitalize.js';
import { b as toMs } from './describe-time.js';
import { b as flowchartMarkdown } from './verdict.js';

/**
 * A flowchart in Mermaid's language, as GitHub draws it in summaries, comments and issues. What is put into it is
 * reduced to letters, digits and a few marks, so that no text can end a label, a line or the fence around them.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
/** A row of nodes, each with an arrow to the next one; to one that is `faint` it is dotted. */
function drawFlowchart(description, nodes) {
    const used = new Set(nodes.map(({ look }) => look));
    const lines = [
        `${CLOSE_TOGETHER}\nflowchart LR`,
        `accDescr: ${toPlainWords(description, LONGEST_DESCRIPTION)}`,
        ...nodes.map(({ lines, look }, index) => `n${index}["${lines.map(toLabel).join('<br/>')}"]:::${look}`),
        ...nodes.slice(1).map(({ look }, index) => `n${index} ${look === 'faint' ? '-.->' : '-->'} n${index + 1}`),
        ...Object.entries(LOOKS$1).flatMap(([name, style]) => used.has(name) ? `classDef ${name} ${style}` : []),
    ];
    return lines.join('\n  ');
}
/** Seven nodes in a row on a telephone: what is between and around the words is taken from their size. */
const CLOSE_TOGETHER = '%%{init: {"flowchart": {"padding": 6, "rankSpacing": 22}}}%%';
/** Each with all its colours, so that it can be read on a light page and on a dark one. */
const LOOKS$1 = {
    good: 'fill:#dafbe1,stroke:#1a7f37,color:#0a3c17',
    bad: 'fill:#ffd7d5,stroke:#cf222e,stroke-width:4px,color:#66061a',
    doubtful: 'fill:#fff1b8,stroke:#9a6700,stroke-width:3px,color:#4d2d00',
    faint: 'fill:#eaeef2,stroke:#6e7781,stroke-dasharray:4 3,color:#424a53',
};
const LONGEST_LABEL = 28;
const LONGEST_DESCRIPTION = 400;
function toLabel(text) {
    return toPlainWords(text, LONGEST_LABEL);
}
// Mermaid takes what begins as an item of a list does for one, and draws an excuse in its place.
function toPlainWords(text, longest) {
    const plain = text.replaceAll(/[^\p{L}\p{N} .,:\(\)✓✗?\-]+/gv, ' ').replaceAll(/ +/g, ' ');
    const begun = plain.replace(/^[^\p{L}\p{N}✓✗?]+/u, '').replace(/^(\p{N}+)[.)] /u, '$1 ');
    return begun.slice(0, longest).toWellFormed().trim() || '?';
}

/** Which steps of the way a finding blames, and how surely. Pure. */
/** Undefined where the finding names no layer. */
function findBlame(finding, way) {
    const kinds = listBlamed(finding, way);
    if (kinds.length === 0)
        return undefined;
    const state = kinds.length === 1 && finding.sure === 'certain' ? 'guilty' : 'suspected';
    return { kinds, state, isBlindBehind: BLIND_BEHIND.has(finding.kind) };
}
function listBlamed({ kind, layer, candidates = [layer] }, way) {
    if (kind === 'outgoing-proxy-unreachable')
        return ['outgoing-proxy'];
    // Silence at a port is what a group makes of it; a refusal comes from behind.
    if (kind === 'connection-timed-out' && way.securityGroup !== undefined) {
        if (way.admits === 'nobody')
            return ['security-group'];
        if (way.admits !== 'everybody')
            return ['security-group', 'tcp'];
    }
    return candidates.flatMap(each => (each === 'unknown' ? [] : [each]));
}
const BLIND_BEHIND = new Set([
    'load-balancer-no-target',
    'load-balancer-bad-gateway',
    'load-balancer-timeout',
]);

/** What a step of the way is called, and how long it took. Pure. */
/** Of a step that was passed, in milliseconds; undefined where it is not measured by itself. */
function measureStep(kind, { dns, tcp, tls, upgrade }) {
    if (kind === 'dns')
        return dns.kind === 'resolved' && !dns.isPinned ? dns.ms : undefined;
    if (kind === 'tcp' || kind === 'security-group')
        return tcp.find(probe => probe.kind === 'connected')?.ms;
    if (kind === 'tls')
        return tls?.ms;
    return kind === 'application' || kind === 'server' ? upgrade?.ms : undefined;
}
function nameStep(kind, { target }, way) {
    if (kind === 'security-group')
        return { label: LABELS[kind], detail: `port ${way.listenerPort ?? target.port}` };
    if (kind === 'tcp')
        return { label: `port ${way.listenerPort ?? target.port}` };
    if (kind === 'proxy' && way.proxy && way.proxy !== 'none')
        return { label: LABELS[kind], detail: way.proxy };
    if (kind === 'load-balancer' && way.loadBalancer)
        return nameLoadBalancer(way.loadBalancer);
    return { label: LABELS[kind] };
}
/** `none` where one that nobody knew of answered. */
function nameLoadBalancer(kind) {
    const detail = { none: undefined, classic: 'Classic', application: 'ALB', network: 'NLB' }[kind];
    return { label: LABELS['load-balancer'], ...(detail ? { detail } : {}) };
}
const LABELS = {
    client: 'client',
    'outgoing-proxy': 'HTTP proxy of this machine',
    dns: 'DNS',
    'security-group': 'security group',
    tcp: 'port',
    tls: 'TLS',
    'load-balancer': 'load balancer',
    proxy: 'proxy',
    application: 'app',
    server: 'server',
};

/** The way of an opening handshake from the client to the app, step by step, and where it ended. Pure. */
/**
 * Empty where nothing was asked. A step is marked on evidence alone: it is guilty where the finding is certain of one
 * layer, suspected where it is not, or where it leaves several.
 */
function findPath({ outcome, finding, attempts, way = {} }) {
    const evidence = attempts.at(-1)?.evidence;
    if (!evidence)
        return [];
    const isAccepted = outcome === 'accepted';
    const blame = isAccepted || !finding ? undefined : findBlame(finding, way);
    const kinds = listKinds(evidence, way, blame?.kinds ?? []);
    return kinds.map((kind, index) => {
        const state = isAccepted ? 'passed' : judge({ kinds, index, blame, finding, evidence, way });
        const ms = state === 'passed' ? measureStep(kind, evidence) : undefined;
        return { kind, state, ...nameStep(kind, evidence, way), ...(ms === undefined ? {} : { ms }) };
    });
}
/** From the client to the app; at most seven, so that a picture of them can be read. */
function listKinds(evidence, way, blamed) {
    const { loadBalancer, proxy, securityGroup } = way;
    const hasGroup = securityGroup !== undefined && !evidence.tunnel;
    const isNamed = (kind) => blamed.includes(kind);
    const isAppKnown = loadBalancer !== undefined || proxy !== undefined || isNamed('proxy') || isNamed('application');
    const isGreeted = evidence.frames?.greeting?.kind === 'greeted';
    const present = {
        client: true,
        'outgoing-proxy': evidence.tunnel !== undefined,
        dns: !evidence.tunnel || isNamed('dns'),
        'security-group': hasGroup,
        tcp: isNamed('tcp') || !(hasGroup || evidence.tunnel),
        tls: isNamed('tls') || (evidence.target.isSecure && !(hasGroup && isNamed('tcp'))),
        'load-balancer': isNamed('load-balancer') || (loadBalancer !== undefined && loadBalancer !== 'none'),
        proxy: isNamed('proxy') || evidence.beacon?.kind === 'answered' || (proxy !== undefined && proxy !== 'none'),
        application: isAppKnown || isGreeted,
        server: !(isAppKnown || isGreeted),
    };
    return ORDER.filter(kind => present[kind]);
}
const ORDER = [
    'client',
    'outgoing-proxy',
    'dns',
    'security-group',
    'tcp',
    'tls',
    'load-balancer',
    'proxy',
    'application',
    'server',
];
function judge({ kinds, index, blame, finding, evidence, way }) {
    const kind = kinds[index] ?? 'client';
    if (blame?.kinds.includes(kind))
        return blame.state;
    if (isSeen(kind, evidence, way))
        return 'passed';
    const blamed = kinds.flatMap((each, at) => (blame?.kinds.includes(each) ? [at] : []));
    const [first, last] = [blamed.at(0), blamed.at(-1)];
    if (!finding || !blame || first === undefined || last === undefined)
        return 'unknown';
    // Who blames what stands behind it, or is left with some of that, has found it in order.
    const isExcluded = finding.sure !== 'unsure' || blamed.length > 1;
    const isAnswered = evidence.upgrade !== undefined;
    if (index < first)
        return isExcluded && isAnswered ? 'passed' : 'unknown';
    return index > last && !blame.isBlindBehind ? 'not-reached' : 'unknown';
}
/** Has the evidence itself shown that it lets the handshake through? */
function isSeen(kind, { dns, tcp, tunnel, tls, upgrade }, way) {
    const isOpen = upgrade?.kind === 'answered' && upgrade.status === 101;
    if (kind === 'client' || isOpen)
        return true;
    if (kind === 'outgoing-proxy')
        return tunnel?.kind === 'opened';
    if (kind === 'dns')
        return dns.kind === 'resolved';
    const isConnected = tcp.some(probe => probe.kind === 'connected');
    if (kind === 'security-group')
        return isConnected || way.admits === 'everybody';
    if (kind === 'tcp')
        return isConnected;
    return kind === 'tls' && tls?.kind === 'secured';
}

/** The way of an opening handshake, as a picture and as a line of text. Pure. */
/** None where nothing was asked. */
function renderPath(target) {
    return drawSteps(findPath(target));
}
function drawSteps(steps) {
    return steps.length === 0 ? [] : [flowchartMarkdown(drawFlowchart(listSteps(steps), steps.map(toNode)))];
}
/** "client → DNS ✓ → port 80 ✓ → proxy (nginx) ✗ at fault → app: not reached"; undefined where nothing was asked. */
function describePath(target) {
    const steps = findPath(target);
    return steps.length === 0 ? undefined : steps.map(describeStep).join(' → ');
}
const MARKS = { passed: '✓', guilty: '✗', suspected: '?', 'not-reached': '', unknown: '' };
const WORDS = {
    passed: '',
    guilty: 'at fault',
    suspected: 'suspected',
    'not-reached': 'not reached',
    unknown: 'not known',
};
const LOOKS = {
    passed: 'good',
    guilty: 'bad',
    suspected: 'doubtful',
    'not-reached': 'faint',
    unknown: 'faint',
};
function toNode({ kind, state, label, detail, ms }) {
    const mark = kind === 'client' || MARKS[state] === '' ? '' : `${MARKS[state]} `;
    const time = ms === undefined ? '' : toMs(ms);
    const lines = [`${mark}${capitalize(label)}`, detail ?? '', time, kind === 'client' ? '' : WORDS[state]];
    return { look: LOOKS[state], lines: lines.filter(line => line !== '') };
}
function describeStep({ kind, state, label, detail }) {
    const name = detail === undefined ? label : `${label} (${detail})`;
    // It is where the way begins.
    if (kind === 'client')
        return name;
    if (state === 'passed')
        return `${name} ${MARKS[state]}`;
    return state === 'guilty' ? `${name} ${MARKS[state]} ${WORDS[state]}` : `${name}: ${WORDS[state]}`;
}
/** For those who hear it: without marks. */
function listSteps(steps) {
    return steps
        .map(({ kind, state, label }) => (kind === 'client' ? label : `${label} ${WORDS[state] || 'passed'}`))
        .join(', ');
}

export { drawSteps as a, describePath as d, nameLoadBalancer as n, renderPath as r };
