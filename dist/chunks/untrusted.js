/** The one kind of error that is meant for people: what happened, and what to do about it. */
class ActionError extends Error {
    code;
    hint;
    operation;
    constructor({ code, message, hint, cause, operation }) {
        super(message, { cause });
        this.name = 'ActionError';
        this.code = code;
        this.hint = hint;
        this.operation = operation;
    }
}

/**
 * Text from outside (AWS events, server answers, instance logs, file and branch names), made safe for where it is
 * shown. The types are made here alone, and what prints takes nothing else: runner.ts for the log and the outputs,
 * markdown.ts for the summary.
 */
/** Longest piece of foreign text in one line of log or summary; the rest is cut and said to be cut. */
const MAX_LINE_LENGTH = 1000;
const MAX_QUOTED_LENGTH = 700;
/**
 * One line that the runner cannot read as a workflow command and a terminal cannot read as an escape sequence.
 * The runner takes `::name::` at the start of a line (after white space) and `##[name]` anywhere, on stdout and
 * stderr (actions/runner, src/Runner.Common/ActionCommand.cs).
 */
function toPrintableLine(text, maxLength = MAX_LINE_LENGTH) {
    const cut = text.length > maxLength ? `${text.slice(0, maxLength)}… (${text.length} characters)` : text;
    const oneLine = cut.replaceAll(LINE_BREAK, '␊').replaceAll(INVISIBLE, '�');
    return oneLine.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1: ');
}
/** Each line of `text` by itself, printable; line breaks are kept as line breaks. */
function toPrintableLines(text, { maxLines = 200, gutter = '' } = {}) {
    const lines = text.split(LINE_BREAK);
    const kept = lines.slice(0, maxLines);
    const shown = lines.length > maxLines ? [...kept, `… ${lines.length - maxLines} more lines`] : kept;
    return shown.map(line => toPrintableLine(gutter + line, gutter.length + MAX_LINE_LENGTH));
}
/** Several lines in one text, for annotations: the line breaks between them are escaped by who prints. */
function toPrintableText(text, { maxLines, maxLength }) {
    const joined = toPrintableLines(text, { maxLines }).join('\n');
    return (joined.length > maxLength ? `${joined.slice(0, maxLength).toWellFormed()}…` : joined);
}
/** Foreign text inside a message of ours, in quotes and in one line, so that it cannot pass for our own words. */
function quoteForeign(text) {
    return `"${toPrintableLine(text, MAX_QUOTED_LENGTH)}"`;
}
/** Foreign text as one word of a command line that a person may paste into a shell. */
function toShellWord(text) {
    return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${toPrintableLine(text).replaceAll("'", `'\\''`)}'`;
}
/** '' for what has not the form that the output must have, and for what the log would not show as it is. */
function toOutputValue(text, form) {
    const isPlain = text.split('\n').every(line => toPrintableLine(line, line.length) === line);
    return (isPlain && form.test(text) ? text : '');
}
const LINE_BREAK = /\r\n|[\r\n\u0085\u2028\u2029]/g;
/**
 * Controls except tab, zero-width and bidirectional marks, fillers, the byte order mark, lone surrogates; but not the
 * variation selectors that ordinary emoji end in.
 */
const INVISIBLE = /[[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]--[\t\uFE0E\uFE0F]]/gv;

export { ActionError as A, toPrintableLine as a, toPrintableLines as b, toShellWord as c, toPrintableText as d, quoteForeign as q, toOutputValue as t };
