/** A source bundle that can be read, and extended, without being unpacked. */

import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { ActionError } from '../action-error.ts'
import { refuseWrongShape } from './bundle-shape.ts'
import { findSource, type NamedSource, nameInput } from './find-source.ts'
import { type LeftOut, listFolder } from './list-folder.ts'
import { openZip } from './open-zip.ts'
import { packFolder } from './pack-folder.ts'
import { unreadable } from './zip-refusals.ts'

export interface Bundle {
  /** What the user named; a folder has been packed into a zip file. */
  readonly kind: 'zip' | 'folder'
  /** Absolute path of what the user named. */
  readonly path: string
  /** The zip file itself: `path`, or the packed folder, which is gone after `close`. */
  readonly zipPath: string
  /** Such as "chat.zip". */
  readonly fileName: string
  /** Of the zip file. */
  readonly sizeBytes: number
  /** Names of all entries with forward slashes; folders that have an entry of their own end in a slash. */
  readonly names: readonly string[]
  /** What of a folder is not in the bundle, and because of which file or input. */
  readonly leftOut: readonly LeftOut[]
  has(name: string): boolean
  /**
   * The file's text as UTF-8, a byte order mark included; through symbolic links to other files of the bundle.
   * Undefined when there is no such file (`has` tells), and for one longer than `maxBytes`.
   */
  readText(name: string, maxBytes: number): Promise<string | undefined>
  /** Removes what was written; may be called twice. */
  close(): Promise<void>
}

export interface BundleSource {
  /** Zip file or folder, relative to `workspace`; without it `sourceDirectory` is packed. */
  readonly packagePath?: string | undefined
  readonly sourceDirectory: string
  /** Of a folder only; as in a .gitignore. */
  readonly excludePatterns: readonly string[]
  readonly workspace: string
  readonly temporaryFolder: string
  readonly symlinks?: 'preserve'
}

/** Throws an ActionError, whose message names the input and its value, for all that cannot be deployed. */
export async function openBundle(source: BundleSource): Promise<Bundle> {
  try {
    const named = await findSource(source)
    if (named.kind === 'folder') return await packAndOpen(named, source)
    if (source.excludePatterns.length > 0) throw excludedFromZip(named, source.excludePatterns)
    return await openPacked(named, { zipPath: named.path, leftOut: [], remove: async () => {} })
  } catch (error) {
    throw isSystemError(error) ? unreadable(nameInput(source), error) : error
  }
}

async function packAndOpen(named: NamedSource, source: BundleSource): Promise<Bundle> {
  const { temporaryFolder } = source
  const { entries, leftOut } = await listFolder(named, source)
  const zipPath = await packFolder({ source: named, entries, temporaryFolder })
  return await openPacked(named, { zipPath, leftOut, remove: () => rm(zipPath, { force: true }) })
}

interface Packed {
  readonly zipPath: string
  readonly leftOut: readonly LeftOut[]
  remove(): Promise<void>
}

async function openPacked(named: NamedSource, { zipPath, leftOut, remove }: Packed): Promise<Bundle> {
  const zip = await openZip(zipPath, named).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  const close = async () => {
    zip.close()
    await remove()
  }
  try {
    refuseWrongShape(named, zip.names)
  } catch (error) {
    await close()
    throw error
  }
  const { kind, path } = named
  const fileName = kind === 'zip' ? basename(path) : `${basename(path)}.zip`
  return { ...zip, kind, path, zipPath, fileName, leftOut, close }
}

function excludedFromZip(named: NamedSource, patterns: readonly string[]): ActionError {
  return new ActionError({
    code: 'bundle-exclude-from-zip',
    message: `'exclude-patterns' was given ("${patterns.join(', ')}") together with a zip file ("${named.value}"), which is deployed as it is.`,
    hint: "Remove 'exclude-patterns' and leave those files out when the zip file is made, or remove 'deployment-package-path' to have 'source-directory' packed.",
  })
}

// What the file system refuses: permissions, a file that is gone, a disk that is full.
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}
