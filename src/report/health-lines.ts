/** The causes of an environment's health in words: for the log, and for the summary. Pure. */

import type { HealthCauses, InstanceCauses, UnknownCauses } from '../environment/find-health-causes.ts'
import { listFew } from '../list-few.ts'
import { joinMarkdown, type Markdown, markdown } from '../markdown.ts'
import { quoteForeign } from '../untrusted.ts'
import { renderColumns, renderList } from './summary-parts.ts'

/** The report file has all of them. */
const MOST_INSTANCES = 10
const MOST_CAUSES = 5

/** A line for the environment, and one for each instance. */
export function describeHealthCauses({ environment, instances }: HealthCauses): string[] {
  const whole =
    environment.kind === 'unknown'
      ? describeUnknown('The causes of its health', environment)
      : `The environment is ${environment.health}. ${environment.causes.slice(0, MOST_CAUSES).join(' ')}`.trim()
  if (instances.kind === 'unknown') return [whole, describeUnknown('The health of its instances', instances)]
  const shown = instances.list.slice(0, MOST_INSTANCES).map(describeInstance)
  return [whole, ...shown, ...describeRest(instances.list.length)]
}

/** What the environment's health comes from, where that is known and worth a sentence; undefined elsewhere. */
export function quoteCauses(health: HealthCauses | undefined): string | undefined {
  if (health?.environment.kind !== 'known' || health.environment.causes.length === 0) return undefined
  return health.environment.causes.slice(0, MOST_CAUSES).map(quoteForeign).join(' ')
}

export function renderHealthCauses(health: HealthCauses | undefined, title = 'Health'): Markdown[] {
  if (!health) return []
  const { environment, instances } = health
  const whole =
    environment.kind === 'unknown'
      ? [markdown`**${title}:** ${describeUnknown('its causes', environment)}`]
      : [
          markdown`**${title}:** ${environment.health}`,
          ...(environment.causes.length > 0 ? [renderList(environment.causes.slice(0, MOST_CAUSES))] : []),
        ]
  if (instances.kind === 'unknown')
    return [...whole, markdown`${describeUnknown('The health of its instances', instances)}`]
  if (instances.list.length === 0) return [...whole, markdown`It has no instance.`]
  if (instances.list.every(isWell)) return whole
  const table = renderInstances(instances.list.slice(0, MOST_INSTANCES))
  return [...whole, table, ...describeRest(instances.list.length).map(rest => markdown`${rest}`)]
}

function isWell({ health, causes }: InstanceCauses): boolean {
  return health.startsWith('Green') && causes.length === 0
}

function renderInstances(list: readonly InstanceCauses[]): Markdown {
  const isLoadKnown = list.some(({ load }) => load)
  const rows = list.map(instance => [
    instance.instanceId,
    instance.health,
    describeDeployment(instance),
    joinMarkdown(instance.causes.slice(0, MOST_CAUSES), '<br>'),
    ...(isLoadKnown ? [describeLoad(instance)] : []),
  ])
  return renderColumns(['instance', 'health', 'told to run', 'causes', ...(isLoadKnown ? ['load'] : [])], rows)
}

/** Which version each instance was told to run, those of one together: `i-1 and i-2 "v2" (Failed)`. */
export function describeVersions(instances: readonly Pick<InstanceCauses, 'instanceId' | 'deployment'>[]): string {
  const groups = Map.groupBy(instances, describeDeployment)
  return [...groups].map(([told, list]) => `${listFew(list.map(({ instanceId }) => instanceId))} ${told}`).join('; ')
}

function describeInstance(instance: InstanceCauses): string {
  const { instanceId, health, causes } = instance
  const load = describeLoad(instance)
  const told = [describeDeployment(instance), ...(load ? [load] : [])].join(', ')
  return `${instanceId}: ${health}; ${told}. ${causes.slice(0, MOST_CAUSES).join(' ')}`.trim()
}

function describeDeployment({ deployment }: Pick<InstanceCauses, 'deployment'>): string {
  return deployment ? `${quoteForeign(deployment.versionLabel)} (${deployment.status})` : 'nothing yet'
}

function describeLoad({ load }: InstanceCauses): string {
  if (!load) return ''
  const [average] = load.averages
  return [
    ...(average === undefined ? [] : [`load ${average.toFixed(2)}`]),
    ...(load.busyPercent === undefined ? [] : [`CPU ${load.busyPercent} %`]),
  ].join(', ')
}

function describeRest(count: number): string[] {
  return count > MOST_INSTANCES ? [`… and ${count - MOST_INSTANCES} more instances, which are no worse.`] : []
}

function describeUnknown(what: string, { reason }: UnknownCauses): string {
  return `${what}: unknown (${reason})`
}
