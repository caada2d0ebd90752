/** How a finding is produced: something real misbehaves, and the check says what it sees. */

import type { HandshakeOptions, TargetReport } from '../../../src/handshake/handshake.ts'
import type { Known } from '../../../src/handshake/known.ts'
import { checkOnce } from '../check-once.ts'

export type Production = () => Promise<TargetReport>

/** One production for each kind of a part of the catalogue. */
export type ProductionsOf<Part> = Readonly<Record<keyof Part, Production>>

/** One attempt, which may take long where nothing has to time out: the machine may be busy. */
export function check(url: string, options: Partial<HandshakeOptions> = {}, known: Known = {}): Promise<TargetReport> {
  return checkOnce(url, { attemptTimeoutMs: 15_000, ...options }, known)
}
