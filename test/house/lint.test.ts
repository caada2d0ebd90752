import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { runProgram } from '../support/run-program.ts'
import { REPOSITORY } from '../support/source-files.ts'
import { openWorkspace } from '../support/workspace.ts'

const lintAll = ['ci', '--colors=off', '--error-on-warnings']

describe('the linter', () => {
  it('finds nothing wrong in the whole repository, formatting and order of imports included', async () => {
    const { exitCode, output } = await runProgram('biome', lintAll)
    expect(output).toMatch(/^Checked \d{2,} files in [^\n]*\. No fixes applied\.$/)
    expect(exitCode).toBe(0)
  })

  it.each([
    ['export default 1\n', 'noDefaultExport'],
    ['export const a: any = 1\n', 'noExplicitAny'],
    ["console.log('x')\n", 'noConsole'],
    ["import { join } from 'path'\n\njoin('a')\n", 'useNodejsImportProtocol'],
    [`export function f() {\n${'  f()\n'.repeat(41)}}\n`, 'noExcessiveLinesPerFunction'],
    ['export const a = 1;\n', 'File content differs from formatting output'],
  ])('finds what is wrong with %j', async (text, rule) => {
    const { exitCode, output } = await lintAlone(text)
    expect(output).toContain(rule)
    expect(exitCode).not.toBe(0)
  })

  it('lets a function have 40 lines', async () => {
    expect(await lintAlone(`export function f() {\n${'  f()\n'.repeat(38)}}\n`)).toMatchObject({ exitCode: 0 })
  })
})

/** Lints `text` as a file of src, with the repository's rules, in a folder that is no git repository. */
async function lintAlone(text: string) {
  const rules = { ...JSON.parse(await readFile(`${REPOSITORY}biome.json`, 'utf8')), $schema: undefined, vcs: undefined }
  const folder = await openWorkspace({ 'biome.json': JSON.stringify(rules), 'src/example.ts': text })
  return runProgram('biome', [...lintAll, 'src'], { cwd: folder.path })
}
