/** Shows a preview where people look: in one comment of its pull request, and as a deployment of GitHub's. */

import type { Context } from '../context.ts'
import type { GitHub } from '../github/client.ts'
import { findComment, writeComment } from '../github/comments.ts'
import { deactivateDeployment, deactivateDeployments } from '../github/deployments.ts'
import { linkOwnRun, linkRepository } from '../github/link-repository.ts'
import type { CommentSubject } from '../report/comment-subject.ts'
import { hasLinkTo } from '../report/link-run.ts'
import { type CommentState, renderPreviewComment } from '../report/preview-comment.ts'
import type { PreviewProducts } from '../report/preview-products.ts'
import { openCommentWriter } from './preview-comment-writer.ts'
import type { PreviewOptions } from './preview-options.ts'
import { beginDeployment, endDeployment } from './record-deployment.ts'
import { isCancelled } from './run-endings.ts'
import { unlessGitHubFails } from './watch-pull-request.ts'

export interface PreviewShow {
  /** In the background. */
  tell(state: CommentState): void
  /** Says at GitHub that the commit is being deployed. In the background. */
  begin(): void
  /** The last word on a deployment. `url`: where it can be seen. */
  end(state: CommentState, url: string | undefined): Promise<void>
  /** Shows the address no more. To be awaited before the environment goes: its host name is anybody's then. */
  withdraw(): Promise<void>
  /** The last word on a preview that is gone; none where nobody has heard of it. */
  endRemoved(state: CommentState, isNews: boolean): Promise<void>
  /** Nothing more is said: another run does. */
  leave(): Promise<void>
}

export interface Shown {
  readonly number: number
  readonly sha: string
  readonly environmentName: string
  readonly isMerged?: boolean
}

export interface ShownPreview {
  readonly shown: Shown
  readonly products: PreviewProducts
  /** Asked before anything is told in the background: by then the comment may be that of another run. */
  isCurrent?(): Promise<boolean>
}

/** Nothing of it rejects but with the end of the run: what GitHub refuses is a warning. */
export function showPreview(
  context: Context,
  options: PreviewOptions,
  { shown, products, isCurrent }: ShownPreview,
): PreviewShow {
  const place = { on: 'pull-request', number: shown.number, key: 'preview' } as const
  const deployments = { environment: 'preview', task: `deploy:pr-${shown.number}` }
  let isEntered = false
  const write = async (github: GitHub, state: CommentState) => {
    const subject = describe(context, options, shown)
    // What another run has written since is newer than how far this one is; what becomes of the preview is not.
    const mayReplace = (body: string) => !isEntered || state.kind !== 'working' || hasLinkTo(body, subject)
    const put = () => writeComment(github, { ...place, mayReplace }, renderPreviewComment(subject, state))
    await (isEntered ? put() : context.ledger.record(enter(shown), put))
    isEntered = true
  }
  const attempt = <T>(work: () => Promise<T>) => unlessGitHubFails(context, products, work)
  const writer = openCommentWriter<CommentState>(async state => {
    // The signal that ends the run is heard where it is waited for.
    await attempt(async () => {
      if ((await isCurrent?.()) ?? true) await write(options.github, state)
    }).catch(() => {})
  })
  let begun: Promise<number | undefined> = Promise.resolve(undefined)
  const finish = async (work: (github: GitHub) => Promise<unknown>) => {
    await attempt(async () => work(isCancelled(context) ? await options.openAfterwards() : options.github))
  }
  return {
    tell: writer.tell,
    begin() {
      begun = attempt(() => beginDeployment(context, options, { ...shown, place: deployments })).catch(() => undefined)
    },
    async end(state, url) {
      await writer.settle()
      await finish(github => write(github, state))
      const id = await begun
      if (id === undefined) return
      await finish(github => endDeployment(github, options, { id, isLive: state.kind === 'live', url }))
      if (state.kind === 'live') await finish(github => deactivateDeployments(github, deployments, id))
    },
    async withdraw() {
      writer.tell({ kind: 'removing' })
      await writer.settle()
      await attempt(() => deactivateDeployments(options.github, deployments))
    },
    async endRemoved(state, isNews) {
      await writer.settle()
      await finish(async github => {
        if (isNews || (await findComment(github, place))) await write(github, state)
      })
      await finish(github => deactivateDeployments(github, deployments))
    },
    async leave() {
      await writer.settle()
      const id = await begun
      if (id !== undefined) await finish(github => deactivateDeployment(github, id))
    },
  }
}

function enter({ number }: Shown) {
  return { change: `write our comment on the pull request #${number}`, isNews: true }
}

function describe(context: Context, options: PreviewOptions, { number, ...shown }: Shown): CommentSubject {
  return {
    ...shown,
    pullRequest: number,
    runUrl: linkOwnRun(options.workflow),
    commitUrl: linkRepository(options.workflow, `commit/${shown.sha}`),
    nowMs: context.clock.now(),
    label: options.request.onlyWithLabel,
    secrets: options.secrets,
  }
}
