/** What a comment is about, whatever became of the preview. Pure. */

import { linkMarkdown, type MarkdownPart } from '../markdown.ts'
import { isSecure, type OfRun } from './link-run.ts'

export interface CommentSubject extends OfRun {
  readonly pullRequest: number
  readonly sha: string
  readonly environmentName: string
  readonly commitUrl: URL | undefined
  /** Milliseconds since 1970. */
  readonly nowMs: number
  /** Without which there is no preview; undefined where none is needed. */
  readonly label?: string | undefined
  /** Merged, a pull request cannot be reopened. */
  readonly isMerged?: boolean
  /** The runner masks the log and the summary, nobody masks a comment. */
  readonly secrets: readonly string[]
}

/** The first digits of the commit, with a link to it where that is known. */
export function linkCommit({ sha, commitUrl }: CommentSubject): MarkdownPart {
  const text = sha.slice(0, 7)
  return isSecure(commitUrl) ? linkMarkdown(text, commitUrl) : text
}
