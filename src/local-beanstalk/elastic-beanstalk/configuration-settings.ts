/** Option settings and options as they are read and tried: of an environment, of a saved configuration, of a platform. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Call, Checked } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import { beanstalkErrors } from './beanstalk-errors.ts'
import { describeTemplate } from './configuration-templates.ts'
import { readPlatform } from './create-environment.ts'
import { findApplication, findEnvironment, findTemplate } from './lookup.ts'
import { DEFAULT_SETTINGS } from './option-defaults.ts'
import { OPTION_RULES, type OptionRule, settingFault } from './option-rules.ts'
import { describeSettingsOf } from './reading-operations.ts'
import { platformArn } from './solution-stacks.ts'

export function describeSettings(
  beanstalk: Beanstalk,
  input: Checked<EB.DescribeConfigurationSettingsMessage>,
  call: Call,
): EB.ConfigurationSettingsDescriptions {
  const { TemplateName: name, EnvironmentName: environment } = input
  if (name !== undefined && environment !== undefined) throw eitherOr()
  const region = beanstalk.region(call.region)
  if (name === undefined)
    return { ConfigurationSettings: [describeSettingsOf(beanstalk.ec2, findEnvironment(region, input))] }
  const application = findApplication(region, input.ApplicationName)
  return { ConfigurationSettings: [describeTemplate(application, findTemplate(application, name), call.region)] }
}

export function describeOptions(
  beanstalk: Beanstalk,
  input: EB.DescribeConfigurationOptionsMessage,
  call: Call,
): EB.ConfigurationOptionsDescription {
  const solutionStack = namedPlatform(beanstalk, input, call)
  const asked = input.Options?.length ? input.Options : undefined
  const options = listOptions().filter(
    ({ namespace, name }) =>
      asked?.some(({ Namespace, OptionName }) => same(Namespace, namespace) && same(OptionName, name)) ?? true,
  )
  return {
    SolutionStackName: solutionStack,
    PlatformArn: platformArn(solutionStack, call.region),
    Options: options.map(describeOption),
  }
}

/** Nothing to say against them: no messages. */
export function validateSettings(
  beanstalk: Beanstalk,
  input: Checked<EB.ValidateConfigurationSettingsMessage>,
  call: Call,
): EB.ConfigurationSettingsValidationMessages {
  const region = beanstalk.region(call.region)
  const application = findApplication(region, input.ApplicationName)
  if (input.TemplateName !== undefined && input.EnvironmentName !== undefined) throw eitherOr()
  if (input.TemplateName !== undefined) findTemplate(application, input.TemplateName)
  if (input.EnvironmentName !== undefined) findEnvironment(region, input)
  const messages = input.OptionSettings.flatMap(({ Namespace = '', OptionName = '', Value = '' }) => {
    const fault = settingFault({ namespace: Namespace, name: OptionName, value: Value })
    return fault === undefined ? [] : { Severity: 'error' as const, Namespace, OptionName, Message: fault }
  })
  return { Messages: messages }
}

function namedPlatform(beanstalk: Beanstalk, input: EB.DescribeConfigurationOptionsMessage, call: Call): string {
  const region = beanstalk.region(call.region)
  if (input.EnvironmentName !== undefined) return findEnvironment(region, input).solutionStack
  if (input.TemplateName === undefined) return readPlatform(input, call.region, undefined)
  if (input.ApplicationName === undefined) throw beanstalkErrors.applicationNotNamed()
  return findTemplate(findApplication(region, input.ApplicationName), input.TemplateName).solutionStack
}

interface Option {
  readonly namespace: string
  readonly name: string
  readonly rule: OptionRule
  readonly fallback: string | undefined
}

function listOptions(): Option[] {
  const options = new Map<string, Option>()
  for (const { namespace, name, value } of DEFAULT_SETTINGS)
    options.set(`${namespace}\n${name}`, { namespace, name, rule: {}, fallback: value })
  for (const { namespace, name, rule } of OPTION_RULES) {
    const key = `${namespace}\n${name}`
    options.set(key, { namespace, name, rule, fallback: options.get(key)?.fallback })
  }
  return [...options].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, option]) => option)
}

function describeOption({ namespace, name, rule, fallback }: Option): EB.ConfigurationOptionDescription {
  return {
    Namespace: namespace,
    Name: name,
    DefaultValue: fallback,
    ChangeSeverity: rule.severity ?? 'NoInterruption',
    UserDefined: false,
    ValueType: rule.list ? 'List' : 'Scalar',
    ValueOptions: rule.oneOf && [...rule.oneOf],
    MinValue: rule.min,
    MaxValue: rule.max,
  }
}

function same(asked: string | undefined, value: string): boolean {
  return asked === undefined || asked === value
}

// The refusal is documented (DescribeConfigurationSettingsMessage), its words are not.
function eitherOr() {
  return beanstalkErrors.invalidCombination('Either TemplateName or EnvironmentName can be specified, not both.')
}
