/**
 * Rules for HTTP answers other than a 101, from the outermost layer inwards. One table, longer than other files,
 * because its order is the diagnosis.
 */

import type { AnsweredEvidence } from '../evidence.ts'
import { namesOrigin } from '../fingerprints.ts'
import { findHeader } from '../probe/head.ts'
import { isGatewayStatus } from '../responder.ts'
import type { Clues, Rule } from './rule.ts'

/** socket.io keeps an Upgrade at a path that is not its own for 1000 ms (engine.io's `destroyUpgradeTimeout`). */
const SOCKET_IO_MS = { from: 950, to: 1500 }

const outermost = [
  { kind: 'redirected', sure: 'certain', when: ({ refusal }) => isRedirect(refusal) },
  { kind: 'cloudfront-refused', sure: 'certain', when: ({ responder }) => responder.kind === 'cloudfront' },
  { kind: 'firewall-blocked', sure: 'likely', when: ({ responder }) => responder.kind === 'firewall' },
  // Without a proxy in between, the load balancer says what nginx would say about an app that drops the Upgrade.
  {
    kind: 'application-drops-upgrade',
    sure: 'likely',
    when: clues => isLoadBalancer(clues, 502) && isControlFine(clues),
  },
  {
    kind: 'application-ignores-upgrade',
    sure: 'likely',
    when: clues => isLoadBalancer(clues, 504) && isControlFine(clues),
  },
  { kind: 'load-balancer-no-target', sure: 'certain', when: clues => isLoadBalancer(clues, 503) },
  { kind: 'load-balancer-bad-gateway', sure: 'certain', when: clues => isLoadBalancer(clues, 502) },
  { kind: 'load-balancer-timeout', sure: 'certain', when: clues => isLoadBalancer(clues, 504) },
  {
    kind: 'classic-listener-http',
    sure: 'likely',
    when: ({ responder }) => responder.kind === 'load-balancer' && responder.product === 'classic',
  },
  { kind: 'load-balancer-refused', sure: 'certain', when: ({ responder }) => responder.kind === 'load-balancer' },
] as const satisfies readonly Rule[]

const proxyAnswers = [
  { kind: 'tls-required', sure: 'certain', when: ({ refusal }) => isPlainToTls(refusal) },
  {
    kind: 'application-down',
    sure: 'certain',
    when: clues =>
      isProxy(clues) && isDownStatus(clues) && clues.controlResponder.kind === 'proxy' && isSameStatus(clues),
  },
  {
    kind: 'application-drops-upgrade',
    sure: 'certain',
    when: clues => isProxy(clues) && isDownStatus(clues) && isControlFine(clues) && isSocketIoPause(clues.refusal),
  },
  {
    kind: 'application-drops-upgrade',
    sure: 'likely',
    when: clues => isProxy(clues) && isDownStatus(clues) && isControlFine(clues),
  },
  {
    kind: 'application-ignores-upgrade',
    sure: 'certain',
    when: clues => isProxy(clues) && clues.refusal?.status === 504 && isControlFine(clues),
  },
  { kind: 'application-not-answering', sure: 'likely', when: clues => isProxy(clues) && clues.refusal?.status === 504 },
  // A page of nginx's own may come from an nginx in the user's container, too.
  { kind: 'proxy-refused', sure: 'likely', when: clues => isProxy(clues) && !isDownStatus(clues) },
  {
    kind: 'application-down',
    sure: 'unsure',
    candidates: ['application', 'proxy', 'load-balancer'],
    when: clues => isGatewayAnswer(clues) && !isControlFine(clues),
  },
  {
    kind: 'application-drops-upgrade',
    sure: 'unsure',
    when: clues => clues.responder.kind === 'unknown' && isGatewayAnswer(clues),
  },
] as const satisfies readonly Rule[]

/** The answer itself shows that its writer saw no Upgrade; what is known decides who took it away. */
const upgradeMissing = [
  { kind: 'proxy-drops-upgrade', sure: 'certain', when: clues => hasLost(clues) && clues.forwarding === 'overridden' },
  {
    kind: 'classic-listener-http',
    sure: 'likely',
    when: clues => hasLost(clues) && clues.known.loadBalancer === 'classic',
  },
  { kind: 'proxy-drops-upgrade', sure: 'certain', when: clues => hasLost(clues) && clues.forwarding === 'dropped' },
  {
    kind: 'upgrade-dropped-or-no-handler',
    sure: 'unsure',
    candidates: ['proxy', 'application'],
    when: clues => hasLost(clues) && clues.forwarding === 'forwarded',
  },
  { kind: 'proxy-drops-upgrade', sure: 'certain', when: ({ missingUpgrade }) => missingUpgrade === 'certain' },
  { kind: 'proxy-drops-upgrade', sure: 'likely', when: clues => hasLost(clues) && clues.comparison === 'same' },
] as const satisfies readonly Rule[]

const applicationAnswers = [
  {
    kind: 'application-refused-origin',
    sure: 'certain',
    when: ({ refusal }) => refusal !== undefined && namesOrigin(refusal),
  },
  { kind: 'application-refused-auth', sure: 'likely', when: ({ refusal }) => refusal?.status === 401 },
  { kind: 'application-refused-auth', sure: 'unsure', when: ({ refusal }) => refusal?.status === 403 },
  { kind: 'application-error', sure: 'likely', when: ({ refusal }) => refusal !== undefined && refusal.status >= 500 },
  {
    kind: 'proxy-drops-upgrade',
    sure: 'likely',
    when: clues => isUnnoticed(clues) && clues.forwarding === 'overridden',
  },
  {
    kind: 'application-refused-path',
    sure: 'likely',
    when: clues => isPathStatus(clues) && clues.comparison === 'different',
  },
  { kind: 'proxy-drops-upgrade', sure: 'likely', when: clues => isUnnoticed(clues) && clues.forwarding === 'dropped' },
  {
    kind: 'upgrade-dropped-or-no-handler',
    sure: 'unsure',
    candidates: ['load-balancer', 'application'],
    when: clues => isUnnoticed(clues) && clues.known.loadBalancer === 'classic',
  },
  {
    kind: 'application-without-handler',
    sure: 'likely',
    when: clues => isUnnoticed(clues) && clues.forwarding === 'forwarded',
  },
  {
    kind: 'upgrade-dropped-or-no-handler',
    sure: 'unsure',
    candidates: ['proxy', 'application'],
    when: clues => isUnnoticed(clues) || isSuccess(clues.refusal),
  },
] as const satisfies readonly Rule[]

export const refusalRules = [...outermost, ...proxyAnswers, ...upgradeMissing, ...applicationAnswers] as const

function isRedirect(refusal: AnsweredEvidence | undefined): boolean {
  const isMoved = refusal !== undefined && refusal.status >= 300 && refusal.status < 400 && refusal.status !== 304
  return isMoved && findHeader(refusal.headers, 'location') !== undefined
}

function isLoadBalancer({ responder, refusal }: Clues, status: number): boolean {
  return responder.kind === 'load-balancer' && refusal?.status === status
}

/** nginx, and Node.js says the like in TLS itself. */
function isPlainToTls(refusal: AnsweredEvidence | undefined): boolean {
  return refusal?.status === 400 && refusal.body.includes('plain HTTP request was sent to HTTPS port')
}

function isProxy({ responder }: Clues): boolean {
  return responder.kind === 'proxy'
}

/** nginx says 502 when the app does not listen or closes, httpd says 503 or 502; nginx's own 503 is a limit. */
function isDownStatus({ refusal, responder }: Clues): boolean {
  if (refusal?.status === 502) return true
  return refusal?.status === 503 && responder.kind === 'proxy' && responder.product === 'apache'
}

function isSameStatus({ refusal, control }: Clues): boolean {
  return refusal !== undefined && refusal.status === control?.status
}

/** A plain request to the same URL is answered by the app. */
function isControlFine({ control, controlResponder }: Clues): boolean {
  return control !== undefined && controlResponder.kind === 'application' && !isGatewayStatus(control.status)
}

function isSocketIoPause(refusal: AnsweredEvidence | undefined): boolean {
  return refusal !== undefined && refusal.ms >= SOCKET_IO_MS.from && refusal.ms <= SOCKET_IO_MS.to
}

function isGatewayAnswer({ responder, refusal }: Clues): boolean {
  const isOpen = responder.kind === 'unknown' || responder.kind === 'proxy'
  return isOpen && refusal !== undefined && isGatewayStatus(refusal.status)
}

function hasLost({ missingUpgrade }: Clues): boolean {
  return missingUpgrade !== 'none'
}

/** The plain GET got the same answer: whoever wrote it did not look at the Upgrade. */
function isUnnoticed({ refusal, comparison }: Clues): boolean {
  return refusal !== undefined && (comparison === 'same' || comparison === 'alike')
}

function isPathStatus({ refusal }: Clues): boolean {
  return refusal !== undefined && [400, 404, 405, 410, 426].includes(refusal.status)
}

function isSuccess(refusal: AnsweredEvidence | undefined): boolean {
  return refusal !== undefined && refusal.status >= 200 && refusal.status < 300
}
