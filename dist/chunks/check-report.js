import { t as toOutputValue } from './untrusted.js';
import { U as UNASKED_REMEDY, i as isUnasked, b as describeTarget } from './handshake-lines.js';
import { t as toProblem, d as describeFinding } from './verdict.js';
import './describe-time.js';
import './clock.js';
import 'node:timers/promises';
import './known.js';

/** What a check tells: verdict, outputs and report; its summary is made of the same. Pure. */
function judgeCheck({ checked, failOn }, error) {
    if (error !== undefined || !checked) {
        return { ok: false, headline: 'Nothing was checked', problem: toProblem(error) };
    }
    const targets = checked.map(({ report }) => report);
    // As with wrong inputs: there is no answer that could be tolerated.
    if (wasNothingAsked(targets))
        return { ok: false, headline: 'Nothing was checked', ...describeProblems(checked) };
    const failed = checked.filter(({ report }) => isFailed(report));
    const doubted = checked.filter(isDoubted);
    const told = failOn === 'warning' ? [...failed, ...doubted] : failed;
    if (told.length > 0) {
        const headline = failed.length > 0 ? describeCount(failed, targets) : 'A WebSocket opened, but with a warning';
        return { ok: false, headline, ...describeProblems(told), ...(failOn === 'never' ? { isTolerated: true } : {}) };
    }
    const headline = targets.length === 1 ? 'The WebSocket opened' : `All ${targets.length} WebSockets opened`;
    return { ok: true, headline };
}
function wasNothingAsked(targets) {
    return targets.length > 0 && targets.every(isUnasked);
}
function isFailed({ outcome }) {
    return outcome !== 'accepted';
}
/** Opened, but with something that a person has to look at. */
function isDoubted({ report, forewarnings }) {
    return !isFailed(report) && (report.finding !== null || listWarnings(forewarnings).length > 0);
}
function listWarnings(forewarnings = []) {
    return forewarnings.filter(({ severity }) => severity === 'warning');
}
function describeCount(failed, all) {
    if (all.length === 1)
        return 'The WebSocket could not be opened';
    return `${failed.length} of ${all.length} WebSockets could not be opened`;
}
/** One for each target. */
function describeProblems(targets) {
    const [problem, ...furtherProblems] = targets.map(describeProblem);
    return { ...(problem ? { problem } : {}), ...(furtherProblems.length > 0 ? { furtherProblems } : {}) };
}
function describeProblem({ report, problem, forewarnings }) {
    const line = `${describeTarget(report)}.`;
    if (problem)
        return { ...problem, what: isUnasked(report) ? line : `${line}\n${problem.what}` };
    if (report.finding) {
        const { title: _, what, ...rest } = describeFinding(report.finding);
        return { ...rest, what: `${line}\n${what}` };
    }
    const [warning] = isFailed(report) ? [] : listWarnings(forewarnings);
    if (warning)
        return { code: warning.kind, what: `${line}\n${warning.what}`, remedy: warning.remedy };
    const remedy = describeUnasked(report) ?? 'Look at the evidence of the handshake in the summary, and run the job again.';
    return { code: 'handshake-unknown', what: line, remedy };
}
/** What to do, where nothing could be asked. */
function describeUnasked(report) {
    return isUnasked(report) ? UNASKED_REMEDY : undefined;
}
function renderCheckOutputs(checked, verdict, hasChanged) {
    const targets = (checked ?? []).map(({ report }) => report);
    const failed = targets.filter(isFailed);
    const finding = (failed[0] ?? targets.find(target => target.finding))?.finding;
    return {
        ok: toOutputValue(String(verdict.ok), /^(true|false)$/),
        'failed-targets': toOutputValue(failed.map(callTarget).join('\n'), LINES),
        finding: toOutputValue(finding?.kind ?? '', WORD),
        layer: toOutputValue(finding?.layer ?? '', WORD),
        changed: toOutputValue(String(hasChanged ?? ''), /^(true|false|)$/),
        results: toOutputValue(escapeOthers(JSON.stringify((checked ?? []).map(describeResult))), RESULTS),
    };
}
const LINES = /^[^\r]*$/;
const WORD = /^[\w-]{0,64}$/;
const RESULTS = /^\[[\x20-\x7e]*\]$/;
/** Its name, else its URL. */
function callTarget({ name, printableUrl }) {
    return name ?? printableUrl;
}
// Names may have any letters.
function escapeOthers(json) {
    return json.replaceAll(/[^\x20-\x7e]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
function describeResult({ report, forewarnings }) {
    const { name, printableUrl, outcome, finding, attemptCount, latency } = report;
    const { kind = '', layer = '', sure = '' } = finding ?? {};
    return {
        ...(name === undefined ? {} : { name }),
        url: printableUrl,
        outcome,
        finding: kind,
        layer,
        sure,
        attempts: attemptCount,
        ms: latency?.totalMs ?? null,
        warnings: listWarnings(forewarnings).map(({ kind }) => kind),
    };
}

export { describeUnasked, isDoubted, isFailed, judgeCheck, renderCheckOutputs, wasNothingAsked };
