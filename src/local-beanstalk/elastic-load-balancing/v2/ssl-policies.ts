/** The security policies of HTTPS and TLS listeners: some of AWS's. Source: ALB guide, "Security policies". */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing-v2'
import { pageOf } from './lookup.ts'
import { v2Errors } from './v2-errors.ts'

/** The API's default; the console's is another one. */
export const DEFAULT_SSL_POLICY = 'ELBSecurityPolicy-2016-08'

const TLS_12 = ['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES256-GCM-SHA384']
const TLS_13 = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256']

export const SSL_POLICIES: readonly ELB.SslPolicy[] = [
  policy('ELBSecurityPolicy-2016-08', ['TLSv1', 'TLSv1.1', 'TLSv1.2'], TLS_12),
  policy('ELBSecurityPolicy-TLS-1-2-2017-01', ['TLSv1.2'], TLS_12),
  policy('ELBSecurityPolicy-TLS13-1-2-2021-06', ['TLSv1.2', 'TLSv1.3'], [...TLS_13, ...TLS_12]),
  policy('ELBSecurityPolicy-TLS13-1-2-Res-2021-06', ['TLSv1.2', 'TLSv1.3'], [...TLS_13, ...TLS_12]),
  policy('ELBSecurityPolicy-TLS13-1-3-2021-06', ['TLSv1.3'], TLS_13),
]

export function describeSslPolicies(_: unknown, input: ELB.DescribeSSLPoliciesInput): ELB.DescribeSSLPoliciesOutput {
  const { Names: names = [] } = input
  const unknown = names.find(name => !SSL_POLICIES.some(({ Name }) => Name === name))
  if (unknown !== undefined) throw v2Errors.noSslPolicy(unknown)
  const asked = SSL_POLICIES.filter(({ Name = '' }) => names.length === 0 || names.includes(Name))
  const { items, NextMarker } = pageOf(asked, input, ({ Name = '' }) => Name)
  return { SslPolicies: [...items], NextMarker }
}

function policy(Name: string, SslProtocols: readonly string[], ciphers: readonly string[]): ELB.SslPolicy {
  return {
    Name,
    SslProtocols: [...SslProtocols],
    Ciphers: ciphers.map((name, index) => ({ Name: name, Priority: index + 1 })),
    SupportedLoadBalancerTypes: ['application', 'network'],
  }
}
