/** The app's package.json, as far as the platform looks into it. */

import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface AppManifest {
  readonly scripts?: unknown
  readonly dependencies?: unknown
}

const MAX_FILE_BYTES = 1024 * 1024

/** A package.json that cannot be read counts as none: npm names what is wrong with it. */
export async function readManifest(folder: string): Promise<AppManifest | undefined> {
  try {
    const manifest: unknown = JSON.parse((await readSmallText(join(folder, 'package.json'))) ?? '')
    return typeof manifest === 'object' && manifest !== null ? manifest : undefined
  } catch {
    return undefined
  }
}

/** The text of a file of at most 1 MiB; undefined when there is none. */
export async function readSmallText(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined || !found.isFile() || found.size > MAX_FILE_BYTES) return undefined
  return await readFile(path, 'utf8')
}
