/** Finds the environment that previews are made after: what it is, and its settings. Reads only. */

import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2'
import {
  type ConfigurationOptionSetting,
  DescribeConfigurationSettingsCommand,
  type EnvironmentDescription,
  type Tag,
} from '@aws-sdk/client-elastic-beanstalk'
import { ActionError } from '../action-error.ts'
import { ask } from '../aws/ask.ts'
import { readPages } from '../aws/read-pages.ts'
import { readTags } from '../aws/read-tags.ts'
import { explainRefusal } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { findOwnerOfGroup } from '../platform/beanstalk-group.ts'
import { quoteForeign } from '../untrusted.ts'
import { type EnvironmentName, explainMissing } from './explain-missing.ts'
import { findProductionTag } from './find-production-tag.ts'
import { listLiving } from './list-living.ts'
import type { CreationNote } from './plan-creation.ts'
import { workerTier } from './unfit-environment.ts'

export interface BaseEnvironment {
  readonly id: string
  readonly name: string
  readonly solutionStackName: string | undefined
  readonly platformArn: string | undefined
  readonly settings: readonly ConfigurationOptionSetting[]
  /** Ids and names of security groups in its settings that Beanstalk made, or of which nobody knows who did. */
  readonly groupsOfBeanstalk: readonly string[]
  /** What could not be found out. */
  readonly notes: readonly CreationNote[]
}

/** Throws an ActionError where there is none of that name, or previews cannot or must not be made after it. */
export async function findBase(context: Context, name: EnvironmentName): Promise<BaseEnvironment> {
  const environments = await listLiving(context, name.applicationName)
  const found = environments.find(({ EnvironmentName }) => EnvironmentName === name.environmentName)
  if (!found) throw await explainMissing(context, name, { environments, input: INPUT })
  refuseUnfit(found, name.environmentName)
  const tags = (await readTags(context.aws.elasticBeanstalk, found.EnvironmentArn ?? '')) ?? []
  refuseProduction(tags, name.environmentName)
  const settings = await readAllSettings(context, name)
  const groups = await findGroupsOfBeanstalk(context, settings)
  return {
    id: found.EnvironmentId ?? '',
    name: name.environmentName,
    solutionStackName: found.SolutionStackName,
    platformArn: found.PlatformArn,
    settings,
    ...groups,
  }
}

const INPUT = 'base-environment-name'

function refuseUnfit({ Tier, Status }: EnvironmentDescription, name: string): void {
  if (Tier?.Name === 'Worker') throw workerTier(name, INPUT)
  if (Status !== 'Terminating') return
  throw new ActionError({
    code: 'environment-terminating',
    message: `The environment "${name}" was being terminated.`,
    hint: `Write the name of an environment that stays in '${INPUT}'.`,
  })
}

// A preview runs code that nobody has reviewed, with the profile and the variables of its base.
function refuseProduction(tags: readonly Tag[], name: string): void {
  const tag = findProductionTag(tags)
  if (!tag) return
  throw new ActionError({
    code: 'base-is-production',
    message: `'${INPUT}' was "${name}", whose tag ${quoteForeign(tag.key)} is ${quoteForeign(tag.value)}: a preview runs code that is not merged, with the instance profile and the variables of its base.`,
    hint: `Write the name of a staging environment in '${INPUT}'. If "${name}" is none of production, change the value of its tag ${quoteForeign(tag.key)}.`,
  })
}

// Unlike in a deployment, they are all that a preview is made of.
async function readAllSettings(context: Context, name: EnvironmentName): Promise<ConfigurationOptionSetting[]> {
  const asked = new DescribeConfigurationSettingsCommand({
    ApplicationName: name.applicationName,
    EnvironmentName: name.environmentName,
  })
  const { ConfigurationSettings = [] } = await context.aws.elasticBeanstalk.send(asked)
  return ConfigurationSettings.flatMap(({ OptionSettings = [] }) => OptionSettings)
}

type GroupsOfBeanstalk = Pick<BaseEnvironment, 'groupsOfBeanstalk' | 'notes'>

/** Where they may not be looked at, none of them is taken: one of the base's own would keep it from being terminated. */
async function findGroupsOfBeanstalk(
  context: Context,
  settings: readonly ConfigurationOptionSetting[],
): Promise<GroupsOfBeanstalk> {
  const named = settings
    .filter(({ Namespace, OptionName }) => Namespace === LAUNCH && OptionName === 'SecurityGroups')
    .flatMap(({ Value = '' }) => Value.split(',').map(group => group.trim()))
  const ids = [...new Set(named.filter(group => group.startsWith('sg-')))]
  if (ids.length === 0) return { groupsOfBeanstalk: [], notes: [] }
  const asked = await ask(() => readGroups(context, ids))
  if (asked.kind === 'answered') return { groupsOfBeanstalk: asked.answer, notes: [] }
  const message = `Which of the security groups ${ids.map(quoteForeign).join(', ')} Beanstalk made for the base is not known, so the preview has none of them. ${explainRefusal(asked.refusal)}`
  const remedy = `Or name those of your own in 'option-settings': "${LAUNCH}:SecurityGroups=sg-...".`
  return { groupsOfBeanstalk: ids, notes: [{ message, remedy }] }
}

const LAUNCH = 'aws:autoscaling:launchconfiguration'

async function readGroups({ aws }: Context, ids: readonly string[]): Promise<string[]> {
  // By a filter: one that is gone is then no error.
  const Filters = [{ Name: 'group-id', Values: [...ids] }]
  const pages = await readPages(token => aws.ec2.send(new DescribeSecurityGroupsCommand({ Filters, ...token })))
  const groups = pages.flatMap(({ SecurityGroups = [] }) => SecurityGroups)
  return groups.filter(({ Tags = [] }) => findOwnerOfGroup(Tags)).flatMap(({ GroupId }) => GroupId ?? [])
}
