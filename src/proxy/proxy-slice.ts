/** What one part of the proxy's plan adds to a bundle, keeps of it, and has to say. */

import type { ProxyFinding } from './proxy-finding.ts'

export interface ProxySlice {
  readonly additions: readonly ProxyFile[]
  /** Files of the bundle that do what one of ours would do, or decide what ours could not. */
  readonly kept: readonly KeptFile[]
  readonly findings: readonly ProxyFinding[]
}

export interface ProxyFile {
  readonly name: string
  readonly text: string
  /** Completes "added, because ...". */
  readonly reason: string
  /** What it is for: a WebSocket opens, it stays open, the others have an effect, or the check can ask the proxy. */
  readonly purpose: 'upgrade' | 'timeouts' | 'pin' | 'beacon'
}

export interface KeptFile {
  readonly name: string
  readonly reason: string
}

export const NOTHING: ProxySlice = { additions: [], kept: [], findings: [] }

export function add(file: ProxyFile): ProxySlice {
  return { ...NOTHING, additions: [file] }
}

export function tell(finding: ProxyFinding): ProxySlice {
  return { ...NOTHING, findings: [finding] }
}

export function keepOwn(name: string): ProxySlice {
  return { ...NOTHING, kept: [{ name, reason: 'the bundle has its own file of this name' }] }
}

export function joinSlices(slices: readonly ProxySlice[]): ProxySlice {
  return {
    additions: slices.flatMap(slice => slice.additions),
    kept: slices.flatMap(slice => slice.kept),
    findings: slices.flatMap(slice => slice.findings),
  }
}
