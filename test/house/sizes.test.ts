import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { listComments, parseSource, readSourceFiles, type SourceFile, walk } from '../support/source-files.ts'

const MAX_LINES = 150
const MAX_LINES_WITH_REASON = 200

/** Says why the file is long, as in "Longer than most: ..." or "in one file, for ...". */
const REASON = /\b(long|longer|lines|one (file|place|table)|together)\b/i

function findOversized(files: readonly SourceFile[]): string[] {
  return files.flatMap(file => {
    const lines = file.text.trimEnd().split('\n').length
    if (lines <= MAX_LINES || isDataTable(file)) return []
    if (lines > MAX_LINES_WITH_REASON) return [`${file.path} has ${lines} lines, more than ${MAX_LINES_WITH_REASON}`]
    if (REASON.test(listComments(file)[0] ?? '')) return []
    return [`${file.path} has ${lines} lines, and its first comment gives no reason for more than ${MAX_LINES}`]
  })
}

/** Nothing but declarations of values and types: no function has a body of statements. */
function isDataTable({ tree }: SourceFile): boolean {
  const hasStatements = (node: ts.Node) => ts.isBlock(node) && node.statements.length > 0
  return !walk(tree).some(hasStatements)
}

describe('a file in src, scripts or bench', () => {
  it('has at most 150 lines, or 200 with the reason in its first comment', () => {
    expect(findOversized(readSourceFiles('src/**/*.ts', '{scripts,bench}/**/*.{ts,js}'))).toEqual([])
  })
})

describe('a file that is too long', () => {
  const code = (lines: number) => `function f() {\n${'  f()\n'.repeat(lines - 2)}}\n`

  it('is seen with 151 lines without a reason, and with 201 in any case', () => {
    const reason = '/** Steps. Longer than most: the steps are read in one go. */\n'
    const check = (text: string) => findOversized([parseSource('src/a.ts', text)]).length
    expect([code(150), code(151), reason + code(199), reason + code(200)].map(check)).toEqual([0, 1, 0, 1])
  })

  it('may be a table of data', () => {
    const table = `export const rows = [\n${"  { id: 1, describe: (name: string) => name + '!' },\n".repeat(300)}]\n`
    expect(findOversized([parseSource('src/a.ts', table)])).toEqual([])
  })
})
