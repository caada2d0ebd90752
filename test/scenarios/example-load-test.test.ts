import { EventEmitter, once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { parse } from 'yaml'
import { EXAMPLES } from '../support/example.ts'
import { runProgram } from '../support/run-program.ts'
import { isNightly } from '../support/scale.ts'
import { startExample } from '../support/start-example.ts'
import { openWorkspace } from '../support/workspace.ts'

const read = (name: string) => readFile(`${EXAMPLES}${name}`, 'utf8')
const visitor = await import(new URL(`file://${EXAMPLES}load-test/chat.mjs`).href)

describe('a visitor of the load test', () => {
  it('does only what its script knows', async () => {
    const script = parse(await read('load-test/chat.yaml'))
    const steps = JSON.stringify(script.scenarios).matchAll(/"function":"(\w+)"/g)
    expect(new Set([...steps].map(([, name]) => name))).toEqual(new Set(Object.keys(visitor)))
  })

  it('measures how long a message takes, and fails when the chat is gone', async () => {
    const { app, port } = await startExample('chat', ['ws'])
    const ws = new WebSocket(`ws://127.0.0.1:${port}/`)
    await once(ws, 'open')
    const events = new EventEmitter()
    const measured = new Map<string, number>()
    events.on('histogram', (name: string, ms: number) => measured.set(name, ms))
    await visitor.join({ ws }, events)
    await visitor.say({ ws }, events)
    expect([...measured.keys()]).toEqual(['chat.welcome', 'chat.round_trip'])
    expect(Math.min(...measured.values())).toBeGreaterThan(0)

    app.kill('SIGKILL')
    await once(ws, 'close')
    await expect(visitor.say({ ws }, events)).rejects.toThrow('closed')
  })
})

describe.runIf(isNightly)('Artillery', () => {
  it('lets visitors talk, and fails where there is no chat', async () => {
    const { app, port } = await startExample('chat', ['ws'])
    const script = await read('load-test/chat.yaml')
    const version = /artillery@[\d.]+/.exec(script)?.[0] ?? ''
    expect(await read('load-test.yml')).toContain(`npx --yes ${version} run`)
    const { path } = await openWorkspace({
      // Fewer visitors, who have less time.
      'chat.yaml': script.replace('duration: 60', 'duration: 3').replaceAll(/think: \d+/g, 'think: 1'),
      'chat.mjs': await read('load-test/chat.mjs'),
      'package.json': '{"private":true}',
    })
    const run = (...[name = '', ...parameters]: string[]) =>
      runProgram(name, parameters, { cwd: path, env: { ARTILLERY_DISABLE_TELEMETRY: 'true' }, timeoutMs: 240_000 })
    const installed = await run('npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', version)
    expect(installed.exitCode, installed.output).toBe(0)
    const test = () => run('npx', 'artillery', 'run', '--target', `ws://127.0.0.1:${port}/`, 'chat.yaml')
    const good = await test()
    expect(good.exitCode, good.output).toBe(0)
    expect(good.output).toContain('ok: chat.round_trip.p95 < 500')
    app.kill('SIGKILL')
    const bad = await test()
    expect(bad.exitCode, bad.output).toBe(1)
    expect(bad.output).toContain('fail: vusers.completed > 0')
  }, 300_000)
})
