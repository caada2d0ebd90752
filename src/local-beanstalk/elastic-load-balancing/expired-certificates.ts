/** Certificates that have expired as long as the fault says so, on the listeners that are there too. */

import type { Validity } from '../certificate-authority.ts'
import type { World } from '../world.ts'
import type { IssueCertificate } from './certificates.ts'
import { type LoadBalancing, updatePlanes } from './load-balancing.ts'

/** Makes certificates as the faults have it at that moment. */
export function issueByFaults({ authority, faults }: World): IssueCertificate {
  return names => authority.issue(names, validityBy(faults))
}

/** Gives the listeners other certificates when the fault is set or taken away. */
export function followExpiry(loadBalancing: LoadBalancing): void {
  const { world, background, certificates, regions } = loadBalancing
  let last = validityBy(world.faults)
  world.faults.onChange(() => {
    const now = validityBy(world.faults)
    if (now === last) return
    last = now
    certificates.renew()
    background.run(async () => {
      for (const region of regions.keys()) await updatePlanes(loadBalancing, region)
    })
  })
}

function validityBy(faults: World['faults']): Validity {
  return faults.find('certificate-expired').length > 0 ? 'expired' : 'valid'
}
