/** Asks the peer to switch to WebSocket, judges its answer by RFC 6455, and asks again without the Upgrade. */

import type { Duplex } from 'node:stream'
import type { AnswerEvidence, AnsweredEvidence, ControlEvidence, UpgradeEvidence, UpgradeProblem } from '../evidence.ts'
import type { UpgradeRequest } from '../request.ts'
import { ask } from './answer.ts'
import { findHeader } from './head.ts'

export interface UpgradeProbe {
  readonly evidence: UpgradeEvidence
  /** The first bytes of frames that came together with the 101. */
  readonly rest: Buffer
}

/** Never throws. */
export async function askUpgrade(socket: Duplex, request: UpgradeRequest, signal: AbortSignal): Promise<UpgradeProbe> {
  const { evidence, rest } = await ask(socket, request.text, signal)
  if (evidence.kind !== 'answered') return { evidence, rest }
  return { evidence: { ...evidence, problems: evidence.status === 101 ? findProblems(evidence, request) : [] }, rest }
}

/** Never throws. */
export async function askControl(socket: Duplex, request: string, signal: AbortSignal): Promise<AnswerEvidence> {
  const { evidence } = await ask(socket, request, signal)
  return evidence
}

/** Whether the upgrade's answer is a 101 that a browser would take. */
export function isAccepted(upgrade: UpgradeEvidence | undefined): boolean {
  return upgrade?.kind === 'answered' && upgrade.status === 101 && upgrade.problems.length === 0
}

/** A plain GET that gets the same answer as the Upgrade shows that nobody looked at the Upgrade. */
export function compareAnswers(upgrade: UpgradeEvidence, control: AnswerEvidence): ControlEvidence['comparison'] {
  if (upgrade.kind !== 'answered' || control.kind !== 'answered') return 'different'
  if (describeShape(upgrade) !== describeShape(control)) return 'different'
  return upgrade.body === control.body ? 'same' : 'alike'
}

/**
 * RFC 6455, section 4.1, and for a subprotocol that was requested and not answered the WHATWG's WebSockets standard,
 * which has browsers fail the connection.
 */
function findProblems(answer: AnsweredEvidence, request: UpgradeRequest): UpgradeProblem[] {
  const problems: UpgradeProblem[] = []
  const upgrade = findHeader(answer.headers, 'upgrade')
  const connection = findHeader(answer.headers, 'connection') ?? ''
  const accept = findHeader(answer.headers, 'sec-websocket-accept')
  const subprotocol = findHeader(answer.headers, 'sec-websocket-protocol')
  if (answer.version !== '1.1') problems.push('not-http-1.1')
  if (upgrade === undefined) problems.push('upgrade-missing')
  else if (upgrade.toLowerCase() !== 'websocket') problems.push('upgrade-not-websocket')
  if (!/(^|,)\s*upgrade\s*(,|$)/i.test(connection)) problems.push('connection-without-upgrade')
  if (accept === undefined) problems.push('accept-missing')
  else if (accept !== request.expectedAccept) problems.push('accept-wrong')
  if (subprotocol === undefined && request.subprotocols.length > 0) problems.push('subprotocol-missing')
  if (subprotocol !== undefined && !request.subprotocols.includes(subprotocol)) {
    problems.push('subprotocol-not-requested')
  }
  if (findHeader(answer.headers, 'sec-websocket-extensions')) problems.push('extension-not-requested')
  return problems
}

/** Headers that differ between two answers of the same program to the same question. */
const VOLATILE = new Set(['age', 'connection', 'content-length', 'date', 'etag', 'keep-alive', 'transfer-encoding'])

function describeShape({ status, headers }: AnsweredEvidence): string {
  const names = headers.map(([name]) => name.toLowerCase()).filter(name => !VOLATILE.has(name))
  const type = findHeader(headers, 'content-type') ?? ''
  return JSON.stringify([status, type.toLowerCase(), [...new Set(names)].sort()])
}
