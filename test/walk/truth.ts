/** What is really so with the environment, past every answer, from one step of time to the next. */

import type { EnvironmentTruth } from '../../src/local-beanstalk/elastic-beanstalk/environment-truth.ts'
import type { WalkHost } from './walk-host.ts'

export interface Fact {
  readonly environmentId: string
  readonly status: string
  readonly label: string
  readonly health: string
  readonly instances: ReadonlyArray<{
    /** What it was told to run last, and what came of it. */
    readonly label: string | undefined
    /** Counts up with each deployment that is tried. */
    readonly number: number
    readonly outcome: string | undefined
    readonly runs: string | undefined
  }>
  readonly opens: boolean
}

export interface Stretch {
  readonly fromMs: number
  /** Undefined: there was no such environment. */
  readonly fact: Fact | undefined
}

export interface Truth {
  look(nowMs: number): void
  restart(nowMs: number): void
  stretches(): readonly Stretch[]
  now(): Fact | undefined
}

export function openTruth(lookUp: () => EnvironmentTruth | undefined, host: WalkHost): Truth {
  let stretches: Stretch[] = []
  let last = ''
  const now = () => {
    const truth = lookUp()
    return truth && describe(truth, host)
  }
  const look = (nowMs: number) => {
    const fact = now()
    const key = JSON.stringify(fact) ?? ''
    if (key === last && stretches.length > 0) return
    last = key
    stretches.push({ fromMs: nowMs, fact })
  }
  return {
    look,
    now,
    restart(nowMs) {
      stretches = []
      look(nowMs)
    },
    stretches: () => stretches,
  }
}

function describe(
  { environmentId, status, versionLabel, health, instances, front }: EnvironmentTruth,
  host: WalkHost,
): Fact {
  return {
    environmentId,
    status,
    label: versionLabel,
    health: health.color,
    instances: instances.map(({ id, deployment }) => ({
      label: deployment?.versionLabel,
      number: deployment?.id ?? 0,
      outcome: deployment?.status,
      runs: host.runs(id),
    })),
    opens: host.opens(front),
  }
}
