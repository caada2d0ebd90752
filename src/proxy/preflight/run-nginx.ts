/** Runs the nginx of this machine on the files of a trial. */

import { join } from 'node:path'
import type { Program } from './find-program.ts'
import { type RunningProxy, runProxy } from './run-proxy.ts'
import type { TrialFolder } from './trial-folder.ts'

export interface NginxRun {
  readonly program: Program
  readonly folder: TrialFolder
  readonly signal: AbortSignal
}

/** In one process, in the foreground, as its only user: it is asked twice, and has no rights to give away. */
export function runNginx({ program, folder, signal }: NginxRun, more: readonly string[]): RunningProxy {
  const { path } = folder
  // Before 1.19.5 there was no -e: then nginx says that it cannot open its own log, and goes on.
  const log =
    program.version.localeCompare('1.19.5', 'en', { numeric: true }) < 0 ? [] : ['-e', join(path, 'logs/all.log')]
  // A test writes the file of its number as well, and leaves it.
  const globals = `daemon off; master_process off; pid ${path}/${more.length > 0 ? 'test' : 'nginx'}.pid;`
  const args = [...more, '-c', join(path, 'nginx/nginx.conf'), '-p', `${path}/`, ...log, '-g', globals]
  return runProxy({ program: program.path, args, folder: path, signal })
}
