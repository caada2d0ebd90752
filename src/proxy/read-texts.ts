/** Reads text files of a bundle, as far as they are not too many or too large. */

import type { Bundle } from '../bundle/bundle.ts'

export interface Texts {
  readonly read: ReadonlyMap<string, string>
  readonly unread: readonly string[]
}

const LONGEST_FILE_BYTES = 256 * 1024
const MOST_FILES = 500

/** Throws what `readText` throws (an ActionError for a damaged zip). */
export async function readTexts(bundle: Pick<Bundle, 'readText'>, names: readonly string[]): Promise<Texts> {
  const read = new Map<string, string>()
  const unread = names.slice(MOST_FILES)
  for (const name of names.slice(0, MOST_FILES)) {
    const text = await bundle.readText(name, LONGEST_FILE_BYTES)
    if (text === undefined) unread.push(name)
    else read.set(name, text)
  }
  return { read, unread }
}

/** `.ebextensions/*.config`, in the order in which Beanstalk reads them. */
export function listConfigs({ names }: Pick<Bundle, 'names'>): string[] {
  return names.filter(name => /^\.ebextensions\/[^/]+\.config$/.test(name)).sort()
}
