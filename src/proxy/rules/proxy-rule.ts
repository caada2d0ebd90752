/** What a rule about a bundle's proxy files is, and what it may look at. */

import type { ProxyDescription } from '../../platform/describe-proxy.ts'
import type { LoadedDirective, NginxTree } from '../nginx-tree.ts'
import type { ProxyFinding } from '../proxy-finding.ts'
import type { Ebextension } from '../read-ebextension.ts'

export interface ProxyRule {
  /** Its heading in docs/proxy-files.md. */
  readonly name: string
  find(scanned: ScannedFiles): readonly RuleFinding[]
}

/** A rule about nginx's files: asked only where nginx is the proxy. */
export interface NginxRule {
  readonly name: string
  find(nginx: ScannedNginx): readonly RuleFinding[]
}

export type RuleFinding = Omit<ProxyFinding, 'rule'>

export interface ScannedFiles {
  /** All names in the bundle. */
  readonly names: readonly string[]
  readonly proxy: ProxyDescription
  /** The environment property PORT, where somebody set it. */
  readonly port: number | undefined
  /** Undefined where nginx is not the proxy. */
  readonly tree: NginxTree | undefined
  /** What the bundle has below the proxy's own folder, by name, as far as it could be read. */
  readonly files: ReadonlyMap<string, string>
  /** The `.ebextensions/*.config` that could be read, in the order in which Beanstalk reads them. */
  readonly extensions: readonly Ebextension[]
  /** Hooks, and files that look like proxy files where nothing reads them, as far as they could be read: name -> text. */
  readonly strays: ReadonlyMap<string, string>
}

export interface ScannedNginx extends Omit<ScannedFiles, 'tree' | 'extensions'> {
  readonly tree: NginxTree
  /** Paths of the platform's own files, relative to nginx's folder. */
  readonly platformPaths: readonly string[]
  /** The files that `.ebextensions` write, such as "/etc/pki/tls/certs/server.crt". */
  readonly writtenPaths: readonly string[]
  /** What `.ebextensions` run. */
  readonly commands: readonly string[]
}

type Place = Pick<LoadedDirective, 'file' | 'line'>

/** "proxy.conf" line 3, as messages begin. */
export function nameLine({ file, line }: Place): string {
  return `"${file}" line ${line}`
}

/** nginx will not take it. `what` completes '"a.conf" line 1 ...'; `error` is what nginx writes. */
export function refuse(place: Place, { what, error, remedy }: Refusal): RuleFinding {
  const { file, line } = place
  const message = `${nameLine(place)} ${what}: nginx would refuse it${error ? ` (${error})` : ''}, and the deployment would fail with the proxy down.`
  return { kind: 'refused-by-proxy', file, line, message, remedy }
}

export interface Refusal {
  readonly what: string
  /** What nginx writes, where that is always the same. */
  readonly error?: string
  readonly remedy: string
}

/** It works, or does nothing. `what` completes '"a.conf" line 1 ...' as a whole sentence. */
export function tell(kind: 'note' | 'no-effect', place: Place, { what, remedy }: Telling): RuleFinding {
  const { file, line } = place
  return { kind, file, line, message: `${nameLine(place)} ${what}`, remedy }
}

type Telling = Pick<Refusal, 'what' | 'remedy'>

/** The file's own name without its folders. */
export function lastPart(path: string): string {
  return path.split('/').at(-1) ?? path
}

const LONGEST_QUOTE = 80

/** What a file has written, short enough for a message. */
export function shorten(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text
}
