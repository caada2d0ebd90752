/** What becomes of nginx's directives that name files: none may be read or written outside of the trial's folder. */

import { shorten } from '../rules/proxy-rule.ts'
import { quote, type Rule, remove, removeAndNote, removeDirective, setFirst } from './nginx-rule.ts'

const mapLog = setFirst(({ folder }, value) => {
  if (value === 'off') return undefined
  return /\$/.test(value)
    ? quote(`${folder}/absent/${value}`)
    : `${folder}/logs/${/^syslog:|^stderr$/.test(value) ? 'other' : 'all'}.log`
})

/** A folder that is not there ends every path below it, ".." included. */
const mapAbsent = setFirst(({ folder }, value) => quote(`${folder}/absent/${value}`))

const mapCache: Rule = (
  {
    path,
    place: {
      args: [arg],
    },
  },
  { folder },
) => (arg ? [{ ...arg, text: `${folder}/cache-${path.replaceAll(/\W/g, '-')}-${arg.start}` }] : [])

const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path`)

// An ordinary user may not write where nginx was built to.
const addPaths: Rule = ({ place }, { folder, removed }) => {
  const paths = TEMPORARY.filter(name => !removed.has(name))
    .map(name => ` ${name} ${folder}/${name};`)
    .join('')
  return [{ start: place.end, end: place.end, text: `${paths} access_log ${folder}/logs/all.log;` }]
}

const mapCertificate: Rule = (directive, context) => {
  const [arg] = directive.place.args
  const isKey = directive.name.endsWith('_key')
  if (!context.hasCertificate || !arg) return [removeDirective(directive)]
  return [{ ...arg, text: `${context.folder}/${isKey ? 'key' : 'certificate'}.pem` }]
}

// glob(3) takes ".?" for ".." as well.
const mapInclude: Rule = (directive, context) => {
  const [value, arg] = [directive.args[0] ?? '', directive.place.args[0]]
  const relative = value.replace(/^\/+(etc|var\/proxy\/staging)\/+nginx\/+/, '')
  const isPlain = !/[*?[]/.test(value)
  const isInside = !/^\/|\\|(^|\/)\.(?!\/)/.test(relative)
  const isAbsent = value.startsWith('/') && isPlain && !context.hasFile(relative)
  if (arg && isInside && !isAbsent)
    return value === relative ? [] : [{ ...arg, text: quote(`${context.folder}/nginx/${relative}`) }]
  return removeAndNote(directive, { ...context, note: (_, where) => context.note(`include ${shorten(value)}`, where) })
}

export const FILE_RULES: Readonly<Record<string, Rule>> = {
  include: mapInclude,
  http: addPaths,
  access_log: mapLog,
  error_log: mapLog,
  root: mapAbsent,
  alias: mapAbsent,
  auth_basic_user_file: mapAbsent,
  // They make folders, and with them the one that must be absent.
  dav_methods: removeAndNote,
  create_full_put_path: removeAndNote,
}

export const FILE_NAME_RULES: readonly (readonly [RegExp, Rule])[] = [
  [/_temp_path$|_store$/, remove],
  [/_cache_path$/, mapCache],
  [/ssl_(trusted_certificate|client_certificate|certificate|certificate_key)$/, mapCertificate],
  [/ssl_(dhparam|crl|password_file|session_ticket_key|stapling_file|conf_command|ech_file)$/, removeAndNote],
]
