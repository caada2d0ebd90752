/** The names under which an environment answers. */

import type { Environment } from './beanstalk-model.ts'

/** `HOST:PORT` of the environment's front; port 80 is not written. */
export function cnameOf({ front }: Pick<Environment, 'front'>): string {
  return front.port === 80 ? front.host : `${front.host}:${front.port}`
}

/** What its CNAME stands for: the load balancer's name, or the address of a single instance. */
export function endpointOf({ network }: Environment): string | undefined {
  return network?.loadBalancer?.own.dnsName ?? network?.elasticIp
}
