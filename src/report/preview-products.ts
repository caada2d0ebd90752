/** What a run of the preview action has found and done so far: each step adds its product, so a run that ends early can still tell. */

import type { PreviewPlan } from '../environment/plan-preview.ts'
import type { SweepDecision } from '../environment/plan-sweep.ts'
import type { DeployProducts, StageTiming } from './deploy-products.ts'

export interface PreviewProducts {
  readonly kind: 'preview'
  region: string
  applicationName: string
  baseEnvironmentName: string
  /** "octo-org/chat", lower case. */
  repository: string
  requireCredentials: boolean
  /** Of everything but the deployment, which has its own. */
  readonly timings: StageTiming[]
  /** What the run is for; undefined while that is not known. */
  task?: 'update' | 'remove' | 'sweep' | 'skip'
  pullRequest?: PreviewedPullRequest
  /** That of the pull request's preview. */
  environmentName?: string
  /** Why nothing was done, as a sentence. */
  skipped?: SkipReason
  plan?: PreviewPlan
  /** The deployment; of several only the last, whose predecessors were overtaken. */
  deployment?: DeployProducts
  /** Is there an environment before the deployment? */
  isUpdate?: boolean
  /** What was removed, or was found to be gone. */
  removal?: PreviewRemoval
  sweep?: SweepReport
  /** What could not be written at GitHub, or asked there: each is a warning, none fails the run. */
  readonly githubProblems: string[]
}

export interface PreviewedPullRequest {
  readonly number: number
  /** Of its head. */
  readonly sha: string
  readonly isFork: boolean
}

export interface SkipReason {
  readonly kind:
    | 'no-credentials'
    | 'other-event'
    | 'label-missing'
    | 'no-pull-request'
    | 'run-failed'
    /** A later commit, or the closing of the pull request: another run does what is right by now. */
    | 'superseded'
  /** A sentence; may hold foreign text. */
  readonly message: string
}

/** What there was of a preview, and what became of it. */
export interface PreviewRemoval {
  readonly because: RemovalReason
  readonly environmentNames: readonly string[]
  /** Of versions that were deleted with their source bundles. */
  readonly versionLabels: readonly string[]
  /** Keys of source bundles that no version had. */
  readonly bundleKeys: readonly string[]
  /** What is still there, and why: each a sentence. */
  readonly left: readonly string[]
}

export type RemovalReason =
  | 'pull-request-closed'
  | 'pull-request-missing'
  | 'label-removed'
  | 'expired'
  /** No environment, but versions or bundles. */
  | 'left-over'

export interface SweepReport {
  readonly decisions: readonly SweepDecision[]
  readonly removals: readonly SweptPreview[]
}

export interface SweptPreview {
  readonly pullRequest: number
  readonly removal: PreviewRemoval
  /** Why it could not be removed; the sweep goes on with the others. */
  readonly problem?: { readonly message: string; readonly hint: string }
}

export function openPreviewProducts(): PreviewProducts {
  return {
    kind: 'preview',
    region: '',
    applicationName: '',
    baseEnvironmentName: '',
    repository: '',
    requireCredentials: false,
    timings: [],
    githubProblems: [],
  }
}
