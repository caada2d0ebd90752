/** The door of the preview action. */

import { ActionError } from './action-error.ts'
import { systemClock } from './clock.ts'
import { closeDoor, openDoor, withinGrace } from './door.ts'
import type { GitHub } from './github/client.ts'
import { readOwnRepository } from './github/repository.ts'
import { readTrigger, type Trigger } from './github/trigger.ts'
import { redact } from './handshake/redact.ts'
import { listMasks, listSecrets } from './inputs/handshake-inputs.ts'
import { lacksRegion, type PreviewRequest, readPreviewRequest } from './inputs/preview-request.ts'
import { openLedger } from './ledger.ts'
import { actionsLog as log } from './log.ts'
import { renderPreviewOutputs } from './report/preview-outputs.ts'
import { openPreviewProducts } from './report/preview-products.ts'
import { makePreviewReport } from './report/preview-report.ts'
import { renderPreviewSummary } from './report/preview-summary.ts'
import { judgePreview } from './report/preview-verdict.ts'
import { skipWithoutCredentials } from './stories/run-endings.ts'

const PUBLIC_API = 'https://api.github.com'
/** Of one request to GitHub, with all that is sent again. */
const GITHUB_PATIENCE_MS = 60_000
/** Of what is said last when the job is cancelled: the runner waits 7.5 s. */
const LAST_WORDS_MS = 3000

const door = openDoor()
const ledger = openLedger()
const products = openPreviewProducts()
let secrets: string[] = []
let failure: unknown

try {
  const trigger = await readTrigger(door.workflow)
  if (isForkWithoutRegion(trigger)) skipWithoutCredentials(log, products)
  else await follow(trigger)
} catch (error) {
  failure = error
}

const entries = ledger.entries()
const judged = judgePreview(products, failure, entries)
// The runner hides only the longer secrets.
const { verdict, changes, ...shown } = redact({ verdict: judged, changes: entries, products }, secrets)
await closeDoor(door, {
  verdict,
  outputs: renderPreviewOutputs(products),
  summary: renderPreviewSummary(shown.products, verdict, changes),
  report: makePreviewReport(products, verdict, changes),
  changes,
  secrets,
})

/** Where the step that names the region is left out, as it has to be on the pull request of a fork. */
function isForkWithoutRegion(trigger: Trigger): boolean {
  return (
    trigger.kind === 'pull-request' && trigger.pullRequest.isFork && lacksRegion(door.inputs, { region: door.region })
  )
}

async function follow(trigger: Trigger): Promise<void> {
  const request = readPreviewRequest(door.inputs, { region: door.region })
  const { path, probe } = request.handshake
  secrets = [...listSecrets({ ...probe, path, proxyVariables: door.proxyVariables }), ...request.variableValues]
  for (const form of listMasks(secrets)) log.mask(form)
  const { region, applicationName, baseEnvironmentName, requireCredentials } = request
  const own = readOwnRepository(door.workflow)
  const repository = `${own.owner}/${own.name}`.toLowerCase()
  Object.assign(products, { region, applicationName, baseEnvironmentName, requireCredentials, repository })
  await withinGrace(door, run(request, trigger))
}

async function run(request: PreviewRequest, trigger: Trigger): Promise<void> {
  const { workflow, workspace, proxyVariables } = door
  // The AWS clients take longer to load than all the rest: what is wrong with the inputs has been told before.
  const [{ openContexts }, { preview }, { toProbeOptions }] = await Promise.all([
    import('./open-context.ts'),
    import('./stories/preview.ts'),
    import('./stories/handshake-options.ts'),
  ])
  const names = { application: request.applicationName, environment: request.baseEnvironmentName }
  using opened = openContexts(door, { request, names, ledger })(request.deploymentTimeoutMs)
  const github = await open(request, door.cancelled)
  const openAfterwards = () => open(request, limitLastWords())
  const probe = toProbeOptions(request.handshake.probe, { ca: undefined, proxyVariables })
  const given = { request, workspace, probe, workflow, trigger, github, openAfterwards, secrets }
  await preview(opened.context, given, products)
}

async function open({ token, aws: { logRequests } }: PreviewRequest, signal: AbortSignal): Promise<GitHub> {
  const { openGitHub } = await import('./github/client.ts')
  const repository = readOwnRepository(door.workflow)
  const apiUrl = door.workflow.apiUrl || PUBLIC_API
  return openGitHub({
    token,
    repository,
    apiUrl,
    clock: systemClock,
    signal,
    patienceMs: GITHUB_PATIENCE_MS,
    onAnswer: logRequests ? log.info : log.debug,
    log,
  })
}

function limitLastWords(): AbortSignal {
  const controller = new AbortController()
  const reason = new ActionError({
    code: 'cancelled',
    message: 'GitHub did not answer within the time that a cancelled job has.',
    hint: 'Look at the list of changes in the log.',
  })
  setTimeout(() => controller.abort(reason), LAST_WORDS_MS).unref()
  return controller.signal
}
