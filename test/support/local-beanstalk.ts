/** Starts Local Beanstalk with real SDK clients that speak to it. */

import { EC2Client } from '@aws-sdk/client-ec2'
import {
  CreateApplicationCommand,
  CreateApplicationVersionCommand,
  CreateEnvironmentCommand,
  CreateStorageLocationCommand,
  DescribeEnvironmentsCommand,
  DescribeEventsCommand,
  ElasticBeanstalkClient,
  type EnvironmentDescription,
  type EventDescription,
} from '@aws-sdk/client-elastic-beanstalk'
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing'
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { STSClient } from '@aws-sdk/client-sts'
import { type LocalBeanstalk, startLocalBeanstalk } from '../../src/local-beanstalk/local-beanstalk.ts'
import type { LocalBeanstalkOptions } from '../../src/local-beanstalk/local-beanstalk-options.ts'

export const REGION = 'eu-central-1'
export const NODE_24 = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'

export interface StartedBeanstalk {
  readonly beanstalk: LocalBeanstalk
  readonly clients: BeanstalkClients
  /** What a child process needs to reach it: AWS_ENDPOINT_URL, AWS_REGION, keys; nothing of the machine's own set-up. */
  readonly environmentVariables: Readonly<Record<string, string>>
  /** Makes the application where it is missing, and an environment that is Ready. */
  createEnvironment(spec: EnvironmentSpec): Promise<EnvironmentDescription>
  /** Uploads the bundle and makes an application version of it. */
  createVersion(spec: VersionSpec): Promise<void>
  /** Polls until the status leaves its -ing form; fails after `timeoutMs` (110 s). */
  waitUntilSettled(environment: string, timeoutMs?: number): Promise<EnvironmentDescription>
  /** Oldest first. */
  events(filter: { readonly EnvironmentName?: string; readonly RequestId?: string }): Promise<EventDescription[]>
}

export interface BeanstalkClients {
  readonly elasticBeanstalk: ElasticBeanstalkClient
  readonly ec2: EC2Client
  /** Classic load balancers. */
  readonly elb: ElasticLoadBalancingClient
  readonly elbv2: ElasticLoadBalancingV2Client
  readonly s3: S3Client
  readonly sts: STSClient
}

export interface EnvironmentSpec {
  readonly application: string
  readonly environment: string
  /** The sample application when not given. */
  readonly versionLabel?: string
  readonly optionSettings?: ReadonlyArray<{ Namespace: string; OptionName: string; Value: string }>
  readonly cnamePrefix?: string
  /** Node.js 24 when not given. */
  readonly solutionStack?: string
}

export interface VersionSpec {
  readonly application: string
  readonly label: string
  readonly bundle: Buffer
}

export async function startBeanstalk(options: LocalBeanstalkOptions = {}): Promise<StartedBeanstalk> {
  const beanstalk = await startLocalBeanstalk(options)
  const clients = openClients(beanstalk)
  const { elasticBeanstalk } = clients

  const waitUntilSettled = async (environment: string, timeoutMs = 110_000) => {
    const deadline = Date.now() + timeoutMs
    for (;;) {
      const asked = new DescribeEnvironmentsCommand({ EnvironmentNames: [environment] })
      const found = (await elasticBeanstalk.send(asked)).Environments?.at(-1)
      if (found !== undefined && !(found.Status ?? '').endsWith('ing')) return found
      if (Date.now() > deadline)
        throw new Error(`Environment "${environment}" was still "${found?.Status}" after ${timeoutMs} ms`)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }
  return {
    beanstalk,
    clients,
    environmentVariables: childVariables(beanstalk),
    waitUntilSettled,
    createEnvironment: async spec => {
      await ensureApplication(elasticBeanstalk, spec.application)
      await elasticBeanstalk.send(
        new CreateEnvironmentCommand({
          ApplicationName: spec.application,
          EnvironmentName: spec.environment,
          SolutionStackName: spec.solutionStack ?? NODE_24,
          VersionLabel: spec.versionLabel,
          CNAMEPrefix: spec.cnamePrefix,
          OptionSettings: spec.optionSettings && [...spec.optionSettings],
        }),
      )
      return waitUntilSettled(spec.environment)
    },
    createVersion: spec => createVersion(clients, spec),
    events: async filter => {
      const { Events = [] } = await elasticBeanstalk.send(new DescribeEventsCommand(filter))
      return Events.reverse()
    },
  }
}

export interface ClientOverrides {
  readonly region?: string
  readonly maxAttempts?: number
  readonly requestHandler?: { readonly httpAgent: { readonly keepAlive: boolean } }
}

/** Clients that try once, so that an error is seen as it came. */
export function openClients(
  { endpoint, credentials }: Pick<LocalBeanstalk, 'endpoint' | 'credentials'>,
  overrides: ClientOverrides = {},
): BeanstalkClients {
  const configuration = { endpoint, credentials, region: REGION, maxAttempts: 1, ...overrides }
  return {
    elasticBeanstalk: new ElasticBeanstalkClient(configuration),
    ec2: new EC2Client(configuration),
    elb: new ElasticLoadBalancingClient(configuration),
    elbv2: new ElasticLoadBalancingV2Client(configuration),
    s3: new S3Client(configuration),
    sts: new STSClient(configuration),
  }
}

function childVariables({ endpoint, credentials }: LocalBeanstalk): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  }
}

async function ensureApplication(client: ElasticBeanstalkClient, name: string): Promise<void> {
  await client.send(new CreateApplicationCommand({ ApplicationName: name })).catch((error: unknown) => {
    if (!(error instanceof Error && error.name === 'InvalidParameterValue')) throw error
  })
}

async function createVersion({ elasticBeanstalk, s3 }: BeanstalkClients, spec: VersionSpec): Promise<void> {
  const { S3Bucket } = await elasticBeanstalk.send(new CreateStorageLocationCommand({}))
  const S3Key = `${spec.application}/${spec.label}.zip`
  await s3.send(new PutObjectCommand({ Bucket: S3Bucket, Key: S3Key, Body: spec.bundle }))
  await elasticBeanstalk.send(
    new CreateApplicationVersionCommand({
      ApplicationName: spec.application,
      VersionLabel: spec.label,
      SourceBundle: { S3Bucket, S3Key },
      AutoCreateApplication: true,
    }),
  )
}
