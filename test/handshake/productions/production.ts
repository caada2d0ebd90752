/** How a finding is produced: something real misbehaves, and the check says what it sees. */

import type { TargetReport } from '../../../src/handshake/handshake.ts'

export type Production = () => Promise<TargetReport>

/** One production for each kind of a part of the catalogue. */
export type ProductionsOf<Part> = Readonly<Record<keyof Part, Production>>
