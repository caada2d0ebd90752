/** The outputs of the preview action: enumerations, names and URLs, set on failure too. Pure. */

import { type OutputValue, toOutputValue } from '../untrusted.ts'
import { renderDeployOutputs } from './deploy-outputs.ts'
import { isUpdateAccepted, openProducts } from './deploy-products.ts'
import { findPreviewPlaces } from './preview-facts.ts'
import type { PreviewProducts } from './preview-products.ts'

/** What Beanstalk takes for the name of an environment. */
const NAME = /^([a-zA-Z0-9][a-zA-Z0-9-]{2,38}[a-zA-Z0-9])?$/
const ID = /^(e-[a-z0-9]{1,40})?$/
const WORD = /^[a-z-]{0,64}$/

/** `action` is "created" and "updated" only where Beanstalk has said that it will do it, and "removed" only of all of it. */
export function renderPreviewOutputs(products: PreviewProducts): Record<string, OutputValue> {
  const { deployment, plan, environmentName = '' } = products
  // A freed address is anybody's.
  const outputs = renderDeployOutputs((products.removal ? undefined : deployment) ?? openProducts())
  const none = toOutputValue('', WORD)
  const pick = (name: string) => outputs[name] ?? none
  const { page, webSocket } = findPreviewPlaces(products)
  return {
    url: page ? pick('url') : none,
    'websocket-url': webSocket ? pick('websocket-url') : none,
    'environment-name': toOutputValue(environmentName, NAME),
    'environment-id': pick('environment-id') || toOutputValue(plan?.existing?.id ?? '', ID),
    'version-label': pick('version-label'),
    action: toOutputValue(nameAction(products), WORD),
    handshake: pick('handshake'),
    finding: pick('finding'),
  }
}

// A run may remove what it has deployed itself: the pull request was closed meanwhile.
function nameAction({ deployment, removal, sweep, skipped }: PreviewProducts): string {
  if (removal) return removal.left.length === 0 ? 'removed' : ''
  if (deployment && isUpdateAccepted(deployment)) return deployment.creation ? 'created' : 'updated'
  if (sweep) return 'swept'
  return skipped ? 'skipped' : ''
}
