import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished, vi } from 'vitest'
import { tryPreflight } from '../support/try-preflight.ts'
import { openWorkspace } from '../support/workspace.ts'

const PROGRAM = fileURLToPath(new URL('../support/run-preflight.ts', import.meta.url))
const SERVER = '.platform/nginx/conf.d/elasticbeanstalk/own.conf'
const GONE_WITHIN = { timeout: 30_000 }
const SLOW = 'auth_basic "slow";\nauth_basic_user_file users;\nauth_delay 60s;\n'

/** The number that a program wrote into a trial's folder below `place`. */
async function waitForNumber(place: string, name: string): Promise<number> {
  return await vi.waitFor(
    async () => {
      const folder = (await readdir(place)).find(name => name.startsWith('preflight-')) ?? ''
      const text = await readFile(join(place, folder, name), 'utf8')
      // It is there before anything is written into it.
      expect(text).toMatch(/^\d+\n/)
      return Number.parseInt(text, 10)
    },
    { timeout: 30_000, interval: 20 },
  )
}

const waitForNginx = (place: string) => waitForNumber(place, 'nginx.pid')

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

it('dies with the process that made it, and takes its folder along', async () => {
  const place = await openWorkspace()
  const child = spawn(process.execPath, [PROGRAM, place.path], { stdio: 'inherit' })
  onTestFinished(() => void child.kill('SIGKILL'))
  const nginx = await waitForNginx(place.path)
  expect(isAlive(nginx)).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'exit')
  await vi.waitFor(async () => expect([isAlive(nginx), await readdir(place.path)]).toEqual([false, []]), GONE_WITHIN)
})

it('dies with the process that made it before nginx runs, too', async () => {
  const place = await openWorkspace({ 'bin/openssl': '#!/bin/sh\necho $$ > number\nexec sleep 60\n', 't/.keep': '' })
  await chmod(place.file('bin/openssl'), 0o755)
  const env = { ...process.env, PATH: `${place.file('bin')}:${process.env.PATH}` }
  const child = spawn(process.execPath, [PROGRAM, place.file('t')], { stdio: 'inherit', env })
  onTestFinished(() => void child.kill('SIGKILL'))
  const openssl = await waitForNumber(place.file('t'), 'number')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const left = async () => [isAlive(openssl), await readdir(place.file('t'))]
  await vi.waitFor(async () => expect(await left()).toEqual([false, ['.keep']]), GONE_WITHIN)
})

it('reads a file that is included again and again once, and ends in time', async () => {
  const lines = 'server { include big/a.conf; }\n'.repeat(400)
  const big = 'gzip on;\n'.repeat(30_000)
  const started = performance.now()
  const done = await tryPreflight({ '.platform/nginx/conf.d/a.conf': lines, '.platform/nginx/big/a.conf': big })
  expect(done).toMatchObject({ kind: 'refused', finding: { file: '.platform/nginx/big/a.conf', line: 2 } })
  expect(performance.now() - started).toBeLessThan(10_000)
})

it('is cancelled while it reads files, and takes its folder along', async () => {
  const place = await openWorkspace()
  const files = Array.from({ length: 900 }, (_, index) => [
    `.platform/nginx/conf.d/${index}.conf`,
    'gzip on;\n'.repeat(100),
  ])
  const reason = new Error('cancelled')
  const controller = new AbortController()
  const done = tryPreflight(Object.fromEntries(files), { signal: controller.signal, temporaryFolders: [place.path] })
  await vi.waitFor(async () => expect(await readdir(place.path)).not.toEqual([]), { timeout: 10_000, interval: 1 })
  controller.abort(reason)
  await expect(done).rejects.toBe(reason)
  expect(await readdir(place.path)).toEqual([])
})

it('tries out nothing that is larger than any proxy needs', async () => {
  const done = await tryPreflight({ '.platform/nginx/conf.d/a.conf': 'gzip on;\n'.repeat(50_001) })
  expect(done).toEqual({ kind: 'not-run', reason: 'the files are larger than what is tried out' })
})

it('lets no program write, reckon or take memory without end', async () => {
  const shim = '#!/bin/sh\necho "limits: $(ulimit -c) $(ulimit -v) $(ulimit -f) $(ulimit -t)" >&2\nexit 1\n'
  const place = await openWorkspace({ 'bin/nginx': shim })
  await chmod(place.file('bin/nginx'), 0o755)
  const done = await tryPreflight({}, { searchPath: place.file('bin') })
  expect(done).toMatchObject({ kind: 'not-run', reason: expect.stringContaining('limits: 0 2000000 40000 20') })
})

it('ends when the run is cancelled, with the reason', async () => {
  const place = await openWorkspace()
  const controller = new AbortController()
  const means = { signal: controller.signal, temporaryFolders: [place.path] }
  const done = tryPreflight({ [SERVER]: SLOW }, means).catch((error: unknown) => error)
  const nginx = await waitForNginx(place.path)
  const reason = new Error('cancelled')
  controller.abort(reason)
  expect(await done).toBe(reason)
  expect([isAlive(nginx), await readdir(place.path)]).toEqual([false, []])
})

it('leaves nothing behind when it is over', async () => {
  const place = await openWorkspace()
  expect(await tryPreflight({}, { temporaryFolders: [place.path] })).toMatchObject({ kind: 'passed' })
  expect(await tryPreflight({ [SERVER]: '}' }, { temporaryFolders: [place.path] })).toMatchObject({ kind: 'refused' })
  expect(await readdir(place.path)).toEqual([])
})

it('gives up an nginx that never ends, and holds little of what it writes', async () => {
  const place = await openWorkspace({ temporary: '', 'bin/nginx': '#!/bin/sh\n[ "$1" = -v ] && exit 0\nexec yes\n' })
  await chmod(place.file('bin/nginx'), 0o755)
  const before = process.memoryUsage().rss
  const done = await tryPreflight({}, { searchPath: place.file('bin'), temporaryFolders: [place.path] })
  expect(done).toEqual({ kind: 'not-run', reason: 'it took longer than 10 seconds' })
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  expect((await readdir(place.path)).sort()).toEqual(['bin', 'temporary'])
})

it('takes the next folder where the path of the first is too long for a socket', async () => {
  const place = await openWorkspace()
  const long = `/tmp/${'x'.repeat(100)}`
  expect(await tryPreflight({}, { temporaryFolders: [long, place.path] })).toMatchObject({ kind: 'passed' })
  expect(await tryPreflight({}, { temporaryFolders: [long, '/tmp/with space'] })).toMatchObject({ kind: 'not-run' })
})

it('keeps its nginx from the secrets of the environment', async () => {
  const place = await openWorkspace({ 'bin/nginx': '#!/bin/sh\nenv >&2\nexit 1\n' })
  await chmod(place.file('bin/nginx'), 0o755)
  process.env.PREFLIGHT_SECRET = 'hunter2'
  onTestFinished(() => void delete process.env.PREFLIGHT_SECRET)
  const done = await tryPreflight({}, { searchPath: place.file('bin') })
  expect(done).toMatchObject({ kind: 'not-run' })
  expect(JSON.stringify(done)).not.toContain('hunter2')
})
