/** One attempt: asks the layers in order, each on what the one before has opened, until one does not answer. */

import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type AttemptOptions, type Connection, openConnection, type Run } from './connection.ts'
import type { AnswerEvidence, ControlEvidence, Evidence, EvidenceTarget } from './evidence.ts'
import { askBeacon } from './probe/beacon.ts'
import { startStopwatch, withDeadline } from './probe/deadline.ts'
import { resolveName } from './probe/dns.ts'
import { exchangeFrames } from './probe/frames.ts'
import { askControl, askUpgrade, compareAnswers, isAccepted, type UpgradeProbe } from './probe/upgrade.ts'
import { chooseOrigin, writeControlRequest, writeUpgradeRequest } from './request.ts'
import type { Target } from './target.ts'

/** Of the time that is left, what the Upgrade may take; the control or the frames have the rest. */
const UPGRADE_SHARE = 0.7

/** Never throws for an answer of the network, and ends by the deadline or soon after the signal is aborted. */
export async function makeAttempt(target: Target, options: AttemptOptions, signal: AbortSignal): Promise<Evidence> {
  const elapsedMs = startStopwatch()
  const open: Socket[] = []
  const run = { target, options, open, remainingMs: () => Math.max(0, options.attemptTimeoutMs - elapsedMs()) }
  try {
    const evidence = await withDeadline(signal, options.attemptTimeoutMs, async within => {
      const layers = await askLayers(run, within)
      return { ...layers, ...(await lookForBeacon(run, layers, within)) }
    })
    return { target: describeTarget(target, options), ...evidence, totalMs: elapsedMs() }
  } finally {
    for (const socket of open) socket.destroy()
  }
}

type Layers = Omit<Evidence, 'target' | 'totalMs'>

async function askLayers(run: Run, signal: AbortSignal): Promise<Layers> {
  const { target, options } = run
  const dns = await resolveName({ host: target.host, port: target.port, pinned: options.resolve ?? [] }, signal)
  if (dns.kind === 'failed') return { dns, tcp: [] }
  const connection = await openConnection(run, dns.addresses, signal)
  const reached = { dns, tcp: connection.tcp, ...(connection.tls ? { tls: connection.tls } : {}) }
  if (!connection.socket) return reached

  const upgrade = await upgradeConnection(run, connection.socket, signal)
  if (isAccepted(upgrade.evidence)) {
    const opened = { socket: connection.socket, rest: upgrade.rest, timeoutMs: run.remainingMs() }
    return { ...reached, upgrade: upgrade.evidence, frames: await exchangeFrames(opened, signal) }
  }
  connection.socket.destroy()
  if (!options.asksControl || isFinal(upgrade)) return { ...reached, upgrade: upgrade.evidence }
  return { ...reached, upgrade: upgrade.evidence, control: await controlUpgrade(run, connection, upgrade, signal) }
}

function upgradeConnection(run: Run, socket: Duplex, signal: AbortSignal): Promise<UpgradeProbe> {
  const request = writeUpgradeRequest(run.target, run.options)
  return withDeadline(signal, run.remainingMs() * UPGRADE_SHARE, within => askUpgrade(socket, request, within))
}

/** A 101, however bad, and bytes that are not HTTP are understood without a second question. */
function isFinal({ evidence }: UpgradeProbe): boolean {
  return evidence.kind === 'not-http' || (evidence.kind === 'answered' && evidence.status === 101)
}

async function controlUpgrade(
  run: Run,
  { address = '' }: Connection,
  upgrade: UpgradeProbe,
  signal: AbortSignal,
): Promise<ControlEvidence> {
  const again = await openConnection(run, [address], signal)
  const control: AnswerEvidence = again.socket
    ? await askControl(again.socket, writeControlRequest(run.target, run.options), signal)
    : { kind: signal.aborted ? 'timeout' : 'closed', receivedBytes: 0, ms: 0 }
  return { ...control, comparison: compareAnswers(upgrade.evidence, control) }
}

async function lookForBeacon(
  run: Run,
  { tcp, upgrade }: Layers,
  signal: AbortSignal,
): Promise<Pick<Evidence, 'beacon'>> {
  const { target, options } = run
  const address = tcp.find(({ kind }) => kind === 'connected')?.address
  if (!options.beacons || address === undefined || upgrade?.kind !== 'answered') return {}
  const connect = async (within: AbortSignal) => (await openConnection(run, [address], within)).socket
  return { beacon: await askBeacon({ target, options, beacons: options.beacons, connect }, signal) }
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
