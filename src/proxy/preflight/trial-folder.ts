/** The folder in which a proxy is tried out, with the files as it will load them. */

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { access, chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

export interface TrialFolder {
  readonly path: string
  write(name: string, text: string): Promise<void>
  has(name: string): Promise<boolean>
  remove(): Promise<void>
}

/** The path of a socket may have 107 bytes, and ours are `PATH/s/12-65535`. */
const LONGEST_PATH = 107 - '/preflight-123456/s/socket-123456'.length
const PLAIN = /^\/[\w./-]+$/

/**
 * In the first of `places` that is short and plain enough for sockets and for configuration files. Removed when this
 * process ends, even when it is killed.
 */
export async function makeTrialFolder(places: readonly string[]): Promise<TrialFolder | undefined> {
  const place = places.find(candidate => PLAIN.test(candidate) && candidate.length <= LONGEST_PATH)
  if (place === undefined) return undefined
  const path = mkdtempSync(join(place, 'preflight-'))
  const watch = watchFolder(path)
  // Workers of root's nginx are somebody else.
  await chmod(path, 0o755)
  return {
    path,
    async write(name, text) {
      const target = join(path, name)
      if (relative(path, target).startsWith('..')) throw new Error(`"${name}" leaves its folder`)
      await mkdir(dirname(target), { recursive: true })
      await writeFile(target, text)
    },
    has: name =>
      access(join(path, name)).then(
        () => true,
        () => false,
      ),
    async remove() {
      await rm(path, { recursive: true, force: true, maxRetries: 3 })
      watch.kill('SIGKILL')
      watch.stdin?.destroy()
    },
  }
}

// Its input is a pipe that only this process holds open. Ctrl-C in a terminal is for us, not for the watcher.
function watchFolder(path: string): ChildProcess {
  const script = `trap '' INT TERM HUP; cat >/dev/null; rm -rf -- "$1"`
  const env = { PATH: '/usr/bin:/bin' }
  const child = spawn('/bin/sh', ['-c', script, 'sh', path], { env, cwd: '/', stdio: ['pipe', 'ignore', 'ignore'] })
  child.on('error', () => {}).stdin?.on('error', () => {})
  return child
}
