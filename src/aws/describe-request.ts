/** A request to AWS and what came of it, in one line: for whoever looks for a mistake. Pure. */

import { toPrintableLine } from '../untrusted.ts'
import { UnreadableAnswer } from './read-answer.ts'

export interface MadeRequest {
  /** "elasticbeanstalk:DescribeEvents" */
  readonly operation: string
  readonly input: object
  /** What each attempt came to, the last one included. */
  readonly attempts: readonly string[]
  readonly ms: number
  /** Of AWS: its support asks for it. */
  readonly requestId: string | undefined
}

/** "AWS s3:HeadObject (Bucket=b, Key=k): 404 NotFound in 12 ms, request 4442587FB7D0A2F9". No value is in it that may be secret. */
export function describeRequest({ operation, input, attempts, ms, requestId }: MadeRequest): string {
  const asked = describeParameters(input)
  const before = attempts.slice(0, -1)
  const retried = before.length === 0 ? '' : `, at attempt ${attempts.length} (before: ${before.join(', ')})`
  const id = requestId === undefined ? '' : `, request ${toPrintableLine(requestId, 100)}`
  return `AWS ${operation}${asked ? ` (${asked})` : ''}: ${attempts.at(-1) ?? 'not sent'} in ${Math.round(ms)} ms${retried}${id}`
}

/** Of an attempt: what AWS answered, or why no answer came. The text of an error is not told: it may quote what was sent. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer'
  if (error instanceof UnreadableAnswer) return 'an answer that could not be read'
  const { httpStatusCode: status } = readMetadata(error)
  if (status !== undefined) return `${status} ${toPrintableLine(error.name, 100)}`
  const code = 'code' in error ? String(error.code) : error.name
  return `no answer (${toPrintableLine(code, 100)})`
}

/** What the SDK adds to an answer, and to an error that is one. */
export function readMetadata(answer: unknown): { readonly httpStatusCode?: number; readonly requestId?: string } {
  const isObject = typeof answer === 'object' && answer !== null
  return isObject && '$metadata' in answer ? (answer.$metadata as ReturnType<typeof readMetadata>) : {}
}

/** They name or count things. The values of all others are left out: option settings, tags, descriptions, bytes. */
const TOLD =
  /^(Abort|Account|Alloc|Application|Attribute|AutoCreate|Bucket|CNAMEPrefix|Checksum|Cidr|Content|DeleteSource|Delimiter|Environment(Id|Name)|Group|IncludeDeleted|InfoType|Instance|IpProtocol|Key$|Listener|LoadBalancer|Max|Names?$|NetworkAcl|OperationsRole|Part(Number)?$|PlatformArn|PlatformName|Prefix|PrefixList|Process|PublicIps|RequestId|ResourceArn|Route|S3|SecurityGroup|Severity|SolutionStack|Start(Time|Date)|Subnet|TargetGroup|TemplateName|UploadId|Version(Label|$)|Vpc)/
const MOST_VALUES = 5
const LONGEST_VALUE = 200

function describeParameters(input: object): string {
  return Object.entries(input)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${describeParameter(name, value)}`)
    .join(', ')
}

function describeParameter(name: string, value: unknown): string {
  if (isListOf(value, 'Namespace'))
    return describeList(value, ({ Namespace, OptionName }) => `${Namespace}:${OptionName}`)
  if (isListOf(value, 'Values')) return describeList(value, ({ Name, Values }) => `${Name}:${Values}`)
  if (name === 'SourceBundle' || name === 'IpPermissions') return describeValue(JSON.stringify(value))
  if (!TOLD.test(name)) return '***'
  if (Array.isArray(value)) return describeList(value, String)
  return value instanceof Date ? value.toISOString() : describeValue(String(value))
}

function isListOf(value: unknown, member: string): value is Record<string, unknown>[] {
  return Array.isArray(value) && value.length > 0 && value.every(each => typeof each === 'object' && member in each)
}

function describeList<T>(values: readonly T[], describe: (value: T) => string): string {
  const more = values.length > MOST_VALUES ? [`and ${values.length - MOST_VALUES} more`] : []
  return `[${[...values.slice(0, MOST_VALUES).map(value => describeValue(describe(value))), ...more].join(', ')}]`
}

function describeValue(text: string): string {
  return toPrintableLine(text, LONGEST_VALUE)
}
