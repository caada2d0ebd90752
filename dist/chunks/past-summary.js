import { t as toDuration, a as toUtcMinute } from './describe-time.js';
import { m as markdown } from './verdict.js';
import { n as nameTarget } from './handshake-lines.js';
import { c as renderColumns } from './summary-parts.js';

/** Availability in words: never better than it was, and never without what nobody knows. Pure. */
/** "99.97 %": 100 % only where it was never down. */
function toPercent({ share }) {
    if (share === undefined)
        return 'unknown';
    return share === 1 ? '100 %' : `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`;
}
/**
 * ["of 9 days", "gap: 3 h", "unknown: 1 h"]: where the first check was later than the beginning of the time, and what
 * nobody knows. What is shorter than a hundredth of the time is not worth a word.
 */
function describeDoubts({ upMs, downMs, unknownMs, gapMs }, days) {
    const [wholeMs, historyMs] = [days * DAY_MS, upMs + downMs + unknownMs + gapMs];
    return [
        ...(historyMs < 0.99 * wholeMs ? [`of ${toLargestUnit(historyMs)}`] : []),
        ...(gapMs > historyMs / 100 ? [`gap: ${toLargestUnit(gapMs)}`] : []),
        ...(unknownMs > historyMs / 100 ? [`unknown: ${toLargestUnit(unknownMs)}`] : []),
    ];
}
const DAY_MS = 24 * 3_600_000;
/** "4 days" of "4 days 14 h". */
function toLargestUnit(ms) {
    return toDuration(ms).split(' ').slice(0, 2).join(' ');
}

/** One target of a check for a notice: as it is, and as it was by whoever remembers. Pure. */
function toNoticeTarget({ id, report, forewarnings = [], past, incident, isOvertaken }, nowMs) {
    const state = STATES[report.outcome];
    const finding = pickNews(report, forewarnings);
    const now = { state, ...(finding ? { finding: finding.kind } : {}) };
    const before = past ? recallHistory(past) : incident ? recallIncident(incident, now) : undefined;
    const isSame = before?.state === state && before.since !== undefined;
    return {
        ...{ id, printableUrl: report.printableUrl, state },
        ...(finding ? { finding } : {}),
        since: isSame ? before.since : `${new Date(nowMs).toISOString().slice(0, 19)}Z`,
        ...(before ? { before } : {}),
        ...(isOvertaken ? { isOvertaken } : {}),
    };
}
const STATES = { accepted: 'up', rejected: 'down', unknown: 'unknown' };
/** The finding, else the first of what will break: the history has its kind, too, so that it is told once. */
function pickNews(report, forewarnings) {
    if (report.finding) {
        const { kind, title, layer } = report.finding;
        return { kind, title, layer };
    }
    const warning = forewarnings.find(({ severity }) => severity === 'warning');
    return report.outcome === 'accepted' && warning ? { kind: warning.kind, title: warning.title } : undefined;
}
/** A check that knew nothing is no memory of the one before it, and an outage goes on through it. */
function recallHistory({ lastState, since, finding, incident, lastGoodAt, lastGoodFinding, }) {
    if (incident && incident.until === undefined) {
        const { from, finding: last } = incident;
        return { state: 'down', since: from, ...(last === undefined ? {} : { finding: last }) };
    }
    if (lastState !== 'unknown')
        return { state: lastState, since, ...(finding === undefined ? {} : { finding }) };
    if (lastGoodAt === undefined)
        return { state: 'unknown' };
    return { state: 'up', ...(lastGoodFinding === undefined ? {} : { finding: lastGoodFinding }) };
}
/** Of a target that is down something is done at every check, if only in the hidden data; else GitHub failed. */
function recallIncident({ done, isTwin }, now) {
    if (isTwin)
        return now;
    if (now.state === 'up')
        return done === undefined ? now : { state: 'down' };
    if (done === 'opened' || done === 'opened again')
        return { state: 'up' };
    if (done === 'commented on')
        return { state: 'down' };
    return done === undefined ? undefined : now;
}

/** What a history knew of the targets of a check, for its summary. Pure. */
/** For the report file, in which ninety days of each target would be most of it; null where nothing is known. */
function describePast(past) {
    if (!past)
        return null;
    const { days: _, ...rest } = past;
    return rest;
}
/** A table of all; where no history is kept, that nobody knows of those that are down since when and why. */
function renderPasts({ checked, pasts, changes, nowMs }) {
    if (!pasts) {
        const isDown = checked.some(({ report }) => report.outcome === 'rejected');
        return isDown ? [markdown `Since when, and what changed since the last good check: ${UNKNOWN}.`] : [];
    }
    const rows = checked.map(({ id, report }) => {
        const past = pasts.get(id);
        const state = STATES[report.outcome];
        return [nameTarget(report), ...(past ? renderPast(past, { state, changes: changes.get(id), nowMs }) : NO_PAST)];
    });
    return [markdown `### History`, renderColumns(['target', 'since', 'up 24 h', 'up 30 days', 'usual', CHANGES], rows)];
}
const UNKNOWN = 'unknown: no history';
const CHANGES = 'changed since the last good check';
const NO_PAST = [UNKNOWN, '', '', '', ''];
function renderPast(past, { state, changes = [], nowMs }) {
    const { availability, usual, lastGoodAt } = past;
    return [
        describeSince(state, past, nowMs),
        toPercent(availability.day),
        toPercent(availability.month),
        usual ? `${usual.medianMs} ms` : 'unknown',
        lastGoodAt === undefined ? 'unknown: it was never up' : changes.join('; ') || 'nothing that is known',
    ];
}
function describeSince(state, { lastState, since, streak }, nowMs) {
    const [sinceMs, checks] = [Date.parse(since), (count) => `${count} ${count === 1 ? 'check' : 'checks'}`];
    const long = `${toUtcMinute(sinceMs)} (${toDuration(nowMs - sinceMs)}`;
    if (state === lastState)
        return `${state} since ${long}, ${checks(streak + 1)} in a row)`;
    return `${state} since this check; ${lastState} since ${long}, ${checks(streak)}) before`;
}

const pastSummary = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
    __proto__: null,
    describePast,
    renderPasts
}, Symbol.toStringTag, { value: 'Module' }));

export { STATES as S, toPercent as a, recallHistory as b, pastSummary as c, describeDoubts as d, pickNews as p, renderPasts as r, toNoticeTarget as t };
