/** A temporary folder that goes when its process goes, however that ends: SIGKILL included. */

import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TemporaryFolder {
  readonly path: string
  remove(): Promise<void>
}

/**
 * Waits until nobody holds the other end of its stdin, then removes the folder. What still writes there ends at the
 * same moment, but may be slower: hence the repetition, for half a minute at most.
 */
const KEEPER = 'read -r _; i=0; while [ -e "$1" ] && [ $i -lt 300 ]; do rm -rf -- "$1"; i=$((i+1)); sleep 0.1; done'

/** Makes the folder below the system's temporary one. */
export async function openTemporaryFolder(): Promise<TemporaryFolder> {
  const path = join(await realpath(tmpdir()), `local-beanstalk-${randomUUID()}`)
  // The keeper comes first: there is no moment at which the folder is there and nobody keeps it.
  const keeper = spawn('/bin/sh', ['-c', `${KEEPER} 2>/dev/null`, 'local-beanstalk-keeper', path], {
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['pipe', 'ignore', 'ignore'],
    // Ctrl-C is meant for its parent.
    detached: true,
  })
  const exited = once(keeper, 'exit')
  keeper.stdin.on('error', () => {})
  keeper.unref()
  await Promise.race([once(keeper, 'spawn'), exited])
  await mkdir(path, { mode: 0o700 })
  return {
    path,
    async remove() {
      await rm(path, { recursive: true, force: true, maxRetries: 3 })
      // Whoever has nothing else to do would end before this has.
      keeper.ref()
      keeper.stdin.end()
      await exited
    },
  }
}
