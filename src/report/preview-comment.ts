/** The comment on a pull request that has a preview, in each of its states. Pure. */

import { toDuration } from '../describe-time.ts'
import { redact } from '../handshake/redact.ts'
import { type Markdown, markdown, siteMarkdown } from '../markdown.ts'
import { type CommentSubject, linkCommit } from './comment-subject.ts'
import { adviseOnReturn, REMOVAL_REASONS, REMOVE_AGAIN, withoutHosts } from './describe-removal.ts'
import { linkRun } from './link-run.ts'
import { type PreviewEnd, renderFailedPreview, renderLivePreview } from './preview-comment-ends.ts'
import type { RemovalReason } from './preview-products.ts'
import { renderList } from './summary-parts.ts'

export type CommentState =
  | {
      readonly kind: 'working'
      readonly does: 'create' | 'update'
      /** What goes on, in a few words. */
      readonly stage: string
      /** From 0 to 1. */
      readonly progress: number
      readonly elapsedMs: number
      /** The version before still answers there. */
      readonly liveUrl?: string
    }
  | ({ readonly kind: 'live' } & PreviewEnd)
  | ({ readonly kind: 'failed' } & PreviewEnd)
  | { readonly kind: 'removing' }
  | { readonly kind: 'removed'; readonly because: RemovalReason; readonly left: readonly string[] }

/** The blocks in the order of their weight: of those that are too long together the last ones are left out. */
export function renderPreviewComment(subject: CommentSubject, state: CommentState): Markdown[] {
  const shown = redact(state, subject.secrets)
  if (shown.kind === 'live') return renderLivePreview(subject, shown)
  if (shown.kind === 'failed') return renderFailedPreview(subject, shown)
  if (shown.kind === 'removed') return renderRemoved(subject, shown)
  if (shown.kind === 'removing') {
    return [markdown`## ⏳ Removing the preview of ${`#${subject.pullRequest}`}`, ...linkRun(subject, 'Follow the run')]
  }
  return renderWorking(subject, shown)
}

type Working = Extract<CommentState, { kind: 'working' }>

function renderWorking(subject: CommentSubject, { does, stage, progress, elapsedMs, liveUrl }: Working): Markdown[] {
  const verb = does === 'create' ? 'Creating' : 'Updating'
  return [
    markdown`## ⏳ ${verb} the preview of ${`#${subject.pullRequest}`}`,
    markdown`${drawBar(progress)} **${stage}** · ${toDuration(elapsedMs)}`,
    ...(liveUrl ? [markdown`Until it is replaced, the version before answers at ${siteMarkdown(liveUrl)}`] : []),
    markdown`Commit ${linkCommit(subject)}, environment ${subject.environmentName}.`,
    ...linkRun(subject, 'Follow the run'),
  ]
}

const BAR_LENGTH = 12

function drawBar(progress: number): string {
  const full = Math.round(BAR_LENGTH * Math.min(1, Math.max(0, progress || 0)))
  return '▰'.repeat(full) + '▱'.repeat(BAR_LENGTH - full)
}

type Removed = Extract<CommentState, { kind: 'removed' }>

function renderRemoved(subject: CommentSubject, { because, left }: Removed): Markdown[] {
  const number = `#${subject.pullRequest}`
  const back = adviseOnReturn(because, subject)
  const reason = REMOVAL_REASONS[because]
  return [
    left.length === 0
      ? markdown`## 🗑️ Preview of ${number} is removed`
      : markdown`## 🗑️ Preview of ${number} is removed, but not all of it`,
    left.length === 0
      ? markdown`Its environment, its versions and their source bundles are gone: ${reason}.`
      : markdown`It was removed: ${reason}.`,
    ...(left.length > 0
      ? [markdown`**Still there:**\n\n${renderList(left.map(withoutHosts))}\n\n${REMOVE_AGAIN}`]
      : []),
    ...(back ? [markdown`**To get it back:** ${back}`] : []),
    ...linkRun(subject, 'The run that removed it'),
  ]
}
