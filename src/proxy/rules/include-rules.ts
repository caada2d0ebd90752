/** Rules about what the bundle's files include, and what they leave out of it. */

import { isPackaged } from '../nginx-include.ts'
import { type LoadedDirective, NGINX_FOLDER, walk } from '../nginx-tree.ts'
import { describeLack, findBlamed, listBlocks, listServers } from './nginx-blocks.ts'
import { type NginxRule, type RuleFinding, refuse, type ScannedNginx, shorten, tell } from './proxy-rule.ts'
import { findStagingHook, refuseName } from './unknown-name.ts'

export const INCLUDE_RULES: readonly NginxRule[] = [
  { name: 'missing-include', find: findMissing },
  { name: 'unknown-log-format', find: findUnknownFormats },
  { name: 'include-by-exact-name', find: findExactNames },
  { name: 'include-of-live-files', find: findLiveIncludes },
  { name: 'no-healthd-log', find: findMissingHealthd },
]

const NGINX_CONF = `${NGINX_FOLDER}nginx.conf`

function listIncludes({ tree }: ScannedNginx): LoadedDirective[] {
  return [...walk(tree.http)].filter(({ name, isOwn, args }) => name === 'include' && isOwn && args.length > 0)
}

// Without a wildcard the file must be there.
function findMissing(nginx: ScannedNginx): RuleFinding[] {
  const isMade = findStagingHook(nginx) !== undefined
  return listIncludes(nginx).flatMap(include => {
    const path = (include.args[0] ?? '').replace(/^(\.\/)+/, '')
    // What lies outside of the folder that is tested was not seen.
    if (/[*?[\]$]|^\/|(^|\/)\.\.(\/|$)/.test(path) || isPackaged(path) || isGenerated(path)) return []
    if (nginx.files.has(NGINX_FOLDER + path) || nginx.platformPaths.includes(path)) return []
    if (isMade) return [madeByHook(include, path)]
    return [
      refuse(include, {
        what: `includes "${shorten(path)}", which is neither in the bundle nor one of Beanstalk's own files`,
        error: `open() "/var/proxy/staging/nginx/${shorten(path)}" failed (2: No such file or directory)`,
        remedy: `Put the file at "${NGINX_FOLDER}${shorten(path)}", or remove the line.`,
      }),
    ]
  })
}

function madeByHook(include: LoadedDirective, path: string): RuleFinding {
  const what = `includes "${shorten(path)}", which only a hook of the bundle could make: without it nginx refuses the files, and the deployment fails. A change of the configuration runs no hooks but those in ".platform/confighooks/".`
  const remedy = `Put the file at "${NGINX_FOLDER}${shorten(path)}", or see to it that the hook is in ".platform/confighooks/" too.`
  return tell('note', include, { what, remedy })
}

/** Beanstalk writes these only where they are needed: with enhanced health, with mappings of static files. */
function isGenerated(path: string): boolean {
  return /(^|\/)conf\.d\/elasticbeanstalk\/(healthd|01_static)\.conf$/.test(path)
}

function findExactNames(nginx: ScannedNginx): RuleFinding[] {
  return listIncludes(nginx)
    .filter(({ args }) => isGenerated(args[0] ?? ''))
    .map(include => {
      const isHealthd = include.args[0]?.endsWith('healthd.conf')
      const when = isHealthd ? 'with enhanced health reporting' : 'where static files are mapped'
      const what = `includes "${include.args[0]}" by its name. Beanstalk writes that file only ${when}; without it nginx refuses the include, and the deployment fails.`
      return tell('note', include, { what, remedy: 'Write: include conf.d/elasticbeanstalk/*.conf;' })
    })
}

function findLiveIncludes(nginx: ScannedNginx): RuleFinding[] {
  return listIncludes(nginx)
    .filter(({ args }) => /^\/etc\/nginx\/conf\.d\//.test(args[0] ?? ''))
    .map(include => {
      const path = (include.args[0] ?? '').replace('/etc/nginx/', '')
      const what = `includes "/etc/nginx/${shorten(path)}". While Beanstalk tests the new files, these are still those of the last deployment: a mistake in them shows only when nginx is started, with the proxy down.`
      return tell('note', include, { what, remedy: `Write: include ${shorten(path)};` })
    })
}

function findMissingHealthd({ tree, files }: ScannedNginx): RuleFinding[] {
  const logs = [...walk(tree.http)].filter(({ name }) => name === 'access_log')
  const isLogged = logs.some(({ args }) => args[0]?.startsWith('/var/log/nginx/healthd/'))
  const isServing = listServers({ tree }).length > 0
  if (isLogged || !isServing || !files.has(NGINX_CONF)) return []
  const what =
    "begins an nginx.conf that writes no log for Beanstalk's health agent: enhanced health has no data about requests."
  const remedy = `Add to the server block of "${NGINX_CONF}": include conf.d/elasticbeanstalk/*.conf;`
  return [tell('note', { file: NGINX_CONF, line: 1 }, { what, remedy })]
}

function findUnknownFormats(nginx: ScannedNginx): RuleFinding[] {
  const known = nginx.tree.http.filter(({ name }) => name === 'log_format').map(({ args }) => args[0])
  return listBlocks(nginx).flatMap(({ directives }) =>
    directives.flatMap(log => {
      const format = log.args[1] ?? 'combined'
      const isKnown = format === 'combined' || format.includes('=') || known.includes(format)
      const blamed = findBlamed(log, nginx)
      if (log.name !== 'access_log' || !blamed || isKnown) return []
      const refusal = {
        level: 'http',
        what: describeLack(
          log,
          `logs in the format "${shorten(format)}", which no log_format defines in what is loaded`,
          `log_format ${shorten(format)}`,
        ),
        error: `unknown log format "${shorten(format)}"`,
        remedy:
          format === 'healthd'
            ? `Add to the http block of "${NGINX_CONF}": include conf.d/*.conf;`
            : `Define it at the http level: log_format ${shorten(format)} '...';`,
      } as const
      return [refuseName(blamed, refusal, nginx)]
    }),
  )
}
