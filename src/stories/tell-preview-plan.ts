/** What the log says of a preview before it is deployed; what it gets of its base is hidden from then on. */

import type { Context } from '../context.ts'
import type { PreviewPlan } from '../environment/plan-preview.ts'
import { listVariableSecrets } from '../inputs/environment-variables.ts'
import { listMasks } from '../inputs/handshake-inputs.ts'
import { quoteForeign } from '../untrusted.ts'
import type { PreviewOptions } from './preview-options.ts'

export function tellPreviewPlan(
  { log }: Context,
  { request, secrets }: PreviewOptions,
  plan: PreviewPlan,
): PreviewPlan {
  const { region, applicationName, baseEnvironmentName } = request
  const { name, does, optionSettings, copiedVariables, notes } = plan
  log.info(`${does === 'create' ? 'Creating' : 'Updating'} the preview "${name}".`)
  const hidden = listVariableSecrets(optionSettings, [region, applicationName, baseEnvironmentName, name])
  for (const form of listMasks(hidden)) log.mask(form)
  secrets.push(...hidden)
  if (copiedVariables.length > 0) log.warning(describeCopied(copiedVariables), 'Variables of the base')
  for (const { message, remedy } of notes) log.warning(`${message} ${remedy}`, 'The preview')
  return plan
}

function describeCopied(names: readonly string[]): string {
  return `The preview has variables of its base: ${names.map(quoteForeign).join(', ')}. What this branch does to the database and the services that they name, its migrations too, it does to those of the base. Write "copy-environment-variables: none", or give others in 'environment-variables'.`
}
