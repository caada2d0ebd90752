import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'
import { type DeployPlace, deployPlaces, faultsBehindFiles } from './places/deploy-places.ts'

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

it.each([
  'false',
  'true',
])('names the proxy beside the app where the files do not tell of a fault, with beacon: %s', async beacon => {
  const scenario = await openScenario()
  for (const [kind, { step }] of Object.entries<DeployPlace>(faultsBehindFiles)) {
    const { inputs, ...rest } = await step(scenario, () => undefined)
    const run = await scenario.deploy({ ...rest, inputs: { beacon, ...inputs } })
    expect(run.outputs, run.log).toMatchObject({ finding: kind, layer: 'application' })
    const [annotation] = run.annotations.filter(each => each.level === 'error')
    expect(annotation?.message).toContain('the proxy, as far as its files are known, passes the Upgrade on')
    expect(annotation?.message).toContain('grep -rn -i upgrade /etc/nginx')
  }
}, 120_000)
