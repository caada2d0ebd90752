import { DescribeInstancesHealthCommand } from '@aws-sdk/client-elastic-beanstalk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Fault } from '../../src/local-beanstalk/faults/catalogue.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import {
  ENVIRONMENT,
  idsOf,
  openFleet,
  policySettings,
  setting,
  TWO_INSTANCES,
  updateFleet,
} from '../support/deployment-policies.ts'
import type { StartedBeanstalk } from '../support/local-beanstalk.ts'

const SHORT = setting('aws:elasticbeanstalk:command', 'Timeout', '1')
const MIXED =
  'ERROR During an aborted deployment, some instances may have deployed the new application version. To ensure all instances are running the same version, re-deploy the appropriate application version.'
let local: StartedBeanstalk

beforeEach(async () => {
  const settings = [...TWO_INSTANCES, ...policySettings('Rolling'), SHORT]
  local = await openFleet({ host: openNoHost() }, { settings })
})
afterEach(() => local.beanstalk.stop())

async function deploy(...faults: Fault[]) {
  local.beanstalk.setFaults(faults)
  return updateFleet(local, { VersionLabel: 'v2' })
}

/** The version that each instance says that it has, and why it is not well. */
async function instances() {
  const asked = new DescribeInstancesHealthCommand({ EnvironmentName: ENVIRONMENT, AttributeNames: ['All'] })
  const { InstanceHealthList = [] } = await local.clients.elasticBeanstalk.send(asked)
  const byId = new Map(InstanceHealthList.map(({ InstanceId, Deployment }) => [InstanceId, Deployment]))
  return idsOf(local).map(id => `${byId.get(id)?.VersionLabel} ${byId.get(id)?.Status}`)
}

describe('a rolling deployment to two instances', () => {
  it('ends at the batch of the instance that fails: the versions are mixed', async () => {
    const { environment, lines } = await deploy({ kind: 'instance-fails', at: 'before-flip', instance: 2 })
    expect(lines.slice(-6)).toEqual([
      "ERROR Instance deployment failed. For details, see 'eb-engine.log'.",
      'ERROR [Instance: B] Command failed on instance. Return code: 1 Output: Engine execution has encountered an error..',
      expect.stringMatching(/^INFO Command execution completed on .+\. Summary: \[Successful: 0, Failed: 1\]\.$/),
      "ERROR Unsuccessful command execution on instance id(s) 'B'. Aborting the operation.",
      'ERROR Failed to deploy application.',
      MIXED,
    ])
    expect(environment).toMatchObject({ Status: 'Ready', VersionLabel: 'v1' })
    expect(await instances()).toEqual(['v2 Deployed', 'v2 Failed'])
  })

  it('ends as in S13 when an instance does not answer (command-timeout)', async () => {
    local.beanstalk.setPace(1)
    const { environment, lines } = await deploy({ kind: 'command-timeout', times: 1 })
    expect(lines.slice(-5)).toEqual([
      'WARN The following instances have not responded in the allowed command timeout time (they might still finish eventually on their own): [A].',
      expect.stringMatching(/^INFO Command execution completed on .+\. Summary: \[Successful: 0, TimedOut: 1\]\.$/),
      "ERROR Unsuccessful command execution on instance id(s) 'A'. Aborting the operation.",
      'ERROR Failed to deploy application.',
      MIXED,
    ])
    expect(environment).toMatchObject({ Status: 'Ready', VersionLabel: 'v1' })
  })

  it('ends as in S14 when an instance is not found healthy (health-check-failed)', async () => {
    const { environment, lines } = await deploy({ kind: 'health-check-failed', times: 1 })
    expect(lines.slice(-3)).toEqual([
      "ERROR Instance id(s) 'A' did not pass health check after command execution. Aborting the operation.",
      'ERROR Failed to deploy application.',
      MIXED,
    ])
    expect(environment).toMatchObject({ Status: 'Ready', VersionLabel: 'v1' })
    expect(await instances()).toEqual(['v2 Deployed', 'v1 Deployed'])
  })

  it('is stricken by it alone: a deployment that goes on without healthy instances does not use it up', async () => {
    await updateFleet(local, { OptionSettings: policySettings('AllAtOnce') })
    const { environment } = await deploy({ kind: 'health-check-failed', times: 1 })
    expect(environment).toMatchObject({ VersionLabel: 'v2' })
    const rolling = await updateFleet(local, { VersionLabel: 'v1', OptionSettings: policySettings('Rolling') })
    expect(rolling.lines).toContain('ERROR Failed to deploy application.')
  })

  it('ends well although an instance was replaced, by one that runs the old version', async () => {
    const [first, second] = idsOf(local)
    const { environment, lines } = await deploy({ kind: 'instance-replaced', times: 1 })
    expect(lines.slice(-2)).toEqual([
      'INFO New application version was deployed to running EC2 instances.',
      'INFO Environment update completed successfully.',
    ])
    const [kept, launched] = idsOf(local)
    expect(kept).toBe(second)
    expect(await instances()).toEqual(['v2 Deployed', 'v1 Deployed'])
    expect(environment).toMatchObject({ VersionLabel: 'v2', Health: 'Red', HealthStatus: 'Degraded' })
    const reported = (await local.events({ EnvironmentName: ENVIRONMENT })).filter(({ RequestId }) => !RequestId)
    const told = reported.map(({ Message }) => Message)
    expect(told.slice(-3)).toEqual([
      `Removed instance [${first}] from your environment.`,
      `Added instance [${launched}] to your environment.`,
      'Environment health has transitioned from Info to Degraded. Incorrect application version found on 1 out of 2 instances. Expected version "v2" (deployment 2).',
    ])
  })

  it('ends well although one instance kept the old version', async () => {
    const { environment, lines } = await deploy({ kind: 'instance-keeps-version', instance: 2 })
    expect(lines.slice(-2)).toEqual([
      'INFO New application version was deployed to running EC2 instances.',
      'INFO Environment update completed successfully.',
    ])
    expect(lines.filter(line => line.startsWith('ERROR'))).toEqual([])
    expect(environment).toMatchObject({ Status: 'Ready', VersionLabel: 'v2' })
    expect(await instances()).toEqual(['v2 Deployed', 'v1 Deployed'])
  })
})
