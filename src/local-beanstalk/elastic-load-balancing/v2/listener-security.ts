/** Certificates and SSL policies of listeners, and the operations on them. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Call, Checked } from '../../service.ts'
import { changeListener } from '../listeners.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import type { Listener } from '../load-balancing-model.ts'
import type { ListenerProtocol } from '../target-group-model.ts'
import { findListener, pageOf } from './lookup.ts'
import { DEFAULT_SSL_POLICY, SSL_POLICIES } from './ssl-policies.ts'
import { v2Errors } from './v2-errors.ts'

interface Asked {
  readonly Certificates?: readonly ELB.Certificate[] | undefined
  readonly SslPolicy?: string | undefined
}

interface Secured {
  readonly protocol: ListenerProtocol
  /** The listener as it was, where it is changed. */
  readonly former?: Pick<Listener, 'certificateArns' | 'sslPolicy'>
}

/** @throws ServiceError for a certificate or a policy that is not there, missing, or of no use to the protocol. */
export function readSecurity(
  loadBalancing: LoadBalancing,
  { Certificates = [], SslPolicy }: Asked,
  { protocol, former }: Secured,
): Pick<Listener, 'certificateArns'> & { readonly sslPolicy?: string } {
  const [given, another] = Certificates.flatMap(({ CertificateArn }) => CertificateArn ?? [])
  const isSecure = protocol === 'HTTPS' || protocol === 'TLS'
  if (!isSecure) {
    if (given !== undefined) throw v2Errors.validation(`A certificate cannot be specified for ${protocol} listeners`)
    if (SslPolicy !== undefined)
      throw v2Errors.validation(`An SSL policy cannot be specified for ${protocol} listeners`)
    return { certificateArns: [] }
  }
  if (another !== undefined)
    throw v2Errors.validation(
      `Up to '1' certificate ARNs can be specified, but '${Certificates.length}' were specified`,
    )
  const more = former?.certificateArns.slice(1) ?? []
  const arn = given ?? former?.certificateArns[0]
  if (arn === undefined) throw v2Errors.validation(`A certificate must be specified for ${protocol} listeners`)
  if (!loadBalancing.certificates.has(arn)) throw v2Errors.noCertificate(arn)
  const sslPolicy = SslPolicy ?? former?.sslPolicy ?? DEFAULT_SSL_POLICY
  if (!SSL_POLICIES.some(({ Name }) => Name === sslPolicy)) throw v2Errors.noSslPolicy(sslPolicy)
  return { certificateArns: [arn, ...more.filter(other => other !== arn)], sslPolicy }
}

export function describeListenerCertificates(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.DescribeListenerCertificatesInput>,
  call: Call,
): ELB.DescribeListenerCertificatesOutput {
  const { certificateArns } = findListener(loadBalancing, input.ListenerArn, call).listener
  const all = certificateArns.map((CertificateArn, index) => ({ CertificateArn, IsDefault: index === 0 }))
  const { items, NextMarker } = pageOf(all, input, ({ CertificateArn }) => CertificateArn)
  return { Certificates: [...items], NextMarker }
}

/** They are kept and told; what a client is shown is the default one. */
export async function addListenerCertificates(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.AddListenerCertificatesInput>,
  call: Call,
): Promise<ELB.AddListenerCertificatesOutput> {
  const { loadBalancer, listener } = findListener(loadBalancing, input.ListenerArn, call)
  const arns = input.Certificates.flatMap(({ CertificateArn }) => CertificateArn ?? [])
  const unknown = arns.find(arn => !loadBalancing.certificates.has(arn))
  if (unknown !== undefined) throw v2Errors.noCertificate(unknown)
  const certificateArns = [...new Set([...listener.certificateArns, ...arns])]
  await changeListener(loadBalancer, listener, { certificateArns })
  return { Certificates: arns.map(CertificateArn => ({ CertificateArn, IsDefault: false })) }
}

export async function removeListenerCertificates(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.RemoveListenerCertificatesInput>,
  call: Call,
): Promise<void> {
  const { loadBalancer, listener } = findListener(loadBalancing, input.ListenerArn, call)
  const [first, ...more] = listener.certificateArns
  const arns = input.Certificates.flatMap(({ CertificateArn }) => CertificateArn ?? [])
  if (first === undefined) return
  if (arns.includes(first))
    throw v2Errors.invalidConfiguration(
      `Default certificate '${first}' cannot be removed from listener '${listener.arn}'`,
    )
  await changeListener(loadBalancer, listener, { certificateArns: [first, ...more.filter(arn => !arns.includes(arn))] })
}
