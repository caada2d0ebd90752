/** Requests as the SDK's own clients write them, with inputs made up from the schemas of the operations. */

import * as EC2 from '@aws-sdk/client-ec2'
import * as EB from '@aws-sdk/client-elastic-beanstalk'
import * as ELB from '@aws-sdk/client-elastic-load-balancing'
import * as ELBV2 from '@aws-sdk/client-elastic-load-balancing-v2'
import * as S3 from '@aws-sdk/client-s3'
import * as STS from '@aws-sdk/client-sts'
import { NormalizedSchema } from '@smithy/core/schema'
import type { Random } from './random.ts'
import type { RequestParts } from './request-bytes.ts'

/** Values that exist at the server, by the name of the member that takes them: without them few handlers get far. */
export type KnownValues = Readonly<Record<string, readonly string[]>>

type Kind = 'elasticbeanstalk' | 'ec2' | 'elb' | 'elbv2' | 's3' | 'sts'
type Sent = Omit<RequestParts, 'service'>

interface Recorded {
  readonly kind: Kind
  readonly module: Readonly<Record<string, unknown>>
  readonly operations: readonly string[]
  send(command: unknown): Promise<unknown>
}

const EC2_OPERATIONS =
  /^(Create|Delete|Describe|Authorize|Revoke|Modify|Update)(SecurityGroup|NetworkAcl|Address|NetworkInterface|Vpc|Subnet|Tag|Instance|AvailabilityZone|Region|RouteTable|InternetGateway|AccountAttribute)/

/** Writes one request after the other, none of which is sent. */
export function openRecorder(known: KnownValues): (random: Random) => Promise<RequestParts> {
  const requestHandler = {
    async handle(request: HttpRequest): Promise<never> {
      throw new Recording(await toParts(request))
    },
  }
  const credentials = { accessKeyId: 'recorder', secretAccessKey: 'recorder' }
  const silent = { debug() {}, info() {}, warn() {}, error() {} }
  const configuration = {
    endpoint: 'http://127.0.0.1:1',
    region: 'eu-central-1',
    credentials,
    logger: silent,
    maxAttempts: 1,
  }
  const services = listServices({ ...configuration, requestHandler })
  return async random => {
    for (;;) {
      const { kind, module, operations, send } = random.pick(services)
      const operation = random.pick(operations)
      const Command = module[`${operation}Command`] as new (input: unknown) => unknown
      const input = makeInput(module[`${operation}$`] as OperationSchema, { random, known })
      // An input that the client itself refuses is none: the next one is tried.
      const end = await send(new Command(input)).catch((error: unknown) => error)
      if (end instanceof Recording) return { ...end.sent, service: SIGNED_AS[kind] ?? kind }
    }
  }
}

/** Thrown in place of an answer: how the request comes out of the client. */
class Recording extends Error {
  readonly sent: Sent

  constructor(sent: Sent) {
    super('recorded')
    this.sent = sent
  }
}

/** By what can go wrong in each. */
const SHARES: Readonly<Record<Kind, number>> = { elasticbeanstalk: 4, ec2: 2, elb: 1, elbv2: 2, s3: 4, sts: 1 }

const SIGNED_AS: Readonly<Partial<Record<Kind, string>>> = {
  elb: 'elasticloadbalancing',
  elbv2: 'elasticloadbalancing',
}

type OperationSchema = readonly [9, string, string, unknown, unknown, unknown]

function listServices(configuration: object): Recorded[] {
  const clients = {
    elasticbeanstalk: [new EB.ElasticBeanstalkClient(configuration), EB, /./],
    ec2: [new EC2.EC2Client(configuration), EC2, EC2_OPERATIONS],
    elb: [new ELB.ElasticLoadBalancingClient(configuration), ELB, /./],
    elbv2: [new ELBV2.ElasticLoadBalancingV2Client(configuration), ELBV2, /./],
    s3: [new S3.S3Client(configuration), S3, /Bucket$|BucketLocation|Object|Upload|Part/],
    sts: [new STS.STSClient(configuration), STS, /./],
  } as const
  const listed = Object.entries(clients).map(([kind, [client, module, pattern]]) => ({
    kind: kind as Kind,
    module: module as Recorded['module'],
    operations: Object.keys(module)
      .map(name => name.replace(/Command$/, ''))
      .filter(name => `${name}Command` in module && `${name}$` in module && pattern.test(name)),
    send: (command: unknown): Promise<unknown> => (client.send as Recorded['send']).call(client, command),
  }))
  return listed.flatMap(recorded => Array<Recorded>(SHARES[recorded.kind]).fill(recorded))
}

interface HttpRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string | readonly string[] | null>>
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>
}

async function toParts({ method, path, query, headers, body }: HttpRequest): Promise<Sent> {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value ?? ''].flat().map(each => [name, each] as const),
  )
  const kept = Object.entries(headers).filter(([name]) => !SET_BY_SIGNING.has(name.toLowerCase()))
  return { method, path, query: pairs, headers: kept, body: await readAll(body) }
}

const SET_BY_SIGNING = new Set(['authorization', 'host', 'x-amz-date', 'content-length', 'transfer-encoding', 'expect'])

async function readAll(body: HttpRequest['body']): Promise<Buffer> {
  if (body === undefined || typeof body === 'string') return Buffer.from(body ?? '')
  if (body instanceof Uint8Array) return Buffer.from(body)
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}

interface Making {
  readonly random: Random
  readonly known: KnownValues
}

function makeInput(operation: OperationSchema, making: Making): unknown {
  const input = typeof operation[4] === 'function' ? operation[4]() : operation[4]
  const schema = NormalizedSchema.of(input)
  return schema.isStructSchema() ? makeStructure(schema, making, 0) : {}
}

function makeStructure(schema: NormalizedSchema, making: Making, depth: number): Record<string, unknown> {
  const { random } = making
  const definition = schema.getSchema() as readonly unknown[]
  const required = Array.isArray(definition[4]) ? definition[4].slice(0, Number(definition[6] ?? 0)) : []
  const made: Record<string, unknown> = {}
  for (const [name, member] of schema.structIterator()) {
    const share = required.includes(name) ? 0.97 : depth === 0 && name in making.known ? 0.5 : 0.2
    if (random.chance(share)) made[name] = makeValue(member, name, { making, depth: depth + 1 })
  }
  return made
}

function makeValue(
  schema: NormalizedSchema,
  name: string,
  { making, depth }: { making: Making; depth: number },
): unknown {
  const { random, known } = making
  if (schema.isListSchema()) {
    const length = random.chance(0.02) ? 300 : depth > 4 ? 0 : random.int(3)
    return Array.from({ length }, () => makeValue(schema.getValueSchema(), name, { making, depth: depth + 1 }))
  }
  if (schema.isMapSchema()) return { [random.text() || 'name']: 'value' }
  if (schema.isStructSchema()) return depth > 4 ? {} : makeStructure(schema, making, depth)
  if (schema.isBooleanSchema()) return random.chance(0.5)
  if (schema.isNumericSchema())
    return random.pick([0, 1, -1, 2, 80, 443, 1000, 1001, 65_535, 65_536, 1e15, -2_147_483_649])
  if (schema.isTimestampSchema()) return new Date(random.pick([0, Date.now(), 1e12, 253_402_300_800_000, -1e14]))
  if (schema.isBlobSchema()) return random.bytes(random.int(200))
  const values = known[name] ?? known[name.replace(/s$/, '')] ?? known.any ?? ['a']
  return random.chance(0.8) ? random.pick(values) : random.text()
}
