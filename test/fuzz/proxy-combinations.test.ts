import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isRefusal } from '../../src/proxy/proxy-finding.ts'
import { ask, type ProxyAnswer, shakeHands } from '../support/ask-proxy.ts'
import { tellFigure } from '../support/figures.ts'
import { extendFiles, planProxy } from '../support/plan-proxy.ts'
import { type JudgedBundle, type JudgedProxy, openProxyJudge, type ProxyJudge } from '../support/proxy-judge.ts'
import { scaled } from '../support/scale.ts'
import { type Combination, makeCombination } from './proxy-combinations.ts'
import { ONLY_CASE, openRandom, SEED } from './random.ts'

const COUNT = scaled(40, 200)
const CASES = ONLY_CASE === undefined ? Array.from({ length: COUNT }, (_, index) => index) : [ONLY_CASE]

let judge: ProxyJudge

beforeAll(async () => {
  judge = await openProxyJudge()
})

afterAll(() => judge[Symbol.asyncDispose]())

type Headers = Readonly<Record<string, string>>

/** Plain requests, whose answers nobody may notice a change in. */
const QUESTIONS: readonly { readonly path: string; readonly method?: string; readonly headers?: Headers }[] = [
  { path: '/' },
  { path: '/ws?a=%2F' },
  { path: '/ws/' },
  { path: '/ws/files/a.js' },
  { path: '/ws/api' },
  { path: '/chat/7', method: 'POST' },
  { path: '/static/a.js' },
  { path: '/socket.io/?EIO=4&transport=polling' },
  { path: '/api', headers: { host: 's1.example.com', 'x-forwarded-proto': 'https' } },
  { path: '/', headers: { 'x-forwarded-proto': 'http', 'x-forwarded-for': '203.0.113.9' } },
  { path: '/index.php?a=b', headers: { host: 'other.example.com', connection: 'close' } },
]

interface Judgement {
  readonly refusal: string | undefined
  readonly answers: readonly string[]
  /** Of HANDSHAKES, in their order. */
  readonly handshakes: readonly number[]
}

const HANDSHAKES = ['/ws', '/ws/files/a', '/ws/api', '/ws/.ht', '/ws/a.js', '/chat/7']

/** What a proxy says of itself that keeps people out, or that answers in the place of the app. */
const DECISIONS: readonly number[] = [204, 401, 403]

async function judgeFiles(bundle: JudgedBundle): Promise<Judgement> {
  await using proxy = await judge.stage(bundle)
  if (proxy.refusal !== undefined) return { refusal: proxy.refusal, answers: [], handshakes: [] }
  const port = proxy.portOf(80)
  const answers: string[] = []
  for (const question of QUESTIONS) {
    const answer = describeAnswer(await ask({ ...question, port }), proxy)
    answers.push(answer.replaceAll(`:${port}/`, ':80/'))
  }
  const handshakes: number[] = []
  for (const path of HANDSHAKES) handshakes.push(await shakeHands({ port, path }))
  return { refusal: undefined, answers, handshakes }
}

/** Without what differs from one second, or one start, to the next. */
function describeAnswer({ status, headers, body }: ProxyAnswer, { unmap }: JudgedProxy): string {
  const { date: _date, etag: _etag, 'last-modified': _modified, ...others } = headers
  return unmap(`${status} ${JSON.stringify(others)}\n${body}`)
}

function describeFailure({ pieces, ...bundle }: Combination, index: number): string {
  return `FUZZ_SEED=${SEED} FUZZ_CASE=${index} (${pieces.join(', ')})\n${JSON.stringify(bundle, undefined, 1)}`
}

let [refusedCount, changedCount] = [0, 0]

function count({ isRefused, isChanged }: { isRefused: boolean; isChanged: boolean }): void {
  if (isRefused) refusedCount += 1
  else if (isChanged) changedCount += 1
}

afterAll(() => {
  tellFigure('Combinations of proxy files', `${CASES.length}, ${refusedCount} refused, ${changedCount} extended`)
  // What is always refused, or never extended, would prove nothing.
  if (ONLY_CASE === undefined) expect([refusedCount, changedCount].map(one => one > COUNT / 20)).toEqual([true, true])
})

describe.concurrent(`what is added to a bundle (seed ${SEED})`, () => {
  it.each(
    CASES,
  )('turns no tree that is accepted into a refused one, and changes no plain answer: case %i', async index => {
    const combination = makeCombination(openRandom(SEED, index))
    const failure = describeFailure(combination, index)
    const plan = await planProxy(combination)
    const before = await judgeFiles(combination)
    // What is live on an instance is not known; on a new one there is nothing.
    const countsOnLive = plan.findings.some(({ rule }) => rule === 'include-of-live-files')
    const refused = plan.findings.filter(({ kind }) => kind === 'refused-by-proxy')
    const isRefused = refused.length > 0
    if (!countsOnLive)
      expect({ isRefused, refused }, `${failure}\n${before.refusal}`).toEqual({
        isRefused: before.refusal !== undefined,
        refused,
      })
    count({ isRefused, isChanged: plan.additions.length > 0 })
    if (before.refusal !== undefined || plan.findings.some(isRefusal)) return
    const after = await judgeFiles({ ...combination, files: extendFiles(combination.files, plan) })
    expect(after.refusal, failure).toBe(undefined)
    expect(after.answers, failure).toEqual(before.answers)
    const expected = before.handshakes.map((status, index) => {
      return status === 101 || DECISIONS.includes(status) ? status : after.handshakes[index]
    })
    expect(after.handshakes, failure).toEqual(expected)
  })
})
