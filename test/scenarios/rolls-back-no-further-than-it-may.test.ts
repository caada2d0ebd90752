import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { GOOD, openRollBackWorld, type RollBackWorld } from '../support/roll-back-world.ts'
import type { ActionRun } from '../support/run-action.ts'

const ON_FAILURE = { rollback: 'on-failure', attempts: '1', preflight: 'off' }
const WITHOUT_PATH = { ...ON_FAILURE, 'websocket-path': '' }

let world: RollBackWorld

beforeAll(async () => {
  world = await openRollBackWorld()
}, 120_000)

afterAll(() => world.beanstalk.stop())

function errorOf(run: ActionRun) {
  expect(run.exitCode, run.log).toBe(1)
  return run.annotations.find(({ level }) => level === 'error')
}

function updates(): number {
  return world.changes().filter(name => name === 'UpdateEnvironment').length
}

describe('a deployment that fails', { timeout: 120_000 }, () => {
  afterEach(() => world.mend())

  it('is rolled back where that was asked for', async () => {
    world.beanstalk.setFaults([{ kind: 'instance-fails', at: 'after-flip', times: 1 }])
    const run = await world.deploy({ inputs: ON_FAILURE })
    expect(errorOf(run)?.title).toBe(`The deployment failed; rolled back to "${GOOD}"`)
    expect(run.outputs['rolled-back'], run.log).toBe('true')
    expect(run.log).toContain('Rolled back, because the deployment failed: the version "good" runs again')
  })

  it('tells what runs where the roll back fails, too', async () => {
    world.beanstalk.setFaults([{ kind: 'instance-fails', at: 'after-flip' }])
    const run = await world.deploy({ inputs: ON_FAILURE })
    expect(errorOf(run)?.title).toBe('The deployment failed; the roll back failed, too')
    expect(run.outputs['rolled-back']).toBe('false')
    expect(errorOf(run)?.message).toMatch(
      /The roll back to the version "good" failed: the environment was Ready with the version "good" when it was seen last\./,
    )
    expect(errorOf(run)?.message).toMatch(/by hand: aws elasticbeanstalk update-environment .+ --version-label good/)
  })

  it('is left alone where somebody else has deployed meanwhile', async () => {
    world.beanstalk.setFaults([{ kind: 'superseded', times: 1 }])
    const run = await world.deploy({ inputs: ON_FAILURE })
    expect(errorOf(run)?.message).toContain('Nothing was rolled back, because somebody else has deployed meanwhile')
    expect(errorOf(run)?.message).not.toContain('by hand')
    expect(updates()).toBe(1)
  })

  it('ends soon when the job is cancelled during the roll back, and tells what goes on', async () => {
    world.beanstalk.setFaults([{ kind: 'instance-fails', at: 'after-flip', times: 1 }])
    const rollingBack = Promise.withResolvers<void>()
    let isBack = false
    const onLine = (line: string) => {
      // Long enough to be in the midst of it.
      if (line.includes('▾ Roll back')) world.beanstalk.setPace(300)
      isBack ||= line.includes('▾ Roll back')
      if (isBack && line.includes('Environment update is starting.')) rollingBack.resolve()
    }
    const started = await world.start({ inputs: ON_FAILURE, onLine })
    await rollingBack.promise
    const cancelledMs = performance.now()
    started.kill('SIGINT')
    const run = await started.finished
    expect(performance.now() - cancelledMs, 'the runner waits 7.5 s').toBeLessThan(7500)
    expect(errorOf(run)?.title).toBe('The deployment failed; the roll back was not waited for')
    expect(errorOf(run)?.message).toMatch(/The roll back to the version "good" was asked for, and goes on in Beanstalk/)
    expect(run.outputs['rolled-back']).toBe('false')
  })

  it('rolls nothing back when the job is cancelled before that, and says so', async () => {
    const onLine = (line: string) => line.includes('▾ Ask for the causes of the health') && asked.resolve()
    const asked = Promise.withResolvers<void>()
    world.beanstalk.setFaults([
      { kind: 'instance-fails', at: 'after-flip', times: 1 },
      { kind: 'slow', operation: 'elasticbeanstalk:DescribeEnvironmentHealth', ms: 60_000 },
    ])
    const started = await world.start({ inputs: ON_FAILURE, onLine })
    await asked.promise
    started.kill('SIGINT')
    const run = await started.finished
    expect(errorOf(run)?.title).toBe('The deployment failed')
    expect(errorOf(run)?.message).toContain('Nothing was rolled back, because the job was cancelled.')
    expect(updates()).toBe(1)
  })
})

describe('a WebSocket that is refused', { timeout: 120_000 }, () => {
  it('rolls nothing back where nobody gave its path, where it was so before, and where the network is at fault', async () => {
    const guessed = await world.deploy({ inputs: WITHOUT_PATH })
    expect(guessed.outputs).toMatchObject({ 'rolled-back': 'false', finding: 'application-without-handler' })
    expect(errorOf(guessed)?.message).toContain('because nobody gave the path of the WebSocket')
    expect(updates()).toBe(1)

    const asBefore = await world.deploy({ inputs: ON_FAILURE })
    expect(errorOf(asBefore)?.message).toMatch(
      /because it was no better before the deployment: the version before, "new-\d", had opened no WebSocket either/,
    )
    expect(updates()).toBe(1)

    await world.mend()
    world.beanstalk.setFaults([{ kind: 'port-closed' }])
    const closed = await world.deploy({ inputs: { ...ON_FAILURE, 'handshake-timeout': '2' } })
    expect(closed.outputs.finding, closed.log).toBe('connection-timed-out')
    expect(errorOf(closed)?.message).toContain('because the network on the way is at fault')
    expect(updates()).toBe(1)
  })
})
