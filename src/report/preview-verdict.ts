/** The verdict on a run of the preview action: the first thing that was asked for and is not so. Pure. */

import type { LedgerEntry } from '../ledger.ts'
import { openProducts } from './deploy-products.ts'
import { judgeDeploy } from './deploy-verdict.ts'
import { REMOVE_AGAIN } from './describe-removal.ts'
import { describeDone } from './list-changes.ts'
import type { PreviewProducts, PreviewRemoval } from './preview-products.ts'
import { sayInPreview } from './say-in-preview.ts'
import { countSwept, listSweepProblems } from './sweep-rows.ts'
import { type Problem, toProblem, type Verdict } from './verdict.ts'

/** `changes`: what the ledger has. What GitHub refused is a warning, and no part of it. */
export function judgePreview(products: PreviewProducts, error: unknown, changes: readonly LedgerEntry[] = []): Verdict {
  const { skipped, task } = products
  if (skipped && error === undefined) return judgeSkipped(products, skipped)
  if (task === 'update') return judgeUpdate(products, error, changes)
  if (task === 'remove') return judgeRemoval(products, error, changes)
  if (task === 'sweep') return judgeSweep(products, error, changes)
  return { ok: false, headline: 'Nothing was done', problem: toProblem(error ?? new TypeError('There was no task.')) }
}

/** "Preview of #12"; without the number where that is not known. */
function namePullRequestsPreview({ pullRequest }: Pick<PreviewProducts, 'pullRequest'>): string {
  return pullRequest ? `Preview of #${pullRequest.number}` : 'Preview'
}

function judgeSkipped(
  { requireCredentials }: PreviewProducts,
  { kind, message }: NonNullable<PreviewProducts['skipped']>,
): Verdict {
  const headline = message.replace(/\.\s*$/, '')
  if (kind !== 'no-credentials' || !requireCredentials) return { ok: true, headline }
  const problem = {
    code: 'credentials-missing',
    what: message,
    remedy: `Add a step before this one: "uses: aws-actions/configure-aws-credentials@v6" with role-to-assume and aws-region, and "permissions: { id-token: write, contents: read }" to the job, or let what has no credentials have no preview: "require-credentials: false".`,
  }
  return { ok: false, headline: 'There is no preview without credentials', problem }
}

function judgeUpdate(products: PreviewProducts, error: unknown, changes: readonly LedgerEntry[]): Verdict {
  const verdict = judgeDeploy(products.deployment ?? openProducts(), error, changes)
  const { headline } = verdict
  const name = namePullRequestsPreview(products)
  if (verdict.ok) return { ...verdict, headline: `${name} is live, and a WebSocket was opened` }
  const told = verdict.problem ? { problem: sayInPreview(verdict.problem) } : {}
  return { ...verdict, ...told, headline: `${name}: ${headline.slice(0, 1).toLowerCase()}${headline.slice(1)}` }
}

function judgeRemoval(products: PreviewProducts, error: unknown, changes: readonly LedgerEntry[]): Verdict {
  const { removal } = products
  const name = namePullRequestsPreview(products)
  const left = removal ? describeLeft(removal) : []
  if (error !== undefined) {
    return judgeProblems(`${name} could not be removed`, [tellDone(toRemovalProblem(error), changes), ...left])
  }
  if (left.length > 0) return judgeProblems(`${name} is not removed entirely`, left)
  const isEmpty = !removal || [removal.environmentNames, removal.versionLabels, removal.bundleKeys].flat().length === 0
  return { ok: true, headline: isEmpty ? `${name}: there was nothing to remove` : `${name} is removed` }
}

// What it has done so far is no hindrance to the next attempt, whatever that was.
function toRemovalProblem(error: unknown): Problem {
  const problem = toProblem(error)
  return problem.code === 'cancelled' ? { ...problem, remedy: REMOVE_AGAIN } : problem
}

function judgeSweep({ sweep }: PreviewProducts, error: unknown, changes: readonly LedgerEntry[]): Verdict {
  const problems = sweep ? listSweepProblems(sweep) : []
  const counts = sweep ? countSwept(sweep) : 'nothing was swept'
  if (error !== undefined) return judgeProblems(`The sweep failed: ${counts}`, [toSweepProblem(error), ...problems])
  if (problems.length > 0) return judgeProblems(`Previews swept: ${counts}`, problems)
  return { ok: true, headline: `Previews swept: ${counts}` }

  function toSweepProblem(thrown: unknown): Problem {
    return tellDone(toProblem(thrown), changes)
  }
}

function judgeProblems(headline: string, [problem, ...furtherProblems]: readonly Problem[]): Verdict {
  return {
    ok: false,
    headline,
    ...(problem ? { problem } : {}),
    ...(furtherProblems.length > 0 ? { furtherProblems } : {}),
  }
}

function describeLeft({ left }: PreviewRemoval): Problem[] {
  if (left.length === 0) return []
  return [{ code: 'preview-left-over', what: left.join('\n'), remedy: REMOVE_AGAIN }]
}

function tellDone(problem: Problem, changes: readonly LedgerEntry[]): Problem {
  const done = describeDone(changes)
  return done ? { ...problem, what: `${problem.what}\n${done}` } : problem
}
