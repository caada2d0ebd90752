/** The answers about what the model holds, API version 2015-12-01. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing-v2'
import type { LoadBalancing } from '../load-balancing.ts'
import type { Listener, LoadBalancer, Rule } from '../load-balancing-model.ts'
import type { TargetGroup } from '../target-group-model.ts'
import { loadBalancersOf } from '../target-groups.ts'
import type { TargetState } from '../target-health.ts'
import { describeAction, describeCondition } from './rule-actions.ts'

export function describeLoadBalancer(
  { ec2 }: LoadBalancing,
  loadBalancer: LoadBalancer,
  state: ELB.LoadBalancerStateEnum = 'active',
): ELB.LoadBalancer {
  const { id, dnsName, created, name, scheme, vpcId, kind, subnetIds, groupIds, ipAddressType } = loadBalancer
  const { subnets } = ec2.region(loadBalancer.region)
  return {
    LoadBalancerArn: id,
    DNSName: dnsName,
    // Hosted zones differ by region and kind; this one is Frankfurt's, for application load balancers.
    CanonicalHostedZoneId: kind === 'network' ? 'Z3F0SRJ5LGBH90' : 'Z215JYRZR1TBD5',
    CreatedTime: created,
    LoadBalancerName: name,
    Scheme: scheme,
    VpcId: vpcId,
    State: { Code: state },
    Type: kind === 'network' ? 'network' : 'application',
    AvailabilityZones: subnetIds.map(SubnetId => ({
      ZoneName: subnets.get(SubnetId)?.zone,
      SubnetId,
      LoadBalancerAddresses: [],
    })),
    ...(groupIds.length > 0 && { SecurityGroups: [...groupIds] }),
    IpAddressType: ipAddressType as ELB.IpAddressType,
  }
}

export function describeListener({ id }: LoadBalancer, listener: Listener): ELB.Listener {
  const { arn, port, protocol, certificateArns, sslPolicy, alpnPolicy, rules } = listener
  const last = rules.at(-1)
  return {
    ListenerArn: arn,
    LoadBalancerArn: id,
    Port: port,
    Protocol: protocol as ELB.ProtocolEnum,
    ...(certificateArns.length > 0 && { Certificates: [{ CertificateArn: certificateArns[0] }] }),
    SslPolicy: sslPolicy,
    DefaultActions: last === undefined ? [] : [describeAction(last.action)],
    ...(alpnPolicy.length > 0 && { AlpnPolicy: [...alpnPolicy] }),
  }
}

export function describeRule({ arn, priority, conditions, action }: Rule): ELB.Rule {
  return {
    RuleArn: arn,
    Priority: priority === undefined ? 'default' : String(priority),
    Conditions: conditions.map(describeCondition),
    Actions: [describeAction(action)],
    IsDefault: priority === undefined,
  }
}

export function describeTargetGroup(loadBalancing: LoadBalancing, group: TargetGroup): ELB.TargetGroup {
  const { arn, name, protocol, port, vpcId, protocolVersion, healthCheck } = group
  const speaksHttp = protocol === 'HTTP' || protocol === 'HTTPS'
  const checksHttp = healthCheck.protocol === 'HTTP' || healthCheck.protocol === 'HTTPS'
  return {
    TargetGroupArn: arn,
    TargetGroupName: name,
    Protocol: protocol as ELB.ProtocolEnum,
    Port: port,
    VpcId: vpcId,
    HealthCheckProtocol: healthCheck.protocol as ELB.ProtocolEnum,
    HealthCheckPort: String(healthCheck.port),
    HealthCheckEnabled: true,
    HealthCheckIntervalSeconds: healthCheck.intervalSeconds,
    HealthCheckTimeoutSeconds: healthCheck.timeoutSeconds,
    HealthyThresholdCount: healthCheck.healthyThreshold,
    UnhealthyThresholdCount: healthCheck.unhealthyThreshold,
    ...(checksHttp && { HealthCheckPath: healthCheck.path, Matcher: describeMatcher(group) }),
    LoadBalancerArns: loadBalancersOf(loadBalancing, group).map(({ id }) => id),
    TargetType: 'instance',
    ...(speaksHttp && { ProtocolVersion: protocolVersion }),
    IpAddressType: 'ipv4',
  }
}

export function describeTargetHealth(group: TargetGroup, { target, state, reason }: TargetState) {
  const { port } = group.healthCheck
  return {
    Target: { Id: target.instanceId, Port: target.port },
    HealthCheckPort: String(port === 'traffic-port' ? target.port : port),
    TargetHealth: {
      State: state,
      ...(reason !== undefined && {
        Reason: reason as ELB.TargetHealthReasonEnum,
        Description: DESCRIPTIONS[reason] ?? 'Health checks failed',
      }),
    },
  } satisfies ELB.TargetHealthDescription
}

function describeMatcher({ protocolVersion, healthCheck }: TargetGroup): ELB.Matcher {
  return protocolVersion === 'GRPC' ? { GrpcCode: healthCheck.matcher } : { HttpCode: healthCheck.matcher }
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  'Elb.RegistrationInProgress': 'Target registration is in progress',
  'Elb.InitialHealthChecking': 'Initial health checks in progress',
  'Target.Timeout': 'Request timed out',
  // The service names the codes between the brackets; the checks here keep whether one fitted, not which it was.
  'Target.ResponseCodeMismatch': 'Health checks failed with these codes: []',
  'Target.FailedHealthChecks': 'Health checks failed',
  'Target.DeregistrationInProgress': 'Target deregistration is in progress',
  'Target.NotInUse': 'Target group is not configured to receive traffic from the load balancer',
  'Target.NotRegistered': 'Target is not registered to the target group',
  'Target.InvalidState': 'Target is in the stopped state',
}
