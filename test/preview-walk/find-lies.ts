/** Compares what a history of previews has come to with what was promised. Pure. */

import type { Holdings } from '../support/holdings.ts'
import type { PreviewHistory } from './make-history.ts'
import type { AtRest, JudgedRun, PlayedHistory, PullRequestNow, Rest, SeenEvent, WellRest } from './play-history.ts'
import type { AskedChange } from './run-preview.ts'
import { BASE, MARK, NAMES } from './stage.ts'

/** What was not as it was promised, in sentences; empty when all of it was. */
export function findPreviewLies(played: PlayedHistory): string[] {
  return [
    ...listRuns(played).flatMap(run => findRunLies(run, played).map(lie => `${describeRun(run)}: ${lie}`)),
    ...listRuns(played).flatMap(run => findWrongChanges(run, played).map(lie => `${describeRun(run)}: ${lie}`)),
    ...findLeftEnvironments(played),
    ...[...played.rests, played.swept].flatMap(rest => findAllStale(played, rest)),
    ...numbersOf(played).flatMap(number => findCommentLies(played, number).map(lie => `#${number}: ${lie}`)),
    ...played.rests.flatMap(rest => findShownAddresses(played, rest)),
    ...findLeftBundles(played),
    ...findUnlike(played.holdings),
    ...played.violations.map(violation => `GitHub's description: ${violation}`),
  ]
}

function listRuns({ runs, swept, closed }: PlayedHistory): JudgedRun[] {
  return [...runs, swept.sweep, closed.sweep]
}

function numbersOf({ swept }: PlayedHistory): number[] {
  return [...swept.pullRequests.keys()]
}

export function describeRun({ number, order, startedAtMs }: JudgedRun): string {
  const about = number === undefined ? '' : ` of #${number}`
  return `the run ${order.runId % 1000}-${order.attempt} (${order.eventName}${about}, ${toTime(startedAtMs)})`
}

export function toTime(ms: number): string {
  return new Date(ms).toISOString().slice(5, 23)
}

/** Right after the deadline AWS and GitHub are asked for the last time. */
const LAST_QUESTIONS_MS = 60_000
/** Others have changed the environment then. */
const OF_OTHERS = ['superseded', 'aborted-by-another', 'update-by-another']

/** What the run said of itself. */
function findRunLies(run: JudgedRun, played: PlayedHistory): string[] {
  const { verdict, products, order, startedAtMs, endedAtMs } = run
  if (!verdict) return []
  const codes = [verdict.problem, ...(verdict.furtherProblems ?? [])].map(problem => problem?.code)
  const lateMs = endedAtMs - startedAtMs - order.delivery.timeoutS * 1000
  return [
    ...(codes.includes('bug') ? [`it ended as a bug: ${verdict.problem?.what}`] : []),
    ...(lateMs > LAST_QUESTIONS_MS ? [`it ended ${lateMs} ms after its deadline`] : []),
    ...(verdict.ok && !products.skipped ? findFalseSuccess(run, played) : []),
    ...(products.skipped && !products.skipped.message ? ['nobody knows why it did nothing'] : []),
  ]
}

function findFalseSuccess(run: JudgedRun, played: PlayedHistory): string[] {
  const { number, products, truth, now } = run
  const wrong = deploysAnother(run) ? ['what it has is another commit'] : []
  if (number === undefined || isDisturbed(run, played)) return wrong
  if (products.task === 'remove')
    return truth === undefined || now?.isOpen ? [] : [`it was removed, but is ${show(truth)}`]
  const { versionLabel, handshake } = products.deployment ?? {}
  return [
    ...wrong,
    ...(truth?.label === versionLabel && truth?.status === 'Ready'
      ? []
      : [`${versionLabel} is live, but it is ${show(truth)}`]),
    ...(truth?.opens ? [] : ['no WebSocket opens']),
    ...(handshake ? [] : ['no WebSocket was opened']),
  ]
}

/** The job has checked out the commit of its event. */
function deploysAnother({ products, order: { trigger } }: JudgedRun): boolean {
  if (products.task !== 'update') return false
  const head = trigger.kind === 'pull-request' ? trigger.pullRequest.head : 'head' in trigger ? trigger.head : undefined
  return head?.sha !== products.pullRequest?.sha
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'not there'
}

/** Has anybody else worked on its preview meanwhile? */
function isDisturbed(run: JudgedRun, { runs, strangers }: PlayedHistory, self = run): boolean {
  const isMeanwhile = (fromMs: number, toMs: number) => toMs >= run.startedAtMs && fromMs <= run.endedAtMs
  return (
    run.faults.some(fault => OF_OTHERS.includes(fault)) ||
    strangers.some(({ number, atMs }) => number === run.number && isMeanwhile(atMs, atMs)) ||
    runs.some(
      other =>
        other !== self &&
        (other.number === undefined || other.number === run.number) &&
        isMeanwhile(other.startedAtMs, other.endedAtMs),
    )
  )
}

/** From the last question to GitHub until AWS has carried it out; what is seen may be as old as the faults make it. */
const MEANWHILE_MS = 60_000
const LAG_MS = 60_000

/** What was removed though it was wanted, and what was deployed though nobody wanted it any more. */
function findWrongChanges(run: JudgedRun, played: PlayedHistory): string[] {
  return run.changes.flatMap(change => {
    const { operation, name, atMs } = change
    const isRemoval = /^(Terminate|Delete)/.test(operation)
    const isDeployment = /^(Create|Update)Environment$/.test(operation)
    const why = isRemoval ? findWhyWanted(change, run, played) : undefined
    const whyNot = isDeployment ? findWhyUnwanted(change, run, played) : undefined
    return [why, whyNot].filter(Boolean).map(reason => `${operation} of "${name}" at ${toTime(atMs)}, but ${reason}`)
  })
}

/** GitHub is asked right before Beanstalk is. */
function findWhyUnwanted({ name, atMs }: AskedChange, run: JudgedRun, played: PlayedHistory): string | undefined {
  const number = numberOf(name)
  if (number === undefined) return 'it is none of the previews'
  if (isBlind(run)) return undefined
  const { onlyWithLabel } = played.history
  const isWanted = ({ isOpen, labels, sha }: PullRequestNow) =>
    isOpen && sha === run.products.pullRequest?.sha && (onlyWithLabel === undefined || labels.includes(onlyWithLabel))
  const states = statesBetween(played, { number, atMs, fromMs: atMs - slackOfLooks(played, run) })
  return states.some(isWanted) ? undefined : `the pull request was ${show(states.at(-1))} by then`
}

function findWhyWanted(removal: AskedChange, run: JudgedRun, played: PlayedHistory): string | undefined {
  const { operation, name, atMs } = removal
  const { history } = played
  const number = numberOf(name)
  if (number === undefined) return 'it is none of the previews'
  if (run === played.closed.sweep) return undefined
  // Versions are deleted one after the other, once it was asked.
  const slackMs = operation === 'TerminateEnvironment' ? slackOfLooks(played, run) : slackOf(played, run)
  if (!mayBeWanted(played, { number, atMs, run, slackMs })) return undefined
  if (run.products.task === 'update') return isFollowed(name, played) ? undefined : 'it is the newest version'
  if (run.products.task !== 'sweep') return isBlind(run) ? undefined : 'the pull request is open'
  const pushedMs = lastPublished(played, number, atMs - slackOf(played, run))
  if (played.strangers.some(act => act.number === number && act.does === 'delete-version')) return undefined
  const expiresMs = pushedMs + history.maxAgeDays * DAY_MS
  return expiresMs - LONGEST_RUN_MS > atMs ? `there was a version at ${toTime(pushedMs)}, and it is open` : undefined
}

/** Of versions those are kept that were made last. */
function isFollowed(label: string, played: PlayedHistory): boolean {
  const made = listRuns(played)
    .flatMap(({ changes }) => changes)
    .filter(({ operation }) => operation === 'CreateApplicationVersion')
  const atMs = made.find(({ name }) => name === label)?.atMs ?? 0
  return made.some(other => numberOf(other.name) === numberOf(label) && other.atMs > atMs)
}

const DAY_MS = 86_400_000
const LONGEST_RUN_MS = 1_800_000

interface Moment {
  readonly number: number
  readonly atMs: number
  readonly run: JudgedRun
}

interface Removed extends Moment {
  readonly slackMs: number
}

function mayBeWanted(played: PlayedHistory, { number, atMs, run, slackMs }: Removed): boolean {
  const isOfLabel = run.products.task !== 'update'
  const states = statesBetween(played, { number, atMs, fromMs: atMs - slackMs })
  return states.every(state => (isOfLabel ? isWantedBy(played.history, state) : state.isOpen))
}

function isWantedBy({ onlyWithLabel }: PreviewHistory, { isOpen, labels }: PullRequestNow): boolean {
  return isOpen && (onlyWithLabel === undefined || labels.includes(onlyWithLabel))
}

/** Those in which the pull request was at some moment of that time. */
function statesBetween(
  { events }: PlayedHistory,
  { number, fromMs, atMs }: { readonly number: number; readonly fromMs: number; readonly atMs: number },
): PullRequestNow[] {
  const own = events.filter(({ event, atMs: happenedMs }) => event.number === number && happenedMs <= atMs)
  const lasting = own.filter((_, index) => (own[index + 1]?.atMs ?? Number.POSITIVE_INFINITY) >= fromMs)
  return lasting.map(({ state }) => state)
}

/** What GitHub says is as old as the longest question to it was under way, and as its lag makes it. */
function slackOfLooks({ history }: PlayedHistory, { looks }: JudgedRun): number {
  const lags = history.steps.some(step => step.kind === 'github-trouble' && step.trouble?.kind === 'lag')
  const longestMs = Math.max(0, ...looks.map(({ askedAtMs, answeredAtMs }) => answeredAtMs - askedAtMs))
  return longestMs + 1000 + (lags ? LAG_MS : 0)
}

function slackOf({ history }: PlayedHistory, { faults }: JudgedRun): number {
  const lags = history.steps.some(step => step.kind === 'github-trouble' && step.trouble?.kind === 'lag')
  return MEANWHILE_MS + (lags ? LAG_MS : 0) + (faults.some(fault => fault.startsWith('lagging')) ? 2 * LAG_MS : 0)
}

function lastPublished(played: PlayedHistory, number: number, untilMs: number): number {
  const made = listRuns(played).flatMap(({ changes }) => changes)
  const times = made.filter(
    ({ operation, name, atMs }) =>
      operation === 'CreateApplicationVersion' && numberOf(name) === number && atMs <= untilMs,
  )
  return Math.max(0, ...times.map(({ atMs }) => atMs))
}

function numberOf(name: string): number | undefined {
  for (const [number, own] of NAMES) if (name === own || name.startsWith(`${own}-`)) return number
  return undefined
}

/** Could it not ask GitHub whether the pull request is as the event says? */
function isBlind({ products, order }: JudgedRun): boolean {
  return (
    order.delivery.token === 'nothing' || products.githubProblems.some(text => /GET \/repos\/[^ ]*\/pulls/.test(text))
  )
}

function findLeftEnvironments({ history, swept, closed, strangers }: PlayedHistory): string[] {
  const isTaken = (number: number) => wasStripped({ strangers }, number)
  const isWanted = (now: PullRequestNow | undefined) => now !== undefined && isWantedBy(history, now)
  const left = (rest: AtRest) =>
    [...rest.environments]
      .filter(([number]) => !isWanted(rest.pullRequests.get(number)) && !isTaken(number))
      .map(([number, environment]) => `nobody wants #${number}, and after the sweep there is ${show(environment)}`)
  const failed = ({ sweep }: AtRest) => (sweep.verdict?.ok ? [] : [`the sweep failed: ${show(sweep.verdict)}`])
  const isAnyTaken = [...swept.environments.keys()].some(isTaken)
  return [...left(swept), ...left(closed), ...(isAnyTaken ? [] : failed(swept)), ...failed(closed)]
}

function wasStripped({ strangers }: Pick<PlayedHistory, 'strangers'>, number: number): boolean {
  return strangers.some(act => act.number === number && act.does === 'strip-tags' && !act.problem)
}

/** The event that decides which version its preview runs. */
function lastEvent({ events, history }: PlayedHistory, { number, untilMs }: Until): SeenEvent | undefined {
  const deciding = ['open', 'push', 'reopen', ...(history.onlyWithLabel === undefined ? [] : ['label'])]
  return events.findLast(
    ({ event, atMs }) => event.number === number && atMs < untilMs && deciding.includes(event.kind),
  )
}

interface Until {
  readonly number: number
  readonly untilMs: number
}

function findAllStale(played: PlayedHistory, rest: Rest): string[] {
  const numbers = [...rest.pullRequests.keys()]
  return numbers.flatMap(number =>
    findStale(played, number, rest).map(lie => `#${number} at ${toTime(rest.atMs)}: ${lie}`),
  )
}

/** Does an open pull request's preview run something else than its last commit? */
function findStale(played: PlayedHistory, number: number, rest: Rest): string[] {
  const now = rest.pullRequests.get(number)
  const last = lastEvent(played, { number, untilMs: rest.atMs })
  if (!now?.isOpen || !last) return []
  const since = runsOf(played, { number, untilMs: rest.atMs }).filter(run => run.endedAtMs >= last.atMs)
  const ofCommit = since.filter(({ products }) => products.pullRequest?.sha === now.sha)
  const own = since.filter(run => run.event === last && run.verdict && !run.order.delivery.end)
  const skipped = own.filter(({ products }) => isWronglySkipped(products.skipped?.kind, played))
  const isLeft = own.length > 0 && skipped.length === own.length && ofCommit.every(run => own.includes(run))
  if (isLeft) return [`every run of its last event was skipped: ${skipped[0]?.verdict?.headline}`]
  const good = ofCommit.find(
    ({ verdict, products, startedAtMs }) =>
      verdict?.ok && products.task === 'update' && !products.skipped && startedAtMs >= last.atMs,
  )
  if (!good || isExcused(played, { number, run: good, atMs: last.atMs }, rest)) return []
  const environment = rest.environments.get(number)
  const isLast = environment?.label.startsWith(`${NAMES.get(number)}-${now.sha.slice(0, 12)}-`)
  return isLast && environment?.status === 'Ready'
    ? []
    : [`it is at ${now.sha.slice(0, 12)}, but there is ${show(environment)}`]
}

function runsOf({ runs }: PlayedHistory, { number, untilMs }: Until): JudgedRun[] {
  return runs.filter(run => run.number === number && run.startedAtMs < untilMs)
}

function isWronglySkipped(kind: string | undefined, { history }: PlayedHistory): boolean {
  if (kind === 'label-missing') return history.onlyWithLabel === undefined
  return kind === 'superseded' || kind === 'no-pull-request'
}

/** Others have had a hand in it since, or its time is over. */
function isExcused(played: PlayedHistory, { number, run, atMs }: Moment, rest: Rest): boolean {
  const { strangers, history, events } = played
  const untilMs = rest.atMs
  const own = runsOf(played, { number, untilMs })
  const sha = rest.pullRequests.get(number)?.sha
  const isSince = (happenedMs: number, fromMs: number) => happenedMs >= fromMs && happenedMs <= untilMs
  return (
    strangers.some(act => act.number === number && isSince(act.atMs, run.startedAtMs - MEANWHILE_MS)) ||
    own.some(other => other.faults.some(fault => OF_OTHERS.includes(fault))) ||
    own.some(other => isBlind(other) && other.endedAtMs >= atMs) ||
    own.some(
      other => !other.verdict?.ok && other.endedAtMs >= run.startedAtMs && other.products.pullRequest?.sha === sha,
    ) ||
    (history.onlyWithLabel !== undefined &&
      events.some(one => one.event.number === number && one.event.kind === 'unlabel' && isSince(one.atMs, atMs))) ||
    lastPublished(played, number, untilMs) + history.maxAgeDays * DAY_MS <= untilMs
  )
}

/** The host name of what is gone is anybody's. Whoever removes it takes its address out of the comment before. */
function findShownAddresses(played: PlayedHistory, { atMs, environments, comments }: Rest): string[] {
  return [...comments].flatMap(([number, [comment = '']]) => {
    if (environments.has(number) || !comment.includes(' is live')) return []
    const remover = findRemover(played, number, atMs)
    const isSilent =
      !remover || remover.order.delivery.token !== 'everything' || remover.products.githubProblems.length > 0
    if (isSilent || isDisturbed({ ...remover, number }, played, remover)) return []
    return [`#${number} at ${toTime(atMs)}: ${describeRun(remover)} has removed it, but the comment says: ${comment}`]
  })
}

/** Undefined where anybody has worked on it since. */
function findRemover(played: PlayedHistory, number: number, untilMs: number): JudgedRun | undefined {
  const runs = listRuns(played).filter(run => run.startedAtMs < untilMs)
  const remover = runs.findLast(({ changes }) =>
    changes.some(({ operation, name }) => operation === 'TerminateEnvironment' && name === NAMES.get(number)),
  )
  const isLater = (atMs: number) => remover !== undefined && atMs >= remover.startedAtMs
  const isFollowed = runs.some(run => run !== remover && run.number === number && isLater(run.startedAtMs))
  const isOfOthers = played.strangers.some(act => act.number === number && isLater(act.atMs))
  return isFollowed || isOfOthers ? undefined : remover
}

/** Where a preview was removed, there is no source bundle of it either. */
function findLeftBundles(played: PlayedHistory): string[] {
  const { well, swept, history } = played
  return numbersOf(played).flatMap(number => {
    const left = ({ bundles }: WellRest) =>
      bundles.filter(key => key.startsWith(`beanstalk-websockets/${BASE.application}/${NAMES.get(number)}-`))
    const last = played.runs.filter(run => run.number === number).at(-1)
    const { task, skipped, removal } = last?.products ?? {}
    const isRemoved = last?.verdict?.ok && task === 'remove' && !skipped && removal?.left.length === 0
    const isAlone = last !== undefined && !isDisturbed(last, played)
    const now = swept.pullRequests.get(number)
    const isSwept = now !== undefined && !isWantedBy(history, now) && !wasStripped(played, number)
    return [
      ...(isRemoved && isAlone
        ? left(well).map(key => `${describeRun(last)} has removed it, but there is ${key}`)
        : []),
      ...(isSwept ? left(swept).map(key => `nobody wants #${number}, and after the sweep there is ${key}`) : []),
    ]
  })
}

function findCommentLies(played: PlayedHistory, number: number): string[] {
  const { swept, closed } = played
  const [before = [], after = []] = [swept.comments.get(number), closed.comments.get(number)]
  const isSwept = swept.environments.has(number) && !wasStripped(played, number)
  const deployments = closed.deployments.get(number) ?? []
  return [
    ...(after.length > 1 ? [`there are ${after.length} comments`] : []),
    ...(isSwept && !/^.*\n## .* is removed\n/.test(after[0] ?? '')
      ? [`it is removed, but the comment says: ${after[0]}`]
      : []),
    ...(isSwept && deployments.some(state => state !== 'inactive') ? [`its deployments are ${deployments}`] : []),
    ...findStaleComment(played, number, before[0] ?? ''),
    ...(closed.strange.get(number) ?? [])
      .filter(body => body !== `${MARK}\n## Live`)
      .map(() => "a stranger's comment was changed"),
  ]
}

/** What the last run said is what the comment says, if GitHub took it. */
function findStaleComment(played: PlayedHistory, number: number, comment: string): string[] {
  const own = played.runs.filter(run => run.number === number).toSorted((a, b) => a.endedAtMs - b.endedAtMs)
  const last = own.at(-1)
  if (!last?.verdict?.ok || last.products.skipped || last.products.githubProblems.length > 0) return []
  if (isDisturbed(last, played) || last.order.delivery.token !== 'everything') return []
  const isLater = played.strangers.some(act => act.number === number && act.atMs >= last.startedAtMs)
  const isSwept = listRuns(played).some(
    ({ products, endedAtMs }) =>
      endedAtMs >= last.endedAtMs && products.sweep?.removals.some(({ pullRequest }) => pullRequest === number),
  )
  if (isLater || isSwept) return []
  const { task, pullRequest, removal } = last.products
  if (task === 'update' && !(comment.includes('is live') && comment.includes(pullRequest?.sha.slice(0, 7) ?? '?')))
    return [`it is live, but the comment says: ${comment}`]
  const isNews = removal && removal.environmentNames.length > 0
  return task === 'remove' && isNews && !comment.includes('is removed')
    ? [`it was removed, but the comment says: ${comment}`]
    : []
}

/** Once everything is closed and swept, the account holds what it held before. */
function findUnlike({ before, after }: PlayedHistory['holdings']): string[] {
  return (Object.keys(before) as Array<keyof Holdings>).flatMap(kind => [
    ...after[kind].filter(line => !before[kind].includes(line)).map(line => `${kind}: left over: ${line}`),
    ...before[kind].filter(line => !after[kind].includes(line)).map(line => `${kind}: gone, or changed: ${line}`),
  ])
}
