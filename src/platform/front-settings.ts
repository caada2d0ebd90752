/** Option settings as far as they are about the front of an environment: picked, found, and as they will be. Pure. */

import type { ConfigurationOptionSetting } from '@aws-sdk/client-elastic-beanstalk'
import { toApiSetting } from './api-option.ts'

/** What of an environment's settings says how clients come to its instances: none of it is secret. */
export function pickFrontSettings(settings: readonly ConfigurationOptionSetting[]): ConfigurationOptionSetting[] {
  return settings.filter(({ Namespace = '' }) => isAboutFront(Namespace))
}

export function isAboutFront(namespace: string): boolean {
  return OF_FRONT.test(namespace)
}

export interface ComingSetting {
  readonly namespace: string
  readonly optionName: string
  readonly value: string
}

/** The settings as they will be when these have been set. */
export function applySettings(
  settings: readonly ConfigurationOptionSetting[],
  planned: readonly ComingSetting[],
): ConfigurationOptionSetting[] {
  const isPlanned = ({ Namespace, OptionName }: ConfigurationOptionSetting) =>
    planned.some(({ namespace, optionName }) => namespace === Namespace && optionName === OptionName)
  return [...settings.filter(setting => !isPlanned(setting)), ...planned.map(toApiSetting)]
}

export function findSetting(settings: readonly ConfigurationOptionSetting[], namespace: string, name: string) {
  return settings.find(({ Namespace, OptionName }) => Namespace === namespace && OptionName === name)?.Value
}

const OF_FRONT =
  /^aws:(autoscaling:asg|ec2:vpc|elb:.*|elbv2:.*|elasticbeanstalk:environment|elasticbeanstalk:environment:process:.*)$/
