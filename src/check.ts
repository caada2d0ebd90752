/** The door of the check action. Without the name of an environment it loads no AWS code. */

import { startDeadline, systemClock } from './clock.ts'
import { closeDoor, openDoor, withinGrace } from './door.ts'
import type { HandshakeReport } from './handshake/handshake.ts'
import {
  type CheckedEnvironment,
  type CheckRequest,
  listCheckSecrets,
  readCheckRequest,
} from './inputs/check-request.ts'
import { listMasks } from './inputs/handshake-inputs.ts'
import { readCertificates } from './inputs/read-certificates.ts'
import { actionsLog as log } from './log.ts'
import type { CheckReport } from './report/check-report.ts'

/** For two requests to AWS, and another for a platform that its name does not explain. */
const LOOK_UP_TIMEOUT_MS = 120_000

const door = openDoor()
let handshake: HandshakeReport | undefined
let request: CheckRequest | undefined
let secrets: string[] = []
let failure: unknown

try {
  request = readCheckRequest(door.inputs, { region: door.region })
  secrets = listCheckSecrets(request, door.proxyVariables)
  for (const form of listMasks(secrets)) log.mask(form)
  handshake = await withinGrace(door, run(request))
} catch (error) {
  failure = error
}

const { judgeCheck, renderCheckOutputs, renderCheckSummary } = await import('./report/check-report.ts')
const verdict = judgeCheck({ handshake, failOn: request?.failOn ?? 'error' }, failure)
await closeDoor(door, {
  verdict,
  outputs: renderCheckOutputs(handshake, verdict),
  summary: renderCheckSummary(handshake, verdict),
  report: { kind: 'check', verdict, handshake } satisfies CheckReport,
  changes: [],
  secrets,
})

async function run(request: CheckRequest): Promise<HandshakeReport> {
  const { proxyVariables, workspace } = door
  const ca = await readCertificates(request.probe.ca, workspace)
  const { urls, ...facts } = request.environment
    ? await lookUp(request.environment, request)
    : { urls: request.urls, known: {} }
  log.info(urls.length === 1 ? 'Opening a WebSocket.' : `Opening ${urls.length} WebSockets.`)
  // The probes take longer to load than all the rest: what is wrong with the inputs has been told before.
  const [{ check }, { toProbeOptions }] = await Promise.all([
    import('./stories/check.ts'),
    import('./stories/handshake-options.ts'),
  ])
  const probe = toProbeOptions(request.probe, { ca, proxyVariables })
  return await check({ clock: systemClock, log, signal: door.cancelled }, { request, urls, ...facts, probe })
}

async function lookUp(environment: CheckedEnvironment, { urls, path }: CheckRequest) {
  const [{ makeAwsClients }, { openLedger }, { findChecked }] = await Promise.all([
    import('./aws/clients.ts'),
    import('./ledger.ts'),
    import('./stories/find-checked.ts'),
  ])
  const { cancelled: signal, temporaryFolder, searchPath } = door
  const onRequest = (operation: string) => log.debug(`Asking AWS: ${operation}`)
  const { region, applicationName, environmentName } = environment
  const names = { application: applicationName, environment: environmentName }
  const aws = makeAwsClients({ region, names, maxRetries: 2, retryDelayMs: 5000, signal, onRequest })
  const deadline = startDeadline(systemClock, LOOK_UP_TIMEOUT_MS)
  const ledger = openLedger()
  const context = { aws, clock: systemClock, log, ledger, signal, deadline, temporaryFolder, searchPath }
  // Whoever lets go of the clients has them again when something is asked: they only close their connections.
  const ask = <T>(question: () => Promise<T>) => question().finally(() => aws.destroy())
  const { url, known, lookAtWayIn } = await ask(() => findChecked(context, environment, path))
  const own = { urls: [url], known, lookAtWayIn: (url: string) => ask(() => lookAtWayIn(url)) }
  return urls.length > 0 ? { ...own, urls, known: { ...known, pathIsGuess: false } } : own
}
