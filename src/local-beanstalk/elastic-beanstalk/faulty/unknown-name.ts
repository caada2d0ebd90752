/** An environment whose CNAME no resolver knows. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import { nameOf } from '../cname.ts'
import { findEnvironment } from '../lookup.ts'
import type { FaultyStep, Surroundings } from './faulty-step.ts'

export function hideName({ beanstalk }: Surroundings): FaultyStep {
  return async ({ operation, call }, next) => {
    const answer = await next()
    if (operation !== 'DescribeEnvironments' || beanstalk.world.faults.find('name-unknown').length === 0) return answer
    const region = beanstalk.region(call.region)
    const { Environments = [], ...rest } = answer as EB.EnvironmentDescriptionsMessage
    return {
      ...rest,
      Environments: Environments.map(environment => {
        if (environment.CNAME === undefined) return environment
        const name = nameOf(findEnvironment(region, { EnvironmentId: environment.EnvironmentId }))
        return { ...environment, CNAME: name.replace(/\.com$/, '.invalid') }
      }),
    }
  }
}
