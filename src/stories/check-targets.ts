/** Checks many targets side by side, each with its own options and what is known of it. */

import type { Clock } from '../clock.ts'
import { checkHandshake, type TargetReport } from '../handshake/handshake.ts'
import type { Known } from '../handshake/known.ts'
import type { ProxyVariables } from '../handshake/outgoing-proxy.ts'
import { openTurns, type TakeTurn } from '../handshake/take-turns.ts'
import type { Attempt } from '../handshake/try-target.ts'
import { readFacts } from '../history/history-line.ts'
import type { CheckedEnvironment } from '../inputs/check-request.ts'
import { type CheckTarget, listTargetSecrets } from '../inputs/check-target.ts'
import type { FailOn } from '../inputs/probe-inputs.ts'
import { listFew } from '../list-few.ts'
import type { Log } from '../log.ts'
import type { CheckedTarget } from '../report/checked-target.ts'
import { type Problem, toProblem } from '../report/verdict.ts'
import { untilAborted } from '../until-aborted.ts'
import { toPrintableLine } from '../untrusted.ts'
import { tellDuring, type Wait } from '../wait.ts'
import { explainTarget, readRules } from './ask-further.ts'
import { PAUSE_BETWEEN_ATTEMPTS_MS } from './check.ts'
import type { Checked } from './find-checked.ts'
import { toProbeOptions } from './handshake-options.ts'
import { limitCheck } from './limit-check.ts'
import { describeCertificateFacts } from './target-facts.ts'
import { tellTarget } from './tell-target.ts'

export interface CheckContext {
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
  readonly proxyVariables: ProxyVariables
  /** PEM of certificates that are trusted beside the system's. */
  readonly ca: string | undefined
  /** Throws an ActionError for one that is not there, or of which AWS says nothing. */
  readonly lookUp: (environment: CheckedEnvironment) => Promise<Checked>
  readonly failOn: FailOn
  /** Whom the entrances admit is asked of those that are well, too: for a history of it. */
  readonly readsRules?: boolean
}

/** Each attempt has a few sockets and buffers. */
const MOST_AT_ONCE = 10

/**
 * In the order of the targets. Never throws for what one of them is or does, only when the check is cancelled; it ends
 * within its limit, and what was not known by then has that as its problem. Of those that opened the log is told when all are done.
 */
export async function checkTargets(context: CheckContext, targets: readonly CheckTarget[]): Promise<CheckedTarget[]> {
  const limit = limitCheck(context, targets)
  const takeTurn = openTurns(MOST_AT_ONCE)
  const within = { ...context, signal: limit.signal, takeTurn, isOver: limit.isOver }
  const left = new Set(targets.map(({ id }) => id))
  const check = async (target: CheckTarget) => {
    const checked = await checkTarget(within, target)
    left.delete(target.id)
    return checked
  }
  try {
    // What is held in silence is no pause between attempts.
    const checked = await tellDuring(context, describeProgress(targets, left), () => Promise.all(targets.map(check)))
    context.signal.throwIfAborted()
    // The verdict has a line for each of the others.
    for (const { report } of checked) if (report.outcome === 'accepted') tellTarget(context.log, report, context.failOn)
    return checked
  } finally {
    limit.lift()
  }
}

function describeProgress(targets: readonly CheckTarget[], left: ReadonlySet<string>): Wait {
  const lastSeen = () =>
    `${left.size} of ${targets.length} are left: ${listFew([...left].map(id => toPrintableLine(id, 200)))}`
  return targets.length === 1 ? { what: 'the WebSocket' } : { what: `${targets.length} WebSockets`, lastSeen }
}

interface Within extends CheckContext {
  readonly takeTurn: TakeTurn
  readonly isOver: () => Error | undefined
}

async function checkTarget(context: Within, target: CheckTarget): Promise<CheckedTarget> {
  const place = await findPlace(context, target)
  const secrets = listTargetSecrets(target, context.proxyVariables)
  const shared = { id: target.id, target, secrets }
  if (place.kind === 'problem') {
    const { problem } = place
    return { ...shared, report: reportUnasked(target, problem), known: {}, facts: {}, problem }
  }
  const { url, known, checked } = place
  const report = await explainTarget(context, await open(context, { target, url, known }), place)
  const rules = context.readsRules ? await readRules(context, checked, url) : {}
  // As the history has those of before, or long ones would be other ones at every check.
  const facts = readFacts({ ...checked?.facts, ...rules, ...describeCertificateFacts(report) }) ?? {}
  const over = report.outcome === 'unknown' && !report.problems ? context.isOver() : undefined
  const outlook = checked ? { outlook: checked.outlook } : {}
  return { ...shared, report, known, facts, ...outlook, ...(over ? { problem: toProblem(over) } : {}) }
}

type Place =
  | { readonly kind: 'found'; readonly url: string; readonly known: Known; readonly checked: Checked | undefined }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** A URL that is given is opened also where nothing is known of the environment behind it. */
async function findPlace({ lookUp, log, signal }: Within, { url, environment, path, id }: CheckTarget): Promise<Place> {
  if (!environment) return { kind: 'found', url: url ?? '', known: {}, checked: undefined }
  try {
    const checked = await untilAborted(lookUp(environment), signal)
    const known = { ...checked.known, pathIsGuess: url === undefined && path === undefined }
    return { kind: 'found', url: url ?? withPath(checked.url, path), known, checked }
  } catch (error) {
    const problem = toProblem(error)
    if (url === undefined) return { kind: 'problem', problem }
    log.warning(`${id}: nothing is known of its environment. ${problem.what} ${problem.remedy}`)
    return { kind: 'found', url, known: {}, checked: undefined }
  }
}

function withPath(url: string, path: string | undefined): string {
  return path === undefined ? url : new URL(`${new URL(url).origin}${path}`).href
}

interface Opening {
  readonly target: CheckTarget
  readonly url: string
  readonly known: Known
}

async function open(context: Within, { target, url, known }: Opening): Promise<TargetReport> {
  const { clock, log, signal, takeTurn, ca, proxyVariables } = context
  const policy = { kind: 'attempts', count: target.attempts, pauseMs: PAUSE_BETWEEN_ATTEMPTS_MS } as const
  const onAttempt = (attempt: Attempt) => log.debug(JSON.stringify(attempt))
  const probe = toProbeOptions(target.probe, { ca, proxyVariables })
  const asked = { url, ...(target.name === undefined ? {} : { name: target.name }) }
  const { targets } = await checkHandshake([asked], { ...probe, clock, signal, policy, takeTurn, onAttempt }, known)
  return targets[0] ?? reportUnasked(target, { code: '', what: '', remedy: '' })
}

function reportUnasked({ id, name }: CheckTarget, { what }: Problem): TargetReport {
  return {
    ...(name === undefined ? {} : { name }),
    printableUrl: id,
    outcome: 'unknown',
    attempts: [],
    attemptCount: 0,
    finding: null,
    problems: [what],
  }
}
