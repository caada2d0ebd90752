/** A real httpd, which Debian calls apache2, with virtual hosts on one port; it ends with this process. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type RunningProgram, startProgram } from './listening-program.ts'

export interface VirtualHost {
  readonly name: string
  readonly directives: string
}

/** The first virtual host is asked by any other name. */
export function startHttpd(hosts: readonly VirtualHost[]): Promise<RunningProgram> {
  return startProgram({
    name: 'apache2',
    package: 'apache2-bin',
    configuration: (port, folder) => writeConfiguration({ port, folder, hosts }),
    parameters: (configuration, folder) => ['-d', folder, '-f', configuration, '-DFOREGROUND'],
    test: ['-t'],
  })
}

const MODULES = '/usr/lib/apache2/modules'
const NAMES = 'mpm_event authz_core authn_core headers proxy proxy_http proxy_wstunnel rewrite setenvif unixd'

interface HttpdFacts {
  readonly port: number
  readonly folder: string
  readonly hosts: readonly VirtualHost[]
}

function writeConfiguration({ port, folder, hosts }: HttpdFacts): string {
  const paths = NAMES.split(' ').map(name => [name, join(MODULES, `mod_${name}.so`)] as const)
  const modules = paths.filter(([, path]) => existsSync(path))
  // As root it has to become somebody else; nobody's number is the same everywhere.
  const user = process.getuid?.() === 0 ? ['User "#65534"', 'Group "#65534"'] : []
  return [
    ...modules.map(([name, path]) => `LoadModule ${name}_module ${path}`),
    ...[`Listen 127.0.0.1:${port}`, 'ServerName localhost', ...user],
    ...[`PidFile ${folder}/httpd.pid`, `DefaultRuntimeDir ${folder}`, `ErrorLog ${folder}/error.log`],
    ...hosts.map(host => writeHost(port, host)),
    '',
  ].join('\n')
}

function writeHost(port: number, { name, directives }: VirtualHost): string {
  return `<VirtualHost 127.0.0.1:${port}>\nServerName ${name}\n${directives}\n</VirtualHost>`
}
