import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { reservePort } from '../../src/local-beanstalk/host/ports.ts'
import { copyExample, EXAMPLES, openExample } from '../support/example.ts'
import { isNightly } from '../support/scale.ts'
import { startExample } from '../support/start-example.ts'

const DOCKER = '64bit Amazon Linux 2023 v4.9.1 running Docker'

it.runIf(isNightly)(
  'is deployed by its workflow to the Docker platform, where a stand-in takes the place of the container',
  async () => {
    const example = await openExample('docker', { environment: { solutionStack: DOCKER } })
    const run = await example.deploy()
    expect(run.exitCode, run.log).toBe(0)
    expect(run.outputs).toMatchObject({ handshake: 'accepted', finding: '' })
    expect(run.log).toMatch(/accepted: .*, echo answered in/)
    expect(await (await fetch(run.outputs.url ?? '')).json()).toMatchObject({ standIn: 'Docker' })
  },
)

describe('its app', () => {
  it('echoes, keeps foreign pages out, and says goodbye', async () => {
    const { app, port } = await startExample('docker', ['ws'])
    await expectExample(app, `ws://127.0.0.1:${port}/ws`)
  })

  const hasDocker = spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0

  it.runIf(isNightly && hasDocker)('does so in the container that its Dockerfile makes', async () => {
    const folder = await copyExample('docker')
    const exposed = /^EXPOSE (\d+)$/m.exec(await readFile(`${EXAMPLES}docker/Dockerfile`, 'utf8'))?.[1]
    const build = spawnSync('docker', ['build', '--quiet', folder], { encoding: 'utf8' })
    expect(build.status, build.stderr).toBe(0)
    const image = build.stdout.trim()
    const { port, release } = await reservePort()
    onTestFinished(() => {
      spawnSync('docker', ['rmi', '--force', image])
      release()
    })
    const app = spawn('docker', ['run', '--rm', '--publish', `127.0.0.1:${port}:${exposed}`, image])
    onTestFinished(() => void app.kill('SIGKILL'))
    await once(createInterface({ input: app.stdout }), 'line')
    await expectExample(app, `ws://127.0.0.1:${port}/ws`)
  })
})

/** Ends it. */
async function expectExample(app: ChildProcess, url: string): Promise<void> {
  const client = new WebSocket(url)
  await once(client, 'open')
  client.send('hello')
  expect(String((await once(client, 'message'))[0])).toBe('hello')

  const foreign = new WebSocket(url, { origin: 'https://other.example' })
  expect(String((await once(foreign, 'error'))[0])).toContain('403')

  const ended = Promise.all([once(client, 'close'), once(app, 'exit')])
  app.kill('SIGTERM')
  const [[closeCode], [exitCode]] = await ended
  expect([closeCode, exitCode]).toEqual([1001, 0])
}
