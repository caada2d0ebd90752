/** The door of every operation: first the faults that strike it, then the policies of the key. */

import { expired } from '../faults/refusals.ts'
import type { Asked } from '../service.ts'
import type { World } from '../world.ts'
import type { AccessKey } from './access-key.ts'
import { type AccessAsked, authorize } from './authorize.ts'

export interface Admission extends AccessAsked {
  /** As the API names it. */
  readonly operation: string
  readonly key: AccessKey
}

/** Notes what a fault does to the answer. @throws ServiceError in the service's own words. */
export function admit(world: World, asked: Asked, admission: Admission): void {
  const { service, operation, permission, resources, key } = admission
  const resource = resources[0]?.arn ?? '*'
  const target = { service, operation, permission, resource, principalArn: key.principalArn }
  const { refusal, disturbance } = world.strike(target)
  asked.disturbance = disturbance
  if (refusal !== undefined) throw refusal
  if (key.expiresMs !== undefined && key.expiresMs <= world.clock.now()) throw expired(service)
  authorize(key, admission)
}
