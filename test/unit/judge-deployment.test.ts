import { describe, expect, it } from 'vitest'
import type { EnvironmentEvent } from '../../src/environment/event-feed.ts'
import { type DeploymentFacts, judgeDeployment } from '../../src/environment/judge-deployment.ts'

const event = (severity: string, message: string): EnvironmentEvent => ({ atMs: 0, severity, message, requestId: 'r' })
const starting = event('INFO', 'Environment update is starting.')
const goodEnd = event('INFO', 'Environment update completed successfully.')
const instanceError = event('ERROR', "Instance deployment failed. For details, see 'eb-engine.log'.")
const badEnd = event('ERROR', 'Failed to deploy application.')

const done: DeploymentFacts = {
  wantedLabel: 'v2',
  status: 'Ready',
  label: 'v2',
  begun: true,
  events: [starting, goodEnd],
  readyForMs: 0,
}

describe('the verdict on a deployment', () => {
  it('is a success when the environment is Ready on the wanted version and the operation ended well', () => {
    expect(judgeDeployment(done)).toEqual({ kind: 'succeeded' })
  })

  it('is a success when only settings were changed, with no version too, and their change ended well', () => {
    const ended = event('INFO', 'Successfully deployed new configuration to environment.')
    expect(judgeDeployment({ ...done, events: [starting, ended] })).toEqual({ kind: 'succeeded' })
    const none = { ...done, wantedLabel: undefined, label: undefined, events: [starting, ended] }
    expect(judgeDeployment(none)).toEqual({ kind: 'succeeded' })
  })

  it('knows the ends of a launch', () => {
    const begun = event('INFO', 'createEnvironment is starting.')
    const launched = event('INFO', 'Successfully launched environment: chat-prod')
    expect(judgeDeployment({ ...done, events: [begun, launched] })).toEqual({ kind: 'succeeded' })
    const texts = [
      'Failed to launch environment.',
      'Create environment operation is complete, but with errors. For more',
    ]
    for (const text of texts)
      expect(judgeDeployment({ ...done, events: [begun, event('ERROR', text)] })).toMatchObject({ kind: 'failed' })
  })

  it('stays open while the status has not left its -ing form', () => {
    for (const status of ['Updating', 'Launching', 'Aborting']) {
      expect(judgeDeployment({ ...done, status })).toEqual({ kind: 'running' })
    }
  })

  it('stays open while Ready may still be the Ready of before', () => {
    expect(judgeDeployment({ ...done, begun: false })).toEqual({ kind: 'running' })
  })

  it('is a failure when the environment is Ready on another version, whatever the events say', () => {
    const reason = 'the environment is Ready, but runs version "v1"'
    expect(judgeDeployment({ ...done, label: 'v1', events: [starting, badEnd] })).toEqual({ kind: 'failed', reason })
    const replaced = judgeDeployment({ ...done, label: 'v1', events: [starting, goodEnd] })
    expect(replaced).toMatchObject({ kind: 'failed', reason: expect.stringContaining('another one has replaced it') })
  })

  it('stays open while the other version may be the Ready one of before, for a bounded time', () => {
    const stale = { ...done, label: 'v1', events: [starting] }
    expect(judgeDeployment(stale)).toEqual({ kind: 'running' })
    expect(judgeDeployment({ ...stale, readyForMs: 15_000 }).kind).toBe('failed')
  })

  it('is a failure when the same label was deployed again and the operation ended with errors', () => {
    expect(judgeDeployment({ ...done, events: [starting, instanceError, badEnd] }).kind).toBe('failed')
  })

  it('does not take an ERROR event for the end when the operation ended well after it', () => {
    expect(judgeDeployment({ ...done, events: [starting, instanceError, goodEnd] })).toEqual({ kind: 'succeeded' })
  })

  it('waits a while for the last event, and then lets the errors decide', () => {
    const facts = { ...done, events: [starting, instanceError] }
    expect(judgeDeployment({ ...facts, readyForMs: 1000 })).toEqual({ kind: 'running' })
    expect(judgeDeployment({ ...facts, readyForMs: 15_000 }).kind).toBe('failed')
    expect(judgeDeployment({ ...done, events: [starting], readyForMs: 15_000 })).toEqual({ kind: 'succeeded' })
  })

  it('goes by status and version alone where events may not be read', () => {
    expect(judgeDeployment({ ...done, events: undefined })).toEqual({ kind: 'succeeded' })
    expect(judgeDeployment({ ...done, events: undefined, label: 'v1', readyForMs: 15_000 }).kind).toBe('failed')
  })

  it('is a failure when the environment is being terminated', () => {
    expect(judgeDeployment({ ...done, status: 'Terminating' }).kind).toBe('failed')
  })

  it('is not fooled by a good end that somebody put into an event of another severity', () => {
    const forged = event('WARN', 'Environment update completed successfully.')
    expect(judgeDeployment({ ...done, events: [starting, forged] })).toEqual({ kind: 'running' })
  })
})
