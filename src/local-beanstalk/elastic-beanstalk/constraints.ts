/** Lengths and values that Elastic Beanstalk takes. Source: its API model, botocore 1.43.11. */

import type { Constraints } from '../wire/constraint.ts'
import { SEVERITIES } from './event-log.ts'

export const CONSTRAINTS: Constraints = {
  ApplicationName: { min: 1, max: 100 },
  CNAMEPrefix: { min: 4, max: 63 },
  Description: { max: 200 },
  EnvironmentName: { min: 4, max: 40 },
  GroupName: { min: 1, max: 19 },
  InfoType: { oneOf: ['tail', 'bundle', 'analyze'] },
  Key: { min: 1, max: 128 },
  MaxRecords: { min: 1, max: 1000 },
  OperationsRole: { min: 1, max: 256 },
  ResourceName: { min: 1, max: 256 },
  S3Bucket: { max: 255 },
  S3Key: { max: 1024 },
  Severity: { oneOf: SEVERITIES },
  TemplateName: { min: 1, max: 100 },
  VersionLabel: { min: 1, max: 100 },
}

/** The one enumeration whose member has the same name in both operations and other values. */
export const ATTRIBUTE_NAMES: Readonly<Record<string, readonly string[]>> = {
  DescribeEnvironmentHealth: [
    'Status',
    'Color',
    'Causes',
    'ApplicationMetrics',
    'InstancesHealth',
    'All',
    'HealthStatus',
    'RefreshedAt',
  ],
  DescribeInstancesHealth: [
    'HealthStatus',
    'Color',
    'Causes',
    'ApplicationMetrics',
    'RefreshedAt',
    'LaunchedAt',
    'System',
    'Deployment',
    'AvailabilityZone',
    'InstanceType',
    'All',
  ],
}
