/** Lays out the proxy's files as the platform will: its own tree, the bundle's over it, and what is added. */

import type { ProxyDescription } from '../../platform/describe-proxy.ts'
import { listPlatformFiles } from '../find-proxy.ts'
import type { StagedFile } from './map-nginx-file.ts'

export interface TreeFacts {
  readonly proxy: ProxyDescription
  /** As for the platform's own files. */
  readonly staticFiles?: Readonly<Record<string, string>>
  /** What the bundle has for the proxy: name -> text. */
  readonly files: ReadonlyMap<string, string>
  /** What will be added to it. */
  readonly additions: readonly { readonly name: string; readonly text: string }[]
}

/** Undefined where the platform's own files are not known. `extra`: files of the proxy's package, where nobody has others. */
export function stageTree(
  facts: TreeFacts,
  extra: ReadonlyMap<string, string>,
): ReadonlyMap<string, StagedFile> | undefined {
  const { tree, overlay } = facts.proxy
  if (!tree) return undefined
  const staged = new Map<string, StagedFile>()
  for (const [path, text] of [...extra, ...listPlatformFiles(facts.proxy, facts.staticFiles)]) {
    staged.set(path, { path, text, bundleName: undefined })
  }
  const own = [...facts.files, ...facts.additions.map(({ name, text }) => [name, text] as const)]
  for (const [name, text] of own) {
    if (overlay === undefined || !name.startsWith(overlay) || name.endsWith('/')) continue
    const path = name.slice(overlay.length)
    staged.set(path, { path, text, bundleName: name })
  }
  return staged
}
