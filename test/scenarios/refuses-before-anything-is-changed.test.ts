import { open } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { type DeployScenario, openScenario, type ScenarioStep } from '../support/deploy-scenario.ts'
import { openWorkspace } from '../support/workspace.ts'

describe('a run that cannot succeed ends before anything is changed, and names the input and the remedy', () => {
  it('for inputs that are wrong, all at once', async () => {
    const message = await refusal(await openScenario(), {
      inputs: { 'environment-name': '_', 'proxy-timeout': 'long', 'dry-run': 'perhaps', 'cname-prefix': 'a.b' },
    })
    for (const name of ['environment-name', 'proxy-timeout', 'dry-run', 'cname-prefix']) expect(message).toContain(name)
  })

  it('for inputs that are wrong in a dry run, whose plan is the refusal', async () => {
    const scenario = await openScenario()
    const run = await scenario.deploy({ inputs: { 'dry-run': 'true', 'version-label': 'a/b' } })
    expect(run.exitCode, run.log).toBe(1)
    const { plan = '' } = run.outputs
    expect(plan).toMatch(/^## ❌ Dry run: this would be refused\n\nNothing was changed\.\n/)
    expect(plan).toContain('version-label: a-b')
    expect(plan, 'nothing of an environment that nobody has looked for').not.toContain('| **Environment** |')
  })

  it('for a package that does not exist', async () => {
    const message = await refusal(await openScenario(), { inputs: { 'deployment-package-path': 'dist.zip' } })
    expect(message).toMatch(/'deployment-package-path' .*"dist\.zip"/)
  })

  it('for a package of more than 500 MB', async () => {
    const workspace = await openWorkspace()
    const file = await open(workspace.file('big.zip'), 'w')
    await file.truncate(501 * 1024 * 1024)
    await file.close()
    const message = await refusal(await openScenario(), {
      workspace: workspace.path,
      inputs: { 'deployment-package-path': 'big.zip' },
    })
    expect(message).toMatch(/'deployment-package-path' .*"big\.zip"/)
    expect(message).toContain('500')
  })

  it('for an environment that does not exist, with the ones that do', async () => {
    const message = await refusal(await openScenario(), { inputs: { 'environment-name': 'chat-test' } })
    expect(message).toMatch(/'environment-name' was "chat-test"[\s\S]*"chat-prod"/)
  })

  it('for an application that does not exist', async () => {
    const scenario = await openScenario()
    const env = scenario.environmentVariables
    const message = await refusal(scenario, { inputs: { 'application-name': 'chatt' }, env })
    expect(message).toMatch(/'application-name' was "chatt"[\s\S]*"chat"/)
  })

  it('for another region than that of the environment', async () => {
    const scenario = await openScenario()
    const env = scenario.environmentVariables
    const message = await refusal(scenario, { inputs: { 'aws-region': 'us-east-1' }, env })
    expect(message).toMatch(/us-east-1[\s\S]*'aws-region'/)
  })

  it('for a label that stands for another bundle', async () => {
    const scenario = await openScenario()
    expect((await scenario.deploy({ inputs: { 'version-label': 'v1' } })).exitCode).toBe(0)
    const message = await refusal(scenario, { inputs: { 'version-label': 'v1' }, files: { 'other.txt': 'other' } })
    expect(message).toMatch(/'version-label' was "v1"/)
  })
})

async function refusal(scenario: DeployScenario, step: ScenarioStep): Promise<string> {
  const run = await scenario.deploy(step)
  expect(scenario.snapshot(run)).toMatchSnapshot()
  expect(run.exitCode).toBe(1)
  expect(scenario.changes()).toEqual([])
  expect(run.outputs).toMatchObject({ handshake: 'skipped', 'deployment-action-type': '' })
  expect(run.summary).toContain('Nothing was changed.')
  const errors = run.annotations.filter(each => each.level === 'error')
  expect(errors).toHaveLength(1)
  return errors[0]?.message ?? ''
}
