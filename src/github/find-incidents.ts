/** Finds the issues of ours about targets that are down: by label, author and hidden mark. */

import type { GitHub } from './client.ts'
import { type IncidentBody, readIncidentBody } from './incident-body.ts'
import { readPages } from './read-pages.ts'
import { unreadableAnswer } from './refusals.ts'

/** Every incident has it, and is not found again without it. */
export const INCIDENT_LABEL = 'websocket-incident'

export interface Incident extends Omit<IncidentBody, 'title'> {
  readonly number: number
  readonly isOpen: boolean
  readonly isLocked: boolean
  /** Milliseconds since 1970. */
  readonly createdMs: number
  /** When anything about it was written last, comments too. */
  readonly updatedMs: number
  /** Undefined while it is open. */
  readonly closedMs: number | undefined
  /** As GitHub has it, foreign text. */
  readonly body: string
  readonly title: string
  /** Somebody has given it another one. */
  readonly isTitleEdited: boolean
}

const NEEDS = { request: { needs: { name: 'issues', access: 'write' } } } as const

/** The open ones and those that were closed and changed since then, by their numbers. A stranger's are not ours. */
export async function listIncidents(github: GitHub, sinceMs: number): Promise<Incident[]> {
  const { repo, rest } = github
  const login = await github.askLogin()
  const asked = { ...repo, ...NEEDS, labels: INCIDENT_LABEL, per_page: 100 } as const
  const since = new Date(sinceMs).toISOString().replace(/\.\d+/, '')
  const own = new Map<number, Incident>()
  for (const state of [{ state: 'open' }, { state: 'closed', since }] as const) {
    const pages = readPages('the issues', page => rest.issues.listForRepo({ ...asked, ...state, page }))
    for await (const found of pages) {
      const incident = found?.pull_request || found?.user?.login !== login ? undefined : readIncident(found)
      if (incident) own.set(incident.number, incident)
    }
  }
  return [...own.values()].toSorted((a, b) => a.number - b.number)
}

/** Did the token's owner close it? A listing does not say who did. */
export async function isClosedByUs({ repo, rest, askLogin }: GitHub, number: number): Promise<boolean> {
  const { data } = await rest.issues.get({ ...repo, ...NEEDS, issue_number: number })
  return data.state === 'closed' && data.closed_by?.login === (await askLogin())
}

interface FoundIssue {
  readonly number: number
  readonly title: string
  readonly body?: string | null
  readonly state: string
  readonly locked: boolean
  readonly created_at: string
  readonly updated_at: string
  readonly closed_at: string | null
}

function readIncident(found: FoundIssue): Incident | undefined {
  const { number, title, body, state, locked } = found
  const read = readIncidentBody(body ?? '')
  if (!read) return undefined
  if (!Number.isSafeInteger(number)) throw unreadableAnswer('an issue', 'one without a number')
  return {
    ...read,
    number,
    isOpen: state === 'open',
    isLocked: locked === true,
    createdMs: Date.parse(found.created_at),
    updatedMs: Date.parse(found.updated_at),
    closedMs: found.closed_at ? Date.parse(found.closed_at) : undefined,
    body: body ?? '',
    title: String(title),
    isTitleEdited: read.title !== undefined && read.title !== title,
  }
}
