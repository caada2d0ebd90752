/** The outputs of the deploy action: enumerations, names and URLs, set on failure too. Pure. */

import { type OutputValue, toOutputValue } from '../untrusted.ts'
import { type DeployProducts, isUpdateAccepted } from './deploy-products.ts'
import { findingOf } from './deploy-verdict.ts'

/** What comes from AWS is an output only in the form that it must have; what has another is in the report alone. */
const WORD = /^[\w-]{0,64}$/
const HOST = /^[\w.-]{0,253}(:\d{1,5})?$/
/** Of a label those that no shell takes for a quote, a variable, a pattern or an option. */
const LABEL = /^([\p{L}\p{N}][\p{L}\p{N} ._:@+=,%-]{0,99})?$/u
const URL_FORM = /^((http|wss?):\/\/[\x21-\x7e]*)?$/
/** The input itself: what somebody wrote there is his to judge. */
const GIVEN_LABEL = /^[^\r\n]*$/
/** Several lines. */
const ANY = /^[^\r]*$/

/** `plan`: Markdown of our own making, of a dry run. */
export function renderDeployOutputs(products: DeployProducts, plan = ''): Record<string, OutputValue> {
  const { survey, state, creation, handshake } = products
  const environment = state ?? survey
  const finding = findingOf(products)
  const host = toOutputValue(environment?.cname ?? '', HOST)
  return {
    'environment-url': host,
    'environment-id': toOutputValue(environment?.id ?? '', WORD),
    'environment-status': toOutputValue(environment?.status ?? '', WORD),
    'environment-health': toOutputValue(environment?.health ?? '', WORD),
    'deployment-action-type': toOutputValue(isUpdateAccepted(products) ? (creation ? 'create' : 'update') : '', WORD),
    'version-label': toOutputValue(products.versionLabel, GIVEN_LABEL),
    'previous-version-label': toOutputValue(survey?.versionLabel ?? '', LABEL),
    url: toOutputValue(host && `http://${host}/`, URL_FORM),
    'websocket-url': toOutputValue(handshake?.targets[0]?.printableUrl ?? '', URL_FORM),
    handshake: toOutputValue(handshake?.targets[0]?.outcome ?? 'skipped', WORD),
    finding: toOutputValue(finding?.kind ?? '', WORD),
    layer: toOutputValue(finding?.layer ?? '', WORD),
    'rolled-back': toOutputValue(String(products.rollBack?.kind === 'done'), WORD),
    plan: toOutputValue(plan, ANY),
  }
}
