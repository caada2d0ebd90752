/** Asks again with another Origin, to find out whether it was the Origin that was refused. */

import type { Duplex } from 'node:stream'
import type { OriginEvidence } from '../evidence.ts'
import { chooseOrigin, type RequestOptions, writeUpgradeRequest } from '../request.ts'
import type { Target } from '../target.ts'
import { startStopwatch } from './deadline.ts'
import { askUpgrade, isAccepted } from './upgrade.ts'

export interface OriginQuestion {
  readonly target: Target
  readonly options: RequestOptions
  /** A fresh connection to the address that refused; undefined where none opens any more. */
  connect(signal: AbortSignal): Promise<Duplex | undefined>
}

/** The target's own Origin, then none, as far as they were not sent before; ends at the first that is taken. Never throws. */
export async function askOrigins(question: OriginQuestion, signal: AbortSignal): Promise<OriginEvidence[]> {
  const { target, options } = question
  const sent = chooseOrigin(target, options)
  const asked: OriginEvidence[] = []
  for (const origin of [target.defaultOrigin, ''].filter(origin => origin !== sent)) {
    const elapsedMs = startStopwatch()
    const socket = await question.connect(signal)
    if (!socket) break
    const request = writeUpgradeRequest(target, withOrigin(options, origin))
    const { evidence } = await askUpgrade(socket, request, signal)
    socket.destroy()
    const status = evidence.kind === 'answered' ? { status: evidence.status } : {}
    asked.push({ origin, isTaken: isAccepted(evidence), ...status, ms: elapsedMs() })
    if (isAccepted(evidence)) break
  }
  return asked
}

function withOrigin({ headers = [], ...options }: RequestOptions, origin: string): RequestOptions {
  return { ...options, headers: headers.filter(([name]) => name.toLowerCase() !== 'origin'), origin }
}
