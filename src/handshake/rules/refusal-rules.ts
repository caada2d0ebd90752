/**
 * Rules for HTTP answers other than a 101, from the outermost layer inwards. One table, longer than other files,
 * because its order is the diagnosis.
 */

import { namesOrigin } from '../fingerprints.ts'
import {
  hasLost,
  isAnsweredOtherwise,
  isBehindClassic,
  isBehindHttpListener,
  isClassic,
  isControlFine,
  isDownAlike,
  isDownStatus,
  isDropped,
  isGatewayAnswer,
  isLoadBalancer,
  isLostBeforeProxy,
  isNoticed,
  isOtherOriginTaken,
  isPathStatus,
  isPlainToTls,
  isProxy,
  isRedirect,
  isSocketIoPause,
  isSuccess,
  isUnnoticed,
  isWaitedFor,
} from './refusal-clues.ts'
import type { Rule } from './rule.ts'

const outermost = [
  { kind: 'application-refused-origin', sure: 'certain', when: clues => isOtherOriginTaken(clues) },
  { kind: 'redirected', sure: 'certain', when: ({ refusal }) => isRedirect(refusal) },
  { kind: 'tls-required', sure: 'certain', when: ({ refusal }) => isPlainToTls(refusal) },
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
  {
    kind: 'proxy-passes-elsewhere',
    sure: 'likely',
    when: clues => isDownAlike(clues) && clues.known.passesTo?.kind === 'other-port',
  },
  {
    kind: 'application-ignores-upgrade',
    sure: 'certain',
    when: clues => isProxy(clues) && clues.refusal?.status === 504 && isControlFine(clues),
  },
  // A WebSocket server without a handler for requests keeps what is not an Upgrade.
  { kind: 'proxy-drops-upgrade', sure: 'likely', when: clues => isWaitedFor(clues) && isDropped(clues) },
  {
    kind: 'application-not-answering',
    sure: 'likely',
    when: clues => isWaitedFor(clues) && clues.forwarding === 'forwarded',
  },
  {
    kind: 'application-not-answering',
    sure: 'likely',
    candidates: ['application', 'proxy'],
    when: clues => isWaitedFor(clues),
  },
  {
    kind: 'application-down',
    sure: 'certain',
    when: clues => isDownAlike(clues) && clues.known.passesTo?.kind === 'app',
  },
  // A proxy that asks at the wrong port says the same.
  { kind: 'application-down', sure: 'unsure', candidates: ['application', 'proxy'], when: clues => isDownAlike(clues) },
  {
    kind: 'application-drops-upgrade',
    sure: 'certain',
    when: clues =>
      isProxy(clues) && isDownStatus(clues) && isAnsweredOtherwise(clues) && isSocketIoPause(clues.refusal),
  },
  {
    kind: 'application-drops-upgrade',
    sure: 'likely',
    when: clues => isProxy(clues) && isDownStatus(clues) && isAnsweredOtherwise(clues),
  },
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
  { kind: 'classic-listener-http', sure: 'certain', when: clues => isLostBeforeProxy(clues) && isClassic(clues) },
  { kind: 'upgrade-lost-before-proxy', sure: 'certain', when: clues => isLostBeforeProxy(clues) },
  {
    kind: 'proxy-drops-upgrade',
    sure: 'certain',
    when: clues => clues.proxyReceivedUpgrade === true && clues.missingUpgrade === 'certain',
  },
  { kind: 'classic-listener-http', sure: 'certain', when: clues => hasLost(clues) && isBehindHttpListener(clues) },
  { kind: 'proxy-drops-upgrade', sure: 'certain', when: clues => hasLost(clues) && clues.forwarding === 'overridden' },
  { kind: 'classic-listener-http', sure: 'likely', when: clues => hasLost(clues) && isBehindClassic(clues) },
  { kind: 'proxy-drops-upgrade', sure: 'certain', when: clues => hasLost(clues) && clues.forwarding === 'dropped' },
  {
    kind: 'upgrade-dropped-or-no-handler',
    sure: 'unsure',
    candidates: ['proxy', 'application'],
    when: clues => hasLost(clues) && clues.forwarding === 'forwarded',
  },
  { kind: 'proxy-drops-upgrade', sure: 'certain', when: ({ missingUpgrade }) => missingUpgrade === 'certain' },
  // A program may say 426 to everything.
  {
    kind: 'proxy-drops-upgrade',
    sure: 'likely',
    candidates: ['proxy', 'application'],
    when: clues => hasLost(clues) && clues.comparison === 'same',
  },
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
  { kind: 'classic-listener-http', sure: 'likely', when: clues => isUnnoticed(clues) && isBehindHttpListener(clues) },
  {
    kind: 'proxy-drops-upgrade',
    sure: 'likely',
    when: clues => isUnnoticed(clues) && clues.forwarding === 'overridden',
  },
  {
    kind: 'application-refused-path',
    sure: 'likely',
    when: clues => isPathStatus(clues) && isNoticed(clues),
  },
  { kind: 'proxy-drops-upgrade', sure: 'likely', when: clues => isUnnoticed(clues) && clues.forwarding === 'dropped' },
  {
    kind: 'upgrade-dropped-or-no-handler',
    sure: 'unsure',
    candidates: ['load-balancer', 'application'],
    when: clues => isUnnoticed(clues) && isBehindClassic(clues),
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
