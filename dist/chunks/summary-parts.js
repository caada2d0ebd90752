import { j as joinMarkdown, m as markdown, s as splitRemedy, a as fenceMarkdown, c as codeMarkdown, f as foldMarkdown } from './verdict.js';

/** Pieces of a summary that more than one report has. Pure. */
const MOST_LINES = 50;
/** What happened, and what to do: a sentence, behind an empty line what to paste, and where the docs tell more. */
function renderProblem({ title, what, remedy, section }) {
    const { instruction, paste } = splitRemedy(remedy);
    const told = joinMarkdown(what.split('\n').slice(0, MOST_LINES), '<br>\n');
    const toDo = joinMarkdown(instruction.split('\n').slice(0, MOST_LINES), '<br>\n');
    return joinMarkdown([
        title ? markdown `**${title}.** ${told}` : told,
        markdown `**What to do:** ${toDo}`,
        ...(paste ? [fenceMarkdown(paste)] : []),
        ...(section ? [markdown `More about it in beanstalk-websockets: ${codeMarkdown(section)}`] : []),
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
/** How long all took, and which stage most of it: to be seen without unfolding. */
function renderTimings(timings) {
    if (timings.length === 0)
        return [];
    const totalMs = timings.reduce((sum, { ms }) => sum + ms, 0);
    const slowest = timings.reduce((found, each) => (each.ms > found.ms ? each : found), { stage: '', ms: 0 });
    const rows = timings.map(({ stage, ms }) => {
        const bar = '█'.repeat(Math.max(1, Math.round((20 * ms) / Math.max(1, slowest.ms))));
        return markdown `| ${stage} | ${toSeconds(ms)} | ${bar} |`;
    });
    const table = joinMarkdown([markdown `| stage | time | |`, markdown `|---|---:|---|`, ...rows], '\n');
    const most = timings.length > 1 && slowest.ms > 0 ? `, of which ${toSeconds(slowest.ms)}: ${slowest.stage}` : '';
    return [foldMarkdown(`Time: ${toSeconds(totalMs)}${most}`, table)];
}
function toSeconds(ms) {
    return `${(ms / 1000).toFixed(1)} s`;
}

export { renderProblem as a, renderTable as b, renderColumns as c, renderList as d, renderTimings as e, renderLogs as f, renderHeading as r };
