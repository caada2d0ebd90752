/** Every change to the world: entered before it is asked for, and again when it is answered. */

import { isRefused } from './aws/refusals.ts'
import { isRefusedByGitHub } from './github/refusals.ts'
import { toPrintableLine } from './untrusted.ts'

export interface LedgerEntry {
  /** What is changed, in words: "upload the source bundle to s3://bucket/key". */
  readonly change: string
  /** What it consists of, where one request changes several things. */
  readonly parts?: readonly string[]
  /**
   * `asked`: no answer came, so it may or may not have happened. `needless`: it was there already, by somebody else.
   * `split`: it was refused as a whole, and what it consists of is asked for one by one. `begun`: it was accepted, and its
   * end was not seen. `vain`: it was accepted, and had no good end.
   */
  readonly outcome: 'asked' | 'done' | 'failed' | 'needless' | 'split' | 'begun' | 'vain'
  readonly detail?: string
  /** How to take it back, where a person might want to: lines for a shell, with comments for what no command does. */
  readonly undo?: readonly string[]
  /** It only tells people of the run, and changes nothing that they would take back. */
  readonly isNews?: boolean
  /** It brings the version of this run to run. */
  readonly isDeployment?: boolean
  /** By which later changes name it in `covers`. */
  readonly names?: readonly string[]
  /** The earlier changes whose `undo` is not needed any more when this one is done, or is part of this one's. */
  readonly covers?: readonly string[]
}

export interface Change
  extends Pick<LedgerEntry, 'change' | 'parts' | 'undo' | 'isNews' | 'isDeployment' | 'names' | 'covers'> {
  /** What a refusal means; undefined where it is a failure. Whoever has to look for that may ask. */
  judgeRefusal?(error: unknown): Judgement | Promise<Judgement>
}

type Judgement = 'needless' | 'split' | undefined

export interface Ledger {
  /** Runs `act` between the two entries. What `act` throws passes through. */
  record<T>(change: Change, act: () => Promise<T>): Promise<T>
  /** What became of the newest change of this name since it was accepted. */
  amend(name: string, outcome: 'begun' | 'vain' | 'done'): void
  entries(): readonly LedgerEntry[]
}

export function openLedger(): Ledger {
  const entries: LedgerEntry[] = []
  return {
    entries: () => entries,
    amend(name, outcome) {
      const index = entries.findLastIndex(({ names = [] }) => names.includes(name))
      const entry = entries[index]
      if (!entry) return
      const { detail: _, ...change } = entry
      entries[index] = { ...change, outcome }
    },
    async record({ judgeRefusal, ...change }, act) {
      const index = entries.push({ ...change, outcome: 'asked' }) - 1
      try {
        const answer = await act()
        entries[index] = { ...change, outcome: 'done' }
        return answer
      } catch (error) {
        const detail = toPrintableLine(String(error))
        // Before anybody looks: that may take the rest of the run.
        entries[index] = { ...change, outcome: hasRefused(error) ? 'failed' : 'asked', detail }
        const outcome = await judgeRefusal?.(error)
        if (outcome) entries[index] = { ...change, outcome, detail }
        throw error
      }
    },
  }
}

function hasRefused(error: unknown): boolean {
  return isRefused(error) || isRefusedByGitHub(error)
}
