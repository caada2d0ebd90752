/** Decides which old versions of an application may be deleted. Pure. */

import type { ApplicationVersionDescription, EnvironmentDescription } from '@aws-sdk/client-elastic-beanstalk'
import { isOwnKey } from './bundle-key.ts'

export interface PrunePlan {
  readonly applicationName: string
  /** So many of those that this action made stay in any case. */
  readonly keep: number
  readonly deployedLabel: string
  /** The version that ran before: a rollback needs it. */
  readonly formerLabel: string | undefined
}

/** The versions and the environments of the application, as they are after the deployment. */
export interface PruneFacts {
  readonly versions: readonly ApplicationVersionDescription[]
  readonly environments: readonly EnvironmentDescription[]
}

export type PruneChoice =
  | { readonly kind: 'delete'; readonly labels: readonly string[] }
  /** What an environment is deploying cannot be seen: its version label may still be the former one. */
  | { readonly kind: 'busy'; readonly environmentName: string; readonly status: string }

/** One that this action deployed is Ready by then; what is terminated deploys nothing. */
const AT_REST = ['Ready', 'Terminating', 'Terminated']

/** Labels, oldest first. Versions of others, and those made after the one that was deployed, are never among them. */
export function choosePrunable(
  { applicationName, keep, deployedLabel, formerLabel }: PrunePlan,
  { versions, environments }: PruneFacts,
): PruneChoice {
  const busy = environments.find(({ Status = '' }) => !AT_REST.includes(Status))
  if (busy) return { kind: 'busy', environmentName: busy.EnvironmentName ?? '', status: busy.Status ?? '' }
  const used = new Set([deployedLabel, formerLabel, ...environments.map(({ VersionLabel }) => VersionLabel)])
  const deployedMs = timeOf(versions.find(({ VersionLabel }) => VersionLabel === deployedLabel))
  const own = versions.filter(({ VersionLabel: label = '', SourceBundle }) =>
    isOwnKey({ applicationName, label }, SourceBundle?.S3Key ?? ''),
  )
  const prunable = own
    .toSorted((a, b) => timeOf(b) - timeOf(a))
    .slice(keep)
    .filter(version => timeOf(version) < deployedMs && !used.has(version.VersionLabel) && !isShared(version, versions))
  return { kind: 'delete', labels: prunable.reverse().map(({ VersionLabel = '' }) => VersionLabel) }
}

// Without a date it counts as the newest, and with that of nothing as the oldest of all deployments: both keep more.
function timeOf(version: ApplicationVersionDescription | undefined): number {
  if (version === undefined) return Number.NEGATIVE_INFINITY
  return version.DateCreated?.getTime() ?? Number.POSITIVE_INFINITY
}

/** Has another version the same bundle, which would be deleted with this one? */
export function isShared(
  version: ApplicationVersionDescription,
  versions: readonly ApplicationVersionDescription[],
): boolean {
  const { S3Bucket, S3Key } = version.SourceBundle ?? {}
  return versions.some(
    ({ VersionLabel, SourceBundle }) =>
      VersionLabel !== version.VersionLabel && SourceBundle?.S3Bucket === S3Bucket && SourceBundle?.S3Key === S3Key,
  )
}
