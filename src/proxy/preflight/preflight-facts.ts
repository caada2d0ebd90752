/** What a preflight is told, and when there is none to make of it. */

import type { ProxyFinding } from '../proxy-finding.ts'
import type { TreeFacts } from './staged-tree.ts'

export interface PreflightFacts extends TreeFacts {
  /** Names of the bundle's files of which not all is known. */
  readonly unreadable: readonly string[]
  /** What the scan found, for its remedies. */
  readonly findings: readonly ProxyFinding[]
  /** Of the WebSocket, with its query. */
  readonly path: string
  /** Paths of which only the answer to a GET is wanted. */
  readonly furtherPaths?: readonly string[]
  /** The host name that clients ask for. */
  readonly host: string
}

export type Untried =
  /** There is nothing to try out, and nothing wrong with that. */
  | { readonly kind: 'not-needed'; readonly reason: string }
  | { readonly kind: 'not-run'; readonly reason: string; readonly lacks?: Lack }
  /** It was tried out, and what is on the instance alone decides: also of what a reading of the files says. */
  | { readonly kind: 'undecidable'; readonly reason: string }

/** What somebody can provide, so that there is a trial. */
export type Lack = 'program' | 'readable-files'

/** Why there is nothing to try out, or nothing that can be. */
export function findObstacle({ proxy, files, unreadable }: PreflightFacts): Untried | undefined {
  if (proxy.proxy === 'none' || proxy.proxy === 'iis') {
    return { kind: 'not-needed', reason: "the environment has no nginx or httpd of the platform's" }
  }
  if (proxy.proxy === 'unknown') return notRun('the proxy of the platform is not known')
  if (!proxy.tree) return notRun("the platform's own proxy files are not known")
  const unread = unreadable.filter(name => files.get(name) === '')
  if (unread.length > 0) return notRun(`"${unread[0]}" could not be read`, 'readable-files')
  const sizeBytes = [...files.values()].reduce((sum, text) => sum + text.length, 0)
  if (sizeBytes > LONGEST_TREE_BYTES) return notRun('the proxy files are larger than 1 MiB')
  return undefined
}

const LONGEST_TREE_BYTES = 1024 * 1024

export function notRun(reason: string, lacks?: Lack): Untried {
  return { kind: 'not-run', reason, ...(lacks ? { lacks } : {}) }
}
