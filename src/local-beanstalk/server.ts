/** The one port: routes each request to its service, keeps the record, writes the answer. */

import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { Clock } from './clock.ts'
import { CONTROL_PATH } from './control/control.ts'
import { findPage } from './control/find-intrusion.ts'
import { deliver } from './faults/disturb-answer.ts'
import { UNDISTURBED } from './faults/disturbance.ts'
import type { Faults } from './faults/faults.ts'
import { resetsUnread } from './faults/strike.ts'
import type { Answer, Asked, Service, ServiceName } from './service.ts'
import { ServiceError } from './service-error.ts'
import { answerUnserved } from './unserved-service.ts'
import { readForm } from './wire/query.ts'
import { readBody, readRequest, type WireRequest } from './wire/request.ts'

export interface RequestRecord {
  readonly service: ServiceName
  readonly operation: string
  /** Empty when the request's signature was not accepted. */
  readonly region: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly status: number
  /** As it went on the wire; undefined for success. */
  readonly errorCode: string | undefined
  readonly requestId: string
}

export interface ServerSpec {
  /** 0: any free port. */
  readonly port: number
  readonly clock: Clock
  readonly faults: Faults
  readonly services: ReadonlyMap<ServiceName, Service>
  record(request: RequestRecord): void
  /** Answers what is asked below CONTROL_PATH. */
  control(message: IncomingMessage, response: ServerResponse): Promise<void>
}

// The largest form that a query service takes is far below this.
const FORM_LIMIT_BYTES = 1024 * 1024

const API_VERSIONS: ReadonlyMap<string, ServiceName> = new Map([
  ['2010-12-01', 'elasticbeanstalk'],
  ['2016-11-15', 'ec2'],
  ['2012-06-01', 'elasticloadbalancing'],
  ['2015-12-01', 'elasticloadbalancingv2'],
  ['2011-06-15', 'sts'],
])

/** @throws Error when the port is taken. */
export async function listen(spec: ServerSpec): Promise<Server> {
  const server = createServer((message, response) => {
    respond(spec, message, response)
      .then(() => drain(message))
      .catch(() => response.destroy())
  })
  // A client that keeps its connection between two polls must not meet a closing one.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(spec.port, '127.0.0.1', resolve)
  })
  return server
}

/** Reads away what nobody has read of the body, or its connection would wait for a reader for ever. */
function drain(message: IncomingMessage): void {
  const readAway = () => {
    while (message.read() !== null);
  }
  message.on('readable', readAway)
  readAway()
}

async function respond(spec: ServerSpec, message: IncomingMessage, response: ServerResponse): Promise<void> {
  if (message.url?.startsWith(CONTROL_PATH)) return spec.control(message, response)
  if (resetsUnread(spec.faults, message.headers.authorization)) return void message.socket.resetAndDestroy()
  const { clock } = spec
  const page = findPage(message)
  // Whoever knows the key may have any program run here, and a page may know it.
  if (page !== undefined) {
    const answer = { status: 403, headers: { connection: 'close' }, body: page }
    return deliver(answer, { response, clock, disturbance: UNDISTURBED })
  }
  const routed = await route(spec, readRequest(message, randomUUID())).catch(asServiceError)
  if (routed instanceof ServiceError) {
    const answer = { status: routed.status, headers: { connection: 'close' }, body: routed.message }
    return deliver(answer, { response, clock, disturbance: UNDISTURBED })
  }
  if ('answer' in routed) return deliver(routed.answer, { response, clock, disturbance: UNDISTURBED })
  const { service, request } = routed
  const asked: Asked = { operation: '', region: '', parameters: {}, errorCode: undefined, disturbance: UNDISTURBED }
  const answer = await service.answer(request, asked)
  const { disturbance, ...told } = asked
  spec.record({ service: service.name, ...told, status: answer.status, requestId: request.requestId })
  await deliver(answer, { response, clock, disturbance })
}

/**
 * The form's Version names the query service, and a request that carries no form is S3's:
 * the signature's scope names nothing yet, for it may be wrong.
 */
async function route(
  spec: ServerSpec,
  request: WireRequest,
): Promise<{ service: Service; request: WireRequest } | { answer: Answer }> {
  const type = request.headers['content-type'] ?? ''
  const unserved = () => answerUnserved(request.headers)
  const json = type.startsWith('application/x-amz-json') ? unserved() : undefined
  if (json !== undefined) return { answer: json }
  const isForm = type.startsWith('application/x-www-form-urlencoded')
  if (request.method !== 'POST' || request.path !== '/' || !isForm) return { service: serviceOf(spec, 's3'), request }
  const body = await readBody(request.body, FORM_LIMIT_BYTES)
  const named = API_VERSIONS.get(readForm(body.toString('utf8')).get('Version') ?? '')
  const answer = named === undefined ? unserved() : undefined
  if (answer !== undefined) return { answer }
  const name = named ?? 'elasticbeanstalk'
  return { service: serviceOf(spec, name), request: { ...request, body: Readable.from([body]) } }
}

function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error
  throw error
}

function serviceOf(spec: ServerSpec, name: ServiceName): Service {
  const service = spec.services.get(name)
  if (service === undefined) throw new TypeError(`No service is called "${name}"`)
  return service
}
