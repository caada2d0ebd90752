/** How a run came to its end. */

import { ActionError } from '../action-error.ts'
import type { Context } from '../context.ts'
import type { Log } from '../log.ts'
import type { PreviewProducts } from '../report/preview-products.ts'

/** By a signal, and not because its time was over? */
export function isCancelled({ signal: { reason } }: Pick<Context, 'signal'>): boolean {
  return reason instanceof ActionError && reason.code === 'cancelled'
}

/** Because it had no credentials for AWS, before anything was changed? */
export function isWithoutCredentials({ ledger }: Pick<Context, 'ledger'>, error: unknown): boolean {
  return error instanceof ActionError && error.code === 'credentials-missing' && ledger.entries().length === 0
}

/** A notice, and no failure. */
export function skipWithoutCredentials(log: Log, products: PreviewProducts): void {
  products.skipped = { kind: 'no-credentials', message: WITHOUT_CREDENTIALS }
  log.notice(WITHOUT_CREDENTIALS, 'Preview')
}

/** As of a pull request from a fork, whose run is given no secret and no identity. */
const WITHOUT_CREDENTIALS =
  'There were no AWS credentials, so nothing was done. A pull request from a fork has none: docs/previews.md says how it gets a preview all the same.'
