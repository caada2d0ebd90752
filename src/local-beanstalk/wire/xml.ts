/** Encodes answers by the operation's schema, and errors in each protocol's form. */

import { XmlShapeSerializer } from '@aws-sdk/core/protocols'
import type { ServiceError } from '../service-error.ts'
import type { Schema } from './schema.ts'

// smithy's code for ISO 8601, the timestamp format of every answer here.
const DATE_TIME = 5

/** `<Shape>members</Shape>`, with a namespace when one is given. */
export function encodeShape(schema: Schema, value: object, xmlNamespace?: string): string {
  const serializer = new XmlShapeSerializer({
    xmlNamespace: xmlNamespace ?? '',
    serviceNamespace: schema.getName(true)?.split('#')[0] ?? '',
    timestampFormat: { useTrait: true, default: DATE_TIME },
  })
  serializer.write(schema, value)
  return replaceForbidden(String(serializer.flush()))
}

export interface AnswerToEncode {
  readonly operation: string
  readonly output: { readonly schema: Schema; readonly value: object }
  readonly requestId: string
  readonly xmlNamespace: string
}

export function encodeQueryAnswer({ operation, output, requestId, xmlNamespace }: AnswerToEncode): string {
  const result = output.schema.isStructSchema()
    ? `<${operation}Result>${innerXml(encodeShape(output.schema, output.value))}</${operation}Result>`
    : ''
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`
  return `<${operation}Response xmlns="${xmlNamespace}">${result}${metadata}</${operation}Response>`
}

export function encodeEc2Answer({ operation, output, requestId, xmlNamespace }: AnswerToEncode): string {
  const result = output.schema.isStructSchema()
    ? innerXml(encodeShape(output.schema, output.value))
    : '<return>true</return>'
  return `<${operation}Response xmlns="${xmlNamespace}"><requestId>${requestId}</requestId>${result}</${operation}Response>`
}

export function encodeQueryError(error: ServiceError, requestId: string, xmlNamespace: string): string {
  const type = error.status < 500 ? 'Sender' : 'Receiver'
  const detail = `<Type>${type}</Type><Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message>`
  return `<ErrorResponse xmlns="${xmlNamespace}"><Error>${detail}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`
}

export function encodeEc2Error(error: ServiceError, requestId: string): string {
  const detail = `<Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message>`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error>${detail}</Error></Errors><RequestID>${requestId}</RequestID></Response>`
}

export function encodeS3Error(error: ServiceError, requestId: string): string {
  const ids = `<RequestId>${requestId}</RequestId><HostId>local-beanstalk</HostId>`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message>${ids}</Error>`
}

export function escapeXml(text: string): string {
  return replaceForbidden(text).replace(/[&<>"\r\n]/g, char => `&#${char.charCodeAt(0)};`)
}

/** XML 1.0, section 2.2, has no way to write most control characters: an answer that holds one cannot be read. */
function replaceForbidden(text: string): string {
  return text.replaceAll(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
}

function innerXml(xml: string): string {
  const start = xml.indexOf('>') + 1
  const end = xml.lastIndexOf('</')
  return end < start ? '' : xml.slice(start, end)
}
