/** The option settings that an update asks for, and what it cannot change. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import { beanstalkErrors } from './beanstalk-errors.ts'
import type { Application, Environment } from './beanstalk-model.ts'
import { findTemplate } from './lookup.ts'
import { refuseCombination } from './option-combinations.ts'
import {
  effectiveSettings,
  findSetting,
  isLoadBalanced,
  mergeSettings,
  type OptionSettings,
  readSettings,
  withoutSettings,
} from './option-settings.ts'

/** All settings of the API as they shall be; undefined when nothing is said of them. @throws ServiceError. */
export function changedSettings(
  environment: Environment,
  application: Application,
  input: EB.UpdateEnvironmentMessage,
): Environment['settings'] | undefined {
  const template = input.TemplateName === undefined ? undefined : findTemplate(application, input.TemplateName)
  if (template === undefined && !input.OptionSettings?.length && !input.OptionsToRemove?.length) return undefined
  const removed = (input.OptionsToRemove ?? []).map(({ Namespace = '', OptionName = '' }) => ({
    namespace: Namespace,
    name: OptionName,
  }))
  const settings = mergeSettings(
    withoutSettings(environment.settings, removed),
    template?.settings ?? [],
    readSettings(input.OptionSettings),
  )
  refuseCombination(settings, environment.bundleSettings)
  refuseOtherLoadBalancer(environment, settings)
  return settings
}

// Developer Guide: the type of the load balancer is set at creation only. The refusal's words are not known.
function refuseOtherLoadBalancer(environment: Environment, settings: OptionSettings): void {
  const namespace = 'aws:elasticbeanstalk:environment'
  const next = effectiveSettings({ settings, bundleSettings: environment.bundleSettings })
  const former = effectiveSettings(environment)
  for (const name of ['LoadBalancerType', 'LoadBalancerIsShared']) {
    const [was, is] = [former, next].map(layer => findSetting(layer, namespace, name))
    if (was !== undefined && is !== undefined && was !== is)
      throw beanstalkErrors.badSetting(
        `Invalid option value: '${is}' (Namespace: '${namespace}', OptionName: '${name}'): The value can be set only during environment creation`,
      )
  }
  if (findSetting(former, namespace, 'EnvironmentType') !== findSetting(next, namespace, 'EnvironmentType'))
    throw beanstalkErrors.invalidValue('Local Beanstalk does not change the EnvironmentType of an environment.')
  if (isLoadBalanced(next)) refuseOtherNetwork(former, next)
}

const FOR_LIFE: ReadonlyArray<readonly [namespace: string, name: string]> = [
  ...['VPCId', 'Subnets', 'ELBSubnets', 'ELBScheme'].map(name => ['aws:ec2:vpc', name] as const),
  ...['SecurityGroups', 'ManagedSecurityGroup'].flatMap(name => [
    ['aws:elb:loadbalancer', name] as const,
    ['aws:elbv2:loadbalancer', name] as const,
  ]),
  ['aws:elbv2:loadbalancer', 'SharedLoadBalancer'],
  ['aws:autoscaling:launchconfiguration', 'SecurityGroups'],
  ['aws:autoscaling:launchconfiguration', 'DisableDefaultEC2SecurityGroup'],
]

// On AWS these replace the load balancer or the instances; here they would be taken and have no effect.
function refuseOtherNetwork(former: OptionSettings, next: OptionSettings): void {
  for (const [namespace, name] of FOR_LIFE) {
    const [was, is] = [former, next].map(settings => findSetting(settings, namespace, name) ?? '')
    if (was !== is)
      throw beanstalkErrors.invalidValue(`Local Beanstalk does not change ${namespace} ${name} of an environment.`)
  }
}
