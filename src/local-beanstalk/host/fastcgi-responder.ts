/**
 * The least of a FastCGI responder: it answers every request with 200 and a text.
 *
 * @see https://fastcgi-archives.github.io/FastCGI_Specification.html part 3.3 (records), 3.4 (parameters), 6.2 (responder)
 */

import { createServer, type Server } from 'node:net'

const VERSION = 1
const RECORD = { endRequest: 3, parameters: 4, stdin: 5, stdout: 6 } as const
const HEADER_BYTES = 8
const LONGEST_CONTENT = 65_535

type Parameters = Readonly<Record<string, string>>

/** `answer` gets the request's parameters. One request at a time on a connection, which is then closed. */
export function createFastcgiResponder(answer: (parameters: Parameters) => string): Server {
  return createServer(socket => {
    const reader = createReader()
    socket.on('error', () => socket.destroy())
    socket.on('data', chunk => {
      const request = reader.read(chunk)
      if (!request) return
      const page = `Status: 200 OK\r\nContent-Type: application/json\r\n\r\n${answer(request.parameters)}`
      const body = Buffer.from(page).subarray(0, LONGEST_CONTENT)
      const records: [number, Buffer][] = [
        [RECORD.stdout, body],
        [RECORD.stdout, Buffer.alloc(0)],
        [RECORD.endRequest, Buffer.alloc(8)],
      ]
      socket.end(Buffer.concat(records.map(([type, content]) => toRecord(type, request.id, content))))
    })
  })
}

interface FastcgiRequest {
  readonly id: number
  readonly parameters: Parameters
}

/** A request is whole when an empty record ends its input. */
function createReader(): { read(chunk: Buffer): FastcgiRequest | undefined } {
  let pending = Buffer.alloc(0)
  const parameters: Buffer[] = []
  return {
    read(chunk) {
      pending = Buffer.concat([pending, chunk])
      while (pending.length >= HEADER_BYTES) {
        const [type, id] = [pending.readUInt8(1), pending.readUInt16BE(2)]
        const length = pending.readUInt16BE(4)
        const end = HEADER_BYTES + length + pending.readUInt8(6)
        if (pending.length < end) return undefined
        const content = pending.subarray(HEADER_BYTES, HEADER_BYTES + length)
        pending = pending.subarray(end)
        if (type === RECORD.parameters) parameters.push(content)
        if (type === RECORD.stdin && length === 0) return { id, parameters: readPairs(Buffer.concat(parameters)) }
      }
      return undefined
    },
  }
}

function readPairs(bytes: Buffer): Parameters {
  const pairs: [string, string][] = []
  let position = 0
  // A length takes one byte, or four with the highest bit set.
  const readLength = () => {
    const isLong = (bytes[position] ?? 0) >= 0x80
    const length = isLong ? bytes.readUInt32BE(position) & 0x7fffffff : (bytes[position] ?? 0)
    position += isLong ? 4 : 1
    return length
  }
  const readText = (length: number) => {
    position += length
    return bytes.toString('utf8', position - length, position)
  }
  while (position < bytes.length) {
    const [nameLength, valueLength] = [readLength(), readLength()]
    pairs.push([readText(nameLength), readText(valueLength)])
  }
  return Object.fromEntries(pairs)
}

function toRecord(type: number, id: number, content: Buffer): Buffer {
  const header = Buffer.from([VERSION, type, 0, 0, 0, 0, 0, 0])
  header.writeUInt16BE(id, 2)
  header.writeUInt16BE(content.length, 4)
  return Buffer.concat([header, content])
}
