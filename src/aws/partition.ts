/** Which partition of AWS a region belongs to: the second part of its ARNs. */

// Source: the partitions of AWS's own endpoint data (botocore, data/partitions.json): the regionRegex of each.
const PARTITIONS = [
  { begins: 'cn-', partition: 'aws-cn' },
  { begins: 'us-gov-', partition: 'aws-us-gov' },
  { begins: 'us-isob-', partition: 'aws-iso-b' },
  { begins: 'us-isof-', partition: 'aws-iso-f' },
  { begins: 'us-iso-', partition: 'aws-iso' },
  { begins: 'eu-isoe-', partition: 'aws-iso-e' },
  { begins: 'eusc-', partition: 'aws-eusc' },
] as const

/** "aws" for every region that no other partition has. */
export function partitionOf(region: string): string {
  return PARTITIONS.find(({ begins }) => region.startsWith(begins))?.partition ?? 'aws'
}
