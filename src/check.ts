/** The door of the check action. Without an environment it loads no AWS code, and without a file of targets no YAML. */

import { systemClock } from './clock.ts'
import { closeDoor, openDoor, withinGrace } from './door.ts'
import { listOwnBranches } from './github/workflow-variables.ts'
import {
  type CheckActionRequest,
  type CheckedEnvironment,
  type CheckRequest,
  readCheckRequest,
} from './inputs/check-request.ts'
import { type CheckTarget, listOwnTargets, listTargetSecrets } from './inputs/check-target.ts'
import { listMasks } from './inputs/handshake-inputs.ts'
import { readCertificates } from './inputs/read-certificates.ts'
import { listWebhookSecrets } from './inputs/webhook-inputs.ts'
import { actionsLog as log } from './log.ts'
import type { CheckReport } from './report/check-report.ts'
import type { CheckedTarget } from './report/checked-target.ts'
import type { ToldCheck } from './stories/tell-check.ts'

const door = openDoor()
let told: ToldCheck | undefined
let request: CheckActionRequest | undefined
let secrets: string[] = []
let failure: unknown

try {
  request = readCheckRequest(door.inputs, { region: door.region, ownBranches: listOwnBranches(door.variable) })
  const targets = await listTargets(request)
  const ofTargets = targets.flatMap(target => listTargetSecrets(target, door.proxyVariables))
  secrets = [...new Set([...ofTargets, ...listWebhookSecrets(request.webhooks)])]
  for (const form of listMasks(secrets)) log.mask(form)
  told = await withinGrace(door, run(request, targets))
} catch (error) {
  failure = error
}

const [{ judgeCheck, renderCheckOutputs }, { describePast }, { renderCheckSummary }] = await Promise.all([
  import('./report/check-report.ts'),
  import('./report/past-summary.ts'),
  import('./report/check-summary.ts'),
])
const { checked, pasts, incidents = [], hasChanged, summary = [] } = told ?? {}
const verdict = judgeCheck({ checked, failOn: request?.failOn ?? 'error' }, failure)
const handshake = checked && { targets: checked.map(({ report }) => report) }
const facts = checked?.map(({ facts }) => facts) ?? []
const forewarnings = checked?.map(({ forewarnings = [] }) => forewarnings) ?? []
const histories = checked?.map(({ id }) => describePast(pasts?.get(id))) ?? []
await closeDoor(door, {
  verdict,
  outputs: renderCheckOutputs(checked, verdict, hasChanged),
  summary: [...renderCheckSummary(checked, verdict), ...summary],
  report: { kind: 'check', verdict, handshake, facts, forewarnings, histories, incidents } satisfies CheckReport,
  changes: [],
  secrets,
})

async function listTargets(request: CheckRequest): Promise<CheckTarget[]> {
  const own = listOwnTargets(request)
  const { targetsFile: path, region, attempts, probe } = request
  if (path === undefined) return own
  const { loadTargets } = await import('./inputs/load-targets.ts')
  const surroundings = { region, attempts, ca: probe.ca, variables: door.variable, others: own }
  return [...own, ...(await loadTargets({ path, workspace: door.workspace }, surroundings))]
}

async function run(request: CheckActionRequest, targets: readonly CheckTarget[]): Promise<ToldCheck> {
  const { proxyVariables, workflow, cancelled: signal } = door
  const startedMs = systemClock.now()
  const checked = await check(request, targets)
  const { tellCheck } = await import('./stories/tell-check.ts')
  return tellCheck(
    { clock: systemClock, log, signal, proxyVariables, workflow },
    { request, checked, startedMs, secrets },
  )
}

async function check(
  { probe, historyBranch, failOn }: CheckActionRequest,
  targets: readonly CheckTarget[],
): Promise<CheckedTarget[]> {
  const { proxyVariables, workspace, cancelled: signal } = door
  const ca = await readCertificates(probe.ca, workspace)
  const environments = targets.flatMap(({ environment }) => environment ?? [])
  log.info(targets.length === 1 ? 'Opening a WebSocket.' : `Opening ${targets.length} WebSockets.`)
  // The probes take longer to load than all the rest: what is wrong with the inputs has been told before.
  const [{ checkTargets }, looks] = await Promise.all([import('./stories/check-targets.ts'), openLooks(environments)])
  try {
    const lookUp = looks?.find ?? (() => Promise.reject(new Error('No environment was named')))
    const readsRules = historyBranch !== undefined
    const given = { clock: systemClock, log, signal, proxyVariables, ca, lookUp, readsRules, failOn }
    return await checkTargets(given, targets)
  } finally {
    looks?.close()
  }
}

async function openLooks(environments: readonly CheckedEnvironment[]) {
  if (environments.length === 0) return undefined
  const { openLooks } = await import('./stories/look-up-environments.ts')
  const { cancelled: signal, temporaryFolder, searchPath } = door
  return openLooks({ clock: systemClock, log, signal, temporaryFolder, searchPath, environments })
}
