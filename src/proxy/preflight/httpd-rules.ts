/** What becomes of httpd's directives that name files, addresses or the process itself. */

import type { StagedFile } from './map-nginx-file.ts'

export interface HttpdMapping {
  /** Absolute, of characters that need no quotes. */
  readonly folder: string
  /** The instance's port -> the port of 127.0.0.1 that httpd listens on. */
  toListener(port: number): number
  /** The instance's port of 127.0.0.1 -> the stand-in's. */
  toApp(port: number): number
  /** For all other hosts. */
  readonly remote: number
  readonly hasFile: (path: string) => boolean
  note(what: string, file: StagedFile, line: number): void
}

export interface HttpdPlace {
  readonly file: StagedFile
  readonly line: number
  readonly mapping: HttpdMapping
}

/** What the command line decides here, and what only fills the machine. */
export const IGNORED_BY_TRIAL: ReadonlySet<string> = new Set(
  'serverroot user group pidfile defaultruntimedir scoreboardfile mutex coredumpdirectory typesconfig hostnamelookups startservers serverlimit threadlimit threadsperchild maxrequestworkers maxclients minsparethreads maxsparethreads minspareservers maxspareservers maxconnectionsperchild maxrequestsperchild asyncrequestworkerfactor listenbacklog threadstacksize'.split(
    ' ',
  ),
)

/** What could run programs, load files, or go to other hosts. */
export const REMOVED_BY_TRIAL: ReadonlySet<string> = new Set(
  'loadmodule loadfile rewritemap proxyremote proxyremotematch proxypassinterpolateenv remoteiptrustedproxylist remoteipinternalproxylist macro use undefmacro enableexceptionhook chrootdir'.split(
    ' ',
  ),
)

/** What comes behind the name; undefined for what is left out. */
type Rule = (rest: string, place: HttpdPlace) => string | undefined

const toLog: Rule = (rest, { mapping }) =>
  rest.replace(FIRST_ARGUMENT, (_, space: string) => `${space}"${mapping.folder}/logs/all.log"`)
const toAbsent: Rule = (rest, { mapping }) =>
  rest.replace(FIRST_ARGUMENT, (_, space: string) => `${space}"${mapping.folder}/absent"`)
const toPages: Rule = (rest, { mapping }) =>
  rest.replace(FIRST_ARGUMENT, (_, space: string) => `${space}"${mapping.folder}/pages"`)
const toAlias: Rule = (rest, { mapping }) =>
  rest.replace(LAST_ARGUMENT, (_, space: string) => `${space}"${mapping.folder}/absent"`)

const FIRST_ARGUMENT = /^(\s*)("(?:[^"\\]|\\.)*"|'[^']*'|\S+)/
const LAST_ARGUMENT = /(\s+)("(?:[^"\\]|\\.)*"|'[^']*'|\S+)\s*$/

const toListen: Rule = (rest, { mapping }) =>
  rest.replace(
    /^(\s*)(?:\S*:)?(\d{1,5})\b/,
    (_, space: string, port: string) => `${space}127.0.0.1:${mapping.toListener(Number(port))}`,
  )

// A host name would be looked up.
const toVirtualHost: Rule = (rest, { mapping }) =>
  rest.replaceAll(
    /(\s)(\*|_default_|\[[^\]]*\]|[\w.-]+)(?::(\d{1,5}|\*))?(?=[\s>])/g,
    (_, space: string, _host: string, port?: string) => {
      return `${space}*${port === undefined ? '' : `:${/^\d/.test(port) ? mapping.toListener(Number(port)) : port}`}`
    },
  )

const toInclude: Rule = (rest, { mapping }) => {
  const path = rest.trim().replace(/^(["'])(.*)\1$/, '$2')
  const relative = path.replace(/^\/+(etc|var\/proxy\/staging)\/+httpd\/+/, '')
  const isInside = !/^\/|\\|\s|(^|\/)\.(?!\/)/.test(relative)
  const isThere = /[*?[]/.test(relative) || !path.startsWith('/') || mapping.hasFile(relative)
  return isInside && isThere ? ` "${mapping.folder}/httpd/${relative}"` : undefined
}

// With [P] it hands the request on; to a host that only the request decides nothing is handed here.
const toRewrite: Rule = (rest, { mapping }) => {
  const isProxy = /\[[^\]]*\b(P|proxy)\b[^\]]*\]\s*$/.test(rest)
  const mapped = mapUrls(rest, mapping)
  return isProxy && !/:\/\/127\.0\.0\.1:\d+(?=[/\s"])/.test(mapped) ? undefined : isProxy ? mapped : rest
}

const toPass: Rule = (rest, { mapping }) => (/:\/\/[^/\s"]*[$%]/.test(rest) ? undefined : mapUrls(rest, mapping))

export const HTTPD_RULES: Readonly<Record<string, Rule>> = {
  listen: toListen,
  virtualhost: toVirtualHost,
  include: toInclude,
  includeoptional: toInclude,
  documentroot: toPages,
  ...Object.fromEntries(
    ['errorlog', 'customlog', 'transferlog', 'globallog', 'forensiclog'].map(name => [name, toLog]),
  ),
  ...Object.fromEntries(['authuserfile', 'authgroupfile'].map(name => [name, toAbsent])),
  ...Object.fromEntries(['alias', 'aliasmatch', 'scriptalias', 'scriptaliasmatch'].map(name => [name, toAlias])),
  rewriterule: toRewrite,
  proxypass: toPass,
  proxypassmatch: toPass,
  balancermember: toPass,
}

const URL_HOST = /\b([a-z][a-z\d+.-]*:\/\/)(\[[^\]]*\]|[\w.-]+)(?::(\d{1,5}))?(?=[/\s"'>|]|$)/gi
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\])$/i

/** All hosts of a directive that may hand requests on. "balancer://" names a group of them. */
export function mapUrls(text: string, { toApp, remote }: HttpdMapping): string {
  const withoutSockets = text.replaceAll(/\bunix:[^|\s"]*\|/gi, '')
  return withoutSockets.replaceAll(URL_HOST, (found, scheme: string, host: string, port?: string) => {
    if (/^balancer:/i.test(scheme)) return found
    return `${scheme}127.0.0.1:${LOOPBACK.test(host) ? toApp(Number(port ?? 80)) : remote}`
  })
}
