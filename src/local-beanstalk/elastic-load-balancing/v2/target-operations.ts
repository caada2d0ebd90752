/** The operations on targets: registered, deregistered, asked how they are. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Call, Checked } from '../../service.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import { deregisterTargets as deregister, registerTargets as register, type TargetSpec } from '../target-groups.ts'
import { type TargetState, targetHealthOf } from '../target-health.ts'
import { describeTargetHealth } from './descriptions.ts'
import { findTargetGroup } from './lookup.ts'
import { v2Errors } from './v2-errors.ts'

export async function registerTargets(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.RegisterTargetsInput>,
  call: Call,
): Promise<ELB.RegisterTargetsOutput> {
  const group = findTargetGroup(loadBalancing, input.TargetGroupArn, call)
  const targets = readTargets(input.Targets)
  const { instances } = loadBalancing.ec2.region(call.region)
  const unknown = targets.find(({ instanceId }) => !instances.has(instanceId))
  if (unknown !== undefined) throw v2Errors.invalidTarget(unknown.instanceId)
  const gone = targets.filter(({ instanceId }) => instances.get(instanceId)?.state !== 'running')
  if (gone.length > 0) throw v2Errors.notRunning(gone.map(({ instanceId }) => instanceId))
  await register(loadBalancing, group, targets)
  return {}
}

/** What is not registered is deregistered already. */
export async function deregisterTargets(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.DeregisterTargetsInput>,
  call: Call,
): Promise<ELB.DeregisterTargetsOutput> {
  const group = findTargetGroup(loadBalancing, input.TargetGroupArn, call)
  await deregister(loadBalancing, group, readTargets(input.Targets))
  return {}
}

export function describeHealthOfTargets(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.DescribeTargetHealthInput>,
  call: Call,
): ELB.DescribeTargetHealthOutput {
  const group = findTargetGroup(loadBalancing, input.TargetGroupArn, call)
  const states = targetHealthOf(loadBalancing, group)
  const asked = input.Targets?.length ? readTargets(input.Targets) : undefined
  const shown =
    asked === undefined
      ? states
      : asked.flatMap(spec => {
          const fitting = states.filter(state => fits(state, spec))
          return fitting.length > 0 ? fitting : [notRegistered(spec, group.port)]
        })
  return { TargetHealthDescriptions: shown.map(state => describeTargetHealth(group, state)) }
}

function readTargets(targets: readonly ELB.TargetDescription[]): TargetSpec[] {
  if (targets.length === 0) throw v2Errors.validation('At least one target must be specified')
  return targets.map(({ Id: instanceId = '', Port: port }) => ({ instanceId, port }))
}

function fits({ target }: TargetState, { instanceId, port }: TargetSpec): boolean {
  return target.instanceId === instanceId && (port === undefined || target.port === port)
}

function notRegistered({ instanceId, port }: TargetSpec, groupPort: number | undefined): TargetState {
  return { target: { instanceId, port: port ?? groupPort }, state: 'unused', reason: 'Target.NotRegistered' }
}
