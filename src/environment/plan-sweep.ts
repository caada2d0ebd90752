/** Which previews are removed, which are kept, and why. Pure. */

import type { PreviewVersion } from '../version/find-preview-versions.ts'
import { isPreviewOf, type PreviewIdentity, type PreviewTags, readPreviewTags } from './name-preview.ts'

export interface FoundPreview {
  readonly environmentName: string
  readonly tags: PreviewTags
}

/** `without-label`: open, but not with the label that a preview takes. `unknown`: GitHub could not be asked. */
export type PullRequestState = 'open' | 'without-label' | 'closed' | 'missing' | 'unknown'

export interface SweepFacts extends Omit<PreviewIdentity, 'pullRequest'> {
  readonly nowMs: number
  /** Of the repository's pull requests, by number; those that are not in it are unknown. */
  readonly pullRequests: ReadonlyMap<number, PullRequestState>
}

export interface FoundThings {
  readonly previews: readonly FoundPreview[]
  /** Of the application; those that are not tagged as a preview's are nobody's to touch. */
  readonly versions: readonly PreviewVersion[]
  /** Of which there are source bundles without a version. Their expiry is not known: a run may be uploading one. */
  readonly bundles?: readonly FoundPreview[]
}

/** A preview, or what is left over of one. */
export interface SweptThing extends FoundPreview {
  /** `versions`: there is no environment of that name; `bundles`: no version of it either. */
  readonly thing: 'environment' | 'versions' | 'bundles'
  /** With the preview's own tags, oldest first. */
  readonly versions: readonly PreviewVersion[]
  /** Milliseconds since 1970; the latest of the environment and its versions: each push makes a version, and no other environment. */
  readonly expiresMs: number
}

export type SweepDecision = SweptThing &
  (
    | {
        readonly kind: 'remove'
        readonly because: 'pull-request-closed' | 'pull-request-missing' | 'label-removed' | 'expired'
      }
    | { readonly kind: 'keep'; readonly because: KeepReason }
  )

/** `overtaken`: it was decided to be removed, and is wanted again. */
export type KeepReason = 'in-use' | 'pull-request-unknown' | 'of-another-repository' | 'overtaken'

/**
 * The previews in their order, then what is left over of others. One of another repository belongs to that one's sweep.
 * Age is known without GitHub, so that what nobody pushes to is removed even where GitHub does not answer; anything else
 * is kept then. Versions without an environment are kept while their pull request is open: a run may be creating it. The
 * label decides on the previews of this base alone: those of another one may need another label, or none.
 */
export function planSweep(found: FoundThings, facts: SweepFacts): SweepDecision[] {
  return listThings(found).map(thing => ({ ...thing, ...decide(thing, facts) }))
}

/** The pull requests whose states decide. */
export function listPullRequests(found: FoundThings, repository: string): number[] {
  const own = listThings(found).filter(({ tags }) => tags.repository === repository)
  return [...new Set(own.map(({ tags }) => tags.pullRequest))].toSorted((a, b) => a - b)
}

/** Those of the versions whose own tags are the preview's: the others are not ours to delete. */
export function pickOwnVersions(
  { environmentName, tags }: FoundPreview,
  versions: readonly PreviewVersion[],
): PreviewVersion[] {
  const isOwn = (version: PreviewVersion) => {
    const own = readPreviewTags(version.tags)
    return own?.repository === tags.repository && own.pullRequest === tags.pullRequest
  }
  const own = versions.filter(version => version.previewName === environmentName && isOwn(version))
  return own.toSorted((a, b) => a.createdMs - b.createdMs)
}

function listThings({ previews, versions, bundles = [] }: FoundThings): SweptThing[] {
  const environments = previews.map(preview => toThing('environment', preview, versions))
  const taken = new Set(environments.flatMap(thing => thing.versions))
  const names = new Set(previews.map(({ environmentName }) => environmentName))
  const leftOver = new Map<string, FoundPreview>()
  for (const version of versions) {
    const { previewName: environmentName } = version
    const tags = readPreviewTags(version.tags)
    if (!tags || taken.has(version) || names.has(environmentName)) continue
    leftOver.set(JSON.stringify([environmentName, tags.repository, tags.pullRequest]), { environmentName, tags })
  }
  const known = new Set([...names, ...[...leftOver.values()].map(({ environmentName }) => environmentName)])
  return [
    ...environments,
    ...[...leftOver.values()].map(preview => toThing('versions', preview, versions)),
    ...bundles
      .filter(({ environmentName }) => !known.has(environmentName))
      .map(preview => toThing('bundles', preview, [])),
  ]
}

function toThing(thing: SweptThing['thing'], preview: FoundPreview, all: readonly PreviewVersion[]): SweptThing {
  const versions = pickOwnVersions(preview, all)
  const expiries = versions.map(({ tags }) => readPreviewTags(tags)?.expiresMs ?? 0)
  return { ...preview, thing, versions, expiresMs: Math.max(preview.tags.expiresMs, ...expiries) }
}

function decide({ environmentName, tags: { repository, pullRequest }, expiresMs }: SweptThing, facts: SweepFacts) {
  if (repository !== facts.repository) return { kind: 'keep', because: 'of-another-repository' } as const
  const state = facts.pullRequests.get(pullRequest) ?? 'unknown'
  if (state === 'closed') return { kind: 'remove', because: 'pull-request-closed' } as const
  if (state === 'missing') return { kind: 'remove', because: 'pull-request-missing' } as const
  if (state === 'without-label' && isPreviewOf(environmentName, { ...facts, pullRequest }))
    return { kind: 'remove', because: 'label-removed' } as const
  if (expiresMs <= facts.nowMs) return { kind: 'remove', because: 'expired' } as const
  if (state === 'unknown') return { kind: 'keep', because: 'pull-request-unknown' } as const
  return { kind: 'keep', because: 'in-use' } as const
}
