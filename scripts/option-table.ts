/** The tables of options and exit codes in docs/command-line.md, made from what `--help` prints. `npm run docs` writes them. */

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { COMMAND_OPTIONS, EXIT_CODES, toInput } from '../src/inputs/command-options.ts'
import { describeOption, writeOption } from '../src/report/command-help.ts'
import { toCell } from './readme-tables.ts'

const OPTIONS = /<!-- options -->\n[\s\S]*?<!-- end -->/
const EXITS = /<!-- exit codes -->\n[\s\S]*?<!-- end -->/

/** The page's text with fresh tables between its markers. */
export function fillOptions(page: string, options = COMMAND_OPTIONS): string {
  const rows = options.map(option => {
    const input = option.value && option.name !== 'timeout' ? `\`${toInput(option)}\`` : ''
    return `| \`${writeOption(option)}\` | ${input} | ${toCell(describeOption(option))} |`
  })
  const codes = Object.entries(EXIT_CODES).map(([code, meaning]) => `| ${code} | ${toCell(meaning)} |`)
  return page
    .replace(OPTIONS, () => table('options', ['| option | input of the action | meaning |', '|---|---|---|', ...rows]))
    .replace(EXITS, () => table('exit codes', ['| exit code | meaning |', '|---|---|', ...codes]))
}

function table(name: string, lines: readonly string[]): string {
  return `<!-- ${name} -->\n${lines.join('\n')}\n<!-- end -->`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = new URL('../docs/command-line.md', import.meta.url)
  await writeFile(page, fillOptions(await readFile(page, 'utf8')))
}
