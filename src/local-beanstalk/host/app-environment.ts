/** The environments of an instance's processes: nothing of this process's own that they do not need. */

import { delimiter, dirname } from 'node:path'
import type { InstanceFolder } from './instance-folder.ts'

const NPM_SETTINGS =
  /^(https?_proxy|no_proxy|node_extra_ca_certs|ssl_cert_file|home|npm_config_(registry|cache|userconfig))$/i

/** The app's environment: the environment properties, and the port that stands for the platform's. */
export function appEnvironment(
  { home }: InstanceFolder,
  environmentVariables: Readonly<Record<string, string>>,
  appPort: number,
): Record<string, string> {
  return { PATH: searchPath(), HOME: home, LANG: 'C.UTF-8', ...environmentVariables, PORT: String(appPort) }
}

/** npm's environment: how this machine reaches its registry. */
export function npmEnvironment(): Record<string, string> {
  const settings = Object.entries(process.env).filter(([name]) => NPM_SETTINGS.test(name))
  return { ...(Object.fromEntries(settings) as Record<string, string>), PATH: searchPath() }
}

// The app runs on the Node that runs this.
function searchPath(): string {
  return [dirname(process.execPath), process.env.PATH ?? '/usr/bin:/bin'].join(delimiter)
}
