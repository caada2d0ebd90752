/** The outputs of the deploy action: enumerations, names and URLs, set on failure too. Pure. */

import type { DeployProducts } from './deploy-products.ts'
import { findingOf } from './deploy-verdict.ts'

export function renderDeployOutputs(products: DeployProducts): Record<string, string> {
  const { survey, state, isUpdateAccepted, handshake } = products
  const environment = state ?? survey
  const finding = findingOf(products)
  return {
    'environment-url': environment?.cname ?? '',
    'environment-id': environment?.id ?? '',
    'environment-status': environment?.status ?? '',
    'environment-health': environment?.health ?? '',
    'deployment-action-type': isUpdateAccepted ? 'update' : '',
    'version-label': products.versionLabel,
    'previous-version-label': survey?.versionLabel ?? '',
    url: environment?.cname ? `http://${environment.cname}/` : '',
    'websocket-url': handshake?.targets[0]?.url ?? '',
    handshake: handshake?.targets[0]?.outcome ?? 'skipped',
    finding: finding?.kind ?? '',
    layer: finding?.layer ?? '',
  }
}
