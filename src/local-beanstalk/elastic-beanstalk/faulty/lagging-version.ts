/** An application version that was made is not seen yet. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import { openWindow, type Window } from '../../faults/window.ts'
import { beanstalkErrors } from '../beanstalk-errors.ts'
import { type FaultyStep, look, type Surroundings } from './faulty-step.ts'

export function lagVersions(surroundings: Surroundings): FaultyStep {
  const { world } = surroundings.beanstalk
  const hidden = new Map<string, Window>()
  const isHidden = (application: unknown, label: unknown) => hidden.get(`${application}/${label}`)?.() ?? false
  return async (asked, next) => {
    const { ApplicationName: application, VersionLabel: label } = asked.input
    if (asked.operation === 'CreateApplicationVersion') {
      const answer = await next()
      const fault = world.faults.take('lagging-version')
      if (fault !== undefined) hidden.set(`${application}/${label}`, openWindow(fault, world))
      return answer
    }
    if (asked.operation === 'DescribeApplicationVersions') {
      const answer = (await next()) as EB.ApplicationVersionDescriptionsMessage
      const ApplicationVersions = answer.ApplicationVersions?.filter(
        version => !isHidden(version.ApplicationName, version.VersionLabel),
      )
      return { ...answer, ApplicationVersions }
    }
    if (/^(Create|Update)Environment$/.test(asked.operation) && typeof label === 'string') {
      const owner = application ?? (await look(surroundings, asked))?.ApplicationName
      if (isHidden(owner, label)) throw beanstalkErrors.noVersion(label)
    }
    return next()
  }
}
