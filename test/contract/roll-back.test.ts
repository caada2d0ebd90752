import { UpdateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { makeAwsClients } from '../../src/aws/clients.ts'
import { watchCredentials } from '../../src/aws/credential-age.ts'
import { startDeadline, systemClock } from '../../src/clock.ts'
import type { Context } from '../../src/context.ts'
import { deployVersion } from '../../src/environment/deploy-version.ts'
import { describeState } from '../../src/environment/describe-state.ts'
import { findEnvironment } from '../../src/environment/find-environment.ts'
import { keepSettings, planReturnUpdate } from '../../src/environment/keep-settings.ts'
import { planUpdate } from '../../src/environment/plan-update.ts'
import { checkHandshake } from '../../src/handshake/handshake.ts'
import type { OptionSetting } from '../../src/inputs/option-settings.ts'
import { openLedger } from '../../src/ledger.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { actionsLog } from '../../src/log.ts'
import { openProducts } from '../../src/report/deploy-products.ts'
import { type GuardedDeployment, guardDeployment } from '../../src/stories/guard-deployment.ts'
import { listenWebSocket } from '../handshake/websocket-server.ts'
import { REGION, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

const NAMES = { applicationName: 'chat', environmentName: 'chat-prod' }
const REQUEST = { creation: undefined, label: 'v2', optionSettings: [], tunings: [], wait: true }
const BACK = { toLabel: 'v1', nowLabel: 'v2', settings: { toSet: [], toRemove: [] } }
const OVER = new ActionError({ code: 'deadline-exceeded', message: 'The run was not over.', hint: 'Look.' })

let local: StartedBeanstalk

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost() })
  for (const label of ['v1', 'v2', 'v3'])
    await local.createVersion({ application: 'chat', label, bundle: Buffer.from(label) })
  await local.createEnvironment({ application: 'chat', environment: 'chat-prod', versionLabel: 'v1' })
  for (const [name, value] of Object.entries(local.environmentVariables)) vi.stubEnv(name, value)
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await local.beanstalk.stop()
})

function openContext(signal = new AbortController().signal, watchAge = watchCredentials(systemClock)) {
  const names = { application: 'chat', environment: 'chat-prod' }
  const aws = makeAwsClients({
    region: REGION,
    names,
    maxRetries: 0,
    retryDelayMs: 0,
    signal,
    watchAge,
    onRequest: () => {},
  })
  const quiet = { info() {}, debug() {}, warning() {}, notice() {}, group: (_: string, work: () => unknown) => work() }
  const context: Context = {
    ...{ aws, signal, clock: systemClock, ledger: openLedger(), deadline: startDeadline(systemClock, 60_000) },
    ...{ log: { ...actionsLog, ...quiet } as Context['log'], temporaryFolder: '', searchPath: '' },
  }
  return { context, [Symbol.dispose]: aws.destroy }
}

async function run(VersionLabel: string): Promise<void> {
  const asked = new UpdateEnvironmentCommand({ EnvironmentName: 'chat-prod', VersionLabel })
  await local.clients.elasticBeanstalk.send(asked)
  await local.waitUntilSettled('chat-prod')
}

describe('the option settings of before', () => {
  const VARIABLE = { namespace: 'aws:elasticbeanstalk:application:environment', optionName: 'A', value: '1' }
  const PASSWORD = { namespace: 'aws:rds:dbinstance', optionName: 'DBPassword', value: 'x' }

  it('are known where AWS tells them, and not those of a password', async () => {
    using opened = openContext()
    const keep = (...optionSettings: OptionSetting[]) =>
      keepSettings(opened.context, NAMES, { optionSettings, tunings: [] })
    expect(await keep(VARIABLE)).toMatchObject({ toSet: [], toRemove: [{ optionName: 'A' }] })
    expect(await keep(VARIABLE, PASSWORD)).toBeUndefined()
    local.beanstalk.setFaults([{ kind: 'denied', operation: 'elasticbeanstalk:DescribeConfigurationSettings' }])
    expect(await keep(VARIABLE)).toBeUndefined()
    expect(await keep(), 'where nothing is set, nothing has to be known').toEqual({ toSet: [], toRemove: [] })
    local.beanstalk.clearFaults()
  })
})

describe('a roll back', () => {
  it('asks for nothing where somebody else has deployed by then', async () => {
    using opened = openContext()
    const survey = await findEnvironment(opened.context, NAMES)
    const update = planReturnUpdate(planUpdate(survey, REQUEST), BACK)
    await run('v3')
    const from = local.beanstalk.requests.length
    const { settled } = await deployVersion(opened.context, update, () => {})
    expect(settled).toMatchObject({ kind: 'failed', because: 'deployment-superseded', state: { versionLabel: 'v3' } })
    const asked = local.beanstalk.requests.slice(from).map(({ operation }) => operation)
    expect(asked).not.toContain('UpdateEnvironment')
  })

  it.each([
    ['vain', [{ kind: 'instance-fails', at: 'before-flip', times: 1 }]],
    ['done', []],
  ] as const)('counts as %s when its end is known', async (outcome, faults) => {
    await run('v2')
    using opened = openContext()
    const survey = await findEnvironment(opened.context, NAMES)
    const update = planReturnUpdate({ ...planUpdate(survey, REQUEST), toLabel: 'v2' }, BACK)
    local.beanstalk.setFaults([...faults])
    const heard: string[] = []
    const onState = () => heard.push(opened.context.ledger.entries().at(-1)?.outcome ?? '')
    await deployVersion(opened.context, update, onState)
    expect(heard.at(-1)).toBe('begun')
    expect(opened.context.ledger.entries()).toMatchObject([
      { outcome, undo: [expect.stringContaining('wait environment-updated')] },
    ])
  })

  it('knows since when the credentials of its run were good', async () => {
    const watchAge = watchCredentials(systemClock)
    using first = openContext(undefined, watchAge)
    await findEnvironment(first.context, NAMES)
    using second = openContext(undefined, watchAge)
    local.beanstalk.setFaults([{ kind: 'expired-credentials' }])
    await expect(findEnvironment(second.context, NAMES)).rejects.toThrow(/They had been accepted for \d+ s/)
    local.beanstalk.setFaults([])
  })

  it('has time of its own when that of the run is over', async () => {
    await run('v1')
    const ending = new AbortController()
    using opened = openContext(ending.signal)
    const { context } = opened
    let isTaken = true
    await using server = await listenWebSocket({ verifyClient: () => isTaken })
    const url = `ws://127.0.0.1:${server.port}/`
    const survey = await findEnvironment(context, NAMES)
    const products = { ...openProducts(), versionLabel: 'v2', survey }
    const plan = {
      update: planUpdate(survey, REQUEST),
      rollBack: { kind: 'possible', mode: 'on-failed-handshake', toLabel: 'v1', isPathGuessed: false },
      version: { label: 'v2' },
      handshake: { url, protocol: { asked: { name: 'websocket', isGuess: false } }, withinMs: 5000, inARow: 1 },
    }
    const act = async () => {
      await run('v2')
      isTaken = false
      const policy = { kind: 'attempts', count: 1, pauseMs: 0 } as const
      const handshake = await checkHandshake([{ url }], { clock: systemClock, policy }, {})
      const state = await describeState(context, survey.id)
      const settled = { kind: 'succeeded', state, events: [] }
      Object.assign(products, { acceptedPart: 'all', settled, state, handshake, replacedLabel: 'v1' })
      ending.abort(OVER)
      throw OVER
    }
    const renew = () => {
      isTaken = true
      return openContext()
    }
    const request = { ...NAMES, minimumHealth: 'any', handshake: { failOn: 'error' } }
    const guarded = { plan, probe: {}, request, renew, act } as unknown as GuardedDeployment
    await expect(guardDeployment(context, guarded, products)).rejects.toBe(OVER)
    expect(products).toMatchObject({ rollBack: { kind: 'done', toLabel: 'v1' }, state: { versionLabel: 'v1' } })
  })
})
