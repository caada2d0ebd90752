/** Makes the histories of previews: what happens to pull requests, how the events arrive, what goes wrong on both sides. Pure. */

import type { Fault } from '../../src/local-beanstalk/faults/catalogue.ts'
import type { Random } from '../fuzz/random.ts'
import { makeFault } from '../walk/make-fault.ts'
import { type GitHubTrouble, makeGitHubTrouble } from './make-github-trouble.ts'

export const PULL_REQUESTS = 20

export interface PreviewHistory {
  readonly paceMsPerSecond: number
  readonly maxAgeDays: number
  readonly maxPreviews: number
  /** Of Elastic IPs; those of the base and of the strangers are among them. */
  readonly addressQuota: number
  readonly onlyWithLabel: string | undefined
  readonly steps: readonly Step[]
}

export type Step = { readonly afterMs: number } & StepKind

type StepKind =
  /** Something happens at GitHub, and starts so many runs: none where the event is lost. */
  | (PullRequestEvent & { readonly deliveries: readonly Delivery[] })
  | { readonly kind: 'sweep'; readonly deliveries: readonly Delivery[] }
  /** A job of before is run again, with the event of then: the newest of the pull request, or an older one. */
  | { readonly kind: 'rerun'; readonly number: number; readonly back: number; readonly deliveries: readonly Delivery[] }
  | { readonly kind: 'stranger'; readonly number: number; readonly does: StrangersAct }
  /** From here on, in the place of those before. */
  | { readonly kind: 'aws-faults'; readonly faults: readonly Fault[] }
  | { readonly kind: 'github-trouble'; readonly trouble: GitHubTrouble | undefined }

export type PullRequestEvent =
  | { readonly kind: 'open'; readonly number: number; readonly isFork: boolean; readonly isLabeled: boolean }
  | { readonly kind: 'push' | 'close' | 'reopen' | 'label' | 'unlabel'; readonly number: number }

export type StrangersAct = (typeof STRANGERS_ACTS)[number]

/** A run: when it starts after its event, what it may, and whether it comes to its end. */
export interface Delivery {
  readonly afterMs: number
  readonly timeoutS: number
  readonly token: TokenKind
  /** How many times as long as usual its requests and their answers are under way. */
  readonly slowness: number
  /** `killed`: from one moment to the next nothing is done any more; `killed-by`: as soon as AWS has carried that out. */
  readonly end:
    | { readonly kind: 'cancelled' | 'killed'; readonly afterMs: number }
    | { readonly kind: 'killed-by'; readonly operation: (typeof OPERATIONS)[number] }
    | undefined
}

const OPERATIONS = [
  ...['PutObject', 'CreateApplicationVersion', 'CreateEnvironment', 'UpdateEnvironment'],
  ...['TerminateEnvironment', 'DeleteApplicationVersion'],
] as const

export type TokenKind = (typeof TOKENS)[number]

const STRANGERS_ACTS = [
  ...['terminate', 'terminate', 'configure', 'deploy', 'abort'],
  ...['strip-tags', 'delete-version', 'comment', 'delete-comment'],
] as const
const TOKENS = ['everything', 'no-comments', 'no-deployments', 'reads', 'nothing'] as const

interface Known {
  readonly isFork: boolean
  isOpen: boolean
  isLabeled: boolean
}

export function makePreviewHistory(random: Random, stepCount: number): PreviewHistory {
  const onlyWithLabel = random.chance(0.2) ? 'preview' : undefined
  const known = new Map<number, Known>()
  const steps: Step[] = []
  let furtherCount = 0
  while (steps.length - furtherCount < stepCount) {
    if (random.chance(0.2)) steps.push({ afterMs: 0, ...makeTrouble(random) })
    const overtaken = random.chance(0.12) ? makeOvertakenSweep(random, known) : []
    steps.push(...overtaken)
    furtherCount += overtaken.length
    const isSoon = random.chance(0.5)
    const last = isSoon && random.chance(0.7) ? lastNumber(steps) : undefined
    const step = makeStep(random, { known, last, needsLabel: onlyWithLabel !== undefined })
    steps.push({ afterMs: makePause(random, isSoon), ...step })
  }
  return {
    paceMsPerSecond: random.pick([100, 100, 500]),
    maxAgeDays: random.pick([1, 2, 7]),
    maxPreviews: random.pick([3, 8, 20]),
    addressQuota: random.pick([5, 8, 25]),
    onlyWithLabel,
    steps,
  }
}

/** Soon: while the runs of before go on. */
function makePause(random: Random, isSoon: boolean): number {
  const longestS = isSoon ? random.pick([1, 10, 30, 60]) : random.pick([60, 600, 600, 7200, 7200, 200_000])
  return random.int(longestS * 1000)
}

function makeTrouble(random: Random): StepKind {
  if (random.chance(0.45))
    return { kind: 'github-trouble', trouble: random.chance(0.7) ? makeGitHubTrouble(random) : undefined }
  const faults = Array.from({ length: random.pick([0, 0, 1, 1, 2]) }, () => makeFault(random, { instances: 1 }))
  return { kind: 'aws-faults', faults: [...new Map(faults.map(fault => [fault.kind, fault])).values()] }
}

/** Nobody hears of the closing of some; a sweep does, and while it is at work they are opened again. */
function makeOvertakenSweep(random: Random, known: ReadonlyMap<number, Known>): Step[] {
  const open = [...known].filter(([, { isOpen }]) => isOpen).map(([number]) => number)
  const numbers = open.slice(-3)
  if (numbers.length === 0) return []
  const delivery = { ...makeDelivery(random), afterMs: 0, slowness: random.pick([1, 4, 20]), end: undefined } as const
  return [
    ...numbers.map((number, index) => {
      return { afterMs: index === 0 ? random.int(600_000) : 0, kind: 'close', number, deliveries: [] } as const
    }),
    { afterMs: random.int(10_000), kind: 'sweep', deliveries: [delivery] },
    ...numbers.map(number => {
      const afterMs = random.int(random.pick([2000, 10_000]))
      return { afterMs, kind: 'reopen', number, deliveries: makeDeliveries(random) } as const
    }),
  ]
}

function lastNumber(steps: readonly Step[]): number | undefined {
  const last = steps.findLast(step => 'number' in step)
  return last && 'number' in last ? last.number : undefined
}

interface Surroundings {
  readonly known: Map<number, Known>
  /** The pull request to which something happens again; undefined: any. */
  readonly last: number | undefined
  readonly needsLabel: boolean
}

function makeStep(random: Random, { known, last, needsLabel }: Surroundings): StepKind {
  if (known.size > 0 && random.chance(0.12)) return { kind: 'sweep', deliveries: makeDeliveries(random) }
  // Most of what happens happens to those to which something has happened.
  const any = () =>
    random.chance(0.6) && known.size > 0 ? random.pick([...known.keys()]) : 1 + random.int(PULL_REQUESTS)
  const number = last ?? any()
  const one = known.get(number)
  if (!one) {
    const [isFork, isLabeled] = [random.chance(0.15), random.chance(needsLabel ? 0.7 : 0.1)]
    known.set(number, { isFork, isLabeled, isOpen: true })
    return { kind: 'open', number, isFork, isLabeled, deliveries: makeDeliveries(random) }
  }
  if (random.chance(0.1)) return { kind: 'rerun', number, back: random.int(3), deliveries: makeDeliveries(random) }
  if (random.chance(0.12)) return { kind: 'stranger', number, does: random.pick(STRANGERS_ACTS) }
  return { ...makeEvent(random, number, one), deliveries: makeDeliveries(random) }
}

function makeEvent(random: Random, number: number, one: Known): PullRequestEvent {
  if (random.chance(0.12)) {
    one.isLabeled = !one.isLabeled
    return { kind: one.isLabeled ? 'label' : 'unlabel', number }
  }
  if (one.isOpen && random.chance(0.6)) return { kind: 'push', number }
  one.isOpen = !one.isOpen
  return { kind: one.isOpen ? 'reopen' : 'close', number }
}

function makeDeliveries(random: Random): Delivery[] {
  const count = random.pick([0, 1, 1, 1, 1, 1, 1, 1, 1, 2])
  return Array.from({ length: count }, () => makeDelivery(random))
}

function makeDelivery(random: Random): Delivery {
  const longestMs = random.pick([1000, 1000, 10_000, 10_000, 60_000, 60_000, 3_600_000])
  return {
    afterMs: random.int(longestMs),
    timeoutS: random.pick([1800, 1800, 1800, 600, 120]),
    slowness: random.pick([1, 1, 1, 1, 4, 20]),
    token: random.chance(0.85) ? 'everything' : random.pick(TOKENS),
    end: random.chance(0.15) ? makeEnd(random) : undefined,
  }
}

function makeEnd(random: Random): Delivery['end'] {
  const kind = random.pick(['cancelled', 'killed', 'killed-by'] as const)
  if (kind === 'killed-by') return { kind, operation: random.pick(OPERATIONS) }
  return { kind, afterMs: random.int(random.pick([4000, 4000, 20_000, 100_000])) }
}
