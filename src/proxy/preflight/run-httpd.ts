/** Runs the httpd of this machine on the files of a trial. */

import { join } from 'node:path'
import type { Program } from './find-program.ts'
import { type RunningProxy, runProxy } from './run-proxy.ts'
import type { TrialFolder } from './trial-folder.ts'

export interface HttpdRun {
  readonly program: Program
  readonly folder: TrialFolder
  readonly signal: AbortSignal
}

/** In the foreground; `-X`: in one process. */
export function runHttpd({ program, folder, signal }: HttpdRun, more: readonly string[]): RunningProxy {
  const { path } = folder
  // As root it has to become somebody else; nobody's number is the same everywhere.
  const user = process.getuid?.() === 0 ? ['User "#65534"', 'Group "#65534"'] : []
  const own = [
    'ServerName localhost',
    `DefaultRuntimeDir "${path}/run"`,
    `PidFile "${path}/run/httpd.pid"`,
    'StartServers 1',
    `DocumentRoot "${path}/pages"`,
    ...user,
  ]
  const args = [
    '-d',
    join(path, 'httpd'),
    '-f',
    join(path, 'httpd/conf/httpd.conf'),
    ...own.flatMap(line => ['-C', line]),
    ...more,
  ]
  return runProxy({ program: program.path, args, folder: path, signal })
}
