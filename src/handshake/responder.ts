/** Who wrote an HTTP answer: a load balancer, the proxy, the app behind it, or something in front of them all. */

import type { AnsweredEvidence } from './evidence.ts'
import { findHeader } from './probe/head.ts'

export type Responder =
  | { readonly kind: 'cloudfront' }
  | { readonly kind: 'firewall' }
  | { readonly kind: 'load-balancer'; readonly product: 'application' | 'classic' }
  | { readonly kind: 'proxy'; readonly product: 'nginx' | 'apache' | 'haproxy' }
  | { readonly kind: 'application' }
  | { readonly kind: 'unknown' }

/**
 * The first test that fits decides. nginx writes `Server: nginx` over the app's on everything it passes on, so the
 * header proves nothing; its own pages end in a line of their own. Pages of the load balancer look like nginx's
 * without that line, and differ in length over the years.
 */
export function identifyResponder(answer: AnsweredEvidence): Responder {
  const server = findHeader(answer.headers, 'server') ?? ''
  const test = TESTS.find(({ fits }) => fits(answer, server))
  return test?.responder ?? { kind: 'unknown' }
}

interface Test {
  readonly responder: Responder
  fits(answer: AnsweredEvidence, server: string): boolean
}

const TESTS: readonly Test[] = [
  // `X-Cache: Error from cloudfront` stands on the origin's errors too.
  { responder: { kind: 'cloudfront' }, fits: (_, server) => /^CloudFront$/i.test(server) },
  // AWS WAF on a load balancer challenges with an empty 202 that looks like success, or answers 403.
  { responder: { kind: 'firewall' }, fits: answer => findHeader(answer.headers, 'x-amzn-waf-action') !== undefined },
  { responder: { kind: 'firewall' }, fits: (answer, server) => isAwsElb(server) && answer.status === 403 },
  { responder: { kind: 'load-balancer', product: 'application' }, fits: (_, server) => isAwsElb(server) },
  {
    responder: { kind: 'load-balancer', product: 'classic' },
    fits: (answer, server) => server === '' && answer.body === '' && CLASSIC_REASON.test(answer.reason),
  },
  { responder: { kind: 'proxy', product: 'nginx' }, fits: answer => answer.body.includes('<hr><center>nginx') },
  { responder: { kind: 'proxy', product: 'apache' }, fits: answer => APACHE_PAGE.test(answer.body) },
  { responder: { kind: 'proxy', product: 'haproxy' }, fits: answer => isHaproxyPage(answer) },
  { responder: { kind: 'unknown' }, fits: answer => isGatewayStatus(answer.status) && answer.body === '' },
  { responder: { kind: 'application' }, fits: () => true },
]

/** Elastic Load Balancing user guide for Classic Load Balancers, "Troubleshoot: HTTP errors". */
const CLASSIC_REASON =
  /^(BAD_REQUEST|METHOD_NOT_ALLOWED|GATEWAY_TIMEOUT|Service Unavailable: Back-end server is at capacity)$/

const APACHE_PAGE =
  /^<!DOCTYPE HTML PUBLIC "-\/\/(W3C\/\/DTD HTML 4\.01|IETF\/\/DTD HTML 2\.0)\/\/EN"[^>]*>\s*<html><head>\s*<title>\d{3} /i

/** HAProxy's own pages have one form: the status in a heading, and a sentence below it. */
function isHaproxyPage({ status, body }: AnsweredEvidence): boolean {
  const [, written] = /^<html><body><h1>(\d{3}) [^<]+<\/h1>\n[^<\n]+\n<\/body><\/html>\n?$/.exec(body) ?? []
  return written === String(status)
}

/** 502, 503 and 504: what somebody says about the one behind. */
export function isGatewayStatus(status: number): boolean {
  return status >= 502 && status <= 504
}

function isAwsElb(server: string): boolean {
  return /^awselb\//i.test(server)
}
