/** What is created, in the words of the plan. Pure. */

import type { CreationPlan } from './plan-creation.ts'
import type { UpdatePlan } from './plan-update.ts'

export function describeApplication({ applicationName, makesApplication }: CreationPlan): string[] {
  return makesApplication ? [`Create the application "${applicationName}".`] : []
}

export function describeCreation(creation: CreationPlan, { environmentName, toLabel }: UpdatePlan): string[] {
  const { platform, cnamePrefix, namesServiceRole } = creation
  return [
    `Create the environment "${environmentName}" on "${platform.name}" with the version "${toLabel}"${cnamePrefix ? `, under a host name that begins with "${cnamePrefix}"` : ''}.`,
    ...(namesServiceRole
      ? []
      : [
          "Name no service role: Beanstalk's own watches the environment. For managed updates, add to option-settings: aws:elasticbeanstalk:environment:ServiceRole=aws-elasticbeanstalk-service-role",
        ]),
  ]
}
