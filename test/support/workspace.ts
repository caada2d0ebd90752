/** Temporary folders for tests, removed when the test has ended. */

import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { onTestFinished, TestRunner } from 'vitest'
import { ZipFile } from 'yazl'

export interface Workspace extends AsyncDisposable {
  /** Absolute, without symbolic links. */
  readonly path: string
  /** `file('a/b.txt')`: the absolute path of something in the workspace, which need not exist. */
  file(name: string): string
  /** For folders made outside of a test (`beforeAll`), which remove themselves only when told. */
  remove(): Promise<void>
}

/** A fresh folder holding `files` (path to text). Inside a test it is removed when the test has finished. */
export async function openWorkspace(files: Readonly<Record<string, string | Buffer>> = {}): Promise<Workspace> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'beanstalk-websockets-')))
  const remove = () => rm(path, { recursive: true, force: true, maxRetries: 3 })
  if (TestRunner.getCurrentTest()) onTestFinished(remove)
  await writeFiles(path, files)
  return { path, file: name => join(path, name), remove, [Symbol.asyncDispose]: remove }
}

/** Writes each text to its path below `folder`, with the folders that it needs. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
  }
}

/** What is in `folder`, as sorted paths with `/`, files only. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => !entry.isDirectory())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

/** Packs `folder` into the zip file `zipPath`: the same bytes for the same files. Returns `zipPath`. */
export async function zipFolder(folder: string, zipPath: string): Promise<string> {
  const zip = new ZipFile()
  for (const name of await listFiles(folder)) {
    const { mode } = await stat(join(folder, name))
    zip.addBuffer(await readFile(join(folder, name)), name, { mode, mtime: ZIP_TIME })
  }
  zip.end()
  await mkdir(dirname(zipPath), { recursive: true })
  await pipeline(zip.outputStream, createWriteStream(zipPath))
  return zipPath
}

const ZIP_TIME = new Date(2026, 0, 1)
