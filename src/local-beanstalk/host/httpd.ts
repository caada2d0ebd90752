/** The httpd that is installed on this machine (Debian calls it apache2), and how an instance runs it. */

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { InstanceFolder } from './instance-folder.ts'
import { mapHttpdFile } from './map-httpd-file.ts'
import { type ProxyProgram, SEARCH_PATH } from './proxy-program.ts'
import type { ProcessSpec } from './supervisor-protocol.ts'

export interface Httpd {
  readonly command: string
  /** Where its modules are. */
  readonly modules: string
}

const ENVIRONMENT = { PATH: SEARCH_PATH }
const QUERY_TIMEOUT_MS = 30_000
const COMMANDS = ['apache2', 'httpd']
const MODULE_FOLDERS = [
  '/usr/lib/apache2/modules',
  '/usr/lib64/httpd/modules',
  '/usr/local/lib/httpd/modules',
  '/opt/homebrew/lib/httpd/modules',
  '/usr/libexec/apache2',
]

/** Undefined where none is installed: then no instance can have it as its proxy. */
export async function findHttpd(): Promise<Httpd | undefined> {
  const modules = MODULE_FOLDERS.find(folder => existsSync(join(folder, 'mod_proxy_http.so')))
  if (modules === undefined) return undefined
  for (const command of COMMANDS) {
    const query = promisify(execFile)(command, ['-v'], { env: ENVIRONMENT, timeout: QUERY_TIMEOUT_MS })
    if (await query.then(() => true).catch(() => false)) return { command, modules }
  }
  return undefined
}

/** httpd on an instance. The test's command is inferred from that of nginx. */
export function httpdProgram(httpd: Httpd, folder: InstanceFolder): ProxyProgram {
  const { httpdStaging: staging, httpdLive: live } = folder
  const pidFile = join(folder.runtime, 'httpd.pid')
  return {
    ...{ service: 'httpd', staging, live, pidFile },
    testCommand: '/usr/sbin/httpd -t -d /var/proxy/staging/httpd',
    map: (path, text, mapping) =>
      mapHttpdFile(path, text, mapping).replaceAll(RELATIVE_MODULE, (_, start: string) => `${start}${httpd.modules}/`),
    extraFiles: new Map([
      ['conf.modules.d/00-local.conf', loadModules(httpd)],
      ['conf/mime.types', 'text/html html htm\ntext/css css\napplication/javascript js\n'],
    ]),
    test: () => specify(httpd, folder, { serverRoot: staging, args: ['-t'] }),
    start: () => specify(httpd, folder, { serverRoot: live, args: ['-DFOREGROUND', '-c', `PidFile "${pidFile}"`] }),
  }
}

const RELATIVE_MODULE = /^([ \t]*LoadModule[ \t]+\S+[ \t]+"?)modules\//gim

interface HttpdStart {
  readonly serverRoot: string
  readonly args: readonly string[]
}

function specify(httpd: Httpd, folder: InstanceFolder, { serverRoot, args }: HttpdStart): ProcessSpec {
  // As root it has to become somebody else; nobody's number is the same everywhere.
  const user = process.getuid?.() === 0 ? ['User "#65534"', 'Group "#65534"'] : []
  const first = ['ServerName localhost', `DefaultRuntimeDir "${folder.runtime}"`, ...user].flatMap(line => ['-C', line])
  return {
    command: httpd.command,
    args: ['-d', serverRoot, '-f', join(serverRoot, 'conf/httpd.conf'), ...first, ...args],
    cwd: folder.root,
    environment: ENVIRONMENT,
  }
}

// As far as files of users count on them: those that Amazon Linux loads by default, without TLS.
const MODULES =
  'mpm_event authn_core authn_file authz_core authz_host authz_user auth_basic access_compat alias autoindex deflate dir env expires filter headers mime negotiation proxy proxy_fcgi proxy_http proxy_wstunnel reqtimeout rewrite setenvif slotmem_shm status unixd log_config version'

function loadModules({ modules }: Httpd): string {
  const paths = MODULES.split(' ').map(name => [name, join(modules, `mod_${name}.so`)] as const)
  const lines = paths
    .filter(([, path]) => existsSync(path))
    .map(([name, path]) => `LoadModule ${name}_module "${path}"`)
  return [...lines, 'TypesConfig conf/mime.types', ''].join('\n')
}
