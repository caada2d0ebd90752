/** Finds the proxy programs that are installed on this machine. Nothing is installed for it. */

import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'

export interface Program {
  /** Absolute. */
  readonly path: string
  /** What it says of itself, such as "1.24.0"; '' when it does not say. */
  readonly version: string
}

const LONGEST_ANSWER_MS = 3000

/**
 * The first of `names` in the folders of `searchPath`. After each ".../bin" its neighbour ".../sbin" is looked into as
 * well, where Debian and Amazon Linux have servers, and where the PATH of an ordinary user may not lead.
 */
export async function findProgram(names: readonly string[], searchPath: string): Promise<string | undefined> {
  const folders = searchPath.split(delimiter).filter(isAbsolute)
  for (const folder of new Set(folders.flatMap(folder => [folder, folder.replace(/\/bin\/*$/, '/sbin')]))) {
    for (const name of names) {
      const path = join(folder, name)
      if (await isExecutable(path)) return path
    }
  }
  return undefined
}

/** With the version that stands behind a slash in what `-v` prints ("nginx/1.24.0", "Apache/2.4.62"). */
export async function describeProgram(path: string, signal: AbortSignal): Promise<Program> {
  const options = { env: {}, signal, timeout: LONGEST_ANSWER_MS, maxBuffer: 64 * 1024 }
  const told = await new Promise<string>(resolve => {
    execFile(path, ['-v'], options, (_, stdout, stderr) => resolve(`${stdout}${stderr}`))
  })
  return { path, version: /\/(\d+(?:\.\d+){1,3})\b/.exec(told)?.[1] ?? '' }
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
