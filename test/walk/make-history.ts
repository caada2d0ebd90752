/** Makes the histories of the walk: what is there, what is deployed, what goes wrong meanwhile, who else works there. Pure. */

import type { Fault } from '../../src/local-beanstalk/faults/catalogue.ts'
import type { Random } from '../fuzz/random.ts'
import { type Setting, setting } from '../support/deployment-policies.ts'
import { makeFault } from './make-fault.ts'

export interface History {
  /** Whether nginx and the app really run. */
  readonly isReal?: boolean
  readonly settings: readonly Setting[]
  /** How long a second of the recorded streams takes. */
  readonly paceMsPerSecond: number
  readonly instances: number
  readonly policy: string
  /** Whether DescribeInstancesHealth answers. */
  readonly isEnhanced: boolean
  /** False: the first deployment has to create it. */
  readonly exists: boolean
  readonly deployments: readonly Deployment[]
}

export interface Deployment {
  readonly label: string
  /** Text that makes the bundle's bytes. */
  readonly content: string
  readonly inputs: Readonly<Record<string, string>>
  readonly faults: readonly Fault[]
  /** Set besides, and those before anew, when the run's request was accepted. */
  readonly laterFaults?: readonly Fault[]
  readonly acts: readonly Act[]
  /** When the run is cancelled, after its beginning. */
  readonly cancelledAfterMs: number | undefined
  /** False: the next one begins as soon as this run is over, whatever still goes on. */
  readonly isFollowedByRest: boolean
}

/** What another user does, so many milliseconds after the run's request was accepted or, without one, has begun. */
export interface Act {
  readonly kind: 'deploy' | 'configure' | 'abort' | 'terminate' | 'recreate' | 'close-port' | 'delete-version'
  readonly afterMs: number
  readonly from: 'beginning' | 'request'
}

const POLICIES = ['AllAtOnce', 'AllAtOnce', 'Rolling', 'Rolling', 'RollingWithAdditionalBatch', 'Immutable']

/** One that is real has a single instance, and no fault for whose end real time has to pass. */
export function makeHistory(random: Random, isReal = false): History {
  const isBalanced = random.chance(0.55) && !isReal
  const instances = isBalanced ? 1 + random.int(4) : 1
  const policy = random.pick(isBalanced ? POLICIES : ['AllAtOnce', 'AllAtOnce', 'AllAtOnce', 'Immutable'])
  const isEnhanced = random.chance(0.8)
  const settings = [
    ...(isBalanced ? balancedSettings(instances) : []),
    setting('aws:elasticbeanstalk:command', 'DeploymentPolicy', policy),
    setting('aws:elasticbeanstalk:command', 'BatchSizeType', 'Fixed'),
    setting('aws:elasticbeanstalk:command', 'BatchSize', String(1 + random.int(instances))),
    setting('aws:elasticbeanstalk:healthreporting:system', 'SystemType', isEnhanced ? 'enhanced' : 'basic'),
  ]
  const exists = random.chance(0.94)
  const count = random.pick([1, 1, 2, 2, 3, 4])
  const paceMsPerSecond = random.pick([50, 200, 200, 1000])
  const surroundings = { instances, paceMsPerSecond, isReal }
  const deployments: Deployment[] = []
  for (let index = 0; index < count; index += 1) deployments.push(makeDeployment(random, deployments, surroundings))
  return { isReal, settings, paceMsPerSecond, instances, policy, isEnhanced, exists, deployments }
}

function balancedSettings(instances: number): Setting[] {
  return [
    setting('aws:elasticbeanstalk:environment', 'EnvironmentType', 'LoadBalanced'),
    setting('aws:elasticbeanstalk:environment', 'LoadBalancerType', 'application'),
    setting('aws:autoscaling:asg', 'MinSize', String(instances)),
    setting('aws:autoscaling:asg', 'MaxSize', String(instances)),
  ]
}

interface Surroundings {
  readonly instances: number
  readonly paceMsPerSecond: number
  readonly isReal: boolean
}

function makeDeployment(random: Random, before: readonly Deployment[], surroundings: Surroundings): Deployment {
  const former = before.at(-1)
  const isAgain = former !== undefined && random.chance(0.2)
  const label = isAgain ? former.label : `v${before.length + 1}`
  const content = isAgain && random.chance(0.9) ? former.content : `content ${before.length + 1}`
  const faults = Array.from({ length: random.pick([0, 1, 1, 1, 2, 2, 3, 4]) }, () => makeFault(random, surroundings))
  const acts = random.chance(0.25) ? Array.from({ length: random.pick([1, 1, 2]) }, () => makeAct(random)) : []
  return {
    label,
    content,
    inputs: makeInputs(random, surroundings),
    faults: onePerKind(faults).filter(({ kind }) => !surroundings.isReal || !SLOW_FOR_REAL.includes(kind)),
    acts: acts.filter(({ kind }) => !surroundings.isReal || kind !== 'close-port'),
    cancelledAfterMs: random.chance(0.03) ? random.int(120_000) : undefined,
    isFollowedByRest: random.chance(0.8),
  }
}

const SLOW_FOR_REAL: readonly Fault['kind'][] = ['app-crashes', 'app-hangs', 'port-closed']

function onePerKind(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map(fault => [fault.kind, fault])).values()]
}

function makeAct(random: Random): Act {
  const kinds = [
    'deploy',
    'deploy',
    'configure',
    'abort',
    'abort',
    'terminate',
    'recreate',
    'close-port',
    'delete-version',
  ] as const
  return {
    kind: random.pick(kinds),
    afterMs: 10 * random.int(random.pick([10, 500, 3000, 12_000])),
    from: random.chance(0.8) ? 'request' : 'beginning',
  }
}

function makeInputs(random: Random, { paceMsPerSecond, isReal }: Surroundings): Record<string, string> {
  const timeoutS = random.chance(0.75) ? 1800 : random.pick([5, 30, 60, 120, 300, 600])
  const inputs: Record<string, string> = {
    'deployment-timeout': String(timeoutS),
    'minimum-health': random.pick(['Yellow', 'Yellow', 'Green', 'Grey', 'any']),
    'handshake-timeout': random.pick(['5', '30', '120']),
    'max-retries': random.pick(['0', '1', '2', '2', '2', '5']),
    'security-group-rule': random.pick(['ensure', 'ensure', 'check', 'off']),
  }
  if (random.chance(0.2))
    inputs['option-settings'] = `aws:elasticbeanstalk:application:environment:COLOUR=${random.int(9)}`
  if (random.chance(0.1)) inputs['keep-versions'] = String(1 + random.int(3))
  // A client connects every 100 ms meanwhile: each of its sockets is real.
  if (random.chance(0.2) && paceMsPerSecond < 1000 && !isReal)
    inputs.rollback = random.pick(['on-failed-handshake', 'on-failure'])
  if (random.chance(0.5)) inputs['on-cancel'] = 'abort'
  if (random.chance(0.03) && inputs.rollback === undefined) inputs['wait-for-deployment'] = 'false'
  return inputs
}
