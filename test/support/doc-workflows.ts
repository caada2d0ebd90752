/** The YAML of the documentation: what each block is, and as a whole workflow where it is a part of one. */

import { globSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { ActionError } from '../../src/action-error.ts'
import { readCheckRequest } from '../../src/inputs/check-request.ts'
import { readDeployRequest } from '../../src/inputs/deploy-request.ts'
import { readPreviewRequest } from '../../src/inputs/preview-request.ts'
import { readTargets } from '../../src/inputs/read-targets.ts'
import { readEbextension } from '../../src/proxy/read-ebextension.ts'
import type { CodeBlock, DocPage } from './doc-pages.ts'
import { REPOSITORY } from './source-files.ts'

export const OURS = 'OWNER/beanstalk-websockets'

/** A workflow, or a whole one around what stands there; a file of another sort with what is wrong with it. */
export type DocYaml =
  | { readonly kind: 'workflow'; readonly place: string; readonly workflow: string }
  | { readonly kind: 'other'; readonly place: string; readonly problems: readonly string[] }

export function isYaml({ language }: CodeBlock): boolean {
  return language === 'yaml' || language === 'yml'
}

/** Every YAML block is something that is known here: one that nobody would check has a problem. */
export function readDocYaml(block: CodeBlock): DocYaml {
  const { place, text } = block
  let content: unknown
  try {
    content = parse(text)
  } catch (error) {
    return { kind: 'other', place, problems: [`is no YAML: ${tell(error)}`] }
  }
  const workflow = completeWorkflow(text, content)
  return workflow === undefined
    ? { kind: 'other', place, problems: findProblems(text, content) }
    : { kind: 'workflow', place, workflow }
}

const TOP = new Set(['name', 'run-name', 'on', 'permissions', 'env', 'defaults', 'concurrency'])
/** All that the parts in the documentation take their contexts from. */
const ON = 'on: [push, pull_request, schedule, workflow_dispatch]\n'
const JOB = 'runs-on: ubuntu-latest'

function completeWorkflow(text: string, content: unknown): string | undefined {
  const frame = (spaces: number) => text.replaceAll(/^(?=.)/gm, ' '.repeat(spaces))
  const job = `${ON}jobs:\n  job:\n`
  if (Array.isArray(content)) return isSteps(content) ? `${job}    ${JOB}\n    steps:\n${frame(6)}` : undefined
  if (!isMap(content)) return undefined
  const keys = Object.keys(content)
  if ('jobs' in content) return 'on' in content ? text : `${ON}${text}`
  if ('steps' in content || 'strategy' in content) {
    const more = ['runs-on' in content ? '' : `    ${JOB}\n`, 'steps' in content ? '' : '    steps: [{ run: ls }]\n']
    return `${job}${more.join('')}${frame(4)}`
  }
  if (!keys.every(key => TOP.has(key))) return undefined
  const start = 'on' in content ? text : `${ON}${text}`
  return `${start}\njobs:\n  job:\n    ${JOB}\n    steps: [{ run: ls }]\n`
}

function isSteps(items: readonly unknown[]): boolean {
  return items.some(item => isMap(item) && ('uses' in item || 'run' in item))
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const EBEXTENSIONS = new Set(
  'option_settings files commands container_commands packages services users groups sources Resources'.split(' '),
)

function findProblems(text: string, content: unknown): string[] {
  if (!isMap(content)) return [UNKNOWN]
  const keys = Object.keys(content)
  if (keys.includes('targets')) return findTargetProblems(text)
  if (keys.every(key => EBEXTENSIONS.has(key))) return findEbextensionProblems(text, content)
  return [UNKNOWN]
}

const UNKNOWN =
  'is neither a workflow (or a job, steps, its upper part), nor a file of targets, nor one of .ebextensions: nobody would check it'

function findTargetProblems(text: string): string[] {
  const surroundings = { region: undefined, attempts: 3, ca: undefined, variables: () => 'value', others: [] }
  try {
    readTargets({ path: 'targets.yml', text }, surroundings)
    return []
  } catch (error) {
    return [tell(error)]
  }
}

/** As the reader of bundles has it, and each option with a namespace: `aws:...: { Option: value }`, or a list. */
function findEbextensionProblems(text: string, content: Record<string, unknown>): string[] {
  const read = readEbextension('.ebextensions/doc.config', text)
  if (typeof read === 'string') return [read]
  const lost = read.lostKeys.map(({ key, line }) => `"${key}" in line ${line} is there twice`)
  const settings = content.option_settings ?? {}
  const groups = isMap(settings) ? Object.entries(settings) : []
  const wrong = groups.filter(([namespace, values]) => !namespace.startsWith('aws:') || !isMap(values))
  const items = Array.isArray(settings) ? settings : []
  const odd = items.filter(item => !isMap(item) || !('option_name' in item && 'value' in item))
  return [
    ...lost,
    ...wrong.map(([key]) => `"${key}" is no namespace with options`),
    ...odd.map(each => `is no option: ${each}`),
  ]
}

export interface DocStep {
  readonly place: string
  /** action.yml, check/action.yml, preview/action.yml */
  readonly action: string
  readonly inputs: Readonly<Record<string, string>>
}

/** The workflows of the documentation and of the examples. */
export function listDocWorkflows(pages: readonly DocPage[]): { place: string; workflow: string }[] {
  const blocks = pages.flatMap(page => page.blocks.filter(isYaml).map(readDocYaml))
  const names = globSync('examples/**/*.yml', { cwd: REPOSITORY, exclude: path => path.endsWith('node_modules') })
  const files = names.map(place => ({ place, workflow: readFileSync(`${REPOSITORY}${place}`, 'utf8') }))
  return [...blocks.filter(block => block.kind === 'workflow'), ...files]
}

/** The steps with actions of ours. */
export function listOurSteps({ place, workflow }: { place: string; workflow: string }): DocStep[] {
  return listSteps(workflow).flatMap(({ uses, with: given }) => {
    const path = new RegExp(`^${OURS}(?:/(\\w+))?@v1$`).exec(String(uses))
    const inputs = isMap(given) ? Object.entries(given).map(([name, value]) => [name, String(value)]) : []
    return path
      ? { place, action: path[1] ? `${path[1]}/action.yml` : 'action.yml', inputs: Object.fromEntries(inputs) }
      : []
  })
}

/** What its steps run in a shell. */
export function listRuns(workflow: string): string[] {
  return listSteps(workflow).flatMap(({ run }) => (typeof run === 'string' ? [run] : []))
}

function listSteps(workflow: string): Record<string, unknown>[] {
  const content: unknown = parse(workflow)
  const jobs = isMap(content) && isMap(content.jobs) ? Object.values(content.jobs) : []
  return jobs.flatMap(job => (isMap(job) && Array.isArray(job.steps) ? job.steps.filter(isMap) : []))
}

const ACTIONS = ['action.yml', 'check/action.yml', 'preview/action.yml']
/** With these every other input has a meaning. */
const AROUND: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'action.yml': {
    'application-name': 'chat',
    'environment-name': 'chat-prod',
    'load-balancer': 'tune',
    'websocket-path': '/ws',
  },
  'check/action.yml': { url: 'wss://chat.example.com/ws' },
  'preview/action.yml': { 'application-name': 'chat', 'base-environment-name': 'chat-staging' },
}

/** `rollback: never` within a line is a step with that input, of each action that has it. */
export function listNamedValues({ codes }: DocPage): DocStep[][] {
  return codes.flatMap(({ place, text }) => {
    const [, name = '', value = ''] = /^([a-z][a-z\d-]+): (.+)$/s.exec(text) ?? []
    const having = ACTIONS.filter(action => name in readInputs(action))
    const steps = having.map(action => ({ place, action, inputs: { ...AROUND[action], [name]: value } }))
    return steps.length > 0 ? [steps] : []
  })
}

type Inputs = Readonly<Record<string, { readonly default?: string }>>

const MANIFESTS = new Map<string, Inputs>(
  ACTIONS.map(action => [action, parse(readFileSync(`${REPOSITORY}${action}`, 'utf8')).inputs]),
)

function readInputs(action: string): Inputs {
  return MANIFESTS.get(action) ?? {}
}

/** What GitHub would put in the place of an expression, where not any text will do. */
const EXPRESSIONS: Readonly<Record<string, string>> = {
  url: 'wss://chat.example.com/ws',
  'websocket-url': 'wss://chat.example.com/ws',
  'notify-webhook': 'https://hooks.example.com/services/1',
  'pull-request': '7',
}

/** What the action's own reader says against the values of a step; undefined where it takes them. */
export function findWrongValues({ place, action, inputs }: DocStep): string | undefined {
  const manifest = readInputs(action)
  const given = (name: string) => inputs[name] ?? manifest[name]?.default ?? ''
  const source = (name: string) => given(name).replaceAll(/\$\{\{.*?\}\}/g, EXPRESSIONS[name] ?? 'value')
  const region = 'eu-central-1'
  const read = {
    'action.yml': () => readDeployRequest(source, { region, versionLabel: 'label' }),
    'check/action.yml': () => readCheckRequest(source, { region }),
    'preview/action.yml': () => readPreviewRequest(source, { region }),
  }[action]
  if (!read) return `${place}: "${action}" is none of the actions`
  try {
    read()
    return undefined
  } catch (error) {
    return `${place}: ${tell(error)}`
  }
}

function tell(error: unknown): string {
  if (error instanceof ActionError) return `${error.message} ${error.hint}`
  return error instanceof Error ? error.message : String(error)
}
