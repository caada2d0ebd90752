/** Saved configurations: the settings of an environment, or of nobody, under a name. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Call, Checked } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import { beanstalkErrors } from './beanstalk-errors.ts'
import type { Application, BeanstalkRegion, ConfigurationTemplate, Environment } from './beanstalk-model.ts'
import { readPlatform } from './create-environment.ts'
import { findApplication, findTemplate, livingEnvironments } from './lookup.ts'
import { mergeSettings, type OptionSettings, readSettings, withoutSettings } from './option-settings.ts'
import { describeOwnSettings } from './reading-operations.ts'
import { readTags } from './resource-tags.ts'

type CreateInput = Checked<EB.CreateConfigurationTemplateMessage>

export function createTemplate(
  beanstalk: Beanstalk,
  input: CreateInput,
  call: Call,
): EB.ConfigurationSettingsDescription {
  const region = beanstalk.region(call.region)
  const application = findApplication(region, input.ApplicationName)
  if (application.templates.has(input.TemplateName)) throw beanstalkErrors.templateExists(input.TemplateName)
  const base = findBase(region, input)
  const created = new Date(beanstalk.world.clock.now())
  const template: ConfigurationTemplate = {
    name: input.TemplateName,
    solutionStack: readPlatform(input, call.region, base?.solutionStack),
    created,
    updated: created,
    description: input.Description,
    settings: mergeSettings(base?.settings ?? [], readSettings(input.OptionSettings)),
    tags: readTags(input.Tags),
  }
  application.templates.set(template.name, template)
  return describeTemplate(application, template, call.region)
}

export function updateTemplate(
  beanstalk: Beanstalk,
  input: Checked<EB.UpdateConfigurationTemplateMessage>,
  call: Call,
): EB.ConfigurationSettingsDescription {
  const application = findApplication(beanstalk.region(call.region), input.ApplicationName)
  const template = findTemplate(application, input.TemplateName)
  const removed = (input.OptionsToRemove ?? []).map(({ Namespace = '', OptionName = '' }) => ({
    namespace: Namespace,
    name: OptionName,
  }))
  template.settings = mergeSettings(withoutSettings(template.settings, removed), readSettings(input.OptionSettings))
  template.description = input.Description ?? template.description
  template.updated = new Date(beanstalk.world.clock.now())
  return describeTemplate(application, template, call.region)
}

export function deleteTemplate(
  beanstalk: Beanstalk,
  input: Checked<EB.DeleteConfigurationTemplateMessage>,
  call: Call,
): void {
  const application = findApplication(beanstalk.region(call.region), input.ApplicationName)
  application.templates.delete(findTemplate(application, input.TemplateName).name)
}

export function describeTemplate(
  application: Application,
  template: ConfigurationTemplate,
  region: string,
): EB.ConfigurationSettingsDescription {
  return {
    ...describeOwnSettings({ ...template, bundleSettings: [] }, region),
    ApplicationName: application.name,
    TemplateName: template.name,
    Description: template.description,
    DateCreated: template.created,
    DateUpdated: template.updated,
  }
}

/** Settings of .ebextensions are left out: Developer Guide, "Using Elastic Beanstalk saved configurations". */
function findBase(
  region: BeanstalkRegion,
  input: CreateInput,
): { readonly solutionStack: string; readonly settings: OptionSettings } | undefined {
  const { EnvironmentId: id, SourceConfiguration: source } = input
  if (id !== undefined) return findEnvironmentById(region, id)
  if (source === undefined) return undefined
  return findTemplate(findApplication(region, source.ApplicationName ?? ''), source.TemplateName ?? '')
}

function findEnvironmentById(region: BeanstalkRegion, id: string): Environment {
  const environment = livingEnvironments(region).find(candidate => candidate.id === id)
  if (environment === undefined) throw beanstalkErrors.noEnvironment({ id, name: undefined })
  return environment
}
