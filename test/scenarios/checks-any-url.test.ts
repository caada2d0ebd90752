import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'
import { runAction } from '../support/run-action.ts'

describe('check', () => {
  it('succeeds when every URL accepts a WebSocket, and needs no credentials', async () => {
    const url = await openServer()
    const run = await runAction({ action: 'check', inputs: { url: `${url}/a\n${url}/b` } })
    expect(run.exitCode, run.log).toBe(0)
    expect(run.outputs).toMatchObject({ ok: 'true', 'failed-targets': '' })
  })

  it('fails with the URLs that did not, and says why', async () => {
    const url = await openServer()
    const run = await runAction({ action: 'check', inputs: { url: `${url}/a\nws://127.0.0.1:9/gone`, attempts: '1' } })
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toMatchObject({ ok: 'false', 'failed-targets': 'ws://127.0.0.1:9/gone' })
    expect(run.annotations[0]?.message).toContain('127.0.0.1:9')
    expect(run.summary).toContain('What to do')
  })

  it('tells of each URL that failed by itself, as many as the runner shows, and of all in the summary', async () => {
    const url = await openServer()
    const gone = Array.from({ length: 12 }, (_, index) => `ws://127.0.0.1:9/gone-${index}`)
    const inputs = { url: [`${url}/fine`, ...gone].join('\n'), attempts: '1' }
    const run = await runAction({ action: 'check', inputs })
    expect(run.exitCode).toBe(1)
    const told = run.annotations.filter(({ level }) => level === 'error')
    expect(told).toHaveLength(10)
    for (const [index, { title, message }] of told.entries()) {
      expect(title).toBe('12 of 13 WebSockets could not be opened')
      expect(message).toContain(`/gone-${index} rejected: The connection was refused`)
      expect(message).toContain('Start what should listen on port')
    }
    expect(run.log).toContain('/gone-11 rejected: The connection was refused')
    for (const path of [...gone, `${url}/fine`]) expect(run.summary).toContain(path.replace('ws:', 'ws&#58;'))
  })

  it('tells wrong inputs at once, and sets its outputs all the same', async () => {
    const run = await runAction({ action: 'check', inputs: { url: 'https://example.com', attempts: 'many' } })
    expect(run.exitCode).toBe(1)
    expect(run.annotations[0]?.message).toMatch(/'url'[\s\S]*'attempts'/)
    expect(run.outputs).toMatchObject({ ok: 'false' })
  })

  it('masks a token in the query', async () => {
    const url = await openServer()
    const run = await runAction({ action: 'check', inputs: { url: `${url}/?token=s3cret-token` } })
    expect(run.exitCode, run.log).toBe(0)
    expect(run.log + run.summary + JSON.stringify(run.temporaryFiles)).not.toContain('s3cret-token')
  })
})

async function openServer(): Promise<string> {
  const server = createServer()
  const sockets = new WebSocketServer({ server })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const client of sockets.clients) client.terminate()
    server.close()
  })
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
}
