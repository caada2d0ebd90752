/** A terminated environment of the same name that is still listed. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import { environmentId } from '../../ids.ts'
import type { FaultyStep, Surroundings } from './faulty-step.ts'

const HALF_AN_HOUR_MS = 30 * 60_000

export function listNamesake({ beanstalk }: Surroundings): FaultyStep {
  const { faults, clock } = beanstalk.world
  const id = environmentId()
  return async ({ operation, input }, next) => {
    const answer = await next()
    const lists = operation === 'DescribeEnvironments' && faults.find('terminated-namesake').length > 0
    if (!lists || input.IncludeDeleted === false || input.EnvironmentIds !== undefined) return answer
    const { Environments = [], ...rest } = answer as EB.EnvironmentDescriptionsMessage
    const [first] = Environments
    if (first === undefined) return answer
    const { CNAME: _, EndpointURL: __, HealthStatus: ___, ...kept } = first
    const namesake: EB.EnvironmentDescription = {
      ...kept,
      EnvironmentId: id,
      Status: 'Terminated',
      Health: 'Grey',
      AbortableOperationInProgress: false,
      DateUpdated: new Date(clock.now() - HALF_AN_HOUR_MS),
    }
    return { ...rest, Environments: [namesake, ...Environments] }
  }
}
