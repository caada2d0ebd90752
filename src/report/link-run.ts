/** Links of a comment or an issue to the run that wrote it. Pure. */

import { linkMarkdown, type Markdown } from '../markdown.ts'

export interface OfRun {
  readonly runUrl: URL | undefined
}

export function linkRun({ runUrl }: OfRun, words = 'The run, with its log and summary'): Markdown[] {
  return isSecure(runUrl) ? [linkMarkdown(words, runUrl)] : []
}

/** Is that the text of this run's? Where a run has no link, nobody can tell. */
export function hasLinkTo(text: string, { runUrl }: OfRun): boolean {
  return !isSecure(runUrl) || text.includes(`(<${runUrl.href}>)`)
}

/** A GitHub Enterprise Server may have no certificate. */
export function isSecure(place: URL | undefined): place is URL {
  return place?.protocol === 'https:'
}
