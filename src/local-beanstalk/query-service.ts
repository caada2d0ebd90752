/** A service of the awsQuery or ec2Query protocol, made from its SDK package's schemas and a table of handlers. */

import { type AccessKey, CREDENTIALS, EVERYTHING } from './permissions/access-key.ts'
import { admit } from './permissions/admit.ts'
import type { AccessedResource } from './permissions/authorize.ts'
import type { Answer, Asked, Call, Operations, Service, ServiceName } from './service.ts'
import { ServiceError } from './service-error.ts'
import { sha256 } from './wire/canonical-request.ts'
import { decodeQuery, type QueryProtocol, readForm } from './wire/query.ts'
import { readBody, type WireRequest } from './wire/request.ts'
import { findOperation, type OperationSchema, type SdkModule } from './wire/schema.ts'
import { type Verdict, verifySignature } from './wire/signature.ts'
import { encodeEc2Answer, encodeEc2Error, encodeQueryAnswer, encodeQueryError } from './wire/xml.ts'
import type { World } from './world.ts'

export interface QueryServiceSpec {
  readonly name: Exclude<ServiceName, 's3'>
  /** What requests are signed for and permissions begin with; the name when not given. */
  readonly signingName?: string
  readonly protocol: QueryProtocol
  readonly version: string
  readonly xmlNamespace: string
  readonly sdk: SdkModule
  readonly skewMinutes: number
  readonly operations: Operations
  /** Operations that nobody signs. */
  readonly unsigned?: readonly string[]
  signatureError(verdict: Exclude<Verdict, { kind: 'verified' }>): ServiceError
  /** @throws ServiceError for parameters that the service refuses before it looks at anything. */
  validate(parameters: Readonly<Record<string, unknown>>, operation: OperationSchema): void
  /** What the request touches: the key's policies have to allow all of it, and a denial names the first. */
  resourcesOf(parameters: Readonly<Record<string, unknown>>, call: Call, operation: string): readonly AccessedResource[]
}

// Whoever signs nothing is judged by what the request says.
const ANYBODY = { region: '', key: { ...CREDENTIALS, principalArn: 'anonymous', policies: [EVERYTHING] } }

// The largest form that a query service takes is far below this.
const BODY_LIMIT_BYTES = 1024 * 1024

export function makeQueryService(spec: QueryServiceSpec, world: World): Service {
  return {
    name: spec.name,
    async answer(request, asked) {
      try {
        return xmlAnswer(200, await handle(spec, world, { request, asked }), request.requestId)
      } catch (error) {
        const known = error instanceof ServiceError ? error : internalFailure(error)
        asked.errorCode = known.code
        return xmlAnswer(known.status, encodeError(spec, known, request.requestId), request.requestId)
      }
    },
  }
}

async function handle(
  spec: QueryServiceSpec,
  world: World,
  { request, asked }: { request: WireRequest; asked: Asked },
): Promise<string> {
  const body = await readBody(request.body, BODY_LIMIT_BYTES)
  const form = readForm(body.toString('utf8'))
  asked.operation = form.get('Action') ?? ''
  const isUnsigned = spec.unsigned?.includes(asked.operation) && request.headers.authorization === undefined
  const { region, key } = isUnsigned ? ANYBODY : verify(spec, world, { request, body })
  asked.region = region
  const operation = findOperation(spec.sdk, asked.operation)
  if (operation === undefined || form.get('Version') !== spec.version)
    throw invalidAction(asked.operation, form.get('Version'))
  const parameters = decodeQuery(form, operation.input, spec.protocol)
  asked.parameters = parameters
  const call: Call = {
    region,
    requestId: request.requestId,
    principalArn: key.principalArn,
    accessKeyId: key.accessKeyId,
  }
  const resources = spec.resourcesOf(parameters, call, operation.name)
  const permission = `${spec.signingName ?? spec.name}:${asked.operation}`
  admit(world, asked, { service: spec.name, operation: asked.operation, permission, region, resources, key })
  const handler = Object.hasOwn(spec.operations, asked.operation) ? spec.operations[asked.operation] : undefined
  if (handler === undefined) throw notServedHere(asked.operation)
  spec.validate(parameters, operation)
  const value = (await handler(parameters as never, call)) ?? {}
  const encode = spec.protocol === 'awsQuery' ? encodeQueryAnswer : encodeEc2Answer
  const output = { schema: operation.output, value }
  return encode({ operation: asked.operation, output, requestId: request.requestId, xmlNamespace: spec.xmlNamespace })
}

function verify(
  spec: QueryServiceSpec,
  world: World,
  { request, body }: { request: WireRequest; body: Buffer },
): { readonly region: string; readonly key: AccessKey } {
  const verdict = verifySignature(request, {
    service: spec.signingName ?? spec.name,
    findKey: world.keys.find,
    nowMs: world.clock.now(),
    skewMs: spec.skewMinutes * 60_000,
    payloadHash: sha256(body),
    presignedAllowed: false,
  })
  if (verdict.kind !== 'verified') throw spec.signatureError(verdict)
  return verdict
}

function encodeError(spec: QueryServiceSpec, error: ServiceError, requestId: string): string {
  return spec.protocol === 'awsQuery'
    ? encodeQueryError(error, requestId, spec.xmlNamespace)
    : encodeEc2Error(error, requestId)
}

function xmlAnswer(status: number, body: string, requestId: string): Answer {
  return { status, headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId }, body }
}

function invalidAction(action: string, version: string | undefined): ServiceError {
  return new ServiceError(
    'InvalidAction',
    `Could not find operation ${action} for version ${version ?? 'NO_VERSION_SPECIFIED'}`,
  )
}

// The action exists in AWS: saying "invalid" would be a lie that costs its reader an hour.
function notServedHere(action: string): ServiceError {
  return new ServiceError('InvalidAction', `Local Beanstalk does not serve the operation ${action}.`)
}

function internalFailure(error: unknown): ServiceError {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return new ServiceError('InternalFailure', detail, { status: 500 })
}
