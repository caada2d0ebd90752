/** The nginx that is installed on this machine, and how an instance runs it. */

import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { NGINX_TEST } from './engine-failure.ts'
import type { InstanceFolder } from './instance-folder.ts'
import { mapProxyFile } from './map-proxy-file.ts'
import { type ProxyProgram, SEARCH_PATH } from './proxy-program.ts'
import type { ProcessSpec } from './supervisor-protocol.ts'

export interface Nginx {
  readonly command: string
  readonly version: string
  /** Where it keeps its own files, such as mime.types. */
  readonly folder: string
}

const ENVIRONMENT = { PATH: SEARCH_PATH }
const QUERY_TIMEOUT_MS = 30_000

/** Looks at the installed nginx. @throws Error that says how to install it. */
export async function findNginx(command = 'nginx'): Promise<Nginx> {
  const query = promisify(execFile)(command, ['-V'], { env: ENVIRONMENT, timeout: QUERY_TIMEOUT_MS })
  const { stderr } = await query.catch((cause: unknown) => {
    const hint = 'Install it: sudo apt-get install --no-install-recommends nginx-light, or brew install nginx.'
    throw new Error(`Local Beanstalk's instances run nginx, and "${command}" could not be run. ${hint}`, { cause })
  })
  const version = /nginx version: \S+\/([\d.]+)/.exec(stderr)?.[1] ?? '0'
  const configuration = /--conf-path=(\S+)/.exec(stderr)?.[1] ?? '/etc/nginx/nginx.conf'
  return { command, version, folder: dirname(configuration) }
}

/** Is the version, such as "1.25.1", at least the other? */
export function isVersionAtLeast(version: string, wanted: string): boolean {
  return version.localeCompare(wanted, 'en', { numeric: true }) >= 0
}

/** nginx on an instance. */
export function nginxProgram(nginx: Nginx, folder: InstanceFolder): ProxyProgram {
  const { proxyStaging: staging, proxyLive: live, proxyPid: pidFile } = folder
  return {
    ...{ service: 'nginx', staging, live, pidFile },
    testCommand: NGINX_TEST,
    map: mapProxyFile,
    extraFiles: new Map(),
    test: () => specify(nginx, folder, ['-t', '-c', join(staging, 'nginx.conf')]),
    start: () => specify(nginx, folder, ['-c', join(live, 'nginx.conf')]),
  }
}

function specify(nginx: Nginx, folder: InstanceFolder, args: readonly string[]): ProcessSpec {
  // Before 1.19.5 there was no -e: then nginx says that it cannot open its compiled-in log, and goes on.
  const errorLog = isVersionAtLeast(nginx.version, '1.19.5') ? ['-e', folder.proxyErrorLog] : []
  const globals = `daemon off; pid "${folder.proxyPid}";`
  return {
    command: nginx.command,
    args: [...args, '-p', `${folder.proxyPrefix}/`, ...errorLog, '-g', globals],
    cwd: folder.root,
    environment: ENVIRONMENT,
  }
}
