import { b as toPrintableLines, a as toPrintableLine } from './untrusted.js';

/**
 * Markdown for the job summary. A string that is put into it is taken for foreign text and escaped; only the literal
 * pieces of `markdown` templates are markup, so that no text from outside can become a link, an image or HTML.
 */
/** markdown`**Version:** ${label}`: strings are escaped, Markdown goes in as it is. */
function markdown(literals, ...parts) {
    const rest = parts.map((part, index) => `${toMarkup(part)}${literals[index + 1] ?? ''}`);
    return new MarkdownText(`${literals[0] ?? ''}${rest.join('')}`);
}
function joinMarkdown(parts, separator) {
    return new MarkdownText(parts.map(toMarkup).join(separator));
}
/** Foreign text in a code fence that is longer than any run of backticks in it. */
function fenceMarkdown(text, maxLines = 60) {
    const lines = toPrintableLines(text, { maxLines });
    const fence = '`'.repeat(longestRun(lines.join('\n'), 2) + 1);
    return new MarkdownText(`${fence}text\n${lines.join('\n')}\n${fence}`);
}
/** A command to copy, in one line; not for tables, whose cells end at a `|` even in code. */
function codeMarkdown(text) {
    const line = toPrintableLine(text);
    const ticks = '`'.repeat(longestRun(line, 0) + 1);
    return new MarkdownText(`${ticks} ${line} ${ticks}`);
}
/** The blocks in their order. One that would make it longer than `maxBytes` is left out whole, so no fence is cut open. */
function renderMarkdown(blocks, maxBytes) {
    let text = '';
    let isShort = false;
    for (const block of blocks) {
        const longer = `${text}${block.text}\n\n`;
        if (Buffer.byteLength(longer) > maxBytes - LEFT_OUT.length)
            isShort = true;
        else
            text = longer;
    }
    return `${text.trimEnd()}\n${isShort ? LEFT_OUT : ''}`;
}
const LEFT_OUT = '\n(What was too long for a summary has been left out; it is in the report file.)\n';
class MarkdownText {
    #text;
    constructor(text) {
        this.#text = text;
    }
    get text() {
        return this.#text;
    }
}
function toMarkup(part) {
    if (part instanceof MarkdownText)
        return part.text;
    return typeof part === 'number' ? String(part) : escapeText(part);
}
/**
 * No markup, no HTML, no list, heading or table cell, and nothing that GitHub would make a link of: addresses, mentions
 * and numbers of issues. Against the last two a character reference alone does not help, because they are looked for in
 * the text that it stands for, so a word joiner follows.
 */
function escapeText(text) {
    return toPrintableLine(text)
        .replaceAll(/[&<>@#\\`*_[\]|~$!]|:(?=\/\/)|(?<=\bwww)\./gi, mark => REFERENCES[mark] ?? `\\${mark}`)
        .replace(/^\s+/, ' ')
        .replace(/^ ?(\d{1,9}(?=[.)])|(?=[-+=]))/, '$&\\');
}
const REFERENCES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '@': '&#64;&#8288;',
    '#': '&#35;&#8288;',
    ':': '&#58;',
    '.': '&#46;',
};
function longestRun(text, atLeast) {
    return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), atLeast);
}

/** Pieces of a summary that more than one report has. Pure. */
const MOST_LINES_TOLD = 50;
/** What happened, and what to do: a sentence, and behind an empty line what to paste. */
function renderProblem({ title, what, remedy }) {
    const [instruction = '', ...paste] = remedy.split('\n\n');
    const told = joinMarkdown(what.split('\n').slice(0, MOST_LINES_TOLD), '<br>\n');
    return joinMarkdown([
        title ? markdown `**${title}.** ${told}` : told,
        markdown `**What to do:** ${joinMarkdown(instruction.split('\n'), '<br>\n')}`,
        ...(paste.length > 0 ? [fenceMarkdown(paste.join('\n\n'))] : []),
    ], '\n\n');
}
function renderHeading(ok, headline) {
    return markdown `## ${ok ? '✅' : '❌'} ${headline}`;
}
function renderTable(rows) {
    const lines = rows.map(([name, cell]) => markdown `| **${name}** | ${cell} |`);
    return joinMarkdown([markdown `| | |`, markdown `|---|---|`, ...lines], '\n');
}
function renderList(items) {
    return joinMarkdown(items.map(item => markdown `- ${item}`), '\n');
}
/** Unfolded where the logs are what explains the failure. */
function renderLogs(logs, { unfolded }) {
    return logs
        .filter(instance => instance.files.length > 0)
        .map(({ instanceId, files }) => {
        const title = markdown `Last lines of the logs of ${instanceId}`;
        const text = files.map(file => [`${file.path}:`, ...file.lines].join('\n')).join('\n\n');
        return unfolded ? markdown `**${title}**\n\n${fenceMarkdown(text)}` : renderFolded(title, fenceMarkdown(text));
    });
}
function renderFolded(title, content) {
    return markdown `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;
}
function renderLedger(entries) {
    if (entries.length === 0)
        return [markdown `Nothing was changed.`];
    const items = entries.map(entry => {
        const back = howToTakeBack(entry);
        return back ? markdown `${describeChange(entry)} To take it back: ${codeMarkdown(back)}` : describeChange(entry);
    });
    return [renderFolded(`What was changed (${entries.length})`, renderList(items))];
}
/** A line for each change, for log and summary. */
function describeLedger(entries) {
    return entries.map(entry => {
        const back = howToTakeBack(entry);
        return back ? `${describeChange(entry)} To take it back: ${back}` : describeChange(entry);
    });
}
const OUTCOMES = { asked: 'asked for, not answered', done: 'done', failed: 'failed' };
function describeChange({ change, outcome }) {
    return `${OUTCOMES[outcome]}: ${change}.`;
}
function howToTakeBack({ outcome, undo }) {
    return outcome === 'failed' ? undefined : undo;
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
    return [renderFolded(`Time: ${(total / 1000).toFixed(1)} s`, table)];
}

export { renderProblem as a, renderFolded as b, renderTable as c, renderLogs as d, renderLedger as e, fenceMarkdown as f, renderTimings as g, renderList as h, describeLedger as i, joinMarkdown as j, renderMarkdown as k, markdown as m, renderHeading as r };
