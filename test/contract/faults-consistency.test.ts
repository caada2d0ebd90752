import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2'
import {
  DescribeApplicationVersionsCommand,
  DescribeEnvironmentsCommand,
  UpdateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Clock } from '../../src/local-beanstalk/clock.ts'
import type { Fault } from '../../src/local-beanstalk/faults/catalogue.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

const EnvironmentName = 'chat-prod'
let local: StartedBeanstalk
let lastLabel = 0
const time = { aheadMs: 0 }
const clock: Clock = {
  now: () => Date.now() + time.aheadMs,
  sleep: async () => {},
}

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost(), clock })
  await makeVersion()
  await local.createEnvironment({ application: 'chat', environment: EnvironmentName, versionLabel: 'v1' })
})
afterEach(() => {
  local.beanstalk.clearFaults()
  time.aheadMs = 0
})
afterAll(() => local.beanstalk.stop())

const set = (...faults: Fault[]) => local.beanstalk.setFaults(faults)

async function makeVersion(): Promise<string> {
  lastLabel += 1
  await local.createVersion({ application: 'chat', label: `v${lastLabel}`, bundle: Buffer.from('zip') })
  return `v${lastLabel}`
}

async function update(VersionLabel: string): Promise<string> {
  const { $metadata } = await local.clients.elasticBeanstalk.send(
    new UpdateEnvironmentCommand({ EnvironmentName, VersionLabel }),
  )
  return $metadata.requestId ?? ''
}

async function look() {
  const asked = new DescribeEnvironmentsCommand({ EnvironmentNames: [EnvironmentName] })
  const { Environments = [] } = await local.clients.elasticBeanstalk.send(asked)
  return Environments
}

const truth = () => local.beanstalk.lookUp(EnvironmentName)
const settled = () => expect.poll(() => truth()?.status).toBe('Ready')
const messages = async (RequestId: string) => (await local.events({ RequestId })).map(({ Message }) => Message)

describe('lagging-status', () => {
  it('answers as before the update, for as many looks as were asked for', async () => {
    const former = truth()?.versionLabel
    const label = await makeVersion()
    set({ kind: 'lagging-status', reads: 2 })
    await update(label)
    await settled()
    const seen = [await look(), await look(), await look()].map(([environment]) => environment?.VersionLabel)
    expect(seen).toEqual([former, former, label])
  })

  it('answers so for a time', async () => {
    const former = truth()?.versionLabel
    const label = await makeVersion()
    set({ kind: 'lagging-status', ms: 60_000, times: 1 })
    await update(label)
    await settled()
    expect((await look())[0]).toMatchObject({ VersionLabel: former, Status: 'Ready' })
    time.aheadMs = 61_000
    expect((await look())[0]).toMatchObject({ VersionLabel: label })
  })
})

describe('lagging-version', () => {
  it('hides a version that was made, and refuses to deploy it', async () => {
    set({ kind: 'lagging-version', reads: 3 })
    const label = await makeVersion()
    const asked = new DescribeApplicationVersionsCommand({ ApplicationName: 'chat', VersionLabels: [label] })
    const count = async () => (await local.clients.elasticBeanstalk.send(asked)).ApplicationVersions?.length
    expect([await count(), await count()]).toEqual([0, 0])
    await expect(update(label)).rejects.toThrow(`No Application Version named '${label}' found.`)
    expect(await count()).toBe(1)
    await update(label)
    await settled()
  })
})

describe('late-events', () => {
  it.each([
    ['all', () => true],
    ['health', ({ RequestId }) => RequestId === undefined],
    ['errors', ({ Severity }) => Severity === 'ERROR'],
  ] as ReadonlyArray<
    ['all' | 'health' | 'errors', (event: { RequestId?: string; Severity?: string }) => boolean]
  >)('of %s become visible with their true dates, when newer ones may have been seen', async (of, isLate) => {
    await local.waitUntilSettled(EnvironmentName)
    const before = (await local.events({ EnvironmentName })).at(-1)?.EventDate ?? new Date(0)
    set({ kind: 'late-events', ms: 60_000, of }, { kind: 'recovered-error' })
    await update(await makeVersion())
    await settled()
    const read = async () =>
      (await local.events({ EnvironmentName })).filter(({ EventDate = before }) => EventDate > before)
    const early = await read()
    time.aheadMs = 120_000
    const all = await read()
    expect(all.filter(event => isLate(event as never)).length).toBeGreaterThan(0)
    expect(early).toEqual(all.filter(event => !isLate(event as never)))
  })
})

describe('missing-event', () => {
  it('never becomes visible, though the deployment ended', async () => {
    const label = await makeVersion()
    set({ kind: 'missing-event', message: 'Environment update completed *' })
    const requestId = await update(label)
    await settled()
    expect((await messages(requestId)).at(-1)).toBe('New application version was deployed to running EC2 instances.')
    expect(truth()?.versionLabel).toBe(label)
  })
})

describe('stale-health', () => {
  it('is Red once the update is Ready, then Yellow, then what is so; and a late event speaks of the update', async () => {
    set({ kind: 'stale-health', reads: 2, times: 1 })
    await update(await makeVersion())
    await settled()
    const seen = []
    for (let time = 0; time < 4; time += 1) {
      const [environment] = await look()
      seen.push(`${environment?.Status} ${environment?.Health} ${environment?.HealthStatus}`)
    }
    expect(seen).toEqual(['Ready Red Degraded', 'Ready Red Degraded', 'Ready Yellow Warning', 'Ready Green Ok'])
    const events = await local.events({ EnvironmentName })
    expect(events.at(-1)).toMatchObject({
      Message:
        'Environment health has transitioned from Ok to Info. Application update in progress on 1 instance. 0 out of 1 instance completed (running for 5 seconds).',
    })
    expect(events.at(-1)?.RequestId).toBeUndefined()
  })
})

describe('terminated-namesake', () => {
  it('is listed first, unless only living ones were asked for', async () => {
    set({ kind: 'terminated-namesake' })
    const [namesake, living, ...others] = await look()
    expect(namesake).toMatchObject({ EnvironmentName, Status: 'Terminated', Health: 'Grey' })
    expect(namesake?.EnvironmentId).not.toBe(living?.EnvironmentId)
    expect([living?.Status, others]).toEqual(['Ready', []])
    const asked = new DescribeEnvironmentsCommand({ EnvironmentNames: [EnvironmentName], IncludeDeleted: false })
    expect((await local.clients.elasticBeanstalk.send(asked)).Environments).toHaveLength(1)
  })
})

describe('another user', () => {
  it('aborts an update that has begun (aborted-by-another)', async () => {
    const former = truth()?.versionLabel
    set({ kind: 'aborted-by-another', times: 1 })
    const requestId = await update(await makeVersion())
    await settled()
    expect((await look())[0]).toMatchObject({ Status: 'Ready', VersionLabel: former })
    expect((await messages(requestId)).at(-1)).toMatch(/^During an aborted deployment, some instances may /)
    // Too late is no bug: stop() would tell it.
    set({ kind: 'aborted-by-another', ms: 1 })
    await update(await makeVersion())
    await settled()
  })

  it('begins an update first, so that ours is refused (update-by-another)', async () => {
    const label = await makeVersion()
    set({ kind: 'update-by-another', times: 1 })
    await expect(update(label)).rejects.toThrow(
      `Environment named ${EnvironmentName} is in an invalid state for this operation. Must be Ready.`,
    )
    await settled()
    await update(label)
    await settled()
    expect(truth()?.versionLabel).toBe(label)
  })

  it('takes a version and option settings one after the other only (settings-apart)', async () => {
    set({ kind: 'settings-apart', times: 2 })
    const VersionLabel = await makeVersion()
    const OptionSettings = [
      { Namespace: 'aws:elasticbeanstalk:application:environment', OptionName: 'COLOR', Value: 'blue' },
    ]
    const send = (part: object) =>
      local.clients.elasticBeanstalk.send(new UpdateEnvironmentCommand({ EnvironmentName, ...part }))
    await expect(send({ VersionLabel, OptionSettings })).rejects.toMatchObject({ name: 'InvalidParameterCombination' })
    expect(truth()?.status).toBe('Ready')
    await send({ OptionSettings })
    await settled()
    await send({ VersionLabel })
    await settled()
    expect(truth()?.versionLabel).toBe(VersionLabel)
  })

  it('deploys the former version again as soon as ours has ended (superseded)', async () => {
    const former = truth()?.versionLabel
    set({ kind: 'superseded', times: 1 })
    const label = await makeVersion()
    const requestId = await update(label)
    await settled()
    expect(truth()?.versionLabel).toBe(label)
    expect((await look())[0]).toMatchObject({ Status: 'Updating', VersionLabel: label })
    await settled()
    expect((await look())[0]).toMatchObject({ VersionLabel: former })
    expect((await messages(requestId)).at(-1)).toBe('Environment update completed successfully.')
  })

  it('takes the rules away that admit port 80 (port-closed)', async () => {
    const GroupIds = [truth()?.groupId ?? '']
    const rules = async () => {
      const { SecurityGroups } = await local.clients.ec2.send(new DescribeSecurityGroupsCommand({ GroupIds }))
      return SecurityGroups?.[0]?.IpPermissions
    }
    expect(await rules()).toHaveLength(1)
    set({ kind: 'port-closed' })
    await update(await makeVersion())
    await settled()
    expect(await rules()).toEqual([])
  })
})
