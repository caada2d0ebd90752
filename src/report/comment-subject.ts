/** What a comment is about, whatever became of the preview, and the links that each state of it has. Pure. */

import { linkMarkdown, type Markdown, type MarkdownPart } from '../markdown.ts'

export interface CommentSubject {
  readonly pullRequest: number
  readonly sha: string
  readonly environmentName: string
  readonly runUrl: URL | undefined
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
  return linkIfSecure(sha.slice(0, 7), commitUrl)
}

export function linkRun({ runUrl }: CommentSubject, words: string): Markdown[] {
  return isSecure(runUrl) ? [linkMarkdown(words, runUrl)] : []
}

/** Is that the text of this run's? Where a run has no link, nobody can tell. */
export function hasLinkTo(text: string, { runUrl }: Pick<CommentSubject, 'runUrl'>): boolean {
  return !isSecure(runUrl) || text.includes(`(<${runUrl.href}>)`)
}

function linkIfSecure(text: string, place: URL | undefined): MarkdownPart {
  return isSecure(place) ? linkMarkdown(text, place) : text
}

// A GitHub Enterprise Server may have no certificate.
function isSecure(place: URL | undefined): place is URL {
  return place?.protocol === 'https:'
}
