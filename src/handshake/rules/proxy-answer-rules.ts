/** Rules for pages of the proxy's own, and for what nobody signed: what it says of the app behind it. */

import { isDownAlike, isDownStatus, isDropping, isGatewayAnswer, isWaitedFor } from './proxy-answer-clues.ts'
import { isControlFine, isDropped, isProxy } from './refusal-clues.ts'
import type { Rule } from './rule.ts'

export const proxyAnswerRules = [
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
  // libwebsockets closes where only one of the two headers is handed on.
  {
    kind: 'proxy-drops-upgrade',
    sure: 'likely',
    when: clues => isDropping(clues) && clues.forwarding === 'overridden',
  },
  {
    kind: 'application-drops-upgrade',
    sure: 'likely',
    when: clues => isDropping(clues) && clues.forwarding === 'forwarded',
  },
  {
    kind: 'application-drops-upgrade',
    sure: 'likely',
    candidates: ['application', 'proxy'],
    when: clues => isDropping(clues),
  },
  // A page of nginx's own may come from an nginx in the user's container, too.
  { kind: 'proxy-refused', sure: 'likely', when: clues => isProxy(clues) && !isDownStatus(clues) },
  {
    kind: 'application-down',
    sure: 'unsure',
    candidates: ['application', 'proxy', 'load-balancer'],
    when: clues => isGatewayAnswer(clues) && !isControlFine(clues),
  },
  // An app says so of itself, too, and so does each proxy that has no page of its own.
  {
    kind: 'application-error',
    sure: 'unsure',
    candidates: ['application', 'proxy', 'load-balancer'],
    when: clues => clues.responder.kind === 'unknown' && clues.refusal?.status === 503,
  },
  {
    kind: 'application-drops-upgrade',
    sure: 'unsure',
    when: clues => clues.responder.kind === 'unknown' && isGatewayAnswer(clues),
  },
] as const satisfies readonly Rule[]
