/** The tables of options and exit codes in docs/command-line.md, made from what `--help` prints. `npm run docs` writes them. */

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { COMMAND_OPTIONS, EXIT_CODES, toInput } from '../src/inputs/command-options.ts'
import { LOCAL_EXIT_CODES, LOCAL_OPTIONS } from '../src/inputs/local-options.ts'
import { describeOption, writeOption } from '../src/report/command-help.ts'
import { toCell } from './readme-tables.ts'

const OPTIONS = /<!-- options -->\n[\s\S]*?<!-- end -->/
const EXITS = /<!-- exit codes -->\n[\s\S]*?<!-- end -->/
const LOCAL = /<!-- options of local -->\n[\s\S]*?<!-- end -->/
const LOCAL_EXITS = /<!-- exit codes of local -->\n[\s\S]*?<!-- end -->/

/** The page's text with fresh tables between its markers. */
export function fillOptions(page: string, options = COMMAND_OPTIONS, ofLocal = LOCAL_OPTIONS): string {
  const rows = options.map(option => {
    const input = option.value && option.name !== 'timeout' ? `\`${toInput(option)}\`` : ''
    return `| \`${writeOption(option)}\` | ${input} | ${toCell(describeOption(option))} |`
  })
  const localRows = ofLocal.map(option => `| \`${writeOption(option)}\` | ${toCell(describeOption(option))} |`)
  return page
    .replace(OPTIONS, () => table('options', ['| option | input of the action | meaning |', '|---|---|---|', ...rows]))
    .replace(EXITS, () => table('exit codes', listCodes(EXIT_CODES)))
    .replace(LOCAL, () => table('options of local', ['| option | meaning |', '|---|---|', ...localRows]))
    .replace(LOCAL_EXITS, () => table('exit codes of local', listCodes(LOCAL_EXIT_CODES)))
}

function listCodes(codes: Readonly<Record<number, string>>): string[] {
  const rows = Object.entries(codes).map(([code, meaning]) => `| ${code} | ${toCell(meaning)} |`)
  return ['| exit code | meaning |', '|---|---|', ...rows]
}

function table(name: string, lines: readonly string[]): string {
  return `<!-- ${name} -->\n${lines.join('\n')}\n<!-- end -->`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = new URL('../docs/command-line.md', import.meta.url)
  await writeFile(page, fillOptions(await readFile(page, 'utf8')))
}
