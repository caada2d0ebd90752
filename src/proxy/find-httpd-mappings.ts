/** Finds what a bundle's own files for httpd do with which paths. */

import { type HttpdDirective, parseHttpd, walkHttpd } from './httpd-syntax.ts'
import { matchesInclude } from './nginx-include.ts'
import { HTTPD_PATH } from './proxy-file-texts.ts'

export const HTTPD_FOLDER = '.platform/httpd/'

export interface HttpdMapping {
  /** What is answered at it and below it; undefined for a pattern, which is not tried out here. */
  readonly path: string | undefined
  /** The pattern, as a regular expression. */
  readonly pattern?: string | undefined
  /** Such as "http://localhost:8080/"; undefined for a folder, and for what is excluded. */
  readonly target: string | undefined
  readonly passesUpgrade: boolean
  readonly file: string
  readonly line: number
}

export interface HttpdScan {
  readonly mappings: readonly HttpdMapping[]
  /** Whether httpd would read a file of ours. */
  readonly includesOurs: boolean
  /** Files that are no valid configuration. */
  readonly unreadable: readonly string[]
}

/** `files`: what the bundle has below HTTPD_FOLDER, by name. */
export function scanHttpdFiles(files: ReadonlyMap<string, string>): HttpdScan {
  const main = `${HTTPD_FOLDER}conf/httpd.conf`
  const own = parseHttpd(files.get(main) ?? '').directives
  const loaded = [...files].filter(([name]) => isLoaded(name)).map(([file, text]) => ({ file, ...parseHttpd(text) }))
  return {
    mappings: loaded.flatMap(({ file, directives }) => findMappings(file, directives)),
    includesOurs: !files.has(main) || own.some(isIncludeOfOurs),
    unreadable: loaded.filter(({ problem }) => problem !== undefined).map(({ file }) => file),
  }
}

function isLoaded(name: string): boolean {
  return /^(conf\/httpd|conf\.d\/(elasticbeanstalk\/)?[^/.][^/]*)\.conf$/.test(name.slice(HTTPD_FOLDER.length))
}

function isIncludeOfOurs({ name, args: [pattern = ''] }: HttpdDirective): boolean {
  return /^include(optional)?$/.test(name) && matchesInclude(pattern, HTTPD_PATH)
}

function findMappings(file: string, directives: readonly HttpdDirective[]): HttpdMapping[] {
  return [...walkHttpd(directives)].flatMap(directive => {
    const { name, args, line, section = [] } = directive
    if (name === 'location' || name === 'locationmatch') {
      // There the path stands in the section's head, and the directive's first argument is the target.
      const inner = section.filter(each => each.name === 'proxypass')
      const where = readHead(name, args)
      return inner.map(each => ({ ...toMapping(where, each.args), file, line: each.line }))
    }
    const found = readMapping(name, args)
    return found ? [{ ...found, file, line }] : []
  })
}

type Where = Pick<HttpdMapping, 'path' | 'pattern'>
type Found = Where & Pick<HttpdMapping, 'target' | 'passesUpgrade'>

/** "<Location /ws>", "<Location ~ /ws>", "<LocationMatch /ws>". */
function readHead(name: string, [first = '', second = '']: readonly string[]): Where {
  if (name === 'location' && first.startsWith('/')) return { path: first }
  return { path: undefined, pattern: first === '~' ? second : first }
}

function readMapping(name: string, args: readonly string[]): Found | undefined {
  const [first = '', second = '', flags = ''] = args
  if (name === 'proxypass') return first.startsWith('/') ? toMapping({ path: first }, args.slice(1)) : undefined
  if (name === 'proxypassmatch') return toMapping({ path: undefined, pattern: first }, args.slice(1))
  if (name === 'alias' || name === 'scriptalias') return { path: first, target: undefined, passesUpgrade: false }
  const where = { path: undefined, pattern: first }
  if (name === 'aliasmatch' || name === 'scriptaliasmatch') return { ...where, target: undefined, passesUpgrade: false }
  // A rewrite to another server's address, or with the flag that has httpd fetch it.
  const isProxied = name === 'rewriterule' && (/^wss?:/i.test(second) || /[[,](P|proxy)[\],]/i.test(flags))
  return isProxied ? { ...where, target: second, passesUpgrade: /^wss?:/i.test(second) } : undefined
}

/** `args`: target, then "key=value"; "!" excludes the path. */
function toMapping(where: Where, [target = '', ...options]: readonly string[]): Found {
  if (target === '!') return { ...where, target: undefined, passesUpgrade: false }
  const hasOption = options.some(option => /^upgrade=(websocket|any)$/i.test(option))
  return { ...where, target, passesUpgrade: hasOption || /^wss?:/i.test(target) }
}
