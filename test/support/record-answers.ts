/** A proxy that keeps every answer that passes through it, as it was on the wire. */

import { createServer, type IncomingMessage, request as openRequest, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'

export interface RecordedAnswer {
  readonly requestId: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** The first bytes alone of what is long. */
  readonly body: Buffer
}

export interface Recorder {
  /** `http://127.0.0.1:PORT`: what is signed for it passes, for requests are handed on as they are. */
  readonly endpoint: string
  readonly answers: readonly RecordedAnswer[]
  close(): Promise<void>
}

// Longer than every description that a test asks for; what is longer is an object's own bytes.
const KEPT_BYTES = 4 * 1024 * 1024

export async function openRecorder(target: string): Promise<Recorder> {
  const answers: RecordedAnswer[] = []
  const server = createServer((message, response) => {
    handOn(target, { message, response }, answer => answers.push(answer)).catch(() => response.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    close: async () => {
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

async function handOn(
  target: string,
  { message, response }: { message: IncomingMessage; response: ServerResponse },
  record: (answer: RecordedAnswer) => void,
): Promise<void> {
  const { hostname, port } = new URL(target)
  const { method, url: path, rawHeaders: headers } = message
  const outgoing = openRequest({ hostname, port, method, path, headers })
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject)
  })
  const sent = pipeline(message, outgoing)
  sent.catch(() => {})
  const answer = await answered
  response.writeHead(answer.statusCode ?? 0, answer.rawHeaders)
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of answer) {
    if (sizeBytes < KEPT_BYTES) chunks.push(chunk)
    sizeBytes += chunk.length
    if (!response.write(chunk)) await new Promise(resolve => response.once('drain', resolve))
  }
  const all = Object.fromEntries(
    Object.entries(answer.headersDistinct).map(([name, values]) => [name, values?.join(',') ?? '']),
  )
  const requestId = all['x-amzn-requestid'] ?? all['x-amz-request-id'] ?? ''
  // Before the client has the end of it: whoever has an answer finds it recorded.
  record({ requestId, status: answer.statusCode ?? 0, headers: all, body: Buffer.concat(chunks) })
  response.end()
  await sent
}
