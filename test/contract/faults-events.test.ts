import { UpdateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

const EnvironmentName = 'chat-prod'
let local: StartedBeanstalk
let lastLabel = 0

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost() })
  await local.createEnvironment({ application: 'chat', environment: EnvironmentName })
})
afterEach(() => local.beanstalk.clearFaults())
afterAll(() => local.beanstalk.stop())

/** Deploys a new version, and gives the events of its operation, and all others of the environment since it began. */
async function deploy() {
  lastLabel += 1
  const VersionLabel = `v${lastLabel}`
  await local.createVersion({ application: 'chat', label: VersionLabel, bundle: Buffer.from('zip') })
  const before = (await local.events({ EnvironmentName })).length
  const answer = await local.clients.elasticBeanstalk.send(
    new UpdateEnvironmentCommand({ EnvironmentName, VersionLabel }),
  )
  const settled = await local.waitUntilSettled(EnvironmentName)
  const events = (await local.events({ EnvironmentName })).slice(before)
  const isOwn = ({ RequestId }: { readonly RequestId?: string | undefined }) => RequestId === answer.$metadata.requestId
  return { settled, own: events.filter(isOwn), others: events.filter(event => !isOwn(event)) }
}

describe('event-of-another', () => {
  it('is told with the request id of another operation, once', async () => {
    local.beanstalk.setFaults([
      { kind: 'event-of-another', severity: 'ERROR', message: 'Failed to deploy application.' },
    ])
    const { settled, own, others } = await deploy()
    expect(settled).toMatchObject({ Status: 'Ready', VersionLabel: `v${lastLabel}` })
    expect(own.map(({ Severity }) => Severity)).not.toContain('ERROR')
    expect(others).toContainEqual(
      expect.objectContaining({ Message: 'Failed to deploy application.', RequestId: expect.any(String) }),
    )
    expect((await deploy()).others.filter(({ RequestId }) => RequestId !== undefined)).toEqual([])
  })
})

describe('event-flood', () => {
  it('is told by the deployment itself, before its end', async () => {
    local.beanstalk.setFaults([{ kind: 'event-flood', count: 900 }])
    const { own } = await deploy()
    expect(own.length).toBeGreaterThan(900)
    expect(own.at(-1)?.Message).toBe('Environment update completed successfully.')
  })
})

describe('recovered-error', () => {
  it('is an ERROR of a deployment that ends well', async () => {
    local.beanstalk.setFaults([{ kind: 'recovered-error' }])
    const { settled, own } = await deploy()
    expect(own).toContainEqual(
      expect.objectContaining({
        Severity: 'ERROR',
        Message: "Instance deployment failed. For details, see 'eb-engine.log'.",
      }),
    )
    expect(own.at(-1)?.Message).toBe('Environment update completed successfully.')
    expect(settled).toMatchObject({ Health: 'Green', VersionLabel: `v${lastLabel}` })
  })
})
