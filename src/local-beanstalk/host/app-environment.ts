/** The environments of an instance's processes: nothing of this process's own that they do not need. */

import { delimiter, dirname, join } from 'node:path'
import type { InstanceFolder } from './instance-folder.ts'

const INSTALLER_SETTINGS =
  /^(https?_proxy|no_proxy|node_extra_ca_certs|ssl_cert_file|home|npm_config_(registry|cache|userconfig)|pip_\w+)$/i

/** The app's environment: the environment properties, and the port that stands for the platform's. */
export function appEnvironment(
  { home, venv }: InstanceFolder,
  environmentVariables: Readonly<Record<string, string>>,
  appPort: number,
): Record<string, string> {
  return {
    PATH: [join(venv, 'bin'), searchPath()].join(delimiter),
    HOME: home,
    LANG: 'C.UTF-8',
    ...environmentVariables,
    PORT: String(appPort),
  }
}

/** The environment of npm and pip: how this machine reaches their registries. */
export function installerEnvironment(): Record<string, string> {
  const settings = Object.entries(process.env).filter(([name]) => INSTALLER_SETTINGS.test(name))
  return { ...(Object.fromEntries(settings) as Record<string, string>), PATH: searchPath() }
}

// The app runs on the Node that runs this.
function searchPath(): string {
  return [dirname(process.execPath), process.env.PATH ?? '/usr/bin:/bin'].join(delimiter)
}
