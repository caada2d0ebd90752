/** Rules for HTTP answers other than a 101, from the outermost layer inwards, in one file: the order is the diagnosis. */

import { isPlainToTls, namesOrigin } from '../fingerprints.ts'
import { proxyAnswerRules } from './proxy-answer-rules.ts'
import {
  hasLost,
  isBehindClassic,
  isBehindHttpListener,
  isClassic,
  isControlFine,
  isDropped,
  isHostRefused,
  isLoadBalancer,
  isLostBeforeProxy,
  isOtherOriginTaken,
  isPathRefused,
  isRedirect,
  isRequestRefused,
  isSuccess,
  isUnnoticed,
} from './refusal-clues.ts'
import type { Rule } from './rule.ts'

const outermost = [
  { kind: 'application-refused-origin', sure: 'certain', when: clues => isOtherOriginTaken(clues) },
  { kind: 'redirected', sure: 'certain', when: ({ refusal }) => isRedirect(refusal) },
  { kind: 'tls-required', sure: 'certain', when: ({ refusal }) => refusal !== undefined && isPlainToTls(refusal) },
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
  {
    kind: 'application-refused-auth',
    sure: 'unsure',
    when: clues => clues.refusal?.status === 403 && !isHostRefused(clues),
  },
  { kind: 'application-error', sure: 'likely', when: ({ refusal }) => refusal !== undefined && refusal.status >= 500 },
  { kind: 'classic-listener-http', sure: 'likely', when: clues => isUnnoticed(clues) && isBehindHttpListener(clues) },
  {
    kind: 'proxy-drops-upgrade',
    sure: 'likely',
    when: clues => isUnnoticed(clues) && clues.forwarding === 'overridden',
  },
  { kind: 'proxy-drops-upgrade', sure: 'likely', when: clues => isRequestRefused(clues) && isDropped(clues) },
  {
    kind: 'application-refused-request',
    sure: 'likely',
    when: clues => isRequestRefused(clues) && clues.forwarding === 'forwarded',
  },
  {
    kind: 'application-refused-request',
    sure: 'likely',
    candidates: ['application', 'proxy'],
    when: clues => isRequestRefused(clues),
  },
  // Tomcat, hypercorn and uvicorn refuse an Upgrade of which a part is missing; express never sees that one.
  {
    kind: 'proxy-drops-upgrade',
    sure: 'likely',
    when: clues => isPathRefused(clues) && isDropped(clues),
  },
  {
    kind: 'application-refused-path',
    sure: 'likely',
    when: clues => isPathRefused(clues) && clues.forwarding === 'forwarded',
  },
  {
    kind: 'application-refused-path',
    sure: 'likely',
    candidates: ['application', 'proxy'],
    when: clues => isPathRefused(clues),
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
    when: clues => isUnnoticed(clues) && clues.known.proxy === 'none' && clues.forwarding === 'forwarded',
  },
  // Read in files, which may not be those that the instance has.
  {
    kind: 'application-without-handler',
    sure: 'likely',
    candidates: ['application', 'proxy'],
    when: clues => isUnnoticed(clues) && clues.forwarding === 'forwarded',
  },
  {
    kind: 'upgrade-dropped-or-no-handler',
    sure: 'unsure',
    candidates: ['proxy', 'application'],
    when: clues => isUnnoticed(clues) || isSuccess(clues.refusal),
  },
] as const satisfies readonly Rule[]

export const refusalRules = [...outermost, ...proxyAnswerRules, ...upgradeMissing, ...applicationAnswers] as const
