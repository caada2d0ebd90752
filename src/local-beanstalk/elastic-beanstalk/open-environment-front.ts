/** The front that clients reach a new environment by. */

import type { Front } from '../host/host.ts'
import type { Beanstalk } from './beanstalk.ts'
import { readWish, subnetsOf } from './load-balancer-wish.ts'
import { livingEnvironments } from './lookup.ts'
import { effectiveSettings, isLoadBalanced, type OptionSettings } from './option-settings.ts'

interface FrontOwner {
  readonly name: string
  readonly region: string
  readonly settings: OptionSettings
}

/** It has an address in each subnet of the load balancer, where there is one. */
export async function openEnvironmentFront(
  beanstalk: Beanstalk,
  { name, region, settings }: FrontOwner,
): Promise<Front> {
  const { frontPort, ec2 } = beanstalk
  const effective = effectiveSettings({ settings, bundleSettings: [] })
  const addresses = isLoadBalanced(effective) ? subnetsOf(ec2.region(region), readWish(effective)).length : 1
  const environments = [...beanstalk.regions.values()].flatMap(livingEnvironments)
  const free = !environments.some(({ front }) => front.port === frontPort)
  return beanstalk.host.openFront({ name, port: free ? frontPort : 0, addresses })
}
