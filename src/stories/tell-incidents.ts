/** After a check: opens, comments, closes the issues about its targets. GitHub's failures are warnings: the check counts. */

import { INCIDENT_LABEL, type Incident, listIncidents } from '../github/find-incidents.ts'
import { slugOf } from '../history/history-place.ts'
import { listFew } from '../list-few.ts'
import { toPrintableLine } from '../untrusted.ts'
import {
  type Desk,
  describe,
  type IncidentContext,
  type IncidentOrder,
  type IncidentTarget,
  ISSUES_LEFT,
  openDesk,
} from './incident-desk.ts'
import { type Job, planAll, planDuplicates } from './plan-incidents.ts'
import { type IncidentTold, type Opening, tellDuplicate, tellIncident, tellNewIncident } from './tell-incident.ts'

/** Longer than a week, so that a check that runs weekly still finds what a person has closed. */
const LISTED_MS = 8 * 24 * 3_600_000
/** GitHub takes 80 contents a minute from one author. */
const MOST_TOLD = 40

/** What was done, in the order of its weight; undefined where GitHub did not say what there is. */
export async function tellIncidents(
  context: IncidentContext,
  order: IncidentOrder,
): Promise<IncidentTold[] | undefined> {
  const desk = openDesk(context, order)
  const listed = await desk.attempt(() => listIncidents(context.github, context.clock.now() - LISTED_MS))
  if (!listed) return undefined
  tellUnchecked(desk, order, listed)
  const jobs = await planAll(desk, order, listed)
  const told: IncidentTold[] = []
  const left: string[] = []
  for (const job of jobs) {
    if (desk.isOver() || told.length >= MOST_TOLD) {
      left.push(job.target.id)
      told.push(...rememberLeft(job))
    } else told.push(...((await desk.attempt(() => carryOut(desk, job))) ?? []))
  }
  if (told.some(({ done }) => done === 'opened')) await lookForTwins(desk, order, told)
  for (const { target, number, done } of told) context.log.info(`The issue #${number} about ${target} was ${done}.`)
  if (left.length > 0) {
    const names = listFew(left.map(id => toPrintableLine(id, 100)))
    context.log.warning(`The issues about ${names} were left for the next run.`, ISSUES_LEFT)
  }
  return told
}

// Another workflow may check them, or a target has another name now, or is gone: only people know.
function tellUnchecked({ log }: Desk, { targets }: IncidentOrder, listed: readonly Incident[]): void {
  const slugs = new Set(targets.map(({ id }) => slugOf(id)))
  const others = listed.filter(({ isOpen, slug }) => isOpen && !slugs.has(slug))
  if (others.length === 0) return
  const names = listFew(others.map(({ number, slug }) => `#${number} (${slug})`))
  log.info(`This run does not check what these issues are about: ${names}. Where no other does, close them by hand.`)
}

// That it is down as before is remembered, or a webhook would be told of it at every check.
function rememberLeft({ plan, target }: Job): IncidentTold[] {
  if (plan.kind !== 'note' || plan.data.endedMs !== undefined) return []
  return [{ target: target.id, number: plan.number, done: 'left as it was' }]
}

/** What the check has found first: a duplicate is closed by the next run, too. */
async function carryOut(desk: Desk, job: Job): Promise<IncidentTold[]> {
  const told = await carryOutPlan(desk, job)
  for (const duplicate of job.duplicates) {
    const incident = job.incidents.find(({ number }) => number === duplicate.number)
    if (!incident) continue
    await tellDuplicate(desk.github, incident, duplicate)
    told.push({ target: job.target.id, number: incident.number, done: 'closed as a duplicate' })
  }
  return told
}

async function carryOutPlan(desk: Desk, { plan, target, incidents }: Job): Promise<IncidentTold[]> {
  if (plan.kind === 'nothing') return []
  if (plan.kind === 'open') return [await open(desk, target, plan)]
  const incident = incidents.find(({ number }) => number === plan.number)
  if (!incident) return []
  if (incident.isEdited && plan.kind !== 'note') {
    desk.log.warning(
      `Somebody has edited the text of the issue #${incident.number}: it stays as it is, and only its hidden data and its state are written.`,
      'Incidents',
    )
  }
  return [await tellIncident(desk.github, describe(desk, target), { plan, incident })]
}

async function open(desk: Desk, target: IncidentTarget, plan: Opening['plan']): Promise<IncidentTold> {
  const { github, order, refused } = desk
  await desk.provideLabel()
  const join = (kind: 'labels' | 'assignees') => {
    const names = new Set([...order[kind], ...target[kind]])
    return [...names].filter(name => !refused.has(name))
  }
  const decoration = { labels: join('labels'), assignees: join('assignees') }
  const opening = { plan, slug: slugOf(target.id), decoration }
  const { told, refused: more } = await tellNewIncident(github, describe(desk, target), opening)
  for (const name of more) refused.add(name)
  if (more.length > 0) {
    const hint = more.includes(INCIDENT_LABEL)
      ? `Without ${INCIDENT_LABEL} it would not be found again, so it was closed: the token must be of somebody who may push.`
      : 'An assignee must be able to read the repository; a label has at most 50 characters.'
    desk.log.warning(
      `GitHub did not take ${listFew(more.map(name => `"${toPrintableLine(name, 100)}"`))} for the issue #${told.number}. ${hint}`,
      'Incidents',
    )
  }
  return told
}

/** Another run may have opened one at the same time: the younger is closed, and the run of the older tells of it. */
async function lookForTwins(desk: Desk, { targets }: IncidentOrder, told: IncidentTold[]): Promise<void> {
  const listed = await desk.attempt(() => listIncidents(desk.github, desk.clock.now()))
  if (!listed) return
  for (const [index, each] of told.entries()) {
    const isOlder = ({ slug, isOpen, number }: Incident) =>
      isOpen && slug === slugOf(each.target) && number < each.number
    if (each.done === 'opened' && listed.some(isOlder)) told[index] = { ...each, isTwin: true }
  }
  for (const target of targets) {
    const job = planDuplicates(desk, target, listed)
    if (job && !desk.isOver()) told.push(...((await desk.attempt(() => carryOut(desk, job))) ?? []))
  }
}
