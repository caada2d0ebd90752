/** Loads a file of targets from the workspace. */

import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ActionError } from '../action-error.ts'
import { quoteForeign } from '../untrusted.ts'
import type { CheckTarget } from './check-target.ts'
import type { TargetSurroundings } from './join-target.ts'
import { readTargets } from './read-targets.ts'

export interface TargetsPlace {
  readonly path: string
  /** Where relative paths start. */
  readonly workspace: string
}

const MOST_BYTES = 256 * 1024

/** Throws an ActionError when it cannot be read, and one that names every mistake in it. */
export async function loadTargets(place: TargetsPlace, surroundings: TargetSurroundings): Promise<CheckTarget[]> {
  return readTargets({ path: place.path, text: await readText(place) }, surroundings)
}

async function readText({ path, workspace }: TargetsPlace): Promise<string> {
  const [message, bytes] = await readBytes(resolve(workspace, path))
  if (message === undefined) return bytes.toString('utf8')
  throw new ActionError({
    code: 'targets-unreadable',
    message: `The file ${quoteForeign(path)} ${message}.`,
    hint: 'Write in \'targets\' the path of a YAML file in the repository, such as ".github/websockets.yml", and let a step with "uses: actions/checkout@v7" run before.',
  })
}

async function readBytes(path: string): Promise<[problem: string | undefined, bytes: Buffer]> {
  const nothing = Buffer.alloc(0)
  try {
    const found = await stat(path)
    if (!found.isFile()) return ['was no file', nothing]
    if (found.size > MOST_BYTES) return [`had ${found.size} bytes, more than ${MOST_BYTES}`, nothing]
    return [undefined, await readFile(path)]
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    return [`could not be read${code}`, nothing]
  }
}
