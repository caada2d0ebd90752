/**
 * The option settings that a single-instance Linux environment has when nobody sets any.
 * Source: Developer Guide, "General options for all environments".
 */

const AUTO_SCALING = 'aws:autoscaling'
const BEANSTALK = 'aws:elasticbeanstalk'

const TABLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [`${AUTO_SCALING}:asg`]: { Availability: 'Any', Cooldown: '360', MaxSize: '1', MinSize: '1' },
  [`${AUTO_SCALING}:launchconfiguration`]: {
    DisableDefaultEC2SecurityGroup: 'false',
    DisableIMDSv1: 'true',
    IamInstanceProfile: 'aws-elasticbeanstalk-ec2-role',
    InstanceType: 't3.micro',
    MonitoringInterval: '5 minute',
    RootVolumeType: '',
    SSHSourceRestriction: 'tcp,22,22,0.0.0.0/0',
  },
  [`${BEANSTALK}:cloudwatch:logs`]: { DeleteOnTerminate: 'false', RetentionInDays: '7', StreamLogs: 'false' },
  [`${BEANSTALK}:cloudwatch:logs:health`]: {
    DeleteOnTerminate: 'false',
    HealthStreamingEnabled: 'false',
    RetentionInDays: '7',
  },
  [`${BEANSTALK}:command`]: {
    BatchSize: '100',
    BatchSizeType: 'Percentage',
    DeploymentPolicy: 'AllAtOnce',
    IgnoreHealthCheck: 'false',
    Timeout: '600',
  },
  [`${BEANSTALK}:environment`]: { EnvironmentType: 'SingleInstance', ServiceRole: 'aws-elasticbeanstalk-service-role' },
  [`${BEANSTALK}:environment:process:default`]: {
    DeregistrationDelay: '20',
    HealthCheckInterval: '15',
    HealthCheckPath: '/',
    HealthCheckTimeout: '5',
    HealthyThresholdCount: '3',
    MatcherHTTPCode: '200',
    Port: '80',
    Protocol: 'HTTP',
    StickinessEnabled: 'false',
    StickinessLBCookieDuration: '86400',
    StickinessType: 'lb_cookie',
    UnhealthyThresholdCount: '5',
  },
  [`${BEANSTALK}:environment:proxy`]: { ProxyServer: 'nginx' },
  // The API's own default is "basic"; the EB CLI and the console set "enhanced", and so does this.
  [`${BEANSTALK}:healthreporting:system`]: { EnhancedHealthAuthEnabled: 'true', SystemType: 'enhanced' },
  [`${BEANSTALK}:hostmanager`]: { LogPublicationControl: 'false' },
  [`${BEANSTALK}:managedactions`]: { ManagedActionsEnabled: 'false' },
  [`${BEANSTALK}:monitoring`]: { 'Automatically Terminate Unhealthy Instances': 'true' },
  [`${BEANSTALK}:sns:topics`]: { 'Notification Protocol': 'email' },
  [`${BEANSTALK}:xray`]: { XRayEnabled: 'false' },
}

export const DEFAULT_SETTINGS = Object.entries(TABLE).flatMap(([namespace, options]) =>
  Object.entries(options).map(([name, value]) => ({ namespace, name, value })),
)

// Those of the general options; what comes after such a prefix differs by platform and by process.
const NAMESPACES = [
  /^aws:autoscaling:(asg|launchconfiguration|scheduledaction|trigger|updatepolicy:rollingupdate)$/,
  /^aws:ec2:(vpc|instances)$/,
  /^aws:elasticbeanstalk:(application|application:environment|application:environmentsecrets)$/,
  /^aws:elasticbeanstalk:(cloudwatch:logs(:health)?|command|control|customoption|environment|hostmanager)$/,
  /^aws:elasticbeanstalk:environment:(process:[\w-]+|proxy|proxy:staticfiles)$/,
  /^aws:elasticbeanstalk:(healthreporting:system|managedactions|managedactions:platformupdate|monitoring)$/,
  /^aws:elasticbeanstalk:(sns:topics|sqsd|trafficsplitting|xray|container:[\w-]+(:[\w-]+)?)$/,
  /^aws:elb:(healthcheck|loadbalancer|listener(:\d+)?|policies(:[\w-]+)?)$/,
  /^aws:elbv2:(listener:(default|\d+)|listenerrule:[\w-]+|loadbalancer)$/,
  /^aws:rds:dbinstance$/,
]

export function isKnownNamespace(namespace: string): boolean {
  return NAMESPACES.some(pattern => pattern.test(namespace))
}
