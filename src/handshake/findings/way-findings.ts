/** Findings about the way from this machine to the target. */

import type { Clues } from '../rules/rule.ts'
import { type CataloguePart, instruct, namePlace, quote } from './entry.ts'

export const wayFindings = {
  'outgoing-proxy-unreachable': {
    layer: 'unknown',
    severity: 'error',
    title: 'The HTTP proxy of this machine cannot be used',
    explain: clues =>
      `This machine reaches the internet by the HTTP proxy ${quote(readVia(clues))}, which ${clues.evidence.tunnel?.kind === 'silent' ? 'did not answer to CONNECT' : 'could not be connected to'}, so nothing is known about ${namePlace(clues)}.`,
    remedy: () =>
      instruct(
        'Correct the variables HTTPS_PROXY (for "wss:") and HTTP_PROXY (for "ws:"), or name the host in NO_PROXY, if it is reached directly.',
      ),
  },
  'outgoing-proxy-refused': {
    layer: 'unknown',
    candidates: ['tcp', 'dns'],
    severity: 'error',
    title: 'The HTTP proxy of this machine opened no way',
    explain: clues =>
      `The HTTP proxy ${quote(readVia(clues))} answered to CONNECT for ${namePlace(clues)} with ${nameRefusal(clues)}.`,
    remedy: ({ evidence: { tunnel } }) =>
      instruct(
        tunnel?.kind === 'refused' && tunnel.status === 407
          ? 'Write user name and password into the variable: "http://user:password@proxy:3128".'
          : 'Let the proxy allow CONNECT to this host and port; where it says 502, 503 or 504, it could not reach them itself: look at the name and at the security group.',
      ),
  },
  'other-family-not-answering': {
    layer: 'tcp',
    severity: 'warning',
    title: 'Not every address answers',
    explain: ({ evidence: { otherFamily, target } }) =>
      `The connection was opened, but the name "${target.host}" also has the address ${otherFamily?.address ?? ''}, whose port ${target.port} did not take a connection (${describeFailure(otherFamily)}).`,
    remedy: () =>
      instruct(
        'Admit the port for both families (0.0.0.0/0 and ::/0) in the security group, give the load balancer the address type "dualstack", or take the record away.',
      ),
  },
} as const satisfies CataloguePart

function readVia({ evidence: { tunnel } }: Clues): string {
  return tunnel?.via ?? ''
}

function nameRefusal({ evidence: { tunnel } }: Clues): string {
  if (tunnel?.kind !== 'refused') return 'nothing'
  return tunnel.reason ? `${tunnel.status} ${quote(tunnel.reason)}` : String(tunnel.status)
}

function describeFailure(tcp: Clues['evidence']['otherFamily']): string {
  return tcp?.kind === 'failed' ? tcp.code : 'no answer'
}
