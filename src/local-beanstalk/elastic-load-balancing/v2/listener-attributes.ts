/** The operations on the attributes of listeners. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Call, Checked } from '../../service.ts'
import { listenerAttributes } from '../default-attributes.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import { attributesOf, readAttributes } from './attributes.ts'
import { findListener } from './lookup.ts'

export function describeListenerAttributes(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.DescribeListenerAttributesInput>,
  call: Call,
): ELB.DescribeListenerAttributesOutput {
  return { Attributes: attributesOf(findListener(loadBalancing, input.ListenerArn, call).listener.attributes) }
}

export async function modifyListenerAttributes(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.ModifyListenerAttributesInput>,
  call: Call,
): Promise<ELB.ModifyListenerAttributesOutput> {
  const { loadBalancer, listener } = findListener(loadBalancing, input.ListenerArn, call)
  const changed = readAttributes(input.Attributes, {
    noun: 'Listener',
    known: listenerAttributes(listener.protocol),
    knownElsewhere: { ...listenerAttributes('HTTP'), ...listenerAttributes('TCP') },
    where: `listeners with protocol ${listener.protocol}`,
  })
  for (const [key, value] of Object.entries(changed)) listener.attributes.set(key, value)
  await loadBalancer.plane.update()
  return { Attributes: attributesOf(listener.attributes) }
}
