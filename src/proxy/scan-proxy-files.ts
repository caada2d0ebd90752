/** Finds what a source bundle already says about its proxy. */

import type { Bundle } from '../bundle/bundle.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import type { Platform } from '../platform/platform.ts'
import { findCompleter } from './find-completer.ts'
import { type HttpdScan, scanHttpdFiles } from './find-httpd-mappings.ts'
import { findMistakes } from './find-mistakes.ts'
import { type DeploymentSettings, type FoundProxy, findProxy, listPlatformFiles } from './find-proxy.ts'
import { type FoundTimeout, findTimeouts } from './find-timeouts.ts'
import { listWrittenFiles, type WrittenFile } from './find-written-files.ts'
import { listFrontSettings, listLaunchSettings } from './list-front-settings.ts'
import { listAppIncludes, matchesAppFile } from './nginx-include.ts'
import { loadNginxTree, type NginxTree } from './nginx-tree.ts'
import type { ProxyFinding } from './proxy-finding.ts'
import { readStrays } from './read-strays.ts'
import { listConfigs, readTexts, type Texts } from './read-texts.ts'
import { type FoundSetting, scanEbextensions } from './scan-ebextensions.ts'
import { type NginxSurvey, surveyNginx } from './survey-nginx.ts'

export interface ProxySurvey extends FoundProxy, NginxSurvey {
  readonly platform: Platform
  /** The bundle's files below the proxy's own folder (`proxy.overlay`), by name; '' for one that could not be read. */
  readonly files: ReadonlyMap<string, string>
  /** Names of its `.ebextensions/*.config`, in the order in which Beanstalk reads them. */
  readonly ebextensions: readonly string[]
  /** What they write past the bundle's own folders. */
  readonly writtenFiles: readonly WrittenFile[]
  /** In what nginx will load, at any level. */
  readonly timeouts: readonly FoundTimeout[]
  /** What the bundle's own files say where httpd is the proxy. */
  readonly httpd: HttpdScan
  /** ProxyServer and PORT in `.ebextensions`, in the order in which Beanstalk reads them: the last one counts. */
  readonly settings: readonly FoundSetting[]
  /** What they set about load balancer, listeners and processes. */
  readonly frontSettings: readonly OptionSetting[]
  /** What they set about the launch of instances. */
  readonly launchSettings: readonly OptionSetting[]
  /** Files of which not all is known: an http-level timeout, or a setting, may be in them. */
  readonly unreadable: readonly string[]
  /** What may still change the files on the instance, as the beginning of a sentence. */
  readonly completer: string | undefined
  /** What in the bundle does not do what it seems to do. */
  readonly findings: readonly ProxyFinding[]
}

/** Reads only; throws what `readText` throws (an ActionError for a damaged zip). */
export async function scanProxyFiles(
  bundle: Pick<Bundle, 'names' | 'readText'>,
  deployment: DeploymentSettings,
): Promise<ProxySurvey> {
  const configNames = listConfigs(bundle)
  const configs = await readTexts(bundle, configNames)
  const ebextensions = scanEbextensions(configs.read)
  const found = await findProxy(bundle, deployment, ebextensions)
  const { overlay } = found.proxy
  const texts = await readTexts(bundle, overlay ? bundle.names.filter(name => isBelow(overlay, name)) : [])
  const files = new Map([...texts.read, ...texts.unread.map(name => [name, ''] as const)])
  const included = await readIncluded(bundle, texts)
  const tree = loadTree(
    found,
    new Map([...files, ...included.read, ...included.unread.map(name => [name, ''] as const)]),
  )
  const httpd = scanHttpdFiles(found.proxy.proxy === 'apache' ? texts.read : new Map())
  const [{ extensions }, strays] = [ebextensions, await readStrays(bundle)]
  const unread = [...texts.unread, ...included.unread]
  const unloaded = [...unread.filter(name => !tree || tree.loaded.has(name)), ...listProblems(tree, httpd)]
  return {
    ...found,
    platform: deployment.platform,
    files,
    ebextensions: configNames,
    writtenFiles: extensions.flatMap(listWrittenFiles),
    ...surveyNginx(tree, found.proxy, files),
    httpd,
    timeouts: [...(tree ? findTimeouts(tree) : []), ...ebextensions.timeouts],
    settings: ebextensions.settings,
    frontSettings: listFrontSettings(extensions),
    launchSettings: listLaunchSettings(extensions),
    completer: findCompleter({ strays, extensions }),
    unreadable: [...new Set([...findLinks(bundle), ...unloaded, ...configs.unread, ...ebextensions.unreadable])],
    findings: [
      ...ebextensions.findings,
      ...findMistakes({ ...found, names: bundle.names, extensions, strays, tree, files: texts.read }),
    ],
  }
}

function isBelow(folder: string, name: string): boolean {
  return name.startsWith(folder) && !name.endsWith('/')
}

/** Undefined where no nginx reads the bundle's files. */
function loadTree({ proxy, staticFiles }: FoundProxy, files: ReadonlyMap<string, string>): NginxTree | undefined {
  if (proxy.proxy !== 'nginx' || !proxy.overlay) return undefined
  return loadNginxTree({ platform: listPlatformFiles(proxy, staticFiles), bundle: files, folder: proxy.overlay })
}

function listProblems(tree: NginxTree | undefined, { unreadable }: HttpdScan): string[] {
  return [...(tree?.problems.map(({ file }) => file) ?? []), ...unreadable]
}

const MOST_PATTERNS = 50
const DEEPEST_INCLUDE = 3

/** What the proxy's files include from where the bundle is unpacked to. */
async function readIncluded(bundle: Pick<Bundle, 'names' | 'readText'>, texts: Texts): Promise<Texts> {
  const [read, unread] = [new Map<string, string>(), new Set<string>()]
  let sources = [...texts.read.values()]
  for (let depth = 0; depth < DEEPEST_INCLUDE; depth++) {
    const patterns = [...new Set(sources.flatMap(listAppIncludes))].slice(0, MOST_PATTERNS)
    const isNew = (name: string) => !texts.read.has(name) && !read.has(name) && !unread.has(name)
    const names = bundle.names.filter(name => isNew(name) && patterns.some(pattern => matchesAppFile(pattern, name)))
    if (names.length === 0) break
    const more = await readTexts(bundle, names)
    for (const [name, text] of more.read) read.set(name, text)
    for (const name of more.unread) unread.add(name)
    sources = [...more.read.values()]
  }
  return { read, unread: [...unread] }
}

const FOLDERS = /^\.(ebextensions|platform)(\/(nginx|httpd)(\/conf\.d(\/elasticbeanstalk)?)?)?$/

// A folder is known by the slash at its end: without one it is a link, behind which nothing was read, and under which
// nothing can be added.
function findLinks({ names }: Pick<Bundle, 'names'>): string[] {
  return names.filter(name => FOLDERS.test(name))
}
