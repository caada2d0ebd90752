/** Option settings: where they come from, which one wins, and what they say. */

import type { Network } from '../ec2/network.ts'
import type { LoadBalancerKind } from '../host/host-load-balancer.ts'
import { balancedDefaults } from './balanced-defaults.ts'
import { beanstalkErrors } from './beanstalk-errors.ts'
import { DEFAULT_SETTINGS } from './option-defaults.ts'
import { settingFault } from './option-rules.ts'

export interface OptionSetting {
  readonly namespace: string
  readonly name: string
  readonly value: string
}

export type OptionSettings = readonly OptionSetting[]

const ENVIRONMENT = 'aws:elasticbeanstalk:environment'
export const ENVIRONMENT_VARIABLES = 'aws:elasticbeanstalk:application:environment'

/** What holds: settings of the API over .ebextensions over the defaults. Source: Developer Guide, "Configuration options: precedence". */
export function effectiveSettings(own: {
  readonly settings: OptionSettings
  readonly bundleSettings: OptionSettings
}): OptionSettings {
  const chosen = mergeSettings(DEFAULT_SETTINGS, own.bundleSettings, own.settings)
  if (!isLoadBalanced(chosen)) return chosen
  return mergeSettings(DEFAULT_SETTINGS, balancedDefaults(loadBalancerType(chosen)), own.bundleSettings, own.settings)
}

export function isLoadBalanced(settings: OptionSettings): boolean {
  return findSetting(settings, ENVIRONMENT, 'EnvironmentType') === 'LoadBalanced'
}

export function sharesLoadBalancer(settings: OptionSettings): boolean {
  return findSetting(settings, ENVIRONMENT, 'LoadBalancerIsShared') === 'true'
}

/** Of a load-balanced environment. Source of the default: Developer Guide, aws:elasticbeanstalk:environment. */
export function loadBalancerType(settings: OptionSettings): LoadBalancerKind {
  return (findSetting(settings, ENVIRONMENT, 'LoadBalancerType') ?? 'classic') as LoadBalancerKind
}

/** The later layers win. */
export function mergeSettings(...layers: readonly OptionSettings[]): OptionSettings {
  const merged = new Map<string, OptionSetting>()
  for (const setting of layers.flat()) merged.set(keyOf(setting), setting)
  return [...merged.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

export function withoutSettings(
  settings: OptionSettings,
  removed: ReadonlyArray<Omit<OptionSetting, 'value'>>,
): OptionSettings {
  const keys = new Set(removed.map(keyOf))
  return settings.filter(setting => !keys.has(keyOf(setting)))
}

export function findSetting(settings: OptionSettings, namespace: string, name: string): string | undefined {
  return settings.find(setting => setting.namespace === namespace && setting.name === name)?.value
}

/** The entries of a value that is a list. */
export function listSetting(settings: OptionSettings, namespace: string, name: string): string[] {
  const value = findSetting(settings, namespace, name) ?? ''
  return value
    .split(',')
    .map(entry => entry.trim())
    .filter(entry => entry !== '')
}

export function optionsOf(settings: OptionSettings, namespace: string): Partial<Record<string, string>> {
  const own = settings.filter(setting => setting.namespace === namespace)
  return Object.fromEntries(own.map(({ name, value }) => [name, value]))
}

/** The VPC that an environment stands in: the one of its subnets, else the default one. */
export function vpcOf({ vpcId, subnets }: Network, settings: OptionSettings): string {
  const named = ['Subnets', 'ELBSubnets'].flatMap(name => listSetting(settings, 'aws:ec2:vpc', name))
  return named.map(id => subnets.get(id)?.vpcId).find(found => found !== undefined) ?? vpcId
}

export function environmentVariables(settings: OptionSettings): Record<string, string> {
  const variables = settings.filter(({ namespace }) => namespace === ENVIRONMENT_VARIABLES)
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]))
}

export interface WireSetting {
  readonly Namespace?: string | undefined
  readonly OptionName?: string | undefined
  readonly Value?: string | undefined
}

/** @throws ServiceError ConfigurationValidationException. */
export function readSettings(wire: readonly WireSetting[] | undefined): OptionSettings {
  return (wire ?? []).map(({ Namespace = '', OptionName = '', Value = '' }) => {
    const setting = { namespace: Namespace, name: OptionName, value: Value }
    const fault = settingFault(setting)
    if (fault !== undefined) throw beanstalkErrors.badSetting(fault)
    return setting
  })
}

function keyOf({ namespace, name }: Omit<OptionSetting, 'value'>): string {
  return `${namespace}\n${name}`
}
