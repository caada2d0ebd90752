/** The names under which an environment answers. */

import type { Names } from '../dns/names.ts'
import type { Environment } from './beanstalk-model.ts'
import { effectiveSettings, sharesLoadBalancer } from './option-settings.ts'

/** `PREFIX.REGION.elasticbeanstalk.com`: AWS's own form of the CNAME, which the DNS server knows. */
export function nameOf({ cnamePrefix, region }: Pick<Environment, 'cnamePrefix' | 'region'>): string {
  return `${cnamePrefix.toLowerCase()}.${region}.elasticbeanstalk.com`
}

/**
 * `HOST:PORT` of the environment's front; port 80 is not written. The host is an address, which needs no resolver;
 * where a load balancer is shared it is the name, by which alone the environment is told from the others.
 */
export function cnameOf(environment: Environment): string {
  const { front } = environment
  const host = sharesLoadBalancer(effectiveSettings(environment)) ? nameOf(environment) : front.host
  return front.port === 80 ? host : `${host}:${front.port}`
}

/** What its CNAME stands for: the load balancer's name, or the address of a single instance. */
export function endpointOf({ network }: Environment): string | undefined {
  return network?.loadBalancer?.own.dnsName ?? network?.elasticIp
}

/** Tells the DNS server where the environment is: at each address of its load balancer, or at its instance's one. */
export function publishName(names: Names, environment: Environment): void {
  const { front, network } = environment
  const count = network?.loadBalancer?.own.subnetIds.length ?? 1
  names.set(nameOf(environment), front.addresses.slice(0, count))
}
