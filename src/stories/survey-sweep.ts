/** What there is of previews, whose pull requests they are, and what becomes of each. */

import { ActionError } from '../action-error.ts'
import { isAwsError } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { findReasonToRemove } from '../environment/choose-preview-task.ts'
import { type ExistingPreview, findPreviews } from '../environment/find-previews.ts'
import { findPreviewNumber, isPreviewOf } from '../environment/name-preview.ts'
import {
  type FoundPreview,
  type KeepReason,
  listPullRequests,
  type PullRequestState,
  planSweep,
  type SweepDecision,
} from '../environment/plan-sweep.ts'
import type { GitHub } from '../github/client.ts'
import { getPullRequest, requirePullRequests } from '../github/find-pull-requests.ts'
import type { PullRequest } from '../github/pull-request.ts'
import type { PreviewProducts } from '../report/preview-products.ts'
import { findPreviewBundles } from '../version/find-preview-bundles.ts'
import { findPreviewVersions } from '../version/find-preview-versions.ts'
import { tellDuring } from '../wait.ts'
import type { PreviewOptions } from './preview-options.ts'
import { isWithoutCredentials } from './run-endings.ts'
import { unlessGitHubFails } from './watch-pull-request.ts'

export type RemovalDecision = SweepDecision & { readonly kind: 'remove' }

export interface SweepSurvey {
  readonly previews: readonly ExistingPreview[]
  /** Those that GitHub knows. */
  readonly pullRequests: ReadonlyMap<number, PullRequest>
  readonly decisions: readonly SweepDecision[]
  /** Throws `KeptAfterAll` where it would be decided in another way by now. */
  confirm(decision: RemovalDecision): Promise<void>
}

/** Thrown where what was to be removed is not to be removed any more. */
export class KeptAfterAll extends Error {
  readonly because: KeepReason

  constructor(because: KeepReason) {
    super(`It is kept: ${because}.`)
    this.because = because
  }
}

export async function surveySweep(
  context: Context,
  options: PreviewOptions,
  products: PreviewProducts,
): Promise<SweepSurvey> {
  const { applicationName, baseEnvironmentName, onlyWithLabel } = options.request
  const { repository } = products
  const previews = await findPreviews(context, { applicationName, repository })
  const versions = await findPreviewVersions(context, { applicationName })
  const found = { previews, versions, bundles: await findBundles(context, options, products) }
  const look = (numbers: readonly number[]) =>
    lookAt(context, { github: options.github, numbers, onlyWithLabel }, products)
  const numbers = listPullRequests(found, repository)
  const wait = { what: `GitHub to tell of ${numbers.length} pull requests`, leftMs: context.deadline.remainingMs }
  const seen = await tellDuring(context, wait, () => look(numbers))
  const nowMs = context.clock.now()
  const facts = { repository, applicationName, baseEnvironmentName, nowMs, pullRequests: seen.states }
  return {
    previews,
    pullRequests: seen.pullRequests,
    decisions: planSweep(found, facts),
    async confirm({ environmentName, tags, thing }) {
      const versions = await findPreviewVersions(context, { applicationName, names: [environmentName] })
      const { states } = await look([tags.pullRequest])
      const own = {
        previews: previews.filter(preview => preview.environmentName === environmentName),
        versions,
        bundles: thing === 'bundles' ? [{ environmentName, tags }] : [],
      }
      const again = planSweep(own, { ...facts, pullRequests: states }).filter(
        decision => decision.environmentName === environmentName,
      )
      const kept = again.find(({ kind }) => kind === 'keep')
      if (kept) throw new KeptAfterAll(kept.because === 'pull-request-unknown' ? kept.because : 'overtaken')
    },
  }
}

/** A bundle has no tags: its preview's name, made anew, tells whether it is ours. */
async function findBundles(
  context: Context,
  { request: { applicationName, baseEnvironmentName } }: PreviewOptions,
  { repository }: PreviewProducts,
): Promise<FoundPreview[]> {
  try {
    const names = await findPreviewBundles(context, applicationName)
    return names.flatMap(environmentName => {
      const pullRequest = findPreviewNumber(environmentName) ?? 0
      const isOwn = isPreviewOf(environmentName, { repository, pullRequest, applicationName, baseEnvironmentName })
      const tags = { repository, pullRequest, expiresMs: Number.POSITIVE_INFINITY }
      return isOwn ? [{ environmentName, tags }] : []
    })
  } catch (error) {
    if (!(error instanceof ActionError) || context.signal.aborted || isWithoutCredentials(context, error)) throw error
    const warning = `Source bundles without a version were not looked for. ${error.message} ${error.hint}`
    if (!isAwsError(error, 'NoSuchBucket')) context.log.warning(warning, 'Sweep')
    return []
  }
}

interface Asked {
  readonly github: GitHub
  readonly numbers: readonly number[]
  readonly onlyWithLabel: string | undefined
}

interface Looked {
  readonly states: ReadonlyMap<number, PullRequestState>
  readonly pullRequests: ReadonlyMap<number, PullRequest>
}

async function lookAt(
  context: Context,
  { github, numbers, onlyWithLabel }: Asked,
  products: PreviewProducts,
): Promise<Looked> {
  const states = new Map<number, PullRequestState>()
  const pullRequests = new Map<number, PullRequest>()
  for (const number of numbers) {
    const state = await unlessGitHubFails(context, products, async () => {
      const found = await getPullRequest(github, number)
      if (found) pullRequests.set(number, found)
      else await requirePullRequests(github)
      return found ? STATES[findReasonToRemove(found, onlyWithLabel) ?? 'none'] : 'missing'
    })
    states.set(number, state ?? 'unknown')
  }
  return { states, pullRequests }
}

const STATES = { none: 'open', 'label-removed': 'without-label', 'pull-request-closed': 'closed' } as const
