/** The health check of a target group, as CreateTargetGroup and ModifyTargetGroup are told. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing-v2'
import type { HealthCheck } from '../target-group-model.ts'
import { v2Errors } from './v2-errors.ts'

type Asked = Pick<
  ELB.CreateTargetGroupInput,
  | 'HealthCheckProtocol'
  | 'HealthCheckPort'
  | 'HealthCheckPath'
  | 'HealthCheckIntervalSeconds'
  | 'HealthCheckTimeoutSeconds'
  | 'HealthyThresholdCount'
  | 'UnhealthyThresholdCount'
  | 'Matcher'
>

/** What is not asked for stays as it was. @throws ServiceError ValidationError. */
export function readHealthCheck(former: HealthCheck, asked: Asked): HealthCheck {
  const checked: HealthCheck = {
    protocol: readProtocol(asked.HealthCheckProtocol) ?? former.protocol,
    port: readPort(asked.HealthCheckPort) ?? former.port,
    path: asked.HealthCheckPath ?? former.path,
    matcher: asked.Matcher?.HttpCode ?? asked.Matcher?.GrpcCode ?? former.matcher,
    intervalSeconds: asked.HealthCheckIntervalSeconds ?? former.intervalSeconds,
    timeoutSeconds: asked.HealthCheckTimeoutSeconds ?? former.timeoutSeconds,
    healthyThreshold: asked.HealthyThresholdCount ?? former.healthyThreshold,
    unhealthyThreshold: asked.UnhealthyThresholdCount ?? former.unhealthyThreshold,
  }
  if (!checked.path.startsWith('/'))
    throw v2Errors.validation(`Health check path '${checked.path}' must begin with '/'`)
  if (!/^\d{1,3}(-\d{1,3})?(,\d{1,3}(-\d{1,3})?)*$/.test(checked.matcher))
    throw v2Errors.validation(`Health check matcher HTTP code '${checked.matcher}' is not valid`)
  if (checked.timeoutSeconds >= checked.intervalSeconds)
    throw v2Errors.validation(
      `Health check timeout '${checked.timeoutSeconds}' must be smaller than the interval '${checked.intervalSeconds}'`,
    )
  return checked
}

function readProtocol(text: string | undefined): HealthCheck['protocol'] | undefined {
  if (text === undefined) return undefined
  const protocol = (['HTTP', 'HTTPS', 'TCP'] as const).find(known => known === text)
  if (protocol === undefined)
    throw v2Errors.validation(`Health check protocol '${text}' must be one of '[HTTP, HTTPS, TCP]'`)
  return protocol
}

function readPort(text: string | undefined): HealthCheck['port'] | undefined {
  if (text === undefined || text === 'traffic-port') return text
  if (/^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65_536) return Number(text)
  throw v2Errors.validation(`Health check port '${text}' must be 'traffic-port' or a number from '1' to '65535'`)
}
