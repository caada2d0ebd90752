/** A service of AWS that is not here says so, in a form that its clients can read. */

import { randomUUID } from 'node:crypto'
import type { Answer } from './service.ts'
import { ServiceError } from './service-error.ts'
import type { WireRequest } from './wire/request.ts'
import { findScopedService } from './wire/scoped-service.ts'
import { encodeQueryError } from './wire/xml.ts'

/** As signatures name them in their scope: both versions of Elastic Load Balancing have one name. */
const SERVED = new Set(['elasticbeanstalk', 'ec2', 'elasticloadbalancing', 'sts', 's3'])

/** Undefined when the request's signature is for a service that is served, or there is none. */
export function answerUnserved(headers: WireRequest['headers']): Answer | undefined {
  const { authorization, 'content-type': type = '' } = headers
  const service = findScopedService(authorization)
  if (service === undefined || SERVED.has(service)) return undefined
  const message = `Local Beanstalk does not serve the service ${service}; it serves ${[...SERVED].join(', ')}.`
  if (type.startsWith('application/x-amz-json')) {
    return jsonAnswer(type, { __type: 'UnknownOperationException', message })
  }
  const error = new ServiceError('InvalidAction', message)
  const body = encodeQueryError(error, randomUUID(), `http://${service}.amazonaws.com/doc/`)
  return { status: error.status, headers: { 'content-type': 'text/xml', connection: 'close' }, body }
}

function jsonAnswer(type: string, value: unknown): Answer {
  return { status: 400, headers: { 'content-type': type, connection: 'close' }, body: JSON.stringify(value) }
}
