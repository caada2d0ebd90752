/** Where the docs of this action tell more about a finding: as words that hold everywhere, and as a link where the place is known. Pure. */

import type { Finding } from '../handshake/findings.ts'

/** Where this action comes from, as the runner says; '' where it does not, as for an action of the workflow's own repository. */
export interface DocsPlace {
  readonly serverUrl: string
  /** "octo-org/beanstalk-websockets" */
  readonly repository: string
  readonly ref: string
}

/** The heading of its kind, by the path in this repository. */
export function nameSection({ kind }: Pick<Finding, 'kind'>): string {
  return `docs/findings.md#${kind}`
}

/** Undefined where the place is not known. */
export function linkSection(section: string, { serverUrl, repository, ref }: DocsPlace): URL | undefined {
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^[\w./-]+$/.test(ref)) return undefined
  const url = URL.parse(`${serverUrl}/${repository}/blob/${ref}/${section}`)
  return url?.protocol === 'https:' ? url : undefined
}

/** A rendered page in which each section that is named in code is a link; as it is where that would be longer than `maxBytes`. */
export function linkSections(page: string, place: DocsPlace, maxBytes: number): string {
  const linked = page.replaceAll(NAMED, (words, section) => {
    const url = linkSection(section, place)
    return url ? `[${section}](<${url.href}>)` : words
  })
  return Buffer.byteLength(linked) > maxBytes ? page : linked
}

const NAMED = /(?<=^More about it in beanstalk-websockets: )`(docs\/findings\.md#[a-z-]+)`$/gm
