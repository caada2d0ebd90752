import { beforeAll, describe, expect, it } from 'vitest'
import { listenSecureWebSocket, listenWebSocket } from '../handshake/websocket-server.ts'
import { type Certificate, makeCertificate } from '../support/certificates.ts'
import { runAction } from '../support/run-action.ts'
import { listenWebhook } from '../support/webhook.ts'

const SECRET = 'services/T0SECRET99/B0SECRET99/abcdefghijklmnopqrstuvwx'
const GONE = 'ws://127.0.0.1:9/gone'

const openWebhook = (status = 200) => listenWebhook(`/${SECRET}`, (_, response) => response.writeHead(status).end())

const check = (inputs: Readonly<Record<string, string>>) =>
  runAction({ action: 'check', inputs: { attempts: '1', ...inputs } })

describe('notify-webhook', () => {
  it('is told of a target that is down, where nobody remembers it, and is seen nowhere', async () => {
    await using app = await listenWebSocket()
    await using webhook = await openWebhook()
    const well = `ws://127.0.0.1:${app.port}/`
    const run = await check({ url: `${well}\n${GONE}`, 'notify-webhook': webhook.url })
    expect(run.exitCode, run.log).toBe(1)
    expect(webhook.bodies).toHaveLength(1)
    const told = JSON.parse(webhook.bodies[0] ?? '')
    expect(told).toMatchObject({
      ...{ version: 1, changed: [GONE] },
      targets: [
        { id: well, state: 'up', finding: null, before: null },
        { id: GONE, state: 'down', finding: 'connection-refused', layer: 'tcp', before: null },
      ],
    })
    expect(told.text).toMatch(/^❌ \*.*127\.0\.0\.1.* is down: .+\n1 of 2 is down\./)
    expect(run.outputs).toMatchObject({ changed: '' })
    const seen = run.log + run.summary + JSON.stringify(run.temporaryFiles)
    expect(seen).not.toMatch(/SECRET99|abcdefghijklmnopqrstuvwx/)
    expect(run.log).toContain(`The webhook at 127.0.0.1:${webhook.port} was told what is new.`)
  })

  it('is told nothing where all is well', async () => {
    await using app = await listenWebSocket()
    await using webhook = await openWebhook()
    const run = await check({ url: `ws://127.0.0.1:${app.port}/`, 'notify-webhook': webhook.url })
    expect(run.exitCode, run.log).toBe(0)
    expect(webhook.bodies).toEqual([])
  })

  it('that takes nothing is a warning, and the check counts', async () => {
    await using webhook = await openWebhook(410)
    const run = await check({ url: GONE, 'fail-on': 'never', 'notify-webhook': webhook.url })
    expect(run.exitCode, run.log).toBe(0)
    expect(run.annotations.map(({ title }) => title)).toContain('A notice was not delivered')
  })
})

describe('what will break', () => {
  let ending: Certificate
  beforeAll(async () => {
    ending = await makeCertificate({ name: 'localhost', days: 20, age: 345 })
  })

  it('is told, and fails the check where warnings do', async () => {
    await using app = await listenSecureWebSocket(ending)
    const inputs = { url: `wss://localhost:${app.port}/`, ca: ending.ca }
    const run = await check(inputs)
    expect(run.exitCode, run.log).toBe(0)
    expect(JSON.parse(run.outputs.results ?? '')).toMatchObject([
      { outcome: 'accepted', finding: '', warnings: ['certificate-expires-soon'] },
    ])
    expect(run.annotations).toMatchObject([
      { level: 'warning', title: expect.stringMatching(/^The certificate expires in /) },
    ])
    expect(run.summary).toContain('The certificate expires in')
    const strict = await check({ ...inputs, 'fail-on': 'warning' })
    expect(strict.exitCode, strict.log).toBe(1)
    expect(strict.outputs).toMatchObject({ ok: 'false', 'failed-targets': '' })
  })
})
