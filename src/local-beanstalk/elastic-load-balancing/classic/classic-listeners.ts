/** Listeners of classic load balancers, and the operations on them. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing'
import type { Call, Checked } from '../../service.ts'
import { addListener, changeListener, type ListenerSpec, removeListener } from '../listeners.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import type { Listener, LoadBalancer } from '../load-balancing-model.ts'
import type { ListenerProtocol } from '../target-group-model.ts'
import { classicErrors } from './classic-errors.ts'
import { findClassic, findClassicListener } from './classic-lookup.ts'

export async function createLoadBalancerListeners(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.CreateLoadBalancerListenerInput>,
  call: Call,
): Promise<ELB.CreateLoadBalancerListenerOutput> {
  const loadBalancer = findClassic(loadBalancing, input.LoadBalancerName, call)
  const specs = input.Listeners.map(listener => readListener(loadBalancing, listener))
  for (const spec of specs) {
    const former = loadBalancer.listeners.get(spec.port)
    if (former !== undefined && !isSame(former, spec))
      throw classicErrors.duplicateListener(loadBalancer.name, spec.port)
  }
  for (const spec of specs) if (!loadBalancer.listeners.has(spec.port)) await addListener(loadBalancer, spec)
  return {}
}

/** A port without a listener has none already. */
export async function deleteLoadBalancerListeners(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.DeleteLoadBalancerListenerInput>,
  call: Call,
): Promise<ELB.DeleteLoadBalancerListenerOutput> {
  const loadBalancer = findClassic(loadBalancing, input.LoadBalancerName, call)
  for (const port of input.LoadBalancerPorts) await removeListener(loadBalancer, port)
  return {}
}

export async function setListenerCertificate(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.SetLoadBalancerListenerSSLCertificateInput>,
  call: Call,
): Promise<ELB.SetLoadBalancerListenerSSLCertificateOutput> {
  const loadBalancer = findClassic(loadBalancing, input.LoadBalancerName, call)
  const listener = findClassicListener(loadBalancer, input.LoadBalancerPort)
  if (!loadBalancing.certificates.has(input.SSLCertificateId)) throw classicErrors.noCertificate(input.SSLCertificateId)
  await changeListener(loadBalancer, listener, { certificateArns: [input.SSLCertificateId] })
  return {}
}

/** @throws ServiceError for what ELB refuses. */
export function readListener(loadBalancing: LoadBalancing, wire: ELB.Listener): ListenerSpec {
  const protocol = readProtocol(wire.Protocol)
  const speaksHttp = protocol === 'HTTP' || protocol === 'HTTPS'
  const instanceProtocol = readProtocol(wire.InstanceProtocol ?? (speaksHttp ? 'HTTP' : 'TCP'))
  if (speaksHttp !== (instanceProtocol === 'HTTP' || instanceProtocol === 'HTTPS'))
    throw classicErrors.otherLayer(protocol, instanceProtocol)
  const isSecure = protocol === 'HTTPS' || protocol === 'SSL'
  const { SSLCertificateId: arn } = wire
  if (isSecure && arn === undefined) throw classicErrors.certificateMissing()
  if (isSecure && arn !== undefined && !loadBalancing.certificates.has(arn)) throw classicErrors.noCertificate(arn)
  return {
    port: readPort(wire.LoadBalancerPort),
    protocol,
    certificateArns: isSecure && arn !== undefined ? [arn] : [],
    backend: { protocol: instanceProtocol, port: readPort(wire.InstancePort) },
  }
}

export function describeClassicListener({ listeners }: LoadBalancer): ELB.ListenerDescription[] {
  return [...listeners.values()].map(({ port, protocol, certificateArns, backend, policyNames }) => ({
    Listener: {
      Protocol: protocol,
      LoadBalancerPort: port,
      InstanceProtocol: backend?.protocol,
      InstancePort: backend?.port,
      SSLCertificateId: certificateArns[0],
    },
    PolicyNames: [...policyNames],
  }))
}

function isSame({ protocol, backend, certificateArns }: Listener, spec: ListenerSpec): boolean {
  const own = [protocol, backend?.protocol, backend?.port, certificateArns[0]]
  return own.join() === [spec.protocol, spec.backend?.protocol, spec.backend?.port, spec.certificateArns?.[0]].join()
}

function readProtocol(text: string | undefined): ListenerProtocol {
  const protocol = (['HTTP', 'HTTPS', 'TCP', 'SSL'] as const).find(known => known === text?.toUpperCase())
  if (protocol === undefined) throw classicErrors.unsupportedProtocol(text ?? '')
  return protocol
}

function readPort(port: number | undefined): number {
  if (port !== undefined && port >= 1 && port <= 65_535) return port
  throw classicErrors.validation('LoadBalancerPort and InstancePort must be from 1 to 65535')
}
