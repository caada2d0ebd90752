/** Findings about what stands before the proxy: redirects, CloudFront, firewall, load balancers. */

import { findHeader } from '../probe/head.ts'
import type { Clues } from '../rules/rule.ts'
import { type CataloguePart, instruct, nameAnswer, nameListenerPort, quote } from './entry.ts'

export const frontFindings = {
  redirected: {
    layer: 'unknown',
    candidates: ['load-balancer', 'proxy', 'application'],
    severity: 'error',
    title: 'The opening handshake was redirected',
    explain: clues =>
      `The opening handshake was answered with ${nameAnswer(clues)} to ${readLocation(clues)}, and clients do not follow.`,
    remedy: clues =>
      instruct(
        isSameOverTls(clues)
          ? 'Use "wss://" in the URL, for the check and for the clients.'
          : 'Use the URL that answers by itself, or exempt this path from the redirect.',
      ),
  },
  'cloudfront-refused': {
    layer: 'load-balancer',
    severity: 'error',
    title: 'CloudFront refused the opening handshake',
    explain: clues => `CloudFront itself answered the opening handshake with ${nameAnswer(clues)}.`,
    remedy: () =>
      instruct(
        'Let the origin request policy of this path forward Sec-WebSocket-Key, -Version, -Protocol and -Accept (the managed policy AllViewer does), and look at the origin.',
      ),
  },
  'firewall-blocked': {
    layer: 'load-balancer',
    severity: 'error',
    title: 'A firewall or rule at the load balancer blocked the opening handshake',
    explain: clues =>
      `The load balancer answered the opening handshake with ${nameAnswer(clues)}, as AWS WAF or a rule of the listener does.`,
    remedy: () =>
      instruct(
        "Look at the web ACL's sampled requests for this path, and exempt it from challenges and from rules that block it.",
      ),
  },
  'load-balancer-no-target': {
    layer: 'load-balancer',
    severity: 'error',
    title: 'The load balancer has no instance to ask',
    explain: clues =>
      `The load balancer answered with ${nameAnswer(clues)}: no instance was registered for this request.`,
    remedy: () =>
      instruct(
        "Look at the environment's events for why no instance is in service, and at the listener's rules for this host and path.",
      ),
  },
  'load-balancer-bad-gateway': {
    layer: 'load-balancer',
    severity: 'error',
    title: 'The load balancer got no valid answer from the instance',
    explain: clues =>
      `The load balancer answered with ${nameAnswer(clues)}: the instance refused or closed the connection, so its proxy was probably not running.`,
    remedy: () =>
      instruct(
        'Look at /var/log/nginx/error.log and /var/log/eb-engine.log of the instance for why nginx did not start.',
      ),
  },
  'load-balancer-timeout': {
    layer: 'load-balancer',
    severity: 'error',
    title: 'The load balancer waited in vain for the instance',
    explain: clues =>
      `The load balancer answered with ${nameAnswer(clues)}: the instance did not answer before its timeout.`,
    remedy: () =>
      instruct("Let the instances' security group admit the load balancer's, and look at why the app does not answer."),
  },
  'load-balancer-refused': {
    layer: 'load-balancer',
    severity: 'error',
    title: 'The load balancer answered by itself',
    explain: clues => `The load balancer answered the opening handshake itself with ${nameAnswer(clues)}.`,
    remedy: clues =>
      instruct(
        clues.refusal?.status === 464
          ? 'Set the protocol version of the target group to HTTP1: HTTP2 and gRPC cannot carry an Upgrade.'
          : 'Look at the rules of the listener for this host and path: the request never reached an instance.',
      ),
  },
  'classic-listener-http': {
    layer: 'load-balancer',
    severity: 'error',
    title: 'A Classic Load Balancer with an HTTP listener does not pass the Upgrade on',
    explain: clues =>
      `The opening handshake came back as ${nameAnswer(clues)} from behind a Classic Load Balancer, whose HTTP and HTTPS listeners drop the Upgrade.`,
    remedy: clues => ({
      instruction:
        'Move to an Application Load Balancer, or give the listener and the instance the protocol TCP (SSL for 443; the deploy action does so with "load-balancer: tune" and "classic-listener: tcp"); X-Forwarded-For and sticky cookies are lost then.',
      paste: {
        file: '.ebextensions/websocket-listener.config',
        text: [
          'option_settings:',
          `  aws:elb:listener${nameListenerPort(clues) === 80 ? '' : `:${nameListenerPort(clues)}`}:`,
          `    ListenerProtocol: ${clues.evidence.target.isSecure ? 'SSL' : 'TCP'}`,
          '    InstanceProtocol: TCP',
        ].join('\n'),
      },
    }),
  },
  'upgrade-lost-before-proxy': {
    layer: 'load-balancer',
    severity: 'error',
    title: 'The Upgrade was lost before it reached the proxy',
    explain: clues =>
      `The opening handshake came back as ${nameAnswer(clues)}, and the beacon shows that the environment's own proxy received it without an Upgrade header.`,
    remedy: () =>
      instruct(
        'Look at what stands before the instances: give a Classic Load Balancer a TCP (or SSL) listener in the place of HTTP (or HTTPS), or move to an Application Load Balancer; let a CDN or proxy of your own pass the Upgrade on.',
      ),
  },
} as const satisfies CataloguePart

function findLocation({ refusal }: Clues): string {
  return findHeader(refusal?.headers ?? [], 'location') ?? ''
}

/** Only the scheme is another, and with it the port. */
function isSameOverTls(clues: Clues): boolean {
  const { host, path, isSecure } = clues.evidence.target
  const location = findLocation(clues)
  const [asked, other] = [`http://${host.includes(':') ? `[${host}]` : host}${path}`, location].map(url =>
    URL.canParse(url) ? new URL(url) : undefined,
  )
  if (isSecure || !asked || !other || !/^(https|wss):$/.test(other.protocol)) return false
  return other.hostname === asked.hostname && other.pathname === asked.pathname
}

/** Without the query, which may hold what the client sent. */
function readLocation(clues: Clues): string {
  return quote(findLocation(clues).replace(/[?#].*/, ''))
}
