/**
 * What becomes of each directive of nginx that names a file, an address or a process: nothing of a bundle may read,
 * write or run anything outside of the trial's folder.
 */

import { ADDRESS_NAME_RULES, ADDRESS_RULES } from './nginx-address-rules.ts'
import { FILE_NAME_RULES, FILE_RULES } from './nginx-file-rules.ts'
import { type Rule, removeAndNote, removeDirective, setFirst } from './nginx-rule.ts'

/** Undefined for a directive that stays as it is. */
export function findRule(name: string): Rule | undefined {
  if (Object.hasOwn(RULES, name)) return RULES[name]
  return NAME_RULES.find(([pattern]) => pattern.test(name))?.[1]
}

/** Of the process itself: the command line decides them here. Elsewhere nginx refuses them. */
const removeFromMain: Rule = (directive, { isMainFile }) =>
  isMainFile(directive.path) && directive.parent === undefined ? [removeDirective(directive)] : []

// As the command says it: an ordinary user's nginx only warns, and root's looks the name up.
const mapUser: Rule = ({ place }, { isRoot }) =>
  isRoot ? place.args.map((arg, index) => ({ ...arg, text: index === 0 ? 'root' : '' })) : []

const mapPool = setFirst((_, value) => (/^\d{4,}$/.test(value) ? '1024' : undefined))

const MAIN = ['pid', 'daemon', 'master_process', 'lock_file', 'env', 'working_directory']
const NOT_TESTED = [
  'load_module',
  'ssl_engine',
  'thread_pool',
  'aio',
  'debug_connection',
  'debug_points',
  'quic_host_key',
  'ssl_ocsp_responder',
  'ssl_stapling_responder',
]

const RULES: Readonly<Record<string, Rule>> = {
  ...FILE_RULES,
  ...ADDRESS_RULES,
  user: mapUser,
  worker_connections: mapPool,
  ...Object.fromEntries(MAIN.map(name => [name, removeFromMain])),
  ...Object.fromEntries(NOT_TESTED.map(name => [name, removeAndNote])),
}

const NAME_RULES = [...FILE_NAME_RULES, ...ADDRESS_NAME_RULES]
