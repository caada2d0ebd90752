/** The door of the check action. It loads no AWS code. */

import { systemClock } from './clock.ts'
import { closeDoor, openDoor } from './door.ts'
import type { HandshakeReport } from './handshake/handshake.ts'
import { readCheckRequest } from './inputs/check-request.ts'
import { listSecrets } from './inputs/handshake-inputs.ts'
import { actionsLog as log } from './log.ts'
import { judgeCheck, renderCheckOutputs, renderCheckSummary } from './report/check-report.ts'
import { check } from './stories/check.ts'

const door = openDoor()
let handshake: HandshakeReport | undefined
let failure: unknown

try {
  const request = readCheckRequest(door.inputs)
  for (const url of request.urls) for (const secret of listSecrets({ ...request, url })) log.mask(secret)
  handshake = await check({ clock: systemClock, log, signal: door.cancelled }, request)
} catch (error) {
  failure = error
}

const verdict = judgeCheck(handshake, failure)
await closeDoor(door, {
  verdict,
  outputs: renderCheckOutputs(handshake, verdict),
  summary: renderCheckSummary(handshake, verdict),
  report: { kind: 'check', verdict, handshake },
  changes: [],
})
