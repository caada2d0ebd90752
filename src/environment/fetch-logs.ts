/** Fetches the tail logs of the instances, and picks the lines that say why something failed. */

import {
  type EnvironmentInfoDescription,
  RequestEnvironmentInfoCommand,
  RetrieveEnvironmentInfoCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { explainRefusal } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { fetchText } from '../fetch.ts'
import { pollUntil } from '../poll.ts'
import { pickLogLines } from './pick-log-lines.ts'

export interface InstanceLogs {
  readonly instanceId: string
  /** The lines that matter, untrusted, under the path of the file that they stand in. */
  readonly files: readonly { readonly path: string; readonly lines: readonly string[] }[]
}

const WAIT_MS = 30_000
/** Once one instance has answered: for the others, of which one may be dead. */
const STRAGGLERS_MS = 5000
const MOST_INSTANCES = 5
const DOWNLOAD_TIMEOUT_MS = 10_000

export interface LogsRequest {
  readonly environmentId: string
  /** The instances, as far as they are known: the logs of the first few are read. */
  readonly worstFirst: readonly string[]
  /** Of earlier deployments nothing is told. */
  readonly sinceMs: number | undefined
}

export interface FetchedLogs {
  readonly logs: readonly InstanceLogs[]
  /** Why there are none; may hold foreign text. */
  readonly unknown?: string
}

/** Best effort: logs explain a failure, so what goes wrong here is told and hides nothing. */
export async function fetchLogs(context: Context, request: LogsRequest): Promise<FetchedLogs> {
  try {
    const samples = pickWorst(await requestTail(context, request), request)
    return { logs: await Promise.all(samples.map(sample => readSample(context, sample, request.sinceMs))) }
  } catch (error) {
    context.signal.throwIfAborted()
    const unknown = error instanceof Error ? explainRefusal(error) : String(error)
    context.log.info(`The logs of the instances could not be fetched: ${unknown}`)
    return { logs: [], unknown }
  }
}

// Samples of earlier requests stay listed for about 15 minutes, so only those that were not there before count.
async function requestTail(
  context: Context,
  { environmentId: EnvironmentId, worstFirst }: LogsRequest,
): Promise<EnvironmentInfoDescription[]> {
  const earlier = new Set((await listSamples(context, EnvironmentId)).map(toKey))
  await context.aws.elasticBeanstalk.send(new RequestEnvironmentInfoCommand({ EnvironmentId, InfoType: 'tail' }))
  let firstMs: number | undefined
  const isLate = () => firstMs !== undefined && context.clock.monotonicMs() - firstMs >= STRAGGLERS_MS
  return await pollUntil(context, {
    what: 'the logs of the instances',
    async read() {
      const samples = (await listSamples(context, EnvironmentId)).filter(sample => !earlier.has(toKey(sample)))
      if (samples.length > 0) firstMs ??= context.clock.monotonicMs()
      return samples
    },
    done: samples => samples.length > 0 && (samples.length >= worstFirst.length || isLate()),
    describe: () => 'none yet',
    atMostMs: Math.min(WAIT_MS, context.deadline.remainingMs()),
    longestPauseMs: 2000,
  })
}

function pickWorst(samples: readonly EnvironmentInfoDescription[], { worstFirst }: LogsRequest) {
  const rank = ({ Ec2InstanceId = '' }: EnvironmentInfoDescription) =>
    worstFirst.includes(Ec2InstanceId) ? worstFirst.indexOf(Ec2InstanceId) : worstFirst.length
  return samples.toSorted((one, other) => rank(one) - rank(other)).slice(0, MOST_INSTANCES)
}

async function listSamples(context: Context, EnvironmentId: string): Promise<EnvironmentInfoDescription[]> {
  const command = new RetrieveEnvironmentInfoCommand({ EnvironmentId, InfoType: 'tail' })
  return (await context.aws.elasticBeanstalk.send(command)).EnvironmentInfo ?? []
}

function toKey({ Ec2InstanceId, SampleTimestamp }: EnvironmentInfoDescription): string {
  return `${Ec2InstanceId} ${SampleTimestamp?.getTime()}`
}

async function readSample(
  context: Context,
  sample: EnvironmentInfoDescription,
  sinceMs: number | undefined,
): Promise<InstanceLogs> {
  const { signal, log } = context
  const text = await fetchText(sample.Message ?? '', { timeoutMs: DOWNLOAD_TIMEOUT_MS, signal, onAnswer: log.debug })
  return { instanceId: sample.Ec2InstanceId ?? 'unknown instance', files: pickLogLines(text, sinceMs) }
}
