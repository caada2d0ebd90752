/** What every handler of Elastic Beanstalk is given: the other services, the host, the regions. */

import { join } from 'node:path'
import type { Background } from '../background.ts'
import type { CloudWatch } from '../cloudwatch/cloudwatch.ts'
import type { Ec2 } from '../ec2/ec2-model.ts'
import type { LoadBalancing } from '../elastic-load-balancing/load-balancing.ts'
import type { Host } from '../host/host.ts'
import type { Bucket, ObjectStore } from '../s3/store.ts'
import type { World } from '../world.ts'
import type { BeanstalkRegion } from './beanstalk-model.ts'
import { openEventLog } from './event-log.ts'
import { admitClients, resolveTarget } from './routing.ts'
import { writeSampleBundle } from './sample-bundle.ts'

export interface Beanstalk extends BeanstalkSpec {
  readonly regions: ReadonlyMap<string, BeanstalkRegion>
  region(name: string): BeanstalkRegion
  /** The bucket that Elastic Beanstalk keeps in a region; made when it is not there. */
  storage(region: string): Bucket
  /** The path of the sample application's bundle. */
  sampleBundle(): Promise<string>
}

/** How long a second of the recorded event streams takes; it may change while a deployment runs. */
export interface Pace {
  msPerSecond: number
}

export interface BeanstalkSpec {
  readonly world: World
  readonly host: Host
  readonly ec2: Ec2
  readonly cloudWatch: CloudWatch
  readonly loadBalancing: LoadBalancing
  readonly store: ObjectStore
  readonly background: Background
  readonly pace: Pace
  /** The port of the first environment's front; 0: any. */
  readonly frontPort: number
  /** `http://127.0.0.1:PORT`, once the server listens. */
  readonly endpoint: () => string
}

export function openBeanstalk(spec: BeanstalkSpec): Beanstalk {
  const regions = new Map<string, BeanstalkRegion>()
  let sample: Promise<string> | undefined
  const admitEverywhere = async (region: string) => {
    for (const environment of regions.get(region)?.environments.values() ?? []) {
      if (environment.network !== undefined) await admitClients(spec, environment)
    }
  }
  spec.ec2.onRulesChanged(({ region }) => admitEverywhere(region))
  spec.ec2.onNetworkChanged(admitEverywhere)
  spec.loadBalancing.onAdmissionChange(({ region }) => admitEverywhere(region))
  spec.loadBalancing.setTargetResolver((instanceId, port) => resolveTarget(regions, instanceId, port))
  return {
    ...spec,
    regions,
    region: name => {
      const known = regions.get(name)
      if (known !== undefined) return known
      const region = { name, applications: new Map(), environments: new Map(), events: openEventLog(spec.world.clock) }
      regions.set(name, region)
      return region
    },
    storage: region => {
      const name = `elasticbeanstalk-${region}-${spec.world.accountId}`
      return spec.store.buckets.get(name) ?? spec.store.createBucket(name, region)
    },
    sampleBundle: () => {
      const path = join(spec.world.folder, 'sample-application.zip')
      sample ??= writeSampleBundle(path).then(() => path)
      return sample
    },
  }
}
