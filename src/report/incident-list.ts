/** What was done to issues, for the summary of a check. Pure. */

import { linkMarkdown, type Markdown, markdown } from '../markdown.ts'
import { renderList } from './summary-parts.ts'

export interface ListedIncident {
  /** The id of the target. */
  readonly target: string
  readonly number: number
  /** "opened" */
  readonly done: string
}

/** None where nothing was done. `linkTo`: undefined where GitHub has no certificate. */
export function renderIncidentList(
  incidents: readonly ListedIncident[],
  linkTo: (number: number) => URL | undefined,
): Markdown[] {
  if (incidents.length === 0) return []
  const lines = incidents.map(({ target, number, done }) => {
    const place = linkTo(number)
    // Of our own making, so that it may be a reference.
    const issue = place ? linkMarkdown(`Issue ${number}`, place) : markdown`Issue ${number}`
    return markdown`${issue} about ${target} was ${done}.`
  })
  return [markdown`### Issues`, renderList(lines)]
}
