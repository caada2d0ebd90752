/** The head of an HTTP/1 answer, read strictly: what breaks RFC 9112 is refused, not guessed. */

export interface Head {
  readonly version: string
  readonly status: number
  readonly reason: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly contentLength?: number
  readonly isChunked: boolean
}

/** The reason may be empty, with or without the space before it: Tomcat and hypercorn send none. */
const STATUS_LINE = /^HTTP\/(1\.[01]) ([1-9]\d\d)(?: (.*))?$/

const HEADER_LINE = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*(.*?)[ \t]*$/

/** Takes the head without the empty line that ends it; null when it is none. */
export function parseHead(text: string): Head | null {
  const [statusLine = '', ...lines] = text.split('\r\n')
  const [, version, status, reason = ''] = STATUS_LINE.exec(statusLine) ?? []
  if (!version || !status || hasControls(text.replaceAll('\r\n', ''))) return null
  const headers: [string, string][] = []
  for (const line of lines) {
    const [, name, value = ''] = HEADER_LINE.exec(line) ?? []
    if (!name) return null
    headers.push([name, value])
  }
  return { version, status: Number(status), reason, headers, ...readFraming(headers, Number(status)) }
}

/** All values of a header, joined as RFC 9110, section 5.3, allows; undefined when it is absent. */
export function findHeader(headers: Head['headers'], name: string): string | undefined {
  const values = headers.filter(([given]) => given.toLowerCase() === name.toLowerCase()).map(([, value]) => value)
  return values.length > 0 ? values.join(', ') : undefined
}

function readFraming(headers: Head['headers'], status: number): Pick<Head, 'contentLength' | 'isChunked'> {
  if (status === 204 || status === 304) return { contentLength: 0, isChunked: false }
  if (/\bchunked$/i.test(findHeader(headers, 'transfer-encoding') ?? '')) return { isChunked: true }
  const length = findHeader(headers, 'content-length') ?? ''
  return /^\d{1,15}$/.test(length) ? { contentLength: Number(length), isChunked: false } : { isChunked: false }
}

function hasControls(text: string): boolean {
  return /[^\t\x20-\xff]|\x7f/.test(text)
}
