/** Somebody takes the rules away that admit port 80. */

import type { SecurityRule } from '../../ec2/ec2-model.ts'
import { findEnvironment } from '../lookup.ts'
import type { FaultyStep, Surroundings } from './faulty-step.ts'

export function closePort({ beanstalk }: Surroundings): FaultyStep {
  const { world, ec2 } = beanstalk
  return async ({ operation, input, call }, next) => {
    const answer = await next()
    if (operation !== 'UpdateEnvironment' || world.faults.take('port-closed') === undefined) return answer
    const environment = findEnvironment(beanstalk.region(call.region), input)
    const { instances, groups } = ec2.region(call.region)
    const groupIds = new Set(environment.instances.flatMap(({ id }) => instances.get(id)?.groupIds ?? []))
    for (const groupId of groupIds) {
      const rules = groups.get(groupId)?.rules
      for (const rule of [...(rules?.values() ?? [])]) if (admits80(rule)) rules?.delete(rule.id)
      await ec2.rulesChanged({ region: call.region, groupId })
    }
    return answer
  }
}

function admits80({ protocol, fromPort = 0, toPort = 65_535 }: SecurityRule): boolean {
  return (protocol === 'tcp' || protocol === '-1') && fromPort <= 80 && toPort >= 80
}
