/** Finds what the inputs name as the source bundle: an archive, a file that stands for an app, or a folder. */

import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, resolve } from 'node:path'
import { ActionError } from '../action-error.ts'
import { quoteForeign } from '../untrusted.ts'

/** What the user named, as messages speak of it. */
export interface NamedSource {
  readonly input: 'deployment-package-path' | 'source-directory'
  readonly value: string
  /** Absolute. */
  readonly path: string
  /** Such as "chat.zip"; of a folder its own name. */
  readonly fileName: string
  readonly kind: SourceKind
}

export type SourceKind = 'zip' | 'war' | 'jar' | 'dockerrun' | 'compose' | 'folder'

export interface SourceRequest {
  readonly packagePath?: string | undefined
  readonly sourceDirectory: string
  /** What relative paths are relative to. */
  readonly workspace: string
}

/** Throws an ActionError when nothing is there, or a file in the place of a folder. */
export async function findSource(request: SourceRequest): Promise<NamedSource> {
  const { input, value } = nameInput(request)
  const path = resolve(request.workspace, value)
  const found = await stat(path).catch((error: unknown) => undefinedIfMissing(error))
  if (!found) throw await missing({ input, value, path })
  const fileName = basename(path)
  if (found.isDirectory()) return { input, value, path, fileName, kind: 'folder' }
  if (input === 'source-directory') throw notAFolder(value)
  const kind = KINDS.find(([pattern]) => pattern.test(fileName))?.[1] ?? 'zip'
  return { input, value, path, fileName, kind }
}

const KINDS: readonly (readonly [RegExp, SourceKind])[] = [
  [/\.war$/i, 'war'],
  [/\.jar$/i, 'jar'],
  [/^Dockerrun\.aws\.json$/i, 'dockerrun'],
  [/^(docker-)?compose\.ya?ml$/i, 'compose'],
]

/** The input that counts, and its value. */
export function nameInput({ packagePath, sourceDirectory }: SourceRequest): Pick<NamedSource, 'input' | 'value'> {
  return packagePath === undefined
    ? { input: 'source-directory', value: sourceDirectory }
    : { input: 'deployment-package-path', value: packagePath }
}

function undefinedIfMissing(error: unknown): undefined {
  const code = (error as NodeJS.ErrnoException).code
  if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
}

type Missing = Omit<NamedSource, 'kind' | 'fileName'>

async function missing({ input, value, path }: Missing): Promise<ActionError> {
  const { folder, names } = await listNearest(path)
  const wanted = basename(path).toLowerCase()
  const nearest = names
    .map(name => ({ name, distance: measureDistance(name.toLowerCase(), wanted) - (isPackage(name) ? 2 : 0) }))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 5)
    .map(({ name }) => quoteForeign(name))
  const what = input === 'source-directory' ? 'a folder' : 'a file'
  const there =
    nearest.length > 0 ? `${quoteForeign(folder)} has ${nearest.join(', ')}` : `${quoteForeign(folder)} is empty`
  return new ActionError({
    code: 'bundle-not-found',
    message: `'${input}' named ${what} that does not exist: "${value}".`,
    hint: `Write the path as it is after the build, relative to the workspace; ${there}. If another job built it, download it first (actions/download-artifact).`,
  })
}

const MOST_NAMES = 1000

async function listNearest(path: string): Promise<{ folder: string; names: string[] }> {
  let folder = dirname(path)
  while (folder !== dirname(folder)) {
    const names = await readdir(folder).catch(() => undefined)
    if (names) return { folder, names: names.filter(name => name !== '.git').slice(0, MOST_NAMES) }
    folder = dirname(folder)
  }
  return { folder, names: [] }
}

function isPackage(name: string): boolean {
  return ['.zip', '.war', '.jar'].includes(extname(name).toLowerCase())
}

// Levenshtein's distance, of the first 60 characters.
function measureDistance(a: string, b: string): number {
  const [left, right] = [a.slice(0, 60), b.slice(0, 60)]
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let i = 1; i <= left.length; i++) {
    const next = [i]
    for (let j = 1; j <= right.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[right.length] ?? 0
}

function notAFolder(value: string): ActionError {
  return new ActionError({
    code: 'bundle-not-a-folder',
    message: `'source-directory' named a file, not a folder: "${value}".`,
    hint: `Write it as: deployment-package-path: ${value}`,
  })
}
