/** Sends bytes over a connection of their own, and looks on until the other side has ended it. */

import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Wire } from './request-bytes.ts'

export interface Exchange {
  readonly answer: Buffer
  /** False when the other side held the connection although we had long ended our half. */
  readonly ended: boolean
}

/** An answer may take this long on a busy machine; who sends half a request is waited for less. */
const ANSWER_MS = 20_000
const QUIET_MS = 120
const END_MS = 30_000

export async function exchange(port: number, { pieces, pauseMs, mustAnswer }: Wire): Promise<Exchange> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  const chunks: Buffer[] = []
  let lastMs = performance.now()
  socket.on('error', () => undefined)
  socket.on('data', chunk => {
    chunks.push(chunk)
    lastMs = performance.now()
  })
  const closed = once(socket, 'close').catch(() => undefined)
  let isOver = false
  const over = Promise.race([once(socket, 'end').catch(() => undefined), closed]).then(() => {
    isOver = true
  })
  for (const [index, piece] of pieces.entries()) {
    if (index > 0 && pauseMs > 0) await sleep(pauseMs)
    if (!isOver) socket.write(piece)
  }
  lastMs = performance.now()
  const limitMs = mustAnswer ? ANSWER_MS : QUIET_MS
  while (!isOver && performance.now() - lastMs < (chunks.length > 0 ? QUIET_MS : limitMs)) {
    await Promise.race([over, sleep(20)])
  }
  socket.end()
  await Promise.race([over, sleep(END_MS, undefined, { ref: false })])
  const ended = isOver
  socket.destroy()
  return { answer: Buffer.concat(chunks), ended }
}
