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
  /** How often the Origin that was refused is sent again, when another was taken: by another instance, maybe. */
  readonly repeatCount: number
}

/**
 * The target's own Origin, then none, as far as they were not sent before; ends at the first that is taken, and shows
 * that the one before is still refused. Never throws.
 */
export async function askOrigins(question: OriginQuestion, signal: AbortSignal): Promise<OriginEvidence[]> {
  const { target, options } = question
  const sent = chooseOrigin(target, options)
  const asked: OriginEvidence[] = []
  for (const origin of [target.defaultOrigin, ''].filter(origin => origin !== sent)) {
    const answer = await askOrigin(question, origin, signal)
    if (!answer) break
    asked.push(answer)
    if (!answer.isTaken) continue
    const repeated = await repeat(question, sent, signal)
    return repeated ? [...asked, repeated] : asked
  }
  return asked
}

async function repeat(
  question: OriginQuestion,
  sent: string,
  signal: AbortSignal,
): Promise<OriginEvidence | undefined> {
  for (let count = 0; count < question.repeatCount; count++) {
    const answer = await askOrigin(question, sent, signal)
    if (answer?.isTaken) return { ...answer, isRepeated: true }
  }
  return undefined
}

async function askOrigin(
  { target, options, connect }: OriginQuestion,
  origin: string,
  signal: AbortSignal,
): Promise<OriginEvidence | undefined> {
  const elapsedMs = startStopwatch()
  const socket = await connect(signal)
  if (!socket) return undefined
  const request = writeUpgradeRequest(target, withOrigin(options, origin))
  const { evidence } = await askUpgrade(socket, request, signal)
  socket.destroy()
  const status = evidence.kind === 'answered' ? { status: evidence.status } : {}
  return { origin, isTaken: isAccepted(evidence), ...status, ms: elapsedMs() }
}

function withOrigin({ headers = [], ...options }: RequestOptions, origin: string): RequestOptions {
  return { ...options, headers: headers.filter(([name]) => name.toLowerCase() !== 'origin'), origin }
}
