/** Issues of ours about targets that are down: opened, written, closed, opened again. */

import type { Markdown } from '../markdown.ts'
import type { GitHub } from './client.ts'
import { createOnce } from './create-once.ts'
import { createDecorated, type DecoratedIssue, type Decoration } from './decorate-issue.ts'
import { INCIDENT_LABEL, type Incident } from './find-incidents.ts'
import { putAbove, renderIncidentText, type WrittenBody, writeIncidentBody } from './incident-body.ts'
import { isGitHubStatus, unreadableAnswer } from './refusals.ts'

export interface IncidentDraft {
  readonly slug: string
  readonly title: string
  /** JSON, hidden in the body. */
  readonly data: unknown
  readonly blocks: readonly Markdown[]
}

export interface IncidentChange {
  readonly data: unknown
  readonly title?: string
  /** Instead of the text that is there, or above it. A text that somebody has edited stays as it is. */
  readonly text?: { readonly blocks: readonly Markdown[]; readonly place: 'instead' | 'above' }
  readonly state?: 'open' | 'completed' | 'duplicate'
}

const NEEDS = { request: { needs: { name: 'issues', access: 'write' } } } as const

/** Creates it. What GitHub refuses of labels and assignees is left out, and told. */
export async function openIncident(
  github: GitHub,
  { slug, title, data, blocks }: IncidentDraft,
  decoration: Decoration,
): Promise<{ readonly number: number; readonly refused: readonly string[] }> {
  const { repo, rest } = github
  const body = writeIncidentBody({ slug, data, title, text: renderIncidentText(blocks) })
  const labels = [...new Set([INCIDENT_LABEL, ...decoration.labels])]
  const order = { ...repo, ...NEEDS, title, body }
  const { number, refused } = await createDecorated(
    { labels, assignees: decoration.assignees },
    {
      create: extras =>
        createOnce({
          create: async () => (await rest.issues.create({ ...order, ...extras })).data,
          find: () => findSame(github, body.slice(0, body.indexOf('\n'))),
        }),
      change: async (number, extras) =>
        (await rest.issues.update({ ...repo, ...NEEDS, issue_number: number, ...extras })).data,
    },
  )
  if (!Number.isSafeInteger(number)) throw unreadableAnswer('the new issue', 'one without a number')
  // Nobody would find it again, and every run would open another.
  if (refused.includes(INCIDENT_LABEL)) await close(github, number, 'not_planned')
  return { number, refused }
}

/** Writes data, title, text and state at once; twice is the same as once. */
export async function changeIncident(github: GitHub, incident: Incident, change: IncidentChange): Promise<void> {
  const { repo, rest } = github
  const title = incident.isTitleEdited ? incident.title : (change.title ?? incident.title)
  // A title of somebody else's is never taken for ours again.
  const body = rewrite(incident, change, incident.isTitleEdited ? '' : title)
  const order = { ...repo, ...NEEDS, issue_number: incident.number, ...(title === incident.title ? {} : { title }) }
  if (change.state === undefined) return void (await rest.issues.update({ ...order, body }))
  if (change.state === 'open') return void (await rest.issues.update({ ...order, body, state: 'open' }))
  try {
    await rest.issues.update({ ...order, body, state: 'closed', state_reason: change.state })
  } catch (error) {
    // An older server of one's own does not know duplicates.
    if (change.state !== 'duplicate' || !isGitHubStatus(error, 422)) throw error
    await rest.issues.update({ ...order, body, state: 'closed', state_reason: 'not_planned' })
  }
}

/** Makes our label where there is none, so that it says what it is for. */
export async function provideIncidentLabel({ repo, rest }: GitHub): Promise<void> {
  try {
    await rest.issues.getLabel({ ...repo, ...NEEDS, name: INCIDENT_LABEL })
    return
  } catch (error) {
    if (!isGitHubStatus(error, 404)) throw error
  }
  const label = { name: INCIDENT_LABEL, color: 'b60205', description: 'Opened and closed by the check of WebSockets' }
  try {
    await rest.issues.createLabel({ ...repo, ...NEEDS, ...label })
  } catch (error) {
    // Another run has made it meanwhile.
    if (!isGitHubStatus(error, 422)) throw error
  }
}

async function close({ repo, rest }: GitHub, number: number, reason: 'not_planned'): Promise<void> {
  await rest.issues.update({ ...repo, ...NEEDS, issue_number: number, state: 'closed', state_reason: reason })
}

async function findSame({ repo, rest }: GitHub, mark: string): Promise<DecoratedIssue | undefined> {
  const newest = { ...repo, ...NEEDS, state: 'open', sort: 'created', direction: 'desc', per_page: 100 } as const
  const { data } = await rest.issues.listForRepo(newest)
  return data.find(({ body }) => body?.startsWith(mark))
}

function rewrite(incident: Incident, { data, text }: IncidentChange, title: string): string {
  const { slug, isEdited } = incident
  const written: Omit<WrittenBody, 'text'> = { slug, data, title, isEdited }
  if (isEdited || !text) return writeIncidentBody({ ...written, text: incident.text })
  const { blocks, place } = text
  return writeIncidentBody({
    ...written,
    text: place === 'above' ? putAbove(blocks, incident.text) : renderIncidentText(blocks),
  })
}
