/** Finds what the inputs name as the source bundle: a zip file or a folder. */

import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, resolve } from 'node:path'
import { ActionError } from '../action-error.ts'
import { quoteForeign, toShellWord } from '../untrusted.ts'

/** What the user named, as messages speak of it. */
export interface NamedSource {
  readonly input: 'deployment-package-path' | 'source-directory'
  readonly value: string
  /** Absolute. */
  readonly path: string
  readonly kind: 'zip' | 'folder'
}

export interface SourceRequest {
  readonly packagePath?: string | undefined
  readonly sourceDirectory: string
  /** What relative paths are relative to. */
  readonly workspace: string
}

/** Throws an ActionError when nothing is there, or something that this version cannot deploy. */
export async function findSource(request: SourceRequest): Promise<NamedSource> {
  const { input, value } = nameInput(request)
  const path = resolve(request.workspace, value)
  const found = await stat(path).catch((error: unknown) => undefinedIfMissing(error))
  if (!found) throw await missing({ input, value, path })
  if (found.isDirectory()) return { input, value, path, kind: 'folder' }
  if (input === 'source-directory') throw notAFolder(value)
  refuseOtherKinds(path, value)
  return { input, value, path, kind: 'zip' }
}

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

type Missing = Omit<NamedSource, 'kind'>

async function missing({ input, value, path }: Missing): Promise<ActionError> {
  const { folder, names } = await listNearest(path)
  const wanted = basename(path).toLowerCase()
  const nearest = names
    .map(name => ({ name, distance: measureDistance(name.toLowerCase(), wanted) - (isZip(name) ? 2 : 0) }))
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

function isZip(name: string): boolean {
  return extname(name).toLowerCase() === '.zip'
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

// What each would be inside a zip file, where proxy files can lie beside it.
const OTHER_KINDS: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/\.war$/i, name => `cp ${toShellWord(name)} ROOT.war && zip bundle.zip ROOT.war`],
  [
    /\.jar$/i,
    name => `echo ${toShellWord(`web: java -jar ${name}`)} > Procfile && zip bundle.zip ${toShellWord(name)} Procfile`,
  ],
  [/^Dockerrun\.aws\.json$/i, name => `zip bundle.zip ${name}`],
  [/^docker-compose\.ya?ml$/i, name => `zip bundle.zip ${name}`],
]

function refuseOtherKinds(path: string, value: string): void {
  const name = basename(path)
  const command = OTHER_KINDS.find(([pattern]) => pattern.test(name))?.[1](name)
  if (!command) return
  throw new ActionError({
    code: 'bundle-kind-unsupported',
    message: `'deployment-package-path' named a file that this version cannot deploy by itself: "${value}".`,
    hint: `Put it into a zip file and name that: ${command}`,
  })
}
