import { afterEach, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { openFleet, policySettings, TWO_INSTANCES, updateFleet } from '../support/deployment-policies.ts'
import type { StartedBeanstalk } from '../support/local-beanstalk.ts'

// Recorded on real environments; ids are replaced, and the lines that only other platforms have are left out.
const RECORDED: Readonly<Record<string, readonly string[]>> = {
  AllAtOnce: [
    'INFO Environment update is starting.',
    'INFO Deploying new version to instance(s).',
    'INFO Instance deployment completed successfully.',
    'INFO Instance deployment completed successfully.',
    'INFO New application version was deployed to running EC2 instances.',
    'INFO Environment update completed successfully.',
  ],
  Rolling: [
    'INFO Environment update is starting.',
    'INFO Deploying new version to instance(s).',
    'INFO Batch 1: Starting application deployment on instance(s) [A].',
    'INFO Batch 1: De-registering instance(s) from the load balancer and waiting for them to go out of service.',
    'INFO Batch 1: Starting application deployment command execution.',
    'INFO Instance deployment completed successfully.',
    'INFO Batch 1: Completed application deployment command execution.',
    'INFO Command execution completed on 1 of 2 instances in environment.',
    'INFO Batch 1: Registering instance(s) with the load balancer and waiting for them to be healthy. ',
    'INFO Batch 1: Completed application deployment.',
    'INFO Batch 2: Starting application deployment on instance(s) [B].',
    'INFO Batch 2: De-registering instance(s) from the load balancer and waiting for them to go out of service.',
    'INFO Batch 2: Starting application deployment command execution.',
    'INFO Instance deployment completed successfully.',
    'INFO Batch 2: Completed application deployment command execution.',
    'INFO Command execution completed on 2 of 2 instances in environment.',
    'INFO Batch 2: Registering instance(s) with the load balancer and waiting for them to be healthy. ',
    'INFO Batch 2: Completed application deployment.',
    'INFO New application version was deployed to running EC2 instances.',
    'INFO Environment update completed successfully.',
  ],
  Immutable: [
    'INFO Environment update is starting.',
    'INFO Immutable deployment policy enabled. Launching one instance with the new settings to verify health.',
    'INFO Created temporary auto scaling group awseb-e-ID-immutable-stack-AWSEBAutoScalingGroup-TAIL.',
    'INFO Instance deployment completed successfully.',
    'INFO Adding new instance(s) (1) to the load balancer.',
    'INFO Waiting for instance(s) (1) to pass health checks. ',
    'INFO Test instance passed health checks. Launching remaining new instances.',
    'INFO Instance deployment completed successfully.',
    'INFO Successfully launched all instances.',
    'INFO Adding new instance(s) (2) to the load balancer.',
    'INFO Waiting for instance(s) (2,1) to pass health checks. ',
    'INFO Detached new instance(s) from temporary auto scaling group awseb-e-ID-immutable-stack-AWSEBAutoScalingGroup-TAIL.',
    'INFO Attached new instance(s) to the permanent auto scaling group awseb-e-ID-stack-AWSEBAutoScalingGroup-TAIL.',
    'INFO Starting post-deployment configuration on new instances.',
    'INFO Instance deployment completed successfully.',
    'INFO Instance deployment completed successfully.',
    'INFO Waiting for post-deployment configuration to complete.',
    'INFO Deployment succeeded. Terminating old instances and temporary Auto Scaling group.',
    'INFO New application version was deployed to running EC2 instances.',
    'INFO Environment update completed successfully.',
  ],
}

let local: StartedBeanstalk

afterEach(() => local.beanstalk.stop())

describe('a deployment on two instances behind a load balancer', () => {
  it.each(['AllAtOnce', 'Rolling', 'Immutable'])('with the policy %s is told as it was recorded', async policy => {
    local = await openFleet({ host: openNoHost() }, { settings: [...TWO_INSTANCES, ...policySettings(policy)] })
    const { environment, lines } = await updateFleet(local, { VersionLabel: 'v2' })
    expect(lines).toEqual(RECORDED[policy])
    expect(environment).toMatchObject({ Status: 'Ready', Health: 'Green', VersionLabel: 'v2' })
  })
})
