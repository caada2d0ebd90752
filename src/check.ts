/** The door of the check action. Without an environment it loads no AWS code, and without a file of targets no YAML. */

import { systemClock } from './clock.ts'
import { closeDoor, openDoor, withinGrace } from './door.ts'
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
import type { FollowUp } from './stories/follow-up-check.ts'

const door = openDoor()
let checked: readonly CheckedTarget[] | undefined
let request: CheckActionRequest | undefined
let followUp: FollowUp | undefined
let secrets: string[] = []
let hasChanged: boolean | undefined
let failure: unknown

try {
  request = readCheckRequest(door.inputs, { region: door.region })
  const targets = await listTargets(request)
  const ofTargets = targets.flatMap(target => listTargetSecrets(target, door.proxyVariables))
  secrets = [...new Set([...ofTargets, ...listWebhookSecrets(request.webhooks)])]
  for (const form of listMasks(secrets)) log.mask(form)
  checked = await withinGrace(door, run(request, targets))
  followUp = await withinGrace(door, tellIncidents(request, checked))
  hasChanged = await withinGrace(door, tellNews(request, checked))
} catch (error) {
  failure = error
}

const [{ judgeCheck, renderCheckOutputs }, { renderCheckSummary }] = await Promise.all([
  import('./report/check-report.ts'),
  import('./report/check-summary.ts'),
])
const verdict = judgeCheck({ checked, failOn: request?.failOn ?? 'error' }, failure)
const handshake = checked && { targets: checked.map(({ report }) => report) }
const facts = checked?.map(({ facts }) => facts) ?? []
const forewarnings = checked?.map(({ forewarnings = [] }) => forewarnings) ?? []
const incidents = followUp?.incidents ?? []
await closeDoor(door, {
  verdict,
  outputs: renderCheckOutputs(checked, verdict, hasChanged),
  summary: [...renderCheckSummary(checked, verdict), ...(followUp?.summary ?? [])],
  report: { kind: 'check', verdict, handshake, facts, forewarnings, incidents } satisfies CheckReport,
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

async function run({ probe }: CheckRequest, targets: readonly CheckTarget[]): Promise<CheckedTarget[]> {
  const { proxyVariables, workspace, cancelled: signal } = door
  const ca = await readCertificates(probe.ca, workspace)
  const environments = targets.flatMap(({ environment }) => environment ?? [])
  log.info(targets.length === 1 ? 'Opening a WebSocket.' : `Opening ${targets.length} WebSockets.`)
  // The probes take longer to load than all the rest: what is wrong with the inputs has been told before.
  const [{ checkTargets }, { forewarnTargets }, looks] = await Promise.all([
    import('./stories/check-targets.ts'),
    import('./stories/forewarn-targets.ts'),
    openLooks(environments),
  ])
  try {
    const lookUp = looks?.find ?? (() => Promise.reject(new Error('No environment was named')))
    const context = { clock: systemClock, log, signal, proxyVariables, ca, lookUp }
    return forewarnTargets(context, await checkTargets(context, targets))
  } finally {
    looks?.close()
  }
}

/** Whether the state of a target is not what it was, as far as somebody remembers. */
async function tellNews({ webhooks }: CheckRequest, checked: readonly CheckedTarget[]): Promise<boolean | undefined> {
  const { toNoticeTarget } = await import('./report/notice-target.ts')
  const { hasChanged } = await import('./report/webhook-payload.ts')
  const nowMs = systemClock.now()
  const targets = checked.map(each => toNoticeTarget({ ...each, incident: followUp?.memories?.get(each.id) }, nowMs))
  if (webhooks.length > 0) {
    const { tellWebhooks } = await import('./stories/tell-webhooks.ts')
    const { cancelled: signal, proxyVariables, workflow } = door
    const { repository, serverUrl, runId } = workflow
    const runUrl = runId && `${serverUrl}/${repository}/actions/runs/${runId}`
    const notice = { targets, nowMs, ...(repository && { repository }), ...(runUrl && { runUrl }) }
    await tellWebhooks({ clock: systemClock, log, signal, proxyVariables }, { webhooks, notice, secrets })
  }
  return hasChanged(targets)
}

async function openLooks(environments: readonly CheckedEnvironment[]) {
  if (environments.length === 0) return undefined
  const { openLooks } = await import('./stories/look-up-environments.ts')
  const { cancelled: signal, temporaryFolder, searchPath } = door
  return openLooks({ clock: systemClock, log, signal, temporaryFolder, searchPath, environments })
}

/** GitHub's client is loaded only for what is told there. */
async function tellIncidents(
  { incidents, token }: CheckActionRequest,
  checked: readonly CheckedTarget[],
): Promise<FollowUp | undefined> {
  if (!incidents) return undefined
  const { followUpCheck } = await import('./stories/follow-up-check.ts')
  const { workflow, cancelled: signal } = door
  return await followUpCheck({ clock: systemClock, log, signal, workflow, token }, { incidents, checked, secrets })
}
