/** What a bundle's proxy files, or the lack of them, will come to on the instance: in words for people, and who says so. */

import type { FindingKind } from '../handshake/findings.ts'

export interface ProxyFinding {
  /**
   * - `refused-by-proxy`: nginx or httpd will not take it, so the deployment fails with the proxy down; the preflight can
   *   ask the real one.
   * - `refused-by-instance`: another step of the deployment fails on it, which nothing can try out here.
   * - `no-effect`: it does not do what it seems to do.
   * - `note`: it works, with a consequence that is worth knowing.
   */
  readonly kind: 'refused-by-proxy' | 'refused-by-instance' | 'no-effect' | 'note'
  /**
   * False for "nothing defines this name": only what could be read was looked through, and the instance may have more.
   * Left out for what the lines say by themselves.
   */
  readonly isCertain?: false | undefined
  /** Its heading in docs/proxy-files.md. Undefined for what the plan of the additions says. */
  readonly rule?: string | undefined
  /** In the bundle; undefined where no single file is meant. */
  readonly file?: string | undefined
  /** Counted from 1. */
  readonly line?: number | undefined
  /** Of a WebSocket that is opened all the same: what that will come to. Once it has, there is no more to tell. */
  readonly foretells?: FindingKind | undefined
  /** Names the file, and the line where it is known; what happens on the instance. */
  readonly message: string
  /** What to do; after an empty line may stand what to paste. */
  readonly remedy: string
}

/** The words of these rules are about the bundle's own lines: no file or module from elsewhere makes them right. */
const CERTAIN_RULES: ReadonlySet<string | undefined> = new Set([
  'byte-order-mark',
  'yaml-in-nginx-file',
  'nginx-syntax',
  'directive-not-allowed-here',
  'duplicate-directive',
  'duplicate-location',
  'duplicate-upstream',
  'duplicate-log-format',
  'duplicate-zone',
  'duplicate-default-server',
  'duplicate-listen',
])

/** Of a finding that was read, not tried out: whatever else is on the instance, the proxy will not take it. */
export function isCertainRefusal({ kind, rule }: ProxyFinding): boolean {
  return kind === 'refused-by-proxy' && CERTAIN_RULES.has(rule)
}

/** The deployment would fail. */
export function isRefusal({ kind }: ProxyFinding): boolean {
  return kind === 'refused-by-proxy' || kind === 'refused-by-instance'
}
