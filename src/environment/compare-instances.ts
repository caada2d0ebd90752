/** Which deployment each instance has, beside the one that it should have. Pure. */

import { listFew } from '../list-few.ts'
import { quoteForeign, toPrintableLine } from '../untrusted.ts'

/** As enhanced health tells it: undefined is what an instance has not told yet. */
export interface InstanceDeployment {
  readonly instanceId: string
  readonly versionLabel: string | undefined
  /** Grows by one with each deployment of the environment. */
  readonly deploymentId: number | undefined
  /** `In Progress`, `Deployed` or `Failed`. */
  readonly status: string | undefined
}

export type InstancesLook =
  | { readonly kind: 'told'; readonly instances: readonly InstanceDeployment[] }
  /** Another look may tell. */
  | { readonly kind: 'pending'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }

export interface WantedDeployment {
  readonly label: string
  /** The newest deployment of before, where it is known and had the same label: then only a newer one is the wanted one. */
  readonly afterId: number | undefined
}

/** By what each instance says of itself; `silent` ones have said nothing yet. */
export interface Standings {
  readonly onNew: readonly InstanceDeployment[]
  /** They run the wanted version, by an earlier deployment of it. */
  readonly onEarlier: readonly InstanceDeployment[]
  readonly onOther: readonly InstanceDeployment[]
  readonly failed: readonly InstanceDeployment[]
  readonly silent: readonly InstanceDeployment[]
}

export function compareInstances(instances: readonly InstanceDeployment[], wanted: WantedDeployment): Standings {
  const by = Object.groupBy(instances, instance => standingOf(instance, wanted))
  const { onNew = [], onEarlier = [], onOther = [], failed = [], silent = [] } = by
  return { onNew, onEarlier, onOther, failed, silent }
}

function standingOf(instance: InstanceDeployment, { label, afterId }: WantedDeployment): keyof Standings {
  const { versionLabel, deploymentId, status } = instance
  if (versionLabel === undefined || status === 'In Progress') return 'silent'
  if (versionLabel !== label) return 'onOther'
  if (status === 'Failed') return 'failed'
  const isEarlier = afterId !== undefined && deploymentId !== undefined && deploymentId <= afterId
  return isEarlier ? 'onEarlier' : 'onNew'
}

/** "i-1 runs version "v1" (deployment 3), i-2 failed to deploy version "v2" (deployment 4)". */
export function describeInstances(instances: readonly InstanceDeployment[]): string {
  return listFew(instances.map(describeInstance))
}

function describeInstance({ instanceId, versionLabel, deploymentId, status }: InstanceDeployment): string {
  const id = toPrintableLine(instanceId, 60)
  if (versionLabel === undefined) return `${id} has not told what it runs`
  const what = `version ${quoteForeign(versionLabel)}${deploymentId === undefined ? '' : ` (deployment ${deploymentId})`}`
  if (status === 'Failed') return `${id} failed to deploy ${what}`
  return status === 'In Progress' ? `${id} is deploying ${what}` : `${id} runs ${what}`
}

/** Instances that do not run what the environment is said to run. */
export interface OddInstances {
  readonly count: number
  readonly ofCount: number
  /** The version that is meant to run there, where the environment has one. */
  readonly wantedLabel?: string
  /** "i-1 runs version "v1" (deployment 3)" */
  readonly description: string
}

/**
 * Without a wanted version those are odd that differ from the most. Undefined where none is; an instance that has not
 * told what it runs is not.
 */
export function findOddInstances(
  instances: readonly InstanceDeployment[],
  wantedLabel: string | undefined,
): OddInstances | undefined {
  const label = wantedLabel ?? findMostUsedLabel(instances)
  if (label === undefined) return undefined
  const { onOther, failed } = compareInstances(instances, { label, afterId: undefined })
  const odd = [...onOther, ...failed]
  if (odd.length === 0) return undefined
  return {
    count: odd.length,
    ofCount: instances.length,
    ...(wantedLabel === undefined ? {} : { wantedLabel }),
    description: describeInstances(odd),
  }
}

function findMostUsedLabel(instances: readonly InstanceDeployment[]): string | undefined {
  const told = instances.filter(({ versionLabel }) => versionLabel !== undefined)
  const groups = [...Map.groupBy(told, ({ versionLabel }) => versionLabel)]
  return groups.sort(([, a], [, b]) => b.length - a.length)[0]?.[0]
}
