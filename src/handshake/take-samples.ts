/** Opens further WebSockets as one was asked for before, each at the address that is named for it, a few at a time. */

import { makeAttempt } from './attempt.ts'
import type { AttemptOptions } from './connection.ts'
import { diagnose } from './diagnose.ts'
import type { Evidence, SampledAddress, SampleFailure, SamplesEvidence, UpgradeEvidence } from './evidence.ts'
import { addressApp } from './greet-app.ts'
import type { Known } from './known.ts'
import { findUsed, type SamplePlan } from './plan-samples.ts'
import { startStopwatch } from './probe/deadline.ts'
import { judgeAttempt } from './retry-policy.ts'
import { mapInTurns } from './take-turns.ts'
import type { Target } from './target.ts'

export interface SampleOrder {
  readonly plan: SamplePlan
  readonly target: Target
  readonly options: AttemptOptions
  readonly known: Known
  /** What became of the first connection with the same target and options. */
  readonly first: Evidence
}

const MOST_AT_ONCE = 5
const MOST_FAILURES_KEPT = 3

/** Connections by which an address is judged when the first one there was refused in words. */
const ENOUGH_FOR_AN_ADDRESS = 3

type Asking = SampleOrder & Pick<AttemptOptions, 'asksControl'>

interface Sample {
  readonly address: string
  readonly evidence: Evidence
  readonly isAccepted: boolean
}

/**
 * Never throws for an answer of the network. Other questions follow the first failure of each sort only: there may be
 * many, and the environment is one that people use. None begins later than the time of one attempt, so all are over within
 * twice that time; what could not begin is not counted.
 */
export async function takeSamples(order: SampleOrder, signal: AbortSignal): Promise<SamplesEvidence> {
  const elapsedMs = startStopwatch()
  const asksControl = openChoice(order.first)
  const takeInTime = async (address: string) => {
    if (signal.aborted || elapsedMs() > order.options.attemptTimeoutMs) return []
    const asksHere = (upgrade: UpgradeEvidence) => asksControl(address, upgrade)
    return [await takeOne({ ...order, asksControl: asksHere }, address, signal)]
  }
  const takeAll = async (addresses: readonly string[]) => (await mapInTurns(MOST_AT_ONCE, addresses, takeInTime)).flat()
  const planned = await takeAll(order.plan.addresses)
  const samples = [...planned, ...(await takeAll(listDoubted(planned)))]
  const { instanceCount } = order.plan
  const all = [judge(findUsed(order.first), order.first, order.known), ...samples]
  return {
    ...(instanceCount ? { instanceCount } : {}),
    addresses: count(all),
    failures: pickFailures(samples),
    ms: elapsedMs(),
  }
}

/** Whether it is the first of its sort at its address, and one of the first few sorts. */
function openChoice(first: Evidence): (address: string, upgrade: UpgradeEvidence) => boolean {
  const seen = new Set(first.upgrade && first.control ? [nameAnswer(findUsed(first), first.upgrade)] : [])
  const most = seen.size + MOST_FAILURES_KEPT
  return (address, upgrade) => {
    const sort = nameAnswer(address, upgrade)
    if (seen.has(sort) || seen.size >= most) return false
    seen.add(sort)
    return true
  }
}

function nameAnswer(address: string, upgrade: UpgradeEvidence): string {
  return JSON.stringify([address, upgrade.kind, upgrade.kind === 'answered' ? upgrade.status : ''])
}

// The app's protocol is asked for as before, and not spoken: that one app speaks it was seen.
async function takeOne(order: Asking, address: string, signal: AbortSignal): Promise<Sample> {
  const { known, first, asksControl } = order
  const isSpoken = first.frames?.greeting?.kind !== 'not-spoken'
  const { protocol, dialogue: _, holdMs: __, beacons: ___, ...asked } = order.options
  const spoken = isSpoken && protocol ? { protocol } : {}
  const { target, subprotocols } = addressApp(order.target, { ...asked, ...spoken })
  const pinned = address === '' ? {} : { resolve: [{ host: target.host, port: target.port, address }] }
  const evidence = await makeAttempt(target, { ...asked, subprotocols, ...pinned, asksControl }, signal)
  return judge(address, evidence, known)
}

function judge(address: string, evidence: Evidence, known: Known): Sample {
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

function count(samples: readonly Sample[]): SampledAddress[] {
  const tested = samples.filter(isTested)
  return [...new Set(tested.map(({ address }) => address))].map(address => {
    const here = tested.filter(sample => sample.address === address)
    const acceptedCount = here.filter(({ isAccepted }) => isAccepted).length
    return { address, acceptedCount, failedCount: here.length - acceptedCount }
  })
}

/** One of each sort at each address, in the order in which they were begun; the one of which more was asked. */
function pickFailures(samples: readonly Sample[]): SampleFailure[] {
  const failed = samples.filter(sample => isTested(sample) && !sample.isAccepted)
  const sorts = [...new Set(failed.map(nameSort))].slice(0, MOST_FAILURES_KEPT)
  return sorts.flatMap(sort => {
    const alike = failed.filter(sample => nameSort(sample) === sort)
    const kept = alike.find(({ evidence }) => evidence.control) ?? alike[0]
    return kept ? [{ address: kept.address, evidence: kept.evidence }] : []
  })
}

/** The last address that was tried is the one that counts. */
function isTested({ evidence: { tcp } }: Sample): boolean {
  return tcp.at(-1)?.kind !== 'not-tested'
}

function nameSort({ address, evidence: { tcp, tls, upgrade, frames } }: Sample): string {
  const status = upgrade?.kind === 'answered' ? upgrade.status : ''
  return JSON.stringify([address, tcp.at(-1)?.kind, tls?.kind, upgrade?.kind, status, frames?.end.kind])
}
