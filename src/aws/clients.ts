/** The AWS clients: the only place that makes them. Region, endpoint and credentials come from the SDK's own chain. */

import { EC2Client } from '@aws-sdk/client-ec2'
import { ElasticBeanstalkClient } from '@aws-sdk/client-elastic-beanstalk'
import { S3Client } from '@aws-sdk/client-s3'
import { ConfiguredRetryStrategy } from '@smithy/core/retry'
import { EXPLAIN_STEP, explainAnswer, LIMIT_STEP, limitAnswer } from './read-answer.ts'
import { toActionError } from './refusals.ts'

export interface AwsClients {
  readonly region: string
  readonly elasticBeanstalk: ElasticBeanstalkClient
  readonly ec2: EC2Client
  readonly s3: S3Client
  /** Closes every connection, also those that still wait for an answer. */
  destroy(): void
}

export interface AwsClientOptions {
  readonly region: string
  /** Retries after the first attempt, for throttling, 5xx and network errors. */
  readonly maxRetries: number
  /** Longest pause before the first retry; it doubles with each further one. */
  readonly retryDelayMs: number
  /** Ends every wait for an answer; its reason is what the call then throws. */
  readonly signal: AbortSignal
  /** Hears of every request before it is sent: "elasticbeanstalk:UpdateEnvironment". */
  readonly onRequest: (operation: string) => void
}

const CONNECTION_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 60_000
const LONGEST_RETRY_PAUSE_MS = 20_000

/** Clients whose errors are already ActionErrors where AWS refused for a reason that a person can remove. */
export function makeAwsClients(options: AwsClientOptions): AwsClients {
  const config = {
    region: options.region,
    retryStrategy: new ConfiguredRetryStrategy(1 + options.maxRetries, attempt =>
      toRetryPauseMs(attempt, options.retryDelayMs),
    ),
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
  }
  const elasticBeanstalk = new ElasticBeanstalkClient(config)
  const ec2 = new EC2Client(config)
  // An upload may be silent for as long as it takes to send; its end is the deadline of the run.
  const s3 = new S3Client({ ...config, requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS } })
  elasticBeanstalk.middlewareStack.add(watch('elasticbeanstalk', options), WATCH_STEP)
  ec2.middlewareStack.add(watch('ec2', options), WATCH_STEP)
  s3.middlewareStack.add(watch('s3', options), WATCH_STEP)
  elasticBeanstalk.middlewareStack.add(guard(options), GUARD_STEP)
  ec2.middlewareStack.add(guard(options), GUARD_STEP)
  s3.middlewareStack.add(guard(options), GUARD_STEP)
  elasticBeanstalk.middlewareStack.add(explainAnswer(), EXPLAIN_STEP)
  ec2.middlewareStack.add(explainAnswer(), EXPLAIN_STEP)
  s3.middlewareStack.add(explainAnswer(), EXPLAIN_STEP)
  elasticBeanstalk.middlewareStack.add(limitAnswer(), LIMIT_STEP)
  ec2.middlewareStack.add(limitAnswer(), LIMIT_STEP)
  s3.middlewareStack.add(limitAnswer(), LIMIT_STEP)
  const destroy = () => {
    for (const client of [elasticBeanstalk, ec2, s3]) client.destroy()
  }
  return { region: options.region, elasticBeanstalk, ec2, s3, destroy }
}

const WATCH_STEP = { step: 'initialize', name: 'watch' } as const

function watch(service: string, { region, signal, onRequest }: AwsClientOptions) {
  return <Input extends object, Output>(
    next: (args: { input: Input }) => Promise<Output>,
    context: { commandName?: string },
  ) =>
    async (args: { input: Input }): Promise<Output> => {
      const operation = `${service}:${(context.commandName ?? 'Request').replace(/Command$/, '')}`
      signal.throwIfAborted()
      onRequest(operation)
      try {
        return await untilAborted(next(args), signal)
      } catch (error) {
        throw toActionError(error, { operation, region, input: args.input })
      }
    }
}

const GUARD_STEP = { step: 'finalizeRequest', priority: 'low', name: 'guard' } as const

// Inside the SDK's own retries: when the run is over, no further attempt may change anything behind its back.
function guard({ signal }: AwsClientOptions) {
  return <Input extends object, Output>(next: (args: { input: Input; request: unknown }) => Promise<Output>) =>
    async (args: { input: Input; request: unknown }): Promise<Output> => {
      signal.throwIfAborted()
      return await next(args)
    }
}

async function untilAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([answer, promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

// Full jitter, as AWS recommends, so that parallel jobs do not retry in step.
function toRetryPauseMs(attempt: number, retryDelayMs: number): number {
  return Math.random() * Math.min(LONGEST_RETRY_PAUSE_MS, retryDelayMs * 2 ** (attempt - 1))
}
