/** Finds what in a bundle would be refused on the instance, would have no effect, or is worth knowing: the table of all rules. */

import { findCompleter, tellCompleter } from './find-completer.ts'
import { listPlatformFiles } from './find-proxy.ts'
import { listWrittenFiles } from './find-written-files.ts'
import type { ProxyFinding } from './proxy-finding.ts'
import { ADDRESS_RULES } from './rules/address-rules.ts'
import { DUPLICATE_RULES } from './rules/duplicate-rules.ts'
import { EBEXTENSION_RULES } from './rules/ebextension-rules.ts'
import { FOLDER_RULES } from './rules/folder-rules.ts'
import { HOOK_RULES } from './rules/hook-rules.ts'
import { INCLUDE_RULES } from './rules/include-rules.ts'
import { listCommands } from './rules/list-commands.ts'
import { LOCATION_RULES } from './rules/location-rules.ts'
import { LOG_FOLDER_RULES } from './rules/log-folder-rules.ts'
import { PLACEMENT_RULES } from './rules/placement-rules.ts'
import { PORT_RULES } from './rules/port-rules.ts'
import type { ProxyRule, ScannedFiles, ScannedNginx } from './rules/proxy-rule.ts'
import { REDIRECT_RULES } from './rules/redirect-rules.ts'
import { SERVER_RULES } from './rules/server-rules.ts'
import { STAGED_FILE_RULES } from './rules/staged-file-rules.ts'
import { SYNTAX_RULES } from './rules/syntax-rules.ts'
import { TLS_RULES } from './rules/tls-rules.ts'
import { VARIABLE_RULES } from './rules/variable-rules.ts'
import { ZONE_RULES } from './rules/zone-rules.ts'

const NGINX_RULES = [
  ...SYNTAX_RULES,
  ...PLACEMENT_RULES,
  ...DUPLICATE_RULES,
  ...ZONE_RULES,
  ...ADDRESS_RULES,
  ...PORT_RULES,
  ...VARIABLE_RULES,
  ...INCLUDE_RULES,
  ...TLS_RULES,
  ...SERVER_RULES,
  ...LOCATION_RULES,
  ...REDIRECT_RULES,
]

/** In the order in which their findings are told. */
export const PROXY_RULES: readonly ProxyRule[] = [
  ...NGINX_RULES.map(({ name, find }): ProxyRule => ({ name, find: scanned => pickNginx(scanned).flatMap(find) })),
  ...EBEXTENSION_RULES,
  ...STAGED_FILE_RULES,
  ...LOG_FOLDER_RULES,
  ...HOOK_RULES,
  ...FOLDER_RULES,
]

const MOST_OF_A_KIND = 20

/** Pure. The same place is told once by each rule; at most 20 of each kind, and then how many more. */
export function findMistakes(scanned: ScannedFiles): ProxyFinding[] {
  const completer = findCompleter(scanned)
  const found = PROXY_RULES.flatMap(({ name, find }): ProxyFinding[] => {
    return find(scanned).map(finding => doubt({ ...finding, rule: name }, completer))
  })
  const once = new Map(found.map(finding => [`${finding.rule}\n${finding.message}`, finding]))
  const groups = Map.groupBy(once.values(), ({ kind }) => kind)
  return [...groups.values()].flatMap(group => [...group.slice(0, MOST_OF_A_KIND), ...countRest(group)])
}

// What nginx is to test is not what lies in the bundle.
function doubt(finding: ProxyFinding, completer: string | undefined): ProxyFinding {
  if (completer === undefined || finding.kind !== 'refused-by-proxy') return finding
  return { ...finding, kind: 'note', message: `${finding.message} ${tellCompleter(completer)}` }
}

/** One, or none where nginx is not the proxy. */
function pickNginx({ tree, names, proxy, port, files, extensions, strays }: ScannedFiles): ScannedNginx[] {
  if (!tree) return []
  const platformPaths = [...listPlatformFiles(proxy).keys()]
  const writtenPaths = extensions.flatMap(listWrittenFiles).map(({ target }) => target)
  const commands = extensions.flatMap(listCommands).map(({ text }) => text)
  return [{ tree, names, proxy, port, files, strays, platformPaths, writtenPaths, commands }]
}

function countRest(group: readonly ProxyFinding[]): ProxyFinding[] {
  const [more] = group.slice(MOST_OF_A_KIND)
  if (!more) return []
  const message = `${group.length - MOST_OF_A_KIND} more like these are not shown.`
  return [{ kind: more.kind, message, remedy: 'Correct the first ones, and run again to see the next.' }]
}
