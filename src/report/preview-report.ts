/** The report file of a run of the preview action: its products, without what may be secret in its plan. Pure. */

import type { OptionSetting } from '../inputs/option-settings.ts'
import type { LedgerEntry } from '../ledger.ts'
import { COPIED_OPTIONS, PREVIEW_OPTIONS } from '../platform/copied-options.ts'
import type { PreviewProducts } from './preview-products.ts'
import type { Verdict } from './verdict.ts'

export interface PreviewReport extends PreviewProducts {
  readonly verdict: Verdict
  readonly changes: readonly LedgerEntry[]
}

/**
 * Of a variable of the app, and of an option that previews do not have by themselves, only the name is in it: the file
 * may be uploaded with what else a job has made.
 */
export function makePreviewReport(
  products: PreviewProducts,
  verdict: Verdict,
  changes: readonly LedgerEntry[],
): PreviewReport {
  const { plan } = products
  const shown = plan && { plan: { ...plan, optionSettings: plan.optionSettings.map(hideValue) } }
  return { ...products, ...shown, verdict, changes }
}

function hideValue(setting: OptionSetting): OptionSetting {
  return PUBLIC.has(setting.namespace) ? setting : { ...setting, value: '***' }
}

const PUBLIC: ReadonlySet<string> = new Set(
  [...COPIED_OPTIONS.filter(({ holds }) => holds !== 'variables'), ...PREVIEW_OPTIONS].map(
    ({ namespace }) => namespace,
  ),
)
