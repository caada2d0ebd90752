import { b as toPrintableLines, a as toPrintableLine, A as ActionError } from './untrusted.js';

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
/** Drawn by GitHub in summaries, comments and issues. */
function flowchartMarkdown(chart) {
    return new MarkdownText(`\`\`\`mermaid\n${chart}\n\`\`\``);
}
/** A command to copy, in one line; not for tables, whose cells end at a `|` even in code. */
function codeMarkdown(text) {
    const line = toPrintableLine(text);
    if (!/^ |`| $/.test(line))
        return new MarkdownText(`\`${line}\``);
    const ticks = '`'.repeat(longestRun(line, 0) + 1);
    return new MarkdownText(`${ticks} ${line} ${ticks}`);
}
/** To a place of our own choosing, never a foreign one. */
function linkMarkdown(text, place) {
    if (place.protocol !== 'https:')
        throw new TypeError(`A link must be https, and was ${place.protocol}`);
    // What would end the link, or the cell of a table that it stands in.
    const target = place.href.replaceAll(/[<>|\\]/g, encodeURIComponent);
    return new MarkdownText(`[${escapeText(text)}](<${target}>)`);
}
/**
 * The address of an environment as a link to itself: a host, a port if it has one, and no more. An environment without a
 * certificate has no other scheme than `http`. Anything else is text.
 */
function siteMarkdown(url) {
    return new MarkdownText(SITE.test(url) ? `[${escapeText(url)}](<${url}>)` : escapeText(url));
}
const SITE = /^http:\/\/[\w.-]{1,253}(:\d{1,5})?\/$/;
/** A picture that lies beside the page, in a file that we have named. */
function imageMarkdown(description, path) {
    if (!/^[a-z]+\/[a-z0-9-]+\.svg$/.test(path))
        throw new TypeError(`A picture must be a file of ours, and was ${path}`);
    return new MarkdownText(`![${escapeText(description)}](${path})`);
}
/** Folded away behind a title, which is HTML to GitHub: there a backslash would be shown. */
function foldMarkdown(title, content) {
    const shown = toPrintableLine(title).replaceAll(/[&<>@#]|(?<=\bGH)-(?=\d)/gi, mark => REFERENCES[mark] ?? mark);
    return new MarkdownText(`<details><summary>${shown}</summary>\n\n${content.text}\n\n</details>`);
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
const LEFT_OUT = '\n(What was too long to be shown here has been left out; it is in the report file.)\n';
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
 * No markup, no HTML, no list, heading or table, and nothing that GitHub would make a link of: addresses, mentions and
 * numbers of issues (#1, GH-1). Against the last two a character reference alone does not help, because they are looked
 * for in the text that it stands for, so a word joiner follows.
 */
function escapeText(text) {
    return toPrintableLine(text)
        .replaceAll(/[&<>@#\\`*_[\]|~$!]|:(?=\/\/)|(?<=\bwww)\.|(?<=\bGH)-(?=\d)/gi, mark => REFERENCES[mark] ?? `\\${mark}`)
        .trim()
        .replace(/^(\d{1,9}(?=[.)](\s|$))|(?=[-+=:]))/, '$&\\');
}
const REFERENCES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '@': '&#64;&#8288;',
    '#': '&#35;&#8288;',
    ':': '&#58;',
    '.': '&#46;',
    '-': '-&#8288;',
};
function longestRun(text, atLeast) {
    return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), atLeast);
}

/** Where the docs of this action tell more about a finding: as words that hold everywhere, and as a link where the place is known. Pure. */
/** The heading of its kind, by the path in this repository. */
function nameSection({ kind }) {
    return `docs/findings.md#${kind}`;
}
/** Undefined where the place is not known. */
function linkSection(section, { serverUrl, repository, ref }) {
    if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^[\w./-]+$/.test(ref))
        return undefined;
    const url = URL.parse(`${serverUrl}/${repository}/blob/${ref}/${section}`);
    return url?.protocol === 'https:' ? url : undefined;
}
/** A rendered page in which each section that is named in code is a link; as it is where that would be longer than `maxBytes`. */
function linkSections(page, place, maxBytes) {
    const linked = page.replaceAll(NAMED, (words, section) => {
        const url = linkSection(section, place);
        return url ? `[${section}](<${url.href}>)` : words;
    });
    return Buffer.byteLength(linked) > maxBytes ? page : linked;
}
const NAMED = /(?<=^More about it in beanstalk-websockets: )`(docs\/findings\.md#[a-z-]+)`$/gm;

/** Did the run do all that was asked for; and if not, what is the one thing to tell first? Pure. */
const LONGEST_MESSAGE = 2000;
/** What was thrown, as a problem: an ActionError says itself what to do; anything else is a bug of ours. */
function toProblem(error) {
    if (error instanceof ActionError)
        return describeActionError(error);
    const { stack } = error instanceof Error ? error : {};
    return {
        code: 'bug',
        what: `The run failed in a way that is not known: ${String(error).slice(0, LONGEST_MESSAGE)}`,
        remedy: 'Report this as a bug of beanstalk-websockets, with this text and its stack from the log.',
        ...(stack === undefined ? {} : { stack }),
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
function describeFinding({ kind, title, explanation: what, remedy }) {
    return { code: kind, title, what, remedy, section: nameSection({ kind }) };
}

export { fenceMarkdown as a, flowchartMarkdown as b, codeMarkdown as c, describeFinding as d, siteMarkdown as e, foldMarkdown as f, linkSection as g, linkSections as h, imageMarkdown as i, joinMarkdown as j, linkMarkdown as l, markdown as m, renderMarkdown as r, splitRemedy as s, toProblem as t };
