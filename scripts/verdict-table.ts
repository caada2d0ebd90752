/** The tables of docs/verdicts.md, made from the rows that the tests play. `npm run docs` writes them. */

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { ExpectedVerdict, FindingRow, OtherTools, VerdictRow } from '../test/verdicts/verdict-row.ts'
import { FINDING_ROWS, VERDICT_ROWS } from '../test/verdicts/verdict-rows.ts'
import { toCell } from './readme-tables.ts'

const MARKED = /<!-- verdicts -->\n[\s\S]*?<!-- end -->/
const COLUMNS = ['what happens', 'what AWS shows of it', 'other tools', 'the verdict', 'exit code']
const TOOLS = ['official 1.1', 'official 1.0', 'einaregilsson v22', 'blue-green v5']

export interface Verdicts {
  readonly played: Readonly<Record<string, readonly VerdictRow[]>>
  readonly findings: readonly FindingRow[]
}

/** The page's text with fresh tables between its markers. */
export function fillVerdicts(page: string, verdicts: Verdicts = { played: VERDICT_ROWS, findings: FINDING_ROWS }) {
  const tables = Object.entries(verdicts.played).map(([title, rows]) => writeTable(title, rows.map(toCells)))
  const found = writeTable('What the opening handshake finds', verdicts.findings.map(toFindingCells))
  return page.replace(MARKED, () => `<!-- verdicts -->\n${[...tables, found].join('\n')}<!-- end -->`)
}

function writeTable(title: string, rows: ReadonlyArray<readonly string[]>): string {
  const lines = [COLUMNS, COLUMNS.map(() => '---'), ...rows.map(row => row.map(toCell))]
  return `## ${title}\n\n${lines.map(cells => `| ${cells.join(' | ')} |`).join('\n')}\n`
}

function toCells({ happens, shows = '', others, verdict }: VerdictRow): string[] {
  return [happens, shows, others ? describeOthers(others) : '', describeVerdict(verdict), verdict.code ? '1' : '0']
}

function toFindingCells({ happens, shows = '', finding }: FindingRow): string[] {
  return [happens, shows, '', `\`${finding}\``, '1']
}

function describeOthers(codes: OtherTools): string {
  return TOOLS.map((tool, index) => `${tool}: ${codes[index]}`).join('; ')
}

function describeVerdict({ code, says, tells }: ExpectedVerdict): string {
  const named = code === undefined ? 'success' : `\`${code}\``
  return `${named}${says ? `: *… ${says} …*` : ''}${tells ? `; in the log: *… ${tells} …*` : ''}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = new URL('../docs/verdicts.md', import.meta.url)
  await writeFile(page, fillVerdicts(await readFile(page, 'utf8')))
}
