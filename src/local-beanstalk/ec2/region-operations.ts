/** The operations that say where one is: regions and availability zones. */

import type * as EC2 from '@aws-sdk/client-ec2'
import { ec2Errors } from './ec2-errors.ts'
import { filterAll } from './filter.ts'
import type { Read } from './pick.ts'
import { zoneIdOf } from './zone-id.ts'

/** The regions that are enabled without anybody's wish. Source: AWS Account Management, "Enable or disable AWS Regions". */
const REGIONS = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
]

export const describeRegions: Read<EC2.DescribeRegionsRequest, EC2.DescribeRegionsResult> = (_context, input) => {
  const unknown = input.RegionNames?.find(name => !REGIONS.includes(name))
  if (unknown !== undefined) throw ec2Errors.regionNotFound(unknown)
  const regions = REGIONS.filter(name => input.RegionNames?.includes(name) ?? true).map(name => ({
    RegionName: name,
    Endpoint: `ec2.${name}.amazonaws.com`,
    OptInStatus: 'opt-in-not-required',
  }))
  const found = filterAll(regions, input.Filters, {
    traitsOf: ({ RegionName, Endpoint, OptInStatus }) => ({
      'region-name': [RegionName],
      endpoint: [Endpoint],
      'opt-in-status': [OptInStatus],
    }),
    tagsOf: () => [],
  })
  if (input.DryRun) throw ec2Errors.dryRun()
  return { Regions: found }
}

export const describeAvailabilityZones: Read<
  EC2.DescribeAvailabilityZonesRequest,
  EC2.DescribeAvailabilityZonesResult
> = (_context, input, call) => {
  const zones = ['a', 'b', 'c'].map(letter => ({
    ZoneName: `${call.region}${letter}`,
    ZoneId: zoneIdOf(`${call.region}${letter}`),
    RegionName: call.region,
    State: 'available' as const,
    GroupName: call.region,
    NetworkBorderGroup: call.region,
    OptInStatus: 'opt-in-not-required' as const,
    ZoneType: 'availability-zone',
    Messages: [],
  }))
  const unknown = input.ZoneNames?.find(name => !zones.some(({ ZoneName }) => ZoneName === name))
  if (unknown !== undefined) throw ec2Errors.zoneNotFound(unknown)
  const asked = zones.filter(
    ({ ZoneName, ZoneId }) =>
      (input.ZoneNames?.includes(ZoneName) ?? true) && (input.ZoneIds?.includes(ZoneId) ?? true),
  )
  const found = filterAll(asked, input.Filters, {
    traitsOf: ({ ZoneName, ZoneId, State, ZoneType, RegionName }) => ({
      'zone-name': [ZoneName],
      'zone-id': [ZoneId],
      'zone-type': [ZoneType],
      'region-name': [RegionName],
      state: [State],
    }),
    tagsOf: () => [],
  })
  if (input.DryRun) throw ec2Errors.dryRun()
  return { AvailabilityZones: found }
}
