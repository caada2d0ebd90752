/** What an environment with such a front holds and says: the text of its proxy files, and what is known of it. */

import type { Known } from '../../src/handshake/known.ts'
import type { ProxyServer } from '../../src/platform/describe-proxy.ts'
import { parsePlatform } from '../../src/platform/platform.ts'
import { listPlatformFiles } from '../../src/proxy/find-proxy.ts'
import { planProxyFiles } from '../../src/proxy/plan-proxy-files.ts'
import { scanProxyFiles } from '../../src/proxy/scan-proxy-files.ts'
import { describeKnown, describeUnread } from '../../src/stories/describe-known.ts'
import type { PreparedBundle } from '../../src/stories/prepare-bundle.ts'
import type { FrontEnvironment } from './fronts.ts'

/** Of an app, and of the WebSocket in it. */
export interface Place {
  /** Without the query. */
  readonly path: string
  readonly appPort: number
}

export interface MadeEnvironment {
  /** To a deployment, which has read the bundle. */
  readonly known: Known
  /** To a check of the environment, which has not. */
  readonly knownUnread: Known
  /** What the proxy's server or virtual host has in it. */
  readonly directives: string
}

/** As the stories make it, of the settings, the platform's files and the bundle's. */
export async function makeEnvironment(asked: FrontEnvironment, { path, appPort }: Place): Promise<MadeEnvironment> {
  const files = asked.files?.({ path, appPort }) ?? {}
  const bundle = { names: Object.keys(files), readText: async (name: string) => files[name] }
  const platform = parsePlatform({ solutionStackName: asked.stack })
  const settings = { platform, proxyServer: asked.proxyServer as ProxyServer | undefined, port: String(appPort) }
  const proxySurvey = await scanProxyFiles(bundle, settings)
  const proxy = planProxyFiles({ survey: proxySurvey, path, timeoutSeconds: 3600, mode: asked.mode })
  const handshake = { url: `ws://chat.test${path}` }
  const { overlay = '' } = proxySurvey.proxy
  const own = [...Object.entries(files), ...proxy.additions.map(({ name, text }) => [name, text] as const)]
  const laidOver = own.filter(([name]) => overlay && name.startsWith(overlay))
  const tree = new Map([
    ...listPlatformFiles(proxySurvey.proxy),
    ...laidOver.map(([name, text]) => [name.slice(overlay.length), text] as const),
  ])
  return {
    known: describeKnown({ proxySurvey, proxy, handshake } as PreparedBundle),
    knownUnread: describeUnread({ ...settings, front: WITHOUT_FRONT, versionLabel: 'v1' }),
    directives: joinFiles(tree, appPort),
  }
}

const WITHOUT_FRONT = {
  loadBalancer: 'none',
  isShared: false,
  listeners: [],
  idleTimeoutSeconds: undefined,
  isSticky: undefined,
  instances: undefined,
} as const

/** As httpd and nginx read them: httpd's main server before its virtual host. */
function joinFiles(tree: ReadonlyMap<string, string>, appPort: number): string {
  const isWanted = (name: string) =>
    /^conf\.d\/.*\.conf$/.test(name) && !/healthd|upstream|zz_websocket\.conf/.test(name)
  const isHttpd = tree.has('conf/httpd.conf')
  const names = [...tree.keys()].filter(name => (isHttpd ? /^conf\.d\/.*\.conf$/.test(name) : isWanted(name)))
  const texts = names.toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1)).map(name => tree.get(name) ?? '')
  return SUBSTITUTES.reduce((text, [pattern, other]) => text.replaceAll(pattern, other), texts.join('\n')).replaceAll(
    'http://my_app',
    `http://127.0.0.1:${appPort}`,
  )
}

function depth(name: string): number {
  return name.split('/').length
}

/** What another machine or another server of the same program cannot have; and patience that no test has. */
const SUBSTITUTES: readonly (readonly [RegExp, string])[] = [
  [/^\s*(server_name|access_log|error_log|ErrorLog|CustomLog)\b.*$/gm, ''],
  [/^<\/?VirtualHost.*$/gm, ''],
  [/timeout=3600/g, 'timeout=8'],
]
