/** The rule about logs in folders that a new instance does not have: nginx and httpd open their logs before they start. */

import { listWrittenFiles } from '../find-written-files.ts'
import { parseHttpd, walkHttpd } from '../httpd-syntax.ts'
import { walk } from '../nginx-tree.ts'
import { listCommands } from './list-commands.ts'
import { listMain } from './nginx-blocks.ts'
import { type ProxyRule, type RuleFinding, type ScannedFiles, shorten, tell } from './proxy-rule.ts'

export const LOG_FOLDER_RULES: readonly ProxyRule[] = [{ name: 'log-folder-not-there', find: findLogs }]

/** Of the image and of the packages of nginx and httpd. */
const KNOWN = ['/var/log', '/var/log/nginx', '/var/log/nginx/healthd', '/var/log/httpd', '/tmp', '/var/tmp', '/dev']
/** What lies in these was not looked through. */
const UNSEEN = /^\/(var\/app|etc|usr|opt|run|var\/run|var\/lib|var\/cache|proc|sys)(\/|$)/

function findLogs(scanned: ScannedFiles): RuleFinding[] {
  const makers = listMakers(scanned)
  return [...listNginxLogs(scanned), ...listHttpdLogs(scanned)].flatMap(log => {
    const folder = /^(\/.+)\/[^/]+$/.exec(log.path)?.[1]
    if (folder === undefined || log.path.includes('$') || KNOWN.includes(folder) || UNSEEN.test(folder)) return []
    if (makers.some(text => text.includes(folder))) return []
    const what = `logs to "${shorten(log.path)}". A new instance has no folder "${shorten(folder)}", and nothing of the bundle was seen to make it: without it the proxy refuses the files, and the deployment fails.`
    const remedy = `Log to ${log.usual}, or make the folder in a hook in ".platform/hooks/prebuild/": mkdir -p ${shorten(folder)}`
    return [tell('note', log, { what, remedy })]
  })
}

interface Log {
  readonly path: string
  readonly file: string
  readonly line: number
  /** The folder that is always there. */
  readonly usual: string
}

function listNginxLogs({ tree, files }: ScannedFiles): Log[] {
  const directives = tree ? [...listMain({ files }), ...walk(tree.http)] : []
  return directives
    .filter(({ name, isOwn }) => isOwn && /^(access|error)_log$/.test(name))
    .map(({ args, file, line }) => ({ path: args[0] ?? '', file, line, usual: '/var/log/nginx/' }))
}

// A path without a slash at its beginning is below /etc/httpd, whose "logs" leads to /var/log/httpd.
function listHttpdLogs({ proxy, files }: ScannedFiles): Log[] {
  const own = proxy.proxy === 'apache' ? [...files].filter(([file]) => file.endsWith('.conf')) : []
  return own.flatMap(([file, text]) =>
    [...walkHttpd(parseHttpd(text).directives)]
      .filter(({ name }) => /^(customlog|errorlog|transferlog|forensiclog)$/.test(name))
      .map(({ args, line }) => ({ path: args[0] ?? '', file, line, usual: '/var/log/httpd/' })),
  )
}

/** What could make a folder: the texts of hooks and commands, and the paths of files that are written. */
function listMakers({ strays, extensions }: ScannedFiles): string[] {
  const hooks = [...strays].filter(([name]) => /^(\.platform\/(conf)?hooks\/|Buildfile$)/.test(name))
  return [
    ...hooks.map(([, text]) => text),
    ...extensions.flatMap(listCommands).map(({ text }) => text),
    ...extensions.flatMap(listWrittenFiles).map(({ target }) => target),
  ]
}
