/** Every change to the world: entered before it is asked for, and again when it is answered. */

import { isRefused } from './aws/refusals.ts'
import { toPrintableLine } from './untrusted.ts'

export interface LedgerEntry {
  /** What is changed, in words: "upload the source bundle to s3://bucket/key". */
  readonly change: string
  /** `asked`: no answer came, so it may or may not have happened. `needless`: it was so already, by somebody else. */
  readonly outcome: 'asked' | 'done' | 'failed' | 'needless'
  readonly detail?: string
  /** How to take it back, where a person might want to. */
  readonly undo?: string
}

export interface Change extends Pick<LedgerEntry, 'change' | 'undo'> {
  /** Does what was thrown say that it was so already? */
  isNeedless?(error: unknown): boolean
}

export interface Ledger {
  /** Runs `act` between the two entries. What `act` throws passes through. */
  record<T>(change: Change, act: () => Promise<T>): Promise<T>
  entries(): readonly LedgerEntry[]
}

export function openLedger(): Ledger {
  const entries: LedgerEntry[] = []
  return {
    entries: () => entries,
    async record({ isNeedless, ...change }, act) {
      const index = entries.push({ ...change, outcome: 'asked' }) - 1
      try {
        const answer = await act()
        entries[index] = { ...change, outcome: 'done' }
        return answer
      } catch (error) {
        const outcome = isNeedless?.(error) ? 'needless' : isRefused(error) ? 'failed' : 'asked'
        entries[index] = { ...change, outcome, detail: toPrintableLine(String(error)) }
        throw error
      }
    },
  }
}
