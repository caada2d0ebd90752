/**
 * What a healthy check costs beside a bare `ws` client that does the same: handshake, ping and closing handshake.
 * Medians of one run, in turns, so that a busy machine slows both; fails where more is added than a check may cost.
 * `node bench/handshake.ts [--runs 200]`
 */

import { once } from 'node:events'
import { createServer as createPlainServer, type Server } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { WebSocket, WebSocketServer } from 'ws'
import { systemClock } from '../src/clock.ts'
import { checkHandshake } from '../src/handshake/handshake.ts'
import { makeCertificate } from '../test/support/certificates.ts'
import { median } from './support/median.ts'

/** Median. */
const MOST_ADDED_MS = 15

const { values } = parseArgs({ options: { runs: { type: 'string', default: '200' } } })
const runs = Number(values.runs)
const certificate = await makeCertificate({ name: 'localhost' })

const servers: Readonly<Record<string, Server>> = {
  ws: createPlainServer(),
  wss: createServer(certificate),
}

const rows = []
for (const [scheme, server] of Object.entries(servers)) {
  const sockets = new WebSocketServer({ server })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `${scheme}://localhost:${(server.address() as AddressInfo).port}/`
  rows.push(await compare(scheme, url))
  sockets.close()
  server.close()
}
console.table(rows)
if (rows.some(row => Number(row['added, ms']) > MOST_ADDED_MS)) {
  process.stderr.write(`A healthy check added more than ${MOST_ADDED_MS} ms.\n`)
  process.exitCode = 1
}

async function compare(scheme: string, url: string) {
  const bare: number[] = []
  const checked: number[] = []
  // The first runs compile what all others use.
  for (let run = -20; run < runs; run++) {
    const bareMs = await time(() => openBare(url))
    const checkedMs = await time(() => check(url))
    if (run < 0) continue
    bare.push(bareMs)
    checked.push(checkedMs)
  }
  const added = median(checked.map((ms, index) => ms - (bare[index] ?? 0)))
  return {
    scheme,
    'bare ws, ms': median(bare).toFixed(2),
    'check, ms': median(checked).toFixed(2),
    'added, ms': added.toFixed(2),
    ratio: (median(checked) / median(bare)).toFixed(2),
  }
}

async function openBare(url: string): Promise<void> {
  const socket = new WebSocket(url, { ca: certificate.ca })
  await once(socket, 'open')
  socket.ping('bench')
  await once(socket, 'pong')
  socket.close(1000)
  await once(socket, 'close')
}

async function check(url: string): Promise<void> {
  const policy = { kind: 'attempts', count: 1, pauseMs: 0 } as const
  const { targets } = await checkHandshake([{ url }], { policy, clock: systemClock, ca: certificate.ca }, {})
  if (targets[0]?.outcome !== 'accepted') throw new Error(`The check did not accept ${url}`)
}

async function time(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return performance.now() - startedMs
}
