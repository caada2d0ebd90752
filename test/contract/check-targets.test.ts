import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { createServer as createTcpServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'
import { ActionError } from '../../src/action-error.ts'
import { type Clock, systemClock } from '../../src/clock.ts'
import { readFacts } from '../../src/history/history-line.ts'
import type { CheckTarget } from '../../src/inputs/check-target.ts'
import { actionsLog } from '../../src/log.ts'
import { type CheckContext, checkTargets } from '../../src/stories/check-targets.ts'
import { makeCertificate } from '../support/certificates.ts'
import { listen } from '../support/listening.ts'

const PROBE: CheckTarget['probe'] = {
  ...{ headers: [], origin: undefined, subprotocols: [], protocol: 'websocket', send: undefined },
  ...{ expectation: undefined, holdMs: 0, resolve: [], ca: undefined },
}

const targetOf = (url: string | undefined, more: Partial<CheckTarget> = {}): CheckTarget => ({
  ...{ id: url ?? 'chat/chat-prod', url, environment: undefined, path: undefined, probe: PROBE },
  ...{ attempts: 1, labels: [], assignees: [], secrets: [], ...more },
})

const told: string[] = []
const LOG = {
  ...actionsLog,
  info: (text: string) => void told.push(text),
  warning: (text: string) => void told.push(text),
  debug: () => {},
}

const contextOf = (more: Partial<CheckContext> = {}): CheckContext => ({
  ...{ clock: systemClock, log: LOG, signal: new AbortController().signal, proxyVariables: {}, ca: undefined },
  failOn: 'error',
  lookUp: () => Promise.reject(new Error('nobody asked')),
  ...more,
})

const CHECKED = { known: {}, outlook: {}, facts: {} }

const refusedUrl = 'ws://127.0.0.1:9/'

it('lets no target wait for the pauses of others', async () => {
  const url = await openServer()
  const order: string[] = []
  const pauses: (() => void)[] = []
  const clock: Clock = {
    ...systemClock,
    sleep: (ms, signal) =>
      ms === 20_000 ? new Promise(resolve => pauses.push(resolve)) : systemClock.sleep(ms, signal),
  }
  const log = { ...LOG, debug: (text: string) => void order.push(JSON.parse(text).evidence.target.path) }
  const dead = Array.from({ length: 30 }, (_, index) => targetOf(`${refusedUrl}${index}`, { attempts: 2 }))
  const checking = checkTargets(contextOf({ clock, log }), [...dead, targetOf(`${url}/well`)])
  while (pauses.length < 30 || order.length < 31) await wait(5)
  expect(order).toContain('/well')
  for (const end of pauses) end()
  const checked = await checking
  expect(checked.map(({ report }) => report.outcome)).toEqual([...dead.map(() => 'rejected'), 'accepted'])
  expect(checked.map(({ report }) => report.attemptCount)).toEqual([...dead.map(() => 2), 1])
})

it('lets no target wait for the silence in which others are held', async () => {
  const server = createServer()
  const crowd = Promise.withResolvers<void>()
  let openCount = 0
  server.on('connection', socket => {
    openCount += 1
    socket.once('close', () => {
      openCount -= 1
    })
    // Ten at a time may be opened.
    if (openCount > 20) crowd.resolve()
  })
  const url = await openServer(server)
  const held = Array.from({ length: 40 }, (_, index) =>
    targetOf(`${url}/${index}`, { probe: { ...PROBE, holdMs: 600_000 } }),
  )
  const controller = new AbortController()
  const checking = checkTargets(contextOf({ signal: controller.signal }), held)
  await crowd.promise
  controller.abort(new Error('seen'))
  await expect(checking).rejects.toThrow('seen')
})

it('holds in silence what was accepted, as a second attempt', async () => {
  const [held] = await checkTargets(contextOf(), [targetOf(await openServer(), { probe: { ...PROBE, holdMs: 100 } })])
  expect(held?.report).toMatchObject({ outcome: 'accepted', attemptCount: 2 })
})

/** Of a check that must be over when `over` is, in place of its 15 minutes. */
const limitBy = (over: Promise<void>): Clock => ({
  ...systemClock,
  sleep: (ms, signal) => (ms > 60_000 ? over : systemClock.sleep(ms, signal)),
})

it('ends when its time is over, and tells of those that are not known by then', async () => {
  const [url, silent] = [await openServer(), await openSilentServer()]
  const targets = [
    targetOf(silent, { probe: { ...PROBE, holdMs: 75_000 } }),
    targetOf(url),
    targetOf(refusedUrl, { attempts: 3 }),
  ]
  const { promise: over, resolve: end } = Promise.withResolvers<void>()
  let [attemptCount, overMs] = [0, 0]
  const debug = () => {
    attemptCount += 1
    if (attemptCount < 2) return
    overMs = performance.now()
    end()
  }
  const sleeps: number[] = []
  const limited = limitBy(over)
  const clock: Clock = {
    ...limited,
    sleep(ms, signal) {
      sleeps.push(ms)
      return limited.sleep(ms, signal)
    },
  }
  const [hung, well, paused] = await checkTargets(contextOf({ clock, log: { ...LOG, debug } }), targets)
  // One attempt alone would have waited for 10 s.
  expect(performance.now() - overMs).toBeLessThan(8000)
  expect(sleeps[0]).toBe(15 * 60_000 + 75_000)
  expect(hung).toMatchObject({ report: { outcome: 'unknown', attemptCount: 0 }, problem: { code: 'check-too-long' } })
  expect(paused).toMatchObject({ report: { outcome: 'unknown', attemptCount: 1 }, problem: { code: 'check-too-long' } })
  expect(well).toMatchObject({ report: { outcome: 'accepted' } })
  expect(well).not.toHaveProperty('problem')
})

it('ends when its time is over, also where AWS says nothing', async () => {
  const environment = { region: 'eu-central-1', applicationName: 'chat', environmentName: 'chat-prod' }
  const never = () => new Promise<never>(() => {})
  const lookUp = async () => ({ ...CHECKED, url: refusedUrl, lookAtWayIn: never, readRules: never })
  const soon = contextOf({ clock: limitBy(wait(50)), lookUp: never })
  const [unasked] = await checkTargets(soon, [targetOf(undefined, { environment })])
  expect(unasked).toMatchObject({ report: { outcome: 'unknown' }, problem: { code: 'check-too-long' } })
  const { promise: attempted, resolve } = Promise.withResolvers<void>()
  const clock = limitBy(attempted.then(() => wait(50)))
  const context = contextOf({ clock, lookUp, readsRules: true, log: { ...LOG, debug: () => resolve() } })
  const [refused] = await checkTargets(context, [targetOf(undefined, { environment })])
  expect(refused).toMatchObject({ report: { outcome: 'rejected', finding: { kind: 'connection-refused' } }, facts: {} })
  expect(refused).not.toHaveProperty('problem')
})

it('throws when it is cancelled, and for nothing else', async () => {
  const controller = new AbortController()
  const checking = checkTargets(contextOf({ signal: controller.signal }), [targetOf(await openSilentServer())])
  controller.abort(new Error('cancelled by somebody'))
  await expect(checking).rejects.toThrow('cancelled by somebody')
})

it('has the certificate among the facts, and no secret in what it tells', async () => {
  const { key, cert, ca } = await makeCertificate({ name: 'localhost' })
  const url = await openServer(createSecureServer({ key, cert }), 'wss://localhost')
  const secrets = ['of-the-step']
  const target = targetOf(`${url}/?token=s3cret-token`, {
    probe: { ...PROBE, headers: [['A', 'h3ader-token']] },
    secrets,
  })
  const [checked] = await checkTargets(contextOf({ ca }), [target])
  expect(checked?.report.outcome, JSON.stringify(checked?.report)).toBe('accepted')
  expect(checked?.facts).toEqual({
    certificate: expect.stringMatching(/^[0-9a-f]{16}$/),
    certificateEnds: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  })
  expect(checked?.secrets).toEqual(expect.arrayContaining(['s3cret-token', 'h3ader-token', 'of-the-step']))
  expect(JSON.stringify(checked?.report)).not.toMatch(/s3cret|h3ader/)
})

it('has facts as a history keeps them, so that long ones are not taken for changed', async () => {
  const environment = { region: 'eu-central-1', applicationName: 'chat', environmentName: 'chat-prod' }
  const rules = `80 from ${'10.0.0.0/8, '.repeat(50)}`
  const readRules = async () => ({ rules })
  const lookUp = async () => ({ ...CHECKED, url: refusedUrl, lookAtWayIn: async () => ({}), readRules })
  const [checked] = await checkTargets(contextOf({ lookUp, readsRules: true }), [targetOf(undefined, { environment })])
  expect(checked?.facts.rules).toMatch(/^80 from 10\.0\.0\.0/)
  expect(readFacts(checked?.facts)).toEqual(checked?.facts)
})

it('opens a URL also where its environment cannot be looked up, and tells the problem of one that has none', async () => {
  const environment = { region: 'eu-central-1', applicationName: 'chat', environmentName: 'chat-prod' }
  const lookUp = () => Promise.reject(new ActionError({ code: 'x', message: 'It was not there.', hint: 'Look again.' }))
  const targets = [targetOf(await openServer(), { environment }), targetOf(undefined, { environment })]
  const [opened, unasked] = await checkTargets(contextOf({ lookUp }), targets)
  expect(opened?.report.outcome).toBe('accepted')
  expect(told.at(-2)).toContain('nothing is known of its environment. It was not there. Look again.')
  expect(unasked).toMatchObject({
    report: { printableUrl: 'chat/chat-prod', outcome: 'unknown', problems: ['It was not there.'] },
    problem: { code: 'x', remedy: 'Look again.' },
  })
})

async function openServer(server: Server = createServer(), origin = 'ws://127.0.0.1'): Promise<string> {
  new WebSocketServer({ server })
  const listening = await listen(server)
  onTestFinished(() => listening[Symbol.asyncDispose]())
  return `${origin}:${listening.port}`
}

async function openSilentServer(): Promise<string> {
  const listening = await listen(createTcpServer(socket => socket.resume()))
  onTestFinished(() => listening[Symbol.asyncDispose]())
  return `ws://127.0.0.1:${listening.port}`
}
