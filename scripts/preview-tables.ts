/** The tables of options in docs/previews.md, made from what the code copies and sets. `npm run docs` writes them. */

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import {
  COPIED_OPTIONS,
  type CopiedOptions,
  PREVIEW_OPTIONS,
  type PreviewOption,
} from '../src/platform/copied-options.ts'
import { toCell } from './readme-tables.ts'

const COPIED = /<!-- copied options -->\n[\s\S]*?<!-- end -->/
const SET = /<!-- set options -->\n[\s\S]*?<!-- end -->/

export interface OptionTables {
  readonly copied: readonly CopiedOptions[]
  readonly set: readonly PreviewOption[]
}

/** The page's text with fresh tables between its markers. */
export function fillPreviewTables(page: string, tables: Partial<OptionTables> = {}): string {
  const { copied = COPIED_OPTIONS, set = PREVIEW_OPTIONS } = tables
  const copiedRows = copied.map(({ namespace, optionNames, reason }) => {
    const names = optionNames ? optionNames.map(name => `\`${name}\``).join(', ') : 'all'
    return [`\`${namespace}\``, names, reason]
  })
  const setRows = set.map(({ namespace, optionName, value, reason }) => {
    return [`\`${namespace}\``, `\`${optionName}\``, `\`${value}\``, reason]
  })
  return page
    .replace(COPIED, () => table('copied options', [['namespace', 'options', 'why'], ...copiedRows]))
    .replace(SET, () => table('set options', [['namespace', 'option', 'value', 'why'], ...setRows]))
}

function table(name: string, [head = [], ...rows]: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows.map(row => row.map(toCell))]
  return `<!-- ${name} -->\n${lines.map(cells => `| ${cells.join(' | ')} |`).join('\n')}\n<!-- end -->`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = new URL('../docs/previews.md', import.meta.url)
  await writeFile(page, fillPreviewTables(await readFile(page, 'utf8')))
}
