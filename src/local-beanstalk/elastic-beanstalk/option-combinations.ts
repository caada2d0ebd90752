/** Option settings that are fine one by one and refused together. */

import { beanstalkErrors } from './beanstalk-errors.ts'
import {
  effectiveSettings,
  findSetting,
  isLoadBalanced,
  listSetting,
  loadBalancerType,
  type OptionSettings,
  sharesLoadBalancer,
} from './option-settings.ts'

/** What Elastic Beanstalk says against the settings as they would hold; undefined when it takes them. */
export function combinationFault(settings: OptionSettings): string | undefined {
  return isLoadBalanced(settings) ? balancedFault(settings) : singleFault(settings)
}

/** @throws ServiceError ConfigurationValidationException. */
export function refuseCombination(settings: OptionSettings, bundleSettings: OptionSettings = []): void {
  const fault = combinationFault(effectiveSettings({ settings, bundleSettings }))
  if (fault !== undefined) throw beanstalkErrors.badSetting(fault)
}

function singleFault(settings: OptionSettings): string | undefined {
  const rolling = findSetting(settings, 'aws:autoscaling:updatepolicy:rollingupdate', 'RollingUpdateEnabled')
  if (rolling === 'true') return "You can't enable rolling updates for a single-instance environment."
  // The alarms are those of a load-balanced environment. The text is recorded for LowerThreshold.
  for (const [name, alarm] of TRIGGERS)
    if (findSetting(settings, 'aws:autoscaling:trigger', name) !== undefined)
      return `Auto Scaling ${name} setting cannot be applied because ${alarm} doesn't exist.`
  return undefined
}

const TRIGGERS = [
  ['LowerThreshold', 'AWSEBCloudwatchAlarmLow'],
  ['UpperThreshold', 'AWSEBCloudwatchAlarmHigh'],
] as const

function balancedFault(settings: OptionSettings): string | undefined {
  return capacityFault(settings) ?? policyFault(settings) ?? listenerFault(settings) ?? loadBalancerFault(settings)
}

function capacityFault(settings: OptionSettings): string | undefined {
  const [min, max] = ['MinSize', 'MaxSize'].map(name => Number(findSetting(settings, 'aws:autoscaling:asg', name)))
  if (min === undefined || max === undefined || min <= max) return undefined
  return invalid(
    { namespace: 'aws:autoscaling:asg', name: 'MinSize', value: String(min) },
    'MinSize is greater than MaxSize',
  )
}

// From here on the refusals are documented (Developer Guide, "General options"), their words are not.
function policyFault(settings: OptionSettings): string | undefined {
  const option = { namespace: 'aws:elasticbeanstalk:command', name: 'DeploymentPolicy' }
  const value = findSetting(settings, option.namespace, option.name)
  if (value !== 'TrafficSplitting' || loadBalancerType(settings) === 'application') return undefined
  return invalid({ ...option, value }, 'Traffic splitting needs an Application Load Balancer')
}

function listenerFault(settings: OptionSettings): string | undefined {
  for (const { namespace, name, value } of settings) {
    if (
      /^aws:elb:listener(:\d+)?$/.test(namespace) &&
      name === 'ListenerProtocol' &&
      ['HTTPS', 'SSL'].includes(value)
    ) {
      // The value that the service names here is the namespace.
      if (!findSetting(settings, namespace, 'SSLCertificateId'))
        return invalid({ namespace, name, value: namespace }, 'Secure Listeners need to specify a SSLCertificateId')
    }
    if (!/^aws:elbv2:listener:(default|\d+)$/.test(namespace) || name !== 'Protocol') continue
    const allowed = loadBalancerType(settings) === 'network' ? ['TCP', 'TLS'] : ['HTTP', 'HTTPS']
    if (!allowed.includes(value))
      return invalid({ namespace, name, value }, `Value is not one of the allowed values: [${allowed.join(', ')}]`)
    const isSecure = ['HTTPS', 'TLS'].includes(value)
    if (isSecure && listSetting(settings, namespace, 'SSLCertificateArns').length === 0)
      return invalid({ namespace, name, value }, 'Secure Listeners need to specify a SSLCertificateId')
  }
  return undefined
}

const OF_SHARED = ['SharedLoadBalancer', 'SecurityGroups']

function loadBalancerFault(settings: OptionSettings): string | undefined {
  const namespace = 'aws:elbv2:loadbalancer'
  const isShared = sharesLoadBalancer(settings)
  const kind = loadBalancerType(settings)
  for (const setting of settings) {
    if (setting.namespace !== namespace || setting.name === 'AccessLogsS3Enabled') continue
    if (kind === 'network' && !['SecurityGroups', 'ManagedSecurityGroup'].includes(setting.name))
      return invalid(setting, 'This option does not apply to a Network Load Balancer')
    if (isShared && !OF_SHARED.includes(setting.name))
      return invalid(setting, 'This option does not apply to a shared load balancer')
  }
  return undefined
}

function invalid(
  { namespace, name, value }: { readonly namespace: string; readonly name: string; readonly value: string },
  reason: string,
): string {
  return `Invalid option value: '${value}' (Namespace: '${namespace}', OptionName: '${name}'): ${reason}`
}
