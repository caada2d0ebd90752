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
const DOWNLOAD_TIMEOUT_MS = 10_000

/**
 * Best effort: logs explain a failure, so what goes wrong here is told and hides nothing. `sinceMs`: of earlier
 * deployments nothing is told.
 */
export async function fetchLogs(context: Context, environmentId: string, sinceMs?: number): Promise<InstanceLogs[]> {
  try {
    const samples = await requestTail(context, environmentId)
    return await Promise.all(samples.map(sample => readSample(context, sample, sinceMs)))
  } catch (error) {
    context.signal.throwIfAborted()
    context.log.info(
      `The logs of the instances could not be fetched: ${error instanceof Error ? explainRefusal(error) : error}`,
    )
    return []
  }
}

// Samples of earlier requests stay listed for about 15 minutes, so only those that were not there before count.
async function requestTail(context: Context, EnvironmentId: string): Promise<EnvironmentInfoDescription[]> {
  const earlier = new Set((await listSamples(context, EnvironmentId)).map(toKey))
  await context.aws.elasticBeanstalk.send(new RequestEnvironmentInfoCommand({ EnvironmentId, InfoType: 'tail' }))
  return await pollUntil(context, {
    what: 'the logs of the instances',
    read: async () => (await listSamples(context, EnvironmentId)).filter(sample => !earlier.has(toKey(sample))),
    done: samples => samples.length > 0,
    describe: () => 'none yet',
    atMostMs: Math.min(WAIT_MS, context.deadline.remainingMs()),
    longestPauseMs: 2000,
  })
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
  const text = await fetchText(sample.Message ?? '', { timeoutMs: DOWNLOAD_TIMEOUT_MS, signal: context.signal })
  return { instanceId: sample.Ec2InstanceId ?? 'unknown instance', files: pickLogLines(text, sinceMs) }
}
