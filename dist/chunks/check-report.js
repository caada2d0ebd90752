import { m as markdown } from './markdown.js';
import { t as toOutputValue } from './untrusted.js';
import { r as renderEvidence, d as describeTarget, i as isUnasked, U as UNASKED_REMEDY, a as describeCut } from './handshake-lines.js';
import { r as renderHeading, a as renderProblem, t as toProblem, d as describeFinding } from './summary-parts.js';
import './known.js';
import './action-error.js';

/** What a check tells: verdict, outputs and summary. Pure. */
function judgeCheck({ handshake, failOn }, error) {
    if (error !== undefined || !handshake) {
        return { ok: false, headline: 'Nothing was checked', problem: toProblem(error) };
    }
    const { targets } = handshake;
    // As with wrong inputs: there is no answer that could be tolerated.
    if (wasNothingAsked(handshake))
        return { ok: false, headline: 'Nothing was checked', ...describeProblems(targets) };
    const failed = targets.filter(isFailed);
    const doubted = failOn === 'warning' ? targets.filter(target => !isFailed(target) && target.finding !== null) : [];
    const told = [...failed, ...doubted];
    if (told.length > 0) {
        const headline = failed.length > 0 ? describeCount(failed, targets) : 'A WebSocket opened, but with a warning';
        return { ok: false, headline, ...describeProblems(told), ...(failOn === 'never' ? { isTolerated: true } : {}) };
    }
    const headline = targets.length === 1 ? 'The WebSocket opened' : `All ${targets.length} WebSockets opened`;
    return { ok: true, headline };
}
function wasNothingAsked({ targets }) {
    return targets.length > 0 && targets.every(isUnasked);
}
function isFailed({ outcome }) {
    return outcome !== 'accepted';
}
function describeCount(failed, all) {
    return `${failed.length} of ${all.length} WebSockets could not be opened`;
}
/** One for each target. */
function describeProblems(targets) {
    const [problem, ...furtherProblems] = targets.map(describeProblem);
    return { ...(problem ? { problem } : {}), ...(furtherProblems.length > 0 ? { furtherProblems } : {}) };
}
function describeProblem(target) {
    const line = `${describeTarget(target)}.`;
    if (target.finding) {
        const { code, what, remedy } = describeFinding(target.finding);
        return { code, what: `${line}\n${what}`, remedy };
    }
    const remedy = isUnasked(target)
        ? UNASKED_REMEDY
        : 'Look at the evidence of the handshake in the summary, and run the job again.';
    return { code: 'handshake-unknown', what: line, remedy };
}
function renderCheckOutputs(handshake, verdict) {
    const targets = handshake?.targets ?? [];
    const failed = targets.filter(isFailed);
    const finding = (failed[0] ?? targets.find(target => target.finding))?.finding;
    return {
        ok: toOutputValue(String(verdict.ok), /^(true|false)$/),
        'failed-targets': toOutputValue(failed.map(target => target.printableUrl).join('\n'), URLS),
        finding: toOutputValue(finding?.kind ?? '', WORD),
        layer: toOutputValue(finding?.layer ?? '', WORD),
        results: toOutputValue(JSON.stringify(targets.map(describeResult)), RESULTS),
    };
}
const URLS = /^(wss?:\/\/[\x21-\x7e]*\n?)*$/;
const WORD = /^[\w-]{0,64}$/;
const RESULTS = /^\[[\x20-\x7e]*\]$/;
function describeResult({ printableUrl, outcome, finding, attemptCount, latency }) {
    const { kind = '', layer = '', sure = '' } = finding ?? {};
    return {
        url: printableUrl,
        outcome,
        finding: kind,
        layer,
        sure,
        attempts: attemptCount,
        ms: latency?.totalMs ?? null,
    };
}
function renderCheckSummary(handshake, verdict) {
    const heading = renderHeading(verdict.ok, verdict.headline);
    if (!handshake)
        return [heading, ...(verdict.problem ? [renderProblem(verdict.problem)] : [])];
    const evidence = renderEvidence(handshake);
    return [
        heading,
        ...handshake.targets.flatMap((target, index) => [renderTarget(target), ...evidence.slice(index, index + 1)]),
    ];
}
function renderTarget(target) {
    const line = markdown `### ${target.outcome === 'accepted' ? '✅' : '❌'} ${describeTarget(target)}`;
    const { finding } = target;
    if (finding)
        return markdown `${line}\n\n${renderProblem(describeFinding(finding))}`;
    const further = isUnasked(target) ? UNASKED_REMEDY : describeCut(target);
    return further ? markdown `${line}\n\n${further}` : line;
}

export { judgeCheck, renderCheckOutputs, renderCheckSummary, wasNothingAsked };
