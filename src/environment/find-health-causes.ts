/** Why the environment is not healthy: what Beanstalk says of it, and of each of its instances. Reads only. */

import {
  DescribeEnvironmentHealthCommand,
  DescribeInstancesHealthCommand,
  type SingleInstanceHealth,
  type SystemStatus,
} from '@aws-sdk/client-elastic-beanstalk'
import { ask } from '../aws/ask.ts'
import { readPages } from '../aws/read-pages.ts'
import { explainRefusal, isAwsError } from '../aws/refusals.ts'
import type { Context } from '../context.ts'

export interface HealthCauses {
  readonly environment: EnvironmentCauses | UnknownCauses
  readonly instances: InstancesCauses | UnknownCauses
}

export interface EnvironmentCauses {
  readonly kind: 'known'
  readonly health: string
  /** Untrusted texts. */
  readonly causes: readonly string[]
}

export interface InstancesCauses {
  readonly kind: 'known'
  /** The worst first. */
  readonly list: readonly InstanceCauses[]
}

export interface InstanceCauses {
  readonly instanceId: string
  readonly health: string
  /** Untrusted texts. */
  readonly causes: readonly string[]
  /** What it was told to run last, and how that ended: "Deployed", "Failed", "In Progress". */
  readonly deployment: { readonly versionLabel: string; readonly status: string } | undefined
  readonly load: { readonly averages: readonly number[]; readonly busyPercent: number | undefined } | undefined
}

export interface UnknownCauses {
  readonly kind: 'unknown'
  readonly reason: string
}

/** What is denied or not known is told as unknown: the causes explain a failure, they decide nothing. */
export async function findHealthCauses(context: Context, environmentId: string): Promise<HealthCauses> {
  const [environment, instances] = await Promise.all([
    ofEnvironment(context, environmentId),
    ofInstances(context, environmentId),
  ])
  return { environment, instances }
}

async function ofEnvironment({ aws }: Context, EnvironmentId: string): Promise<EnvironmentCauses | UnknownCauses> {
  const command = new DescribeEnvironmentHealthCommand({ EnvironmentId, AttributeNames: ['All'] })
  const asked = await ask(() => aws.elasticBeanstalk.send(command))
  if (asked.kind === 'refused') return toUnknown(asked.refusal)
  const { Color, HealthStatus, Causes = [] } = asked.answer
  return { kind: 'known', health: describeHealth(Color, HealthStatus), causes: Causes }
}

async function ofInstances({ aws }: Context, EnvironmentId: string): Promise<InstancesCauses | UnknownCauses> {
  const query = { EnvironmentId, AttributeNames: ['All' as const] }
  const asked = await ask(() =>
    readPages(token => aws.elasticBeanstalk.send(new DescribeInstancesHealthCommand({ ...query, ...token }))),
  )
  if (asked.kind === 'refused') return toUnknown(asked.refusal)
  const all = asked.answer.flatMap(page => page.InstanceHealthList ?? [])
  return { kind: 'known', list: sortWorstFirst(all).map(toInstanceCauses) }
}

// The API answers so where health reporting is basic, which knows a colour and no causes.
function toUnknown(refusal: Parameters<typeof explainRefusal>[0]): UnknownCauses {
  const isBasic = isAwsError(refusal, 'InvalidRequestException')
  return { kind: 'unknown', reason: isBasic ? 'the environment has basic health reporting' : explainRefusal(refusal) }
}

const WORST_FIRST = ['Red', 'Yellow', 'Grey', 'Green']

function sortWorstFirst(all: readonly SingleInstanceHealth[]): SingleInstanceHealth[] {
  const rank = ({ Color = '' }: SingleInstanceHealth) => (WORST_FIRST.indexOf(Color) + 1 || WORST_FIRST.length) - 1
  return all.toSorted((one, other) => rank(one) - rank(other))
}

export function toInstanceCauses(instance: SingleInstanceHealth): InstanceCauses {
  const { InstanceId = 'unknown instance', Color, HealthStatus, Causes = [], Deployment, System } = instance
  return {
    instanceId: InstanceId,
    health: describeHealth(Color, HealthStatus),
    causes: Causes,
    deployment: Deployment?.VersionLabel
      ? { versionLabel: Deployment.VersionLabel, status: Deployment.Status ?? 'unknown' }
      : undefined,
    load: toLoad(System),
  }
}

function describeHealth(color = 'unknown', status = ''): string {
  return status ? `${color}, ${status}` : color
}

function toLoad({ LoadAverage = [], CPUUtilization }: SystemStatus = {}): InstanceCauses['load'] {
  const idle = CPUUtilization?.Idle
  const busyPercent = idle === undefined ? undefined : Math.round(100 - idle)
  return LoadAverage.length > 0 || busyPercent !== undefined ? { averages: LoadAverage, busyPercent } : undefined
}
