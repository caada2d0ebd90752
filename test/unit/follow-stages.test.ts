import { expect, it } from 'vitest'
import type { Clock } from '../../src/clock.ts'
import type { Log } from '../../src/log.ts'
import { followStages, type Progress } from '../../src/stories/follow-stages.ts'

function follow() {
  let nowMs = 1000
  const clock = { monotonicMs: () => nowMs } as Clock
  const told: Progress[] = []
  const lines: string[] = []
  const log = { info: (text: string) => void lines.push(text), group: (_: string, work: () => unknown) => work() }
  const followed = followStages(log as unknown as Log, clock, progress => void told.push(progress))
  const pass = (ms: number) => {
    nowMs += ms
  }
  return { log: followed, told, lines, pass }
}

it('tells each stage that moves the bar, and no other', async () => {
  const { log, told, pass } = follow()
  expect(await log.group('Look at the base environment', async () => 7)).toBe(7)
  await log.group('Plan', async () => pass(2000))
  await log.group('Open a WebSocket', async () => {})
  expect(told).toEqual([
    { stage: 'Look at the base environment', progress: 0.02, elapsedMs: 0 },
    { stage: 'Open a WebSocket', progress: 0.85, elapsedMs: 2000 },
  ])
})

it('moves the bar with the lines of a long stage, at most every 15 s, and never to its end', async () => {
  const { log, told, lines, pass } = follow()
  await log.group('Create the environment', async () => {
    for (const ms of [1000, 13_999, 1, 3_600_000]) {
      pass(ms)
      log.info('still at it')
    }
  })
  expect(told.map(({ elapsedMs }) => elapsedMs)).toEqual([0, 15_000, 3_615_000])
  const [first = 0, second = 0, third = 0] = told.map(({ progress }) => progress)
  expect([first === 0.2, second > first, third > second, third <= 0.85]).toEqual([true, true, true, true])
  expect(lines).toHaveLength(4)
})

it('moves nothing with lines of a short stage, nor with those after a long one that failed', async () => {
  const { log, told, pass } = follow()
  const tellLate = async () => {
    pass(60_000)
    log.info('late')
  }
  await log.group('Publish the version', tellLate)
  const failing = log.group('Deploy the version', () => Promise.reject(new Error('No.')))
  await expect(failing).rejects.toThrow('No.')
  await tellLate()
  expect(told.map(({ stage }) => stage)).toEqual(['Publish the version', 'Deploy the version'])
})
