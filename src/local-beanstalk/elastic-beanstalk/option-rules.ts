/**
 * What values the options take, and what a change of them costs. Source: Developer Guide, "General options for all
 * environments" and "Platform specific options". (Most of it is the table.)
 */

import { isKnownNamespace } from './option-defaults.ts'

export interface OptionRule {
  readonly oneOf?: readonly string[]
  readonly min?: number
  readonly max?: number
  readonly list?: boolean
  /** NoInterruption when not given. */
  readonly severity?: 'RestartEnvironment' | 'RestartApplicationServer'
}

const BOOLEAN: OptionRule = { oneOf: ['true', 'false'] }
const TEXT: OptionRule = {}
const REPLACES: OptionRule = { severity: 'RestartEnvironment' }
const BATCH: OptionRule = { min: 1, max: 10_000 }
const RETENTION = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653].map(String)

// Every option that such a namespace has; a name that is not here is none.
const WHOLE: Readonly<Record<string, Readonly<Record<string, OptionRule>>>> = {
  'aws:autoscaling:asg': {
    Availability: { oneOf: ['Any', 'Any 1', 'Any 2', 'Any 3'] },
    Cooldown: { min: 0, max: 10_000 },
    'Custom Availability Zones': { list: true },
    EnableCapacityRebalancing: BOOLEAN,
    MaxSize: BATCH,
    MinSize: BATCH,
  },
  'aws:elasticbeanstalk:cloudwatch:logs': {
    DeleteOnTerminate: BOOLEAN,
    RetentionInDays: { oneOf: RETENTION },
    StreamLogs: BOOLEAN,
  },
  'aws:elasticbeanstalk:cloudwatch:logs:health': {
    DeleteOnTerminate: BOOLEAN,
    HealthStreamingEnabled: BOOLEAN,
    RetentionInDays: { oneOf: RETENTION },
  },
  'aws:elasticbeanstalk:command': {
    BatchSize: BATCH,
    BatchSizeType: { oneOf: ['Percentage', 'Fixed'] },
    DeploymentPolicy: {
      oneOf: ['AllAtOnce', 'Rolling', 'RollingWithAdditionalBatch', 'Immutable', 'TrafficSplitting'],
    },
    IgnoreHealthCheck: BOOLEAN,
    Timeout: { min: 1, max: 3600 },
  },
  'aws:elasticbeanstalk:environment': {
    EnvironmentType: { oneOf: ['SingleInstance', 'LoadBalanced'], severity: 'RestartEnvironment' },
    ExternalExtensionsS3Bucket: TEXT,
    ExternalExtensionsS3Key: TEXT,
    LoadBalancerIsShared: { ...BOOLEAN, severity: 'RestartEnvironment' },
    LoadBalancerType: { oneOf: ['classic', 'application', 'network'], severity: 'RestartEnvironment' },
    ServiceRole: TEXT,
  },
  'aws:elasticbeanstalk:environment:proxy': { ProxyServer: { oneOf: ['nginx', 'apache', 'none'] } },
  'aws:elasticbeanstalk:healthreporting:system': {
    ConfigDocument: TEXT,
    EnhancedHealthAuthEnabled: BOOLEAN,
    HealthCheckSuccessThreshold: { oneOf: ['Ok', 'Warning', 'Degraded', 'Severe'] },
    SystemType: { oneOf: ['basic', 'enhanced'] },
  },
  'aws:elasticbeanstalk:hostmanager': { LogPublicationControl: BOOLEAN },
  'aws:elasticbeanstalk:managedactions': {
    ManagedActionsEnabled: BOOLEAN,
    PreferredStartTime: TEXT,
    ServiceRoleForManagedUpdates: TEXT,
  },
  'aws:elasticbeanstalk:monitoring': { 'Automatically Terminate Unhealthy Instances': BOOLEAN },
  'aws:elasticbeanstalk:xray': { XRayEnabled: BOOLEAN },
}

// Some options of namespaces that have more.
const PART: Readonly<Record<string, Readonly<Record<string, OptionRule>>>> = {
  'aws:autoscaling:launchconfiguration': {
    DisableDefaultEC2SecurityGroup: BOOLEAN,
    DisableIMDSv1: { ...BOOLEAN, severity: 'RestartEnvironment' },
    EC2KeyName: REPLACES,
    IamInstanceProfile: REPLACES,
    ImageId: REPLACES,
    InstanceType: REPLACES,
    MonitoringInterval: { oneOf: ['1 minute', '5 minute'] },
    RootVolumeSize: { min: 8, max: 16_384, severity: 'RestartEnvironment' },
    SecurityGroups: { list: true, severity: 'RestartEnvironment' },
  },
  'aws:elasticbeanstalk:environment:process:default': {
    DeregistrationDelay: { min: 0, max: 3600 },
    HealthCheckInterval: { min: 5, max: 300 },
    HealthCheckTimeout: { min: 1, max: 60 },
    HealthyThresholdCount: { min: 1, max: 10 },
    Port: { min: 1, max: 65_535 },
    StickinessEnabled: BOOLEAN,
    StickinessLBCookieDuration: { min: 1, max: 604_800 },
    UnhealthyThresholdCount: { min: 1, max: 10 },
  },
  'aws:elasticbeanstalk:sns:topics': { 'Notification Endpoint': TEXT, 'Notification Topic ARN': TEXT },
  'aws:elb:policies': { ConnectionSettingIdleTimeout: { min: 1, max: 3600 } },
  'aws:elbv2:loadbalancer': { IdleTimeout: { min: 1, max: 3600 } },
}

export const OPTION_RULES: ReadonlyArray<{
  readonly namespace: string
  readonly name: string
  readonly rule: OptionRule
}> = Object.entries({ ...WHOLE, ...PART }).flatMap(([namespace, options]) =>
  Object.entries(options).map(([name, rule]) => ({ namespace, name, rule })),
)

/** What Elastic Beanstalk says against a setting; undefined when it takes it. */
export function settingFault(setting: {
  readonly namespace: string
  readonly name: string
  readonly value: string
}): string | undefined {
  const { namespace, name, value } = setting
  const at = `(Namespace: '${namespace}', OptionName: '${name}')`
  const whole = Object.hasOwn(WHOLE, namespace) ? WHOLE[namespace] : undefined
  const known = isKnownNamespace(namespace) && name !== '' && (whole === undefined || Object.hasOwn(whole, name))
  if (!known) return `Invalid option specification ${at}: Unknown configuration setting.`
  const part = Object.hasOwn(PART, namespace) ? PART[namespace] : undefined
  const rule = whole?.[name] ?? (part && Object.hasOwn(part, name) ? part[name] : undefined)
  const fault = rule && valueFault(rule, value)
  return fault && `Invalid option value: '${value}' ${at}: ${fault}`
}

// The service's sentence begins as above; how it ends for each case is not known.
function valueFault({ oneOf, min, max }: OptionRule, value: string): string | undefined {
  if (oneOf !== undefined && !oneOf.includes(value))
    return `Value is not one of the allowed values: [${oneOf.join(', ')}]`
  if (min === undefined || max === undefined) return undefined
  if (!/^-?\d+$/.test(value)) return 'Value is not an integer'
  if (Number(value) < min) return `Value is less than minimum allowed value: ${min}`
  return Number(value) > max ? `Value is greater than maximum allowed value: ${max}` : undefined
}
