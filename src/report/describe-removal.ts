/** Why a preview was removed, what is left of it, and how to get it back, in words. Pure. */

import type { PreviewRemoval, RemovalReason } from './preview-products.ts'

/** Completes "removed: ...". */
export const REMOVAL_REASONS = {
  'pull-request-closed': 'the pull request is closed',
  'pull-request-missing': 'the pull request is not there',
  'label-removed': 'the label was taken away',
  expired: 'nobody has pushed to it for as long as a preview may live (max-age)',
  'left-over': 'an earlier removal had left something over',
} as const satisfies Readonly<Record<RemovalReason, string>>

interface Returning {
  readonly label?: string | undefined
  readonly isMerged?: boolean
}

/** A sentence; undefined where nothing can get it back. */
export function adviseOnReturn(because: RemovalReason, { label, isMerged }: Returning): string | undefined {
  if (because === 'pull-request-closed') return isMerged ? undefined : 'Reopen the pull request.'
  if (because === 'label-removed') return label ? `Add the label "${label}" again.` : 'Add the label again.'
  if (because === 'expired') return "Push a commit, or run the job of the pull request's last commit again."
  return undefined
}

/** A removal may be repeated. */
export const REMOVE_AGAIN = 'Run the job again, or let a sweep do it: what is gone already is no hindrance.'

/** What went, in a sentence. */
export function describeRemoval({ environmentNames, versionLabels, bundleKeys }: PreviewRemoval): string {
  const counts = [
    count(environmentNames.length, 'environment'),
    count(versionLabels.length, 'version'),
    count(bundleKeys.length, 'source bundle'),
  ].filter(told => told !== '')
  return counts.length === 0 ? 'nothing was there' : counts.join(', ')
}

/** The host name of an environment that is gone is anybody's: it is shown nowhere. */
export function withoutHosts(text: string): string {
  return text.replaceAll(HOST, '(the host name of the preview)')
}

// It begins at the beginning of a word alone, or long texts would take forever.
const HOST =
  /(?<![\w.-])(https?:\/\/|wss?:\/\/)?(?<![\w.-])[\w.-]+\.(elasticbeanstalk\.com|eb\.amazonaws\.com\.cn)(:\d+)?\/?/gi

function count(number: number, noun: string): string {
  if (number === 0) return ''
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
