/** Findings about the way from this machine to the target. */

import { isV6 } from '../address-family.ts'
import type { Clues } from '../rules/rule.ts'
import { inRegion, nameHost } from './commands.ts'
import { type CataloguePart, instruct, namePlace, paste, quote, type Remedy } from './entry.ts'
import { nameId } from './group-words.ts'

export const wayFindings = {
  'outgoing-proxy-unreachable': {
    layer: 'unknown',
    severity: 'error',
    title: 'The HTTP proxy of this machine cannot be used',
    explain: clues =>
      `The HTTP proxy ${quote(readVia(clues))} of this machine ${clues.evidence.tunnel?.kind === 'silent' ? 'did not answer' : 'could not be connected to'}, so ${namePlace(clues)} was never asked.`,
    remedy: clues =>
      paste(
        `Correct the address in the variable ${nameVariable(clues)}, or, where the host is reached without a proxy, add it to NO_PROXY.`,
        writeNoProxy(clues),
      ),
  },
  'outgoing-proxy-refused': {
    layer: 'unknown',
    candidates: ['tcp', 'dns'],
    severity: 'error',
    title: 'The HTTP proxy of this machine opened no way',
    explain: clues =>
      `The HTTP proxy ${quote(readVia(clues))} of this machine was asked to connect to ${namePlace(clues)}, and answered ${nameRefusal(clues)}.`,
    remedy: clues => persuadeProxy(clues),
  },
  'other-family-not-answering': {
    layer: 'tcp',
    severity: 'warning',
    title: 'Not every address answers',
    explain: ({ evidence: { otherFamily, target } }) =>
      `The WebSocket was opened, but the name "${target.host}" also has the ${nameFamily(otherFamily)} address ${otherFamily?.address ?? ''}, whose port ${target.port} did not take a connection (${describeFailure(otherFamily)}).`,
    remedy: clues => answerBothFamilies(clues),
  },
} as const satisfies CataloguePart

function readVia({ evidence: { tunnel } }: Clues): string {
  return tunnel?.via ?? ''
}

/** The one that was read. */
function nameVariable({ evidence: { target } }: Clues): string {
  return target.isSecure ? 'HTTPS_PROXY' : 'HTTP_PROXY'
}

function writeNoProxy(clues: Clues): string {
  return `NO_PROXY=${nameHost(clues)}`
}

function nameRefusal({ evidence: { tunnel } }: Clues): string {
  if (tunnel?.kind !== 'refused') return 'nothing'
  return tunnel.reason ? `${tunnel.status} ${quote(tunnel.reason)}` : String(tunnel.status)
}

function persuadeProxy(clues: Clues): Remedy {
  const { tunnel, target } = clues.evidence
  const status = tunnel?.kind === 'refused' ? tunnel.status : 0
  if (status === 407) {
    return paste(
      `Write user name and password into the variable ${nameVariable(clues)}.`,
      `${nameVariable(clues)}=http://USER:PASSWORD@${/^[\w.:[\]-]+$/.test(readVia(clues)) ? readVia(clues) : 'HOST:PORT'}`,
    )
  }
  if ([502, 503, 504].includes(status)) {
    return paste(
      `Correct the host name, or admit port ${target.port} in the security group: by this status the proxy says that it could not reach the target itself.`,
      `getent hosts ${nameHost(clues)}`,
    )
  }
  return paste(
    `Let the proxy allow CONNECT to ${namePlace(clues)}, or, where the host is reached without a proxy, add it to NO_PROXY.`,
    writeNoProxy(clues),
  )
}

type OtherFamily = Clues['evidence']['otherFamily']

function nameFamily(tcp: OtherFamily): string {
  return isV6(tcp?.address ?? '') ? 'IPv6' : 'IPv4'
}

function describeFailure(tcp: OtherFamily): string {
  return tcp?.kind === 'failed' ? tcp.code : 'no answer'
}

/** A closed security group is silent; who refuses has nothing there that listens. */
function answerBothFamilies({ evidence: { otherFamily, target }, known }: Clues): Remedy {
  const isSix = isV6(otherFamily?.address ?? '')
  const [family, record] = isSix ? ['IPv6', 'AAAA'] : ['IPv4', 'A']
  const orRemove = `take the ${record} record with this address away`
  if (otherFamily?.kind === 'failed') {
    return instruct(
      `Let something listen on port ${target.port} of this address, as a load balancer with the address type "dualstack" does, or ${orRemove}.`,
    )
  }
  const range = isSix ? 'Ipv6Ranges=[{CidrIpv6=::/0}]' : 'IpRanges=[{CidrIp=0.0.0.0/0}]'
  return paste(
    `Admit port ${target.port} for ${family}, too, in the security group that faces the internet, or ${orRemove}.`,
    `aws ec2 authorize-security-group-ingress --group-id ${nameId(known)} --ip-permissions 'IpProtocol=tcp,FromPort=${target.port},ToPort=${target.port},${range}'${inRegion(known)}`,
  )
}
