/** Rules about files that lie where nothing reads them. */

import { HTTPD_FOLDER } from '../find-httpd-mappings.ts'
import { parseNginx } from '../nginx-syntax.ts'
import { NGINX_FOLDER, walk } from '../nginx-tree.ts'
import { listLossesOf, tellLosses } from './losses.ts'
import { listMain } from './nginx-blocks.ts'
import { NGINX_DIRECTIVES } from './nginx-directives.ts'
import { lastPart, type ProxyRule, type RuleFinding, type ScannedFiles, shorten } from './proxy-rule.ts'

export const FOLDER_RULES: readonly ProxyRule[] = [
  { name: 'files-of-another-proxy', find: findOtherProxy },
  { name: 'unread-file', find: findUnread },
]

// On AL1 the folders are others, and nobody asks these rules.
function findOtherProxy({ names, proxy, strays }: ScannedFiles): RuleFinding[] {
  const dead = [NGINX_FOLDER, HTTPD_FOLDER].filter(folder => proxy.proxy !== 'unknown' && folder !== proxy.overlay)
  return dead.flatMap(folder => {
    const files = names.filter(name => name.startsWith(folder) && !name.endsWith('/'))
    const [file] = files
    if (file === undefined) return []
    const more = files.length > 1 ? ` and ${files.length - 1} more in "${folder}"` : ''
    const losses = tellLosses([...new Set(files.flatMap(name => listLossesOf(strays.get(name) ?? '')))].slice(0, 5))
    const message = `"${file}"${more} will not be read, because ${describeProxy(proxy.proxy)}.${losses}`
    return [{ kind: 'no-effect', file, message, remedy: remedyFor(folder, proxy.proxy) }]
  })
}

function describeProxy(proxy: ScannedFiles['proxy']['proxy']): string {
  if (proxy === 'none') return 'Beanstalk runs no proxy here: the app itself has port 80'
  return `the proxy of this environment is ${proxy === 'apache' ? 'httpd' : proxy}`
}

function remedyFor(folder: string, proxy: ScannedFiles['proxy']['proxy']): string {
  if (proxy === 'none')
    return 'Set the timeouts in what takes the requests in the place of a proxy, and remove the files.'
  const wanted = folder === NGINX_FOLDER ? 'nginx' : 'apache'
  return `Set ProxyServer to ${wanted} (option-settings: aws:elasticbeanstalk:environment:proxy:ProxyServer=${wanted}), or remove the files.`
}

function findUnread(scanned: ScannedFiles): RuleFinding[] {
  const { names, files, strays } = scanned
  const named = listNamed(scanned)
  return names
    .filter(name => !name.endsWith('/'))
    .flatMap(name => {
      const why = named.has(name) ? undefined : findReason(name, scanned)
      if (!why) return []
      const losses = tellLosses(listLossesOf(files.get(name) ?? strays.get(name) ?? ''))
      const message = `"${name}" is not read: it ${why.reason}.${losses}`
      return [{ kind: 'no-effect', file: name, message, remedy: why.remedy }]
    })
}

interface Reason {
  readonly reason: string
  readonly remedy: string
}

/** What directives name: a file of passwords, of parameters, of a certificate. */
function listNamed({ tree, files }: ScannedFiles): ReadonlySet<string> {
  const own = tree ? [...listMain({ files }), ...walk(tree.http)].filter(({ isOwn }) => isOwn) : []
  return new Set(
    own.flatMap(({ args }) => args.map(arg => NGINX_FOLDER + arg.replace(/^(\/etc\/nginx\/|(\.\/)+)/, ''))),
  )
}

function findReason(name: string, { tree, files }: ScannedFiles): Reason | undefined {
  const legacy = /^\.ebextensions\/(nginx|httpd)\/(.+)$/.exec(name)
  if (legacy) return move('was read on Amazon Linux 1 only', `.platform/${legacy[1]}/${legacy[2]}`)
  const config = /^\.ebextensions\/(.+)\.conf$/.exec(name)
  if (config) return move('does not end in ".config"', `${NGINX_FOLDER}conf.d/${lastPart(config[1] ?? '')}.conf`)
  if (name.startsWith(NGINX_FOLDER)) {
    return tree && !tree.loaded.has(name) ? notIncluded(name, files.get(name) ?? '') : undefined
  }
  const misplaced = /^\.?platform\/(?!(?:httpd|hooks|confighooks)\/).*?([^/]+)\.conf$/.exec(name)
  return misplaced ? move('is not below ".platform/nginx/"', `${NGINX_FOLDER}conf.d/${misplaced[1]}.conf`) : undefined
}

function notIncluded(name: string, text: string): Reason | undefined {
  const path = name.slice(NGINX_FOLDER.length)
  const isNamedSo = /\.(conf|config)$/.test(path)
  if (!isNamedSo && !(path.startsWith('conf.d/') && isConfiguration(text))) return undefined
  const base = lastPart(path).replace(/\.(conf|config)$/, '')
  const folder = path.includes('elasticbeanstalk') ? 'conf.d/elasticbeanstalk' : 'conf.d'
  const place = `${NGINX_FOLDER}${folder}/${base}.conf`
  if (place !== name) return move('is in no place that nginx includes', place)
  const remedy = `Add to "${NGINX_FOLDER}nginx.conf": include ${folder}/*.conf;`
  return { reason: "is not included by the bundle's own nginx.conf", remedy }
}

function isConfiguration(text: string): boolean {
  const { directives, problem } = parseNginx(text)
  return problem === undefined && directives.some(({ name }) => Object.hasOwn(NGINX_DIRECTIVES, name))
}

function move(reason: string, place: string): Reason {
  return { reason, remedy: `Move it to "${shorten(place)}".` }
}
