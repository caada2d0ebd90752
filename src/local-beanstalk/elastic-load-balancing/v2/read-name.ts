/** Names of load balancers and target groups. */

import { v2Errors } from './v2-errors.ts'

/** @throws ServiceError ValidationError for what is no name. Source: CreateLoadBalancer, CreateTargetGroup. */
export function readName(noun: 'Load balancer' | 'Target group', name: string): string {
  const refuse = (why: string) => v2Errors.validation(`${noun} name '${name}' ${why}`)
  if (name.length > 32) throw refuse("cannot be longer than '32' characters")
  if (!/^[A-Za-z0-9-]+$/.test(name))
    throw refuse('can only contain characters that are alphanumeric characters or hyphens(-)')
  if (/^-|-$/.test(name)) throw refuse("cannot begin or end with '-'")
  return name
}
