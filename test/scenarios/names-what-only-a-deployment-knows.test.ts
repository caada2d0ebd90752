import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'
import { type DeployPlace, deployPlaces } from './places/deploy-places.ts'

it(`names ${Object.keys(deployPlaces).join(', ')}`, async () => {
  const scenario = await openScenario()
  for (const [kind, { step }] of Object.entries<DeployPlace>(deployPlaces)) {
    const stops: Array<() => Promise<void>> = []
    try {
      const { inputs, ...rest } = await step(scenario, stop => stops.push(stop))
      const run = await scenario.deploy({ ...rest, inputs: { 'version-label': kind, ...inputs } })
      expect.soft(run.outputs.finding, run.log).toBe(kind)
    } finally {
      for (const stop of stops) await stop()
    }
  }
}, 240_000)
