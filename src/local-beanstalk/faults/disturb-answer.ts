/** Writes an answer as a disturbance has it: late, cut, replaced, or not at all. */

import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { Clock } from '../clock.ts'
import type { Answer } from '../service.ts'
import type { Disturbance } from './disturbance.ts'

export interface Delivery {
  readonly response: ServerResponse
  readonly clock: Clock
  readonly disturbance: Disturbance
}

/** Resolves when the answer is written. @throws Error when its connection is gone. */
export async function deliver(answer: Answer, delivery: Delivery): Promise<void> {
  try {
    await disturb(answer, delivery)
  } finally {
    // A body that nobody reads to its end would keep its file open.
    if (answer.body instanceof Readable) answer.body.destroy()
  }
}

async function disturb(answer: Answer, { response, clock, disturbance }: Delivery): Promise<void> {
  await delay(response, clock, disturbance.delayMs)
  const { end } = disturbance
  const date = new Date(clock.now()).toUTCString()
  // The answer to a HEAD has no body that could be cut; its length is that of what was asked about.
  const isHead = response.req.method === 'HEAD'
  if (end === 'whole' || (end === 'cut' && isHead))
    return write({ ...answer, headers: { ...answer.headers, date } }, response)
  const body = answer.body instanceof Readable ? await buffer(answer.body) : Buffer.from(answer.body ?? '')
  if (end === 'lost') return reset(response)
  if (end === 'reset') {
    response.writeHead(answer.status, { ...answer.headers, date, 'content-length': body.length + 1 })
    const half = body.subarray(0, Math.ceil(body.length / 2))
    response.write(half.length === 0 ? ' ' : half, () => reset(response))
    return
  }
  if (end === 'cut') return write(withBody(answer, date, body.subarray(0, Math.floor(body.length / 2))), response)
  if (end === 'without-body') return write({ status: answer.status, headers: { date } }, response)
  const headers = { date, server: 'nginx', 'content-type': 'text/html' }
  await write({ status: end.htmlStatus, headers, body: page(end.htmlStatus) }, response)
}

async function delay(response: ServerResponse, clock: Clock, ms: number): Promise<void> {
  if (ms === 0) return
  const gone = new AbortController()
  response.once('close', () => gone.abort(new Error('The client has gone.')))
  await clock.sleep(ms, gone.signal)
}

function withBody(answer: Answer, date: string, body: Buffer): Answer {
  const headers = { ...answer.headers, date, 'content-length': String(body.length) }
  return { status: answer.status, headers, body: Readable.from([body]) }
}

async function write({ status, headers, body }: Answer, response: ServerResponse): Promise<void> {
  response.writeHead(status, headers)
  if (body instanceof Readable) await pipeline(body, response)
  else response.end(body)
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy()
}

// The page that nginx writes by itself.
function page(status: number): string {
  const title = TITLES[status] ?? String(status)
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`
}

const TITLES: Readonly<Record<number, string>> = {
  403: '403 Forbidden',
  502: '502 Bad Gateway',
  503: '503 Service Temporarily Unavailable',
  504: '504 Gateway Time-out',
}
