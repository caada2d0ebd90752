/** Finds out which path of the app most likely takes WebSockets, from what the source bundle says. */

import type { Bundle } from '../bundle/bundle.ts'
import type { ProxySurvey } from '../proxy/scan-proxy-files.ts'
import { parseJson, readProperty } from '../read-json.ts'

export interface WebSocketPath {
  /** With a query where the server wants one. */
  readonly path: string
  readonly source: 'socket.io' | 'action-cable' | 'location' | 'default'
  /** Completes "this path, because ...". */
  readonly because: string
}

const LONGEST_MANIFEST_BYTES = 1024 * 1024

/** The first that the bundle gives: Socket.IO's path, Action Cable's, a location of its own that hands Upgrade on, "/". */
export async function findWebSocketPath(
  bundle: Pick<Bundle, 'has' | 'readText'>,
  survey: Pick<ProxySurvey, 'upgradeLocations' | 'httpd'>,
): Promise<WebSocketPath> {
  const range = await findSocketIo(bundle)
  if (range !== undefined) {
    // https://socket.io/docs/v4/engine-io-protocol/: revision 4 since Socket.IO 3, revision 3 before.
    const revision = /^\D*[012]\./.test(`${range}.`) ? 3 : 4
    const path = `/socket.io/?EIO=${revision}&transport=websocket`
    return { path, source: 'socket.io', because: `package.json depends on socket.io "${range}"` }
  }
  if (bundle.has('config/cable.yml')) {
    return { path: '/cable', source: 'action-cable', because: 'config/cable.yml sets up Action Cable' }
  }
  // Of the other kinds a path that matches cannot be read off.
  const location = listOwnPaths(survey).find(({ path }) => /^\/[\w./~-]+$/.test(path))
  if (!location) return { path: '/', source: 'default', because: 'the bundle names no other path' }
  const { path, file, line } = location
  return { path, source: 'location', because: `"${file}" line ${line} hands Upgrade on there` }
}

interface OwnPath {
  readonly path: string
  readonly file: string
  readonly line: number
}

function listOwnPaths({ upgradeLocations, httpd }: Pick<ProxySurvey, 'upgradeLocations' | 'httpd'>): OwnPath[] {
  const ofHttpd = httpd.mappings.filter(({ passesUpgrade }) => passesUpgrade)
  return [
    ...upgradeLocations.filter(({ modifier }) => /^(=|\^~)?$/.test(modifier)),
    ...ofHttpd.map(({ path = '', file, line }) => ({ path, file, line })),
  ]
}

/** The version range of the dependency. */
async function findSocketIo(bundle: Pick<Bundle, 'readText'>): Promise<string | undefined> {
  const text = await bundle.readText('package.json', LONGEST_MANIFEST_BYTES)
  if (text === undefined) return undefined
  const range = readProperty(readProperty(parseJson(text), 'dependencies'), 'socket.io')
  return typeof range === 'string' ? range : undefined
}
