/** How an environment wants its versions deployed: the options of aws:elasticbeanstalk:command. */

import type { Environment, EnvironmentInstance } from './beanstalk-model.ts'
import { effectiveSettings, findSetting, isLoadBalanced } from './option-settings.ts'

export interface DeploymentPolicy {
  readonly kind: 'AllAtOnce' | 'Rolling' | 'RollingWithAdditionalBatch' | 'Immutable' | 'TrafficSplitting'
  readonly timeoutSeconds: number
  readonly ignoresHealth: boolean
  /** TrafficSplitting: how long the new version is watched. */
  readonly evaluationSeconds: number
}

// Developer Guide, "General options": Elastic Beanstalk adds this to the option Timeout.
export const COMMAND_MARGIN_SECONDS = 240

/** Batches need a load balancer to leave; without one, everything is deployed at once. */
export function readPolicy(environment: Environment): DeploymentPolicy {
  const settings = effectiveSettings(environment)
  const command = (name: string) => findSetting(settings, 'aws:elasticbeanstalk:command', name)
  const kind = (command('DeploymentPolicy') ?? 'AllAtOnce') as DeploymentPolicy['kind']
  const minutes = findSetting(settings, 'aws:elasticbeanstalk:trafficsplitting', 'EvaluationTime') ?? '5'
  return {
    kind: kind === 'Immutable' || isLoadBalanced(settings) ? kind : 'AllAtOnce',
    timeoutSeconds: Number(command('Timeout') ?? 600),
    ignoresHealth: command('IgnoreHealthCheck') === 'true',
    evaluationSeconds: Number(minutes) * 60,
  }
}

/** How many instances a batch has. How the service rounds is not known: down here, which keeps more of them in service. */
export function batchSize(environment: Environment): number {
  const settings = effectiveSettings(environment)
  const command = (name: string) => findSetting(settings, 'aws:elasticbeanstalk:command', name)
  const size = Number(command('BatchSize') ?? 100)
  const total = environment.instances.length
  const wanted = command('BatchSizeType') === 'Fixed' ? size : Math.floor((total * size) / 100)
  return Math.min(Math.max(wanted, 1), Math.max(total, 1))
}

export function cutBatches(instances: readonly EnvironmentInstance[], size: number): EnvironmentInstance[][] {
  const count = Math.ceil(instances.length / size)
  return Array.from({ length: count }, (_, index) => instances.slice(index * size, (index + 1) * size))
}
