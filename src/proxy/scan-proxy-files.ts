/** Finds what a source bundle already says about its proxy. */

import type { Bundle } from '../bundle/bundle.ts'
import { findInertFiles } from './find-inert-files.ts'
import { findOverrides, findUpgradeLocations, type ProxyOverride, type UpgradeLocation } from './find-locations.ts'
import { findNginxMistakes } from './find-nginx-mistakes.ts'
import { type FoundTimeout, findTimeouts } from './find-timeouts.ts'
import { loadNginxTree, matchesInclude, NGINX_FOLDER, type NginxTree } from './nginx-tree.ts'
import { NGINX_FILE } from './proxy-file-texts.ts'
import type { ProxyFinding } from './proxy-finding.ts'
import { type FoundSetting, scanEbextensions } from './scan-ebextensions.ts'

export interface ProxySurvey {
  /** Names of the bundle's files under `.platform/nginx/`. */
  readonly nginxFiles: readonly string[]
  /** Names of its `.ebextensions/*.config`, in the order in which Beanstalk reads them. */
  readonly ebextensions: readonly string[]
  /** Those of `nginxFiles` that take the place of a file of the platform. */
  readonly overrides: readonly ProxyOverride[]
  /** How many includes at the http level would load our file: 1 unless the bundle has its own nginx.conf. */
  readonly httpIncludes: number
  /** In what nginx will load, at any level. */
  readonly timeouts: readonly FoundTimeout[]
  /** The bundle's own locations that hand the Upgrade header on. */
  readonly upgradeLocations: readonly UpgradeLocation[]
  /** ProxyServer and PORT in `.ebextensions`, in the order in which Beanstalk reads them: the last one counts. */
  readonly settings: readonly FoundSetting[]
  /** Files of which not all is known: an http-level timeout, or a setting, may be in them. */
  readonly unreadable: readonly string[]
  /** What in the bundle does not do what it seems to do. */
  readonly findings: readonly ProxyFinding[]
}

const LONGEST_FILE_BYTES = 256 * 1024
const MOST_FILES = 500

/** Reads only; throws what `readText` throws (an ActionError for a damaged zip). */
export async function scanProxyFiles(bundle: Pick<Bundle, 'names' | 'readText'>): Promise<ProxySurvey> {
  const nginxFiles = bundle.names.filter(name => name.startsWith(NGINX_FOLDER) && !name.endsWith('/'))
  const texts = await readTexts(bundle, nginxFiles)
  const configNames = bundle.names.filter(name => /^\.ebextensions\/[^/]+\.config$/.test(name)).sort()
  const configs = await readTexts(bundle, configNames)
  const tree = loadNginxTree(new Map([...texts.read, ...texts.unread.map(name => [name, ''] as const)]))
  const ebextensions = scanEbextensions(configs.read)
  const unloaded = [...texts.unread.filter(name => tree.loaded.has(name)), ...tree.problems.map(({ file }) => file)]
  return {
    nginxFiles,
    ebextensions: configNames,
    overrides: findOverrides(tree, nginxFiles),
    httpIncludes: countHttpIncludes(tree),
    timeouts: [...findTimeouts(tree), ...ebextensions.timeouts],
    upgradeLocations: findUpgradeLocations(tree),
    settings: ebextensions.settings,
    unreadable: [...new Set([...findLinks(bundle), ...unloaded, ...configs.unread, ...ebextensions.unreadable])],
    findings: [...findNginxMistakes(tree, texts.read), ...ebextensions.findings, ...findInertFiles(bundle.names, tree)],
  }
}

const FOLDERS = ['.ebextensions', '.platform', '.platform/nginx', '.platform/nginx/conf.d']

// A folder is known by the slash at its end: without one it is a link, behind which nothing was read, and under which
// nothing can be added.
function findLinks({ names }: Pick<Bundle, 'names'>): string[] {
  return FOLDERS.filter(folder => names.includes(folder))
}

interface Texts {
  readonly read: ReadonlyMap<string, string>
  readonly unread: readonly string[]
}

async function readTexts(bundle: Pick<Bundle, 'readText'>, names: readonly string[]): Promise<Texts> {
  const read = new Map<string, string>()
  const unread = names.slice(MOST_FILES)
  for (const name of names.slice(0, MOST_FILES)) {
    const text = await bundle.readText(name, LONGEST_FILE_BYTES)
    if (text === undefined) unread.push(name)
    else read.set(name, text)
  }
  return { read, unread }
}

function countHttpIncludes({ http }: NginxTree): number {
  return http.filter(({ name, args }) => name === 'include' && matchesInclude(args[0] ?? '', NGINX_FILE)).length
}
