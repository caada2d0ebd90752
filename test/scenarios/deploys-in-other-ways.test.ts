import { describe, expect, it } from 'vitest'
import { writePolicy } from '../../scripts/permission-policies.ts'
import { openScenario } from '../support/deploy-scenario.ts'
import { makeKey, NAMES, toEnvironmentVariables, USUAL } from '../support/least-privilege.ts'

describe('deploy', () => {
  it('deploys a label again whose bytes are the same, and refuses it for others', async () => {
    const scenario = await openScenario()
    const inputs = { 'version-label': 'v1' }
    expect((await scenario.deploy({ inputs })).exitCode).toBe(0)
    const again = await scenario.deploy({ inputs })
    expect(again.exitCode, again.log).toBe(0)
    expect(scenario.changes()).toEqual(['UpdateEnvironment'])
    const other = await scenario.deploy({ inputs, files: { 'notes.txt': 'new' } })
    expect(other.annotations[0]?.message).toContain('"chat" has already, with another bundle.')
    expect(scenario.changes()).toEqual([])
  })

  it('opens no WebSocket and says so when nobody waits', async () => {
    const scenario = await openScenario()
    const run = await scenario.deploy({ inputs: { 'wait-for-deployment': 'false' } })
    expect(run.exitCode).toBe(0)
    expect(run.outputs).toMatchObject({ handshake: 'skipped', 'deployment-action-type': 'update' })
    expect(run.annotations.map(each => each.level)).toEqual(['notice'])
    await scenario.waitUntilSettled('chat-prod')
  })

  it('sets options of the environment', async () => {
    const scenario = await openScenario()
    const setting = 'aws:elasticbeanstalk:application:environment:WEBSOCKET_PATH=/live'
    const run = await scenario.deploy({ inputs: { 'option-settings': setting, 'websocket-path': '/live' } })
    expect(run.exitCode, run.log).toBe(0)
  })

  it('makes the bucket that was named, and uploads there', async () => {
    const policy = writePolicy([...USUAL, 'named-bucket'], { ...NAMES, bucket: 'chat-bundles' })
    const key = makeKey('bucket', policy)
    const scenario = await openScenario({ keys: [key] })
    const env = toEnvironmentVariables(key)
    const run = await scenario.deploy({ inputs: { 's3-bucket-name': 'chat-bundles' }, env })
    expect(run.exitCode, run.log).toBe(0)
    expect(run.log).toContain('upload the source bundle to s3://chat-bundles/')
    const inputs = {
      's3-bucket-name': 'no-such-bucket',
      'create-s3-bucket-if-not-exists': 'false',
      'version-label': 'v2',
    }
    const missing = await scenario.deploy({ inputs, env: scenario.environmentVariables })
    expect(missing.annotations[0]?.message).toContain('"no-such-bucket"')
  })

  it('masks the values of headers and of the query', async () => {
    const scenario = await openScenario()
    const run = await scenario.deploy({
      inputs: { headers: 'Authorization: Bearer s3cret-token', 'websocket-path': '/?t=s3cret-token' },
      env: { ACTIONS_STEP_DEBUG: 'true' },
    })
    expect(run.exitCode, run.log).toBe(0)
    expect(run.log + run.summary + JSON.stringify(run.temporaryFiles)).not.toContain('s3cret-token')
  })

  it('leaves the bundle alone with proxy-files: off', async () => {
    const scenario = await openScenario()
    const run = await scenario.deploy({ inputs: { 'proxy-files': 'off' } })
    expect(run.exitCode, run.log).toBe(0)
    expect(run.log).not.toContain('Add .platform')
  })
})
