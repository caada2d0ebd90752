/** Opens further WebSockets as one was opened before, each at the address that is named for it, a few at a time. */

import { makeAttempt } from './attempt.ts'
import type { AttemptOptions } from './connection.ts'
import { diagnose } from './diagnose.ts'
import type { Evidence, SampledAddress, SampleFailure, SamplesEvidence } from './evidence.ts'
import { addressApp } from './greet-app.ts'
import type { Known } from './known.ts'
import type { SamplePlan } from './plan-samples.ts'
import { startStopwatch } from './probe/deadline.ts'
import { judgeAttempt } from './retry-policy.ts'
import type { Target } from './target.ts'

export interface SampleOrder {
  readonly plan: SamplePlan
  readonly target: Target
  /** As they were when a WebSocket was opened. */
  readonly options: AttemptOptions
  readonly known: Known
  /** The protocol of `options` is what the app speaks, or at least lets pass. */
  readonly isSpoken: boolean
}

const MOST_AT_ONCE = 5
const MOST_FAILURES_KEPT = 3

/** Connections by which an address is judged when the first one there was refused in words. */
const ENOUGH_FOR_AN_ADDRESS = 3

interface Sample {
  readonly address: string
  readonly evidence: Evidence
  readonly isAccepted: boolean
}

/**
 * Never throws for an answer of the network. None begins later than the time of one attempt, so all are over within
 * twice that time; what could not begin is not counted.
 */
export async function takeSamples(order: SampleOrder, signal: AbortSignal): Promise<SamplesEvidence> {
  const elapsedMs = startStopwatch()
  const takeAll = async (addresses: readonly string[]) => {
    const queue = [...addresses]
    const begun: Promise<Sample>[] = []
    const work = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        if (signal.aborted || elapsedMs() > order.options.attemptTimeoutMs) return
        const sample = takeOne(order, next, signal)
        begun.push(sample)
        await sample
      }
    }
    await Promise.all(Array.from({ length: Math.min(MOST_AT_ONCE, queue.length) }, work))
    return Promise.all(begun)
  }
  const planned = await takeAll(order.plan.addresses)
  const samples = [...planned, ...(await takeAll(listDoubted(planned)))]
  const { instanceCount } = order.plan
  return { ...(instanceCount ? { instanceCount } : {}), ...count(samples), ms: elapsedMs() }
}

// The app's protocol is asked for as before, and not spoken: that one app speaks it was seen.
async function takeOne(order: SampleOrder, address: string, signal: AbortSignal): Promise<Sample> {
  const { known, isSpoken } = order
  const { protocol, dialogue: _, holdMs: __, beacons: ___, ...asked } = order.options
  const spoken = isSpoken && protocol ? { protocol } : {}
  const { target, subprotocols } = addressApp(order.target, { ...asked, ...spoken })
  const pinned = address === '' ? {} : { resolve: [{ host: target.host, port: target.port, address }] }
  const evidence = await makeAttempt(target, { ...asked, subprotocols, ...pinned }, signal)
  return { address, evidence, isAccepted: judgeAttempt(evidence, diagnose(evidence, known)).isAccepted }
}

/** An instance behind the address may have refused, and not the address. */
function listDoubted(samples: readonly Sample[]): string[] {
  return [...new Set(samples.map(({ address }) => address))].flatMap(address => {
    const here = samples.filter(sample => sample.address === address)
    const isInWords = here.every(({ evidence, isAccepted }) => !isAccepted && evidence.upgrade !== undefined)
    const missing = isInWords ? Math.max(0, ENOUGH_FOR_AN_ADDRESS - here.length) : 0
    return Array.from({ length: missing }, () => address)
  })
}

function count(samples: readonly Sample[]): Pick<SamplesEvidence, 'addresses' | 'failures'> {
  const tested = samples.filter(({ evidence }) => evidence.tcp.every(({ kind }) => kind !== 'not-tested'))
  const addresses = [...new Set(tested.map(({ address }) => address))].map((address): SampledAddress => {
    const here = tested.filter(sample => sample.address === address)
    const acceptedCount = here.filter(({ isAccepted }) => isAccepted).length
    return { address, acceptedCount, failedCount: here.length - acceptedCount }
  })
  const failed = tested.filter(({ isAccepted }) => !isAccepted)
  const sorts = new Map(failed.toReversed().map(sample => [nameSort(sample), sample]))
  const kept = [...sorts.values()].toReversed().slice(0, MOST_FAILURES_KEPT)
  return { addresses, failures: kept.map(({ address, evidence }): SampleFailure => ({ address, evidence })) }
}

function nameSort({ address, evidence: { tcp, tls, upgrade, frames } }: Sample): string {
  const status = upgrade?.kind === 'answered' ? upgrade.status : ''
  return JSON.stringify([address, tcp.at(-1)?.kind, tls?.kind, upgrade?.kind, status, frames?.end.kind])
}
