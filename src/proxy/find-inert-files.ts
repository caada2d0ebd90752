/** Finds proxy files that lie where nothing reads them on Amazon Linux 2 and later. */

import { NGINX_FOLDER, type NginxTree } from './nginx-tree.ts'
import type { ProxyFinding } from './proxy-finding.ts'

/** One warning for each file, at most `MOST_WARNINGS`. `.conf` files only, but for those of `.ebextensions/nginx/`. */
export function findInertFiles(names: readonly string[], tree: NginxTree): ProxyFinding[] {
  const findings = names.filter(name => !name.endsWith('/')).flatMap(name => findWarning(name, tree) ?? [])
  return findings.slice(0, MOST_WARNINGS)
}

const MOST_WARNINGS = 20

function findWarning(name: string, { loaded }: NginxTree): ProxyFinding | undefined {
  const legacy = /^\.ebextensions\/(nginx|httpd)\/(.+)$/.exec(name)
  if (legacy) return inert(name, 'was read on Amazon Linux 1 only', `.platform/${legacy[1]}/${legacy[2]}`)
  const config = /^\.ebextensions\/(.+)\.conf$/.exec(name)
  if (config) return inert(name, 'does not end in ".config"', `${NGINX_FOLDER}conf.d/${lastPart(config[1])}.conf`)
  if (name.startsWith(NGINX_FOLDER)) return loaded.has(name) ? undefined : notIncluded(name)
  const misplaced = /^\.?platform\/(?!(?:httpd|hooks|confighooks)\/).*?([^/]+)\.conf$/.exec(name)
  return misplaced
    ? inert(name, 'is not below ".platform/nginx/"', `${NGINX_FOLDER}conf.d/${misplaced[1]}.conf`)
    : undefined
}

function notIncluded(name: string): ProxyFinding | undefined {
  const path = name.slice(NGINX_FOLDER.length)
  if (!/\.(conf|config)$/.test(path) && !path.startsWith('conf.d/')) return undefined
  const base = lastPart(path).replace(/\.(conf|config)$/, '')
  const folder = path.includes('elasticbeanstalk') ? 'conf.d/elasticbeanstalk' : 'conf.d'
  const place = `${NGINX_FOLDER}${folder}/${base}.conf`
  if (place !== name) return inert(name, 'is in no place that nginx includes', place)
  return {
    ...{ kind: 'no-effect', file: name },
    message: `"${name}" is not read: the bundle's own nginx.conf does not include it.`,
    remedy: `Add to "${NGINX_FOLDER}nginx.conf": include ${folder}/*.conf;`,
  }
}

function inert(name: string, reason: string, place: string): ProxyFinding {
  const message = `"${name}" is not read: it ${reason}.`
  return { kind: 'no-effect', file: name, message, remedy: `Move it to "${place}".` }
}

function lastPart(path = ''): string {
  return path.split('/').at(-1) ?? path
}
