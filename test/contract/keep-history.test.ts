import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import type { Clock } from '../../src/clock.ts'
import { appendLines } from '../../src/history/append-lines.ts'
import { type History, parseHistory, writeHistory } from '../../src/history/history.ts'
import { type HistoryLine, toHistoryTime } from '../../src/history/history-line.ts'
import { placeOf } from '../../src/history/history-place.ts'
import type { Log } from '../../src/log.ts'
import { type HistoryContext, type KeptHistory, keepHistory } from '../../src/stories/keep-history.ts'
import { type GitHubServer, startGitHub } from '../support/github-api.ts'
import { openSkippingClock, openTestClient } from '../support/github-client.ts'

const BRANCH = 'websocket-history'
const START_MS = Date.parse('2026-11-26T12:07:00Z')
const HOUR_MS = 3_600_000

let server: GitHubServer
let context: HistoryContext
let warnings: string[]

beforeEach(async () => {
  server = await startGitHub()
  onTestFinished(() => server[Symbol.asyncDispose]())
  warnings = []
  context = await openContext(new AbortController().signal)
})

async function openContext(signal: AbortSignal): Promise<HistoryContext> {
  const { github } = await openTestClient(server, { signal })
  const clock: Clock = { ...openSkippingClock(), now: () => START_MS + HOUR_MS }
  const log = { info: text => warnings.push(text), warning: text => warnings.push(text) } as Partial<Log> as Log
  return { github, clock, log, signal }
}

type State = HistoryLine['state']

interface Run {
  /** Hours since the first check. */
  readonly hour?: number
  readonly states?: Readonly<Record<string, State>>
  readonly from?: HistoryContext
}

function run({ hour = 0, states = { chat: 'up' }, from = context }: Run = {}): Promise<KeptHistory> {
  const startedMs = START_MS + hour * HOUR_MS + 400
  return keepHistory(from, {
    branch: BRANCH,
    targets: Object.keys(states),
    startedMs,
    makeLine: target => ({ at: toHistoryTime(startedMs), target, state: states[target] ?? 'unknown', ms: 40 }),
  })
}

function readFiles(): Record<string, string> {
  const { git } = server.world
  const head = git.references.get(`refs/heads/${BRANCH}`) ?? ''
  return Object.fromEntries([...git.listFiles(head)].map(([path, { sha }]) => [path, String(git.blobs.get(sha))]))
}

function readLines(target = 'chat'): string[] {
  const text = readFiles()[placeOf(target).history] ?? ''
  return parseHistory(text, target).lines.map(({ at, state }) => `${at.slice(11, 16)} ${state}`)
}

function countCommits(): number {
  const { git } = server.world
  let count = 0
  for (let sha = git.references.get(`refs/heads/${BRANCH}`); sha; sha = git.commits.get(sha)?.parents[0]) count += 1
  return count
}

describe('the history of checks', () => {
  it('is made with its branch: a file, a chart and badges of each target, and a page of all, in one commit', async () => {
    expect(await run({ states: { chat: 'up', live: 'down' } })).toMatchObject({ pasts: new Map(), isKept: true })
    const files = readFiles()
    const places = [placeOf('chat'), placeOf('live')].flatMap(place => Object.values(place))
    expect(Object.keys(files).toSorted()).toEqual(['README.md', 'badge.json', 'badge.svg', ...places].toSorted())
    expect(files['README.md']).toContain('# ❌ 1 of 2 WebSockets is down')
    expect(files['badge.json']).toContain('"message": "1 of 2 down"')
    expect([countCommits(), warnings]).toEqual([1, []])
  })

  it('takes a request for each target and six for all', async () => {
    const states = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`target ${index}`, 'up' as const]))
    await run({ states })
    server.requests.length = 0
    await run({ hour: 1, states })
    expect(server.requests).toHaveLength(20 + 6)
  })

  it('is written in parts of a size that GitHub takes, onto each other, in one commit', async () => {
    const names = Array.from({ length: 6 }, (_, index) => `target ${index}`)
    const full = fillHistory()
    writeFiles(Object.fromEntries(names.map(name => [placeOf(name).history, writeHistory({ ...full, target: name })])))
    server.requests.length = 0
    const { isKept } = await run({ hour: 1, states: Object.fromEntries(names.map(name => [name, 'up' as const])) })
    expect([isKept, warnings]).toEqual([true, []])
    for (const name of names) expect(readLines(name).at(-1)).toBe('13:07 up')
    expect(Object.keys(readFiles())).toHaveLength(4 * names.length + 3)
    expect(server.requests.filter(request => request.endsWith('/git/trees')).length).toBeGreaterThan(1)
    expect(countCommits()).toBe(2)
  })

  it('tells the past before it is added to', async () => {
    await run()
    await run({ hour: 1, states: { chat: 'down' } })
    const { pasts } = await run({ hour: 2, states: { chat: 'down', live: 'up' } })
    expect(pasts?.get('chat')).toMatchObject({ lastState: 'down', streak: 1, lastGoodAt: '2026-11-26T12:07:00Z' })
    expect(pasts?.has('live')).toBe(false)
    expect(readLines()).toEqual(['12:07 up', '13:07 down', '14:07 down'])
  })

  it('loses nothing and has nothing twice when runs overlap', async () => {
    const hours = [0, 1, 2, 3, 4]
    await Promise.all(hours.map(async hour => run({ hour, from: await openContext(context.signal) })))
    expect(readLines()).toEqual(['12:07 up', '13:07 up', '14:07 up', '15:07 up', '16:07 up'])
    expect(warnings).toEqual([])
  })

  it('has the lines of other targets when runs for each overlap', async () => {
    await Promise.all([run({ states: { chat: 'up' } }), run({ states: { live: 'down' } })])
    expect([readLines('chat'), readLines('live')]).toEqual([['12:07 up'], ['12:07 down']])
  })

  it.each([
    'reset-after',
    'bad-gateway-after',
    'reset',
  ] as const)('has each check once when an answer is lost: %s', async kind => {
    for (const [hour, on] of ['/git/trees', '/git/commits', '/git/refs', '^PATCH', '^GET'].entries()) {
      server.faults.add({ on: new RegExp(on), times: 1, fault: { kind } })
      await run({ hour })
    }
    expect(readLines()).toEqual(['12:07 up', '13:07 up', '14:07 up', '15:07 up', '16:07 up'])
    expect([countCommits(), warnings]).toEqual([5, []])
  })

  it('does not take its own line for the past when every answer to it is lost', async () => {
    await run()
    server.faults.add({ on: /^PATCH/, times: 4, fault: { kind: 'bad-gateway-after' } })
    const { pasts } = await run({ hour: 1, states: { chat: 'down' } })
    expect(pasts?.get('chat')).toMatchObject({ lastState: 'up', streak: 1 })
    expect(readLines()).toEqual(['12:07 up', '13:07 down'])
  })

  it('is a warning where it cannot be written, and its past is known', async () => {
    await run()
    server.faults.add({ on: /^PATCH/, fault: { kind: 'answer', status: 422, body: '{"message":"Protected."}' } })
    const { pasts, isKept } = await run({ hour: 1 })
    expect([pasts?.get('chat')?.streak, isKept]).toEqual([1, false])
    expect(warnings).toEqual([
      expect.stringMatching(/"Protected\."[\s\S]*\nLeave "websocket-history" out of the rules/),
    ])
  })

  it('is a warning with the permission that it needs, and its past is unknown', async () => {
    for (const [text, token] of server.tokens) server.tokens.set(text, { ...token, permissions: { contents: 'read' } })
    expect(await run()).toMatchObject({ isKept: false })
    expect(warnings).toEqual([expect.stringContaining('contents: write')])
  })

  it('is not written where the branch has a README.md of somebody else', async () => {
    const { git } = server.world
    const tree = git.addTree([{ path: 'README.md', mode: '100644', sha: git.addBlob(Buffer.from('# My project\n')) }])
    git.references.set(`refs/heads/${BRANCH}`, git.addCommit({ tree, parents: [], message: 'mine' }))
    expect(await run()).toEqual({ pasts: undefined, formers: new Map(), isKept: false })
    expect(Object.keys(readFiles())).toEqual(['README.md'])
    expect(warnings).toEqual([expect.stringContaining("Set 'history-branch' to a branch of its own")])
  })

  it('is left as it is where a later version has written it, and kept for the other targets', async () => {
    writeFile(placeOf('chat').history, '{"version":2}\n')
    expect(await run({ states: { chat: 'up', live: 'up' } })).toMatchObject({ isKept: false })
    expect(readFiles()[placeOf('chat').history]).toBe('{"version":2}\n')
    expect(readLines('live')).toEqual(['12:07 up'])
    expect(warnings).toEqual([
      expect.stringContaining('A later version of this action has written the history of "chat"'),
    ])
  })

  it('goes on without lines that nobody can read', async () => {
    writeFile(placeOf('chat').history, '<<<<<<< HEAD\n{"at":"2026-11-26T11:07:00Z","state":"up"}\n=======\n')
    await run()
    expect(readLines()).toEqual(['11:07 up', '12:07 up'])
    expect(warnings).toEqual(['2 lines in the history of "chat" were not readable, and are left out.'])
  })

  it('is left where its check is there already, and knows nothing of that', async () => {
    await run()
    expect(await run()).toMatchObject({ pasts: new Map(), isKept: true })
    expect(countCommits()).toBe(1)
  })

  it('ends with the run', async () => {
    const controller = new AbortController()
    controller.abort(new ActionError({ code: 'cancelled', message: 'The job was cancelled.', hint: 'Run it again.' }))
    await expect(run({ from: await openContext(controller.signal) })).rejects.toThrow('The job was cancelled')
    expect(warnings).toEqual([])
  })
})

/** About as large as a file may be: every check has other facts. */
function fillHistory(): History {
  const lines = Array.from({ length: 1400 }, (_, index): HistoryLine => {
    const facts = { versionLabel: `v${index}`, rules: `${index} `.padEnd(190, 'r'), listeners: 'l'.repeat(190) }
    return { at: toHistoryTime(START_MS - (1400 - index) * HOUR_MS), target: 'chat', state: 'up', facts }
  })
  return appendLines(parseHistory('', 'chat'), lines)
}

function writeFile(path: string, text: string): void {
  writeFiles({ [path]: text })
}

function writeFiles(files: Readonly<Record<string, string>>): void {
  const { git } = server.world
  const entries = Object.entries(files).map(([path, text]) => ({
    ...{ path, mode: '100644', sha: git.addBlob(Buffer.from(text)) },
  }))
  const tree = git.addTree(entries)
  git.references.set(`refs/heads/${BRANCH}`, git.addCommit({ tree, parents: [], message: 'another' }))
}
