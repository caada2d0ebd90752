/** What the log says of a preview before it is deployed; what it gets of its base is hidden from then on. */

import type { ConfigurationOptionSetting } from '@aws-sdk/client-elastic-beanstalk'
import type { Context } from '../context.ts'
import type { PreviewPlan } from '../environment/plan-preview.ts'
import { listVariableSecrets } from '../inputs/environment-variables.ts'
import { listMasks } from '../inputs/handshake-inputs.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import { quoteForeign } from '../untrusted.ts'
import type { PreviewOptions } from './preview-options.ts'

export function tellPreviewPlan(
  { log }: Context,
  { request, secrets, held }: PreviewOptions & { readonly held: readonly ConfigurationOptionSetting[] },
  plan: PreviewPlan,
): PreviewPlan {
  const { region, applicationName, baseEnvironmentName } = request
  const { name, does, optionSettings, copiedVariables, notes } = plan
  log.info(`${does === 'create' ? 'Creating' : 'Updating'} the preview "${name}".`)
  const settings = [...optionSettings, ...held.map(toOptionSetting)]
  const hidden = listVariableSecrets(settings, [region, applicationName, baseEnvironmentName, name])
  for (const form of listMasks(hidden)) log.mask(form)
  secrets.push(...hidden)
  const describe = request.copiesVariables ? describeCopied : describeHeld
  if (copiedVariables.length > 0) log.warning(describe(copiedVariables), 'Variables of the base')
  for (const { message, remedy } of notes) log.warning(`${message} ${remedy}`, 'The preview')
  return plan
}

function describeCopied(names: readonly string[]): string {
  return `The preview has variables of its base: ${names.map(quoteForeign).join(', ')}. What this branch does to the database and the services that they name, its migrations too, it does to those of the base. Write "copy-environment-variables: none", or give others in 'environment-variables'.`
}

// An update sets, and takes nothing away.
function describeHeld(names: readonly string[]): string {
  return `The preview has variables of its base still, from an earlier run: ${names.map(quoteForeign).join(', ')}. What this branch does to the database and the services that they name, its migrations too, it does to those of the base. Close the pull request and reopen it, so that the preview is made anew without them, or give others in 'environment-variables'.`
}

function toOptionSetting({ Namespace = '', OptionName = '', Value = '' }: ConfigurationOptionSetting): OptionSetting {
  return { namespace: Namespace, optionName: OptionName, value: Value }
}
