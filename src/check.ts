/** The door of the check action. It loads no AWS code. */

import { systemClock } from './clock.ts'
import { closeDoor, openDoor } from './door.ts'
import type { HandshakeReport } from './handshake/handshake.ts'
import { readCheckRequest } from './inputs/check-request.ts'
import { listMasks, listSecrets } from './inputs/handshake-inputs.ts'
import { actionsLog as log } from './log.ts'

const door = openDoor()
let handshake: HandshakeReport | undefined
let secrets: string[] = []
let failure: unknown

try {
  const request = readCheckRequest(door.inputs)
  secrets = request.urls.flatMap(url => listSecrets({ ...request, url }))
  for (const form of listMasks(secrets)) log.mask(form)
  log.info(request.urls.length === 1 ? 'Opening a WebSocket.' : `Opening ${request.urls.length} WebSockets.`)
  // The probes take longer to load than all the rest: what is wrong with the inputs has been told before.
  const { check } = await import('./stories/check.ts')
  handshake = await check({ clock: systemClock, log, signal: door.cancelled }, request)
} catch (error) {
  failure = error
}

const { judgeCheck, renderCheckOutputs, renderCheckSummary } = await import('./report/check-report.ts')
const verdict = judgeCheck(handshake, failure)
await closeDoor(door, {
  verdict,
  outputs: renderCheckOutputs(handshake, verdict),
  summary: renderCheckSummary(handshake, verdict),
  report: { kind: 'check', verdict, handshake },
  changes: [],
  secrets,
})
