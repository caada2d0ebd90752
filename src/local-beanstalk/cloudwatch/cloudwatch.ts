/** CloudWatch as far as Elastic Beanstalk makes something in it: log groups and alarms. Nothing of it is served. */

export interface CloudWatch {
  region(name: string): CloudWatchRegion
}

export interface CloudWatchRegion {
  /** By name. */
  readonly logGroups: Map<string, LogGroup>
  /** Their names. */
  readonly alarms: Set<string>
}

export interface LogGroup {
  readonly name: string
  retentionInDays: number
}

export function openCloudWatch(): CloudWatch {
  const regions = new Map<string, CloudWatchRegion>()
  return {
    region: name => {
      const region = regions.get(name) ?? { logGroups: new Map(), alarms: new Set() }
      regions.set(name, region)
      return region
    },
  }
}
