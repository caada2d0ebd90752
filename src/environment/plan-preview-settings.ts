/** The settings of a preview: the base's by a list, then what a preview must have, then the user's own. Pure. */

import type { ConfigurationOptionSetting } from '@aws-sdk/client-elastic-beanstalk'
import type { OptionSetting } from '../inputs/option-settings.ts'
import { COPIED_OPTIONS, type CopiedOptions, PREVIEW_OPTIONS } from '../platform/copied-options.ts'
import { findSetting } from '../platform/front-settings.ts'

export interface PreviewSettings {
  readonly optionSettings: readonly OptionSetting[]
  /** Names of the variables that come from the base: what runs in the preview has their values. */
  readonly copiedVariables: readonly string[]
}

export interface PreviewWishes {
  /** Of the base environment, all of them. */
  readonly base: readonly ConfigurationOptionSetting[]
  /** Names and ids of groups that Beanstalk made for the base. */
  readonly groupsOfBeanstalk: readonly string[]
  readonly copiesVariables: boolean
  /** Undefined: the micro of the base's architecture. */
  readonly instanceType: string | undefined
  /** Of the preview's own bundle: what is copied would win over it, and does only where it is guarded. */
  readonly ofBundle: readonly Pick<OptionSetting, 'namespace' | 'optionName'>[]
  /** Option settings and environment variables of the user, which win over all. */
  readonly own: readonly OptionSetting[]
}

export function planPreviewSettings(wishes: PreviewWishes): PreviewSettings {
  const { base, ofBundle, own, instanceType = chooseInstanceType(base) } = wishes
  const isOfBundle = (setting: OptionSetting) =>
    !findRule(setting)?.isGuarded && ofBundle.some(other => keyOf(other) === keyOf(setting))
  const isFit = isElsewhere(base, own) ? (setting: OptionSetting) => !isOfPlace(setting) : () => true
  const kept = (setting: OptionSetting) => isFit(setting) && !isOfBundle(setting)
  const copied = base.flatMap(setting => copySetting(setting, wishes)).filter(kept)
  const needed = PREVIEW_OPTIONS.map(({ namespace, optionName, value }) => ({ namespace, optionName, value }))
  const type = { namespace: 'aws:ec2:instances', optionName: 'InstanceTypes', value: instanceType }
  // It would win over the older option of the same meaning.
  const instance = own.some(({ namespace, optionName }) => namespace === LAUNCH && optionName === 'InstanceType')
    ? []
    : [type]
  const merged = new Map([...copied, ...needed, ...instance, ...own].map(setting => [keyOf(setting), setting]))
  const isFromBase = (setting: OptionSetting) => merged.get(keyOf(setting)) === setting
  const variables = copied.filter(setting => findRule(setting)?.holds === 'variables' && isFromBase(setting))
  return { optionSettings: [...merged.values()], copiedVariables: variables.map(({ optionName }) => optionName) }
}

interface Held {
  readonly base: readonly ConfigurationOptionSetting[]
  /** That the preview has now. */
  readonly settings: readonly ConfigurationOptionSetting[]
}

/** Names of variables of the base that an earlier run has copied, and that nobody sets now: an update takes nothing away. */
export function listHeldVariables(set: readonly Omit<OptionSetting, 'value'>[], { base, settings }: Held): string[] {
  const keys = new Set(set.map(keyOf))
  return base.flatMap(({ Namespace: namespace = '', OptionName: optionName = '', Value = '' }) => {
    const isHeld = Value !== '' && findSetting(settings, namespace, optionName) === Value
    const isVariable = findRule({ namespace, optionName })?.holds === 'variables'
    return isHeld && isVariable && !keys.has(keyOf({ namespace, optionName })) ? [optionName] : []
  })
}

/** The smallest that Beanstalk's platforms run well on, of the base's architecture. */
export function chooseInstanceType(base: readonly ConfigurationOptionSetting[]): string {
  const architecture = findSetting(base, 'aws:ec2:instances', 'SupportedArchitectures')
  const types = findSetting(base, 'aws:ec2:instances', 'InstanceTypes') || findSetting(base, LAUNCH, 'InstanceType')
  const isArm = architecture ? architecture.trim() === 'arm64' : ARM_TYPE.test(types?.trim() ?? '')
  return isArm ? 't4g.micro' : 't3.micro'
}

/** AWS's own processors have a `g` behind the number of the generation (m6gd, c7gn, im4gn); the first was a1. */
const ARM_TYPE = /^(a1|[a-z]+\d+[a-z]*g[a-z]*)\./

function copySetting(setting: ConfigurationOptionSetting, wishes: PreviewWishes): OptionSetting[] {
  const { Namespace: namespace = '', OptionName: optionName = '', Value = '' } = setting
  const rule = findRule({ namespace, optionName })
  if (!rule || (rule.holds === 'variables' && !wishes.copiesVariables)) return []
  const value = optionName === 'SecurityGroups' ? keepOwnGroups(Value, wishes.groupsOfBeanstalk) : Value
  return value === '' ? [] : [{ namespace, optionName, value }]
}

/** In a VPC of the user's choice there are neither the subnets nor the groups of the base. */
function isElsewhere(base: readonly ConfigurationOptionSetting[], own: readonly OptionSetting[]): boolean {
  const chosen = own.find(({ namespace, optionName }) => namespace === VPC && optionName === 'VPCId')?.value
  return chosen !== undefined && chosen !== findSetting(base, VPC, 'VPCId')
}

const VPC = 'aws:ec2:vpc'
const LAUNCH = 'aws:autoscaling:launchconfiguration'

function isOfPlace(setting: OptionSetting): boolean {
  return setting.namespace === VPC || findRule(setting)?.holds === 'security-groups'
}

function findRule({ namespace, optionName }: Omit<OptionSetting, 'value'>): CopiedOptions | undefined {
  return COPIED_OPTIONS.find(
    rule => covers(rule.namespace, namespace) && (rule.optionNames?.includes(optionName) ?? true),
  )
}

function covers(listed: string, namespace: string): boolean {
  return listed.endsWith('*') ? namespace.startsWith(listed.slice(0, -1)) : listed === namespace
}

/** A name such as awseb-e-abcdefghij-stack-AWSEBSecurityGroup-1A2B3C4D5E6F is Beanstalk's own in any case. */
function keepOwnGroups(value: string, groupsOfBeanstalk: readonly string[]): string {
  const groups = value.split(',').map(group => group.trim())
  return groups.filter(group => group && !group.startsWith('awseb-') && !groupsOfBeanstalk.includes(group)).join(',')
}

function keyOf({ namespace, optionName }: Omit<OptionSetting, 'value'>): string {
  return `${namespace}:${optionName}`
}
