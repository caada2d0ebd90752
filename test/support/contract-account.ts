/**
 * The account in which the tests of test/contract/on-aws run: a Local Beanstalk of their own, or, where CONTRACT_PREFIX
 * is set (scripts/contract.ts sets it, and removes afterwards what was made), whatever the SDK's own chain leads to.
 */

import { randomBytes } from 'node:crypto'
import { EC2Client } from '@aws-sdk/client-ec2'
import { ElasticBeanstalkClient } from '@aws-sdk/client-elastic-beanstalk'
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing'
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import { type BucketLocationConstraint, CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { STSClient } from '@aws-sdk/client-sts'
import { CONTRACT_TAG, makePrefix } from '../../scripts/contract-remains.ts'
import type { BeanstalkClients } from './local-beanstalk.ts'

/** A launch on AWS takes three to five minutes; what is wrong with it is said within twenty. */
export const LAUNCH_MS = 20 * 60_000

export interface ContractAccount extends AsyncDisposable {
  readonly clients: BeanstalkClients
  /** Begins every name that a test gives. */
  readonly prefix: string
  /** On everything that a test makes and that can have tags. */
  readonly tag: { readonly Key: string; readonly Value: string }
  readonly instanceProfile: string
}

export async function openContractAccount(): Promise<ContractAccount> {
  const { CONTRACT_PREFIX: prefix = makePrefix(), CONTRACT_INSTANCE_PROFILE: instanceProfile = 'unused' } = process.env
  const known = { prefix, instanceProfile, tag: { Key: CONTRACT_TAG, Value: prefix } }
  if (process.env.CONTRACT_PREFIX) return { ...known, clients: openClients(), [Symbol.asyncDispose]: async () => {} }
  const { startBeanstalk } = await import('./local-beanstalk.ts')
  const { openNoHost } = await import('../../src/local-beanstalk/host/no-host.ts')
  const { clients, beanstalk } = await startBeanstalk({ host: openNoHost() })
  return { ...known, clients, [Symbol.asyncDispose]: () => beanstalk.stop() }
}

function openClients(): BeanstalkClients {
  return {
    elasticBeanstalk: new ElasticBeanstalkClient(),
    ec2: new EC2Client(),
    elb: new ElasticLoadBalancingClient(),
    elbv2: new ElasticLoadBalancingV2Client(),
    s3: new S3Client(),
    sts: new STSClient(),
  }
}

/** A bucket of the test's own, in the region of the clients. */
export async function createBucket({ clients: { s3 }, prefix }: ContractAccount): Promise<string> {
  const Bucket = `${prefix}-${randomBytes(4).toString('hex')}`
  const region = await s3.config.region()
  // The first region has no constraint: S3 refuses its name as one.
  const constraint = { LocationConstraint: region as BucketLocationConstraint }
  await s3.send(
    new CreateBucketCommand({ Bucket, ...(region !== 'us-east-1' && { CreateBucketConfiguration: constraint }) }),
  )
  return Bucket
}
