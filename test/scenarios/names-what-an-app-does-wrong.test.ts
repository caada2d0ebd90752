import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { MISBEHAVING_SETTING, zipMisbehaving } from '../support/misbehaving-app.ts'
import { type ActionRun, startAction } from '../support/run-action.ts'
import { type AppPlace, appPlaces } from './places/app-places.ts'

const ENVIRONMENT = { application: 'chat', environment: 'chat-prod' } as const
const NAMED = { 'application-name': 'chat', 'environment-name': 'chat-prod', attempts: '1' }

/** The same inputs, with each finding and the path where it is. */
const runs = Map.groupBy(Object.entries<AppPlace>(appPlaces), ([, { inputs = {} }]) => JSON.stringify(inputs))

describe('an app on Local Beanstalk that misbehaves at each path in a way of its own', () => {
  let local: StartedBeanstalk
  const checks = new Map<string, Promise<ActionRun>>()

  beforeAll(async () => {
    local = await startBeanstalk()
    await local.createVersion({ application: 'chat', label: 'v1', bundle: await zipMisbehaving() })
    const optionSettings = [MISBEHAVING_SETTING]
    const { CNAME } = await local.createEnvironment({ ...ENVIRONMENT, versionLabel: 'v1', optionSettings })
    // Most of them wait for something that does not come: side by side.
    for (const [inputs, places] of runs) {
      const url = places.map(([, { path }]) => `ws://${CNAME}${path}`).join('\n')
      const all = { ...NAMED, ...(JSON.parse(inputs) as Record<string, string>), url }
      const started = await startAction({ action: 'check', inputs: all, env: local.environmentVariables })
      checks.set(inputs, started.finished)
    }
  })
  afterAll(() => local.beanstalk.stop())

  it.each([...runs])('is named by the check action with %s', async (inputs, places) => {
    const run = await checks.get(inputs)
    const found = (JSON.parse(run?.outputs.results ?? '[]') as { finding: string }[]).map(({ finding }) => finding)
    expect(found, run?.log).toEqual(places.map(([kind]) => kind))
  })
})
