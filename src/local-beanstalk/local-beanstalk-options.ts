/** How Local Beanstalk can be started. */

import type { Clock } from './clock.ts'
import type { CertificateSpec } from './elastic-load-balancing/certificates.ts'
import type { Fault } from './faults/catalogue.ts'
import type { AppOptions } from './host/app-options.ts'
import type { Host } from './host/host.ts'
import type { AccessKey } from './permissions/access-key.ts'
import type { Role } from './sts/role.ts'

export interface LocalBeanstalkOptions {
  /** 0, the default: any free port. */
  readonly port?: number
  /** By default the process host: a real proxy and the real app. */
  readonly host?: Host
  /** For the process host. */
  readonly apps?: AppOptions
  readonly clock?: Clock
  /** How long a second of recorded event streams takes: 0, the default, leaves every pause out; 1000 is real. */
  readonly paceMsPerSecond?: number
  /** How long a second of load balancers' timers takes: idle timeouts, health checks, draining. 1000, the default, is real. */
  readonly loadBalancerMsPerSecond?: number
  /** What HTTPS and TLS listeners may name, beside the one that every region has. */
  readonly certificates?: readonly CertificateSpec[]
  /** The port of the first environment's front, where it can be had; 0, the default: any free port. */
  readonly frontPort?: number
  /** How many Elastic IP addresses each region may have (5). */
  readonly addressQuota?: number
  readonly faults?: readonly Fault[]
  readonly accountId?: string
  /** Who the default key belongs to; it may do everything. */
  readonly principalArn?: string
  /** Of the default key: by default one that everybody knows, who could then have any program run here. */
  readonly secretAccessKey?: string
  /** Keys beside the default one, each with what it may do. */
  readonly keys?: readonly AccessKey[]
  /** The roles that can be assumed; by default every role of the account, and it may do everything. */
  readonly roles?: readonly Role[]
}
