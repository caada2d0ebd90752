import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2'
import {
  CreateStorageLocationCommand,
  DescribeApplicationsCommand,
  DescribeApplicationVersionsCommand,
  DescribeConfigurationSettingsCommand,
  DescribeEnvironmentsCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { ListBucketsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { AWS_IS_MISSING, openAwsCommandLine } from '../support/aws-command-line.ts'
import { type DeployScenario, ENVIRONMENT, openScenario } from '../support/deploy-scenario.ts'
import { NODE_24 } from '../support/local-beanstalk.ts'
import { makeBundle, WEBSOCKET_APP } from '../support/make-bundle.ts'
import type { ActionRun } from '../support/run-action.ts'
import { openWorkspace } from '../support/workspace.ts'

const PROPERTIES = 'aws:elasticbeanstalk:application:environment'
const COMMAND = 'aws:elasticbeanstalk:command'
const FORMER_TOKEN = 'the token of before'

const setting = (Namespace: string, OptionName: string, Value: string) => ({ Namespace, OptionName, Value })

/** One with a version of its own, some settings, and a closed port. */
async function openWithVersion(): Promise<DeployScenario> {
  const scenario = await openScenario({ environment: 'none' })
  const workspace = await openWorkspace({})
  await makeBundle(workspace.file('bundle.zip'), { 'app.js': WEBSOCKET_APP })
  const bundle = await readFile(workspace.file('bundle.zip'))
  await scenario.createVersion({ application: ENVIRONMENT.application, label: 'former', bundle })
  const optionSettings = [setting(COMMAND, 'Timeout', '300'), setting(PROPERTIES, 'TOKEN', FORMER_TOKEN)]
  await scenario.createEnvironment({ ...ENVIRONMENT, versionLabel: 'former', optionSettings })
  await scenario.admit()
  return scenario
}

/** All that a deployment can change, as the services tell it. */
async function look({ clients }: DeployScenario) {
  const { elasticBeanstalk, ec2, s3 } = clients
  const named = { ApplicationName: ENVIRONMENT.application }
  const { Applications = [] } = await elasticBeanstalk.send(new DescribeApplicationsCommand({}))
  const { ApplicationVersions = [] } = await elasticBeanstalk.send(new DescribeApplicationVersionsCommand({}))
  const { Environments = [] } = await elasticBeanstalk.send(new DescribeEnvironmentsCommand({ IncludeDeleted: false }))
  const settings = await Promise.all(
    Environments.map(({ EnvironmentName }) =>
      elasticBeanstalk.send(new DescribeConfigurationSettingsCommand({ ...named, EnvironmentName })),
    ),
  )
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}))
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}))
  const objects = await Promise.all(Buckets.map(({ Name: Bucket }) => s3.send(new ListObjectsV2Command({ Bucket }))))
  return {
    applications: Applications.map(({ ApplicationName }) => ApplicationName),
    versions: ApplicationVersions.map(({ VersionLabel }) => VersionLabel),
    environments: Environments.map(({ EnvironmentName, VersionLabel, Status }) => {
      return { EnvironmentName, VersionLabel, Status }
    }),
    settings: settings.flatMap(({ ConfigurationSettings = [] }) =>
      ConfigurationSettings.flatMap(({ OptionSettings = [] }) => OptionSettings),
    ),
    groups: SecurityGroups.map(({ GroupId, IpPermissions }) => ({ GroupId, IpPermissions })),
    objects: Buckets.map(({ Name }, index) => [Name, objects[index]?.Contents?.map(({ Key }) => Key) ?? []]),
  }
}

function readLines({ summary, log }: ActionRun): string[] {
  const [, block = ''] = /To take all of it back, in this order:\n\n```text\n(.+?)\n```/s.exec(summary) ?? []
  const lines = block.split('\n')
  const logged = lines.map(line => `  ${line}`)
  expect(log.split('\n'), 'the log has the same lines').toEqual(expect.arrayContaining(logged))
  return lines
}

/** The arguments of each command, as a shell splits them for whoever pastes the lines. */
function splitAsShell(lines: readonly string[]): string[][] {
  const printArguments = `aws() { printf '%s\\0' "$@"; printf '\\1'; }`
  const printed = execFileSync('bash', ['-c', [printArguments, ...lines].join('\n')], { encoding: 'utf8' })
  return printed
    .split('\x01')
    .slice(0, -1)
    .map(words => words.split('\0').slice(0, -1))
}

/** Undefined where there is no command line: then the test is skipped, but not in CI. */
function openRunner(scenario: DeployScenario, skip: (note: string) => void) {
  const commandLine = openAwsCommandLine({ ...scenario.environmentVariables, AWS_DEFAULT_REGION: 'us-east-1' })
  if (commandLine === undefined && !process.env.CI) return skip(AWS_IS_MISSING)
  if (commandLine === undefined) throw new Error(AWS_IS_MISSING)
  onTestFinished(() => commandLine.close())
  return async (lines: readonly string[]) => {
    for (const args of splitAsShell(lines)) {
      // It looks every 20 s: where it has to wait, it is told to begin when there is nothing to wait for.
      if (args.includes('wait')) await scenario.waitUntilSettled(ENVIRONMENT.environment)
      const { exitCode, stderr } = await commandLine.run(['--endpoint-url', scenario.beanstalk.endpoint, ...args])
      expect(exitCode, `${args.join(' ')}\n${stderr}`).toBe(0)
    }
  }
}

const SETTINGS = [`${COMMAND}:Timeout=400`, `${PROPERTIES}:GREETING=hello`, `${PROPERTIES}:TOKEN=a new token`]
const INPUTS = { 'version-label': 'newer', 'option-settings': SETTINGS.join('\n') }

describe('the printed commands, run from the first to the last,', { timeout: 300_000 }, () => {
  it('leave everything as it was before a deployment, in one update or in two, but for values that may be secret', async ({
    skip,
  }) => {
    const scenario = await openWithVersion()
    const runLines = openRunner(scenario, skip)
    if (runLines === undefined) return
    const before = await look(scenario)
    const run = await scenario.deploy({ inputs: INPUTS })
    expect(run.exitCode, run.log).toBe(0)
    expect(run.log).not.toContain(FORMER_TOKEN)
    const changed = [
      `set ${COMMAND}:Timeout from "300" to "400"`,
      ...['GREETING', 'TOKEN'].map(name => `set ${PROPERTIES}:${name}`),
    ]
    expect(run.log.split('\n')).toEqual(expect.arrayContaining(changed.map(line => `    ${line}`)))

    const lines = readLines(run)
    await runLines(lines)
    const after = await look(scenario)
    const isToken = ({ OptionName }: { OptionName?: string | undefined }) => OptionName === 'TOKEN'
    expect(after.settings.find(isToken)?.Value).toBe('a new token')
    expect(lines).toContain(`#   ${PROPERTIES}:TOKEN`)

    const former = (await openWorkspace({})).file('former-settings.json')
    await writeFile(former, JSON.stringify([setting(PROPERTIES, 'TOKEN', FORMER_TOKEN)]))
    const byHand = lines.filter(line => line.startsWith('# aws')).map(line => line.slice(2))
    await runLines(byHand.map(line => line.replace('former-settings.json', former)))
    await scenario.waitUntilSettled(ENVIRONMENT.environment)
    expect(await look(scenario)).toEqual(before)

    scenario.beanstalk.setFaults([{ kind: 'settings-apart' }])
    const apart = await scenario.deploy({ inputs: { ...INPUTS, 'option-settings': SETTINGS.slice(0, 2).join('\n') } })
    expect(apart.exitCode, apart.log).toBe(0)
    expect(apart.summary).toContain(
      'asked for in two parts, because Beanstalk refused both at once: deploy the version',
    )
    expect(apart.log).not.toContain('failed: ')
    const linesOfBoth = readLines(apart)
    expect(linesOfBoth.filter(line => line.includes('update-environment'))).toHaveLength(2)
    await runLines(linesOfBoth)
    expect(await look(scenario)).toEqual(before)
  })

  it('remove what was created for a new environment', async ({ skip }) => {
    const scenario = await openScenario({ environment: 'none' })
    const runLines = openRunner(scenario, skip)
    if (runLines === undefined) return
    // Beanstalk's own, which nothing takes away.
    await scenario.clients.elasticBeanstalk.send(new CreateStorageLocationCommand({}))
    const before = await look(scenario)
    const run = await scenario.deploy({
      env: scenario.environmentVariables,
      inputs: {
        ...{ 'version-label': 'first', 's3-bucket-name': 'bundles-of-chat', 'solution-stack-name': NODE_24 },
        'option-settings':
          'aws:autoscaling:launchconfiguration:IamInstanceProfile=aws-elasticbeanstalk-ec2-role\naws:elasticbeanstalk:environment:EnvironmentType=SingleInstance',
      },
    })
    expect(run.exitCode, run.log).toBe(0)
    expect((await look(scenario)).applications).toEqual(['chat'])
    await runLines(readLines(run))
    expect(await look(scenario)).toEqual(before)
  })
})
