import { cp } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { runProgram } from '../support/run-program.ts'
import { REPOSITORY } from '../support/source-files.ts'
import { openWorkspace } from '../support/workspace.ts'

async function countTests(files: Readonly<Record<string, string>>) {
  const config = `import { CountReporter } from '${REPOSITORY}test/support/count-reporter.ts'
    export default { test: { globals: true, reporters: ['default', new CountReporter()] } }`
  const folder = await openWorkspace({ 'package.json': '{ "type": "module" }', 'vitest.config.ts': config, ...files })
  const { exitCode, output } = await runProgram('vitest', ['run', '--root', folder.path], { cwd: folder.path })
  return { exitCode, lines: output.split('\n').filter(line => / passed, \d+ failed$/.test(line)) }
}

describe('the count of a test run', () => {
  it('holds what passed and what failed, and no skipped test', async () => {
    const text = "test('a', () => {}); test('b', () => {}); test('c', () => { throw 1 }); test.skip('d', () => {})"
    expect(await countTests({ 'a.test.js': text })).toEqual({ exitCode: 1, lines: ['2 passed, 1 failed'] })
  })

  it('is free of failures for a run that exits with 0', async () => {
    expect(await countTests({ 'a.test.js': "test('a', () => {})" })).toEqual({
      exitCode: 0,
      lines: ['1 passed, 0 failed'],
    })
  })

  it('counts a file that cannot be loaded, a hook that throws and an unhandled rejection as failed', async () => {
    const files = {
      'broken.test.js': "import './missing.js'",
      'hook.test.js': "describe('x', () => { beforeAll(() => { throw 1 }); test('a', () => {}) })",
      'late.test.js':
        "test('a', async () => { Promise.reject(new Error('late')); await new Promise(r => setTimeout(r, 50)) })",
    }
    expect(await countTests(files)).toEqual({ exitCode: 1, lines: ['1 passed, 3 failed'] })
  })
})

describe('.ci/run', () => {
  /** A repository whose `npm test` is the given command. */
  async function runCi(test: string) {
    const folder = await openWorkspace({ 'package.json': JSON.stringify({ name: 'x', scripts: { test } }) })
    await cp(`${REPOSITORY}.ci/run`, folder.file('.ci/run'))
    const { exitCode, output } = await runProgram('bash', ['.ci/run'], { cwd: folder.path })
    return { exitCode, lastLine: output.split('\n').at(-1) }
  }

  it.each([
    ['echo 5 passed, 0 failed', 0, '5 passed, 0 failed'],
    ['echo 5 passed, 2 failed && exit 1', 1, '5 passed, 2 failed'],
    ['echo set-up: no nginx && exit 1', 1, '0 passed, 1 failed'],
    ['echo 5 passed, 0 failed && echo crashed && exit 1', 1, '5 passed, 1 failed'],
    ['echo nothing ran', 1, '0 passed, 1 failed'],
  ])('ends as the run did: %s', async (test, exitCode, lastLine) => {
    expect(await runCi(test)).toEqual({ exitCode, lastLine })
  })
})
