/** What no instance needs and nobody may find there: left out of a folder, and warned about in a file that is deployed as it is. */

import { quoteForeign, toShellWord } from '../untrusted.ts'
import type { NamedSource } from './find-source.ts'

/** About a bundle that is deployed all the same. */
export interface BundleWarning {
  readonly message: string
  readonly remedy: string
}

interface Stray {
  /** Of an entry's name; a folder's ends in a slash. */
  readonly pattern: RegExp
  readonly reason: string
  /** For `zip -x`, whose star goes over slashes too. */
  readonly zipPatterns: readonly string[]
}

const STRAYS: readonly Stray[] = [
  {
    // A file of this name is that of a worktree or a submodule.
    pattern: /(^|\/)\.git(\/|$)/,
    reason:
      'there a checkout keeps all of its history and, unless "persist-credentials: false" was set, its credentials',
    zipPatterns: ['.git', '.git/*', '*/.git', '*/.git/*'],
  },
  {
    // actions/checkout from version 6 on: src/git-auth-helper.ts.
    pattern: /(^|\/)git-credentials-[\da-f-]{36}\.config$/,
    reason: 'there actions/checkout keeps its credentials',
    zipPatterns: ['*git-credentials-*.config'],
  },
  {
    pattern: /(^|\/)node_modules\/\.cache(\/|$)/,
    reason: 'tools that build keep there what they would make again',
    zipPatterns: ['*node_modules/.cache/*'],
  },
  {
    pattern: /(^|\/)(source-bundle-[\da-f-]{36}\.zip|beanstalk-websockets-report-\d+\.json)$/,
    reason: 'this action wrote it',
    zipPatterns: ['*source-bundle-*.zip', '*beanstalk-websockets-report-*.json'],
  },
]

export function isNeverShipped(name: string): boolean {
  return STRAYS.some(({ pattern }) => pattern.test(name))
}

/** `names` are those of a file that is never changed. */
export function warnOfStrays({ input, value }: NamedSource, names: readonly string[]): BundleWarning[] {
  return STRAYS.flatMap(({ pattern, reason, zipPatterns }) => {
    const found = names.filter(name => pattern.test(name))
    const [first] = found
    if (first === undefined) return []
    const count = found.length === 1 ? 'It is' : `They are ${found.length} entries, and are`
    return {
      message: `'${input}' ${quoteForeign(value)} holds ${quoteForeign(first)}: ${reason}. ${count} deployed with the rest.`,
      remedy: `Leave it out when that file is made: zip -r ${toShellWord(value)} . -x ${zipPatterns.map(each => `'${each}'`).join(' ')}`,
    }
  })
}
