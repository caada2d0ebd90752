/** What becomes of httpd's directives that name files, hosts or ports. */

import { type HttpdMapping, mapTarget } from './httpd-mapping.ts'
import { mapRewriteCond, mapRewriteRule } from './httpd-rewrites.ts'

/** The arguments that httpd gets; undefined for a directive that is left out. */
export type HttpdRule = (args: readonly string[], mapping: HttpdMapping) => readonly string[] | undefined

const toLog: HttpdRule = ([, ...rest], { folder }) => [`${folder}/logs/all.log`, ...rest]
const toAbsent: HttpdRule = ([, ...rest], { folder }) => [`${folder}/absent`, ...rest]
const toPages: HttpdRule = ([, ...rest], { folder }) => [`${folder}/pages`, ...rest]
const toAlias: HttpdRule = (args, { folder }) => [...args.slice(0, -1), `${folder}/absent`]

const toListen: HttpdRule = ([address = ''], { toListener }) => {
  const [, port] = /^(?:.*:)?(\d{1,5})$/.exec(address) ?? []
  return port === undefined ? undefined : [`127.0.0.1:${toListener(Number(port))}`]
}

// A host name would be looked up.
const toVirtualHost: HttpdRule = (args, { toListener }) =>
  args.map(address => {
    const [, port] = /:(\d{1,5})$/.exec(address) ?? []
    return port === undefined ? '*' : `*:${toListener(Number(port))}`
  })

const toInclude: HttpdRule = ([path = '', ...more], { folder, hasFile }) => {
  const relative = path.replace(/^\/+(etc|var\/proxy\/staging)\/+httpd\/+/, '')
  const isInside = more.length === 0 && /^[\w*?-][\w./*?-]*$/.test(relative) && !/(^|\/)\.(?!\/)/.test(relative)
  const isThere = /[*?]/.test(relative) || !path.startsWith('/') || hasFile(relative)
  return isInside && isThere ? [`${folder}/httpd/${relative}`] : undefined
}

/** Whatever has a colon may be a URL, but for a path and a pattern of paths. */
const toTargets: HttpdRule = (args, mapping) => {
  const mapped = args.map(each => (/^[^/^].*:/s.test(each) ? mapTarget(each, mapping) : each))
  return mapped.some(each => each === undefined) ? undefined : mapped.filter(each => each !== undefined)
}

const toProxySection: HttpdRule = (args, mapping) =>
  args.length === 1 && /[*?]/.test(args[0] ?? '') ? (toTargets(args, mapping) ?? args) : toTargets(args, mapping)

const toHandler: HttpdRule = ([handler = '', ...rest], mapping) => {
  const [, target] = /^proxy:(.*)$/is.exec(handler) ?? []
  if (target === undefined)
    return /^(none|default-handler|server-status)$/i.test(handler) ? [handler, ...rest] : undefined
  const mapped = mapTarget(target, mapping)
  return mapped === undefined ? undefined : [`proxy:${mapped}`, ...rest]
}

/** Only if none but these words is in it. */
function keepIf(...patterns: readonly RegExp[]): HttpdRule {
  return args => (args.every((arg, index) => (patterns[index] ?? patterns.at(-1))?.test(arg)) ? args : undefined)
}

const ADDRESS = /^[\da-f.:/]+$/i
const WHO_ASKS = /^(from|all|env=!?\w+|[\d.]+(\/[\d.]+)?|[\da-f]*:[\da-f:]*(\/\d+)?)$/i

// The rest asks a name server, a file or an expression.
const toRequire: HttpdRule = args => {
  const [what = ''] = args[0]?.toLowerCase() === 'not' ? args.slice(1) : args
  return /^(all|ip|env|method|local|valid-user|user|group)$/i.test(what) ? args : undefined
}

/** An expression that looks at the request only: a test such as -f looks at a file. */
const toExpression: HttpdRule = args => (args.some(arg => FILE_TEST.test(arg)) ? undefined : args)
const FILE_TEST = /(?<!\w)-(?!(n|z|t|r|eq|ne|lt|le|gt|ge|in|ipmatch|strmatch|strcmatch|fnmatch)\b)[a-z]/i
const toSection: HttpdRule = (args, mapping) => (args.length === 1 ? toExpression(args, mapping) : undefined)

export const HTTPD_RULES: ReadonlyMap<string, HttpdRule> = new Map([
  ['listen', toListen],
  ['virtualhost', toVirtualHost],
  ...['include', 'includeoptional'].map(name => [name, toInclude] as const),
  ['documentroot', toPages],
  ...['errorlog', 'customlog', 'transferlog', 'globallog'].map(name => [name, toLog] as const),
  ...['authuserfile', 'authgroupfile'].map(name => [name, toAbsent] as const),
  ...['alias', 'aliasmatch', 'scriptalias', 'scriptaliasmatch'].map(name => [name, toAlias] as const),
  ['rewriterule', mapRewriteRule],
  ['rewritecond', mapRewriteCond],
  ...['proxypass', 'proxypassmatch', 'balancermember', 'proxyset'].map(name => [name, toTargets] as const),
  ['proxy', toProxySection],
  ...['sethandler', 'addhandler'].map(name => [name, toHandler] as const),
  ['proxyrequests', keepIf(/^off$/i)],
  ['require', toRequire],
  ...['allow', 'deny'].map(name => [name, keepIf(WHO_ASKS)] as const),
  ['authbasicprovider', keepIf(/^file$/i)],
  ...['remoteipinternalproxy', 'remoteiptrustedproxy'].map(name => [name, keepIf(ADDRESS)] as const),
  ['setenvifexpr', toExpression],
  ...['if', 'elseif'].map(name => [name, toSection] as const),
])
