import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { describe, expect, it } from 'vitest'
import { tellFigure } from '../support/figures.ts'
import { listen } from '../support/listening.ts'
import { BEANSTALK_LOCATION, startNginx } from '../support/nginx.ts'
import { isNightly } from '../support/scale.ts'
import { checkOnce } from './check-once.ts'
import { listenWebSocket } from './websocket-server.ts'

const HOLD = { holdMs: 75_000, attemptTimeoutMs: 5000 }
const SOCKET_IO = '/socket.io/?EIO=4&transport=websocket'

/** Everything as it is where nobody has set a timeout: the 60 seconds of nginx, the heartbeats of the servers. */
describe.skipIf(!isNightly)('a connection that is held for 75 seconds', { timeout: 120_000 }, () => {
  it.concurrent('is cut after 60 by an nginx that nobody told otherwise', async () => {
    await using app = await listenWebSocket()
    await using nginx = await startNginx(BEANSTALK_LOCATION(app.port))
    const report = await checkOnce(`ws://localhost:${nginx.port}/`, HOLD, { loadBalancer: 'none', proxy: 'nginx' })
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind: 'cut-by-proxy', layer: 'proxy' } })
    const silentMs = report.attempts.at(-1)?.evidence.frames?.hold?.silentMs ?? 0
    expect(silentMs).toBeGreaterThan(59_000)
    expect(silentMs).toBeLessThan(62_000)
    tellFigure('A silent WebSocket', `cut by nginx after ${(silentMs / 1000).toFixed(1)} s`)
  })

  it.concurrent('is kept by a server without a proxy', async () => {
    await using app = await listenWebSocket()
    const report = await checkOnce(`ws://localhost:${app.port}/`, HOLD)
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
  })

  it.concurrent('is kept by socket.io behind the same nginx, because its heartbeat is answered', async () => {
    const server = createServer()
    const io = new Server(server)
    await using app = await listen(server)
    await using nginx = await startNginx(BEANSTALK_LOCATION(app.port))
    const report = await checkOnce(`ws://localhost:${nginx.port}${SOCKET_IO}`, HOLD)
    await io.close()
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(report.attempts.at(-1)?.evidence.frames?.hold?.frameCount).toBeGreaterThanOrEqual(2)
  })
})
