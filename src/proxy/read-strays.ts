/** Reads the hooks of a bundle and its other commands, and what looks like a proxy file where nothing reads it. */

import type { Bundle } from '../bundle/bundle.ts'

const LONGEST_FILE_BYTES = 64 * 1024
const MOST_FILES = 100

const STRAYS = [
  /^(Buildfile|Procfile)$/,
  /^\.platform\/(hooks|confighooks)\/[^/]+\/[^/]+$/,
  /^\.platform\/(nginx|httpd)\/.+\.(conf|config)$/,
  /^\.ebextensions\/(nginx|httpd)\/.+\.conf$/,
  /^\.ebextensions\/[^/]+\.conf$/,
  /^\.?platform\/.+\.conf$/,
]

/** Name -> text; without those that are too long, or too many. */
export async function readStrays(bundle: Pick<Bundle, 'names' | 'readText'>): Promise<ReadonlyMap<string, string>> {
  const names = bundle.names.filter(name => STRAYS.some(pattern => pattern.test(name)))
  const texts = new Map<string, string>()
  for (const name of names.slice(0, MOST_FILES)) {
    const text = await bundle.readText(name, LONGEST_FILE_BYTES)
    if (text !== undefined) texts.set(name, text)
  }
  return texts
}
