/** Faults that strike single requests and their answers. */

import type { FaultFamily } from './fault-entry.ts'
import { milliseconds, oneOf, operation, optional, text, times, wholeNumber } from './parameter.ts'

export const REQUEST_FAULTS = {
  denied: {
    parameters: { operation, times },
    does: 'The operation is refused, as if no policy allowed it.',
    seen: 'IAM User Guide, access denied error messages',
    says: ['permission-denied'],
  },
  throttled: {
    parameters: { operation, times },
    does: "The operation is refused with the service's own throttling error.",
    seen: 'elasticbeanstalk: "Rate exceeded" at 5 s polling with parallel jobs',
    says: ['aws-unavailable'],
  },
  'rate-limited': {
    parameters: {
      operation,
      perSecond: optional(wholeNumber(1, 1000)),
      burst: optional(wholeNumber(1, 10_000)),
    },
    does: 'A bucket of `burst` calls (15) that gets `perSecond` new ones (2); what comes while it is empty is throttled.',
    seen: 'what AWS support quotes: about 2 calls/s with a burst of 15 per account',
    says: [],
  },
  'settings-apart': {
    parameters: { times },
    does: 'UpdateEnvironment is refused where it names a version and option settings: InvalidParameterCombination.',
    seen: 'the reference of UpdateEnvironment, which does not allow both at once',
    says: [],
  },
  unavailable: {
    parameters: { operation, times, body: optional(oneOf('xml', 'none')) },
    does: 'The operation is refused with 503, with or without a body.',
    seen: 'ServiceUnavailable, and an empty 5xx of a front end',
    says: ['aws-unavailable'],
  },
  'expired-credentials': {
    parameters: { after: optional(wholeNumber(0, 1_000_000)) },
    does: 'Every request is refused as one with an expired token, at once or after `after` requests that were accepted.',
    seen: "a role's session that ends in the midst of a long deployment",
    says: ['credentials-expired'],
  },
  'clock-skew': {
    parameters: { seconds: wholeNumber(-86_400, 86_400) },
    does: "The services' clock is ahead (or, with a negative number, behind): signatures, the Date header, the dates of events.",
    seen: 'runners whose clock is wrong; SDKs correct it from the Date header of the refusal',
    says: [],
  },
  slow: {
    parameters: { operation, ms: milliseconds, times },
    does: 'The request is carried out at once, and answered `ms` later.',
    seen: 'describe calls of a busy account',
    says: ['deadline-exceeded'],
  },
  'reset-unread': {
    parameters: { service: optional(text('a service such as "ec2"', /^[a-z0-9]+$/)), times },
    does: 'The connection is reset before the request is read, so that only its service is known.',
    seen: 'ECONNRESET of proxies and load balancers',
    says: ['aws-unreachable'],
  },
  'answer-lost': {
    parameters: { operation, times },
    does: 'The request is carried out, and the connection is reset in place of an answer.',
    seen: 'ECONNRESET; a repeated CreateApplicationVersion then says that the version exists',
    says: ['aws-unreachable'],
  },
  'answer-reset': {
    parameters: { operation, times },
    does: "The request is carried out, and the connection is reset in the middle of the answer's body.",
    seen: 'ECONNRESET, "aborted"',
    says: ['aws-unreachable'],
  },
  'answer-cut': {
    parameters: { operation, times },
    does: "The request is carried out, and half of the answer's body comes as a whole HTTP message.",
    seen: 'proxies that buffer',
    says: ['aws-unavailable'],
  },
  'answer-html': {
    parameters: { operation, times, status: optional(wholeNumber(200, 599)) },
    does: "The request is carried out, and a proxy's HTML page stands in the place of the answer, with `status` (502).",
    seen: 'proxies of companies and captive portals in front of self-hosted runners',
    says: ['aws-unavailable'],
  },
} as const satisfies FaultFamily
