import { m as markdown, j as joinMarkdown, a as fenceMarkdown, f as foldMarkdown } from './markdown.js';
import { A as ActionError } from './action-error.js';
import { a as toPrintableLine } from './untrusted.js';

/** Did the run do all that was asked for; and if not, what is the one thing to tell first? Pure. */
const LONGEST_MESSAGE = 2000;
/** What was thrown, as a problem: an ActionError says itself what to do; anything else is a bug of ours. */
function toProblem(error) {
    if (error instanceof ActionError)
        return describeActionError(error);
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
        code: 'bug',
        what: `The run failed in a way that is not known: ${stack}`,
        remedy: 'Please report this as a bug of beanstalk-websockets, with this text.',
    };
}
// A name or an answer that is quoted must not look like a further line of ours, nor like something to paste.
function describeActionError({ code, message, hint }) {
    return { code, what: toPrintableLine(message, LONGEST_MESSAGE), remedy: hint.replaceAll(/\n\s*\n/g, '\n') };
}
/** A remedy is a sentence and, behind an empty line, what to paste; '' where there is nothing to paste. */
function splitRemedy(remedy) {
    const [instruction = '', ...paste] = remedy.split('\n\n');
    return { instruction, paste: paste.join('\n\n') };
}
/** A finding about the WebSocket, as a problem. */
function describeFinding({ kind: code, title, explanation: what, remedy }) {
    return { code, title, what, remedy };
}

/** Pieces of a summary that more than one report has. Pure. */
const MOST_LINES = 50;
/** What happened, and what to do: a sentence, and behind an empty line what to paste. */
function renderProblem({ title, what, remedy }) {
    const { instruction, paste } = splitRemedy(remedy);
    const told = joinMarkdown(what.split('\n').slice(0, MOST_LINES), '<br>\n');
    const toDo = joinMarkdown(instruction.split('\n').slice(0, MOST_LINES), '<br>\n');
    return joinMarkdown([
        title ? markdown `**${title}.** ${told}` : told,
        markdown `**What to do:** ${toDo}`,
        ...(paste ? [fenceMarkdown(paste)] : []),
    ], '\n\n');
}
function renderHeading(ok, headline) {
    return markdown `## ${ok ? '✅' : '❌'} ${headline}`;
}
function renderTable(rows) {
    const lines = rows.map(([name, cell]) => markdown `| **${name}** | ${cell} |`);
    return joinMarkdown([markdown `| | |`, markdown `|---|---|`, ...lines], '\n');
}
/** A table whose columns have names. */
function renderColumns(names, rows) {
    const toLine = (cells) => markdown `|${joinMarkdown(cells.map(cell => markdown ` ${cell} |`), '')}`;
    const ruler = joinMarkdown(names.map(() => markdown `---|`), '');
    return joinMarkdown([toLine(names), markdown `|${ruler}`, ...rows.map(toLine)], '\n');
}
function renderList(items) {
    return joinMarkdown(items.map(item => markdown `- ${item}`), '\n');
}
/** Unfolded where the logs are what explains the failure. */
function renderLogs(logs, { unfolded }) {
    return logs
        .filter(instance => instance.files.length > 0)
        .map(({ instanceId, files }) => {
        const title = `Last lines of the logs of ${instanceId}`;
        const text = files.map(file => [`${file.path}:`, ...file.lines].join('\n')).join('\n\n');
        return unfolded ? markdown `**${title}**\n\n${fenceMarkdown(text)}` : foldMarkdown(title, fenceMarkdown(text));
    });
}
function renderTimings(timings) {
    if (timings.length === 0)
        return [];
    const total = timings.reduce((sum, { ms }) => sum + ms, 0);
    const longest = Math.max(...timings.map(({ ms }) => ms));
    const rows = timings.map(({ stage, ms }) => {
        const bar = '█'.repeat(Math.max(1, Math.round((20 * ms) / Math.max(1, longest))));
        return markdown `| ${stage} | ${(ms / 1000).toFixed(1)} s | ${bar} |`;
    });
    const table = joinMarkdown([markdown `| stage | time | |`, markdown `|---|---:|---|`, ...rows], '\n');
    return [foldMarkdown(`Time: ${(total / 1000).toFixed(1)} s`, table)];
}

export { renderProblem as a, renderList as b, renderTable as c, describeFinding as d, renderTimings as e, renderLogs as f, renderColumns as g, renderHeading as r, splitRemedy as s, toProblem as t };
