/** The operations on the attributes of classic load balancers. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing'
import type { Call, Checked } from '../../service.ts'
import { DEREGISTRATION_DELAY, IDLE_TIMEOUT } from '../default-attributes.ts'
import { setAttributes } from '../load-balancers.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import { classicErrors } from './classic-errors.ts'
import { findClassic } from './classic-lookup.ts'

export function describeLoadBalancerAttributes(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.DescribeLoadBalancerAttributesInput>,
  call: Call,
): ELB.DescribeLoadBalancerAttributesOutput {
  return { LoadBalancerAttributes: describe(findClassic(loadBalancing, input.LoadBalancerName, call).attributes) }
}

export async function modifyLoadBalancerAttributes(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.ModifyLoadBalancerAttributesInput>,
  call: Call,
): Promise<ELB.ModifyLoadBalancerAttributesOutput> {
  const found = findClassic(loadBalancing, input.LoadBalancerName, call)
  await setAttributes(found, read(input.LoadBalancerAttributes))
  return { LoadBalancerName: found.name, LoadBalancerAttributes: describe(found.attributes) }
}

function read(asked: ELB.LoadBalancerAttributes): Record<string, string> {
  const { CrossZoneLoadBalancing, AccessLog, ConnectionDraining, ConnectionSettings, AdditionalAttributes = [] } = asked
  const idle = ConnectionSettings?.IdleTimeout
  if (idle !== undefined && (idle < 1 || idle > 4000))
    throw classicErrors.validation('ConnectionSettings.IdleTimeout must be between 1 and 4000 seconds')
  const draining = ConnectionDraining?.Timeout
  if (draining !== undefined && (draining < 1 || draining > 3600))
    throw classicErrors.validation('ConnectionDraining.Timeout must be between 1 and 3600 seconds')
  return {
    ...(idle !== undefined && { [IDLE_TIMEOUT]: String(idle) }),
    ...(CrossZoneLoadBalancing && { 'load_balancing.cross_zone.enabled': String(CrossZoneLoadBalancing.Enabled) }),
    ...(AccessLog && { 'access_logs.s3.enabled': String(AccessLog.Enabled) }),
    ...(ConnectionDraining && { 'connection_draining.enabled': String(ConnectionDraining.Enabled) }),
    ...(draining !== undefined && { [DEREGISTRATION_DELAY]: String(draining) }),
    ...Object.fromEntries(AdditionalAttributes.map(({ Key = '', Value = '' }) => [Key, Value])),
  }
}

function describe(attributes: ReadonlyMap<string, string>): ELB.LoadBalancerAttributes {
  const isOn = (key: string) => attributes.get(key) === 'true'
  return {
    CrossZoneLoadBalancing: { Enabled: isOn('load_balancing.cross_zone.enabled') },
    AccessLog: { Enabled: isOn('access_logs.s3.enabled') },
    ConnectionDraining: {
      Enabled: isOn('connection_draining.enabled'),
      Timeout: Number(attributes.get(DEREGISTRATION_DELAY)),
    },
    ConnectionSettings: { IdleTimeout: Number(attributes.get(IDLE_TIMEOUT)) },
    AdditionalAttributes: [
      { Key: 'elb.http.desyncmitigationmode', Value: attributes.get('elb.http.desyncmitigationmode') },
    ],
  }
}
