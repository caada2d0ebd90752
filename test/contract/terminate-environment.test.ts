import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2'
import {
  CreateEnvironmentCommand,
  TerminateEnvironmentCommand,
  UpdateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { awaitGone } from '../../src/environment/await-gone.ts'
import { terminateEnvironment } from '../../src/environment/terminate-environment.ts'
import type { Fault } from '../../src/local-beanstalk/faults/catalogue.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { openAnsweringProxy, refuseWith } from '../support/answering-proxy.ts'
import { NODE_24, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { openRemoval, type RemovalOptions } from '../support/removal-context.ts'

const TERMINATE = 'elasticbeanstalk:TerminateEnvironment'
const SETTING = { Namespace: 'aws:elasticbeanstalk:application:environment', OptionName: 'BY', Value: 'another' }
const OVER = new ActionError({ code: 'deadline-exceeded', message: 'The run was not over after 600 s.', hint: 'Look.' })

let local: StartedBeanstalk
let count = 0

beforeEach(async () => {
  local = await startBeanstalk({ host: openNoHost() })
})
afterEach(() => local.beanstalk.stop())

/** Once it is Ready, time passes at the pace given: so many milliseconds a second. */
async function makeEnvironment(pace = 1) {
  local.beanstalk.setPace(0)
  const name = `chat-pr-${++count}`
  const { EnvironmentId: id = '' } = await local.createEnvironment({ application: 'chat', environment: name })
  local.beanstalk.setPace(pace)
  return { id, name }
}

type Named = Awaited<ReturnType<typeof makeEnvironment>>

const terminateAsAnother = ({ id: EnvironmentId }: Named) =>
  local.clients.elasticBeanstalk.send(new TerminateEnvironmentCommand({ EnvironmentId }))
const updateAsAnother = ({ id: EnvironmentId }: Named) =>
  local.clients.elasticBeanstalk.send(new UpdateEnvironmentCommand({ EnvironmentId, OptionSettings: [SETTING] }))

/** What is told first, whatever comes then. */
const waitsFor = ({ name }: Named, status: string) =>
  expect.arrayContaining([`The environment "${name}" is ${status}; waiting until it can be terminated.`])
const ONCE = { end: 'terminated', outcomes: ['done'], terminations: 1, confirmed: 1 }
const statusOf = ({ name }: Named) => local.beanstalk.lookUp(name)?.status

/** Removes it; what was confirmed, asked for, told and entered. */
async function remove(
  environment: Named,
  options: RemovalOptions & { readonly onConfirm?: () => Promise<unknown> } = {},
) {
  const { context, asked, lines, warnings } = openRemoval(local, options)
  let confirmed = 0
  const confirm = async () => {
    confirmed += 1
    await options.onConfirm?.()
  }
  const end = await terminateEnvironment(context, environment, { confirm }).catch((error: unknown) => error)
  const outcomes = context.ledger.entries().map(({ outcome }) => outcome)
  const terminations = asked.filter(name => name === 'TerminateEnvironment').length
  return {
    end,
    outcomes,
    terminations,
    confirmed,
    asked,
    lines: lines.map(line => line.replace(/^[\d:]+ /, '')),
    warnings,
  }
}

/** Another group of the account that admits what has the environment's own group. */
async function referToGroupOf({ id }: Named) {
  const { ec2 } = local.clients
  const Filters = [{ Name: 'tag:elasticbeanstalk:environment-id', Values: [id] }]
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
  const own = SecurityGroups[0]?.GroupId ?? ''
  const { GroupId } = await ec2.send(new CreateSecurityGroupCommand({ GroupName: `db-${id}`, Description: 'database' }))
  const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, UserIdGroupPairs: [{ GroupId: own }] }]
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
  const undo = () => ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
  return { own, undo }
}

describe('an environment that is to be terminated', () => {
  it('is asked for once, followed to its end, and its events are told', async () => {
    const environment = await makeEnvironment()
    const { end, outcomes, terminations, confirmed, lines, warnings } = await remove(environment)
    expect({ end, outcomes, terminations, confirmed, warnings }).toEqual({
      ...{ end: 'terminated', outcomes: ['done'], terminations: 1, confirmed: 1, warnings: [] },
    })
    expect(statusOf(environment)).toBeUndefined()
    expect([lines.at(0), lines.at(-1)]).toEqual([
      expect.stringMatching(/^ *\+0s {2}INFO {3}terminateEnvironment is starting\.$/),
      expect.stringMatching(/^ *\+\ds {2}INFO {3}terminateEnvironment completed successfully\.$/),
    ])
  })

  it('is gone already where it is Terminated, or not listed any more', async () => {
    const environment = await makeEnvironment()
    await remove(environment)
    const gone = { end: 'gone', outcomes: [], terminations: 0, confirmed: 0 }
    expect(await remove(environment)).toMatchObject(gone)
    expect(await remove({ id: 'e-forgotten1', name: 'chat-pr-0' })).toMatchObject(gone)
  })

  it('is not believed to be gone for one answer without it', async () => {
    const environment = await makeEnvironment()
    await using proxy = await openAnsweringProxy(local.beanstalk.endpoint)
    let isLeftOut = true
    proxy.change((operation, answer) => {
      const isEmpty = operation === 'DescribeEnvironments' && isLeftOut
      if (isEmpty) isLeftOut = false
      return isEmpty ? { ...answer, body: answer.body.replace(/<Environments>.*<\/Environments>/s, '') } : answer
    })
    const variables = { AWS_ENDPOINT_URL: proxy.endpoint }
    expect(await remove(environment, { variables })).toMatchObject({ end: 'terminated', terminations: 1 })
    expect(isLeftOut).toBe(false)
  })

  it('is waited for where somebody else terminates it', async () => {
    const environment = await makeEnvironment(40)
    await terminateAsAnother(environment)
    const { lines, ...rest } = await remove(environment)
    expect(rest).toMatchObject({ end: 'gone', outcomes: [], terminations: 0, confirmed: 0 })
    expect(lines.at(-1)).toMatch(/^ *\+\ds {2}INFO {3}terminateEnvironment completed successfully\.$/)
    expect(statusOf(environment)).toBeUndefined()
  })

  it('is waited for where somebody else terminates it right before', async () => {
    const environment = await makeEnvironment()
    const onConfirm = () => terminateAsAnother(environment)
    expect(await remove(environment, { onConfirm })).toMatchObject({ end: 'gone', confirmed: 1, outcomes: ['failed'] })
    expect(statusOf(environment)).toBeUndefined()
  })

  it('is waited for while it is Updating', async () => {
    const environment = await makeEnvironment(25)
    await updateAsAnother(environment)
    expect(await remove(environment)).toMatchObject({ ...ONCE, lines: waitsFor(environment, 'Updating') })
  })

  it('is waited for while it is Launching', async () => {
    local.beanstalk.setPace(10)
    await local.createVersion({ application: 'chat', label: 'v1', bundle: Buffer.from('zip') })
    const asked = { ApplicationName: 'chat', EnvironmentName: 'chat-pr-0', SolutionStackName: NODE_24 }
    const { EnvironmentId: id = '' } = await local.clients.elasticBeanstalk.send(new CreateEnvironmentCommand(asked))
    const environment = { id, name: 'chat-pr-0' }
    expect(await remove(environment)).toMatchObject({ ...ONCE, lines: waitsFor(environment, 'Launching') })
  })

  it('is asked for again, and confirmed again, where an update of somebody else is faster', async () => {
    // So slow that the update still goes on at the next look.
    const environment = await makeEnvironment(10)
    // More often than a refusal of an environment that is Ready is taken for one.
    local.beanstalk.setFaults([{ kind: 'update-by-another', times: 8 }])
    const { end, confirmed, outcomes } = await remove(environment)
    expect({ end, confirmed }).toEqual({ end: 'terminated', confirmed: 9 })
    expect(outcomes).toEqual([...Array(8).fill('failed'), 'done'])
  })

  it.each<[string, Fault[]]>([
    ['the answer is lost', [{ kind: 'answer-lost', operation: TERMINATE, times: 1 }]],
    ['every answer is lost', [{ kind: 'answer-lost', operation: TERMINATE }]],
    ['the answer breaks off', [{ kind: 'answer-reset', operation: TERMINATE, times: 1 }]],
    ['half of the answer comes', [{ kind: 'answer-cut', operation: TERMINATE, times: 1 }]],
    ['a page of a proxy comes', [{ kind: 'answer-html', operation: TERMINATE, times: 1 }]],
    ['a page of a proxy comes as a success', [{ kind: 'answer-html', operation: TERMINATE, status: 200, times: 1 }]],
    ['it is throttled', [{ kind: 'throttled', operation: TERMINATE, times: 2 }]],
    ['it is unavailable', [{ kind: 'unavailable', operation: TERMINATE, times: 2 }]],
    ['looks are throttled', [{ kind: 'throttled', operation: 'elasticbeanstalk:DescribeEnvironments', times: 5 }]],
    ['events are throttled', [{ kind: 'throttled', operation: 'elasticbeanstalk:DescribeEvents', times: 5 }]],
    ['the status lags', [{ kind: 'lagging-status', reads: 8 }]],
    ['the status lags for long', [{ kind: 'lagging-status', ms: 300 }]],
    ['events are late', [{ kind: 'late-events', ms: 200 }]],
    [
      'the answer is lost and the status lags',
      [
        { kind: 'answer-lost', operation: TERMINATE, times: 1 },
        { kind: 'lagging-status', reads: 3 },
      ],
    ],
  ])('is terminated where %s', async (_, faults) => {
    for (const maxRetries of [0, 2]) {
      const environment = await makeEnvironment()
      local.beanstalk.setFaults(faults)
      const { end, outcomes, confirmed, terminations } = await remove(environment, { maxRetries })
      expect({ end, left: statusOf(environment) }, `${maxRetries} retries`).toEqual({
        end: 'terminated',
        left: undefined,
      })
      expect(new Set(outcomes.filter(outcome => outcome !== 'failed'))).toEqual(new Set(['done']))
      expect(confirmed, 'before each attempt').toBe(terminations)
      local.beanstalk.clearFaults()
    }
  })

  it('is left where that is not confirmed', async () => {
    const environment = await makeEnvironment()
    const overtaken = new Error('The pull request was opened again.')
    const onConfirm = () => Promise.reject(overtaken)
    expect(await remove(environment, { onConfirm })).toMatchObject({ end: overtaken, outcomes: [], terminations: 0 })
    expect(statusOf(environment)).toBe('Ready')
  })

  it('is left where that is not allowed, and the permission is named', async () => {
    const environment = await makeEnvironment()
    local.beanstalk.setFaults([{ kind: 'denied', operation: TERMINATE }])
    const { end, outcomes, terminations } = await remove(environment)
    expect(end).toMatchObject({ code: 'permission-denied', operation: TERMINATE })
    expect({ outcomes, terminations }).toEqual({ outcomes: ['failed'], terminations: 1 })
  })

  it('is left where Beanstalk refuses it again and again while it is Ready', async () => {
    const environment = await makeEnvironment()
    await using proxy = await openAnsweringProxy(local.beanstalk.endpoint)
    proxy.change((operation, answer) =>
      operation === 'TerminateEnvironment' ? refuseWith(400, 'InvalidParameterValue', 'No.') : answer,
    )
    // Carried out it would be by what stands behind the proxy.
    local.beanstalk.setFaults([{ kind: 'throttled', operation: TERMINATE }])
    const { end, terminations } = await remove(environment, { variables: { AWS_ENDPOINT_URL: proxy.endpoint } })
    expect(end).toMatchObject({ code: 'aws-refused', message: expect.stringContaining('"InvalidParameterValue"') })
    expect(terminations).toBe(7)
  })

  it.each([
    [{ kind: 'denied', operation: 'elasticbeanstalk:DescribeEvents' }, "The environment's events are unknown."],
    [
      { kind: 'denied', operation: 'elasticbeanstalk:DescribeEvents' },
      "From here on the environment's events are unknown.",
    ],
  ] as const)('is terminated where events may not be read: %#', async (fault, warning) => {
    const environment = await makeEnvironment()
    const isLate = warning.startsWith('From')
    const deny = () => local.beanstalk.setFaults([fault])
    if (!isLate) deny()
    const { end, warnings } = await remove(environment, { onConfirm: async () => isLate && deny() })
    expect(end).toBe('terminated')
    expect(warnings).toEqual([expect.stringContaining(warning)])
  })
})

describe('a termination that fails', () => {
  it('is told with the reasons of the events and with what to do; done, it is terminated', async () => {
    const environment = await makeEnvironment()
    const { own, undo } = await referToGroupOf(environment)
    const { end, outcomes, confirmed } = await remove(environment)
    expect({ outcomes, confirmed }).toEqual({ outcomes: ['vain'], confirmed: 1 })
    expect(end).toMatchObject({
      code: 'termination-failed',
      message: expect.stringMatching(
        new RegExp(
          `^The environment "${environment.name}" was not terminated: "Deleting security group named: ${own} failed Reason: [^"]*", "Stack deletion failed: The following resource\\(s\\) failed to delete: \\[AWSEBSecurityGroup\\]\\."\\.$`,
        ),
      ),
    })
    const { hint } = end as ActionError
    expect(hint).toContain(`aws cloudformation describe-stack-events --stack-name awseb-${environment.id}-stack `)
    expect(hint).toContain(`--filters Name=tag:elasticbeanstalk:environment-id,Values=${environment.id} `)
    await undo()
    expect(await remove(environment)).toMatchObject({ end: 'terminated', outcomes: ['done'] })
  })

  it('is told with reasons that come after the status', async () => {
    const environment = await makeEnvironment()
    await referToGroupOf(environment)
    local.beanstalk.setFaults([{ kind: 'late-events', ms: 100, of: 'errors' }])
    // The run waits for them for two seconds.
    const { end } = await remove(environment, { speed: 10 })
    expect(end).toMatchObject({ message: expect.stringContaining('Stack deletion failed') })
  })

  it('is told without reasons where events may not be read', async () => {
    const environment = await makeEnvironment()
    await referToGroupOf(environment)
    local.beanstalk.setFaults([{ kind: 'denied', operation: 'elasticbeanstalk:DescribeEvents' }])
    const { end } = await remove(environment)
    expect(end).toMatchObject({ message: expect.stringMatching(/: it was Ready again, and no event told why\.$/) })
  })

  it('is told where the answer to the request was lost', async () => {
    const environment = await makeEnvironment(10)
    await referToGroupOf(environment)
    local.beanstalk.setFaults([{ kind: 'answer-lost', operation: TERMINATE, times: 1 }])
    const { end, outcomes } = await remove(environment, { maxRetries: 0 })
    expect(end).toMatchObject({ code: 'termination-failed', message: expect.stringContaining('Stack deletion failed') })
    expect(outcomes.filter(outcome => outcome !== 'failed')).toEqual(['vain'])
  })

  it("is followed by this run's own where it was that of somebody else", async () => {
    const environment = await makeEnvironment(10)
    const { undo } = await referToGroupOf(environment)
    await terminateAsAnother(environment)
    const onConfirm = () => undo()
    expect(await remove(environment, { onConfirm })).toMatchObject({ end: 'terminated', confirmed: 1 })
  })
})

describe('the end of a run', () => {
  it('leaves in the ledger that the termination has begun', async () => {
    const environment = await makeEnvironment(1000)
    const ending = new AbortController()
    // The first look afterwards.
    const onRequest = (operation: string) =>
      operation === 'DescribeEnvironments' && statusOf(environment) === 'Terminating' && ending.abort(OVER)
    expect(await remove(environment, { signal: ending.signal, onRequest })).toMatchObject({
      outcomes: ['begun'],
      end: { code: 'deadline-exceeded', message: expect.stringContaining('waiting for the termination') },
    })
  })

  it('is told with what was waited for before', async () => {
    const environment = await makeEnvironment(1000)
    await updateAsAnother(environment)
    const ending = new AbortController()
    let looks = 0
    const onRequest = () => ++looks === 2 && ending.abort(OVER)
    expect(await remove(environment, { signal: ending.signal, onRequest })).toMatchObject({
      ...{ outcomes: [], terminations: 0, confirmed: 0 },
      end: {
        message: expect.stringMatching(/waiting for the environment ".*" to be Ready; last seen: status Updating/),
      },
    })
  })
})

describe('an environment that is being terminated', () => {
  it('is waited for until its name is free', async () => {
    const environment = await makeEnvironment(5)
    await terminateAsAnother(environment)
    const { context, asked } = openRemoval(local)
    await awaitGone(context, environment)
    expect(statusOf(environment)).toBeUndefined()
    expect(new Set(asked)).toEqual(new Set(['DescribeEnvironments', 'DescribeEvents']))
    await local.createEnvironment({ application: 'chat', environment: environment.name })
  })

  it('is not waited for any more where it is Ready again', async () => {
    const environment = await makeEnvironment(40)
    await referToGroupOf(environment)
    await terminateAsAnother(environment)
    await expect(awaitGone(openRemoval(local).context, environment)).rejects.toMatchObject({
      ...{ code: 'termination-failed', message: expect.stringContaining('Stack deletion failed') },
    })
  })
})
