/** How a run came to its end. */

import { ActionError } from '../action-error.ts'
import type { Context } from '../context.ts'

/** By a signal, and not because its time was over? */
export function isCancelled({ signal: { reason } }: Pick<Context, 'signal'>): boolean {
  return reason instanceof ActionError && reason.code === 'cancelled'
}

/** Because it had no credentials for AWS, before anything was changed? */
export function isWithoutCredentials({ ledger }: Pick<Context, 'ledger'>, error: unknown): boolean {
  return error instanceof ActionError && error.code === 'credentials-missing' && ledger.entries().length === 0
}
