/** What to say of a name that nothing defines in what could be read: nginx may know it from a file that nobody could read. */

import { isPackaged, matchesAppFile, matchesInclude } from '../nginx-include.ts'
import { type LoadedDirective, NGINX_FOLDER, walk } from '../nginx-tree.ts'
import { type Refusal, type RuleFinding, refuse, type ScannedNginx, shorten, tell } from './proxy-rule.ts'

/** `level`: variables are of the whole configuration; upstreams, zones and log formats stand at the http level. */
export interface UnknownName extends Refusal {
  readonly level: 'any' | 'http'
}

/** nginx would refuse the name. A note where something that was not read could define it. */
export function refuseName(place: LoadedDirective, { level, ...refusal }: UnknownName, nginx: ScannedNginx) {
  const gap = findGap(nginx, level)
  return gap === undefined ? { ...refuse(place, refusal), isCertain: false as const } : doubt(place, refusal, gap)
}

function doubt(place: LoadedDirective, { what, error, remedy }: Refusal, gap: string): RuleFinding {
  const refused = error ? `nginx refuses it (${error})` : 'nginx refuses it'
  return tell('note', place, {
    what: `${what}. ${gap} may define it: if it does not, ${refused}, and the deployment fails with the proxy down.`,
    remedy,
  })
}

/** What was not read and could define a name, as the beginning of a sentence; undefined where all was read. */
function findGap(nginx: ScannedNginx, level: UnknownName['level']): string | undefined {
  const { tree, files } = nginx
  const hook = findStagingHook(nginx)
  if (hook !== undefined) return `The hook "${hook}"`
  const unread = [...tree.loaded].find(name => !files.has(name)) ?? tree.problems[0]?.file
  if (unread !== undefined) return `What could not be read of "${unread}"`
  const directives = level === 'http' ? tree.http : [...walk(tree.http)]
  const include = directives.find(directive => directive.name === 'include' && !isFollowed(directive, nginx))
  return include && `What "${shorten(include.args[0] ?? '')}" includes (${include.file} line ${include.line})`
}

/** A hook that works on the files which nginx is about to test; undefined where there is none. */
export function findStagingHook({ strays }: Pick<ScannedNginx, 'strays'>): string | undefined {
  const hooks = [...strays].filter(([name]) => name.startsWith('.platform/hooks/'))
  return hooks.find(([, text]) => text.includes('/var/proxy/staging'))?.[0]
}

/** All that the pattern can stand for on the instance was read. */
function isFollowed(include: LoadedDirective, { tree, platformPaths, writtenPaths }: ScannedNginx): boolean {
  const [pattern = ''] = include.args
  const isIn = (paths: readonly string[]) => paths.some(path => matchesInclude(pattern, path))
  const written = writtenPaths.flatMap(path => /^\/etc\/nginx\/(.+)$/.exec(path)?.[1] ?? [])
  if (tree.unread.has(include) || isIn(written)) return false
  const loaded = [...tree.loaded]
  const isRead =
    isIn(platformPaths) ||
    isIn(loaded.map(name => name.slice(NGINX_FOLDER.length))) ||
    loaded.some(name => matchesAppFile(pattern, name))
  return isRead || isPackaged(pattern.replace(/^\/etc\/nginx\//, '')) || isEmptyPattern(pattern)
}

// In the folder that is tested only the platform and the bundle put files; /etc/nginx is the live one.
function isEmptyPattern(pattern: string): boolean {
  const path = pattern.replace(/^\/var\/proxy\/staging\/nginx\//, '')
  return !path.startsWith('/') && /[*?]/.test(path)
}
