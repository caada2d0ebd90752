import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { placeOf } from '../../src/history/history-place.ts'
import { type GitHubServer, startGitHub } from '../support/github-api.ts'
import { runAction, TOKEN } from '../support/run-action.ts'
import { listenUnsteadily, type UnsteadyApp } from '../support/unsteady-app.ts'

const BOT = 'github-actions[bot]'
const BRANCH = 'websocket-history'

let github: GitHubServer
let app: UnsteadyApp
let url: string

beforeEach(async () => {
  github = await startGitHub()
  onTestFinished(() => github[Symbol.asyncDispose]())
  app = await listenUnsteadily(true)
  onTestFinished(() => app[Symbol.asyncDispose]())
  url = `ws://127.0.0.1:${app.port}/ws`
})

async function check(inputs: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}) {
  return await runAction({
    action: 'check',
    inputs: { url, attempts: '1', 'fail-on': 'never', 'history-branch': BRANCH, ...inputs },
    env: { GITHUB_API_URL: github.url, ...env },
  })
}

function readLines(): unknown[] {
  const { git } = github.world
  const files = git.listFiles(git.references.get(`refs/heads/${BRANCH}`) ?? '')
  const text = String(git.blobs.get(files.get(placeOf(url).history)?.sha ?? '') ?? '')
  const lines = text.split('\n').filter(Boolean)
  return lines.map(line => JSON.parse(line)).filter(line => 'state' in line)
}

const readReport = ({ temporaryFiles }: { temporaryFiles: Readonly<Record<string, string>> }) =>
  JSON.parse(Object.values(temporaryFiles)[0] ?? '')

describe('check with history-branch', () => {
  it('remembers each check, and says what it was before', async () => {
    const first = await check()
    expect(first.exitCode, first.log).toBe(0)
    expect(first.outputs).toMatchObject({ ok: 'true', changed: '' })
    expect(first.summary).toContain('unknown: no history')
    expect(readReport(first).histories).toEqual([null])

    await nextSecond()
    app.isUp = false
    const second = await check({ 'incident-issue': 'true' })
    expect(second.outputs, second.log).toMatchObject({ ok: 'false', changed: 'true' })
    expect(second.summary).toMatch(
      /\| down since this check; up since .* UTC \(\d+ s, 1 check\) before \| 100 % \| 100 % \|/,
    )
    expect(readReport(second).histories).toMatchObject([{ lastState: 'up', streak: 1 }])
    expect([...github.world.issues.values()][0]?.body).not.toContain('unknown: no history')

    await nextSecond()
    const third = await check()
    expect(third.outputs, third.log).toMatchObject({ changed: 'false' })
    expect(third.summary).toMatch(/\| down since .* 2 checks in a row\)/)
    expect(readLines()).toMatchObject([
      { state: 'up', ms: expect.any(Number) },
      { state: 'down', finding: 'application-error', layer: 'application' },
      { state: 'down', finding: 'application-error' },
    ])
    expect([first, second, third].flatMap(run => run.annotations.filter(({ level }) => level !== 'warning'))).toEqual(
      [],
    )
  })

  it('asks GitHub for nothing unless it is named, and says that there is no history', async () => {
    app.isUp = false
    const run = await check({ 'history-branch': '' })
    expect(github.requests).toEqual([])
    expect(run.summary).toContain('Since when, and what changed since the last good check: unknown: no history.')
  })

  // Each permission of examples/scheduled-check.yml, tried without.
  it.each([
    ['contents', 'The history was not written', /permissions:\n {2}contents: write/, { lines: 0, issues: 1 }],
    ['issues', 'The issues were not all written', /permissions:\n {2}issues: write/, { lines: 1, issues: 0 }],
  ] as const)('goes on without the permission for %s, and says which line is missing', async (name, title, told, left) => {
    app.isUp = false
    const { [name]: _, ...permissions } = { contents: 'write', issues: 'write' } as const
    github.tokens.set(TOKEN, { login: BOT, permissions })
    const run = await check({ 'incident-issue': 'true' })
    expect(run.exitCode, run.log).toBe(0)
    const warnings = run.annotations.filter(({ title }) => title?.endsWith('written'))
    expect(warnings).toMatchObject([{ level: 'warning', title, message: expect.stringMatching(told) }])
    expect({ lines: readLines().length, issues: github.world.issues.size }).toEqual(left)
  })

  it('needs no other permission than those of the example', async () => {
    app.isUp = false
    github.tokens.set(TOKEN, { login: BOT, permissions: { contents: 'write', issues: 'write' } })
    const run = await check({ 'incident-issue': 'true' })
    expect(run.annotations.filter(({ title }) => title?.endsWith('written'))).toEqual([])
    expect({ lines: readLines().length, issues: github.world.issues.size }).toEqual({ lines: 1, issues: 1 })
  })

  it('is not content with permissions to read', async () => {
    app.isUp = false
    github.tokens.set(TOKEN, { login: BOT, permissions: { contents: 'read', issues: 'read' } })
    const run = await check({ 'incident-issue': 'true' })
    const titles = run.annotations.map(({ title }) => title)
    expect(titles).toEqual(expect.arrayContaining(['The history was not written', 'The issues were not all written']))
    expect({ lines: readLines().length, issues: github.world.issues.size }).toEqual({ lines: 0, issues: 0 })
  })

  it('refuses a branch of the run before anything is checked, and leaves the default branch alone', async () => {
    const own = await check({ 'history-branch': 'main' }, { GITHUB_REF_NAME: 'main' })
    expect(own.exitCode).toBe(1)
    expect(own.annotations[0]?.message).toContain(`'history-branch' was "main", which is a branch of this run.`)
    const run = await runAction({
      action: 'check',
      inputs: { url, 'history-branch': 'trunk' },
      env: { GITHUB_API_URL: github.url },
      event: { name: 'push', payload: { repository: { default_branch: 'trunk' } } },
    })
    expect(run.exitCode, run.log).toBe(0)
    expect(run.annotations).toMatchObject([{ level: 'warning', title: 'The history was not written' }])
    expect(github.world.git.references.has('refs/heads/trunk')).toBe(false)
  })
})

/** Lines of the history have no fractions of a second. */
async function nextSecond(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 1010))
}
