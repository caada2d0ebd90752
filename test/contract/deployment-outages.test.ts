import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zipOf } from '../support/bundle-bytes.ts'
import {
  APPLICATION,
  ENVIRONMENT,
  idsOf,
  openFleet,
  policySettings,
  setting,
  TWO_INSTANCES,
  updateFleet,
} from '../support/deployment-policies.ts'
import type { StartedBeanstalk } from '../support/local-beanstalk.ts'
import { outagesOf, pollEvery } from '../support/poll-every.ts'

const ECHO = fileURLToPath(new URL('../fixtures/echo/', import.meta.url))
const PROCESS = 'aws:elasticbeanstalk:environment:process:default'
const QUICK_CHECKS = [
  setting(PROCESS, 'HealthCheckInterval', '5'),
  setting(PROCESS, 'HealthCheckTimeout', '4'),
  setting(PROCESS, 'HealthyThresholdCount', '2'),
  setting(PROCESS, 'DeregistrationDelay', '5'),
]

let local: StartedBeanstalk

beforeAll(async () => {
  const files = {
    'package.json': await readFile(`${ECHO}package.json`, 'utf8'),
    'server.js': await readFile(`${ECHO}server.js`, 'utf8'),
  }
  local = await openFleet({ loadBalancerMsPerSecond: 100 }, { settings: [...TWO_INSTANCES, ...QUICK_CHECKS], files })
})

afterAll(() => local.beanstalk.stop())

/** Deploys while a client connects every 50 ms, and answers with what that saw. */
async function deploy(policy: string, label: string) {
  await updateFleet(local, { OptionSettings: policySettings(policy) })
  const { front } = local.beanstalk.lookUp(ENVIRONMENT) ?? {}
  const before = idsOf(local)
  const client = pollEvery(50, `http://${front?.host}:${front?.port}/`)
  const { environment } = await updateFleet(local, { VersionLabel: label })
  await client.stop()
  expect(environment).toMatchObject({ Status: 'Ready', VersionLabel: label })
  await expect.poll(() => local.beanstalk.lookUp(ENVIRONMENT)?.health.color).toBe('Green')
  const versions = local.beanstalk.lookUp(ENVIRONMENT)?.instances.map(({ deployment }) => deployment?.versionLabel)
  expect(versions).toEqual([label, label])
  return {
    outages: outagesOf(client.attempts, 1000),
    attempts: client.attempts,
    kept: idsOf(local).filter(id => before.includes(id)),
  }
}

describe('a client that connects every 50 ms', () => {
  it('sees one gap while everything is deployed at once', async () => {
    const { outages, kept } = await deploy('AllAtOnce', 'v2')
    expect(outages).toHaveLength(1)
    expect(kept).toHaveLength(2)
  })

  it('sees none while batches are deployed to one after the other', async () => {
    const { outages, kept, attempts } = await deploy('Rolling', 'v1')
    expect(outages).toEqual([])
    expect(attempts.length).toBeGreaterThan(10)
    expect(kept).toHaveLength(2)
  })

  it('sees none with an additional batch, which is gone in the end', async () => {
    const { outages, kept } = await deploy('RollingWithAdditionalBatch', 'v2')
    expect(outages).toEqual([])
    expect(kept).toHaveLength(2)
  })

  it('sees none while new instances take the place of the old ones', async () => {
    const { outages, kept } = await deploy('Immutable', 'v1')
    expect(outages).toEqual([])
    expect(kept).toEqual([])
  })

  it('sees none while the traffic is split', async () => {
    const { outages, kept } = await deploy('TrafficSplitting', 'v2')
    expect(outages).toEqual([])
    expect(kept).toEqual([])
  })
})

describe('a version that the load balancer finds unhealthy', () => {
  it('stops a rolling deployment after its first batch', async () => {
    const server = `require('node:http').createServer((_, response) => response.writeHead(500).end()).listen(process.env.PORT)`
    const bundle = await zipOf({ 'package.json': '{"scripts":{"start":"node server.js"}}', 'server.js': server })
    await local.createVersion({ application: APPLICATION, label: 'sick', bundle })
    const timeout = setting('aws:elasticbeanstalk:command', 'Timeout', '1')
    await updateFleet(local, { OptionSettings: [...policySettings('Rolling'), timeout] })
    await local.beanstalk.setLoadBalancerPace(20)
    const { environment, lines } = await updateFleet(local, { VersionLabel: 'sick' })
    expect(lines.slice(-3)).toEqual([
      "ERROR Instance id(s) 'A' did not pass health check after command execution. Aborting the operation.",
      'ERROR Failed to deploy application.',
      expect.stringMatching(/^ERROR During an aborted deployment, /),
    ])
    const versions = local.beanstalk.lookUp(ENVIRONMENT)?.instances.map(({ deployment }) => deployment?.versionLabel)
    expect(versions).toEqual(['sick', 'v2'])
    expect(environment).toMatchObject({ Health: 'Red', VersionLabel: 'v2' })
  })
})
