/** Unpacks a source bundle as the platform's `unzip` does, into a folder that it cannot leave. */

import { createWriteStream } from 'node:fs'
import { mkdir, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Entry, openPromise, validateFileName, type ZipFile } from 'yauzl'

export interface UnpackLimits {
  readonly maxEntries: number
  readonly maxTotalBytes: number
}

/** What is wrong with the bundle, as `unzip` would put it on stderr. */
export class BundleError extends Error {
  override readonly name = 'BundleError'
}

const LIMITS: UnpackLimits = { maxEntries: 100_000, maxTotalBytes: 2 * 1024 ** 3 }
const MAX_LINK_BYTES = 4096
const FILE_TYPE_MASK = 0o170000
const SYMBOLIC_LINK = 0o120000
const MADE_BY_UNIX = 3

/**
 * Unpacks the zip into `folder`, which exists and is empty. Keeps exec bits, and symbolic links that stay inside.
 * @throws BundleError for anything that is wrong with the zip, with what was unpacked so far left behind.
 */
export async function unpackBundle(bundlePath: string, folder: string, limits = LIMITS): Promise<void> {
  try {
    const zip = await openPromise(bundlePath, { lazyEntries: true, autoClose: true })
    if (zip.entryCount > limits.maxEntries) throw new BundleError(`more than ${limits.maxEntries} entries`)
    await unpackEntries(zip, folder, limits)
  } catch (error) {
    if (error instanceof BundleError) throw error
    throw new BundleError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

async function unpackEntries(zip: ZipFile, folder: string, limits: UnpackLimits): Promise<void> {
  const links = new Map<string, string>()
  const budget = { left: limits.maxTotalBytes }
  for await (const entry of zip.eachEntry()) {
    refuseBackslashes(entry)
    const path = entry.fileName.replace(/\/+$/, '')
    if (path === '') continue
    if (isSymbolicLink(entry)) links.set(path, await readLink(zip, entry))
    else if (entry.fileName.endsWith('/')) await mkdir(join(folder, path), { recursive: true })
    else await unpackFile(zip, { entry, path: join(folder, path) }, budget)
  }
  // Links come last, so that no file is written through one.
  for (const [path, target] of links) await createLink(folder, path, target)
}

// yauzl reads backslashes as slashes; Amazon Linux's unzip does too, but exits with 1, which fails the deployment.
function refuseBackslashes(entry: Entry): void {
  if (entry.fileNameRaw.includes('\\')) throw new BundleError('appears to use backslashes as path separators')
}

interface FileToUnpack {
  readonly entry: Entry
  readonly path: string
}

async function unpackFile(zip: ZipFile, { entry, path }: FileToUnpack, budget: { left: number }): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      budget.left -= chunk.length
      done(budget.left < 0 ? new BundleError('too large when unpacked') : null, chunk)
    },
  })
  const mode = (unixMode(entry) & 0o111) === 0 ? 0o644 : 0o755
  await pipeline(await zip.openReadStreamPromise(entry), counted, createWriteStream(path, { mode }))
}

async function readLink(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > MAX_LINK_BYTES) throw new BundleError(`symbolic link too long: ${entry.fileName}`)
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

async function createLink(folder: string, path: string, target: string): Promise<void> {
  if (!staysInside(path, target)) throw new BundleError(`symbolic link leaves the bundle: ${path} -> ${target}`)
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await symlink(target, join(folder, path))
}

// ".." only counts from the link's own folder, which is a real one: behind another link it would mean something else.
function staysInside(path: string, target: string): boolean {
  const segments = target.split('/').filter(segment => segment !== '' && segment !== '.')
  const steps = segments.findIndex(segment => segment !== '..')
  const stepsUp = steps === -1 ? segments.length : steps
  const depth = path.split('/').length - 1
  return validateFileName(segments.slice(stepsUp).join('/')) === null && !target.startsWith('/') && stepsUp <= depth
}

function isSymbolicLink(entry: Entry): boolean {
  return (unixMode(entry) & FILE_TYPE_MASK) === SYMBOLIC_LINK
}

function unixMode(entry: Entry): number {
  return entry.versionMadeBy >>> 8 === MADE_BY_UNIX ? entry.externalFileAttributes >>> 16 : 0
}
