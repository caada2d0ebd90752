/** What is really in a region, where no operation that is served tells it. */

import type { LogGroup } from '../cloudwatch/cloudwatch.ts'
import type { Beanstalk } from './beanstalk.ts'

export interface RegionTruth {
  readonly region: string
  readonly logGroups: readonly LogGroup[]
  /** Their names. */
  readonly alarms: readonly string[]
  /** What the DNS server knows of environments and load balancers, by name. */
  readonly names: Readonly<Record<string, readonly string[]>>
}

/** Everything is sorted by its name. */
export function lookUpRegion({ cloudWatch, world }: Beanstalk, region: string): RegionTruth {
  const { logGroups, alarms } = cloudWatch.region(region)
  const names = world.names.list().filter(([name]) => name.includes(`.${region}.`))
  return {
    region,
    logGroups: [...logGroups.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    alarms: [...alarms].sort(),
    names: Object.fromEntries(names.sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}
