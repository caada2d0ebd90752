/** Findings about what stands before the proxy: redirects, CloudFront, firewall, load balancers. */

import { findHeader } from '../probe/head.ts'
import type { Clues } from '../rules/rule.ts'
import { inRegion, readEvents, readListeners, readLogs } from './commands.ts'
import {
  type CataloguePart,
  hedge,
  instruct,
  nameAnswer,
  nameListenerPort,
  paste,
  quote,
  UPGRADE_LINES,
} from './entry.ts'

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
          : 'Use the URL to which it is redirected, if a WebSocket opens there, or exempt this path from the redirect.',
      ),
  },
  'cloudfront-refused': {
    layer: 'load-balancer',
    severity: 'error',
    title: 'CloudFront refused the opening handshake',
    explain: clues => `CloudFront itself answered the opening handshake with ${nameAnswer(clues)}.`,
    remedy: () =>
      paste(
        'Give the behavior of this path the managed origin request policy AllViewer, which forwards the headers of a WebSocket (Sec-WebSocket-*). Where it has that, look at the origin.',
        'OriginRequestPolicyId: 216adef6-5c7f-47e4-b989-5492eafa07d3',
      ),
  },
  'firewall-blocked': {
    layer: 'load-balancer',
    severity: 'error',
    title: 'A firewall or rule at the load balancer blocked the opening handshake',
    explain: clues =>
      `The load balancer answered the opening handshake with ${nameAnswer(clues)}, as AWS WAF or a rule of the listener does.`,
    remedy: clues =>
      readListeners(
        clues,
        'Exempt this path from what blocks it: the sampled requests of the web ACL (AWS WAF) name that rule; without a web ACL it is a rule of the listener.',
      ),
  },
  'load-balancer-no-target': {
    layer: 'load-balancer',
    severity: 'error',
    title: 'The load balancer has no instance to ask',
    explain: clues =>
      `The load balancer answered with ${nameAnswer(clues)}: no instance was registered for this request.`,
    remedy: clues =>
      readEvents(
        clues,
        "Read in the environment's events why no instance is in service. If one is, look at the listener's rules for this host and path.",
      ),
  },
  'load-balancer-bad-gateway': {
    layer: 'load-balancer',
    severity: 'error',
    title: 'The load balancer got no valid answer from the instance',
    explain: clues =>
      `The load balancer answered with ${nameAnswer(clues)}: the instance refused or closed the connection, so its proxy was probably not running.`,
    remedy: clues =>
      readLogs(clues, "Read in the instance's logs why its nginx did not start (nginx/error.log and eb-engine.log)."),
  },
  'load-balancer-timeout': {
    layer: 'load-balancer',
    severity: 'error',
    title: 'The load balancer waited in vain for the instance',
    explain: clues => `The load balancer answered with ${nameAnswer(clues)}: the instance did not answer it in time.`,
    remedy: ({ known }) =>
      paste(
        "Let the instances' security group admit the load balancer's, by this command with both ids. If it does, the app does not answer: read its log.",
        `aws ec2 authorize-security-group-ingress --group-id sg-INSTANCES --protocol tcp --port 80 --source-group sg-LOAD_BALANCER${inRegion(known)}`,
      ),
  },
  'load-balancer-refused': {
    layer: 'load-balancer',
    severity: 'error',
    title: 'The load balancer answered by itself',
    explain: clues =>
      `The load balancer answered the opening handshake itself with ${nameAnswer(clues)}; the request reached no instance.`,
    remedy: clues =>
      readListeners(
        clues,
        clues.refusal?.status === 464
          ? 'Let the listener forward to a target group with the protocol version HTTP1: HTTP2 and gRPC cannot carry an Upgrade.'
          : 'Correct the rule of the listener for this host and path, which these commands print.',
      ),
  },
  'classic-listener-http': {
    layer: 'load-balancer',
    severity: 'error',
    title: 'A Classic Load Balancer with an HTTP listener does not pass the Upgrade on',
    explain: (clues, sure) =>
      `The opening handshake was answered with ${nameAnswer(clues)}: the Classic Load Balancer ${hedge(sure)}took its Upgrade header out, as HTTP and HTTPS listeners of one do.`,
    remedy: clues => {
      const protocol = clues.evidence.target.isSecure ? 'SSL' : 'TCP'
      const port = nameListenerPort(clues)
      const listener = `aws:elb:listener${port === 80 ? '' : `:${port}`}`
      return paste(
        `Give the listener the protocol ${protocol} and the instance TCP, by which X-Forwarded-For and sticky sessions are lost, or move to an Application Load Balancer.`,
        ['option-settings: |', `  ${listener}:ListenerProtocol=${protocol}`, `  ${listener}:InstanceProtocol=TCP`],
      )
    },
  },
  'upgrade-lost-before-proxy': {
    layer: 'load-balancer',
    severity: 'error',
    title: 'The Upgrade was lost before it reached the proxy',
    explain: clues =>
      `The opening handshake was answered with ${nameAnswer(clues)}, and the environment's own proxy said (by the beacon) that it received it without an Upgrade header.`,
    remedy: () =>
      paste(
        'Let what stands before the instances (a CDN, a proxy of your own) pass the Upgrade on: nginx does with these lines.',
        UPGRADE_LINES,
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
