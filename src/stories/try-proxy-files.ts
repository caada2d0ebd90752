/** The proxy files before anything is changed: what the real proxy says of them, and what of that ends the run. */

import { tmpdir } from 'node:os'
import { ActionError } from '../action-error.ts'
import type { Context } from '../context.ts'
import type { DeployRequest } from '../inputs/deploy-request.ts'
import { tellCompleter } from '../proxy/find-completer.ts'
import { keepAnsweringBeacon } from '../proxy/keep-answering-beacon.ts'
import type { ProxyPlan } from '../proxy/plan-proxy-files.ts'
import { type Preflight, preflight } from '../proxy/preflight/preflight.ts'
import { isCertainRefusal, type ProxyFinding } from '../proxy/proxy-finding.ts'
import type { DeployProducts } from '../report/deploy-products.ts'
import { toPrintableLine } from '../untrusted.ts'
import type { PreparedBundle } from './prepare-bundle.ts'

export interface ProxyFilesToTry {
  readonly mode: DeployRequest['preflight']
  readonly prepared: PreparedBundle
}

type Tried = Pick<DeployProducts, 'preflight' | 'refusals' | 'notes'>

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
  Object.assign(products, judge(plan.findings, done, prepared.proxySurvey.completer))
  tell(context, products)
  if (mode === 'required' && (done?.kind === 'not-run' || done?.kind === 'undecidable'))
    throw cannotBeTried(done.reason)
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

/**
 * Of what was read out of the files, the proxy's own judgement comes first: what it took is no refusal, and where it was
 * not asked the reading counts. Where what is on the instance decides, it counts as far as nothing there can change it.
 * Where nobody wanted the proxy asked, the instance will say.
 */
function judge(
  findings: readonly ProxyFinding[],
  done: Preflight | undefined,
  completer: string | undefined,
): Required<Pick<Tried, 'refusals' | 'notes'>> & Tried {
  const isReadingJudge = done?.kind === 'not-run' || done?.kind === 'refused'
  const isRefusal = (finding: ProxyFinding) =>
    finding.kind === 'refused-by-instance' ||
    (finding.kind === 'refused-by-proxy' &&
      (isReadingJudge || (done?.kind === 'undecidable' && isCertainRefusal(finding))))
  const read = findings.filter(isRefusal)
  const told = done?.kind === 'refused' ? [done.finding] : []
  const asked = completer === undefined ? told : []
  const refusals = [...asked, ...read.filter(finding => !asked.some(other => isSamePlace(finding, other)))]
  const shown =
    done?.kind === 'passed'
      ? done.findings
      : completer === undefined
        ? []
        : told.map(finding => doubt(finding, completer))
  const notes = [
    ...findings.filter(finding => !isRefusal(finding)),
    ...shown.filter(other => !findings.some(finding => isSamePlace(finding, other))),
  ]
  return { ...(done ? { preflight: done } : {}), refusals, notes }
}

function doubt(finding: ProxyFinding, completer: string): ProxyFinding {
  return { ...finding, kind: 'note', message: `${finding.message} ${tellCompleter(completer)}` }
}

function isSamePlace(a: ProxyFinding, b: ProxyFinding): boolean {
  return (
    a.file !== undefined && a.file === b.file && (a.line === b.line || a.line === undefined || b.line === undefined)
  )
}

function tell({ log }: Context, { preflight: done, notes = [] }: DeployProducts): void {
  if (!done) log.info('The proxy files were not tried out (preflight: off).')
  else if (done.kind !== 'passed' && done.kind !== 'refused')
    log.info(`The proxy files were not tried out: ${done.reason}.`)
  else {
    const { program, version, notTested } = done
    const isOpen = done.kind === 'passed' && done.handshake.kind === 'answered' && done.handshake.status === 101
    const opened = isOpen ? ', and a WebSocket opened through it' : ''
    log.info(
      `${program} ${version} ${done.kind === 'passed' ? `took the proxy files${opened}` : 'refused the proxy files'}.`,
    )
    if (notTested.length > 0) log.info(`Not tested here: ${notTested.slice(0, 20).join(', ')}.`)
  }
  for (const { message, remedy } of notes) log.warning(`${message} ${remedy}`, 'Proxy files')
}

function cannotBeTried(reason: string): ActionError {
  return new ActionError({
    code: 'preflight-not-possible',
    message: `'preflight' was "required", and the proxy files could not be tried out: ${toPrintableLine(reason, 500)}.`,
    hint: `${adviseOn(reason)} "preflight: auto", which deploys without a trial where there can be none.`,
  })
}

/** What it needs, where that is known; the beginning of a sentence that goes on with a setting. */
function adviseOn(reason: string): string {
  if (/is installed on this machine$/.test(reason)) {
    return 'Install it in a step before this one: sudo apt-get install --no-install-recommends nginx-light (where the environment runs httpd: apache2). Or write'
  }
  if (/could not be read$/.test(reason)) return 'Make it a text of less than 256 KiB, and no folder. Or write'
  return 'Write'
}
