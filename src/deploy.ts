/** The door of the deploy action. */

import { closeDoor, openDoor, withinGrace } from './door.ts'
import { readEvent } from './github/read-event.ts'
import { makeVersionLabel } from './github/version-label.ts'
import { asksForDryRun, type DeployRequest, readDeployRequest } from './inputs/deploy-request.ts'
import { listMasks, listSecrets } from './inputs/handshake-inputs.ts'
import { readCertificates } from './inputs/read-certificates.ts'
import { openLedger } from './ledger.ts'
import { actionsLog as log } from './log.ts'
import { renderDeployOutputs } from './report/deploy-outputs.ts'
import { describeRequest, openProducts } from './report/deploy-products.ts'
import { renderDeploySummary } from './report/deploy-summary.ts'
import { judgeDeploy } from './report/deploy-verdict.ts'
import { describeRunning } from './report/describe-running.ts'
import { renderPlanOutput } from './report/dry-run.ts'
import { describeSourceLines, listSources } from './report/list-sources.ts'

const SHORTEST_ROLL_BACK_MS = 600_000
const LONGEST_ROLL_BACK_MS = 3_600_000

const door = openDoor()
const ledger = openLedger()
const products = openProducts()
let secrets: string[] = []
let failure: unknown

try {
  products.dryRun = asksForDryRun(door.inputs)
  const versionLabel = door.inputs('version-label').trim()
    ? undefined
    : makeVersionLabel(door.workflow, await readEvent(door.workflow.eventPath))
  const request = readDeployRequest(door.inputs, { region: door.region, versionLabel })
  const { url, path, probe } = request.handshake
  secrets = listSecrets({ ...probe, url, path, proxyVariables: door.proxyVariables })
  for (const form of listMasks(secrets)) log.mask(form)
  Object.assign(products, describeRequest(request))
  log.info(`Deploying version "${request.version.label}" to "${request.environmentName}" in ${request.region}.`)
  await withinGrace(door, run(request))
} catch (error) {
  failure = error
}

const changes = ledger.entries()
products.unanswered = changes.filter(({ outcome }) => outcome === 'asked').map(({ change }) => change)
const verdict = judgeDeploy(products, failure, changes)
const sources = describeSourceLines(products)
if (sources.length > 0) log.fold('What the verdict rests on', sources)
await closeDoor(door, {
  verdict,
  outputs: renderDeployOutputs(products, renderPlanOutput(products, { verdict, changes, secrets })),
  summary: renderDeploySummary(products, verdict, changes),
  report: { ...products, sources: listSources(products), verdict, changes },
  changes,
  running: verdict.ok ? [] : describeRunning(products),
  secrets,
})

async function run(request: DeployRequest): Promise<void> {
  const { workspace, proxyVariables } = door
  const ca = await readCertificates(request.handshake.probe.ca, workspace)
  // The AWS clients take longer to load than all the rest: what is wrong with the inputs has been told before.
  const [{ openContexts }, { deploy }, { toProbeOptions }] = await Promise.all([
    import('./open-context.ts'),
    import('./stories/deploy.ts'),
    import('./stories/handshake-options.ts'),
  ])
  const names = { application: request.applicationName, environment: request.environmentName }
  const openContext = openContexts(door, { request, names, ledger })
  using opened = openContext(request.deploymentTimeoutMs)
  const renew = () => openContext(toRollBackTimeMs(request.deploymentTimeoutMs), 'roll back')
  const probe = toProbeOptions(request.handshake.probe, { ca, proxyVariables })
  await deploy(opened.context, { request, workspace, probe, renew }, products)
}

/** As long as the deployment may have taken, within bounds. */
function toRollBackTimeMs(deploymentTimeoutMs: number): number {
  return Math.min(LONGEST_ROLL_BACK_MS, Math.max(SHORTEST_ROLL_BACK_MS, deploymentTimeoutMs))
}
