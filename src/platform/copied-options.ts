/**
 * Which settings of the base environment its previews have, too, and which they have instead. A list of what is
 * copied: what is on no list stays behind, as a coupled database does (it would be created anew), notifications, key
 * pairs, metrics that cost money, schedules, and everything about load balancers and about more than one instance.
 */

import { ENVIRONMENT_PROPERTIES } from '../environment-properties.ts'

export interface CopiedOptions {
  /** A namespace, or with `*` at the end all that begin so. */
  readonly namespace: string
  /** Undefined: all of them. */
  readonly optionNames?: readonly string[]
  readonly holds: 'settings' | 'variables' | 'security-groups'
  /** It stays as it is in the base, whatever the bundle of a pull request says: who wrote that must not choose it. */
  readonly isGuarded?: boolean
  readonly reason: string
}

export const COPIED_OPTIONS: readonly CopiedOptions[] = [
  {
    namespace: 'aws:autoscaling:launchconfiguration',
    optionNames: ['IamInstanceProfile'],
    holds: 'settings',
    isGuarded: true,
    reason: 'What the app may do in AWS; without a profile Beanstalk launches no instance.',
  },
  {
    namespace: 'aws:autoscaling:launchconfiguration',
    optionNames: ['SecurityGroups', 'DisableDefaultEC2SecurityGroup'],
    holds: 'security-groups',
    isGuarded: true,
    reason:
      'A database or a cache admits the app by a group of its own; the group that Beanstalk made goes with the base.',
  },
  {
    namespace: 'aws:autoscaling:launchconfiguration',
    optionNames: [
      'ImageId',
      'DisableIMDSv1',
      'RootVolumeIOPS',
      'RootVolumeSize',
      'RootVolumeThroughput',
      'RootVolumeType',
    ],
    holds: 'settings',
    reason: 'What the app finds on its instance: programs of an image, room on the disk, credentials by IMDSv2 only.',
  },
  {
    namespace: 'aws:ec2:instances',
    optionNames: ['SupportedArchitectures'],
    holds: 'settings',
    reason: 'A program that was built for one architecture does not run on another.',
  },
  {
    namespace: 'aws:ec2:vpc',
    optionNames: ['VPCId', 'Subnets', 'AssociatePublicIpAddress'],
    holds: 'settings',
    isGuarded: true,
    reason:
      'Where the databases of the app can be reached. Subnets of a load balancer or a database are not for instances.',
  },
  {
    namespace: 'aws:elasticbeanstalk:environment',
    optionNames: ['ServiceRole'],
    holds: 'settings',
    isGuarded: true,
    reason: 'What Beanstalk itself may do; enhanced health needs it.',
  },
  {
    namespace: 'aws:elasticbeanstalk:environment:proxy',
    optionNames: ['ProxyServer'],
    holds: 'settings',
    reason: 'Which proxy the files of the bundle are for.',
  },
  {
    namespace: 'aws:elasticbeanstalk:environment:proxy:staticfiles',
    holds: 'settings',
    reason: 'Paths that the proxy answers itself.',
  },
  {
    namespace: 'aws:elasticbeanstalk:container:*',
    holds: 'settings',
    reason: 'How the platform starts the app: its document root, its WSGI path, the options of its Java machine.',
  },
  {
    namespace: 'aws:elasticbeanstalk:healthreporting:system',
    optionNames: ['SystemType', 'EnhancedHealthAuthEnabled', 'HealthCheckSuccessThreshold'],
    holds: 'settings',
    reason: 'What counts as healthy. The document of metrics stays behind: each metric costs money.',
  },
  {
    namespace: 'aws:elasticbeanstalk:command',
    optionNames: ['Timeout'],
    holds: 'settings',
    reason: 'An app that takes long to install does so in a preview, too.',
  },
  {
    namespace: 'aws:elasticbeanstalk:cloudwatch:logs',
    optionNames: ['StreamLogs', 'RetentionInDays'],
    holds: 'settings',
    reason: 'Whoever looks for logs there finds them.',
  },
  {
    namespace: ENVIRONMENT_PROPERTIES,
    holds: 'variables',
    reason: 'Most apps do not start without theirs. Their database is the one of the base.',
  },
  {
    namespace: 'aws:elasticbeanstalk:application:environmentsecrets',
    holds: 'variables',
    reason: 'Names of secrets that the instance reads itself.',
  },
]

export interface PreviewOption {
  readonly namespace: string
  readonly optionName: string
  readonly value: string
  readonly reason: string
}

export const PREVIEW_OPTIONS: readonly PreviewOption[] = [
  {
    namespace: 'aws:elasticbeanstalk:environment',
    optionName: 'EnvironmentType',
    value: 'SingleInstance',
    reason: 'A load balancer costs more than the instance, and takes minutes.',
  },
  {
    namespace: 'aws:autoscaling:updatepolicy:rollingupdate',
    optionName: 'RollingUpdateEnabled',
    value: 'false',
    reason: 'Beanstalk refuses rolling updates for a single instance.',
  },
  {
    namespace: 'aws:elasticbeanstalk:command',
    optionName: 'DeploymentPolicy',
    value: 'AllAtOnce',
    reason: 'Every other policy needs a second instance.',
  },
  {
    namespace: 'aws:elasticbeanstalk:managedactions',
    optionName: 'ManagedActionsEnabled',
    value: 'false',
    reason: 'A platform update in the middle of a deployment helps nobody.',
  },
  {
    namespace: 'aws:elasticbeanstalk:cloudwatch:logs',
    optionName: 'DeleteOnTerminate',
    value: 'true',
    reason: 'Else the log groups stay when the preview is gone.',
  },
  {
    namespace: 'aws:elasticbeanstalk:cloudwatch:logs:health',
    optionName: 'DeleteOnTerminate',
    value: 'true',
    reason: 'Else the log groups stay when the preview is gone.',
  },
]
