/** The AWS clients: the only place that makes them. Endpoint and credentials come from the SDK's own chain, unless they are given. */

import { EC2Client } from '@aws-sdk/client-ec2'
import { ElasticBeanstalkClient } from '@aws-sdk/client-elastic-beanstalk'
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing'
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import { S3Client } from '@aws-sdk/client-s3'
import { ConfiguredRetryStrategy } from '@smithy/core/retry'
import { systemClock } from '../clock.ts'
import { type AwsPlace, toClientPlace } from './aws-place.ts'
import { type AgeWatcher, type Credentials, watchCredentials } from './credential-age.ts'
import { EXPLAIN_STEP, explainAnswer, LIMIT_STEP, limitAnswer } from './read-answer.ts'
import { GUARD_STEP, guardAttempts, WATCH_STEP, type WatchOptions, watchCalls } from './watch-requests.ts'

export interface AwsClients {
  readonly region: string
  readonly elasticBeanstalk: ElasticBeanstalkClient
  readonly ec2: EC2Client
  /** Classic Load Balancers. */
  readonly elb: ElasticLoadBalancingClient
  /** Application and Network Load Balancers. */
  readonly elbv2: ElasticLoadBalancingV2Client
  readonly s3: S3Client
  /** For what is left to do when the run is over: the signal does not end its requests. Whoever asks limits the time. */
  readonly elasticBeanstalkAfterwards: ElasticBeanstalkClient
  readonly s3Afterwards: S3Client
  /** Closes every connection, also those that still wait for an answer. */
  destroy(): void
}

export interface AwsClientOptions extends WatchOptions, AwsPlace {
  /** Retries after the first attempt, for throttling, 5xx and network errors. */
  readonly maxRetries: number
  /** Longest pause before the first retry; it doubles with each further one. */
  readonly retryDelayMs: number
  /** Of the run, where it has further clients with the same credentials. */
  readonly watchAge?: AgeWatcher
}

const CONNECTION_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 60_000
const LONGEST_RETRY_PAUSE_MS = 20_000
/** Whoever cleans up has two seconds. */
const AFTERWARDS_PAUSE_MS = 200

/** Clients whose errors are already ActionErrors where AWS refused for a reason that a person can remove. */
export function makeAwsClients(options: AwsClientOptions): AwsClients {
  const config = {
    ...toClientPlace(options),
    retryStrategy: new ConfiguredRetryStrategy(1 + options.maxRetries, attempt =>
      toRetryPauseMs(attempt, options.retryDelayMs),
    ),
    // Without the last one the SDK only warns, and waits on.
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  }
  const afterwards = { ...config, retryStrategy: new ConfiguredRetryStrategy(5, AFTERWARDS_PAUSE_MS) }
  const clients = {
    elasticBeanstalk: new ElasticBeanstalkClient(config),
    ec2: new EC2Client(config),
    elb: new ElasticLoadBalancingClient(config),
    elbv2: new ElasticLoadBalancingV2Client(config),
    // An upload may be silent for as long as it takes to send; its end is the deadline of the run.
    s3: new S3Client({ ...config, requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS } }),
    elasticBeanstalkAfterwards: new ElasticBeanstalkClient(afterwards),
    s3Afterwards: new S3Client(afterwards),
  }
  const unending = { ...options, signal: new AbortController().signal }
  const watchOf = options.watchAge ?? watchCredentials(systemClock)
  for (const [name, { middlewareStack, config }] of Object.entries<Watched>(clients)) {
    const limited = name.endsWith('Afterwards') ? unending : options
    const service = SERVICES[name as keyof typeof clients]
    middlewareStack.add(watchCalls(service, limited, watchOf(config.credentials)), WATCH_STEP)
    middlewareStack.add(guardAttempts(limited), GUARD_STEP)
    middlewareStack.add(explainAnswer(), EXPLAIN_STEP)
    middlewareStack.add(limitAnswer(), LIMIT_STEP)
  }
  const destroy = () => {
    for (const client of Object.values(clients)) client.destroy()
  }
  return { region: options.region, ...clients, destroy }
}

/** As policies call them. */
const SERVICES = {
  elasticBeanstalk: 'elasticbeanstalk',
  ec2: 'ec2',
  elb: 'elasticloadbalancing',
  elbv2: 'elasticloadbalancing',
  s3: 's3',
  elasticBeanstalkAfterwards: 'elasticbeanstalk',
  s3Afterwards: 's3',
} as const

/** What the clients have in common. */
interface Watched {
  readonly middlewareStack: { add(middleware: unknown, where: object): void }
  readonly config: { readonly credentials: Credentials }
}

// Full jitter, as AWS recommends, so that parallel jobs do not retry in step.
function toRetryPauseMs(attempt: number, retryDelayMs: number): number {
  return Math.random() * Math.min(LONGEST_RETRY_PAUSE_MS, retryDelayMs * 2 ** (attempt - 1))
}
