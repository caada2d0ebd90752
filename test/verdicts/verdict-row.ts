/** What happens to a deployment, and the verdict that it must have: one row of docs/verdicts.md, and one test. */

import type { Fault, FaultKind } from '../../src/local-beanstalk/faults/catalogue.ts'
import { setting } from '../support/deployment-policies.ts'
import type { Act, History } from '../walk/make-history.ts'

export interface VerdictRow {
  /** A sentence without its full stop. */
  readonly happens: string
  /** What AWS shows of it, where that is not the same. */
  readonly shows?: string
  /** Exit codes of other tools in the same case. */
  readonly others?: OtherTools
  readonly world?: World
  /** Deployments before it, all good. */
  readonly before?: readonly string[]
  readonly faults?: readonly Fault[]
  /** From when the update was accepted on. */
  readonly laterFaults?: readonly Fault[]
  readonly acts?: readonly Act[]
  readonly inputs?: Readonly<Record<string, string>>
  readonly verdict: ExpectedVerdict
}

/** Of the official action 1.1 and 1.0, of einaregilsson's v22 and of the blue-green action v5. */
export type OtherTools = readonly [official: string, former: string, einaregilsson: string, blueGreen: string]

export interface World {
  readonly instances?: number
  readonly policy?: 'AllAtOnce' | 'Rolling' | 'Immutable'
  readonly health?: 'enhanced' | 'basic'
  readonly isMissing?: boolean
}

export interface ExpectedVerdict {
  /** The error or finding that is named; undefined: the deployment is a success. */
  readonly code?: string
  /** Words of what the verdict says: the cause by its name. */
  readonly says?: string
  /** Words that the log has. */
  readonly tells?: string
}

/** A fault of the way in, whose finding a test of its own shows with the real servers that it takes. */
export interface FindingRow {
  readonly happens: string
  readonly shows?: string
  readonly fault: FaultKind
  readonly finding: string
}

const LABEL = 'v1'

/** The history in which it happens, on an environment that runs version "v0". */
export function toHistory({
  world = {},
  before = [],
  faults = [],
  laterFaults = [],
  acts = [],
  inputs = {},
}: VerdictRow): History {
  const { instances = 1, policy = 'AllAtOnce', health = 'enhanced', isMissing = false } = world
  const calm = { faults: [], acts: [], cancelledAfterMs: undefined, isFollowedByRest: true } as const
  const usual = { 'deployment-timeout': '1800', 'minimum-health': 'Yellow', 'max-retries': '2' }
  const former = before.map(label => ({ ...calm, label, content: label, inputs: usual }))
  const last = { ...calm, label: LABEL, content: LABEL, inputs: { ...usual, ...inputs }, faults, laterFaults, acts }
  return {
    settings: [
      ...(instances > 1 ? balancedSettings(instances) : []),
      setting('aws:elasticbeanstalk:command', 'DeploymentPolicy', policy),
      setting('aws:elasticbeanstalk:command', 'BatchSizeType', 'Fixed'),
      setting('aws:elasticbeanstalk:command', 'BatchSize', '1'),
      setting('aws:elasticbeanstalk:healthreporting:system', 'SystemType', health),
    ],
    paceMsPerSecond: 1000,
    instances,
    policy,
    isEnhanced: health === 'enhanced',
    exists: !isMissing,
    deployments: [...former, last],
  }
}

function balancedSettings(instances: number) {
  return [
    setting('aws:elasticbeanstalk:environment', 'EnvironmentType', 'LoadBalanced'),
    setting('aws:elasticbeanstalk:environment', 'LoadBalancerType', 'application'),
    setting('aws:autoscaling:asg', 'MinSize', String(instances)),
    setting('aws:autoscaling:asg', 'MaxSize', String(instances)),
  ]
}
