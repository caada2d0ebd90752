/** The modules of httpd that a trial loads: those that Amazon Linux loads by default, and that can neither run programs nor read files of their own choice. */

import { access } from 'node:fs/promises'
import { join } from 'node:path'

/** Of /etc/httpd/conf.modules.d of Amazon Linux's package httpd: 00-base.conf, 00-proxy.conf, 00-mpm.conf. */
const MODULES =
  'mpm_event authn_core authn_file authz_core authz_groupfile authz_host authz_owner authz_user auth_basic access_compat actions alias allowmethods autoindex brotli deflate dir env expires filter headers lbmethod_bybusyness lbmethod_byrequests lbmethod_bytraffic log_config logio mime negotiation proxy proxy_ajp proxy_balancer proxy_connect proxy_fcgi proxy_http proxy_scgi proxy_uwsgi proxy_wstunnel remoteip reqtimeout request rewrite setenvif slotmem_shm socache_shmcb status substitute unique_id unixd version watchdog'

const FOLDERS = [
  '/usr/lib/apache2/modules',
  '/usr/lib64/httpd/modules',
  '/usr/lib/httpd/modules',
  '/opt/homebrew/lib/httpd/modules',
  '/usr/local/lib/httpd/modules',
]

/** Undefined where this machine has none that can be loaded. */
export async function findModules(): Promise<string | undefined> {
  for (const folder of FOLDERS) if (await exists(join(folder, 'mod_proxy_http.so'))) return folder
  return undefined
}

/** Lines for httpd; a module may also be built into the program. */
export async function writeModules(folder: string): Promise<string> {
  const lines = MODULES.split(' ').map(async name => {
    const path = join(folder, `mod_${name}.so`)
    return (await exists(path)) ? [`LoadModule ${name}_module "${path}"`] : []
  })
  return `${(await Promise.all(lines)).flat().join('\n')}\n`
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
