import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BalancedWorld, openBalancedWorld } from '../support/balanced-world.ts'
import { CHECK_ALL_KEY, toEnvironmentVariables } from '../support/least-privilege.ts'
import { runAction } from '../support/run-action.ts'
import { type BalancedPlace, balancedPlaces } from './places/balanced-places.ts'

const NAMED = { 'application-name': 'chat', 'environment-name': 'balanced', attempts: '1' }

describe('environments behind load balancers of Local Beanstalk', () => {
  let world: BalancedWorld

  beforeAll(async () => {
    world = await openBalancedWorld()
  }, 120_000)
  afterAll(() => world.local.beanstalk.stop())

  const check = (inputs: Record<string, string>) =>
    runAction({
      action: 'check',
      inputs: { ...NAMED, ...inputs },
      env: { ...world.local.environmentVariables, ...toEnvironmentVariables(CHECK_ALL_KEY) },
    })

  it.each([
    ['ws', 80],
    ['wss', 443],
  ] as const)('take a WebSocket by %s', async (scheme, port) => {
    const run = await check({ url: world.url(scheme, port), ca: await world.local.beanstalk.ca() })
    expect(run.outputs, run.log).toMatchObject({ ok: 'true', finding: '' })
  })

  it.each(Object.entries<BalancedPlace>(balancedPlaces))('are named to have %s', async (kind, { breaks }) => {
    const undo: Array<() => Promise<unknown>> = []
    try {
      const run = await check(await breaks(world, one => undo.push(one)))
      expect(run.outputs.finding, run.log).toBe(kind)
    } finally {
      for (const one of undo) await one()
    }
  })
})
