import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

const COUNT = 1200

it('tells every event once and in order, however many come between two looks', async () => {
  const scenario = await openScenario()
  const events = Array.from({ length: COUNT }, (_, index) => ({
    kind: 'foreign-event' as const,
    severity: 'INFO' as const,
    message: `event ${index} of a flood`,
  }))
  scenario.beanstalk.setFaults(events)
  const run = await scenario.deploy()
  expect(run.exitCode, run.annotations[0]?.message).toBe(0)
  const told = [...run.log.matchAll(/event (\d+) of a flood/g)].map(match => Number(match[1]))
  expect(told).toEqual(Array.from({ length: COUNT }, (_, index) => index))
  expect(Buffer.byteLength(run.summary)).toBeLessThan(1024 * 1024)
})
