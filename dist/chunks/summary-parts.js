import { j as joinMarkdown, m as markdown, s as splitRemedy, a as fenceMarkdown, f as foldMarkdown } from './verdict.js';

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

export { renderProblem as a, renderColumns as b, renderList as c, renderTable as d, renderTimings as e, renderLogs as f, renderHeading as r };
