/** What to do about TLS: of the environment's listener, of the certificate, of the URL. */

import type { Clues } from '../rules/rule.ts'
import { instruct, nameListenerPort, paste, type Remedy } from './entry.ts'
import { asksForCertificate, readCertificate, readCode } from './tls-words.ts'

export function renewCertificate(clues: Clues): Remedy {
  if (clues.known.loadBalancer === 'none') {
    return paste('Renew the certificate on the instance, and let the proxy read it anew.', [
      'sudo certbot renew',
      'sudo systemctl reload nginx',
    ])
  }
  const option = `  ${nameListener(clues)}:${isClassic(clues) ? 'SSLCertificateId' : 'SSLCertificateArns'}=${nameArn(clues)}`
  return paste(
    "Renew the certificate, or give the load balancer's listener one of AWS Certificate Manager, which renews itself.",
    ['option-settings: |', option],
  )
}

export function nameRightHost(clues: Clues): Remedy {
  const [, name] = /DNS:(?:\*\.)?([\w.-]+)/.exec(readCertificate(clues)?.alternativeNames ?? '') ?? []
  const why = 'the name of the environment or of its load balancer never is'
  const instruction = `Write the domain that the certificate is for into the URL ("websocket-url" of the deploy action): ${why}.`
  return name === undefined ? instruct(instruction) : paste(instruction, `wss://${name}`)
}

export function completeChain(clues: Clues): Remedy {
  const ownAuthority = 'If it is of an authority of your own, give that to the check.'
  return paste(
    readCode(clues) === 'DEPTH_ZERO_SELF_SIGNED_CERT'
      ? `Install a certificate of a public authority: this one signs itself. ${ownAuthority}`
      : `Install the certificate together with its intermediate certificates, its own first. ${ownAuthority}`,
    'ca: authority.pem',
  )
}

export function giveListenerTls(clues: Clues): Remedy {
  const port = nameListenerPort(clues)
  const plain = 'Use "ws://" for this port'
  if (clues.known.loadBalancer === 'none')
    return instruct(`${plain}, or let a proxy file listen for TLS on port ${port}, with a certificate.`)
  const listener = nameListener(clues)
  const lines = isClassic(clues)
    ? ['ListenerProtocol=SSL', 'InstanceProtocol=TCP', `SSLCertificateId=${nameArn(clues)}`]
    : ['Protocol=HTTPS', `SSLCertificateArns=${nameArn(clues)}`]
  return paste(
    `${plain}, or give the listener on port ${port} the protocol ${isClassic(clues) ? 'SSL' : 'HTTPS'} and a certificate.`,
    ['option-settings: |', ...lines.map(line => `  ${listener}:${line}`)],
  )
}

/** By the alert; of another nothing is known but that it is none of the usual. */
export function mendHandshake(clues: Clues): Remedy {
  if (asksForCertificate(clues)) {
    return instruct(
      'Let the port take clients without a client certificate: the check has none to send, and browsers ask people for one.',
    )
  }
  const code = readCode(clues)
  const [, instruction] = ALERTS.find(([alert]) => alert.test(code)) ?? []
  return instruct(
    instruction ??
      'Let the listener offer TLS 1.2 or newer and HTTP/1.1, for the name in the URL and without a client certificate.',
  )
}

const ALERTS = [
  [/NO_APPLICATION_PROTOCOL/, 'Let the listener offer HTTP/1.1 (ALPN "http/1.1"): a WebSocket begins with it.'],
  [/PROTOCOL_VERSION/, 'Let the listener offer TLS 1.2 or newer, such as with "ssl_protocols TLSv1.2 TLSv1.3;".'],
  [/UNRECOGNIZED_NAME/, 'Add the name in the URL, and a certificate for it, to the listener.'],
] as const

function isClassic({ known }: Clues): boolean {
  return known.loadBalancer === 'classic'
}

function nameListener(clues: Clues): string {
  return `aws:${isClassic(clues) ? 'elb' : 'elbv2'}:listener:${nameListenerPort(clues)}`
}

/** To be filled in. */
function nameArn({ known: { region = '' } }: Clues): string {
  return `arn:aws:acm:${/^[a-z0-9-]+$/.test(region) ? region : 'REGION'}:ACCOUNT:certificate/ID`
}
