import { describe, expect, it } from 'vitest'
import type { InstanceDeployment, InstancesLook } from '../../src/environment/compare-instances.ts'
import type { DeploymentFacts } from '../../src/environment/deployment-facts.ts'
import { describeSources } from '../../src/environment/describe-sources.ts'
import type { EnvironmentEvent } from '../../src/environment/event-feed.ts'
import { judgeDeployment } from '../../src/environment/judge-deployment.ts'

const event = (severity: string, message: string): EnvironmentEvent => ({ atMs: 0, severity, message, requestId: 'r' })
const starting = event('INFO', 'Environment update is starting.')
const deploying = event('INFO', 'Deploying new version to instance(s).')
const goodEnd = event('INFO', 'Environment update completed successfully.')
const instanceError = event('ERROR', "Instance deployment failed. For details, see 'eb-engine.log'.")
const aborting = event('ERROR', "Unsuccessful command execution on instance id(s) 'i-1'. Aborting the operation.")
const badEnd = event('ERROR', 'Failed to deploy application.')
const mixedText = event(
  'ERROR',
  'During an aborted deployment, some instances may have deployed the new application version. To ensure all instances are running the same version, re-deploy the appropriate application version.',
)

const instance = (id: number, label: string, more: Partial<InstanceDeployment> = {}): InstanceDeployment => {
  return { instanceId: `i-${id}`, versionLabel: label, deploymentId: 5, status: 'Deployed', ...more }
}
const told = (...instances: InstanceDeployment[]): InstancesLook => ({ kind: 'told', instances })
const denied: InstancesLook = { kind: 'unknown', reason: 'AWS denied it' }

const good: DeploymentFacts = {
  wantedLabel: 'v2',
  before: { label: 'v1', newestDeployment: undefined },
  status: 'Ready',
  label: 'v2',
  begun: true,
  isFresh: true,
  sawAborting: false,
  hasSuccessor: false,
  events: [starting, deploying, goodEnd],
  instances: told(instance(1, 'v2'), instance(2, 'v2')),
  readyForMs: 0,
}
/** The label that ran before is deployed again; only the number of the deployment tells. */
const same: DeploymentFacts = { ...good, before: { label: 'v2', newestDeployment: 4 } }
const old = told(instance(1, 'v1', { deploymentId: 4 }), instance(2, 'v1', { deploymentId: 4 }))
/** What the rest says is that it did not come to pass. */
const undone: DeploymentFacts = { ...good, label: 'v1', instances: old }

const judge = (facts: DeploymentFacts, more: Partial<DeploymentFacts> = {}) => judgeDeployment({ ...facts, ...more })
const RUNNING = { kind: 'running' }
const SUCCEEDED = { kind: 'succeeded' }
const failedAs = (because: string, ...parts: string[]) => ({
  kind: 'failed',
  because,
  reason: expect.stringMatching(parts.map(part => part.replaceAll(/[()]/g, '\\$&')).join('[^]*')),
})

describe('the verdict on a deployment', () => {
  it('is a success when status, label, events and every instance say so', () => {
    expect(judge(good)).toEqual(SUCCEEDED)
  })

  it('is a success when only settings were changed, with no version too, and their change ended well', () => {
    const events = [starting, event('INFO', 'Successfully deployed new configuration to environment.')]
    expect(judge(good, { before: { label: 'v2', newestDeployment: undefined }, events })).toEqual(SUCCEEDED)
    const none = { wantedLabel: undefined, label: undefined, before: { label: undefined, newestDeployment: undefined } }
    expect(judge(good, { ...none, events })).toEqual(SUCCEEDED)
  })

  it.each([
    ['Successfully launched environment: chat-prod', 'INFO', 'succeeded'],
    ['Failed to launch environment.', 'ERROR', 'failed'],
    ['Create environment operation is complete, but with errors. For more', 'ERROR', 'failed'],
    ['Launched environment: chat-prod. However, there were issues during launch. See event log', 'WARN', 'failed'],
  ])('knows the end of a launch: %s', (message, severity, kind) => {
    const events = [event('INFO', 'createEnvironment is starting.'), event(severity, message)]
    expect(judge(good, { before: undefined, events }).kind).toBe(kind)
  })

  it('is a success of a launch that is Ready, told no error and no end, and whose instances do not tell', () => {
    const events = [event('INFO', 'createEnvironment is starting.')]
    const launch = { before: undefined, events, instances: denied }
    expect(judge(good, { ...launch, readyForMs: 14_000 })).toEqual(RUNNING)
    expect(judge(good, { ...launch, readyForMs: 15_000 })).toEqual(SUCCEEDED)
  })

  it('stays open while the status has not left its -ing form, whatever the events say already', () => {
    for (const status of ['Updating', 'Launching', 'Aborting', 'LinkingFrom', 'unknown'])
      for (const events of [good.events, [starting, badEnd], undefined])
        expect(judge(good, { status, events })).toEqual(RUNNING)
  })

  it('stays open while nothing shows that it has begun', () => {
    expect(judge(good, { begun: false, isFresh: false, events: [], readyForMs: 600_000 })).toEqual(RUNNING)
  })
})

describe('an environment that rolled back, is Ready on the old label and told errors', () => {
  it.each([
    ['with the text "Failed to deploy application."', [starting, instanceError, aborting, badEnd], 0],
    ['without it', [starting, instanceError, aborting], 5000],
  ])('has failed: %s', (_, events, readyForMs) => {
    expect(judge(undone, { events, readyForMs }).kind).toBe('failed')
    expect(judge(undone, { events, readyForMs, instances: denied }).kind).toBe('failed')
  })

  it('is named as rolled back by the platform where every instance runs the version of before', () => {
    expect(judge(undone, { events: [starting, badEnd] })).toEqual(
      failedAs('deployment-rolled-back', 'the platform has rolled it back: every instance runs version "v1"'),
    )
  })

  it('is not called rolled back where an instance failed, deployed the new version, or does not tell', () => {
    const events = [starting, badEnd]
    const others = [
      [instance(1, 'v2', { status: 'Failed' })],
      [instance(1, 'v2'), instance(2, 'v1')],
      [instance(1, 'v1'), instance(2, 'v0')],
      [instance(1, 'v2', { status: 'In Progress' })],
      [instance(1, 'v1', { status: 'Failed' })],
    ]
    for (const instances of others)
      expect(judge(undone, { events, instances: told(...instances) })).toEqual(failedAs('deployment-failed'))
    expect(judge(undone, { events, instances: denied })).toEqual(failedAs('deployment-failed'))
  })

  it('has its mixed versions named, instance by instance', () => {
    const instances = told(instance(1, 'v2'), instance(2, 'v1', { deploymentId: 4 }))
    expect(judge(undone, { events: [starting, badEnd], instances })).toEqual(
      failedAs('deployment-failed', 'versions are mixed: i-2 runs version "v1" (deployment 4), i-1 runs version "v2"'),
    )
  })
})

describe('an update that somebody has aborted', () => {
  it('has failed on the old label without any event that tells, when no error can come late any more', () => {
    const events = [starting, deploying]
    expect(judge(undone, { events, readyForMs: 59_000 })).toEqual(RUNNING)
    expect(judge(undone, { events, readyForMs: 60_000 })).toEqual(
      failedAs('deployment-aborted', 'somebody seems to have aborted it, for no error was told'),
    )
  })

  it('is known sooner where its status was seen, or the text of mixed versions came without an end', () => {
    const seen = [{ sawAborting: true, events: [starting] }, { events: [starting, mixedText] }]
    for (const more of seen) {
      expect(judge(undone, { ...more, readyForMs: 1000 })).toEqual(RUNNING)
      expect(judge(undone, { ...more, readyForMs: 5000 })).toEqual(failedAs('deployment-aborted'))
    }
  })

  it('is not what a failure is called whose end is missing: that text follows its errors, too', () => {
    expect(judge(undone, { events: [starting, instanceError, mixedText], readyForMs: 60_000 })).toEqual(
      failedAs('deployment-failed', 'runs version "v1"'),
    )
  })

  it('has its mixed versions named', () => {
    const instances = told(instance(1, 'v2'), instance(2, 'v1', { deploymentId: 4 }))
    expect(judge(undone, { events: [starting, mixedText], instances, readyForMs: 5000 })).toEqual(
      failedAs('deployment-aborted', 'versions are mixed: i-1 runs version "v2" (deployment 5), i-2'),
    )
  })

  it('is not what an update without a single event is called: nobody knows', () => {
    expect(judge(undone, { events: [], readyForMs: 15_000 })).toEqual(
      failedAs('deployment-failed', 'runs version "v1"'),
    )
    expect(judge(undone, { events: undefined, readyForMs: 15_000 })).toEqual(failedAs('deployment-failed'))
    expect(judge(undone, { events: undefined, sawAborting: true, readyForMs: 15_000 })).toEqual(
      failedAs('deployment-aborted'),
    )
  })
})

describe('a label that is deployed again', () => {
  it('is a success with the good end, where every instance has the new deployment', () => {
    expect(judge(same)).toEqual(SUCCEEDED)
    expect(judge(same, { instances: denied })).toEqual(SUCCEEDED)
  })

  it('has mixed deployments where an instance has an earlier one, once it had time to report', () => {
    const instances = told(instance(1, 'v2'), instance(2, 'v2', { deploymentId: 4 }))
    expect(judge(same, { instances })).toEqual(RUNNING)
    expect(judge(same, { instances, readyForMs: 20_000 })).toEqual(
      failedAs('versions-mixed', 'not every instance has this deployment of it: i-2 runs version "v2" (deployment 4)'),
    )
  })

  it('has failed when the operation ended with errors, though the label is the wanted one', () => {
    expect(judge(same, { events: [starting, instanceError, badEnd] }).kind).toBe('failed')
  })

  it('has failed without the text of an end, too', () => {
    const events = [starting, instanceError, aborting]
    const instances = told(instance(1, 'v2', { status: 'Failed' }))
    expect(judge(same, { events, readyForMs: 1000 })).toEqual(RUNNING)
    for (const instances of [told(instance(1, 'v2', { deploymentId: 4 })), denied])
      expect(judge(same, { events, instances, readyForMs: 20_000 })).toEqual(failedAs('deployment-failed'))
    expect(judge(same, { events, instances, readyForMs: 20_000 })).toEqual(failedAs('versions-mixed'))
  })

  it('was aborted when no end was told and the instances have the deployment of before', () => {
    const instances = told(instance(1, 'v2', { deploymentId: 4 }))
    const facts = { ...same, events: [starting, deploying], instances }
    expect(judge(facts, { readyForMs: 59_000 })).toEqual(RUNNING)
    expect(judge(facts, { readyForMs: 60_000 })).toEqual(
      failedAs('deployment-aborted', 'no end of the update was told; i-1 runs version "v2" (deployment 4), as before'),
    )
  })

  it('is a success without an end where every instance has a newer deployment of it', () => {
    expect(judge(same, { events: [starting], readyForMs: 15_000 })).toEqual(SUCCEEDED)
    expect(judge(same, { events: undefined })).toEqual(SUCCEEDED)
  })

  it('has not succeeded where no end was told and no instance tells: the end is waited for longer', () => {
    for (const facts of [
      { ...same, instances: denied },
      { ...same, before: { label: 'v2', newestDeployment: undefined } },
    ]) {
      expect(judge(facts, { events: [starting], readyForMs: 59_000 })).toEqual(RUNNING)
      expect(judge(facts, { events: [starting], readyForMs: 60_000 })).toEqual(failedAs('deployment-aborted'))
    }
  })

  it('is left to the handshake where neither events nor instances may be read', () => {
    expect(judge(same, { events: undefined, instances: denied })).toEqual(SUCCEEDED)
    expect(judge(same, { events: undefined, instances: denied, sawAborting: true }).kind).toBe('failed')
  })
})

describe('events', () => {
  it('of severity ERROR are told, not judged, when the operation ended well after them', () => {
    expect(judge(good, { events: [starting, instanceError, goodEnd] })).toEqual(SUCCEEDED)
    expect(judge(same, { events: [starting, instanceError, goodEnd] })).toEqual(SUCCEEDED)
  })

  it('that are missing are waited for a while; then a new label is proof enough', () => {
    for (const events of [[starting], [starting, instanceError]]) {
      expect(judge(good, { events, readyForMs: 14_000 })).toEqual(RUNNING)
      expect(judge(good, { events, readyForMs: 15_000 })).toEqual(SUCCEEDED)
    }
  })

  it('that may not be read are unknown: status, label and instances decide', () => {
    expect(judge(good, { events: undefined })).toEqual(SUCCEEDED)
    expect(judge(undone, { events: undefined, readyForMs: 14_000 })).toEqual(RUNNING)
    expect(judge(undone, { events: undefined, readyForMs: 15_000 }).kind).toBe('failed')
  })

  it('decide by the last one that tells an end, so that none put in before it deceives', () => {
    expect(judge(same, { events: [starting, goodEnd, badEnd] }).kind).toBe('failed')
    expect(judge(same, { events: [starting, badEnd, goodEnd] })).toEqual(SUCCEEDED)
  })

  it('do not tell a good end in another severity, nor within a longer text', () => {
    const texts = ['Environment update completed successfully. Really', 'x\nEnvironment update completed successfully.']
    const forged = [event('WARN', goodEnd.message), ...texts.map(text => event('INFO', text))]
    for (const one of forged) expect(judge(same, { events: [starting, one] })).toEqual(RUNNING)
  })

  it('of a megabyte change nothing', () => {
    const flood = event('ERROR', 'Failed to deploy application. '.repeat(40_000))
    expect(judge(good, { events: [starting, flood, goodEnd] })).toEqual(SUCCEEDED)
  })
})

describe('a state from before', () => {
  const stale = { ...undone, isFresh: false }

  it('decides nothing for a while, whatever end the events tell', () => {
    const events = [starting, badEnd]
    expect(judge(stale, { events, readyForMs: 59_000 })).toEqual(RUNNING)
    expect(judge(stale, { events, readyForMs: 60_000 }).kind).toBe('failed')
  })

  it('is waited for longer after a good end: another deployment would have changed the state, too', () => {
    const events = [starting, goodEnd]
    expect(judge(stale, { events, readyForMs: 299_000 })).toEqual(RUNNING)
    expect(judge(stale, { events, readyForMs: 300_000 })).toEqual(failedAs('deployment-superseded'))
  })

  it('is waited for as long where no end was told: the operation may go on', () => {
    expect(judge(stale, { events: [starting], readyForMs: 120_000 })).toEqual(RUNNING)
    expect(judge(stale, { events: undefined, readyForMs: 120_000 })).toEqual(RUNNING)
    expect(judge(stale, { events: [starting], readyForMs: 300_000 }).kind).toBe('failed')
  })
})

describe('an environment of somebody else, too', () => {
  it.each(['Terminating', 'Terminated'])('has failed at once when it is %s', status => {
    const failed = failedAs('environment-terminating', 'being terminated')
    expect(judge(good, { status })).toEqual(failed)
    expect(judge(good, { status, begun: false, isFresh: false, events: undefined, instances: denied })).toEqual(failed)
  })

  it('was superseded when the deployment ended well and another version runs', () => {
    const superseded = failedAs('deployment-superseded', 'another one has replaced it', 'runs version "v1"')
    expect(judge(undone, { readyForMs: 1000 })).toEqual(RUNNING)
    expect(judge(undone, { readyForMs: 5000 })).toEqual(superseded)
    expect(judge(undone, { readyForMs: 0, hasSuccessor: true })).toEqual(superseded)
    expect(judge(undone, { hasSuccessor: true, label: 'v3' })).toEqual(failedAs('deployment-superseded', '"v3"'))
  })

  it('is a success when another operation has followed that left the version', () => {
    expect(judge(good, { hasSuccessor: true })).toEqual(SUCCEEDED)
  })
})

describe('instances', () => {
  const behind = told(instance(1, 'v2'), instance(2, 'v1', { deploymentId: 4 }))

  it('that run another version are mixed versions once they had time to report, whatever the rest says', () => {
    const mixed = failedAs('versions-mixed', 'i-2 runs version "v1" (deployment 4)')
    for (const more of [{}, { events: undefined }, { events: [starting] }]) {
      expect(judge(good, { ...more, instances: behind, readyForMs: 19_000 })).toEqual(RUNNING)
      expect(judge(good, { ...more, instances: behind, readyForMs: 20_000 })).toEqual(mixed)
    }
    const none = told(instance(1, 'v1', { deploymentId: 4 }))
    expect(judge(good, { instances: none, readyForMs: 20_000 })).toEqual(failedAs('versions-mixed'))
  })

  it('that failed to deploy the version do not run it', () => {
    const instances = told(instance(1, 'v2'), instance(2, 'v2', { status: 'Failed' }))
    expect(judge(good, { instances, readyForMs: 20_000 })).toEqual(
      failedAs('versions-mixed', 'i-2 failed to deploy version "v2" (deployment 5)'),
    )
  })

  it('that have told nothing yet are waited for, and then unknown', () => {
    const silent = { instanceId: 'i-3', versionLabel: undefined, deploymentId: undefined, status: undefined }
    const looks: InstancesLook[] = [
      told(instance(1, 'v2'), silent),
      told(instance(1, 'v2', { status: 'In Progress' })),
      { kind: 'pending', reason: 'AWS was too busy' },
    ]
    for (const instances of looks) {
      expect(judge(good, { instances, readyForMs: 19_000 })).toEqual(RUNNING)
      expect(judge(good, { instances, readyForMs: 20_000 })).toEqual(SUCCEEDED)
    }
  })

  it('that may not be asked are unknown at once', () => {
    expect(judge(good, { instances: denied })).toEqual(SUCCEEDED)
  })
})

describe('the sources of the verdict', () => {
  const say = (facts: DeploymentFacts) =>
    Object.fromEntries(describeSources(facts).map(({ name, says }) => [name, says]))

  it('all agree on a good deployment', () => {
    expect(new Set(Object.values(say(good)))).toEqual(new Set(['agrees']))
  })

  it('are unknown one by one where they are denied or silent', () => {
    const facts = { ...good, events: undefined, instances: denied }
    expect(say(facts)).toMatchObject({ events: 'unknown', instances: 'unknown', status: 'agrees' })
    expect(say({ ...good, events: [], begun: false })).toMatchObject({ beginning: 'unknown', events: 'unknown' })
    expect(describeSources(facts).find(({ name }) => name === 'instances')?.inWords).toBe('AWS denied it')
  })

  it('contradict where they do', () => {
    const facts = { ...undone, events: [starting, badEnd] }
    expect(say(facts)).toMatchObject({
      events: 'contradicts',
      'version label': 'contradicts',
      instances: 'contradicts',
    })
    expect(say({ ...good, status: 'Terminating' })).toMatchObject({ status: 'contradicts' })
  })
})
