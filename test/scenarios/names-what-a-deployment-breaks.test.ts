import { UpdateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '../../src/local-beanstalk/faults/catalogue.ts'
import { CHECK_ALL_KEY, toEnvironmentVariables } from '../support/least-privilege.ts'
import { type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { MISBEHAVING_SETTING, zipMisbehaving } from '../support/misbehaving-app.ts'
import { runAction } from '../support/run-action.ts'
import { instancePlaces } from './places/instance-places.ts'

const ENVIRONMENT = { application: 'chat', environment: 'chat-prod' } as const
const NAMED = { 'application-name': 'chat', 'environment-name': 'chat-prod', attempts: '1' }

describe('a single instance of Local Beanstalk', () => {
  let local: StartedBeanstalk

  beforeAll(async () => {
    local = await startBeanstalk({ keys: [CHECK_ALL_KEY] })
    await local.createVersion({ application: 'chat', label: 'v1', bundle: await zipMisbehaving() })
    await local.createEnvironment({ ...ENVIRONMENT, versionLabel: 'v1', optionSettings: [MISBEHAVING_SETTING] })
  })
  afterAll(() => local.beanstalk.stop())

  async function deployWith(...faults: Fault[]) {
    local.beanstalk.setFaults(faults)
    const asked = new UpdateEnvironmentCommand({ EnvironmentName: ENVIRONMENT.environment, VersionLabel: 'v1' })
    await local.clients.elasticBeanstalk.send(asked)
    await local.waitUntilSettled(ENVIRONMENT.environment)
    return runAction({
      action: 'check',
      inputs: NAMED,
      env: { ...local.environmentVariables, ...toEnvironmentVariables(CHECK_ALL_KEY) },
    })
  }

  it('is well without a fault', async () => {
    expect(await deployWith()).toMatchObject({ exitCode: 0, outputs: { finding: '' } })
  })

  it.each(Object.entries(instancePlaces))('is named to have %s with %o', async (kind, { fault }) => {
    const run = await deployWith(fault)
    expect(run.outputs.finding, run.log).toBe(kind)
  })
})
