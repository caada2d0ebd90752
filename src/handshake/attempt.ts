/** One attempt: asks the layers in order, each on what the one before has opened, until one does not answer. */

import type { Duplex } from 'node:stream'
import { type AttemptOptions, openConnection, type Run, resolveWay } from './connection.ts'
import type { Evidence, EvidenceTarget } from './evidence.ts'
import { askAgain, askOtherFamily, askProxy, connectTo } from './further-questions.ts'
import { addressApp, orderGreeting } from './greet-app.ts'
import { startStopwatch, withDeadline } from './probe/deadline.ts'
import { exchangeFrames } from './probe/frames.ts'
import { askUpgrade, isAccepted, type UpgradeProbe } from './probe/upgrade.ts'
import { chooseOrigin, writeUpgradeRequest } from './request.ts'
import { isGatewayStatus } from './responder.ts'
import type { Target } from './target.ts'

/** Of the time that is left, what the Upgrade may take; the control or the frames have the rest. */
const UPGRADE_SHARE = 0.7

/** Never throws for an answer of the network, and ends by the deadline or soon after the signal is aborted. */
export async function makeAttempt(target: Target, options: AttemptOptions, signal: AbortSignal): Promise<Evidence> {
  const evidence = await askOnce(target, options, signal)
  if (!isGuessInTheWay(target, options, evidence)) return evidence
  // An app that does not speak it may refuse the subprotocol or the path of a protocol that nobody gave.
  const { protocol: _, ...plainly } = options
  const attemptTimeoutMs = options.attemptTimeoutMs - evidence.totalMs
  const plain = await askOnce(target, { ...plainly, attemptTimeoutMs }, signal)
  if (plain.frames?.pingMs === undefined) return evidence
  const frames = { ...plain.frames, greeting: { kind: 'not-spoken', ms: evidence.totalMs } as const }
  return { ...plain, frames, ...nameProtocol(options), totalMs: evidence.totalMs + plain.totalMs }
}

async function askOnce(given: Target, asked: AttemptOptions, signal: AbortSignal): Promise<Evidence> {
  const elapsedMs = startStopwatch()
  const { target, subprotocols } = addressApp(given, asked)
  const options = { ...asked, subprotocols }
  let endsAfterMs = options.attemptTimeoutMs
  const extend = (ms: number) => {
    endsAfterMs += ms
  }
  const run: Run = { target, options, open: [], extend, remainingMs: () => Math.max(0, endsAfterMs - elapsedMs()) }
  try {
    const totalMs = options.attemptTimeoutMs + (options.holdMs ?? 0)
    const evidence = await withDeadline(signal, totalMs, async within => {
      const layers = await askLayers(run, within)
      return { ...layers, ...(await askProxy(run, layers, within)) }
    })
    return { target: describeTarget(target, options), ...evidence, ...nameProtocol(options), totalMs: elapsedMs() }
  } finally {
    for (const socket of run.open) socket.destroy()
  }
}

function isGuessInTheWay(target: Target, options: AttemptOptions, { upgrade, frames }: Evidence): boolean {
  const asked = addressApp(target, options)
  const isSameOffer = asked.subprotocols.length === (options.subprotocols ?? []).length
  const isPlain = asked.target.requestTarget === target.requestTarget && isSameOffer
  const isAnswered = upgrade?.kind === 'answered' && !isGatewayStatus(upgrade.status)
  return options.protocol?.isGuess === true && !isPlain && isAnswered && frames?.pingMs === undefined
}

function nameProtocol({ protocol }: AttemptOptions): Pick<Evidence, 'protocol'> {
  return protocol && protocol.name !== 'websocket' ? { protocol } : {}
}

type Layers = Omit<Evidence, 'target' | 'totalMs'>

async function askLayers(run: Run, signal: AbortSignal): Promise<Layers> {
  const { options } = run
  const dns = await resolveWay(run, signal)
  const connection = await openConnection(run, dns.kind === 'failed' ? [] : dns.addresses, signal)
  const { socket, address, ...opened } = connection
  const reached = { dns, ...opened }
  if (!socket) return reached

  const upgrade = await upgradeConnection(run, socket, signal)
  if (isAccepted(upgrade.evidence)) {
    const connect = connectTo(run, address ?? '')
    const { instanceCount = 1 } = options
    const greeting = orderGreeting({ target: run.target, options, upgrade: upgrade.evidence, instanceCount, connect })
    const open = { socket, rest: upgrade.rest, timeoutMs: run.remainingMs(), orders: options, greeting }
    const [frames, other] = await Promise.all([exchangeFrames(open, signal), askOtherFamily(run, reached, signal)])
    run.extend(frames.hold?.heldMs ?? 0)
    return { ...reached, upgrade: upgrade.evidence, frames, ...other }
  }
  socket.destroy()
  if (isFinal(upgrade) || !options.asksControl(upgrade.evidence)) return { ...reached, upgrade: upgrade.evidence }
  const again = await askAgain(run, { address, upgrade: upgrade.evidence }, signal)
  return { ...reached, upgrade: upgrade.evidence, ...again }
}

function upgradeConnection(run: Run, socket: Duplex, signal: AbortSignal): Promise<UpgradeProbe> {
  const request = writeUpgradeRequest(run.target, run.options)
  return withDeadline(signal, run.remainingMs() * UPGRADE_SHARE, within => askUpgrade(socket, request, within))
}

/** A 101, however bad, and bytes that are not HTTP are understood without a second question. */
function isFinal({ evidence }: UpgradeProbe): boolean {
  return evidence.kind === 'not-http' || (evidence.kind === 'answered' && evidence.status === 101)
}

function describeTarget(target: Target, options: AttemptOptions): EvidenceTarget {
  const [path = '/', query = ''] = target.requestTarget.split('?')
  return {
    host: target.host,
    port: target.port,
    isSecure: target.isSecure,
    path,
    asksEngineIo: /(^|&)EIO=\d/.test(query),
    origin: chooseOrigin(target, options),
  }
}
