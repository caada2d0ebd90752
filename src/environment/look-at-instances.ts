/** Asks which deployment each instance has, where the environment's health is enhanced. Reads only. */

import { DescribeInstancesHealthCommand, type SingleInstanceHealth } from '@aws-sdk/client-elastic-beanstalk'
import { ask } from '../aws/ask.ts'
import { readPages } from '../aws/read-pages.ts'
import { explainRefusal, isAwsError, isDenied, isTransient } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import type { InstanceDeployment, InstancesLook } from './compare-instances.ts'

/** Asks anew with each call, until AWS has given an answer that stays: a denial, or that the health is not enhanced. */
export type InstancesLooker = () => Promise<InstancesLook>

export function openInstancesLooker(context: Context, environmentId: string): InstancesLooker {
  let final: InstancesLook | undefined
  return async () => {
    if (final) return final
    const look = await lookAtInstances(context, environmentId)
    if (look.kind === 'unknown') final = look
    return look
  }
}

async function lookAtInstances(context: Context, EnvironmentId: string): Promise<InstancesLook> {
  const asked = await ask(() =>
    readPages(token =>
      context.aws.elasticBeanstalk.send(
        new DescribeInstancesHealthCommand({ EnvironmentId, AttributeNames: ['Deployment'], ...token }),
      ),
    ),
  )
  if (asked.kind === 'refused') {
    const { refusal } = asked
    const reason = refusal.message
    if (isTransient(refusal)) return { kind: 'pending', reason }
    if (isAwsError(refusal, 'InvalidRequestException')) return { kind: 'unknown', reason: NOT_ENHANCED }
    if (isDenied(refusal))
      context.log.warning(`Which version each instance runs is unknown. ${explainRefusal(refusal)}`)
    return { kind: 'unknown', reason }
  }
  const instances = asked.answer.flatMap(page => page.InstanceHealthList ?? []).map(toDeployment)
  return instances.length > 0 ? { kind: 'told', instances } : { kind: 'pending', reason: 'no instance was listed' }
}

const NOT_ENHANCED = "the environment's health reporting is basic, and only the enhanced one tells"

function toDeployment({ InstanceId, Deployment }: SingleInstanceHealth): InstanceDeployment {
  return {
    instanceId: InstanceId ?? 'unknown instance',
    versionLabel: Deployment?.VersionLabel,
    deploymentId: Deployment?.DeploymentId,
    status: Deployment?.Status,
  }
}

/** The newest deployment that any instance has; undefined where that is not known. */
export function findNewestDeployment(look: InstancesLook): number | undefined {
  if (look.kind !== 'told') return undefined
  const ids = look.instances.flatMap(({ deploymentId }) => deploymentId ?? [])
  return ids.length > 0 ? Math.max(...ids) : undefined
}
