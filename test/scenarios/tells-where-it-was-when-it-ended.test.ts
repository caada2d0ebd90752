import { describe, expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

describe('a run that ends early', () => {
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
    expect(run.outputs).toMatchObject({
      handshake: 'skipped',
      'environment-status': 'Updating',
      'deployment-action-type': 'update',
    })
    expect(run.summary).toContain('The run ended before its deployment was proved')
  })

  it('tells what it waited for when its time is over', async () => {
    const scenario = await openScenario()
    const run = await scenario.deploy({
      inputs: { 'deployment-timeout': '7', preflight: 'off' },
      onLine: line => {
        if (line.includes('▾ Deploy the version')) scenario.beanstalk.setPace(1000)
      },
    })
    expect(run.exitCode).toBe(1)
    expect(run.annotations[0]?.message).toMatch(/7 s[\s\S]*waiting for the deployment[\s\S]*status Updating/)
    expect(run.annotations[0]?.message).toContain('deployment-timeout')
    expect(run.annotations[0]?.message).toContain('goes on in Beanstalk')
  })
})
