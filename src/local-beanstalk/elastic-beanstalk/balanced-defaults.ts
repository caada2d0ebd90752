/**
 * The option settings that a load-balanced environment has beside those of a single instance.
 * Source: Developer Guide, "General options for all environments".
 */

import type { LoadBalancerKind } from '../host/host-load-balancer.ts'

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>

const EVERY: Table = {
  'aws:autoscaling:asg': { MaxSize: '4' },
  'aws:autoscaling:updatepolicy:rollingupdate': {
    MaxBatchSize: '1',
    MinInstancesInService: '1',
    RollingUpdateEnabled: 'false',
    RollingUpdateType: 'Time',
    Timeout: 'PT30M',
  },
  'aws:elasticbeanstalk:environment': { LoadBalancerIsShared: 'false' },
}

const CLASSIC: Table = {
  'aws:elb:healthcheck': {
    HealthyThreshold: '3',
    Interval: '10',
    Target: 'TCP:80',
    Timeout: '5',
    UnhealthyThreshold: '5',
  },
  'aws:elb:listener': {
    InstancePort: '80',
    ListenerEnabled: 'true',
    ListenerProtocol: 'HTTP',
    PolicyNames: '',
    SSLCertificateId: '',
  },
  'aws:elb:loadbalancer': { CrossZone: 'false' },
  'aws:elb:policies': {
    ConnectionDrainingEnabled: 'false',
    ConnectionDrainingTimeout: '20',
    ConnectionSettingIdleTimeout: '60',
    LoadBalancerPorts: ':all',
    'Stickiness Cookie Expiration': '0',
    'Stickiness Policy': 'false',
  },
}

const VERSION_2: Table = {
  'aws:elbv2:listener:default': { DefaultProcess: 'default', ListenerEnabled: 'true', Rules: '' },
  'aws:elbv2:loadbalancer': { AccessLogsS3Enabled: 'false' },
}

const APPLICATION: Table = {
  ...VERSION_2,
  'aws:elbv2:listener:default': { ...VERSION_2['aws:elbv2:listener:default'], Protocol: 'HTTP' },
}

const NETWORK: Table = {
  ...VERSION_2,
  'aws:elbv2:listener:default': { ...VERSION_2['aws:elbv2:listener:default'], Protocol: 'TCP' },
  'aws:elasticbeanstalk:environment:process:default': { HealthCheckInterval: '10', Protocol: 'TCP' },
}

const OF_KIND: Readonly<Record<LoadBalancerKind, Table>> = {
  application: APPLICATION,
  classic: CLASSIC,
  network: NETWORK,
}

export function balancedDefaults(kind: LoadBalancerKind) {
  const named = { 'aws:elasticbeanstalk:environment': { LoadBalancerType: kind } }
  return [EVERY, OF_KIND[kind], named].flatMap(table =>
    Object.entries(table).flatMap(([namespace, options]) =>
      Object.entries(options).map(([name, value]) => ({ namespace, name, value })),
    ),
  )
}
