import { r as readPages, c as createOnce, l as linkRun, w as writeComment, a as linkOwnRun, b as linkRepository } from './link-run.js';
import { w as whatChanged } from './tell-check.js';
import { l as linkMarkdown, m as markdown, r as renderMarkdown, d as describeFinding, j as joinMarkdown } from './verdict.js';
import { d as renderList, r as renderHeading, a as renderProblem, b as renderTable } from './summary-parts.js';
import { createHash } from 'node:crypto';
import { p as parseJson, r as readProperty } from './read-json.js';
import { u as unreadableAnswer, a as isGitHubStatus } from './refusals2.js';
import { s as slugOf } from './history-place.js';
import { l as listFew } from './list-few.js';
import { A as ActionError, a as toPrintableLine, d as toPrintableText } from './untrusted.js';
import { s as startDeadline } from './clock.js';
import { a as toUtcMinute, t as toDuration } from './describe-time.js';
import { r as renderPath } from './draw-path.js';
import { r as renderEvidence, f as nameLayers, g as describeOutcome } from './handshake-lines.js';
import { r as redact } from './redact.js';
import { S as STATES } from './past-summary.js';
import 'node:timers/promises';
import './capitalize.js';
import './known.js';
import './target.js';
import 'node:net';

/** What was done to issues, for the summary of a check. Pure. */
/** None where nothing was done. `linkTo`: undefined where GitHub has no certificate. */
function renderIncidentList(incidents, linkTo) {
    if (incidents.length === 0)
        return [];
    const lines = incidents.map(({ target, number, done }) => {
        const place = linkTo(number);
        // Of our own making, so that it may be a reference.
        const issue = place ? linkMarkdown(`Issue ${number}`, place) : markdown `Issue ${number}`;
        return markdown `${issue} about ${target} was ${done}.`;
    });
    return [markdown `### Issues`, renderList(lines)];
}

/**
 * The body of an issue of ours: hidden data in an HTML comment at its very beginning, and below it what people read.
 * People may edit it: then their text is kept, and only the data is written anew. Pure.
 */
/** GitHub takes as many characters; bytes are more, so that this is enough in any case. */
const MAX_BODY_BYTES = 65_536;
/** For the data, and for what is put above the text when an incident ends. */
const RESERVED_BYTES = 4096;
const VERSION = 1;
const MARK = /^<!-- beanstalk-websockets: incident ([a-z\d-]{1,120})\b([^\r\n>]*)-->[ \t]*(?:\r?\n|$)/m;
/** What people read. No foreign text in it can pass for the data: those stand first, and nothing else looks like them. */
function renderIncidentText(blocks) {
    return renderMarkdown(blocks, MAX_BODY_BYTES - RESERVED_BYTES).replaceAll(/<!--(?=\s*beanstalk-websockets:)/gi, '<! -');
}
/** In base64 nothing can end the comment. */
function writeIncidentBody({ slug, data, title, text, isEdited }) {
    const hidden = JSON.stringify({ v: VERSION, title, sum: isEdited ? '' : sumOf(text), data });
    return `<!-- beanstalk-websockets: incident ${slug} ${Buffer.from(hidden).toString('base64')} -->\n${text}`;
}
/** Undefined for a body without our mark. It is looked for at the beginning of every line: people write above it, too. */
function readIncidentBody(body) {
    const [mark, slug, hidden = ''] = MARK.exec(body) ?? [];
    if (mark === undefined || slug === undefined)
        return undefined;
    const text = body.replace(mark, () => '');
    const envelope = parseJson(Buffer.from(hidden.trim(), 'base64').toString());
    if (readProperty(envelope, 'v') !== VERSION)
        return { slug, data: undefined, title: undefined, text, isEdited: true };
    const title = readProperty(envelope, 'title');
    return {
        slug,
        data: readProperty(envelope, 'data'),
        title: typeof title === 'string' ? title : undefined,
        text,
        isEdited: readProperty(envelope, 'sum') !== sumOf(text),
    };
}
/** The text with something above it, unless there is no room. */
function putAbove(blocks, text) {
    const longer = `${renderIncidentText(blocks)}\n${text}`;
    return Buffer.byteLength(longer) > MAX_BODY_BYTES - RESERVED_BYTES / 2 ? text : longer;
}
// GitHub's form sends other line breaks, and forms lose what is at the end.
function sumOf(text) {
    const plain = text.replaceAll('\r\n', '\n').trim();
    return createHash('sha256').update(plain).digest('hex').slice(0, 16);
}

/** Finds the issues of ours about targets that are down: by label, author and hidden mark. */
/** Every incident has it, and is not found again without it. */
const INCIDENT_LABEL = 'websocket-incident';
const NEEDS$1 = { request: { needs: { name: 'issues', access: 'write' } } };
/** The open ones and those that were closed and changed since then, by their numbers. A stranger's are not ours. */
async function listIncidents(github, sinceMs) {
    const { repo, rest } = github;
    const login = await github.askLogin();
    const asked = { ...repo, ...NEEDS$1, labels: INCIDENT_LABEL, per_page: 100 };
    const since = new Date(sinceMs).toISOString().replace(/\.\d+/, '');
    const own = new Map();
    for (const state of [{ state: 'open' }, { state: 'closed', since }]) {
        const pages = readPages('the issues', page => rest.issues.listForRepo({ ...asked, ...state, page }));
        for await (const found of pages) {
            const incident = found?.pull_request || found?.user?.login !== login ? undefined : readIncident(found);
            if (incident)
                own.set(incident.number, incident);
        }
    }
    return [...own.values()].toSorted((a, b) => a.number - b.number);
}
/** Did the token's owner close it? A listing does not say who did. */
async function isClosedByUs({ repo, rest, askLogin }, number) {
    const { data } = await rest.issues.get({ ...repo, ...NEEDS$1, issue_number: number });
    return data.state === 'closed' && data.closed_by?.login === (await askLogin());
}
function readIncident(found) {
    const { number, title, body, state, locked } = found;
    const read = readIncidentBody(body ?? '');
    if (!read)
        return undefined;
    if (!Number.isSafeInteger(number))
        throw unreadableAnswer('an issue', 'one without a number');
    return {
        ...read,
        number,
        isOpen: state === 'open',
        isLocked: locked === true,
        createdMs: Date.parse(found.created_at),
        updatedMs: Date.parse(found.updated_at),
        closedMs: found.closed_at ? Date.parse(found.closed_at) : undefined,
        body: body ?? '',
        title: String(title),
        isTitleEdited: read.title !== undefined && read.title !== title,
    };
}

/** Labels and assignees of a new issue: one that GitHub refuses must not keep the issue from being opened. */
/** The first of the labels has to be one that GitHub takes. */
async function createDecorated(wanted, writer) {
    const { labels, assignees } = wanted;
    try {
        const issue = await writer.create({
            labels: [...labels],
            ...(assignees.length > 0 ? { assignees: [...assignees] } : {}),
        });
        return { number: issue.number, refused: listMissing(issue, wanted) };
    }
    catch (error) {
        if (!isGitHubStatus(error, 422) || labels.length + assignees.length < 2)
            throw error;
    }
    const issue = await writer.create({ labels: labels.slice(0, 1) });
    return { number: issue.number, refused: listMissing(await addEach(issue, wanted, writer), wanted) };
}
// GitHub refuses all of them for one, and says not always for which.
async function addEach(issue, { labels, assignees }, writer) {
    let now = issue;
    const add = async (extras) => {
        try {
            now = await writer.change(issue.number, extras);
        }
        catch (error) {
            if (!isGitHubStatus(error, 422))
                throw error;
        }
    };
    for (const label of labels.slice(1))
        await add({ labels: [...listLabels(now), label] });
    for (const assignee of assignees)
        await add({ assignees: [...listAssignees(now), assignee] });
    return now;
}
function listMissing(issue, { labels, assignees }) {
    const lacks = (there) => {
        const known = new Set(there.map(name => name.toLowerCase()));
        return (name) => !known.has(name.toLowerCase());
    };
    return [...labels.filter(lacks(listLabels(issue))), ...assignees.filter(lacks(listAssignees(issue)))];
}
function listLabels({ labels }) {
    return labels.map(label => (typeof label === 'string' ? label : (label.name ?? '')));
}
function listAssignees({ assignees }) {
    return (assignees ?? []).map(({ login }) => login);
}

/** Issues of ours about targets that are down: opened, written, closed, opened again. */
const NEEDS = { request: { needs: { name: 'issues', access: 'write' } } };
/** Creates it. What GitHub refuses of labels and assignees is left out, and told. */
async function openIncident(github, { slug, title, data, blocks }, decoration) {
    const { repo, rest } = github;
    const body = writeIncidentBody({ slug, data, title, text: renderIncidentText(blocks) });
    const labels = [...new Set([INCIDENT_LABEL, ...decoration.labels])];
    const order = { ...repo, ...NEEDS, title, body };
    const { number, refused } = await createDecorated({ labels, assignees: decoration.assignees }, {
        create: extras => createOnce({
            create: async () => (await rest.issues.create({ ...order, ...extras })).data,
            find: () => findSame(github, body.slice(0, body.indexOf('\n'))),
        }),
        change: async (number, extras) => (await rest.issues.update({ ...repo, ...NEEDS, issue_number: number, ...extras })).data,
    });
    if (!Number.isSafeInteger(number))
        throw unreadableAnswer('the new issue', 'one without a number');
    // Nobody would find it again, and every run would open another.
    if (refused.includes(INCIDENT_LABEL))
        await close(github, number, 'not_planned');
    return { number, refused };
}
/** Writes data, title, text and state at once; twice is the same as once. */
async function changeIncident(github, incident, change) {
    const { repo, rest } = github;
    const title = incident.isTitleEdited ? incident.title : (change.title ?? incident.title);
    // A title of somebody else's is never taken for ours again.
    const body = rewrite(incident, change, incident.isTitleEdited ? '' : title);
    const order = { ...repo, ...NEEDS, issue_number: incident.number, ...(title === incident.title ? {} : { title }) };
    if (change.state === undefined)
        return void (await rest.issues.update({ ...order, body }));
    if (change.state === 'open')
        return void (await rest.issues.update({ ...order, body, state: 'open' }));
    try {
        await rest.issues.update({ ...order, body, state: 'closed', state_reason: change.state });
    }
    catch (error) {
        // An older server of one's own does not know duplicates.
        if (change.state !== 'duplicate' || !isGitHubStatus(error, 422))
            throw error;
        await rest.issues.update({ ...order, body, state: 'closed', state_reason: 'not_planned' });
    }
}
/** Makes our label where there is none, so that it says what it is for. */
async function provideIncidentLabel({ repo, rest }) {
    try {
        await rest.issues.getLabel({ ...repo, ...NEEDS, name: INCIDENT_LABEL });
        return;
    }
    catch (error) {
        if (!isGitHubStatus(error, 404))
            throw error;
    }
    const label = { name: INCIDENT_LABEL, color: 'b60205', description: 'Opened and closed by the check of WebSockets' };
    try {
        await rest.issues.createLabel({ ...repo, ...NEEDS, ...label });
    }
    catch (error) {
        // Another run has made it meanwhile.
        if (!isGitHubStatus(error, 422))
            throw error;
    }
}
async function close({ repo, rest }, number, reason) {
    await rest.issues.update({ ...repo, ...NEEDS, issue_number: number, state: 'closed', state_reason: reason });
}
async function findSame({ repo, rest }, mark) {
    const newest = { ...repo, ...NEEDS, state: 'open', sort: 'created', direction: 'desc', per_page: 100 };
    const { data } = await rest.issues.listForRepo(newest);
    return data.find(({ body }) => body?.startsWith(mark));
}
function rewrite(incident, { data, text }, title) {
    const { slug, isEdited } = incident;
    const written = { slug, data, title, isEdited };
    if (isEdited || !text)
        return writeIncidentBody({ ...written, text: incident.text });
    const { blocks, place } = text;
    return writeIncidentBody({
        ...written,
        text: place === 'above' ? putAbove(blocks, incident.text) : renderIncidentText(blocks),
    });
}

/** What telling incidents needs at hand: GitHub, what was ordered, and an end to it when GitHub takes nothing. */
/** The title of warnings: the next run does what is missing. */
const ISSUES_LEFT = 'The issues were not all written';
const PATIENCE_MS = 180_000;
function openDesk(context, order) {
    const { clock, log, github, signal } = context;
    const deadline = startDeadline(clock, PATIENCE_MS);
    let isRefused = false;
    let label;
    return {
        ...context,
        order,
        refused: new Set(),
        isOver: () => isRefused || deadline.remainingMs() === 0,
        provideLabel: () => (label ??= provideIncidentLabel(github)),
        async attempt(work) {
            try {
                return await work();
            }
            catch (error) {
                if (!(error instanceof ActionError) || error === signal.reason)
                    throw error;
                log.warning(`${error.message}\n${error.hint}`, ISSUES_LEFT);
                // What GitHub refuses of one issue it may take of another; all else is the same for all.
                isRefused ||= error.code !== 'github-refused';
                return undefined;
            }
        },
    };
}
function describe({ order, clock }, { id, report, changes }) {
    const { runUrl, secrets } = order;
    return { id, report, changes, runUrl, secrets, nowMs: clock.now() };
}

/** What an incident remembers from one check to the next; its issue carries it, so that no other place is needed. Pure. */
const MOST_TOLD$1 = 20;
const WORD = /^[\w-]{0,64}$/;
/** Undefined for anything else: somebody may have edited it. */
function readIncidentData(value) {
    const number = (name) => readCount(readProperty(value, name));
    const [sinceMs, lastMs, checks, comments, outages] = [
        number('sinceMs'),
        number('lastMs'),
        number('checks'),
        number('comments'),
        number('outages'),
    ];
    const [finding, layer] = [readWord(readProperty(value, 'finding')), readWord(readProperty(value, 'layer'))];
    const told = readProperty(value, 'told');
    if (sinceMs === undefined || lastMs === undefined || checks === undefined)
        return undefined;
    if (comments === undefined || outages === undefined || finding === undefined || layer === undefined)
        return undefined;
    const [endedMs, duplicateOf] = [number('endedMs'), number('duplicateOf')];
    return {
        sinceMs,
        lastMs,
        checks,
        finding,
        layer,
        told: Array.isArray(told) ? told.filter(word => typeof word === 'string').slice(0, MOST_TOLD$1) : [],
        comments,
        outages,
        ...(endedMs === undefined ? {} : { endedMs }),
        ...(duplicateOf === undefined ? {} : { duplicateOf }),
    };
}
/** The same with one more finding that people know of. */
function addTold(told, key) {
    return told.includes(key) ? told : [...told.slice(-19), key];
}
function readCount(value) {
    return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}
function readWord(value) {
    return typeof value === 'string' && WORD.test(value) ? value : undefined;
}

/** What becomes of the issue about one target after a check. Pure: the issues and the check are all that it knows. */
/** For so long after its end an incident is opened again, instead of a new one. */
const REOPEN_WINDOW_MS = 24 * 3_600_000;
/** `unknown` changes nothing. What a person has closed stays closed until it was up in between. */
function planIncident(facts) {
    const incidents = facts.incidents
        .filter(({ data }) => data?.duplicateOf === undefined)
        .toSorted((a, b) => a.number - b.number);
    const [oldest, ...younger] = incidents.filter(({ isOpen }) => isOpen);
    const duplicates = younger.map(incident => ({
        number: incident.number,
        data: { ...readOrRebuild(incident), duplicateOf: oldest?.number ?? 0 },
    }));
    if (facts.state === 'unknown')
        return { plan: { kind: 'nothing' }, duplicates };
    const plan = oldest ? planOpen(oldest, facts) : planWithoutOpen(incidents, facts);
    return { plan, duplicates };
}
function planOpen(incident, facts) {
    const { data: before, number } = incident;
    const known = readOrRebuild(incident);
    // A person has opened it again, for whatever is left to do.
    const isOver = known.endedMs !== undefined;
    if (facts.state === 'up') {
        return isOver
            ? { kind: 'nothing' }
            : { kind: 'close', number, before, data: { ...known, endedMs: facts.nowMs, comments: known.comments + 1 } };
    }
    if (isOver)
        return reopen(incident, facts);
    const data = goOn(known, facts);
    const isNews = before !== undefined && !known.told.includes(keyOf(facts));
    return isNews
        ? { kind: 'comment', number, before, data: { ...data, comments: data.comments + 1 } }
        : { kind: 'note', number, before, data };
}
function planWithoutOpen(closed, facts) {
    const last = closed
        .filter(({ data }) => data)
        .toSorted((a, b) => endOf(a) - endOf(b))
        .at(-1);
    if (!last?.data)
        return facts.state === 'down' ? { kind: 'open', data: begin(facts) } : { kind: 'nothing' };
    const { number, data } = last;
    if (isLeft(last)) {
        return facts.state === 'up'
            ? { kind: 'note', number, before: data, data: { ...data, endedMs: facts.nowMs } }
            : { kind: 'note', number, before: data, data: goOn(data, facts) };
    }
    if (facts.state === 'up')
        return { kind: 'nothing' };
    return facts.nowMs - endOf(last) <= REOPEN_WINDOW_MS ? reopen(last, facts) : { kind: 'open', data: begin(facts) };
}
function reopen(incident, facts) {
    const { outages, comments } = readOrRebuild(incident);
    const data = { ...begin(facts), outages: outages + 1, comments: comments + 1 };
    return { kind: 'reopen', number: incident.number, before: incident.data, data };
}
function begin(facts) {
    const { nowMs, finding, layer } = facts;
    return { sinceMs: nowMs, lastMs: nowMs, checks: 1, finding, layer, told: [keyOf(facts)], comments: 0, outages: 1 };
}
function goOn(data, facts) {
    const { finding, layer, nowMs } = facts;
    return { ...data, lastMs: nowMs, checks: data.checks + 1, finding, layer, told: addTold(data.told, keyOf(facts)) };
}
function keyOf({ finding, layer }) {
    return `${finding}/${layer}`;
}
// What GitHub itself knows of it.
function readOrRebuild({ data, createdMs }) {
    if (data)
        return data;
    return { sinceMs: createdMs, lastMs: createdMs, checks: 0, finding: '', layer: '', told: [], comments: 0, outages: 1 };
}
/** A person has closed it, and no check has seen the target up since. */
function isLeft({ isOpen, data, isClosedByUs }) {
    return !isOpen && data !== undefined && data.endedMs === undefined && !isClosedByUs;
}
/** The end of the outage; where no check has seen it, that of the issue. */
function endOf({ data, closedMs }) {
    return data?.endedMs ?? closedMs ?? 0;
}

/** What an issue is about, whatever became of the target. Pure. */
/** With nothing in it that must not be seen. */
function withoutSecrets(subject) {
    const { id, report, changes, secrets } = subject;
    const shown = redact({ id, report, ...(changes ? { changes } : {}) }, secrets);
    return { ...subject, ...shown };
}

/** The issue about a target that is down: its title and its body. Pure. */
const LONGEST_ID = 100;
const LONGEST_TITLE = 200;
const LONGEST_TOLD = 2000;
const MOST_CHANGES = 20;
/** "chat-prod: no WebSocket, the proxy drops the Upgrade (proxy)" */
function renderIncidentTitle(given) {
    const { id, report } = withoutSecrets(given);
    const { title, layer } = nameFinding(report);
    const line = toPrintableLine(`${shorten(id, LONGEST_ID)}: no WebSocket, ${lower(title)} (${layer})`, LONGEST_TITLE);
    return line.replaceAll(/\s+/g, ' ').trim();
}
/** What to do comes first; the blocks in the order of their weight. */
function renderIncidentBody(given, data) {
    const subject = withoutSecrets(given);
    const { id, report } = subject;
    return [
        renderHeading(false, `No WebSocket at ${shorten(id, LONGEST_ID)}`),
        renderProblem(describeReport(report)),
        ...renderPath(report),
        renderTable([
            ['URL', report.printableUrl],
            ['Layer', describeLayer(report)],
            ['Down since', describeSince(data)],
            ['Seen by', describeChecks(data, report)],
        ]),
        ...renderChanges(subject),
        ...renderEvidence({ targets: [report] }),
        ...linkRun(subject),
        markdown `The check that opened this issue writes here what it sees, and closes it as soon as a WebSocket opens again. Leave the label and the hidden first line as they are. Closed by hand, it stays closed until the target was up in between.`,
    ];
}
/** Title and layer of what was found, also where nothing was. */
function nameFinding({ finding }) {
    return finding ? { title: finding.title, layer: finding.layer } : { title: 'The reason is unknown', layer: 'unknown' };
}
function describeReport({ finding }) {
    if (finding)
        return shortenProblem(describeFinding(finding));
    return {
        code: 'handshake-unknown',
        title: 'The reason is unknown',
        what: 'The opening handshake was rejected, and the evidence does not say why.',
        remedy: 'Look at the evidence below, and run the check again.',
    };
}
function describeLayer({ finding }) {
    return finding ? `${nameLayers(finding)} (${finding.sure})` : 'unknown';
}
function describeSince({ sinceMs, lastMs, outages }) {
    const again = outages > 1 ? `; this is outage ${outages} of this issue` : '';
    const lasted = lastMs > sinceMs ? ` (for ${toDuration(lastMs - sinceMs)} so far)` : '';
    return `${toUtcMinute(sinceMs)}${lasted}${again}`;
}
function describeChecks({ checks, lastMs }, { attemptCount }) {
    const attempts = attemptCount === 1 ? '1 attempt' : `${attemptCount} attempts`;
    return `${countChecks(checks)}, the last one at ${toUtcMinute(lastMs)} (${attempts})`;
}
function countChecks(checks) {
    return checks === 1 ? '1 check' : `${checks} checks`;
}
function renderChanges({ changes }) {
    const title = markdown `**Changed since the last good check:**`;
    if (!changes)
        return [markdown `${title} unknown: no history.`];
    if (changes.length === 0)
        return [markdown `${title} nothing that is known of it.`];
    const more = changes.length - MOST_CHANGES;
    const lines = [...changes.slice(0, MOST_CHANGES), ...(more > 0 ? [`and ${more} more`] : [])];
    return [joinMarkdown([title, renderList(lines)], '\n\n')];
}
// What is foreign in it must not be so long that it is left out whole.
function shortenProblem(problem) {
    const cut = (text) => toPrintableText(text, { maxLines: 20, maxLength: LONGEST_TOLD });
    return { ...problem, what: cut(problem.what), remedy: cut(problem.remedy) };
}
function shorten(text, longest) {
    return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
}
/** Within a sentence: names such as TLS and CloudFront stay as they are. */
function lower(title) {
    return title.replace(/^(The|A|An|No|Not|Neither|Another|Too|What) /, word => word.toLowerCase());
}

/** Plans what becomes of the issues about all targets of a check. */
const WEIGHTS = ['close', 'open', 'reopen', 'comment', 'nothing', 'note'];
/** What there is to do, the weightiest first. */
async function planAll(desk, { targets }, listed) {
    const jobs = [];
    for (const target of targets) {
        const incidents = listed.filter(({ slug }) => slug === slugOf(target.id));
        const planned = await planOne(desk, target, incidents);
        if (planned && (planned.plan.kind !== 'nothing' || planned.duplicates.length > 0)) {
            jobs.push({ ...planned, target, incidents });
        }
    }
    const weigh = ({ plan }) => WEIGHTS.indexOf(plan.kind);
    return jobs.toSorted((a, b) => weigh(a) - weigh(b));
}
async function planOne(desk, { report }, incidents) {
    const state = STATES[report.outcome];
    const known = [];
    for (const incident of incidents) {
        const one = { ...incident, data: readIncidentData(incident.data) };
        const isOurs = isLeft(one) ? await desk.attempt(() => isClosedByUs(desk.github, one.number)) : false;
        if (isOurs === undefined)
            return undefined;
        known.push({ ...one, isClosedByUs: isOurs });
    }
    const { layer } = nameFinding(report);
    return planIncident({ incidents: known, state, finding: report.finding?.kind ?? '', layer, nowMs: desk.clock.now() });
}
/** The younger ones of several, for a run that has just opened one. */
function planDuplicates(desk, target, listed) {
    const incidents = listed.filter(({ slug }) => slug === slugOf(target.id));
    const known = incidents.map(incident => ({ ...incident, data: readIncidentData(incident.data) }));
    const nowMs = desk.clock.now();
    const planned = planIncident({ incidents: known, state: 'unknown', finding: '', layer: '', nowMs });
    return planned.duplicates.length > 0 ? { ...planned, target, incidents } : undefined;
}

/** What is said in an issue when something has changed: another finding, the end, the return, a duplicate. Pure. */
/** It is still down, but otherwise. `before`: undefined where nobody knows any more what it was. */
function renderFindingChanged(given, before) {
    const subject = withoutSecrets(given);
    const { title, layer } = nameFinding(subject.report);
    const was = before && before.finding !== '' ? markdown ` The finding was ${before.finding} (${before.layer}).` : '';
    return [markdown `❌ **Still down, but for another reason:** ${title} (${layer}).${was}`, ...renderDetails(subject)];
}
/** It is down again so soon after its end that it is the same issue. */
function renderReopened(given, before) {
    const subject = withoutSecrets(given);
    const { title, layer } = nameFinding(subject.report);
    const ended = before?.endedMs;
    const after = ended === undefined ? '' : markdown ` ${toDuration(subject.nowMs - ended)} after it came back`;
    return [markdown `❌ **Down again**${after}: ${title} (${layer}).`, ...renderDetails(subject)];
}
/** How long it lasted, and what it was. */
function renderClosed(given, data) {
    const subject = withoutSecrets(given);
    return [
        summarizeClosed(data),
        markdown `${subject.report.printableUrl} ${describeOutcome(subject.report)}.`,
        ...linkRun(subject),
    ];
}
/** The same in one line, for the body. */
function summarizeClosed({ sinceMs, endedMs = sinceMs, checks, finding, layer }) {
    const seen = checks > 0 ? `, and ${countChecks(checks)} saw it` : '';
    const what = finding === '' ? 'What it was is not known' : `It was ${finding} (${layer})`;
    return markdown `✅ **A WebSocket opens again.** It was down for ${toDuration(endedMs - sinceMs)} (${toUtcMinute(sinceMs)} to ${toUtcMinute(endedMs)})${seen}. ${what}.`;
}
/** Two runs that overlapped have opened one each. */
function renderDuplicate(older) {
    return [markdown `Duplicate of #${older}: another run opened it at the same time.`];
}
function renderDetails(subject) {
    const { report } = subject;
    return [renderProblem(describeReport(report)), ...renderEvidence({ targets: [report] }), ...linkRun(subject)];
}

/** Carries out what is planned for the issue about one target. */
const DONE = {
    open: 'opened',
    comment: 'commented on',
    close: 'closed',
    reopen: 'opened again',
    note: 'brought up to date',
};
/** Opens it; also says what GitHub refused of labels and assignees. */
async function tellNewIncident(github, subject, { plan, slug, decoration }) {
    const { data } = plan;
    const draft = { slug, data, title: renderIncidentTitle(subject), blocks: renderIncidentBody(subject, data) };
    const { number, refused } = await openIncident(github, draft, decoration);
    return { told: { target: subject.id, number, done: DONE.open }, refused };
}
/**
 * The comment first, under a name that a further run finds again: where the change of the issue then fails, the next run
 * says it no second time. In a locked conversation only the issue itself changes.
 */
async function tellIncident(github, subject, { plan, incident }) {
    const comment = renderComment(subject, plan);
    let isTwin = false;
    if (comment && !incident.isLocked) {
        const key = `incident-${plan.data.comments}-${plan.kind}`;
        const written = await writeComment(github, { on: 'issue', number: plan.number, key }, comment);
        // One that was there before is of a run that did not come to its end.
        isTwin = written.isFound && written.createdMs > incident.updatedMs;
    }
    await changeIncident(github, incident, makeChange(subject, plan));
    return { target: subject.id, number: plan.number, done: DONE[plan.kind], ...(isTwin && { isTwin }) };
}
/** Closes the younger one, with a link to the older. */
async function tellDuplicate(github, incident, { data }) {
    const blocks = renderDuplicate(data.duplicateOf ?? 0);
    const place = { on: 'issue', number: incident.number, key: 'incident-duplicate' };
    if (!incident.isLocked)
        await writeComment(github, place, blocks);
    await changeIncident(github, incident, { data, text: { blocks, place: 'above' }, state: 'duplicate' });
}
function renderComment(subject, { kind, before, data }) {
    if (kind === 'comment')
        return renderFindingChanged(subject, before);
    if (kind === 'reopen')
        return renderReopened(subject, before);
    return kind === 'close' ? renderClosed(subject, data) : undefined;
}
function makeChange(subject, { kind, data }) {
    if (kind === 'close')
        return { data, text: putEnd(summarizeClosed(data)), state: 'completed' };
    if (data.endedMs !== undefined)
        return { data, text: putEnd(summarizeClosed(data)) };
    const text = { blocks: renderIncidentBody(subject, data), place: 'instead' };
    const change = { data, text, title: renderIncidentTitle(subject) };
    return kind === 'reopen' ? { ...change, state: 'open' } : change;
}
function putEnd(line) {
    return { blocks: [line], place: 'above' };
}

/** After a check: opens, comments, closes the issues about its targets. GitHub's failures are warnings: the check counts. */
/** Longer than a week, so that a check that runs weekly still finds what a person has closed. */
const LISTED_MS = 8 * 24 * 3_600_000;
/** GitHub takes 80 contents a minute from one author. */
const MOST_TOLD = 40;
/** What was done, in the order of its weight; undefined where GitHub did not say what there is. */
async function tellIncidents(context, order) {
    const desk = openDesk(context, order);
    const listed = await desk.attempt(() => listIncidents(context.github, context.clock.now() - LISTED_MS));
    if (!listed)
        return undefined;
    tellUnchecked(desk, order, listed);
    const jobs = await planAll(desk, order, listed);
    const told = [];
    const left = [];
    for (const job of jobs) {
        if (desk.isOver() || told.length >= MOST_TOLD) {
            left.push(job.target.id);
            told.push(...rememberLeft(job));
        }
        else
            told.push(...((await desk.attempt(() => carryOut(desk, job))) ?? []));
    }
    if (told.some(({ done }) => done === 'opened'))
        await lookForTwins(desk, order, told);
    for (const { target, number, done } of told)
        context.log.info(`The issue #${number} about ${target} was ${done}.`);
    if (left.length > 0) {
        const names = listFew(left.map(id => toPrintableLine(id, 100)));
        context.log.warning(`The issues about ${names} were left for the next run.`, ISSUES_LEFT);
    }
    return told;
}
// Another workflow may check them, or a target has another name now, or is gone: only people know.
function tellUnchecked({ log }, { targets }, listed) {
    const slugs = new Set(targets.map(({ id }) => slugOf(id)));
    const others = listed.filter(({ isOpen, slug }) => isOpen && !slugs.has(slug));
    if (others.length === 0)
        return;
    const names = listFew(others.map(({ number, slug }) => `#${number} (${slug})`));
    log.info(`This run does not check what these issues are about: ${names}. Where no other does, close them by hand.`);
}
// That it is down as before is remembered, or a webhook would be told of it at every check.
function rememberLeft({ plan, target }) {
    if (plan.kind !== 'note' || plan.data.endedMs !== undefined)
        return [];
    return [{ target: target.id, number: plan.number, done: 'left as it was' }];
}
/** What the check has found first: a duplicate is closed by the next run, too. */
async function carryOut(desk, job) {
    const told = await carryOutPlan(desk, job);
    for (const duplicate of job.duplicates) {
        const incident = job.incidents.find(({ number }) => number === duplicate.number);
        if (!incident)
            continue;
        await tellDuplicate(desk.github, incident, duplicate);
        told.push({ target: job.target.id, number: incident.number, done: 'closed as a duplicate' });
    }
    return told;
}
async function carryOutPlan(desk, { plan, target, incidents }) {
    if (plan.kind === 'nothing')
        return [];
    if (plan.kind === 'open')
        return [await open(desk, target, plan)];
    const incident = incidents.find(({ number }) => number === plan.number);
    if (!incident)
        return [];
    if (incident.isEdited && plan.kind !== 'note') {
        desk.log.warning(`Somebody has edited the text of the issue #${incident.number}: it stays as it is, and only its hidden data and its state are written.`, 'Incidents');
    }
    return [await tellIncident(desk.github, describe(desk, target), { plan, incident })];
}
async function open(desk, target, plan) {
    const { github, order, refused } = desk;
    await desk.provideLabel();
    const join = (kind) => {
        const names = new Set([...order[kind], ...target[kind]]);
        return [...names].filter(name => !refused.has(name));
    };
    const decoration = { labels: join('labels'), assignees: join('assignees') };
    const opening = { plan, slug: slugOf(target.id), decoration };
    const { told, refused: more } = await tellNewIncident(github, describe(desk, target), opening);
    for (const name of more)
        refused.add(name);
    if (more.length > 0) {
        const hint = more.includes(INCIDENT_LABEL)
            ? `Without ${INCIDENT_LABEL} it would not be found again, so it was closed: the token must be of somebody who may push.`
            : 'An assignee must be able to read the repository; a label has at most 50 characters.';
        desk.log.warning(`GitHub did not take ${listFew(more.map(name => `"${toPrintableLine(name, 100)}"`))} for the issue #${told.number}. ${hint}`, 'Incidents');
    }
    return told;
}
/** Another run may have opened one at the same time: the younger is closed, and the run of the older tells of it. */
async function lookForTwins(desk, { targets }, told) {
    const listed = await desk.attempt(() => listIncidents(desk.github, desk.clock.now()));
    if (!listed)
        return;
    for (const [index, each] of told.entries()) {
        const isOlder = ({ slug, isOpen, number }) => isOpen && slug === slugOf(each.target) && number < each.number;
        if (each.done === 'opened' && listed.some(isOlder))
            told[index] = { ...each, isTwin: true };
    }
    for (const target of targets) {
        const job = planDuplicates(desk, target, listed);
        if (job && !desk.isOver())
            told.push(...((await desk.attempt(() => carryOut(desk, job))) ?? []));
    }
}

/** What is told at GitHub after a check: issues about the targets that are down. */
/** Whatever GitHub says, the check counts. Rejects only with the end of the run. */
async function followUpCheck(context, order) {
    const { github, clock, log, signal, workflow } = context;
    const { incidents: decoration, checked, pasts, secrets } = order;
    const targets = checked.map(each => toIncidentTarget(each, pasts?.get(each.id)));
    const runUrl = linkOwnRun(workflow);
    const incidents = await tellIncidents({ github, clock, log, signal }, { ...decoration, targets, runUrl, secrets });
    if (!incidents)
        return { incidents: [], summary: [] };
    const summary = renderIncidentList(incidents, number => linkRepository(workflow, `issues/${number}`));
    return { incidents, memories: new Map(checked.map(({ id }) => [id, recall(incidents, id)])), summary };
}
function recall(incidents, id) {
    const own = incidents.find(({ target, done }) => target === id && done !== 'closed as a duplicate');
    return { done: own?.done, isTwin: own?.isTwin };
}
function toIncidentTarget({ id, target, report, facts }, past) {
    const { labels, assignees } = target;
    const before = past?.lastGoodAt === undefined ? undefined : past.lastGoodFacts;
    return { id, report, labels, assignees, changes: before && whatChanged(before, facts) };
}

export { followUpCheck };
