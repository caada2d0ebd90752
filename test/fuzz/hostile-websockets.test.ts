import { expect, it, onTestFinished } from 'vitest'
import { tellFigure } from '../support/figures.ts'
import { scaled } from '../support/scale.ts'
import { makeAnswer, openHostileWebSockets } from './hostile-websockets.ts'
import { runAndJudge } from './judge-run.ts'
import { SEED } from './random.ts'

const RUNS = scaled(2, 60)
const TARGETS = 100
/** With a message to send, an expression to compare, and silence to hold. */
const MORE_RUNS = scaled(1, 10)

interface Target {
  readonly printableUrl: string
  readonly outcome: 'accepted' | 'rejected' | 'unknown'
}

it(`judges ${RUNS * TARGETS} WebSocket servers by what they did (seed ${SEED})`, { timeout: 40 * 60_000 }, async () => {
  const server = await openHostileWebSockets(SEED)
  onTestFinished(() => server.close())
  const peaks: number[] = []
  const startedMs = performance.now()
  for (let run = 0; run < RUNS; run++) {
    const urls = Array.from({ length: TARGETS }, (_, index) => `ws://127.0.0.1:${server.port}/${run * TARGETS + index}`)
    const env = run % 2 === 0 ? { ACTIONS_STEP_DEBUG: 'true', RUNNER_DEBUG: '1' } : {}
    const inputs = { url: urls.join('\n'), attempts: '1' }
    const judged = await runAndJudge({ action: 'check', inputs, env, timeoutMs: 200_000 })
    peaks.push(judged.peakMiB)
    const { targets } = judged.report.handshake as { targets: Target[] }
    const told = `FUZZ_SEED=${SEED}, run ${run}`
    expect(judged.problems, `${told}\n${judged.run.log.slice(-3000)}`).toEqual([])
    expect(targets.filter(isMisjudged), told).toEqual([])
    expect(judged.run.exitCode, told).toBe(1)
    const failed = targets.filter(({ outcome }) => outcome !== 'accepted').map(({ printableUrl }) => printableUrl)
    expect(judged.run.outputs).toMatchObject({ ok: 'false', 'failed-targets': failed.join('\n') })
  }
  const seconds = Math.round((performance.now() - startedMs) / 1000)
  const peakMiB = Math.round(Math.max(...peaks))
  tellFigure(
    'Hostile WebSocket servers',
    `${RUNS * TARGETS} with ${server.answers()} answers in ${seconds} s (seed ${SEED}); check took at most ${peakMiB} MiB`,
  )
})

it(`asks more of ${TARGETS * MORE_RUNS} WebSocket servers (seed ${SEED})`, { timeout: 20 * 60_000 }, async () => {
  const server = await openHostileWebSockets(SEED)
  onTestFinished(() => server.close())
  for (let run = 0; run < MORE_RUNS; run++) {
    const urls = Array.from({ length: TARGETS }, (_, index) => `ws://127.0.0.1:${server.port}/${run * TARGETS + index}`)
    const inputs = {
      url: urls.join('\n'),
      attempts: '1',
      hold: '1s',
      'websocket-send': 'hi',
      'websocket-expect': '/^(.+)+never$/s',
      origin: 'https://other.example.com',
    }
    const judged = await runAndJudge({ action: 'check', inputs, timeoutMs: 200_000 })
    const told = `FUZZ_SEED=${SEED}, run ${run}`
    expect(judged.problems, `${told}\n${judged.run.log.slice(-3000)}`).toEqual([])
    expect(judged.run.outputs, told).toMatchObject({ ok: 'false' })
  }
})

function isMisjudged({ printableUrl, outcome }: Target): boolean {
  const { truth } = makeAnswer(SEED, Number(new URL(printableUrl).pathname.slice(1)))
  if (truth === 'either') return outcome === 'unknown'
  return outcome !== (truth === 'open' ? 'accepted' : 'rejected')
}
