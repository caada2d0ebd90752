/**
 * Text from outside (AWS events, server answers, instance logs, branch names), made safe for where it is shown.
 * Nothing else in the code may print or render such text.
 */
/** Longest piece of foreign text in one line of log or summary; the rest is cut and said to be cut. */
const MAX_LINE_LENGTH = 1000;
/**
 * One line that the runner cannot read as a workflow command and a terminal cannot read as an escape sequence.
 * The runner takes `::name::` at the start of a line (after white space) and `##[name]` anywhere, on stdout and
 * stderr (actions/runner, src/Runner.Common/ActionCommand.cs).
 */
function toPrintableLine(text, maxLength = MAX_LINE_LENGTH) {
    const oneLine = text.replaceAll(/\r\n|[\r\n\u0085\u2028\u2029]/g, '␊').replaceAll(INVISIBLE, '�');
    const cut = oneLine.length > maxLength ? `${oneLine.slice(0, maxLength)}… (${oneLine.length} characters)` : oneLine;
    return cut.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1: ');
}
/** Each line of `text` by itself, printable; line breaks are kept as line breaks. */
function toPrintableLines(text, maxLines = 200) {
    const lines = text.split(/\r\n|[\r\n\u0085\u2028\u2029]/);
    const kept = lines.slice(0, maxLines).map(line => toPrintableLine(line));
    return lines.length > maxLines ? [...kept, `… ${lines.length - maxLines} more lines`] : kept;
}
/** Foreign text inside a line of Markdown, not at its start: no markup, no HTML, no mention, no link. */
function escapeMarkdown(text) {
    return toPrintableLine(text)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll(/[\\`*_[\]|~$#]/g, '\\$&')
        .replaceAll('@', '&#64;')
        .replaceAll('://', '&#58;//');
}
/** Foreign text in a code fence that is longer than any run of backticks in it. */
function fenceMarkdown(text, maxLines = 60) {
    const lines = toPrintableLines(text, maxLines);
    const longestRun = Math.max(2, ...lines.flatMap(line => (line.match(/`+/g) ?? []).map(run => run.length)));
    const fence = '`'.repeat(longestRun + 1);
    return `${fence}text\n${lines.join('\n')}\n${fence}`;
}
// Controls except tab, zero-width and bidirectional marks, the byte order mark, lone surrogates.
const INVISIBLE = /(?!\t)[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** Pieces of a summary that more than one report has. Pure. */
/** What happened, and what to do: a sentence, and behind an empty line what to paste. */
function renderProblem({ title, what, remedy }) {
    const [instruction = '', ...paste] = remedy.split('\n\n');
    const lines = instruction.split('\n').map(escapeMarkdown).join('<br>\n');
    return [
        `${title ? `**${escapeMarkdown(title)}.** ` : ''}${escapeMarkdown(what)}`,
        `**What to do:** ${lines}`,
        ...(paste.length > 0 ? [fenceMarkdown(paste.join('\n\n'))] : []),
    ].join('\n\n');
}
/** The cells of the right column are Markdown already. */
function renderTable(rows) {
    return ['| | |', '|---|---|', ...rows.map(([name, markdown]) => `| **${name}** | ${markdown} |`)].join('\n');
}
/** Unfolded where the logs are what explains the failure. */
function renderLogs(logs, { unfolded }) {
    return logs
        .filter(instance => instance.files.length > 0)
        .map(({ instanceId, files }) => {
        const title = `Last lines of the logs of ${escapeMarkdown(instanceId)}`;
        const text = files.map(file => [`${file.path}:`, ...file.lines].join('\n')).join('\n\n');
        return unfolded ? `**${title}**\n\n${fenceMarkdown(text)}` : renderFolded(title, fenceMarkdown(text));
    });
}
/** The title is Markdown already, as the content is. */
function renderFolded(title, content) {
    return `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;
}
function renderLedger(entries) {
    if (entries.length === 0)
        return ['Nothing was changed.'];
    const lines = describeLedger(entries).map(line => `- ${escapeMarkdown(line)}`);
    return [renderFolded(`What was changed (${entries.length})`, lines.join('\n'))];
}
/** A line for each change, for log and summary. */
function describeLedger(entries) {
    const words = { asked: 'asked for, not answered', done: 'done', failed: 'failed' };
    return entries.map(({ change, outcome, undo }) => {
        const back = outcome !== 'failed' && undo ? ` To take it back: ${undo}` : '';
        return `${words[outcome]}: ${change}.${back}`;
    });
}
function renderTimings(timings) {
    if (timings.length === 0)
        return [];
    const total = timings.reduce((sum, { ms }) => sum + ms, 0);
    const longest = Math.max(...timings.map(({ ms }) => ms));
    const rows = timings.map(({ stage, ms }) => {
        const bar = '█'.repeat(Math.max(1, Math.round((20 * ms) / Math.max(1, longest))));
        return `| ${escapeMarkdown(stage)} | ${(ms / 1000).toFixed(1)} s | ${bar} |`;
    });
    const table = ['| stage | time | |', '|---|---:|---|', ...rows].join('\n');
    return [renderFolded(`Time: ${(total / 1000).toFixed(1)} s`, table)];
}

export { renderFolded as a, renderTable as b, renderLogs as c, renderLedger as d, escapeMarkdown as e, fenceMarkdown as f, renderTimings as g, toPrintableLines as h, describeLedger as i, renderProblem as r, toPrintableLine as t };
