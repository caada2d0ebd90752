/** The option settings that name security groups in the place of those that Beanstalk makes, and opens. Pure. */

import type { Front } from './describe-front.ts'
import type { ComingSetting } from './front-settings.ts'

export interface OwnGroups {
  /** Groups are named, so that Beanstalk makes none that faces the internet. */
  readonly areNamed: boolean
  /** What names them, as lines of option settings; empty where that depends on a load balancer that is not known. */
  readonly lines: readonly string[]
}

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
export function describeOwnGroups(loadBalancer: Front['loadBalancer'], settings: readonly ComingSetting[]): OwnGroups {
  const options = OPTIONS[loadBalancer]
  const decisive = loadBalancer === 'unknown' ? DECISIVE : DECISIVE.filter(option => options.some(isSame(option)))
  return {
    areNamed: settings.some(setting => setting.value !== '' && decisive.some(isSame(setting)) && isOn(setting)),
    lines: options.map(({ namespace, optionName, value }) => `${namespace}:${optionName}=${value}`),
  }
}

/** The ids of groups that settings give to what clients come to in the place of others. */
export function listNamedGroups(loadBalancer: Front['loadBalancer'], settings: readonly ComingSetting[]): string[] {
  if (!describeOwnGroups(loadBalancer, settings).areNamed) return []
  const named = settings.filter(
    setting => setting.optionName !== DISABLE && OPTIONS[loadBalancer].some(isSame(setting)),
  )
  return [...new Set(named.flatMap(({ value }) => value.match(/\bsg-[\da-f]+\b/g) ?? []))]
}

const LAUNCH = 'aws:autoscaling:launchconfiguration'
const DISABLE = 'DisableDefaultEC2SecurityGroup'

const SINGLE: readonly ComingSetting[] = [
  { namespace: LAUNCH, optionName: 'SecurityGroups', value: 'sg-...' },
  { namespace: LAUNCH, optionName: DISABLE, value: 'true' },
]

const inFrontOf = (namespace: string): readonly ComingSetting[] =>
  ['SecurityGroups', 'ManagedSecurityGroup'].map(optionName => ({ namespace, optionName, value: 'sg-...' }))

// Clients of a Network Load Balancer reach the instances themselves.
const OPTIONS: Readonly<Record<Front['loadBalancer'], readonly ComingSetting[]>> = {
  none: SINGLE,
  network: SINGLE,
  classic: inFrontOf('aws:elb:loadbalancer'),
  application: inFrontOf('aws:elbv2:loadbalancer'),
  unknown: [],
}

/** Groups of the instances come beside the one that is made for them, unless that is turned off. */
const DECISIVE = [...SINGLE.slice(1), ...OPTIONS.classic, ...OPTIONS.application]

function isSame({ namespace, optionName }: ComingSetting) {
  return (other: ComingSetting): boolean => other.namespace === namespace && other.optionName === optionName
}

function isOn({ optionName, value }: ComingSetting): boolean {
  return optionName !== DISABLE || value === 'true'
}
