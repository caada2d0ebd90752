/** The folder that is an instance's file system: its paths, and what is in it before the first deployment. */

import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface InstanceFolder {
  /** Stands for "/" of the instance. */
  readonly root: string
  readonly appStaging: string
  readonly appCurrent: string
  /** Where a Python app's packages are. */
  readonly venv: string
  readonly proxyStaging: string
  readonly proxyLive: string
  readonly proxyPrefix: string
  readonly httpdStaging: string
  readonly httpdLive: string
  readonly proxyPid: string
  readonly proxyErrorLog: string
  readonly proxyAccessLog: string
  readonly httpdErrorLog: string
  readonly runtime: string
  readonly home: string
  readonly engineLog: string
  readonly appLog: string
}

/**
 * Makes the folder of an instance that has nothing deployed.
 * @param nginxFolder Where the installed nginx keeps its own files, such as mime.types.
 */
export async function makeInstanceFolder(root: string, nginxFolder: string): Promise<InstanceFolder> {
  const at = (path: string) => join(root, path)
  const folder: InstanceFolder = {
    root,
    appStaging: at('var/app/staging'),
    appCurrent: at('var/app/current'),
    venv: at('var/app/venv'),
    proxyStaging: at('var/proxy/staging/nginx'),
    proxyLive: at('etc/nginx'),
    proxyPrefix: at('usr/share/nginx'),
    httpdStaging: at('var/proxy/staging/httpd'),
    httpdLive: at('etc/httpd'),
    proxyPid: at('var/run/nginx.pid'),
    proxyErrorLog: at('var/log/nginx/error.log'),
    proxyAccessLog: at('var/log/nginx/access.log'),
    httpdErrorLog: at('var/log/httpd/error_log'),
    runtime: at('var/run'),
    home: at('home/webapp'),
    engineLog: at('var/log/eb-engine.log'),
    appLog: at('var/log/web.stdout.log'),
  }
  const { proxyStaging, proxyLive, proxyPrefix, runtime, home } = folder
  const made = [at('var/app'), proxyStaging, proxyLive, proxyPrefix, runtime, home]
  for (const path of [...made, ...OTHER_FOLDERS.map(at)]) {
    await mkdir(path, { recursive: true })
  }
  // On the PHP platform the folder that is served is the app's.
  await symlink('../app/current', at('var/www/html'))
  for (const name of DISTRIBUTED_FILES) await copyFile(join(nginxFolder, name), join(proxyLive, name)).catch(() => {})
  // 'wx' keeps the copied one.
  await writeFile(join(proxyLive, 'mime.types'), TINY_MIME_TYPES, { flag: 'wx' }).catch(() => {})
  return folder
}

const OTHER_FOLDERS = [
  ...['usr/share/nginx/html', 'var/tmp', 'var/www', 'var/log/nginx/healthd', 'var/log/httpd'],
  ...['etc/httpd', 'run/puma', 'run/php-fpm'],
]

// What nginx's package puts into /etc/nginx, and proxy files include. A missing one is reported by nginx itself.
const DISTRIBUTED_FILES = ['mime.types', 'fastcgi_params', 'fastcgi.conf', 'scgi_params', 'uwsgi_params']

const TINY_MIME_TYPES = `types {
    text/html              html htm;
    text/css               css;
    text/plain             txt;
    application/javascript js mjs;
    application/json       json;
    image/svg+xml          svg;
    image/png              png;
}
`
