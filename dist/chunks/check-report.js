import { r as renderProblem, e as escapeMarkdown } from './summary-parts.js';
import { r as renderEvidence, d as describeTarget } from './handshake-lines.js';
import { t as toProblem, d as describeFinding } from './verdict.js';
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
    const told = found ? describeFinding(found) : { code: 'handshake-unknown', remedy: 'Run the check again.' };
    const what = failed.map(target => `${describeTarget(target)}.`).join('\n');
    return { ok: false, headline, problem: { ...told, what } };
}
function renderCheckOutputs(handshake, verdict) {
    const failed = (handshake?.targets ?? []).filter(target => target.outcome !== 'accepted');
    return { ok: String(verdict.ok), 'failed-targets': failed.map(target => target.url).join('\n') };
}
function renderCheckSummary(handshake, verdict) {
    const heading = `## ${verdict.ok ? '✅' : '❌'} ${verdict.headline}`;
    if (!handshake)
        return `${[heading, ...(verdict.problem ? [renderProblem(verdict.problem)] : [])].join('\n\n')}\n`;
    const evidence = renderEvidence(handshake);
    const parts = handshake.targets.map((target, index) => `${renderTarget(target)}\n\n${evidence[index]}`);
    return `${[heading, ...parts].join('\n\n')}\n`;
}
function renderTarget(target) {
    const line = `### ${target.outcome === 'accepted' ? '✅' : '❌'} ${escapeMarkdown(describeTarget(target))}`;
    const { finding } = target;
    return finding ? `${line}\n\n${renderProblem(describeFinding(finding))}` : line;
}

export { judgeCheck, renderCheckOutputs, renderCheckSummary };
