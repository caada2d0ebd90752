/** Events that are not visible yet, or never. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import { matchPattern } from '../../permissions/match-pattern.ts'
import type { FaultyStep, Surroundings } from './faulty-step.ts'

export function hideEvents({ beanstalk }: Surroundings): FaultyStep {
  const { faults, clock } = beanstalk.world
  const isLate = ({ EventDate, RequestId, Severity }: EB.EventDescription) =>
    faults.find('late-events').some(({ ms, of = 'all' }) => {
      const concerns = of === 'all' || (of === 'health' ? RequestId === undefined : Severity === 'ERROR')
      return concerns && (EventDate?.getTime() ?? 0) + ms > clock.now()
    })
  const isMissing = ({ Message = '' }: EB.EventDescription) =>
    faults.find('missing-event').some(({ message }) => matchPattern(message, Message))
  return async ({ operation }, next) => {
    if (operation !== 'DescribeEvents') return next()
    const answer = (await next()) as EB.EventDescriptionsMessage
    return { ...answer, Events: answer.Events?.filter(event => !isLate(event) && !isMissing(event)) }
  }
}
