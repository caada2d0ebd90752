/** A request as it came from the wire, before anybody has decided what it asks for. */

import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { ServiceError } from '../service-error.ts'

export interface WireRequest {
  readonly requestId: string
  readonly method: string
  /** Percent-encoded, as the client sent it. */
  readonly path: string
  readonly query: ReadonlyArray<readonly [name: string, value: string]>
  /** Lower-case names; repeated headers are joined as in SigV4's canonical form. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readable
}

export function readRequest(message: IncomingMessage, requestId: string): WireRequest {
  const target = message.url ?? '/'
  const mark = target.indexOf('?')
  const path = mark < 0 ? target : target.slice(0, mark)
  const search = mark < 0 ? '' : target.slice(mark + 1)
  // Without a prototype: nothing but what the client sent is in it, be it asked for as "constructor".
  const headers: Record<string, string> = Object.create(null)
  for (const [name, values] of Object.entries(message.headersDistinct)) headers[name] = (values ?? []).join(',')
  return { requestId, method: message.method ?? 'GET', path, query: readQuery(search), headers, body: message }
}

/** Reads a body that has to be small. @throws ServiceError when it is not; the connection stays, to answer on. */
export async function readBody(body: Readable, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of readChunks(body)) {
    sizeBytes += chunk.length
    if (sizeBytes > limitBytes) {
      throw new ServiceError('RequestEntityTooLarge', `More than ${limitBytes} bytes came.`, { status: 413 })
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The body as it comes; it survives a reader that stops. @throws ServiceError when the client leaves before its end. */
export async function* readChunks(body: Readable): AsyncGenerator<Buffer> {
  // Not `yield*`: that would pass a reader's error on to the body, which would leave its connection with nobody.
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false })) yield chunk
  } catch (error) {
    throw body.errored ? new ServiceError('IncompleteBody', 'The request body terminated unexpectedly') : error
  }
}

export function queryValue(request: WireRequest, name: string): string | undefined {
  return request.query.find(([key]) => key === name)?.[1]
}

// "+" stays a plus: SigV4 encodes a space as %20, in the query as in the form bodies of the SDKs.
function readQuery(search: string): Array<[string, string]> {
  return search
    .split('&')
    .filter(pair => pair !== '')
    .map(pair => {
      const equals = pair.indexOf('=')
      return equals < 0 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))]
    })
}

/** What is no percent-encoding stays as it is: then no signature fits it. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
