/** The inputs about the issues that a check opens while a target is down. */

import { ActionError } from '../action-error.ts'
import { quoteForeign } from '../untrusted.ts'
import type { InputReader } from './input-reader.ts'

export interface IncidentRequest {
  /** Beside our own. */
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
}

/** GitHub takes no longer one, counted in characters. */
const LONGEST_LABEL = 50
const MOST_LABELS = 20
/** GitHub takes no more. */
const MOST_ASSIGNEES = 10

/** Undefined where no issues are asked for. */
export function readIncidentRequest(inputs: InputReader): IncidentRequest | undefined {
  const isAsked = inputs.boolean('incident-issue', false)
  const labels = inputs.parsedLines('incident-labels', parseLabel)
  const assignees = inputs.parsedLines('incident-assignees', parseAssignee)
  for (const name of ['incident-labels', 'incident-assignees']) {
    if (isAsked || inputs.text(name) === undefined) continue
    inputs.problem(name, 'was given without issues', 'Write "incident-issue: true", too, or leave this line out.')
  }
  refuseTooMany(inputs, 'incident-labels', { count: labels.length, most: MOST_LABELS })
  refuseTooMany(inputs, 'incident-assignees', { count: assignees.length, most: MOST_ASSIGNEES })
  return isAsked ? { labels: [...new Set(labels)], assignees: [...new Set(assignees)] } : undefined
}

/** GitHub takes a comma for the end of a label where it is asked for labels. */
export function parseLabel(label: string): string {
  if ([...label].length <= LONGEST_LABEL && !label.includes(',')) return label
  throw invalid(
    label,
    `Write the name of one label a line, of at most ${LONGEST_LABEL} characters and without a comma.`,
  )
}

/** The form of a login, also of an app: "octocat", "octo-app[bot]". */
function parseAssignee(text: string): string {
  const login = text.replace(/^@/, '')
  if (/^[a-z\d](?:[a-z\d_-]{0,62})(?:\[bot\])?$/i.test(login)) return login
  throw invalid(text, 'Write the name of one user of GitHub a line, such as "octocat"; a team cannot be assigned.')
}

function refuseTooMany(inputs: InputReader, name: string, { count, most }: { count: number; most: number }): void {
  if (count > most) inputs.problem(name, `had ${count} lines`, `Write at most ${most}.`)
}

function invalid(text: string, hint: string): ActionError {
  return new ActionError({
    code: 'invalid-incident',
    message: `had ${quoteForeign(text)}`,
    hint,
  })
}
