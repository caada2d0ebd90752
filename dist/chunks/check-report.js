import { m as markdown } from './markdown.js';
import { t as toOutputValue } from './untrusted.js';
import { r as renderEvidence, d as describeTarget } from './handshake-lines.js';
import { r as renderHeading, a as renderProblem, t as toProblem, d as describeFinding } from './verdict.js';
import './action-error.js';

/** What a check tells: verdict, outputs and summary. Pure. */
function judgeCheck(handshake, error) {
    if (error !== undefined || !handshake) {
        return { ok: false, headline: 'Nothing was checked', problem: toProblem(error) };
    }
    const { targets } = handshake;
    const failed = targets.filter(target => target.outcome !== 'accepted');
    if (failed.length === 0) {
        const headline = targets.length === 1 ? 'The WebSocket opened' : `All ${targets.length} WebSockets opened`;
        return { ok: true, headline };
    }
    const headline = `${failed.length} of ${targets.length} WebSockets could not be opened`;
    const found = failed[0]?.finding;
    const told = found
        ? describeFinding(found)
        : {
            code: 'handshake-unknown',
            remedy: 'Look at the evidence of the handshake in the summary, and run the job again.',
        };
    const what = failed.map(target => `${describeTarget(target)}.`).join('\n');
    return { ok: false, headline, problem: { ...told, what } };
}
function renderCheckOutputs(handshake, verdict) {
    const failed = (handshake?.targets ?? []).filter(target => target.outcome !== 'accepted');
    return {
        ok: toOutputValue(String(verdict.ok), /^(true|false)$/),
        'failed-targets': toOutputValue(failed.map(target => target.url).join('\n'), URLS),
    };
}
const URLS = /^(wss?:\/\/[\x21-\x7e]*\n?)*$/;
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
    return finding ? markdown `${line}\n\n${renderProblem(describeFinding(finding))}` : line;
}

export { judgeCheck, renderCheckOutputs, renderCheckSummary };
