/** Judges requests and answers by GitHub's own OpenAPI description, of which test/fixtures/github-openapi.json is a part. */

import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import description from '../../fixtures/github-openapi.json' with { type: 'json' }
import type { Operation } from './operations.ts'

export interface Judged {
  readonly operation: Operation
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
}

/** What is wrong with the request; a name that the description does not have is wrong, too. */
export function judgeRequest({ operation, query, body }: Judged): string[] {
  const described = describe(operation)
  const known = described.parameters.filter(parameter => parameter.in === 'query')
  const wrongQuery = Object.entries(query).flatMap(([name, value]) => {
    const parameter = known.find(parameter => parameter.name === name)
    return parameter ? judge(parameter.schema, value, true) : [`there is no parameter "${name}" in the query`]
  })
  const schema = described.requestBody?.content['application/json'].schema
  if (schema === undefined) return body === undefined ? wrongQuery : [...wrongQuery, 'it takes no body']
  if (body === undefined) return described.requestBody?.required ? [...wrongQuery, 'it had no body'] : wrongQuery
  return [...wrongQuery, ...judge(schema, body), ...findUnknown(schema, body)]
}

/** What is wrong with the answer: a status that the description does not have, or a body of another form. */
export function judgeAnswer(operation: Operation, status: number, body: unknown): string[] {
  // These may be the answer to anything, and stand with no operation.
  if (status === 401 || status === 429 || status >= 500) return []
  if (status === 403 && !('403' in describe(operation).responses)) return []
  if (status === 404 && !('404' in describe(operation).responses)) return []
  const response = resolve<Response>(describe(operation).responses[status] ?? {})
  if (!(status in describe(operation).responses)) return [`there is no answer ${status}`]
  const schema = response.content?.['application/json']?.schema
  // Of some refusals the description has no form, though GitHub explains them all.
  if (schema === undefined) return body === undefined || status >= 400 ? [] : ['the answer has no body']
  return judge(schema, body)
}

/** Its properties that must be there. */
export function listRequired(schema: keyof typeof description.components.schemas): readonly string[] {
  const found = description.components.schemas[schema]
  return 'required' in found ? found.required : []
}

interface Described {
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: object }[]
  readonly requestBody?: { readonly required?: boolean; readonly content: Content }
  readonly responses: Readonly<Record<string, object>>
}

interface Response {
  readonly content?: Content
}

type Content = { readonly 'application/json': { readonly schema: object } }

function describe(operation: Operation): Described {
  const [method = '', path = ''] = operation.split(' ')
  const paths: Readonly<Record<string, unknown>> = description.paths
  const found = (paths[path] as Readonly<Record<string, Described>>)[method]
  if (!found) throw new Error(`The description has no ${operation}`)
  return { ...found, parameters: found.parameters.map(parameter => resolve(parameter)) }
}

function resolve<T>(value: object): T {
  if (!('$ref' in value)) return value as T
  const path = String(value.$ref).slice('#/'.length).split('/')
  return path.reduce<unknown>((found, name) => (found as Record<string, unknown>)[name], description) as T
}

const SOURCE = 'github'
const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false })
const coercing = new Ajv({ strict: false, allErrors: true, coerceTypes: true })
for (const one of [ajv, coercing]) {
  addFormats.default(one)
  // GitHub answers '' where there is no address, which its description gives as the default of a `uri`.
  one.addFormat('uri', text => text === '' || URL.canParse(text))
  one.addSchema(toJsonSchema(description) as object, SOURCE)
}

const compiled = new Map<object, ValidateFunction>()

function judge(schema: object, value: unknown, coerces = false): string[] {
  const validate = compiled.get(schema) ?? (coerces ? coercing : ajv).compile(toJsonSchema(schema, SOURCE) as object)
  compiled.set(schema, validate)
  // Where a value is made to fit, ajv writes it back into what holds it.
  if (validate(coerces ? { value }.value : value)) return []
  return (validate.errors ?? []).map(error => `${error.instancePath || 'it'} ${error.message}`)
}

/**
 * OpenAPI 3.0 says `nullable` beside a reference or a list of values, where JSON schema has no word for it; and some of
 * GitHub's `oneOf` are two forms that the same answer has. A schema that stands by itself refers to `source`.
 */
function toJsonSchema(value: unknown, source = ''): unknown {
  if (Array.isArray(value)) return value.map(item => toJsonSchema(item, source))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, inner]) => {
    if (name === '$ref' && typeof inner === 'string') return [name, `${source}${inner}`]
    return [name === 'oneOf' ? 'anyOf' : name, toJsonSchema(inner, source)]
  })
  const { nullable, ...schema } = Object.fromEntries(entries)
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema
}

function findUnknown(schema: object, body: unknown): string[] {
  const { properties } = resolve<{ readonly properties?: object }>(schema)
  if (!properties || typeof body !== 'object' || body === null) return []
  const unknown = Object.keys(body).filter(name => !(name in properties))
  return unknown.map(name => `there is no "${name}" in the body`)
}
