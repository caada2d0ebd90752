import { describe, expect, it } from 'vitest'
import { type DeployScenario, openScenario } from '../support/deploy-scenario.ts'
import type { ActionRun } from '../support/run-action.ts'

const MOST_SECONDS = 36

describe('a run that ends early', { timeout: 180_000 }, () => {
  it('tells the changes and the last thing seen when the job is cancelled', async () => {
    const scenario = await openScenario()
    scenario.beanstalk.setPace(1000)
    const started = await scenario.start()
    await started.waitForLine(/Environment update is starting/)
    const cancelledMs = performance.now()
    started.kill('SIGINT')
    const run = await started.finished
    expect(performance.now() - cancelledMs).toBeLessThan(7000)
    expect(run.exitCode).toBe(1)
    expect(run.annotations[0]?.message).toMatch(
      /cancelled \(SIGINT\)[\s\S]*status Updating[\s\S]*goes on in Beanstalk[\s\S]*abort-environment-update/,
    )
    expect(run.log).toContain('done: deploy the version')
    expect(run.log.match(/when it was seen last/g), 'as a line or in the annotation').toHaveLength(1)
    expect(run.outputs).toMatchObject({
      handshake: 'skipped',
      'environment-status': 'Updating',
      'deployment-action-type': 'update',
    })
    expect(run.summary).toContain('The run ended before its deployment was proved')
  })

  it('tells what it waited for when its time is over', async () => {
    const scenario = await openScenario()
    const { run, seconds } = await endInTheMidst(scenario)
    expect(run.exitCode).toBe(1)
    expect(run.annotations[0]?.message).toMatch(/waiting for the deployment[\s\S]*status Updating/)
    expect(run.annotations[0]?.message).toContain(`not over after ${seconds} s`)
    expect(run.annotations[0]?.message).toContain('deployment-timeout')
    expect(run.annotations[0]?.message).toContain('goes on in Beanstalk')
  })
})

/** A run whose time is over after its update has begun: on a machine that is slower the next one has more of it. */
async function endInTheMidst(scenario: DeployScenario): Promise<{ run: ActionRun; seconds: number }> {
  for (let seconds = 4; ; seconds *= 3) {
    const run = await scenario.deploy({
      inputs: { 'version-label': `within-${seconds}`, 'deployment-timeout': `${seconds}`, preflight: 'off' },
      onLine: line => {
        if (line.includes('▾ Deploy the version')) scenario.beanstalk.setPace(1000)
      },
    })
    if (run.log.includes('Environment update is starting') || seconds >= MOST_SECONDS) return { run, seconds }
    scenario.beanstalk.setPace(0)
    await scenario.waitUntilSettled('chat-prod')
  }
}
