/** What the contract tests have made in an account: found by prefix and tag, and removed. */

import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { DeleteSecurityGroupCommand, DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2'
import {
  DeleteApplicationCommand,
  DescribeApplicationsCommand,
  DescribeEnvironmentsCommand,
  ElasticBeanstalkClient,
  TerminateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import {
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3'

/** Begins the names of every run; a run adds letters of its own. */
export const EVERY_PREFIX = 'bws-contract-'
/** Its value is the prefix of the run. */
export const CONTRACT_TAG = 'beanstalk-websockets-contract'

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 15_000

export interface Remain {
  readonly kind: 'environment' | 'application' | 'bucket' | 'security group'
  readonly name: string
  /** Asks for its removal, which may take longer than the answer. */
  remove(): Promise<unknown>
}

export function makePrefix(): string {
  return `${EVERY_PREFIX}${randomBytes(3).toString('hex')}`
}

/** All whose names or tags begin with the prefix. Of an environment that is being terminated, too. */
export async function findRemains(prefix: string): Promise<Remain[]> {
  const found = [findEnvironments(prefix), findApplications(prefix), findBuckets(prefix), findGroups(prefix)]
  return (await Promise.all(found)).flat()
}

/** Removes until nothing is found, or `timeoutMs` have passed; answers what is left. What is refused is tried again. */
export async function removeRemains(prefix: string, timeoutMs: number): Promise<Remain[]> {
  const endMs = performance.now() + timeoutMs
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const remains = await findRemains(prefix)
    if (remains.length === 0 || performance.now() > endMs) return remains
    // An application waits for its environments, and so does a group that one of them uses.
    await Promise.allSettled(remains.map(remain => remain.remove()))
    await wait(pauseMs)
  }
}

const beanstalk = new ElasticBeanstalkClient()
const ec2 = new EC2Client()
const s3 = new S3Client()

async function findEnvironments(prefix: string): Promise<Remain[]> {
  const { Environments = [] } = await beanstalk.send(new DescribeEnvironmentsCommand({ IncludeDeleted: false }))
  const own = Environments.filter(
    ({ ApplicationName, Status }) => ApplicationName?.startsWith(prefix) && Status !== 'Terminated',
  )
  return own.map(({ EnvironmentName: name = '', EnvironmentId, Status }) => ({
    kind: 'environment',
    name,
    remove: async () => {
      if (Status !== 'Terminating') await beanstalk.send(new TerminateEnvironmentCommand({ EnvironmentId }))
    },
  }))
}

async function findApplications(prefix: string): Promise<Remain[]> {
  const { Applications = [] } = await beanstalk.send(new DescribeApplicationsCommand())
  const names = Applications.flatMap(({ ApplicationName }) => ApplicationName ?? [])
  return names
    .filter(name => name.startsWith(prefix))
    .map(name => ({
      kind: 'application',
      name,
      remove: () => beanstalk.send(new DeleteApplicationCommand({ ApplicationName: name })),
    }))
}

async function findBuckets(prefix: string): Promise<Remain[]> {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand())
  const names = Buckets.flatMap(({ Name }) => Name ?? [])
  return names
    .filter(name => name.startsWith(prefix))
    .map(name => ({ kind: 'bucket', name, remove: () => removeBucket(name) }))
}

async function removeBucket(Bucket: string): Promise<void> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }))
  for (const { Key } of Contents) await s3.send(new DeleteObjectCommand({ Bucket, Key }))
  await s3.send(new DeleteBucketCommand({ Bucket }))
}

/** Without the group that Beanstalk makes, which has the environment's tags, too, and goes with it. */
async function findGroups(prefix: string): Promise<Remain[]> {
  const Filters = [{ Name: `tag:${CONTRACT_TAG}`, Values: [`${prefix}*`] }]
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
  const own = SecurityGroups.filter(({ Tags = [] }) => !Tags.some(({ Key }) => Key?.startsWith('aws:cloudformation:')))
  return own.map(({ GroupId = '' }) => ({
    kind: 'security group',
    name: GroupId,
    remove: () => ec2.send(new DeleteSecurityGroupCommand({ GroupId })),
  }))
}
