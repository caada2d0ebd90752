/** Is there an Elastic IP address left for a single instance? Reads only. */

import {
  type AccountAttributeName,
  type Address,
  DescribeAccountAttributesCommand,
  DescribeAddressesCommand,
  DescribeInstancesCommand,
  type Tag,
} from '@aws-sdk/client-ec2'
import type { ActionError } from '../action-error.ts'
import { ask } from '../aws/ask.ts'
import { readPages } from '../aws/read-pages.ts'
import type { Context } from '../context.ts'

export type AddressSurvey =
  | {
      readonly kind: 'known'
      readonly addresses: readonly ElasticAddress[]
      /** How many the region may have. */
      readonly quota: number
    }
  | { readonly kind: 'unknown'; readonly refusal: ActionError | undefined }

export interface ElasticAddress {
  readonly ip: string
  /** What uses it, or what it is for: an environment, a name, an instance; undefined where nothing says so. */
  readonly usedBy: string | undefined
}

export async function surveyAddresses(context: Context): Promise<AddressSurvey> {
  const { ec2 } = context.aws
  const [asked, limit] = await Promise.all([
    ask(() => ec2.send(new DescribeAddressesCommand({}))),
    ask(() => ec2.send(new DescribeAccountAttributesCommand({ AttributeNames: [QUOTA] }))),
  ])
  if (asked.kind === 'refused') return { kind: 'unknown', refusal: asked.refusal }
  if (limit.kind === 'refused') return { kind: 'unknown', refusal: limit.refusal }
  const [value] = (limit.answer.AccountAttributes ?? []).flatMap(({ AttributeValues = [] }) => AttributeValues)
  const quota = Number(value?.AttributeValue)
  if (!Number.isSafeInteger(quota) || quota < 1) return { kind: 'unknown', refusal: undefined }
  const counted = (asked.answer.Addresses ?? []).filter(isOfQuota)
  // Whose they are matters only where all are taken.
  const names = counted.length < quota ? new Map() : await nameInstances(context, counted)
  return { kind: 'known', addresses: counted.map(address => toAddress(address, names)), quota }
}

/** The API has more than its model lists: "The maximum number of Elastic IP addresses that you can allocate." */
const QUOTA = 'vpc-max-elastic-ips' as string as AccountAttributeName

/** Those that somebody has brought to AWS count elsewhere. */
function isOfQuota({ PublicIpv4Pool = 'amazon' }: Address): boolean {
  return PublicIpv4Pool === 'amazon'
}

/** By their ids; without the right to look there are none. */
async function nameInstances(
  { aws }: Context,
  addresses: readonly Address[],
): Promise<ReadonlyMap<string, string | undefined>> {
  const ids = addresses.flatMap(({ InstanceId }) => InstanceId || [])
  if (ids.length === 0) return new Map()
  const Filters = [{ Name: 'instance-id', Values: ids }]
  const asked = await ask(() => readPages(token => aws.ec2.send(new DescribeInstancesCommand({ Filters, ...token }))))
  const reservations = asked.kind === 'refused' ? [] : asked.answer.flatMap(({ Reservations = [] }) => Reservations)
  const instances = reservations.flatMap(({ Instances = [] }) => Instances)
  return new Map(instances.map(({ InstanceId = '', Tags = [] }) => [InstanceId, readName(Tags)]))
}

function toAddress(address: Address, names: ReadonlyMap<string, string | undefined>): ElasticAddress {
  const { PublicIp: ip = '', Tags = [], InstanceId = '', NetworkInterfaceId } = address
  // Without an instance AWS writes an empty text.
  return { ip, usedBy: readName(Tags) ?? names.get(InstanceId) ?? (InstanceId || NetworkInterfaceId || undefined) }
}

function readName(tags: readonly Tag[]): string | undefined {
  const tagOf = (key: string) => tags.find(({ Key }) => Key === key)?.Value
  return tagOf('elasticbeanstalk:environment-name') ?? tagOf('Name')
}
