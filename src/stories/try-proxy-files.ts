/** The proxy files before anything is changed: what the real proxy says of them, and what of that ends the run. */

import { tmpdir } from 'node:os'
import { ActionError } from '../action-error.ts'
import type { Context } from '../context.ts'
import type { DeployRequest } from '../inputs/deploy-request.ts'
import { judgeProxyFiles } from '../proxy/judge-proxy-files.ts'
import { keepAnsweringBeacon } from '../proxy/keep-answering-beacon.ts'
import type { ProxyPlan } from '../proxy/plan-proxy-files.ts'
import { type Preflight, type PreflightPassed, preflight } from '../proxy/preflight/preflight.ts'
import type { Untried } from '../proxy/preflight/preflight-facts.ts'
import type { DeployProducts } from '../report/deploy-products.ts'
import { toPrintableLine } from '../untrusted.ts'
import type { PreparedBundle } from './prepare-bundle.ts'

export interface ProxyFilesToTry {
  readonly mode: DeployRequest['preflight']
  readonly prepared: PreparedBundle
}

/**
 * Answers with what of the plan came through the trial. Throws an ActionError where the trial is required and cannot be
 * made; what the proxy refuses is a product.
 */
export async function tryProxyFiles(
  context: Context,
  { mode, prepared }: ProxyFilesToTry,
  products: DeployProducts,
): Promise<ProxyPlan> {
  const done = mode === 'off' ? undefined : await runPreflight(context, prepared)
  const plan = keepAnsweringBeacon(prepared.proxy, done)
  products.proxy = plan
  products.proxyFileNames = [...prepared.proxySurvey.files.keys(), ...plan.additions.map(({ name }) => name)]
  const { completer } = prepared.proxySurvey
  Object.assign(products, done && { preflight: done }, judgeProxyFiles({ findings: plan.findings, done, completer }))
  tell(context, products)
  if (mode === 'required' && (done?.kind === 'not-run' || done?.kind === 'undecidable')) throw cannotBeTried(done)
  return plan
}

async function runPreflight(
  context: Context,
  { proxy: plan, proxySurvey, handshake }: PreparedBundle,
): Promise<Preflight> {
  const { clock, signal, searchPath, temporaryFolder } = context
  const { host, pathname, search } = new URL(handshake.url)
  const { proxy, files, staticFiles, unreadable } = proxySurvey
  const { additions, findings, beacon } = plan
  const facts = {
    ...{ proxy, files, staticFiles, additions, unreadable, findings },
    ...{ path: pathname + search, furtherPaths: beacon ? [beacon.path] : [], host },
  }
  return await preflight(facts, { clock, signal, searchPath, temporaryFolders: [temporaryFolder, tmpdir(), '/tmp'] })
}

function tell({ log }: Context, { preflight: done, refusals = [], notes = [] }: DeployProducts): void {
  if (!done) log.info('The proxy files were not tried out (preflight: off).')
  else if (done.kind !== 'passed' && done.kind !== 'refused')
    log.info(`The proxy files were not tried out: ${done.reason}.`)
  else {
    const { program, version, notTested } = done
    log.info(`${program} ${version} ${done.kind === 'passed' ? describePassed(done) : describeRefused(refusals)}.`)
    if (notTested.length > 0) log.info(`Not tested here: ${notTested.slice(0, 20).join(', ')}.`)
  }
  for (const { message, remedy } of notes) log.warning(`${message} ${remedy}`, 'Proxy files')
}

function describePassed({ handshake }: PreflightPassed): string {
  const isOpen = handshake.kind === 'answered' && handshake.status === 101
  return `took the proxy files${isOpen ? ', and a WebSocket opened through it' : ''}`
}

function describeRefused(refusals: readonly unknown[]): string {
  const isDoubted = refusals.length === 0
  return `refused the proxy files${isDoubted ? ' as they are here, where something on the instance may change them' : ''}`
}

function cannotBeTried(untried: Untried): ActionError {
  return new ActionError({
    code: 'preflight-not-possible',
    message: `'preflight' was "required", and the proxy files could not be tried out: ${toPrintableLine(untried.reason, 500)}.`,
    hint: `${adviseOn(untried)} "preflight: auto", which deploys without a trial where there can be none.`,
  })
}

/** What it needs, where that is known; the beginning of a sentence that goes on with a setting. */
function adviseOn(untried: Untried): string {
  const lacks = untried.kind === 'not-run' ? untried.lacks : undefined
  if (lacks === 'program') {
    return 'Install it in a step before this one: sudo apt-get install --no-install-recommends nginx-light (where the environment runs httpd: apache2). Or write'
  }
  if (lacks === 'readable-files') return 'Make it a text of less than 256 KiB, and no folder. Or write'
  return 'Write'
}
