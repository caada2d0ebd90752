/** Productions of the findings about names, addresses and connections. */

import { execFile, execFileSync } from 'node:child_process'
import { closeSync, constants, open, openSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { networkFindings } from '../../../src/handshake/findings/network-findings.ts'
import { findClosedPort } from '../../support/listening.ts'
import { startNginx } from '../../support/nginx.ts'
import { startSilentPort } from '../../support/silent-port.ts'
import { checkOnce } from '../check-once.ts'
import type { ProductionsOf } from './production.ts'

export const networkProductions: ProductionsOf<typeof networkFindings> = {
  'name-not-found': () => checkOnce('ws://nothing.invalid/'),
  'resolver-failed': async () => {
    await using _ = await holdUpResolver()
    return await checkOnce('ws://app.test/', { attemptTimeoutMs: 100 })
  },
  // TCP has no way to a multicast address on any machine.
  'no-route-from-here': () =>
    checkOnce('ws://app.test:9/', { resolve: [{ host: 'app.test', port: 9, address: '224.0.0.1' }] }),
  'connection-refused': async () => checkOnce(`ws://127.0.0.1:${await findClosedPort()}/`),
  'connection-timed-out': async () => {
    await using silent = await startSilentPort()
    return await checkOnce(`ws://127.0.0.1:${silent.port}/`, { attemptTimeoutMs: 300 })
  },
  'connection-closed': async () => {
    await using nginx = await startNginx('location / { return 444; }')
    return await checkOnce(`ws://localhost:${nginx.port}/`)
  },
  'connection-failed': async () => {
    const script = fileURLToPath(new URL('check-without-descriptors.ts', import.meta.url))
    const limited = ['-c', 'ulimit -n 64 && exec "$0" "$@"', process.execPath, script, 'ws://127.0.0.1:9/']
    const { stdout } = await promisify(execFile)('sh', limited)
    return JSON.parse(stdout)
  },
}

const POOL_SIZE = Number(process.env.UV_THREADPOOL_SIZE ?? 4)

/**
 * Node.js asks the system's resolver in a pool of threads: each of them waits for somebody to write into a pipe, so that
 * no name is answered until the end of the block.
 */
async function holdUpResolver(): Promise<AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'resolver-'))
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const opened = Array.from({ length: POOL_SIZE }, () => promisify(open)(pipe, constants.O_RDONLY))
  return {
    async [Symbol.asyncDispose]() {
      const writer = openSync(pipe, constants.O_RDWR)
      for (const descriptor of await Promise.all(opened)) closeSync(descriptor)
      closeSync(writer)
      await rm(folder, { recursive: true })
    },
  }
}
