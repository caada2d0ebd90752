/** The pull request while its preview is worked on: another run may know better by then. */

import { ActionError } from '../action-error.ts'
import type { Context } from '../context.ts'
import type { GitHub } from '../github/client.ts'
import { getPullRequest } from '../github/find-pull-requests.ts'
import type { PullRequest } from '../github/pull-request.ts'
import type { PreviewProducts } from '../report/preview-products.ts'

/** Thrown where a later event has made what the run is for wrong. */
export class Overtaken extends Error {}

export interface PullRequestWatch {
  /** As it is now; where GitHub does not say, as it was last seen. */
  look(): Promise<PullRequest>
  /** Throws `Overtaken` unless it is still as `isWanted` says. */
  confirm(isWanted: (pullRequest: PullRequest) => boolean): Promise<void>
}

export function watchPullRequest(
  context: Context,
  { github, pullRequest }: { readonly github: GitHub; readonly pullRequest: PullRequest },
  products: PreviewProducts,
): PullRequestWatch {
  let last = pullRequest
  const look = async () => {
    const found = await unlessGitHubFails(context, products, () => getPullRequest(github, last.number))
    // GitHub's answers may be older than the event.
    if (found && found.updatedAt >= last.updatedAt) last = found
    return last
  }
  const confirm = async (isWanted: (pullRequest: PullRequest) => boolean) => {
    if (!isWanted(await look())) throw new Overtaken(`The pull request #${last.number} has changed.`)
  }
  return { look, confirm }
}

/** What GitHub does not say or write is a warning, told once: the preview itself is what counts. */
export async function unlessGitHubFails<T>(
  { log, signal }: Pick<Context, 'log' | 'signal'>,
  { githubProblems }: Pick<PreviewProducts, 'githubProblems'>,
  ask: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof ActionError) || error === signal.reason) throw error
    const problem = `${error.message} ${error.hint}`
    if (!githubProblems.includes(problem)) log.warning(problem, 'GitHub')
    if (!githubProblems.includes(problem)) githubProblems.push(problem)
    return undefined
  }
}
