/** The verdict on a deployment: the first thing that was asked for and is not so. Pure. */

import type { Finding } from '../handshake/findings.ts'
import type { LedgerEntry } from '../ledger.ts'
import { isGone } from '../platform/environment-status.ts'
import { quoteForeign, toPrintableLine } from '../untrusted.ts'
import { type DeployProducts, isUpdateAccepted } from './deploy-products.ts'
import { describeFailure, findReplacement } from './describe-failure.ts'
import { describeInterruption } from './describe-interruption.ts'
import { addRollBack, headRollBack } from './describe-roll-back.ts'
import { isUnasked, UNASKED_REMEDY } from './handshake-lines.ts'
import { quoteCauses } from './health-lines.ts'
import { describeDone } from './list-changes.ts'
import { pointToLogs } from './point-to-logs.ts'
import { describeFinding, type Problem, toProblem, type Verdict } from './verdict.ts'
import { writeEnvironmentCommand } from './write-environment-command.ts'

/** `changes`: what the ledger has. */
export function judgeDeploy(products: DeployProducts, error: unknown, changes: readonly LedgerEntry[] = []): Verdict {
  // What went wrong first is told: an error while the logs were fetched must not hide why they were.
  const first = findRefusal(products, error) ?? findFailure(products)
  const mayBe = first !== undefined && products.failOn === 'never' && first.code === findingOf(products)?.kind
  const other =
    error === undefined
      ? findDoubt(products, mayBe)
      : describeInterruption(tellDone(toProblem(error), changes), products)
  const problem = mayBe ? (other ?? first) : (first ?? other)
  if (problem) {
    const isTolerated = mayBe && problem === first
    const told = {
      headline: headlineOf(problem, products, changes) + headRollBack(products),
      problem: addRollBack(problem, products),
    }
    return { ok: false, ...told, ...(isTolerated ? { isTolerated } : {}) }
  }
  if (products.dryRun) return { ok: true, headline: 'Dry run: this is what would be done' }
  if (products.settled?.kind === 'not-waited') {
    return {
      ok: true,
      headline: `Beanstalk accepted the ${products.creation ? 'creation' : 'update'}; nobody waited for its end, and no WebSocket was opened`,
    }
  }
  const done = products.creation ? 'The environment was created' : 'Deployed'
  return { ok: true, headline: `${done}, and a WebSocket was opened` }
}

/** The finding about the WebSocket, if the handshake was checked and something is wrong. */
export function findingOf({ handshake }: DeployProducts): Finding | undefined {
  return handshake?.targets[0]?.finding ?? undefined
}

const MOST_REFUSALS = 10

/** Told all at once: what is mended one by one would take a run each. */
function findRefusal({ refusals = [] }: DeployProducts, error: unknown): Problem | undefined {
  if (refusals.length === 0 || error !== undefined) return undefined
  const shown = refusals.slice(0, MOST_REFUSALS)
  return {
    code: 'proxy-files-refused',
    title: 'Refused before anything was changed',
    what: shown.map(({ message }) => toPrintableLine(message)).join('\n'),
    remedy: [...new Set(shown.map(({ remedy }) => remedy))].join('\n'),
  }
}

function findFailure(products: DeployProducts): Problem | undefined {
  const { settled, answeringPath, handshake } = products
  if (settled?.kind === 'failed') return describeFailure(products)
  // Of an environment that is gone, the silence is no finding about the version.
  const replacement = isGone(products.state?.status) ? findReplacement(products) : undefined
  if (replacement) return replacement
  const finding = findingOf(products)
  const outcome = handshake?.targets[0]?.outcome
  if (finding && (outcome === 'rejected' || (outcome === 'accepted' && products.failOn === 'warning'))) {
    const problem = pointToLogs(describeFinding(finding), products)
    // First, for behind the rest may stand what to paste.
    const other = `Write "websocket-path: ${answeringPath}", if that path is the app's: it did accept a WebSocket. Otherwise:\n`
    return answeringPath ? { ...problem, remedy: other + problem.remedy } : problem
  }
  return undefined
}

function findDoubt(products: DeployProducts, isRefusalTolerated: boolean): Problem | undefined {
  const replacement = findReplacement(products)
  if (replacement) return replacement
  const { handshake, health, environmentName, state } = products
  if (handshake && handshake.targets[0]?.outcome !== 'accepted' && !isRefusalTolerated) {
    return {
      code: 'handshake-unknown',
      what: 'It could not be found out whether a client can open a WebSocket.',
      remedy: handshake.targets.some(isUnasked)
        ? UNASKED_REMEDY
        : 'Look at the evidence of the handshake in the summary, and run the job again.',
    }
  }
  if (health && !health.accepted) {
    const causes = quoteCauses(products.healthCauses)
    return {
      code: 'environment-unhealthy',
      what: `The health of the environment "${environmentName}" was ${quoteForeign(health.seen ?? state?.health ?? 'unknown')}, less than "${health.minimum}"${causes ? `: ${causes}` : '.'}`,
      remedy: `Look at its causes: ${writeEnvironmentCommand(products, 'describe-environment-health --attribute-names All')}\nOr accept it: "minimum-health: any".`,
    }
  }
  return undefined
}

// Whoever reads no more than this must not think that nothing has happened.
function tellDone(problem: Problem, changes: readonly LedgerEntry[]): Problem {
  const done = describeDone(changes)
  return done ? { ...problem, what: `${problem.what}\n${done}` } : problem
}

/** What a deployment would be refused for, too, before anything is read or changed. */
const REFUSALS: readonly string[] = ['proxy-files-refused', 'invalid-inputs']

function headlineOf({ code }: Problem, products: DeployProducts, changes: readonly LedgerEntry[]): string {
  const { dryRun, settled, creation, acceptedPart, handshake, abort } = products
  if (settled?.kind === 'failed' && acceptedPart === 'settings') return 'The option settings could not be set'
  if (settled?.kind === 'failed') return `The ${creation ? 'creation of the environment' : 'deployment'} failed`
  const outcome = handshake?.targets[0]?.outcome
  if (code === 'environment-unhealthy') {
    return `${outcome === 'accepted' ? 'A WebSocket was opened' : 'Deployed'}, but the environment is not healthy`
  }
  if (outcome === 'rejected') return 'Deployed, but no WebSocket could be opened'
  if (code === handshake?.targets[0]?.finding?.kind) return 'Deployed, and a WebSocket was opened, but with a warning'
  if (outcome === 'accepted') return 'A WebSocket was opened, but the run did not come to its end'
  if (dryRun) return REFUSALS.includes(code) ? 'Dry run: this would be refused' : 'The dry run failed'
  if (abort?.kind === 'aborted') return 'The run was cancelled, and so was its update'
  if (acceptedPart === 'settings') return 'The option settings were sent, and nothing was deployed'
  if (isUpdateAccepted(products)) return 'The run ended before its deployment was proved'
  const isUnanswered = changes.some(({ isDeployment, outcome }) => isDeployment && outcome === 'asked')
  return isUnanswered ? 'It is not known whether the version is deployed' : 'Nothing was deployed'
}
