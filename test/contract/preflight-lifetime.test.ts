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
const SLOW = 'auth_basic "slow";\nauth_basic_user_file users;\nauth_delay 60s;\n'

/** The number of the nginx that runs in a trial's folder below `place`. */
async function waitForNginx(place: string): Promise<number> {
  return await vi.waitFor(
    async () => {
      const [folder = ''] = await readdir(place)
      return Number(await readFile(join(place, folder, 'nginx.pid'), 'utf8'))
    },
    { timeout: 30_000, interval: 20 },
  )
}

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
  await vi.waitFor(async () => expect([isAlive(nginx), await readdir(place.path)]).toEqual([false, []]), 10_000)
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
