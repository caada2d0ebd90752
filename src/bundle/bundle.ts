/** A source bundle that can be read, and extended, without being unpacked. */

import { rm } from 'node:fs/promises'
import { parse } from 'node:path'
import { ActionError } from '../action-error.ts'
import { refuseWrongShape } from './bundle-shape.ts'
import { findLeftBehind } from './find-left-behind.ts'
import { findSource, type NamedSource, nameInput, type SourceKind } from './find-source.ts'
import { type LeftOut, listFolder } from './list-folder.ts'
import { type BundleWarning, warnOfStrays } from './never-shipped.ts'
import { openZip } from './open-zip.ts'
import { packFiles } from './pack-files.ts'
import { wrapFile } from './wrap-file.ts'
import { unreadable } from './zip-refusals.ts'

export interface Bundle {
  /** What the user named; all but a zip and a war have been packed into a zip file. */
  readonly kind: SourceKind
  /** Absolute path of what the user named. */
  readonly path: string
  /** The zip file itself: `path`, or what was packed, which is gone after `close`. */
  readonly zipPath: string
  /** Such as "chat.zip"; the extension is the zip file's own. */
  readonly fileName: string
  /** Of the zip file. */
  readonly sizeBytes: number
  /** Names of all entries with forward slashes; folders that have an entry of their own end in a slash. */
  readonly names: readonly string[]
  /** What of a folder is not in the bundle, and because of which file or input. */
  readonly leftOut: readonly LeftOut[]
  /** For a jar and other single files: what was done to make a zip file of it, and why. */
  readonly wrapping: string | undefined
  /** What is deployed and should not be, what a file holds in vain or lacks: that file is never changed. */
  readonly warnings: readonly BundleWarning[]
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
  /** Zip, war, jar, Dockerrun.aws.json, docker-compose.yml or folder, relative to `workspace`; without it `sourceDirectory` is packed. */
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
    if (named.kind !== 'folder' && source.excludePatterns.length > 0) {
      throw excludedFromFile(named, source.excludePatterns)
    }
    const isReady = named.kind === 'zip' || named.kind === 'war'
    const bundle = await openPacked(named, isReady ? readyZip(named) : await pack(named, source))
    return { ...bundle, warnings: [...bundle.warnings, ...(await findLeftBehind(named, bundle, source))] }
  } catch (error) {
    throw isSystemError(error) ? unreadable(nameInput(source), error) : error
  }
}

interface Packed extends Pick<Bundle, 'zipPath' | 'fileName' | 'leftOut' | 'wrapping' | 'warnings'> {
  remove(): Promise<void>
}

function readyZip({ path, fileName }: NamedSource): Packed {
  return { zipPath: path, fileName, leftOut: [], wrapping: undefined, warnings: [], remove: async () => {} }
}

async function pack(named: NamedSource, source: BundleSource): Promise<Packed> {
  const isFolder = named.kind === 'folder'
  const { entries, ...told } = isFolder
    ? { ...(await listFolder(named, source)), wrapping: undefined, warnings: [] }
    : { ...(await wrapFile(named)), leftOut: [] }
  const zipPath = await packFiles({ source: named, entries, temporaryFolder: source.temporaryFolder })
  const fileName = `${isFolder ? named.fileName : parse(named.fileName).name}.zip`
  return { ...told, zipPath, fileName, remove: () => rm(zipPath, { force: true }) }
}

async function openPacked(named: NamedSource, { remove, ...packed }: Packed): Promise<Bundle> {
  const zip = await openZip(packed.zipPath, named).catch(async (error: unknown) => {
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
  const warnings = [...packed.warnings, ...warnOfStrays(named, zip.names)]
  return { ...zip, ...packed, kind, path, warnings, close }
}

function excludedFromFile(named: NamedSource, patterns: readonly string[]): ActionError {
  return new ActionError({
    code: 'bundle-exclude-from-zip',
    message: `'exclude-patterns' was given ("${patterns.join(', ')}") together with a file ("${named.value}"), which is deployed as it is.`,
    hint: "Remove 'exclude-patterns' and leave those files out when that file is made, or remove 'deployment-package-path' to have 'source-directory' packed.",
  })
}

// What the file system refuses: permissions, a file that is gone, a disk that is full.
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}
