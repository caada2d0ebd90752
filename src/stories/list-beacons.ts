/** Which beacons the handshake asks: that of the version that was deployed, then that of the one which ran before. */

import type { HandshakeOptions } from '../handshake/handshake.ts'
import type { Plan } from '../plan/make-plan.ts'
import { beaconPath } from '../proxy/beacon-file.ts'

export function listBeacons({ proxy: { beacon }, update: { fromLabel } }: Plan): Pick<HandshakeOptions, 'beacons'> {
  if (!beacon) return {}
  const hasOther = fromLabel !== undefined && fromLabel !== beacon.versionLabel
  return { beacons: [beacon, ...(hasOther ? [{ path: beaconPath(fromLabel), versionLabel: fromLabel }] : [])] }
}
