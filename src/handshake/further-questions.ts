/** What an attempt asks beside the Upgrade, each on a connection of its own, to tell causes apart. */

import type { Duplex } from 'node:stream'
import { isV6 } from './address-family.ts'
import { openConnection, type Run } from './connection.ts'
import type { AnswerEvidence, ControlEvidence, Evidence, UpgradeEvidence } from './evidence.ts'
import { askBeacon } from './probe/beacon.ts'
import { withDeadline } from './probe/deadline.ts'
import { askOrigins } from './probe/origins.ts'
import { connectTcp } from './probe/tcp.ts'
import { askControl, compareAnswers } from './probe/upgrade.ts'
import { writeControlRequest } from './request.ts'
import { isLocal } from './target.ts'

/** An Upgrade that was refused, and at which address. */
export interface Refused {
  readonly address: string | undefined
  readonly upgrade: UpgradeEvidence
}

/** Statuses with which servers refuse an Origin: Rails says 404, Django and gorilla 403, ws 401. */
const ORIGIN_STATUSES = new Set([401, 403, 404])

const REPEATED_PER_INSTANCE = 3
const MOST_REPEATED = 12

/** How long an address of the other family may take: it is asked for a warning only. */
const OTHER_FAMILY_TIMEOUT_MS = 2000

/** A plain GET of the same URL, and the Upgrade with another Origin where the refusal may be about that. */
export async function askAgain(
  run: Run,
  { address = '', upgrade }: Refused,
  signal: AbortSignal,
): Promise<Pick<Evidence, 'control' | 'origins'>> {
  const connect = connectTo(run, address)
  const control = await askForControl(run, { connect, upgrade }, signal)
  const isAboutOrigin = upgrade.kind === 'answered' && ORIGIN_STATUSES.has(upgrade.status)
  return {
    control,
    ...(isAboutOrigin
      ? { origins: await askOrigins({ ...run, connect, repeatCount: chooseRepeatCount(run) }, signal) }
      : {}),
  }
}

/** The beacon of the environment's own proxy, where one is known and anything answered. */
export async function askProxy(
  run: Run,
  { tcp, upgrade }: Pick<Evidence, 'tcp' | 'upgrade'>,
  signal: AbortSignal,
): Promise<Pick<Evidence, 'beacon'>> {
  const { target, options } = run
  const address = tcp.find(({ kind }) => kind === 'connected')?.address
  if (!options.beacons || address === undefined || upgrade?.kind !== 'answered') return {}
  const question = { target, options, beacons: options.beacons, connect: connectTo(run, address) }
  return { beacon: await askBeacon(question, signal) }
}

/** A name with addresses of both families is asked at the one by which nobody came, whether it takes connections. */
export async function askOtherFamily(
  { target, options, open }: Run,
  { dns, tcp }: Pick<Evidence, 'dns' | 'tcp'>,
  signal: AbortSignal,
): Promise<Pick<Evidence, 'otherFamily'>> {
  const used = tcp.at(-1)?.address ?? ''
  const other = dns.kind === 'resolved' ? dns.addresses.find(address => isV6(address) !== isV6(used)) : undefined
  const isTried = tcp.some(({ address }) => address === other)
  if (other === undefined || isTried || options.asksOtherFamily === false) return {}
  if (options.proxy || isLocal(target.host)) return {}
  const probe = await withDeadline(signal, OTHER_FAMILY_TIMEOUT_MS, within => connectTcp(other, target.port, within))
  if (probe.socket) open.push(probe.socket)
  return { otherFamily: probe.evidence }
}

export type Connect = (signal: AbortSignal) => Promise<Duplex | undefined>

/** A fresh connection to an address that was reached before; undefined where none opens any more. */
export function connectTo(run: Run, address: string): Connect {
  return async signal => (await openConnection(run, [address], signal)).socket
}

/**
 * Behind a load balancer the plain GET may come to another instance than the Upgrade that was refused: it is repeated
 * until one is answered alike, which then came to the same one, or to one that is no different.
 */
async function askForControl(
  { target, options }: Run,
  { connect, upgrade }: { readonly connect: Connect; readonly upgrade: UpgradeEvidence },
  signal: AbortSignal,
): Promise<ControlEvidence> {
  const count = chooseRepeatCount({ options })
  for (let number = 1; ; number++) {
    const socket = await connect(signal)
    const control: AnswerEvidence = socket
      ? await askControl(socket, writeControlRequest(target, options), signal)
      : { kind: signal.aborted ? 'timeout' : 'closed', receivedBytes: 0, ms: 0 }
    socket?.destroy()
    if (number >= count || signal.aborted || isSameSort(upgrade, control)) {
      return { ...control, comparison: compareAnswers(upgrade, control) }
    }
  }
}

/** How often the same is asked until it has surely come to each instance. */
function chooseRepeatCount({ options: { instanceCount = 1 } }: Pick<Run, 'options'>): number {
  return instanceCount > 1 ? Math.min(MOST_REPEATED, REPEATED_PER_INSTANCE * instanceCount) : 1
}

function isSameSort(upgrade: UpgradeEvidence, control: AnswerEvidence): boolean {
  if (upgrade.kind !== 'answered' || control.kind !== 'answered') return upgrade.kind === control.kind
  return upgrade.status === control.status
}
