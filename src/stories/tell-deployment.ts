/** What the log says of the plan before it is carried out, of the health, and of the instances' own logs. */

import type { Context } from '../context.ts'
import type { InstanceLogs } from '../environment/fetch-logs.ts'
import type { HealthCauses } from '../environment/find-health-causes.ts'
import { describeInbound } from '../network/describe-inbound.ts'
import type { Plan } from '../plan/make-plan.ts'
import { reviewPlan } from '../plan/review-plan.ts'
import { describeHealthCauses } from '../report/health-lines.ts'

export function tellPlan({ log }: Context, plan: Plan): Plan {
  for (const line of reviewPlan(plan).inWords) log.info(line)
  for (const { message, remedy } of plan.update.creation?.notes ?? [])
    log.warning(`${message} ${remedy}`, 'The new environment')
  for (const { message, remedy } of plan.loadBalancer.notes) log.warning(`${message} ${remedy}`, 'Load balancer')
  warnOfInbound(log, plan)
  warnOfRollBack(log, plan)
  if (!plan.update.wait) log.notice('wait-for-deployment is false: no WebSocket is opened, so nothing is proved.')
  return plan
}

/** Of an environment that was created after the plan was told. */
export function tellInbound({ log }: Context, plan: Plan): Plan {
  for (const line of describeInbound(plan.inbound)) log.info(line)
  warnOfInbound(log, plan)
  return plan
}

// Where a person can change that, who asked for a roll back must not count on one.
function warnOfRollBack(log: Context['log'], { rollBack }: Plan): void {
  if (rollBack?.kind !== 'impossible' || !rollBack.remedy) return
  log.warning(`Nothing will be rolled back, because ${rollBack.because}. ${rollBack.remedy}`, 'Roll back')
}

function warnOfInbound(log: Context['log'], { inbound }: Plan): void {
  const warnings = inbound.kind === 'off' ? [] : inbound.warnings
  for (const { message, remedy } of warnings) log.warning(`${message} ${remedy}`, 'The inbound rule')
}

export function tellHealth({ log }: Context, health: HealthCauses): HealthCauses {
  for (const line of describeHealthCauses(health)) log.info(line)
  return health
}

export function tellLogs({ log }: Context, logs: readonly InstanceLogs[]): void {
  if (logs.every(({ files }) => files.length === 0)) log.info('They hold nothing of this deployment.')
  for (const { instanceId, files } of logs) {
    for (const { path, lines } of files) {
      log.info(`${instanceId}, ${path}:`)
      log.quote(lines.join('\n'))
    }
  }
}
