/** The door of the check action. Without an environment it loads no AWS code, and without a file of targets no YAML. */

import { systemClock } from './clock.ts'
import { closeDoor, openDoor, withinGrace } from './door.ts'
import { type CheckedEnvironment, type CheckRequest, readCheckRequest } from './inputs/check-request.ts'
import { type CheckTarget, listOwnTargets, listTargetSecrets } from './inputs/check-target.ts'
import { listMasks } from './inputs/handshake-inputs.ts'
import { readCertificates } from './inputs/read-certificates.ts'
import { actionsLog as log } from './log.ts'
import type { CheckReport } from './report/check-report.ts'
import type { CheckedTarget } from './report/checked-target.ts'

const door = openDoor()
let checked: readonly CheckedTarget[] | undefined
let request: CheckRequest | undefined
let secrets: string[] = []
let failure: unknown

try {
  request = readCheckRequest(door.inputs, { region: door.region })
  const targets = await listTargets(request)
  secrets = [...new Set(targets.flatMap(target => listTargetSecrets(target, door.proxyVariables)))]
  for (const form of listMasks(secrets)) log.mask(form)
  checked = await withinGrace(door, run(request, targets))
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
await closeDoor(door, {
  verdict,
  outputs: renderCheckOutputs(checked, verdict),
  summary: renderCheckSummary(checked, verdict),
  report: { kind: 'check', verdict, handshake, facts } satisfies CheckReport,
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
  const [{ checkTargets }, looks] = await Promise.all([import('./stories/check-targets.ts'), openLooks(environments)])
  try {
    const lookUp = looks?.find ?? (() => Promise.reject(new Error('No environment was named')))
    return await checkTargets({ clock: systemClock, log, signal, proxyVariables, ca, lookUp }, targets)
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
