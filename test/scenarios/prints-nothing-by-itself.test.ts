import { expect, it } from 'vitest'
import { expectHarmless } from '../support/hostile-run.ts'
import { listenHostile } from '../support/hostile-server.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { runAction } from '../support/run-action.ts'
import { openWorkspace } from '../support/workspace.ts'

const TEXTS = HOSTILE_TEXTS.filter(({ text }) => text.length < 2000).map(({ text }) => text)

/** Begins once the action has opened its door. */
function whenStarted(statement: string): Record<string, string> {
  const text = `const texts = ${JSON.stringify(TEXTS)}
    const begin = () => process.listenerCount('uncaughtException') > 0 ? run() : setTimeout(begin, 1)
    const run = () => { ${statement} }
    begin()`
  return { 'preload.mjs': text }
}

async function runWith(statement: string) {
  await using server = await listenHostile()
  const workspace = await openWorkspace(whenStarted(statement))
  return await runAction({
    action: 'check',
    inputs: { url: `ws://127.0.0.1:${server.port}/silent/0`, attempts: '1' },
    env: { NODE_OPTIONS: `--import=${workspace.file('preload.mjs')}`, ACTIONS_STEP_DEBUG: 'true' },
  })
}

it('prints what a library says only as debug', async () => {
  const run = await runWith(`
    for (const text of texts) {
      for (const method of ['log', 'warn', 'error', 'info', 'debug', 'trace', 'dir']) console[method](text)
      process.emitWarning(text)
      process.emitWarning(text, 'DeprecationWarning', 'DEP0000')
    }`)
  expectHarmless(run)
  expect(run.commands.filter(({ name, data }) => name === 'debug' && data.includes('h0stile')).length).toBeGreaterThan(
    100,
  )
})

it.each([
  ['an error', 'throw new Error(texts.join())'],
  ['a rejection', 'Promise.reject(new TypeError(texts.join()))'],
  ['what is no error', 'Promise.reject(texts.join())'],
])('ends with a verdict, which alone tells it, when nobody catches %s', async (_, statement) => {
  const run = await runWith(statement)
  expectHarmless(run)
  expect(run.exitCode).toBe(1)
  expect(run.annotations.map(({ title }) => title)).toEqual(['Nothing was checked'])
  expect(run.outputs).toMatchObject({ ok: 'false' })
  expect(run.summary).toContain('Report this as a bug')
})

it('leaves room for the verdict among the ten errors that the runner shows, and has the others as lines', async () => {
  const run = await runWith("for (let index = 1; index <= 12; index++) Promise.reject(new Error('number ' + index))")
  const errors = run.commands.filter(({ name }) => name === 'error')
  expect(errors.map(({ properties }) => properties.title)).toEqual([
    ...Array(9).fill('An error was not caught'),
    'Nothing was checked',
  ])
  // The first has ended the run: the verdict tells it.
  expect(errors.at(-1)?.data).toMatch(/number 1\b/)
  expect(run.log).toMatch(/^Error: An error was not caught\. .*number 12/m)
})
