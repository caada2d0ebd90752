/** The services of a Local Beanstalk, each with its model, and those that need another joined to it. */

import type { Background } from './background.ts'
import { openCloudWatch } from './cloudwatch/cloudwatch.ts'
import { openEc2 } from './ec2/ec2.ts'
import { makeEc2Service } from './ec2/ec2-service.ts'
import { type Beanstalk, openBeanstalk, type Pace } from './elastic-beanstalk/beanstalk.ts'
import { makeElasticBeanstalkService } from './elastic-beanstalk/elastic-beanstalk-service.ts'
import { type CertificateSpec, openCertificates } from './elastic-load-balancing/certificates.ts'
import { makeElasticLoadBalancingService } from './elastic-load-balancing/classic/classic-service.ts'
import { followExpiry, issueByFaults } from './elastic-load-balancing/expired-certificates.ts'
import { type LoadBalancing, openLoadBalancing } from './elastic-load-balancing/load-balancing.ts'
import { makeElasticLoadBalancingV2Service } from './elastic-load-balancing/v2/v2-service.ts'
import type { Host } from './host/host.ts'
import { makeS3Service } from './s3/s3-service.ts'
import { openObjectStore } from './s3/store.ts'
import type { Service } from './service.ts'
import { openRoles, type Role } from './sts/role.ts'
import { makeStsService } from './sts/sts-service.ts'
import type { World } from './world.ts'

export interface ServicesSpec {
  readonly world: World
  readonly host: Host
  readonly background: Background
  readonly pace: Pace
  readonly loadBalancerMsPerSecond: number
  readonly certificates: readonly CertificateSpec[]
  readonly frontPort: number
  readonly addressQuota: number | undefined
  readonly roles: readonly Role[] | undefined
  readonly endpoint: () => string
}

export interface OpenServices {
  readonly services: readonly Service[]
  readonly beanstalk: Beanstalk
  readonly loadBalancing: LoadBalancing
}

export async function openServices(spec: ServicesSpec): Promise<OpenServices> {
  const { world, host, background, pace, frontPort, endpoint } = spec
  const ec2 = openEc2(spec.addressQuota)
  const store = await openObjectStore(world)
  const loadBalancing = openLoadBalancing({
    world,
    host,
    ec2,
    background,
    certificates: openCertificates(world.accountId, spec.certificates, issueByFaults(world)),
    msPerSecond: spec.loadBalancerMsPerSecond,
  })
  followExpiry(loadBalancing)
  const cloudWatch = openCloudWatch()
  const beanstalk = openBeanstalk({
    ...{ world, host, ec2, cloudWatch, loadBalancing, store },
    ...{ background, pace, frontPort, endpoint },
  })
  const services = [
    makeElasticBeanstalkService(beanstalk),
    makeEc2Service(world, ec2),
    makeElasticLoadBalancingService(loadBalancing),
    makeElasticLoadBalancingV2Service(loadBalancing),
    makeS3Service(world, store),
    makeStsService(world, openRoles(world.accountId, spec.roles)),
  ]
  return { services, beanstalk, loadBalancing }
}
