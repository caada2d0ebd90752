import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Policy } from '../../scripts/permission-policies.ts'
import type { AccessKey } from '../../src/local-beanstalk/permissions/access-key.ts'
import { openScenario } from '../support/deploy-scenario.ts'
import { setting } from '../support/deployment-policies.ts'
import { makeKey, NAMES, toEnvironmentVariables } from '../support/least-privilege.ts'
import { runAction } from '../support/run-action.ts'
import { REPOSITORY } from '../support/source-files.ts'
import { balanced } from '../support/topologies.ts'

const DEPLOY = 'deploy, inbound-rule, logs'
const TIMEOUT = { timeout: 180_000 }

const page = readFileSync(join(REPOSITORY, 'docs/permissions.md'), 'utf8')

/** The policies of the page, as somebody pastes them who puts his names in. */
function paste(environment: string, ...titles: readonly string[]): AccessKey {
  const policies = titles.map(title => {
    const [, json = ''] = page.split(`<!-- policy of ${title} -->\n\`\`\`json\n`)
    const named = (json.split('```')[0] ?? '')
      .replaceAll('REGION', NAMES.region)
      .replaceAll('ACCOUNT', NAMES.account)
      .replaceAll('APPLICATION', NAMES.application)
      .replaceAll('ENVIRONMENT', environment)
    return JSON.parse(named) as Policy
  })
  return {
    ...makeKey(`pasted-${environment}-${titles.join('-').replaceAll(/\W+/g, '-')}`, policies[0] as Policy),
    policies,
  }
}

it(
  'deploys, opens the port, fetches the logs, plans and checks with what the page says for each',
  TIMEOUT,
  async () => {
    const environment = NAMES.environment
    const [deployer, planner, checker] = [DEPLOY, 'deploy, inbound-rule reads', 'check'].map(title =>
      paste(environment, title),
    ) as [AccessKey, AccessKey, AccessKey]
    const scenario = await openScenario({ keys: [deployer, planner, checker] })
    await scenario.admit()
    const planned = await scenario.deploy({ env: toEnvironmentVariables(planner), inputs: { 'dry-run': 'true' } })
    const deployed = await scenario.deploy({ env: toEnvironmentVariables(deployer) })
    expect(scenario.changes()).toContain('AuthorizeSecurityGroupIngress')
    const checked = await runAction({
      action: 'check',
      inputs: { 'application-name': 'chat', 'environment-name': environment, attempts: '1' },
      env: { ...scenario.environmentVariables, ...toEnvironmentVariables(checker) },
    })
    for (const run of [planned, deployed, checked]) {
      expect(run.exitCode, run.log).toBe(0)
      expect(run.log).not.toContain('AWS denied')
    }
    const files = { 'server.js': 'throw new Error("no database")' }
    const crashed = await scenario.deploy({
      env: toEnvironmentVariables(deployer),
      files,
      inputs: { 'version-label': 'crashed' },
    })
    expect(crashed.exitCode).toBe(1)
    expect(crashed.log).not.toContain('AWS denied')
    expect(crashed.summary).toContain('no database')
  },
)

it('tunes a load balancer, and counts its instances where no group is looked at', TIMEOUT, async () => {
  const environment = 'balanced'
  const key = paste(environment, DEPLOY, 'load-balanced')
  const closed = paste(environment, DEPLOY)
  const policies = closed.policies.map(policy =>
    withoutStatements(policy as Policy, ['ReadSecurityGroups', 'AddInboundRule']),
  )
  const blind = { ...closed, accessKeyId: 'AKIABLIND', policies }
  const scenario = await openScenario({ keys: [key, blind], loadBalancerMsPerSecond: 100 })
  const optionSettings = balanced('application', BASIC_HEALTH)
  await scenario.createEnvironment({ application: 'chat', environment, optionSettings })
  const inputs = { 'environment-name': environment }
  const tuned = await scenario.deploy({
    env: toEnvironmentVariables(key),
    inputs: { ...inputs, 'load-balancer': 'tune', 'version-label': 'tuned' },
  })
  expect(tuned.exitCode, tuned.log).toBe(0)
  expect(tuned.log).toContain('IdleTimeout')
  expect(tuned.log).not.toContain('AWS denied')
  const off = { ...inputs, 'security-group-rule': 'off', 'version-label': 'off' }
  const before = scenario.beanstalk.requests.length
  const counted = await scenario.deploy({ env: toEnvironmentVariables(blind), inputs: off })
  expect(counted.exitCode, counted.log).toBe(0)
  expect(counted.log).not.toContain('AWS denied')
  const asked = scenario.beanstalk.requests.slice(before).map(({ operation }) => operation)
  expect(asked).toContain('DescribeEnvironmentResources')
  expect(asked).not.toContain('DescribeSecurityGroups')
})

/** Else the instances tell of themselves, and nobody has to count them. */
const BASIC_HEALTH = setting('aws:elasticbeanstalk:healthreporting:system', 'SystemType', 'basic')

function withoutStatements(policy: Policy, sids: readonly string[]): Policy {
  return { ...policy, Statement: policy.Statement.filter(({ Sid }) => !sids.includes(Sid)) }
}
