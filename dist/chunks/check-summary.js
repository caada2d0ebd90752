import { d as describeFinding, m as markdown, f as foldMarkdown, j as joinMarkdown } from './verdict.js';
import { isFailed, isDoubted, describeUnasked } from './check-report.js';
import { r as renderPath, d as describePath } from './draw-path.js';
import { r as renderEvidence, d as describeCut, n as nameTarget, a as describeOutcomeBriefly, b as describeTarget } from './handshake-lines.js';
import { r as renderHeading, a as renderProblem, b as renderTable, c as renderColumns } from './summary-parts.js';
import { r as renderNotes } from './warning-list.js';
import './untrusted.js';
import './capitalize.js';
import './describe-time.js';
import './clock.js';
import 'node:timers/promises';
import './known.js';

/** The summary of a check: one target in full; of many first a table, then those that failed, then the others folded. Pure. */
function renderCheckSummary(checked, verdict) {
    const heading = renderHeading(verdict.ok, verdict.headline);
    if (!checked)
        return [heading, ...(verdict.problem ? [renderProblem(verdict.problem)] : [])];
    const [only] = checked;
    if (only && checked.length === 1)
        return [heading, ...renderTarget(only, drawOne(only.report))];
    const failed = checked.filter(({ report }) => isFailed(report));
    const others = checked.filter(({ report }) => !isFailed(report));
    const doubted = others.filter(isDoubted);
    const well = others.filter(judged => !isDoubted(judged));
    const rows = renderRows([...failed, ...doubted, ...well]);
    return [heading, rows, ...[...failed, ...doubted].flatMap(renderOneOfMany), ...well.map(renderFolded)];
}
function renderRows(checked) {
    const rows = checked.map(judged => {
        const { report, problem, forewarnings } = judged;
        const { latency, finding, outcome } = report;
        const unknown = problem?.what ?? report.problems?.[0] ?? 'could not be checked';
        const warning = forewarnings?.find(({ severity }) => severity === 'warning');
        const opened = warning?.title ?? 'opened';
        const what = outcome === 'unknown' ? unknown : (finding?.title ?? (outcome === 'accepted' ? opened : 'rejected'));
        const ms = latency ? String(Math.round(latency.totalMs)) : '';
        return [pickMark(judged), nameTarget(report), cut(what), ms];
    });
    return renderColumns(['', 'target', 'what', 'ms'], rows);
}
const LONGEST_CELL = 200;
function cut(text) {
    return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL).toWellFormed()}…` : text;
}
function pickMark(judged) {
    const { outcome } = judged.report;
    if (outcome === 'unknown')
        return '❔';
    if (outcome === 'rejected')
        return '❌';
    return isDoubted(judged) ? '⚠️' : '✅';
}
/** GitHub draws each picture in a frame of its own, which a page has not many of without harm. */
const MOST_PICTURES = 5;
function drawOne(report) {
    const cut = describeCut(report);
    const rows = [
        ['URL', nameTarget(report)],
        ['Handshake', describeOutcomeBriefly(report)],
        ...(cut ? [['Silence', cut]] : []),
    ];
    return { path: renderPath(report), facts: [renderTable(rows)] };
}
function renderOneOfMany(judged, index) {
    const { report } = judged;
    const mark = report.outcome === 'accepted' ? '✅' : '❌';
    const inWords = describePath(report);
    const path = index < MOST_PICTURES ? renderPath(report) : inWords ? [markdown `${inWords}`] : [];
    const cut = describeCut(report);
    const facts = [markdown `**Handshake:** ${describeOutcomeBriefly(report)}`, ...(cut ? [markdown `${cut}`] : [])];
    return [markdown `### ${mark} ${nameTarget(report)}`, ...renderTarget(judged, { path, facts })];
}
/** What happened and what to do, then where, then what shows it. */
function renderTarget(judged, { path, facts }) {
    const { report, problem } = judged;
    const told = problem ?? (report.finding ? describeFinding(report.finding) : undefined);
    const unasked = describeUnasked(report);
    return [
        ...(told ? [renderProblem(told)] : []),
        ...path,
        ...facts,
        ...(!told && unasked ? [markdown `**What to do:** ${unasked}`] : []),
        ...renderForewarnings(judged),
        ...renderEvidence({ targets: [report] }),
    ];
}
/** In one block: what is to be looked at before it breaks. */
function renderForewarnings({ forewarnings = [] }) {
    return renderNotes(forewarnings.map(({ title, what, remedy }) => ({ message: `${title}. ${what}`, remedy })));
}
function renderFolded(judged) {
    const { report } = judged;
    const told = [describeCut(report) ?? '', ...renderForewarnings(judged)];
    const parts = [...told, ...renderEvidence({ targets: [report] })].filter(part => part !== '');
    return foldMarkdown(`✅ ${describeTarget(report)}`, joinMarkdown(parts, '\n\n'));
}

export { renderCheckSummary };
