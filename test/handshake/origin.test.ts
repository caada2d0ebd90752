import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { type Listening, listen } from '../support/listening.ts'
import { BEANSTALK_LOCATION, startNginx } from '../support/nginx.ts'
import { checkOnce, evidenceOf } from './check-once.ts'

describe('an Upgrade that is refused with 401, 403 or 404', () => {
  it.each([401, 403, 404])('with %i is the Origin, when the own one of the target is taken', async status => {
    await using app = await listenChoosy(status, ({ origin, host }) => origin === `http://${host}`)
    const report = await checkOnce(`ws://localhost:${app.port}/`, { origin: 'https://other.example.com' })
    expect(report.finding).toMatchObject({ kind: 'application-refused-origin', layer: 'application', sure: 'certain' })
    expect(report.finding?.explanation).toContain(`opened a WebSocket for "http://localhost:${app.port}"`)
    expect(evidenceOf(report).origins).toMatchObject([{ origin: `http://localhost:${app.port}`, isTaken: true }])
  })

  it('is the Origin, when none is taken', async () => {
    await using app = await listenChoosy(403, ({ origin }) => origin === undefined)
    const report = await checkOnce(`ws://localhost:${app.port}/`)
    expect(report.finding).toMatchObject({ kind: 'application-refused-origin', sure: 'certain' })
    expect(report.finding?.explanation).toContain('without any Origin')
  })

  it('is the Origin, also where it stands among the headers', async () => {
    await using app = await listenChoosy(403, ({ origin, host }) => origin === `http://${host}`)
    const headers = [['origin', 'https://other.example.com']] as const
    const report = await checkOnce(`ws://localhost:${app.port}/`, { headers })
    expect(report.finding?.kind).toBe('application-refused-origin')
    // Values of headers are secret, this one as well.
    expect(report.finding?.explanation).toContain('to the Origin "***"')
  })

  it('is the Origin, where a real nginx hands another Host on and a plain GET gets the same 404', async () => {
    await using app = await listenChoosy(404, ({ origin, host }) => origin === undefined || origin === `http://${host}`)
    await using nginx = await startNginx(BEANSTALK_LOCATION(app.port).replace('$host;', 'internal.example.com;'))
    const known = { bundleOverridesProxy: ['.platform/nginx/nginx.conf'] }
    const report = await checkOnce(`ws://localhost:${nginx.port}/`, {}, known)
    expect(evidenceOf(report).control).toMatchObject({ status: 404, comparison: 'same' })
    expect(report.finding).toMatchObject({ kind: 'application-refused-origin', layer: 'application' })
  })

  it('is not the Origin, when no other is taken', async () => {
    await using app = await listenChoosy(401, () => false)
    const report = await checkOnce(`ws://localhost:${app.port}/`)
    expect(report.finding?.kind).toBe('application-refused-auth')
    expect(evidenceOf(report).origins).toMatchObject([{ origin: '', isTaken: false, status: 401 }])
  })

  it('is not the Origin, when the same one is taken a moment later, as by another instance', async () => {
    let count = 0
    await using app = await listenChoosy(401, () => count++ > 0)
    const report = await checkOnce(`ws://localhost:${app.port}/`)
    expect(report.finding?.kind).toBe('application-refused-auth')
    expect(evidenceOf(report).origins).toMatchObject([{ origin: '', isTaken: true }, { isRepeated: true }])
  })

  it('asks for nothing more after another refusal', async () => {
    await using app = await listenChoosy(400, () => false)
    expect(evidenceOf(await checkOnce(`ws://localhost:${app.port}/`)).origins).toBeUndefined()
  })
})

type Choice = (headers: { readonly origin?: string | undefined; readonly host?: string | undefined }) => boolean

/** Refuses what it does not take with a status and a body of few words, a plain GET with 404 and the same ones. */
function listenChoosy(status: number, takes: Choice): Promise<Listening> {
  const sockets = new WebSocketServer({ noServer: true })
  const server = createServer((_, response) => {
    response.sendDate = false
    response.writeHead(404, { 'Content-Type': 'text/plain', 'Content-Length': 2 }).end('no')
  })
  server.on('upgrade', (request, socket, head) => {
    if (takes(request.headers)) sockets.handleUpgrade(request, socket, head, () => undefined)
    else socket.end(`HTTP/1.1 ${status} Not Found\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nno`)
  })
  return listen(server)
}
