import { DescribeEnvironmentHealthCommand, RestartAppServerCommand } from '@aws-sdk/client-elastic-beanstalk'
import { DeregisterTargetsCommand, DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterEach, describe, expect, it } from 'vitest'
import type { Host } from '../../src/local-beanstalk/host/host.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { zipOf } from '../support/bundle-bytes.ts'
import {
  APPLICATION,
  ENVIRONMENT,
  idsOf,
  namelessLines,
  openFleet,
  policySettings,
  type Setting,
  setting,
  TWO_INSTANCES,
  updateFleet,
} from '../support/deployment-policies.ts'
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

const FAILED = { kind: 'failed', step: '', reason: 'application-crashed', engineLogLine: '' } as const
const MIXED =
  'ERROR During an aborted deployment, some instances may have deployed the new application version. To ensure all instances are running the same version, re-deploy the appropriate application version.'

/** A host on whose instances the version v2 ends as it is told, one after the other. */
function openHost(...ends: ReadonlyArray<'failed' | 'succeeded' | 'never'>): Host {
  const host = openNoHost()
  const left = [...ends]
  const stopped = Promise.withResolvers<never>()
  stopped.promise.catch(() => {})
  return {
    ...host,
    stop: async () => stopped.reject(new Error('The host has stopped')),
    launchInstance: async spec => {
      const instance = await host.launchInstance(spec)
      return {
        ...instance,
        deploy: (deployment, onStep) => {
          const end = deployment.versionLabel === 'v2' ? left.shift() : 'succeeded'
          if (end === 'never') return stopped.promise
          return end === 'failed' ? Promise.resolve(FAILED) : instance.deploy(deployment, onStep)
        },
      }
    },
  }
}

/** A host whose load balancers find every target unhealthy from `fallSick` on. */
function openSickeningHost(): { host: Host; fallSick: () => void } {
  const host = openNoHost()
  let isSick = false
  const openLoadBalancer: Host['openLoadBalancer'] = async spec => {
    const balancer = await host.openLoadBalancer(spec)
    const sick = { state: 'unhealthy', reason: 'Target.Timeout' } as const
    return { ...balancer, targetHealth: () => balancer.targetHealth().map(one => ({ ...one, ...(isSick && sick) })) }
  }
  return {
    host: { ...host, openLoadBalancer },
    fallSick: () => {
      isSick = true
    },
  }
}

const fleet = (host: Host, policy: string, settings: readonly Setting[] = [], paceMsPerSecond = 0) =>
  openFleet({ host, paceMsPerSecond }, { settings: [...TWO_INSTANCES, ...policySettings(policy), ...settings] })
const running = () =>
  local.beanstalk
    .lookUp(ENVIRONMENT)
    ?.instances.map(({ deployment }) => `${deployment?.versionLabel} ${deployment?.status}`)

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

describe('with an additional batch', () => {
  it('is told with the lines that were recorded, and the batch goes in the end', async () => {
    local = await fleet(openNoHost(), 'RollingWithAdditionalBatch')
    const before = idsOf(local)
    const { lines } = await updateFleet(local, { VersionLabel: 'v2' })
    expect(lines.slice(0, 3)).toEqual([
      'INFO Environment update is starting.',
      'INFO Rolling with Additional Batch deployment policy enabled. Launching  a new batch of 1 additional instance(s).',
      "INFO Batch 1: 1 EC2 instance(s) [1] launched. Deploying application version 'v2'.",
    ])
    expect(lines).toContain('INFO Batch 3: Completed application deployment.')
    expect(idsOf(local)).toEqual(before)
    const all = namelessLines(await local.events({ EnvironmentName: ENVIRONMENT }), before)
    expect(all).toContain('INFO Added instance [1] to your environment.')
    expect(all).toContain('INFO Removed instance [1] from your environment.')
  })
})

describe('a deployment that fails', () => {
  it('at once names both instances, and their health says so', async () => {
    local = await fleet(openHost('failed', 'failed'), 'AllAtOnce')
    const { environment, lines } = await updateFleet(local, { VersionLabel: 'v2' })
    expect(lines.slice(-6)).toEqual([
      "ERROR Instance deployment failed. For details, see 'eb-engine.log'.",
      'ERROR [Instance: A,B] Command failed on instance. Return code: 1 Output: Engine execution has encountered an error..',
      'INFO Command execution completed on all instances. Summary: [Successful: 0, Failed: 2].',
      "ERROR Unsuccessful command execution on instance id(s) 'A,B'. Aborting the operation.",
      'ERROR Failed to deploy application.',
      MIXED,
    ])
    expect(environment).toMatchObject({ Health: 'Red', VersionLabel: 'v1' })
  })

  it('in a batch leaves mixed versions, and the health counts them', async () => {
    local = await fleet(openHost('succeeded', 'failed'), 'Rolling')
    const { environment, lines } = await updateFleet(local, { VersionLabel: 'v2' })
    expect(lines.slice(-3)).toEqual([
      "ERROR Unsuccessful command execution on instance id(s) 'B'. Aborting the operation.",
      'ERROR Failed to deploy application.',
      MIXED,
    ])
    expect(running()).toEqual(['v2 Deployed', 'v2 Failed'])
    expect(environment).toMatchObject({ Health: 'Red', HealthStatus: 'Degraded', VersionLabel: 'v1' })
    const asked = new DescribeEnvironmentHealthCommand({ EnvironmentName: ENVIRONMENT, AttributeNames: ['All'] })
    expect(await local.clients.elasticBeanstalk.send(asked)).toMatchObject({
      Causes: [
        'Command failed on 1 out of 2 instances.',
        'Incorrect application version found on all instances. Expected version "v1" (deployment 1).',
      ],
      InstancesHealth: { Severe: 2, Ok: 0 },
    })
  })

  it('with the policy Immutable leaves the old instances untouched, and nothing of the new ones', async () => {
    local = await fleet(openHost('failed'), 'Immutable')
    const before = idsOf(local)
    const { environment, lines } = await updateFleet(local, { VersionLabel: 'v2' })
    expect(lines.at(-1)).toBe('ERROR Failed to deploy application.')
    expect(idsOf(local)).toEqual(before)
    expect(running()).toEqual(['v1 Deployed', 'v1 Deployed'])
    expect(environment).toMatchObject({ Health: 'Green', VersionLabel: 'v1' })
  })

  it('counts an instance that somebody takes out of its target group among those that are not healthy', async () => {
    const timeout = setting('aws:elasticbeanstalk:command', 'Timeout', '1')
    const { host, fallSick } = openSickeningHost()
    local = await openFleet(
      { host, loadBalancerMsPerSecond: 10 },
      { settings: [...TWO_INSTANCES, ...policySettings('Rolling'), timeout] },
    )
    const [Id] = idsOf(local)
    fallSick()
    const update = updateFleet(local, { VersionLabel: 'v2' })
    const told = async () => (await local.events({ EnvironmentName: ENVIRONMENT })).map(({ Message }) => Message)
    await expect.poll(told).toContainEqual(expect.stringMatching(/^Batch 1: Registering instance/))
    const { elbv2 } = local.clients
    const { TargetGroups = [] } = await elbv2.send(new DescribeTargetGroupsCommand({}))
    for (const { TargetGroupArn } of TargetGroups)
      await elbv2.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets: [{ Id }] }))
    expect((await update).lines.at(-3)).toBe(
      "ERROR Instance id(s) 'A' did not pass health check after command execution. Aborting the operation.",
    )
  })

  it('is timed out when an instance does not answer', async () => {
    const timeout = setting('aws:elasticbeanstalk:command', 'Timeout', '1')
    local = await fleet(openHost('succeeded', 'never'), 'AllAtOnce', [timeout], 1)
    const { lines } = await updateFleet(local, { VersionLabel: 'v2' })
    expect(lines.slice(-5)).toEqual([
      'WARN The following instances have not responded in the allowed command timeout time (they might still finish eventually on their own): [B].',
      'INFO Command execution completed on all instances. Summary: [Successful: 1, TimedOut: 1].',
      "ERROR Unsuccessful command execution on instance id(s) 'B'. Aborting the operation.",
      'ERROR Failed to deploy application.',
      MIXED,
    ])
  })
})

describe('a change of the configuration', () => {
  it('of the capacity adds instances and takes them away, without a deployment to the others', async () => {
    local = await fleet(openNoHost(), 'AllAtOnce')
    const [first = '', second = ''] = idsOf(local)
    const more = await updateFleet(local, { OptionSettings: [setting('aws:autoscaling:asg', 'MinSize', '3')] })
    expect(idsOf(local)).toEqual([first, second, expect.any(String)])
    expect(running()).toEqual(['v1 Deployed', 'v1 Deployed', 'v1 Deployed'])
    expect(more.lines).toEqual([
      'INFO Environment update is starting.',
      "INFO Updating environment chat-prod's configuration settings.",
      'INFO Instance deployment completed successfully.',
      'INFO Successfully deployed new configuration to environment.',
    ])
    const fewer = ['MinSize', 'MaxSize'].map(name => setting('aws:autoscaling:asg', name, '1'))
    await updateFleet(local, { OptionSettings: fewer })
    expect(idsOf(local)).toHaveLength(1)
    const all = namelessLines(await local.events({ EnvironmentName: ENVIRONMENT }), [first, second])
    expect(all).toContain('INFO Added instance [1] to your environment.')
    expect(all).toContain('INFO Removed instances [A, B] from your environment.')
  })

  it('of variables is told by every instance', async () => {
    local = await fleet(openNoHost(), 'Rolling')
    const variable = setting('aws:elasticbeanstalk:application:environment', 'COLOR', 'blue')
    expect((await updateFleet(local, { OptionSettings: [variable] })).lines).toEqual([
      'INFO Environment update is starting.',
      "INFO Updating environment chat-prod's configuration settings.",
      'INFO Instance deployment completed successfully.',
      'INFO Instance deployment completed successfully.',
      'INFO Successfully deployed new configuration to environment.',
    ])
  })

  it('that the bundle asks for is refused in the stream when it does not fit', async () => {
    local = await fleet(openNoHost(), 'AllAtOnce')
    const config = 'option_settings:\n  aws:elbv2:listener:443:\n    Protocol: HTTPS\n'
    const bundle = await zipOf({ 'app.js': '', '.ebextensions/a.config': config })
    await local.createVersion({ application: APPLICATION, label: 'v3', bundle })
    const { environment, lines } = await updateFleet(local, { VersionLabel: 'v3' })
    expect(lines.slice(-2)).toEqual([
      expect.stringMatching(
        /^ERROR Failed Environment update activity\. Reason: Configuration validation exception: Invalid option value: .*: Secure Listeners need to specify a SSLCertificateId$/,
      ),
      'ERROR Failed to deploy application.',
    ])
    expect(environment).toMatchObject({ Health: 'Green', VersionLabel: 'v1' })
  })
})

describe('a restart', () => {
  it('is told by every instance', async () => {
    local = await fleet(openNoHost(), 'AllAtOnce')
    const asked = new RestartAppServerCommand({ EnvironmentName: ENVIRONMENT })
    const { $metadata } = await local.clients.elasticBeanstalk.send(asked)
    await local.waitUntilSettled(ENVIRONMENT)
    const events = await local.events({ EnvironmentName: ENVIRONMENT, RequestId: $metadata.requestId ?? '' })
    expect(namelessLines(events, [])).toEqual([
      'INFO restartAppServer is starting.',
      'INFO Instance deployment completed successfully.',
      'INFO Instance deployment completed successfully.',
      'INFO Restarted application server on all ec2 instances.',
    ])
  })
})
