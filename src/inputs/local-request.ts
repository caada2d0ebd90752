/** The arguments of the command `local`, read and checked. */

import type { CommandOption } from './command-options.ts'
import { toInput } from './command-options.ts'
import { type DeployRequest, readDeployInputs } from './deploy-request.ts'
import { listVariableSecrets, readEnvironmentVariables } from './environment-variables.ts'
import { listSecrets } from './handshake-inputs.ts'
import { type InputReader, type InputWords, openInputReader } from './input-reader.ts'
import { LOAD_BALANCERS, LOCAL_OPTIONS, MOST_INSTANCES } from './local-options.ts'
import { type OptionSetting, parseOptionSettings } from './option-settings.ts'
import { type ArgumentProblem, sortOptions } from './sort-options.ts'

export interface LocalLine {
  readonly isHelp: boolean
  readonly isJson: boolean
  readonly isOnce: boolean
  readonly isAsIs: boolean
  readonly folder: string
  /** By input. */
  readonly values: ReadonlyMap<string, string>
  readonly problems: readonly ArgumentProblem[]
}

export interface LocalRequest {
  readonly deploy: DeployRequest
  /** As it was written. */
  readonly platform: string | undefined
  readonly front: Front
  readonly instances: number
  /** Of the environment that is made: variables, and other settings. */
  readonly settings: readonly OptionSetting[]
  /** 0: any. */
  readonly port: number
  /** What must not be shown. */
  readonly secrets: readonly string[]
}

export type Front = (typeof LOAD_BALANCERS)[number]

/** By the clock of the stages, on which all patience is shorter here: about ten seconds. */
const HANDSHAKE_TIMEOUT_S = 200
/** By the same clock; npm and pip take as long as they take. */
const DEPLOYMENT_TIMEOUT_S = 21_600
const REGION = 'eu-central-1'

/** Never throws: what is wrong is told by `readLocalRequest`. */
export function sortLocalArguments(args: readonly string[]): LocalLine {
  const { words, values, problems, isGiven } = sortOptions(args, LOCAL_OPTIONS, 'local')
  const [folder = '.', ...others] = words
  const hint = 'Write one folder or zip file, as in: beanstalk-websockets local ./my-app'
  const tooMany = others.map(word => ({ argument: 'The folder', message: `was followed by "${word}"`, hint }))
  return {
    isHelp: isGiven('help'),
    isJson: isGiven('json'),
    isOnce: isGiven('once') || isGiven('json'),
    isAsIs: isGiven('as-is'),
    ...{ folder, values, problems: [...problems, ...tooMany] },
  }
}

/** `environmentName`: what the environment is called. Throws one ActionError that names every wrong argument. */
export function readLocalRequest(line: LocalLine, environmentName: string): LocalRequest {
  const given = new Map([...line.values, ...listOwnInputs(line, environmentName)])
  const inputs = openInputReader(name => given.get(name) ?? '', WORDS)
  for (const { argument, message, hint } of line.problems) inputs.problem(argument, message, hint)
  const variables = readEnvironmentVariables(inputs)
  const settings = [...inputs.parsed('option-settings', [], parseOptionSettings), ...variables]
  const front = inputs.choice('front', LOAD_BALANCERS, 'application')
  const deploy = readDeployInputs(inputs, { region: REGION, versionLabel: '1' })
  const request = {
    deploy: { ...deploy, loadBalancer: { ...deploy.loadBalancer, isFixed: true as const }, optionSettings: [] },
    platform: inputs.text('platform'),
    ...{ front, settings, instances: readInstances(inputs, front) },
    port: inputs.number('port', { min: 1, max: 65_535, fallback: 0 }),
  }
  inputs.finish()
  const { path, probe } = request.deploy.handshake
  const secrets = [...listSecrets({ ...probe, path }), ...listVariableSecrets(settings, [environmentName])]
  return { ...request, secrets }
}

function listOwnInputs({ folder, isAsIs }: LocalLine, environmentName: string): (readonly [string, string])[] {
  const asIs = [['proxy-files', 'off'] as const, ['preflight', 'off'] as const]
  return [
    ['application-name', environmentName],
    ['environment-name', environmentName],
    ['deployment-package-path', folder],
    ['handshake-timeout', String(HANDSHAKE_TIMEOUT_S)],
    ['deployment-timeout', String(DEPLOYMENT_TIMEOUT_S)],
    ['load-balancer', 'leave'],
    ...(isAsIs ? asIs : []),
  ]
}

function readInstances(inputs: InputReader, front: Front): number {
  const count = inputs.number('instances', { min: 1, max: MOST_INSTANCES, fallback: 1 })
  if (count > 1 && front === 'none')
    inputs.problem('instances', `was "${count}" without a load balancer`, 'Leave out "--load-balancer none".')
  return count
}

const WORDS: InputWords = {
  noun: 'argument',
  nameOf(name) {
    if (name === 'deployment-package-path') return 'The folder'
    const option = findOption(name)
    return option ? `--${option.name}` : name
  },
  hintOf: (name, hint) => findOption(name)?.hint ?? hint,
}

function findOption(input: string): CommandOption | undefined {
  return LOCAL_OPTIONS.find(option => toInput(option) === input)
}
