/** The health of one instance, as DescribeInstancesHealth tells it. */

import type { LoadBalancer } from '../elastic-load-balancing/load-balancing-model.ts'
import type { Environment, EnvironmentInstance, Health } from './beanstalk-model.ts'

export interface InstanceFindings {
  /** What was deployed last failed. */
  readonly hasFailed: boolean
  /** It was told to run another version than the environment's. */
  readonly isIncorrect: boolean
  readonly stopped: readonly Service[]
  /** The load balancer finds it unhealthy. */
  readonly isSick: boolean
}

type Service = 'web' | 'proxy'

/** Undefined before anything was deployed. */
export function findingsOf(
  { versionLabel, network }: Environment,
  { id, deployment, host }: EnvironmentInstance,
): InstanceFindings | undefined {
  if (deployment === undefined) return undefined
  const { proxy, app } = host.status()
  return {
    hasFailed: deployment.status === 'Failed',
    isIncorrect: deployment.versionLabel !== versionLabel,
    stopped: [...(app === 'running' ? [] : (['web'] as const)), ...(proxy === 'running' ? [] : (['proxy'] as const))],
    isSick: network?.loadBalancer !== undefined && isSick(network.loadBalancer.own, id),
  }
}

function isSick({ plane }: LoadBalancer, instanceId: string): boolean {
  return plane.health().some(({ targetId, state }) => targetId.split(':')[0] === instanceId && state === 'unhealthy')
}

/** `web, proxy`. */
export function stoppedServices(findings: readonly InstanceFindings[]): string {
  const stopped = new Set(findings.flatMap(finding => finding.stopped))
  return (['web', 'proxy'] as const).filter(service => stopped.has(service)).join(', ')
}

/** While its deployment goes on, an instance is Info; before the first one, Pending. */
export function instanceHealth(environment: Environment, instance: EnvironmentInstance): Health {
  const findings = findingsOf(environment, instance)
  const { deployment } = instance
  if (findings === undefined || deployment === undefined) return { color: 'Grey', status: 'Pending', causes: [] }
  if (deployment.status === 'In Progress') {
    const causes = ['Application update in progress.']
    return { color: 'Green', status: 'Info', causes }
  }
  const { versionLabel, expectedDeployment } = environment
  const incorrect = `Incorrect application version "${deployment.versionLabel}" (deployment ${deployment.id}).`
  const causes = [
    ...(findings.hasFailed ? ['Command failed.'] : []),
    ...(findings.isIncorrect
      ? [`${incorrect} Expected version "${versionLabel}" (deployment ${expectedDeployment}).`]
      : []),
    ...(findings.isSick ? ['ELB processes are not healthy.'] : []),
    ...(findings.stopped.length > 0 ? [`Following services are not running: ${stoppedServices([findings])}.`] : []),
  ]
  return causes.length === 0 ? { color: 'Green', status: 'Ok', causes } : { color: 'Red', status: 'Severe', causes }
}
