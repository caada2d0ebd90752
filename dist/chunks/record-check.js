import { r as readEvent } from './read-event.js';
import { a as readMs, b as readState, c as readTime, d as readWord, r as readFacts, e as readHistoryLine, t as toHistoryTime } from './history-line.js';
import { r as readProperty, p as parseJson } from './read-json.js';
import { a as toPercent, d as describeDoubts, b as recallHistory, p as pickNews, S as STATES$1 } from './past-summary.js';
import { A as ActionError, q as quoteForeign, a as toPrintableLine } from './untrusted.js';
import { w as whatChanged, f as foresee } from './tell-check.js';
import { u as unreadableAnswer, a as isGitHubStatus, m as mayBeDone } from './refusals2.js';
import { p as placeOf } from './history-place.js';
import { D as DAY_MS } from './clock.js';
import { a as toUtcMinute, t as toDuration } from './describe-time.js';
import { j as joinMarkdown, m as markdown, i as imageMarkdown, r as renderMarkdown } from './verdict.js';
import 'node:fs/promises';
import 'node:crypto';
import './handshake-lines.js';
import './known.js';
import './summary-parts.js';
import 'node:timers/promises';

/** The files of a commit, read one after the other, and a tree of those that are new. */
/** Also of what only reads: without the right to write there is nothing to read for. */
const WRITING = { request: { needs: { name: 'contents', access: 'write' } } };
/** Of each there can be only one, named by what it holds or by the branch: asking twice makes no second. */
const HARMLESS = { request: { isHarmless: true } };
/** A hundred targets have a hundred files; GitHub asks for few requests at once, and each is held in memory. */
const AT_ONCE = 8;
/** In the order of the paths; of a branch that is not there (`head` undefined) each is missing. */
async function* readFiles(github, paths, head) {
    const left = [...paths];
    const begun = [];
    for (;;) {
        for (const path of left.splice(0, AT_ONCE - begun.length)) {
            const reading = readFile(github, path, head);
            // Where one before it cannot be read, nobody waits for it.
            reading.catch(() => { });
            begun.push(reading);
        }
        const next = begun.shift();
        if (!next)
            return;
        yield await next;
    }
}
async function readFile({ repo, rest }, path, ref) {
    if (ref === undefined)
        return { path, text: undefined };
    try {
        const { data } = await rest.repos.getContent({ ...repo, path, ref });
        if (Array.isArray(data) || !('content' in data) || data.encoding !== 'base64')
            throw unreadableAnswer(`GET /contents/${path}`, 'no file, or one of more than 1 MiB');
        return { path, text: Buffer.from(data.content, 'base64').toString() };
    }
    catch (error) {
        if (isGitHubStatus(error, 404))
            return { path, text: undefined };
        throw error;
    }
}
/**
 * With more than about 2.5 MB GitHub answers 502, or that the input was too large and is to be built incrementally
 * (github.com/codesandbox/codesandbox-client/issues/8614). A request for each file instead would meet the limit on
 * changes, which is 80 a minute.
 */
const MOST_REQUEST_BYTES = 2_000_000;
/** On the tree of `base`, in as many requests as it takes; undefined where there are no files. */
async function createTree(github, base, files) {
    let tree;
    let part = [];
    let partBytes = 0;
    const send = async () => {
        const onto = tree ?? (base === undefined ? undefined : await findTree(github, base));
        tree = await sendTree(github, onto, part);
        part = [];
        partBytes = 0;
    };
    for await (const { path, text } of files) {
        const entry = { path, content: text, mode: '100644', type: 'blob' };
        const bytes = Buffer.byteLength(JSON.stringify(entry));
        if (part.length > 0 && partBytes + bytes > MOST_REQUEST_BYTES)
            await send();
        part.push(entry);
        partBytes += bytes;
    }
    if (part.length > 0)
        await send();
    return tree;
}
async function findTree({ repo, rest }, commit) {
    return (await rest.git.getCommit({ ...repo, commit_sha: commit })).data.tree.sha;
}
async function sendTree({ repo, rest }, onto, tree) {
    const base = onto === undefined ? {} : { base_tree: onto };
    return (await rest.git.createTree({ ...repo, ...HARMLESS, ...base, tree })).data.sha;
}

/** Files of a branch, changed together in one commit, without a checkout and whoever else writes at the same time. */
/** With so many runs at the same time one of them is behind all others. */
const MOST_ATTEMPTS = 10;
/** `unchanged`: everything was there already. A file of more than 1 MiB cannot be read. */
async function changeBranch(github, wanted) {
    const { branch, message, paths } = wanted;
    let head = await readHead(github, branch);
    for (let attempt = 1;; attempt += 1) {
        const tree = await createTree(github, head, wanted.change(readFiles(github, paths, head)));
        if (tree === undefined)
            return 'unchanged';
        const commit = await createCommit(github, { message, tree, head });
        try {
            await moveHead(github, { branch, head, commit });
            return 'written';
        }
        catch (error) {
            const current = await findWhoWasFaster(github, branch, error);
            if (await isBehind(github, commit, { from: current, to: head }))
                return 'written';
            if (current === head)
                throw explainRefusal(error, branch);
            if (attempt === MOST_ATTEMPTS)
                throw error;
            head = current;
        }
    }
}
/** The commit that the branch points to; undefined when there is no such branch. */
async function readHead({ repo, rest }, branch) {
    try {
        const { data } = await rest.git.getRef({ ...repo, ...WRITING, ref: `heads/${branch}` });
        return data.object.sha;
    }
    catch (error) {
        if (isGitHubStatus(error, 404))
            return undefined;
        throw error;
    }
}
async function createCommit({ repo, rest }, { message, tree, head }) {
    const parents = head === undefined ? [] : [head];
    return (await rest.git.createCommit({ ...repo, ...HARMLESS, message, tree, parents })).data.sha;
}
async function moveHead({ repo, rest }, { branch, head, commit: sha }) {
    if (head === undefined)
        await rest.git.createRef({ ...repo, ...HARMLESS, ref: `refs/heads/${branch}`, sha });
    else
        await rest.git.updateRef({ ...repo, ref: `heads/${branch}`, sha });
}
// GitHub has one status for a branch that has moved on and for one that must not be changed: the branch tells.
async function findWhoWasFaster(github, branch, error) {
    const isUnclear = isGitHubStatus(error, 409) || isGitHubStatus(error, 422) || mayBeDone(error);
    if (!isUnclear)
        throw error;
    return await readHead(github, branch);
}
// Nobody was faster.
function explainRefusal(error, branch) {
    if (!(error instanceof ActionError) || mayBeDone(error))
        return error;
    const { code, message, cause } = error;
    const hint = `Leave ${quoteForeign(branch)} out of the rules that protect branches (in the settings of the repository, below Rules and Branches), or take another branch.`;
    return new ActionError({ code, message, hint, cause });
}
/** More commits than runs that can have been faster. */
const LONGEST_WAY = 2 * MOST_ATTEMPTS;
// The answer was lost, and others have written onto it since: then it is there, and what they know of it is of this run.
async function isBehind({ repo, rest }, commit, { from, to }) {
    let sha = from;
    for (let step = 0; sha !== undefined && sha !== to && step < LONGEST_WAY; step += 1) {
        if (sha === commit)
            return true;
        const { data } = await rest.git.getCommit({ ...repo, commit_sha: sha });
        sha = data.parents[0]?.sha;
    }
    return false;
}

/** How long the opening handshake took: percentiles, what is usual, and what is beyond it. Pure. */
/** Checks that were up: the last ones tell what is usual now. */
/** With fewer the next check may well be slower than all of them, and nothing has happened. */
const LEAST_CHECKS = 20;
/**
 * Half of all checks are within one median deviation, and of a normal distribution one in 500 million is beyond nine.
 * What is less than twice the median or within 100 ms of it nobody notices.
 */
const DEVIATIONS = 9;
const LEAST_BAND_MS = 100;
/** Of the last checks that were up; undefined with fewer than 20. */
function findUsualLatency(lines) {
    const known = lines.flatMap(({ state, ms }) => (state === 'up' && ms !== undefined ? [ms] : [])).slice(-50);
    if (known.length < LEAST_CHECKS)
        return undefined;
    const medianMs = findMedian(known);
    const deviation = findMedian(known.map(ms => Math.abs(ms - medianMs)));
    const mostMs = Math.round(medianMs + Math.max(DEVIATIONS * deviation, medianMs, LEAST_BAND_MS));
    return { medianMs: Math.round(medianMs), mostMs, count: known.length };
}
/** Of at least one value; in milliseconds, of latencies and of steps alike. */
function findMedian(values) {
    const sorted = values.toSorted((a, b) => a - b);
    const middle = sorted.length >> 1;
    const upper = sorted[middle] ?? 0;
    return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}
/** By nearest rank: each is a latency that was measured. Undefined where none was. */
function findPercentiles(values) {
    const sorted = values.toSorted((a, b) => a - b);
    if (sorted.length === 0)
        return undefined;
    const at = (share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
    return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/**
 * For how long each check tells: until the next one, and no longer than a run may be late. What is left of the time is
 * a gap, in which nobody knows. Pure.
 */
/** GitHub starts scheduled runs minutes late: a gap begins where half an interval more has gone by. */
const LATEST$1 = 1.5;
/** With a single check there is no interval yet. */
const FIRST_INTERVAL_MS = 3_600_000;
const STEPS$1 = 50;
/**
 * In the order of the lines, which are sorted. The last one lasts until `endMs`. What is told of the checks of a day
 * depends on these and on the next 50 steps, so that it is the same when the day is folded and when it is not.
 */
function measureSpans(lines, endMs) {
    const times = lines.map(({ at }) => Date.parse(at));
    let [day, intervalMs] = ['', FIRST_INTERVAL_MS];
    return lines.map((line, index) => {
        if (dayOf(line.at) !== day)
            [day, intervalMs] = [dayOf(line.at), findInterval(times, index)];
        const fromMs = times[index] ?? 0;
        const stepMs = Math.max(0, (times[index + 1] ?? endMs) - fromMs);
        const knownMs = stepMs > LATEST$1 * intervalMs ? intervalMs : stepMs;
        return { line, fromMs, knownMs, gapMs: stepMs - knownMs };
    });
}
/** As usual at the end: undefined with fewer than two checks. */
function findUsualInterval(lines) {
    if (lines.length < 2)
        return undefined;
    const times = lines.slice(-STEPS$1 - 1).map(({ at }) => Date.parse(at));
    return findInterval(times, 0);
}
/** The median of the steps from there on, or of the last ones. */
function findInterval(times, index) {
    const start = Math.max(0, Math.min(index, times.length - 1 - STEPS$1));
    const known = times.slice(start, start + STEPS$1 + 1);
    const steps = known.slice(1).map((ms, step) => ms - (known[step] ?? ms));
    return steps.length > 0 ? findMedian(steps) : FIRST_INTERVAL_MS;
}
/** "2026-11-26" */
function dayOf(at) {
    return at.slice(0, 10);
}

/** All checks of a day in one line: what is kept of them for two years. Pure. */
/** The spans are sorted; a day without a check has no line. */
function foldDays(spans) {
    const days = Map.groupBy(spans, ({ line }) => dayOf(line.at));
    return [...days].map(([day, ofDay]) => foldDay(day, ofDay));
}
function foldDay(day, spans) {
    const secondsOf = (state) => {
        const ofState = spans.filter(({ line }) => line.state === state);
        return Math.round(ofState.reduce((sum, { knownMs }) => sum + knownMs, 0) / 1000);
    };
    const latencies = spans.flatMap(({ line }) => (line.state === 'up' && line.ms !== undefined ? [line.ms] : []));
    return {
        day,
        checks: spans.length,
        up: secondsOf('up'),
        down: secondsOf('down'),
        unknown: secondsOf('unknown'),
        gaps: spans.filter(({ gapMs }) => gapMs > 0).length,
        ...findPercentiles(latencies),
    };
}
/** Of a day that was folded in two parts; the percentiles are then those of the part that was slower. */
function addDay(earlier, later) {
    if (!earlier)
        return later;
    const [a, b] = [readPercentiles(earlier), readPercentiles(later)];
    const slower = a && (!b || a.p95 > b.p95) ? a : b;
    return {
        day: later.day,
        checks: earlier.checks + later.checks,
        up: earlier.up + later.up,
        down: earlier.down + later.down,
        unknown: earlier.unknown + later.unknown,
        gaps: earlier.gaps + later.gaps,
        ...slower,
    };
}
/** Sorted, each day once. */
function mergeDays(earlier, later) {
    const byDay = new Map(earlier.map(day => [day.day, day]));
    for (const day of later)
        byDay.set(day.day, addDay(byDay.get(day.day), day));
    return [...byDay.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1));
}
/** Undefined where somebody has written something else there. */
function readDayLine(data) {
    const day = readProperty(data, 'day');
    if (typeof day !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(day))
        return undefined;
    const ms = Date.parse(day);
    if (Number.isNaN(ms) || dayOf(new Date(ms).toISOString()) !== day)
        return undefined;
    const [checks, up, down, unknown, gaps] = ['checks', 'up', 'down', 'unknown', 'gaps'].map(name => readCount(readProperty(data, name)));
    if (checks === undefined || up === undefined || down === undefined || unknown === undefined)
        return undefined;
    return { day, checks, up, down, unknown, gaps: gaps ?? 0, ...readPercentiles(data) };
}
function readPercentiles(data) {
    const [p50, p95, p99] = ['p50', 'p95', 'p99'].map(name => readMs(readProperty(data, name)));
    return p50 === undefined || p95 === undefined || p99 === undefined ? undefined : { p50, p95, p99 };
}
function readCount(value) {
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** What has to be remembered of all checks, however many there were: taken on check by check. Pure. */
/** `line` is later than all that is remembered. */
function remember(memory, line) {
    const { at, state, finding, layer, facts = {} } = line;
    const isSame = memory?.state === state;
    const what = whatChanged(memory?.facts ?? {}, facts);
    const incident = continueIncident(memory?.incident, line);
    const lastGood = state === 'up' ? becomeGood(memory?.lastGood, line) : memory?.lastGood;
    const change = what.length > 0 ? { at, what: what.slice(0, MOST_CHANGES) } : memory?.change;
    return {
        firstAt: memory?.firstAt ?? at,
        state,
        since: isSame ? memory.since : at,
        at,
        streak: isSame ? memory.streak + 1 : 1,
        ...(finding !== undefined && { finding }),
        ...(layer !== undefined && { layer }),
        facts: { ...memory?.facts, ...facts },
        ...(incident && { incident }),
        ...(lastGood && { lastGood }),
        ...(change && { change }),
    };
}
/** A load balancer may have fifty listeners, and all of them may go at once. */
const MOST_CHANGES = 5;
function becomeGood(before, { at, finding, facts }) {
    return { at, facts: { ...before?.facts, ...facts }, ...(finding !== undefined && { finding }) };
}
function continueIncident(incident, { at, state, finding }) {
    const isOpen = incident !== undefined && incident.until === undefined;
    if (state === 'up')
        return isOpen ? { ...incident, until: at } : incident;
    if (state === 'unknown')
        return incident;
    return { from: isOpen ? incident.from : at, ...(finding !== undefined && { finding }) };
}
/** Undefined where somebody has written something else there. */
function readMemory(data) {
    const [state, since, at] = [
        readState(readProperty(data, 'state')),
        readTime(readProperty(data, 'since')),
        readTime(readProperty(data, 'at')),
    ];
    const streak = readProperty(data, 'streak');
    if (!state || !since || !at || typeof streak !== 'number' || !Number.isSafeInteger(streak))
        return undefined;
    const [finding, layer] = [readWord(readProperty(data, 'finding')), readWord(readProperty(data, 'layer'))];
    const incident = readIncident(readProperty(data, 'incident'));
    const lastGood = readLastGood(readProperty(data, 'lastGood'));
    const change = readChange(readProperty(data, 'change'));
    return {
        firstAt: readTime(readProperty(data, 'firstAt')) ?? since,
        state,
        since,
        at,
        streak,
        ...(finding !== undefined && { finding }),
        ...(layer !== undefined && { layer }),
        facts: readFacts(readProperty(data, 'facts')) ?? {},
        ...(incident && { incident }),
        ...(lastGood && { lastGood }),
        ...(change && { change }),
    };
}
function readIncident(data) {
    const [from, until] = [readTime(readProperty(data, 'from')), readTime(readProperty(data, 'until'))];
    const finding = readWord(readProperty(data, 'finding'));
    if (!from)
        return undefined;
    return { from, ...(until && { until }), ...(finding !== undefined && { finding }) };
}
function readLastGood(data) {
    const [at, finding] = [readTime(readProperty(data, 'at')), readWord(readProperty(data, 'finding'))];
    if (!at)
        return undefined;
    return { at, facts: readFacts(readProperty(data, 'facts')) ?? {}, ...(finding !== undefined && { finding }) };
}
function readChange(data) {
    const [at, what] = [readTime(readProperty(data, 'at')), readProperty(data, 'what')];
    if (!at || !Array.isArray(what))
        return undefined;
    return { at, what: what.filter(text => typeof text === 'string' && text.length < 1000).slice(0, MOST_CHANGES) };
}

/**
 * The history of one target, as its file has it: a heading, what is remembered of the checks that are folded, a line for
 * each day of them, and the newest checks line by line. Pure.
 */
const VERSION = 1;
/** Of any text, '' included: what cannot be read is skipped and counted. */
function parseHistory(text, target) {
    const found = { days: new Map(), lines: new Map(), facts: undefined, skippedCount: 0, isForeign: false };
    for (const line of text.split('\n'))
        if (line.trim() !== '')
            readInto(found, parseJson(line), target);
    const { folded, skippedCount, isForeign } = found;
    const [days, lines] = [[...found.days.values()], [...found.lines.values()]];
    return {
        target,
        ...(folded && { folded }),
        days: days.toSorted((a, b) => compareTexts(a.day, b.day)),
        lines: lines.toSorted((a, b) => compareTexts(a.at, b.at)),
        skippedCount,
        isForeign,
    };
}
/** Reads back as it is. */
function writeHistory({ target, folded, days, lines }) {
    let facts = '{}';
    const written = lines.map(({ target: _, facts: known, ...line }) => {
        const text = JSON.stringify(known ?? {});
        const isNew = text !== facts;
        facts = text;
        return { ...line, ...(isNew && { facts: known ?? {} }) };
    });
    const all = [{ version: VERSION, target }, ...(folded ? [{ folded }] : []), ...days, ...written];
    return `${all.map(line => JSON.stringify(line)).join('\n')}\n`;
}
function compareTexts(a, b) {
    return a < b ? -1 : Number(a > b);
}
function readInto(found, data, target) {
    const version = readProperty(data, 'version');
    if (version !== undefined) {
        if (version !== VERSION)
            found.isForeign = true;
        return;
    }
    const folded = readFolded(readProperty(data, 'folded'));
    const day = readDayLine(data);
    const line = readHistoryLine(data, target);
    if (folded)
        found.folded = folded;
    else if (day)
        found.days.set(day.day, day);
    else if (line)
        found.lines.set(line.at, withFacts(found, line));
    else
        found.skippedCount += 1;
}
/** Facts that a line does not have are those of the line before it in the file. */
function withFacts(found, { facts, ...line }) {
    found.facts = facts ?? found.facts;
    if (!found.facts || Object.keys(found.facts).length === 0)
        return line;
    return { ...line, facts: found.facts };
}
function readFolded(data) {
    const until = readTime(readProperty(data, 'until'));
    const memory = readMemory(readProperty(data, 'memory'));
    return until === undefined ? undefined : { until, ...(memory && { memory }) };
}

/** Adds checks to a history and keeps it small: the same whatever their order, and however often each is added. Pure. */
/** So many of the newest checks keep their lines, and with them the others of their days: 41 days of hourly checks. */
const LEAST_LINES = 1000;
/** With more, a day is folded in parts. */
const MOST_LINES = 2000;
/** GitHub's API answers with no file of more than 1 MiB. */
const MOST_BYTES = 768 * 1024;
const MOST_DAYS = 731;
/** Checks that are older than those that have lines come too late. */
function appendLines(history, added) {
    if (history.isForeign)
        return history;
    const lines = new Map(history.lines.map(line => [line.at, line]));
    for (const foreign of added) {
        const line = dropNoFacts(readHistoryLine(foreign, history.target));
        if (!line || line.at < (history.folded?.until ?? ''))
            continue;
        lines.set(line.at, chooseLine(lines.get(line.at), line));
    }
    const sorted = [...lines.values()].toSorted((a, b) => compareTexts(a.at, b.at));
    return fitBytes(fold({ ...history, lines: sorted }, { least: LEAST_LINES, most: MOST_LINES }));
}
function dropNoFacts(line) {
    if (!line?.facts || Object.keys(line.facts).length > 0)
        return line;
    const { facts: _, ...rest } = line;
    return rest;
}
/** Two runs in one second: the worse one counts, whichever wrote first. */
function chooseLine(known, line) {
    if (!known)
        return line;
    const rank = (one) => `${BADNESS.indexOf(one.state)}${JSON.stringify(one)}`;
    return rank(known) >= rank(line) ? known : line;
}
const BADNESS = ['up', 'unknown', 'down'];
function fitBytes(history) {
    let fitting = history;
    for (let least = LEAST_LINES; Buffer.byteLength(writeHistory(fitting)) > MOST_BYTES && least > 1; least >>= 1) {
        fitting = fold(fitting, { least, most: least });
    }
    return fitting;
}
function fold(history, limits) {
    const { lines, days, target } = history;
    const until = findCut(lines, limits);
    if (until === undefined)
        return history;
    const cut = lines.findIndex(({ at }) => at >= until);
    const spans = measureSpans(lines, 0);
    let memory = history.folded?.memory;
    for (const line of lines.slice(0, cut))
        memory = remember(memory, line);
    return {
        ...history,
        target,
        folded: toFolded(until, memory),
        days: addDays(days, foldDays(spans.slice(0, cut))),
        lines: lines.slice(cut),
    };
}
/** From which time on the lines are kept; undefined where all are. It depends on the newest lines alone. */
function findCut(lines, { least, most }) {
    const [oldest, first, last] = [lines[0], lines[lines.length - least], lines[lines.length - most]];
    if (!oldest || !first)
        return undefined;
    const day = `${dayOf(first.at)}T00:00:00Z`;
    const until = last && last.at > day ? last.at : day;
    return oldest.at < until ? until : undefined;
}
function toFolded(until, memory) {
    return { until, ...(memory && { memory }) };
}
function addDays(days, added) {
    const sorted = mergeDays(days, added);
    const newest = Date.parse(sorted.at(-1)?.day ?? '');
    return sorted.filter(({ day }) => newest - Date.parse(day) < MOST_DAYS * DAY_MS);
}

/** How much of a time the target was up: of the time that somebody looked. Pure. */
function measureAvailability({ days, spans, firstMs }, { nowMs, lengthMs }) {
    const startMs = nowMs - lengthMs;
    const sum = { up: 0, down: 0, unknown: 0 };
    for (const day of days) {
        const share = Math.min(1, Math.max(0, (Date.parse(day.day) + DAY_MS - startMs) / DAY_MS));
        for (const state of STATES)
            sum[state] += day[state] * 1000 * share;
    }
    for (const { line, fromMs, knownMs } of spans) {
        const [from, to] = [Math.max(startMs, fromMs), Math.min(nowMs, fromMs + knownMs)];
        sum[line.state] += Math.max(0, to - from);
    }
    const known = sum.up + sum.down;
    return {
        upMs: Math.round(sum.up),
        downMs: Math.round(sum.down),
        unknownMs: Math.round(sum.unknown),
        gapMs: Math.round(Math.max(0, nowMs - Math.max(startMs, firstMs) - known - sum.unknown)),
        ...(known > 0 && { share: sum.up / known }),
    };
}
const STATES = ['up', 'down', 'unknown'];

/** What a history tells at a given time. Pure. */
/** Undefined where no check is known. Checks at `nowMs` and later are not looked at. */
function lookBack(history, nowMs) {
    const lines = history.lines.filter(({ at }) => Date.parse(at) < nowMs);
    let memory = history.folded?.memory;
    for (const line of lines)
        memory = remember(memory, line);
    if (!memory)
        return undefined;
    const spans = measureSpans(lines, nowMs);
    const known = { days: history.days, spans, firstMs: Date.parse(memory.firstAt) };
    const measure = (days) => measureAvailability(known, { nowMs, lengthMs: days * DAY_MS });
    const usual = findUsualLatency(lines);
    const intervalMs = findUsualInterval(lines);
    return {
        ...describeMemory(memory),
        ...(usual && { usual }),
        ...(intervalMs !== undefined && { intervalMs }),
        availability: { day: measure(1), week: measure(7), month: measure(30), quarter: measure(90) },
        days: listDays(history.days, foldDays(spans), nowMs),
    };
}
function describeMemory({ firstAt, state, at, streak, since, finding, layer, facts, incident, lastGood, change, }) {
    return {
        firstAt,
        lastState: state,
        lastAt: at,
        streak,
        since,
        ...(finding !== undefined && { finding }),
        ...(layer !== undefined && { layer }),
        facts,
        lastGoodFacts: lastGood?.facts ?? {},
        ...(lastGood && { lastGoodAt: lastGood.at }),
        ...(lastGood?.finding !== undefined && { lastGoodFinding: lastGood.finding }),
        ...(incident && { incident }),
        ...(change && { change }),
    };
}
function listDays(folded, fresh, nowMs) {
    const days = mergeDays(folded, fresh);
    const firstMs = Math.floor(nowMs / DAY_MS) * DAY_MS - 89 * DAY_MS;
    return days.filter(({ day }) => Date.parse(day) >= firstMs);
}

/** One target on the page of the history: since when, the last incident, what changed, and its chart. Pure. */
function renderTargetHistory({ id, place, past }, nowMs) {
    const facts = [
        describeState(past, nowMs),
        ...describeFinding(past),
        ...describeAge$1(past, nowMs),
        describeIncident(past.incident, nowMs),
        ...describeChange(past),
        ...describeLatency(past),
    ];
    const list = joinMarkdown(facts.map(fact => markdown `- ${fact}`), '\n');
    const chart = imageMarkdown(`Chart: up ${toPercent(past.availability.quarter)} of the time that was checked`, place.chart);
    return markdown `## ${id}\n\n${list}\n\n${chart}`;
}
/** What is shorter has only just been seen. */
const A_MOMENT_MS = 1000;
function describeState({ lastState, since, streak }, nowMs) {
    const state = lastState === 'unknown' ? markdown `Not known` : markdown `**${lastState === 'up' ? 'Up' : 'Down'}**`;
    const count = streak === 1 ? 'one check' : `${streak} checks in a row`;
    const lastedMs = nowMs - Date.parse(since);
    const lasted = lastedMs < A_MOMENT_MS ? count : `${toDuration(lastedMs)}, ${count}`;
    return markdown `${state} since ${toUtcMinute(Date.parse(since))}: ${lasted}`;
}
function describeFinding({ lastState, finding, layer }) {
    if (finding === undefined)
        return [];
    const where = layer === undefined ? markdown `` : markdown ` (layer: ${layer})`;
    return [markdown `${lastState === 'up' ? 'Warning' : 'Finding'}: ${finding}${where}`];
}
/** Only where this run has not checked it. */
function describeAge$1({ lastAt }, nowMs) {
    const ageMs = nowMs - Date.parse(lastAt);
    if (ageMs < FRESH_MS)
        return [];
    return [
        markdown `Last checked ${toDuration(ageMs)} before this page was written, at ${toUtcMinute(Date.parse(lastAt))}`,
    ];
}
const FRESH_MS = 600_000;
function describeIncident(incident, nowMs) {
    if (!incident)
        return markdown `No incident so far`;
    const [fromMs, untilMs] = [Date.parse(incident.from), Date.parse(incident.until ?? '')];
    const finding = incident.finding === undefined ? markdown `` : markdown `: ${incident.finding}`;
    const from = toUtcMinute(fromMs);
    const lasted = nowMs - fromMs < A_MOMENT_MS ? '' : `, for ${toDuration(nowMs - fromMs)} until now`;
    return incident.until === undefined
        ? markdown `Incident since ${from}${lasted}${finding}`
        : markdown `Last incident: ${from} to ${toUtcMinute(untilMs)}, ${toDuration(untilMs - fromMs)}${finding}`;
}
function describeChange({ change }) {
    return change ? [markdown `Last change, seen at ${toUtcMinute(Date.parse(change.at))}: ${change.what.join('; ')}`] : [];
}
function describeLatency({ usual }) {
    if (!usual)
        return [markdown `Usual latency: unknown with fewer than 20 checks that were up`];
    const { medianMs, mostMs, count } = usual;
    return [
        markdown `Usual latency: ${medianMs} ms by the last ${count} checks that were up; beyond ${mostMs} ms is unusual`,
    ];
}

/** The page of the history, README.md of its branch: how each target is, and how it was. Pure. */
/** Whether this README.md is one of ours, and not that of a branch with a project in it. */
function isHistoryPage(text) {
    return text.startsWith('<!-- beanstalk-websockets: history -->');
}
const MARK = markdown `<!-- beanstalk-websockets: history -->`;
/** GitHub shows no more than 512 kB of a README. */
const MAX_BYTES = 500_000;
/** Those that are down stand first. */
function renderHistoryPage({ nowMs, targets: given }) {
    const targets = ORDER.flatMap(state => given.filter(({ past }) => past.lastState === state));
    return renderMarkdown([
        MARK,
        markdown `# ${MARKS[worstOf(targets)]} ${describeAll(targets)}`,
        describeAge(targets, nowMs),
        renderTable(targets, nowMs),
        ...targets.map(target => renderTargetHistory(target, nowMs)),
        EXPLANATION,
    ], MAX_BYTES);
}
const ORDER = ['down', 'unknown', 'up'];
const MARKS = { up: '✅', down: '❌', unknown: '❔' };
const EXPLANATION = markdown `---

Availability is the share of the time that was up, of the time that was checked and gave an answer. A check tells until the next one; when that is late by more than half the usual interval, the rest of the time is a gap, which counts as neither up nor down. Times and days are in UTC. Latency is that of the opening handshake of the WebSocket. This page, its charts and its badges are written by the check; changes by hand are lost with the next one.`;
function worstOf(targets) {
    const states = new Set(targets.map(({ past }) => past.lastState));
    return states.has('down') ? 'down' : states.has('unknown') || states.size === 0 ? 'unknown' : 'up';
}
function describeAll(targets) {
    const count = (state) => targets.filter(({ past }) => past.lastState === state).length;
    const [all, down, unknown] = [targets.length, count('down'), count('unknown')];
    if (down > 0)
        return all === 1 ? 'The WebSocket is down' : `${down} of ${all} WebSockets ${down === 1 ? 'is' : 'are'} down`;
    if (unknown > 0 || all === 0)
        return all <= 1 ? 'The WebSocket could not be checked' : `${unknown} of ${all} WebSockets could not be checked`;
    return all === 1 ? 'The WebSocket is up' : `All ${all} WebSockets are up`;
}
/** A page cannot count how old it is: it says until when it is to be believed. */
function describeAge(targets, nowMs) {
    const intervals = targets.flatMap(({ past }) => past.intervalMs ?? []);
    if (intervals.length === 0)
        return markdown `Checked at **${toUtcMinute(nowMs)}**, for the first time.`;
    const intervalMs = Math.max(...intervals);
    return markdown `Checked at **${toUtcMinute(nowMs)}**, usually every ${describeInterval(intervalMs)}. If it is later than **${toUtcMinute(nowMs + LATEST * intervalMs)}** now, checks have stopped coming, and nobody knows how it is.`;
}
/** Scheduled runs come a little later or earlier: what is asked for is a round number. */
function describeInterval(ms) {
    const stepMs = ms > 3_600_000 / 2 ? 300_000 : 60_000;
    return toDuration(Math.max(stepMs, Math.round(ms / stepMs) * stepMs));
}
/** As gaps are counted. */
const LATEST = 1.5;
const PERIODS = [
    { name: 'day', days: 1 },
    { name: 'week', days: 7 },
    { name: 'month', days: 30 },
    { name: 'quarter', days: 90 },
];
function renderTable(targets, nowMs) {
    const rows = targets.map(({ id, past }) => {
        const cells = PERIODS.map(({ name, days }) => {
            const availability = past.availability[name];
            return joinMarkdown([toPercent(availability), ...describeDoubts(availability, days)].map(keepTogether), '<br>');
        });
        const state = markdown `${MARKS[past.lastState]} ${past.lastState}<br>${keepTogether(describeLasting(nowMs - Date.parse(past.since)))}`;
        const latency = keepTogether(past.usual ? `${past.usual.medianMs} ms` : 'unknown');
        return markdown `| **${id}** | ${state} | ${joinCells(cells)} | ${latency} |`;
    });
    const heading = markdown `| target | state | 24 h | 7 days | 30 days | 90 days | usual latency |\n|---|---|---:|---:|---:|---:|---:|`;
    return joinMarkdown([heading, ...rows], '\n');
}
function describeLasting(ms) {
    return ms < A_MOMENT_MS ? 'since this check' : `for ${toDuration(ms)}`;
}
// A column of a table is otherwise as narrow as its longest word, on a telephone.
function keepTogether(text) {
    return text.replaceAll(' ', '\u00A0');
}
function joinCells(cells) {
    const [first = markdown ``, ...rest] = cells;
    return rest.reduce((row, cell) => markdown `${row} | ${cell}`, first);
}

/** What a run's check is compared with: what its history goes on from when the check is added to it. Pure. */
/** The clocks of two runners differ by less. A check of later than that is none of a run that overlaps: a clock was wrong. */
const SKEW_MS = 60_000;
/** Whoever wrote before has told what it saw, so this run tells only what its own check changes. */
function findFormer({ history, after, past, startedSecond, nowMs }) {
    const endMs = nowMs + SKEW_MS;
    const [start, end] = [toHistoryTime(startedSecond), toHistoryTime(endMs)];
    const isOverlapping = history.lines.some(({ at }) => at >= start && at < end);
    if (!isOverlapping)
        return { past, isOvertaken: false };
    const [known, now] = [lookBack(history, endMs), lookBack(after, endMs)];
    const isSame = describe$1(known) === describe$1(now);
    return { past: known, isOvertaken: isSame };
}
function describe$1(past) {
    if (!past)
        return '';
    const { state, finding } = recallHistory(past);
    return JSON.stringify([state, finding]);
}

/**
 * Pictures as SVG. As with Markdown, a string that is put into a template is taken for foreign text and escaped; only
 * the literal pieces are markup. Pure.
 */
/** svg`<text x="${12}">${label}</text>` */
function svg(literals, ...parts) {
    const rest = parts.map((part, index) => `${toMarkup(part)}${literals[index + 1] ?? ''}`);
    return new SvgText(`${literals[0] ?? ''}${rest.join('')}`);
}
function joinSvg(parts) {
    return new SvgText(parts.map(toMarkup).join('\n'));
}
/** As a file. */
function renderSvg(picture) {
    return `${picture.text}\n`;
}
class SvgText {
    #text;
    constructor(text) {
        this.#text = text;
    }
    get text() {
        return this.#text;
    }
}
function toMarkup(part) {
    if (part instanceof SvgText)
        return part.text;
    // Hundredths of a pixel nobody sees.
    if (typeof part === 'number')
        return String(Math.round(part * 100) / 100);
    const line = toPrintableLine(part).replaceAll(NOT_IN_XML, '�');
    return line.replaceAll(/[&<>"']/g, mark => REFERENCES[mark] ?? mark);
}
/** What XML has no place for, not even as a reference. */
const NOT_IN_XML = /[\uFFFE\uFFFF]/g;
const REFERENCES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};

/** How wide a text is in Verdana, which badges are written in, without that font at hand. Pure. */
/** Advance widths of ASCII from the space on, in 2048ths of the font's size. */
const WIDTHS = [
    ...[720, 806, 940, 1676, 1302, 2204, 1488, 550, 930, 930, 1302, 1676, 745, 930, 745, 930],
    ...[1302, 1302, 1302, 1302, 1302, 1302, 1302, 1302, 1302, 1302, 930, 930, 1676, 1676, 1676, 1117],
    ...[2048, 1400, 1404, 1430, 1578, 1295, 1177, 1588, 1539, 862, 931, 1419, 1140, 1726, 1532, 1612],
    ...[1235, 1612, 1424, 1400, 1262, 1499, 1400, 2025, 1403, 1260, 1403, 930, 930, 930, 1676, 1302],
    ...[1302, 1230, 1276, 1067, 1276, 1220, 720, 1276, 1296, 562, 705, 1212, 562, 1992, 1296, 1243],
    ...[1276, 1276, 874, 1067, 807, 1296, 1212, 1676, 1212, 1212, 1076, 1300, 930, 1300, 1676],
];
/** Of other characters the widest is assumed. */
const WIDEST = 2048;
/** In pixels, for a font of this size. */
function measureText(text, sizePx) {
    const units = [...text].reduce((sum, character) => sum + (WIDTHS[(character.codePointAt(0) ?? 0) - 32] ?? WIDEST), 0);
    return (units / 2048) * sizePx;
}

/** A badge for a project's README: state of a target, or of all of them, as a picture and for shields.io. Pure. */
/** Of what was checked last; without any check it is unknown. */
function describeBadge(states) {
    const [downCount, unknownCount] = [count(states, 'down'), count(states, 'unknown')];
    const state = downCount > 0 ? 'down' : unknownCount > 0 || states.length === 0 ? 'unknown' : 'up';
    const number = count(states, state);
    const message = states.length <= 1 || number === states.length ? state : `${number} of ${states.length} ${state}`;
    return { label: states.length > 1 ? 'WebSockets' : 'WebSocket', message, state };
}
function count(states, wanted) {
    return states.filter(state => state === wanted).length;
}
/** For https://shields.io/badges/endpoint-badge */
function renderEndpoint(badge) {
    const { message, state } = badge;
    const label = shorten(badge.label);
    const color = { up: 'brightgreen', down: 'red', unknown: 'lightgrey' }[state];
    return `${JSON.stringify({ schemaVersion: 1, label, message, color }, undefined, 2)}\n`;
}
/** White on each of them has a contrast of 4.5 at least. */
const COLORS = { up: '#1a7f37', down: '#cf222e', unknown: '#59636e' };
const LABEL_COLOR = '#3d444d';
const FONT_PX = 11;
const PADDING_PX = 6;
const LONGEST_TEXT = 60;
/** Flat, as those of shields.io, and as high. */
function renderBadge(badge) {
    const [label, message] = [shorten(badge.label), shorten(badge.message)];
    const [labelPx, messagePx] = [label, message].map(text => Math.ceil(measureText(text, FONT_PX)) + 2 * PADDING_PX);
    const [left = 0, right = 0] = [labelPx, messagePx];
    const width = left + right;
    return renderSvg(svg `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" viewBox="0 0 ${width} 20" role="img" aria-label="${label}: ${message}">
<title>${label}: ${message}</title>
<clipPath id="round"><rect width="${width}" height="20" rx="3"/></clipPath>
<g clip-path="url(#round)">
<rect width="${left}" height="20" fill="${LABEL_COLOR}"/>
<rect x="${left}" width="${right}" height="20" fill="${COLORS[badge.state]}"/>
</g>
<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="${FONT_PX}">
${placeText(label, 0)}
${placeText(message, left)}
</g>
</svg>`);
}
/** As wide as was measured, whatever font there is. */
function placeText(text, x) {
    return svg `<text x="${x + PADDING_PX}" y="14" textLength="${measureText(text, FONT_PX)}" lengthAdjust="spacingAndGlyphs">${text}</text>`;
}
function shorten(text) {
    const line = [...toPrintableLine(text)];
    return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT - 1).join('')}…` : line.join('');
}

/** What all parts of a chart have in common: its size, its colours in light and in dark, its calendar. Pure. */
const CHART = { width: 720, height: 300, left: 20, right: 700 };
const DAYS = 90;
const PITCH = (CHART.right - CHART.left) / DAYS;
/** The last 90 days, today included, each in its place. */
function listChartDays(lines, nowMs) {
    const byDay = new Map(lines.map(line => [line.day, line]));
    const todayMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
    return Array.from({ length: DAYS }, (_, index) => {
        const dayMs = todayMs - (DAYS - 1 - index) * DAY_MS;
        const day = new Date(dayMs).toISOString().slice(0, 10);
        const line = byDay.get(day);
        const elapsed = Math.min(DAY_MS, nowMs - dayMs) / 1000;
        return { day, x: CHART.left + index * PITCH, elapsed, ...(line && { line }) };
    });
}
/** "26 Nov" */
function toShortDate(day) {
    return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''}`;
}
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/**
 * In a page the width is that of the picture as it is shown: shrunk to that of a telephone, the letters are larger and
 * fewer. The colours follow the reader's; the ground is the chart's own, for pages that do not.
 */
const CHART_STYLE = svg `<style>
svg { --ground: #ffffff; --edge: #d1d9e0; --ink: #1f2328; --faint: #59636e; --grid: #d1d9e0;
  --up: #2da44e; --down: #cf222e; --unknown: #bf8700; --none: #e3e8ed; --p50: #0969da; --p95: #8250df; --p99: #bc4c00 }
@media (prefers-color-scheme: dark) {
  svg { --ground: #0d1117; --edge: #3d444d; --ink: #f0f6fc; --faint: #9198a1; --grid: #2f353d;
    --up: #2ea043; --down: #ff6a61; --unknown: #d29922; --none: #2a313c; --p50: #58a6ff; --p95: #bc8cff; --p99: #f0883e }
}
text { font: 13px -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; fill: var(--ink) }
.heading { font-weight: 600 }
.faint { fill: var(--faint) }
.end { text-anchor: end }
.over { paint-order: stroke; stroke: var(--ground); stroke-width: 5px; stroke-linejoin: round }
.curve { stroke-width: 2px }
.narrow { display: none }
@media (max-width: 540px) {
  text { font-size: 22px }
  .curve { stroke-width: 3.5px }
  .wide { display: none }
  .narrow { display: inline }
}
</style>`;

/** A bar for each day: how much of it was up, down, unknown or not checked. Pure. */
const TOP$1 = 36;
const HEIGHT = 52;
const GAP = 1.6;
/** What is there is seen, however short it was. */
const LEAST_HEIGHT = 5;
function drawAvailability(days, share) {
    const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? ''];
    const dates = TOP$1 + HEIGHT + 24;
    return joinSvg([
        svg `<text class="heading" x="${CHART.left}" y="24">Availability, 90 days</text>`,
        svg `<text class="heading end" x="${CHART.right}" y="24">${share}</text>`,
        ...days.map(drawDay),
        svg `<text class="faint" x="${CHART.left}" y="${dates}">${toShortDate(first)}</text>`,
        drawLegend(dates),
        svg `<text class="faint end" x="${CHART.right}" y="${dates}">${toShortDate(last)}</text>`,
    ]);
}
/** From the bottom: down, unknown, up; what is left was not checked. */
function drawDay(day) {
    const parts = divide(day);
    let bottom = TOP$1 + HEIGHT;
    const bars = parts.map(({ color, height }) => {
        bottom -= height;
        return svg `<rect x="${day.x + GAP / 2}" y="${bottom}" width="${PITCH - GAP}" height="${height}" fill="var(--${color})"/>`;
    });
    return svg `<g><title>${describeDay(day)}</title>${joinSvg(bars)}</g>`;
}
function divide({ line, elapsed }) {
    if (!line)
        return [{ color: 'none', height: HEIGHT }];
    const known = line.up + line.down + line.unknown;
    const total = line.gaps > 0 ? Math.max(known, elapsed) : known;
    const heightOf = (seconds) => seconds > 0 ? Math.max(LEAST_HEIGHT, Math.round((HEIGHT * seconds) / Math.max(1, total))) : 0;
    const down = heightOf(line.down);
    const unknown = Math.min(HEIGHT - down, heightOf(line.unknown));
    const none = Math.min(HEIGHT - down - unknown, heightOf(total - known));
    const parts = [
        { color: 'down', height: down },
        { color: 'unknown', height: unknown },
        { color: 'up', height: HEIGHT - down - unknown - none },
        { color: 'none', height: none },
    ];
    return parts.filter(({ height }) => height > 0);
}
function describeDay({ day, line }) {
    if (!line)
        return `${day}: not checked`;
    const { checks, up, down, unknown, gaps } = line;
    const share = up + down > 0 ? `, up ${toPercent({ share: up / (up + down) })}` : '';
    const doubts = [unknown > 0 ? 'partly unknown' : '', gaps > 0 ? 'with gaps' : ''].filter(Boolean);
    return [`${day}: ${checks} ${checks === 1 ? 'check' : 'checks'}${share}`, ...doubts].join(', ');
}
function drawLegend(y) {
    const entries = [
        { color: 'up', label: 'up', x: 206 },
        { color: 'down', label: 'down', x: 262 },
        { color: 'unknown', label: 'unknown', x: 338 },
        { color: 'none', label: 'not checked', x: 432 },
    ];
    const drawn = entries.map(({ color, label, x }) => svg `<rect x="${x}" y="${y - 10}" width="11" height="11" rx="2" fill="var(--${color})"/><text class="faint" x="${x + 17}" y="${y}">${label}</text>`);
    const short = entries.slice(0, 2).concat({ color: 'none', label: 'not checked', x: 372 });
    const narrow = short.map(({ color, label }, index) => svg `<rect x="${[150, 226, 330][index] ?? 0}" y="${y - 15}" width="16" height="16" rx="3" fill="var(--${color})"/><text class="faint" x="${([150, 226, 330][index] ?? 0) + 24}" y="${y}">${label}</text>`);
    return svg `<g class="wide">${joinSvg(drawn)}</g><g class="narrow">${joinSvg(narrow)}</g>`;
}

/** Percentiles of the opening handshake, day by day. Pure. */
const TOP = 172;
const BOTTOM = 282;
const CURVES = [
    { name: 'p99', dash: '1.5 3' },
    { name: 'p95', dash: '6 3' },
    { name: 'p50', dash: 'none' },
];
/** A day without a handshake breaks the curve: nothing is drawn that was not measured. */
function drawLatency(days) {
    const heading = svg `<text class="heading" x="${CHART.left}" y="152">Opening handshake</text>`;
    const most = Math.max(0, ...days.flatMap(({ line }) => line?.p99 ?? []));
    if (!days.some(({ line }) => line?.p50 !== undefined)) {
        return joinSvg([heading, svg `<text class="faint" x="${CHART.left}" y="182">No WebSocket was opened.</text>`]);
    }
    const topMs = roundUp(most);
    const toY = (ms) => BOTTOM - ((BOTTOM - TOP) * ms) / topMs;
    return joinSvg([
        heading,
        drawKey(),
        ...[topMs, topMs / 2, 0].map(ms => drawGrid(toY(ms))),
        ...CURVES.map(({ name, dash }) => drawCurve({ days, name, dash, toY })),
        ...[topMs, topMs / 2].map(ms => drawLabel(ms, toY(ms))),
    ]);
}
/** Of the numbers below, with zeros. */
function roundUp(ms) {
    const unit = 10 ** Math.floor(Math.log10(Math.max(1, ms)));
    return (STEPS.find(step => step * unit >= ms) ?? 10) * unit;
}
const STEPS = [1, 2, 3, 4, 6, 8, 10];
function drawGrid(y) {
    return svg `<line x1="${CHART.left}" x2="${CHART.right}" y1="${y}" y2="${y}" stroke="var(--grid)"/>`;
}
function drawLabel(ms, y) {
    const label = ms >= 10_000 ? `${ms / 1000} s` : `${ms} ms`;
    return svg `<text class="faint over" x="${CHART.left}" y="${y + 5}">${label}</text>`;
}
function drawCurve({ days, name, dash, toY }) {
    const pieces = [[]];
    for (const { x, line } of days) {
        const ms = line?.[name];
        if (ms === undefined)
            pieces.push([]);
        else
            pieces.at(-1)?.push({ x: x + PITCH / 2, y: toY(ms) });
    }
    return joinSvg(pieces.flatMap(piece => {
        const [first] = piece;
        if (!first)
            return [];
        // A line of one point is not seen.
        if (piece.length === 1)
            return [svg `<circle cx="${first.x}" cy="${first.y}" r="2" fill="var(--${name})"/>`];
        const points = joinSvg(piece.map(({ x, y }) => svg `${x},${y}`));
        return [
            svg `<polyline points="${points}" fill="none" stroke="var(--${name})" class="curve" stroke-dasharray="${dash}" stroke-linejoin="round"/>`,
        ];
    }));
}
function drawKey() {
    const entry = ({ name, dash }, x, lengthPx) => svg `<line x1="${x}" x2="${x + lengthPx}" y1="147" y2="147" stroke="var(--${name})" stroke-width="2.5" stroke-dasharray="${dash}"/><text class="faint" x="${x + lengthPx + 6}" y="152">${name}</text>`;
    const wide = CURVES.map((curve, index) => entry(curve, 640 - index * 80, 28));
    const narrow = CURVES.map((curve, index) => entry(curve, 620 - index * 104, 34));
    return svg `<g class="wide">${joinSvg(wide)}</g><g class="narrow">${joinSvg(narrow)}</g>`;
}

/** Ninety days of a target in one picture, without a script, a font or an address of anybody else's. Pure. */
function renderHistoryChart(target, past, nowMs) {
    const days = listChartDays(past.days, nowMs);
    const { quarter } = past.availability;
    const share = [toPercent(quarter), ...describeDoubts(quarter, DAYS)].join(', ').replace(', of', ' of');
    const { width, height } = CHART;
    return renderSvg(svg `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">
<title id="title">${target}: availability and latency of 90 days</title>
<desc id="description">${describe(past, share)}</desc>
${CHART_STYLE}
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6" fill="var(--ground)" stroke="var(--edge)"/>
${drawAvailability(days, share)}
${drawLatency(days)}
</svg>`);
}
function describe({ days, usual }, share) {
    const down = days.filter(({ down }) => down > 0).map(({ day }) => day);
    const downs = down.length === 0 ? 'It was down on no day' : `It was down on ${countDays(down.length)}, last on ${down.at(-1)}`;
    const latency = usual ? ` The opening handshake usually takes ${usual.medianMs} ms.` : '';
    return `Of the time that was checked it was up ${share}. ${downs}; it was checked on ${days.length} of 90 days.${latency}`;
}
function countDays(count) {
    return count === 1 ? 'one day' : `${count} days`;
}

/** The files of a history on its branch: the checks, and what people see of them. Pure. */
const PAGE = 'README.md';
/** Of one target: `before` is the text of its history as it was. */
function makeTargetFiles(before, history, nowMs) {
    const place = placeOf(history.target);
    // The check of this very second is over.
    const past = lookBack(history, nowMs + 1000);
    const shown = past && { id: history.target, place, past };
    const text = writeHistory(history);
    if (text === before)
        return { files: [], shown };
    const file = { path: place.history, text };
    if (!past)
        return { files: [file], shown };
    const badge = { ...describeBadge([past.lastState]), label: history.target };
    const files = [
        file,
        { path: place.chart, text: renderHistoryChart(history.target, past, nowMs) },
        { path: place.badge, text: renderBadge(badge) },
        { path: place.endpoint, text: renderEndpoint(badge) },
    ];
    return { files, shown };
}
/** Of all of them. */
function makePageFiles(targets, nowMs) {
    const all = describeBadge(targets.map(({ past }) => past.lastState));
    return [
        { path: PAGE, text: renderHistoryPage({ nowMs, targets }) },
        { path: 'badge.svg', text: renderBadge(all) },
        { path: 'badge.json', text: renderEndpoint(all) },
    ];
}

/** Adds the checks of a run to the histories of its targets, as their files come. */
/** The files to write, by those that are there: one history after the other, for all of them together may have 150 MB. */
async function* addChecks(files, adding) {
    const { targets, nowMs, found } = adding;
    const byPath = new Map(targets.map(target => [placeOf(target).history, target]));
    const shown = [];
    let isNew = false;
    for await (const { path, text } of files) {
        const target = byPath.get(path);
        if (target === undefined) {
            found.isTaken = text !== undefined && !isHistoryPage(text);
            if (found.isTaken)
                return;
            continue;
        }
        const made = addCheck(target, text, adding);
        if (made?.shown)
            shown.push(made.shown);
        for (const file of made?.files ?? []) {
            isNew = true;
            yield file;
        }
    }
    found.isRead = true;
    if (isNew)
        yield* makePageFiles(shown, nowMs);
}
/** Undefined where its history must stay as it is. */
function addCheck(target, text, { startedMs, nowMs, found, makeLine }) {
    const history = parseHistory(text ?? '', target);
    // Lines have no fractions of a second.
    const startedSecond = Math.floor(startedMs / 1000) * 1000;
    const past = lookBack(history, startedSecond);
    if (past)
        found.pasts.set(target, past);
    if (history.isForeign) {
        found.foreign.push(target);
        return undefined;
    }
    if (history.skippedCount > 0)
        found.skipped.push({ target, count: history.skippedCount });
    const line = makeLine(target, past);
    const after = appendLines(history, line ? [line] : []);
    found.formers.set(target, findFormer({ history, after, past, startedSecond, nowMs }));
    return makeTargetFiles(text, after, nowMs);
}

/** The history of checks on a branch: read, added to and shown there, in one commit for all targets. */
/** Rejects only with the end of the run: what GitHub refuses is a warning, and the check goes on. */
async function keepHistory(context, order) {
    const attempts = [];
    const change = (files) => {
        const found = {
            pasts: new Map(),
            formers: new Map(),
            foreign: [],
            skipped: [],
            isTaken: false,
            isRead: false,
        };
        attempts.push(found);
        return addChecks(files, { ...order, nowMs: context.clock.now(), found });
    };
    const { branch, targets, run = '' } = order;
    const message = `check: ${targets.length} ${targets.length === 1 ? 'target' : 'targets'}${run && `\n\nRun ${run}`}`;
    const paths = [PAGE, ...targets.map(target => placeOf(target).history)];
    try {
        await changeBranch(context.github, { branch, message, paths, change });
    }
    catch (error) {
        context.signal.throwIfAborted();
        if (!(error instanceof ActionError))
            throw error;
        context.log.warning(`${error.message}\n${error.hint}`, NOT_KEPT);
        const last = attempts.at(-1);
        return { pasts: last?.isRead ? last.pasts : undefined, formers: new Map(), isKept: false };
    }
    return tellFound(context.log, branch, attempts.at(-1));
}
const NOT_KEPT = 'The history was not written';
function tellFound(log, branch, found) {
    if (!found || found.isTaken) {
        log.warning(`The branch ${quoteForeign(branch)} has a README.md that is no history of checks, so nothing was written to it.\nSet 'history-branch' to a branch of its own, such as 'websocket-history': it is made when it is not there.`, NOT_KEPT);
        return { pasts: undefined, formers: new Map(), isKept: false };
    }
    for (const target of found.foreign) {
        log.warning(`A later version of this action has written the history of ${quoteForeign(target)}, so it was left as it is.\nUse the same version in all workflows that write to ${quoteForeign(branch)}.`, NOT_KEPT);
    }
    for (const { target, count } of found.skipped) {
        log.info(`${count} lines in the history of ${quoteForeign(target)} were not readable, and are left out.`);
    }
    return { pasts: found.pasts, formers: found.formers, isKept: found.foreign.length === 0 };
}

/** Keeps what a check has found in its history. */
/** Rejects only with the end of the run. */
async function recordCheck(context, { branch, checked, startedMs }) {
    const { clock, log, workflow } = context;
    const event = await readEvent(workflow.eventPath);
    if (readProperty(readProperty(event, 'repository'), 'default_branch') === branch) {
        log.warning(`The branch ${quoteForeign(branch)} is the default branch, so no history was written to it.\nSet 'history-branch' to a branch of its own, such as 'websocket-history': it is made when it is not there.`, 'The history was not written');
        return { pasts: undefined, formers: new Map(), isKept: false };
    }
    const byId = new Map(checked.map(each => [each.id, each]));
    return await keepHistory(context, {
        branch,
        startedMs,
        run: `${workflow.runId}, attempt ${workflow.runAttempt}`,
        targets: [...byId.keys()],
        makeLine: (target, past) => {
            const each = byId.get(target);
            if (!each)
                return undefined;
            const forewarnings = foresee({ clock, usualOf: () => past?.usual }, each);
            return toHistoryLine({ ...each, forewarnings }, startedMs);
        },
    });
}
/** The finding is what a notice would tell, so that the next one tells it no second time. */
function toHistoryLine({ id, report, facts, forewarnings = [] }, atMs) {
    const finding = pickNews(report, forewarnings);
    const ms = report.outcome === 'accepted' ? report.latency?.totalMs : undefined;
    return {
        ...{ at: toHistoryTime(atMs), target: id, state: STATES$1[report.outcome], facts },
        ...(finding ? { finding: finding.kind } : {}),
        ...(finding?.layer ? { layer: finding.layer } : {}),
        ...(ms === undefined ? {} : { ms }),
    };
}

export { recordCheck };
