/** Finds what of the repository configures Beanstalk, and is not in what is deployed: nobody else would say so. */

import { readdir } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { quoteForeign, toShellWord } from '../untrusted.ts'
import type { NamedSource } from './find-source.ts'
import type { LeftOut } from './list-folder.ts'
import type { BundleWarning } from './never-shipped.ts'

export interface LeftBehindPlaces {
  /** Absolute. */
  readonly workspace: string
  /** Relative to it. */
  readonly sourceDirectory: string
}

export interface BundleContent {
  readonly names: readonly string[]
  readonly leftOut: readonly LeftOut[]
}

const FOLDERS = ['.platform', '.ebextensions'] as const

/**
 * Looks beside the file and above it, up to the workspace, and in `source-directory`. A folder without a file is none.
 * Never throws: what cannot be read is not there.
 */
export async function findLeftBehind(
  named: NamedSource,
  { names, leftOut }: BundleContent,
  places: LeftBehindPlaces,
): Promise<BundleWarning[]> {
  const missing = FOLDERS.filter(folder => !names.some(name => name.startsWith(`${folder}/`)))
  if (named.kind === 'folder') return missing.flatMap(folder => warnOfIgnored(named, folder, leftOut))
  for (const place of listPlaces(named, places)) {
    const found: string[] = []
    for (const folder of missing) if (await holdsFiles(join(place, folder))) found.push(folder)
    if (found.length > 0) return [warnOf(named, found, relative(places.workspace, place))]
  }
  return []
}

// Who excludes them by the input knows it; in an ignore file a pattern such as ".*" may not be meant for them.
function warnOfIgnored({ value }: NamedSource, folder: string, leftOut: readonly LeftOut[]): BundleWarning[] {
  const ignored = leftOut.find(({ name }) => name.startsWith(`${folder}/`))
  if (!ignored || ignored.by === "'exclude-patterns'") return []
  return [
    {
      message: `${quoteForeign(folder)} of ${quoteForeign(value)} is left out by ${quoteForeign(ignored.by)}: what it is for has no effect on the instances.`,
      remedy: `Add two lines at the end of that file: !${folder}/ and !${folder}/**`,
    },
  ]
}

function listPlaces({ path }: NamedSource, { workspace, sourceDirectory }: LeftBehindPlaces): string[] {
  const places = [resolve(workspace, sourceDirectory)]
  const isInside = (folder: string) => folder === workspace || folder.startsWith(workspace + sep)
  for (let folder = dirname(path); isInside(folder); folder = dirname(folder)) places.push(folder)
  return [...new Set([...places, workspace])]
}

async function holdsFiles(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.some(entry => !entry.isDirectory())
}

function warnOf(named: NamedSource, folders: readonly string[], place: string): BundleWarning {
  const { input, value, kind } = named
  const shown = folders.map(folder => quoteForeign(place === '' ? folder : `${place.split(sep).join('/')}/${folder}`))
  const they = folders.length > 1 ? 'they are' : 'it is'
  return {
    message: `The repository has ${shown.join(' and ')}, and the file that '${input}' names, ${quoteForeign(value)}, does not: what ${they} for has no effect on the instances.`,
    remedy: `${adviseFor(kind)}: ${writeCommand(named, folders, place)}`,
  }
}

function adviseFor(kind: NamedSource['kind']): string {
  if (kind === 'zip' || kind === 'war')
    return 'Add before the deployment ("zip -r file.zip *" leaves out what begins with a dot)'
  return "Deploy a zip that holds both, and name it in 'deployment-package-path'"
}

// From the folder that has them, so that they are at the root of the zip.
function writeCommand({ value, kind }: NamedSource, folders: readonly string[], place: string): string {
  const isZip = kind === 'zip' || kind === 'war'
  const target = isZip ? value : `${basename(value).replace(/\.[^.]+$/, '')}.zip`
  const add = (to: string) => `zip -r ${toShellWord(to)} ${folders.join(' ')}`
  const up = place === '' ? '' : '../'.repeat(place.split(sep).length)
  const added =
    place === '' || target.startsWith('/') ? add(target) : `(cd ${toShellWord(place)} && ${add(up + target)})`
  return isZip ? added : `zip -j ${toShellWord(target)} ${toShellWord(value)} && ${added}`
}
