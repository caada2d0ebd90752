/**
 * Text from outside (AWS events, server answers, instance logs, branch names), made safe for where it is shown.
 * Nothing else in the code may print or render such text.
 */

/** Longest piece of foreign text in one line of log or summary; the rest is cut and said to be cut. */
const MAX_LINE_LENGTH = 1000

/**
 * One line that the runner cannot read as a workflow command and a terminal cannot read as an escape sequence.
 * The runner takes `::name::` at the start of a line (after white space) and `##[name]` anywhere, on stdout and
 * stderr (actions/runner, src/Runner.Common/ActionCommand.cs).
 */
export function toPrintableLine(text: string, maxLength = MAX_LINE_LENGTH): string {
  const oneLine = text.replaceAll(/\r\n|[\r\n\u0085\u2028\u2029]/g, '␊').replaceAll(INVISIBLE, '�')
  const cut = oneLine.length > maxLength ? `${oneLine.slice(0, maxLength)}… (${oneLine.length} characters)` : oneLine
  return cut.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1: ')
}

/** Each line of `text` by itself, printable; line breaks are kept as line breaks. */
export function toPrintableLines(text: string, maxLines = 200): string[] {
  const lines = text.split(/\r\n|[\r\n\u0085\u2028\u2029]/)
  const kept = lines.slice(0, maxLines).map(line => toPrintableLine(line))
  return lines.length > maxLines ? [...kept, `… ${lines.length - maxLines} more lines`] : kept
}

/** Foreign text inside a line of Markdown, not at its start: no markup, no HTML, no mention, no link. */
export function escapeMarkdown(text: string): string {
  return toPrintableLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|~$#]/g, '\\$&')
    .replaceAll('@', '&#64;')
    .replaceAll('://', '&#58;//')
}

/** Foreign text in a code fence that is longer than any run of backticks in it. */
export function fenceMarkdown(text: string, maxLines = 60): string {
  const lines = toPrintableLines(text, maxLines)
  const longestRun = Math.max(2, ...lines.flatMap(line => (line.match(/`+/g) ?? []).map(run => run.length)))
  const fence = '`'.repeat(longestRun + 1)
  return `${fence}text\n${lines.join('\n')}\n${fence}`
}

// Controls except tab, zero-width and bidirectional marks, the byte order mark, lone surrogates.
const INVISIBLE = /(?!\t)[\p{Cc}\p{Cf}\p{Cs}]/gu
