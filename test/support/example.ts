/** An example as its reader would deploy it: its folder, by the step of its workflow, with no more rights than docs/permissions.md says. */

import { cp, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RestartAppServerCommand } from '@aws-sdk/client-elastic-beanstalk'
import { parse } from 'yaml'
import { writePolicy } from '../../scripts/permission-policies.ts'
import { type DeployScenario, openScenario, type ScenarioOptions } from './deploy-scenario.ts'
import { makeKey, NAMES, toEnvironmentVariables, USUAL } from './least-privilege.ts'
import type { EnvironmentSpec } from './local-beanstalk.ts'
import type { ActionRun } from './run-action.ts'
import { openWorkspace, writeFiles } from './workspace.ts'

export const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url))
const ACTION = 'OWNER/beanstalk-websockets@v1'

export interface ExampleOptions extends Omit<ScenarioOptions, 'environment'> {
  readonly environment?: Partial<EnvironmentSpec>
  /** What it imports of the packages of this repository, such as `graphql-ws/use/ws`; without it they are installed. */
  readonly imports?: readonly string[]
  /** The values of `vars` and `secrets`. */
  readonly variables?: Readonly<Record<string, string>>
  /** How long the action may take. */
  readonly timeoutMs?: number
}

export interface OpenedExample {
  readonly scenario: DeployScenario
  /** Runs the step of the workflow, with other inputs over its own. */
  deploy(inputs?: Readonly<Record<string, string>>): Promise<ActionRun>
  /** Ends the app, as a deployment does, and starts it again. */
  restart(): Promise<void>
}

export async function openExample(name: string, options: ExampleOptions = {}): Promise<OpenedExample> {
  const { imports, variables = {}, environment, timeoutMs, ...rest } = options
  const inputs = readInputs(await readFile(`${EXAMPLES}${name}/deploy.yml`, 'utf8'), variables)
  const { 'application-name': application = '', 'environment-name': environmentName = '' } = inputs
  const names = { ...NAMES, application, environment: environmentName }
  const key = makeKey('example', writePolicy(USUAL, names))
  const scenario = await openScenario({
    ...rest,
    keys: [key],
    environment: { application, environment: environmentName, ...environment },
  })
  const workspace = await copyExample(name, imports)
  const deploy = (others: Readonly<Record<string, string>> = {}) =>
    scenario.deploy({
      workspace,
      env: toEnvironmentVariables(key),
      inputs: { ...inputs, ...others },
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    })
  const restart = async () => {
    await scenario.clients.elasticBeanstalk.send(new RestartAppServerCommand({ EnvironmentName: environmentName }))
  }
  return { scenario, deploy, restart }
}

interface Step {
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
}

function readInputs(workflow: string, variables: Readonly<Record<string, string>>): Record<string, string> {
  const jobs: Record<string, { steps: Step[] }> = parse(workflow).jobs
  const step = Object.values(jobs)
    .flatMap(job => job.steps)
    .find(({ uses }) => uses === ACTION)
  if (step?.with === undefined) throw new Error(`The workflow has no step with ${ACTION}`)
  const fill = (value: unknown) =>
    String(value).replaceAll(/\$\{\{ (?:vars|secrets)\.(\w+) \}\}/g, (_, key) => variables[key] ?? '')
  return Object.fromEntries(Object.entries(step.with).map(([input, value]) => [input, fill(value)]))
}

/** What is in the repository, less what an installation has left there. */
export async function copyExample(name: string, imports: readonly string[] = []): Promise<string> {
  const { path } = await openWorkspace()
  await cp(`${EXAMPLES}${name}`, path, { recursive: true, filter: source => basename(source) !== 'node_modules' })
  for (const specifier of imports) await writeFiles(path, standFor(specifier))
  return path
}

/** A module that hands on the one of this repository: a link that leaves the folder would be refused. */
function standFor(specifier: string): Record<string, string> {
  const [, name = '', path = ''] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(specifier) ?? []
  const manifest = { type: 'module', exports: { [`.${path}`]: './module.js' } }
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify(manifest),
    [`node_modules/${name}/module.js`]: `export * from ${JSON.stringify(import.meta.resolve(specifier))}\n`,
  }
}
