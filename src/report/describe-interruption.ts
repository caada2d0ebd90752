/** What stands, and what goes on in Beanstalk, where the run has ended before its deployment was over. Pure. */

import { capitalize } from '../capitalize.ts'
import type { Finding } from '../handshake/findings.ts'
import type { DeployProducts } from './deploy-products.ts'
import { describeRunning } from './describe-running.ts'
import type { Problem } from './verdict.ts'
import { writeEnvironmentCommand } from './write-environment-command.ts'

/** The problem that ended the run, with what a person has to know before the next one. */
export function describeInterruption(problem: Problem, products: DeployProducts): Problem {
  const { what, remedy } = problem
  return {
    ...problem,
    what: [what, ...tellUnanswered(products), ...tellState(products), ...tellOperation(products)].join('\n'),
    // Last, for behind it may stand what to paste.
    remedy: [remedy, ...adviseOnOperation(products), ...adviseOnLastAttempt(products)].join('\n'),
  }
}

const MOST_UNANSWERED = 3

function tellUnanswered({ unanswered = [] }: DeployProducts): string[] {
  return unanswered
    .slice(0, MOST_UNANSWERED)
    .map(change => `Asked for, and not answered: ${change}. Whether it was done is not known.`)
}

function tellState(products: DeployProducts): string[] {
  const { acceptedPart, unanswered = [] } = products
  if (!acceptedPart && unanswered.length === 0) return []
  return describeRunning(products).slice(0, 1)
}

function tellOperation(products: DeployProducts): string[] {
  const { acceptedPart, settled, versionLabel, handshake, abort } = products
  if (!acceptedPart) return abort?.kind === 'left' ? [`Nothing was aborted. ${abort.why}`] : []
  if (settled?.kind === 'succeeded' && handshake?.targets[0]?.outcome !== 'accepted')
    return [
      `The version "${versionLabel}" is deployed; whether a client can open a WebSocket to it was not found out.${nameLastFinding(products)}`,
    ]
  if (settled) return []
  const what = nameOperation(products)
  const half =
    acceptedPart === 'settings' ? ['The option settings had been sent before the version, and stay set.'] : []
  if (!isGoingOn(products)) return half
  if (abort?.kind === 'aborted') return [...half, `Beanstalk was asked to abort ${what}, and took that.`]
  // Told among what was not answered.
  if (abort?.kind === 'unanswered') return half
  const why = abort ? ` It was not aborted. ${abort.why}` : ''
  // Right after the request the environment may still be the Ready one of before.
  const stands = products.state?.status === 'Ready' ? 'may be over: its end was not seen' : 'goes on in Beanstalk'
  return [...half, `${capitalize(what)} ${stands}.${why}`]
}

function nameLastFinding(products: DeployProducts): string {
  const finding = findLast(products)
  return finding ? ` The last attempt: ${finding.title} (finding: ${finding.kind}).` : ''
}

function adviseOnLastAttempt(products: DeployProducts): string[] {
  const finding = findLast(products)
  return finding ? [`For what the last attempt found, ${finding.kind}: ${finding.remedy}`] : []
}

/** Of attempts that were cut short: time alone may not help. */
function findLast({ handshake }: DeployProducts): Finding | undefined {
  const [target] = handshake?.targets ?? []
  return target?.outcome === 'unknown' && target.finding?.severity === 'error' ? target.finding : undefined
}

// Nothing goes on between the two halves of an update that was split. Of a roll back its own report tells.
function isGoingOn({ acceptedPart, settled, state, rollBack }: DeployProducts): boolean {
  if (!acceptedPart || settled || (acceptedPart === 'settings' && state?.status === 'Ready')) return false
  return !(
    rollBack?.kind === 'done' ||
    rollBack?.kind === 'back-already' ||
    (rollBack?.kind === 'failed' && rollBack.isBegun)
  )
}

function nameOperation({ acceptedPart, creation, versionLabel }: DeployProducts): string {
  if (acceptedPart === 'settings') return 'the update of the option settings'
  return creation
    ? `the creation with the version "${versionLabel}"`
    : `the deployment of the version "${versionLabel}"`
}

function adviseOnOperation(products: DeployProducts): string[] {
  const { abort, creation, unanswered = [] } = products
  if (!isGoingOn(products) && unanswered.length === 0) return []
  const command = (words: string) => writeEnvironmentCommand(products, words)
  const follow = `To follow what goes on: ${command('describe-events --max-items 20')}`
  if (!isGoingOn(products)) return [follow]
  if (abort?.kind === 'aborted') return [follow, DEPLOY_AGAIN]
  const stop = creation
    ? `To remove it when it is there: ${command('terminate-environment')}`
    : `To stop it: ${command('abort-environment-update')}`
  return [follow, stop, ...(abort?.kind === 'unanswered' ? [DEPLOY_AGAIN] : []), NEXT_WAITS]
}

const DEPLOY_AGAIN = 'Deploy again: until then some instances may run the new version, and others the former one.'
const NEXT_WAITS = 'The next run waits until the environment is Ready.'
