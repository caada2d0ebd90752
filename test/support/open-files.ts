/** What this process holds open. */

import { readdir, readlink } from 'node:fs/promises'

/** Paths of the files that are open; only Linux can tell. */
export async function listOpenFiles(): Promise<string[]> {
  const descriptors = await readdir('/proc/self/fd')
  // The one that read the folder is closed by now.
  return await Promise.all(descriptors.map(descriptor => readlink(`/proc/self/fd/${descriptor}`).catch(() => '')))
}
