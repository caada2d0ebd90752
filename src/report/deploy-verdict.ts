/** The verdict on a deployment: the first thing that was asked for and is not so. Pure. */

import type { Finding } from '../handshake/findings.ts'
import { quoteForeign, toPrintableLine } from '../untrusted.ts'
import type { DeployProducts } from './deploy-products.ts'
import { findProxyRefusal, type ProxyRefusal } from './find-proxy-refusal.ts'
import { describeFinding, type Problem, toProblem, type Verdict } from './verdict.ts'

export function judgeDeploy(products: DeployProducts, error: unknown): Verdict {
  // What went wrong first is told: an error while the logs were fetched must not hide why they were.
  const first = findRefusal(products, error) ?? findFailure(products)
  const mayBe = first !== undefined && products.failOn === 'never' && first.code === findingOf(products)?.kind
  const other = error === undefined ? findDoubt(products, mayBe) : toProblem(error)
  const problem = mayBe ? (other ?? first) : (first ?? other)
  if (problem) {
    const isTolerated = mayBe && problem === first
    return { ok: false, headline: headlineOf(problem, products), problem, ...(isTolerated ? { isTolerated } : {}) }
  }
  if (products.dryRun) return { ok: true, headline: 'Dry run: this is what would be done' }
  if (products.settled?.kind === 'not-waited') {
    return {
      ok: true,
      headline: 'Beanstalk accepted the update; nobody waited for its end, and no WebSocket was opened',
    }
  }
  return { ok: true, headline: 'Deployed, and a WebSocket was opened' }
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
  if (settled?.kind === 'failed') return describeFailedDeployment(products)
  const finding = findingOf(products)
  const outcome = handshake?.targets[0]?.outcome
  if (finding && (outcome === 'rejected' || (outcome === 'accepted' && products.failOn === 'warning'))) {
    const other = answeringPath
      ? `\nThe path "${answeringPath}" did accept a WebSocket: if that is yours, write "websocket-path: ${answeringPath}".`
      : ''
    const problem = describeFinding(finding)
    return { ...problem, remedy: problem.remedy + other }
  }
  return undefined
}

function findDoubt(products: DeployProducts, isRefusalTolerated: boolean): Problem | undefined {
  const { handshake, health, environmentName, state } = products
  if (handshake && handshake.targets[0]?.outcome !== 'accepted' && !isRefusalTolerated) {
    return {
      code: 'handshake-unknown',
      what: 'It could not be found out whether a client can open a WebSocket.',
      remedy: 'Look at the evidence of the handshake in the summary, and run the job again.',
    }
  }
  if (health && !health.accepted) {
    return {
      code: 'environment-unhealthy',
      what: `The health of the environment "${environmentName}" was ${quoteForeign(state?.health ?? 'unknown')}, less than "${health.minimum}".`,
      remedy: `Look at its causes: aws elasticbeanstalk describe-environment-health --environment-name ${environmentName} --attribute-names All\nOr accept it: "minimum-health: any".`,
    }
  }
  return undefined
}

function describeFailedDeployment(products: DeployProducts): Problem {
  const { settled, environmentName, versionLabel, logs = [], proxyFileNames = [] } = products
  const { reason, errors } = settled?.kind === 'failed' ? settled : { reason: '', errors: [] }
  const shown = [...new Set(errors)].slice(0, 4).map(quoteForeign)
  const told = shown.length > 0 ? ` Beanstalk said: ${shown.join(' ')}` : ''
  const proxy = findProxyRefusal(logs, proxyFileNames)
  return {
    code: 'deployment-failed',
    what: `The version "${versionLabel}" could not be deployed to "${environmentName}": ${reason}.${told}${proxy ? tellRefusal(proxy) : ''}`,
    remedy: proxy ? correctProxyFile(proxy, environmentName) : READ_THE_LOGS,
  }
}

const READ_THE_LOGS =
  'Mend what the last lines of the logs name (they are in the log and the summary of this run), and run the job again.'

// Publishing copies the files over those of the version before, and takes none away: facts of a public engine log.
function correctProxyFile({ place, words }: ProxyRefusal, environmentName: string): string {
  const correct = place ? `Correct ${place} of the bundle, and run the job again.` : READ_THE_LOGS
  if (!/duplicate/.test(words)) return correct
  return `${correct} If it stands once only in the bundle, the other one was left on the instance by an earlier version, for Beanstalk removes no proxy file when a version no longer has it: let the environment have new instances (aws elasticbeanstalk rebuild-environment --environment-name ${environmentName}), and run the job again.`
}

function tellRefusal({ program, words, place }: ProxyRefusal): string {
  return `\nOn the instance, ${program} refused its files${place ? `, at ${place} of the bundle` : ''}: ${quoteForeign(words)}.`
}

function headlineOf({ code }: Problem, { dryRun, settled, isUpdateAccepted, handshake }: DeployProducts): string {
  if (settled?.kind === 'failed') return 'The deployment failed'
  const outcome = handshake?.targets[0]?.outcome
  if (code === 'environment-unhealthy') {
    return `${outcome === 'accepted' ? 'A WebSocket was opened' : 'Deployed'}, but the environment is not healthy`
  }
  if (outcome === 'rejected') return 'Deployed, but no WebSocket could be opened'
  if (code === handshake?.targets[0]?.finding?.kind) return 'Deployed, and a WebSocket was opened, but with a warning'
  if (outcome === 'accepted') return 'A WebSocket was opened, but the run did not come to its end'
  if (dryRun) return code === 'proxy-files-refused' ? 'Dry run: this would be refused' : 'The dry run failed'
  return isUpdateAccepted ? 'The run ended before its deployment was proved' : 'Nothing was deployed'
}
