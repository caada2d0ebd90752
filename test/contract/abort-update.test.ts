import { UpdateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { type AwsClients, makeAwsClients } from '../../src/aws/clients.ts'
import type { Context } from '../../src/context.ts'
import { abortUpdate } from '../../src/environment/abort-update.ts'
import { openLedger } from '../../src/ledger.ts'
import { systemClock } from '../../src/local-beanstalk/clock.ts'
import type { Fault } from '../../src/local-beanstalk/faults/catalogue.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { REGION, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

const NAMES = { application: 'chat', environment: 'chat-prod' }
const FOREVER_MS = 600_000

let local: StartedBeanstalk
let aws: AwsClients

beforeEach(async () => {
  local = await startBeanstalk({ host: openNoHost() })
  await local.createEnvironment(NAMES)
  for (const [name, value] of Object.entries(local.environmentVariables)) vi.stubEnv(name, value)
  // As after a signal: the run's own requests are over.
  const signal = AbortSignal.abort(new Error('The run is over.'))
  aws = makeAwsClients({ region: REGION, names: NAMES, maxRetries: 2, retryDelayMs: 1, signal, onRequest: () => {} })
})

afterEach(async () => {
  aws.destroy()
  vi.unstubAllEnvs()
  await local.beanstalk.stop()
})

/** Of an update that goes on. */
async function abort(...faults: Fault[]) {
  local.beanstalk.setPace(1000)
  local.beanstalk.setFaults(faults)
  const OptionSettings = [
    { Namespace: 'aws:elasticbeanstalk:application:environment', OptionName: 'BY', Value: 'the run' },
  ]
  const command = new UpdateEnvironmentCommand({ EnvironmentName: 'chat-prod', OptionSettings })
  const {
    EnvironmentId: environmentId = '',
    DateUpdated,
    $metadata,
  } = await local.clients.elasticBeanstalk.send(command)
  const ledger = openLedger()
  const own = { environmentId, environmentName: 'chat-prod', requestId: $metadata.requestId ?? '' }
  const context = { aws, ledger, log: { debug() {} } } as unknown as Context
  const outcome = await abortUpdate(context, { ...own, acceptedAtMs: DateUpdated?.getTime() ?? 0 })
  return { outcome, entries: ledger.entries().map(({ outcome }) => outcome), status: statusOf() }
}

function statusOf() {
  return local.beanstalk.lookUp('chat-prod')?.status
}

const slow = (operation: string): Fault => ({ kind: 'slow', operation, ms: FOREVER_MS })

describe('an update that is to be aborted', () => {
  it('is aborted after the signal, too', async () => {
    const { outcome, entries, status } = await abort()
    expect({ outcome, entries }).toEqual({ outcome: { kind: 'aborted' }, entries: ['done'] })
    expect(status).not.toBe('Updating')
  })

  it('is aborted where none of its events is there yet, and what was there before is of another', async () => {
    expect((await abort({ kind: 'missing-event', message: 'Environment update is starting.' })).outcome).toEqual({
      kind: 'aborted',
    })
  })

  it('is dated no earlier than what was told before, however little time has passed since', async () => {
    const nowMs = Date.now()
    const clock = { ...systemClock, now: () => nowMs }
    const still = await startBeanstalk({ host: openNoHost(), clock })
    onTestFinished(() => still.beanstalk.stop())
    await still.createEnvironment(NAMES)
    const told = (await still.events({ EnvironmentName: 'chat-prod' })).findLast(({ RequestId }) => RequestId)
    const command = new UpdateEnvironmentCommand({ EnvironmentName: 'chat-prod' })
    const { DateUpdated } = await still.clients.elasticBeanstalk.send(command)
    expect(DateUpdated).toEqual(told?.EventDate)
  })

  it('may be aborted or not where Beanstalk does not answer', async () => {
    const { outcome, entries } = await abort(slow('elasticbeanstalk:AbortEnvironmentUpdate'))
    expect({ outcome, entries }).toEqual({ outcome: { kind: 'unanswered' }, entries: ['asked'] })
  })

  it('is left where Beanstalk does not tell in time whose update goes on', async () => {
    expect(await abort(slow('elasticbeanstalk:DescribeEvents'))).toEqual({
      outcome: { kind: 'left', why: 'It is not known whose update goes on. AWS did not answer in time.' },
      entries: [],
      status: 'Updating',
    })
  })
})
