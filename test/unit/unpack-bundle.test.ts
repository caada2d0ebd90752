import { mkdir, readdir, readFile, readlink, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { BundleError, unpackBundle } from '../../src/local-beanstalk/host/unpack-bundle.ts'
import { type BundleEntry, makeBundle } from '../support/make-bundle.ts'
import { openWorkspace } from '../support/workspace.ts'

let root: string
let folder: string

beforeEach(async () => {
  root = (await openWorkspace()).path
  folder = join(root, 'unpacked')
  await mkdir(folder)
})

const LIMITS = { maxEntries: 5, maxTotalBytes: 1000 }

function link(target: string): BundleEntry {
  return { text: target, mode: 0o120777 }
}

async function unpack(entries: Record<string, BundleEntry>): Promise<void> {
  await unpackBundle(await makeBundle(join(root, 'bundle.zip'), entries), folder, LIMITS)
}

/** Replaces a name in the zip's bytes by another of the same length, which the writer would refuse. */
async function unpackRenamed(name: string, forged: string): Promise<void> {
  const path = await makeBundle(join(root, 'bundle.zip'), { [name]: 'content' })
  const bytes = (await readFile(path)).toString('latin1').replaceAll(name, forged)
  await writeFile(path, bytes, 'latin1')
  await unpackBundle(path, folder, LIMITS)
}

describe('unpacking a bundle', () => {
  it('writes files and folders, and keeps exec bits', async () => {
    await unpack({ 'app.js': 'app', 'bin/deep/run.sh': { text: 'run', mode: 0o100755 } })
    expect(await readFile(join(folder, 'app.js'), 'utf8')).toBe('app')
    expect((await stat(join(folder, 'app.js'))).mode & 0o111).toBe(0)
    expect((await stat(join(folder, 'bin/deep/run.sh'))).mode & 0o111).toBe(0o111)
  })

  it('keeps symbolic links that stay inside', async () => {
    await unpack({ 'data/a.txt': 'a', 'link/to': link('../data/./a.txt') })
    expect(await readlink(join(folder, 'link/to'))).toBe('../data/./a.txt')
    expect(await readFile(join(folder, 'link/to'), 'utf8')).toBe('a')
  })

  it.each([
    '/etc/passwd',
    '../outside',
    'a/../../outside',
    'down/../x',
    '..',
  ])('refuses a symbolic link to %s', async target => {
    await expect(unpack({ evil: link(target) })).rejects.toThrow(BundleError)
    expect(await readdir(folder)).toEqual([])
  })

  it('writes no file through a symbolic link', async () => {
    await expect(unpack({ out: link('data'), 'out/file': 'x', 'data/other': 'y' })).rejects.toThrow(BundleError)
    expect(await readdir(join(folder, 'data'))).toEqual(['other'])
  })

  it.each([
    ['aa/evil', '../evil'],
    ['a/b/evil', 'a/../../e'],
    ['evil', '/evi'],
  ])('refuses the name of %s forged to %s', async (name, forged) => {
    const unpacked = unpackRenamed(name.padEnd(forged.length, 'x'), forged.padEnd(name.length, 'x'))
    await expect(unpacked).rejects.toThrow(/^(invalid relative|absolute) path: /)
  })

  it('refuses backslashes, as unzip does', async () => {
    await expect(unpackRenamed('a/b', 'a\\b')).rejects.toThrow('appears to use backslashes as path separators')
  })

  it('refuses too many entries and too many bytes', async () => {
    const six = Object.fromEntries(['1', '2', '3', '4', '5', '6'].map(name => [name, '']))
    await expect(unpack(six)).rejects.toThrow('more than 5 entries')
    await expect(unpack({ a: 'x'.repeat(600), b: 'x'.repeat(600) })).rejects.toThrow('too large when unpacked')
  })

  it('refuses what is not a zip', async () => {
    await expect(unpackBundle(import.meta.filename, folder)).rejects.toThrow(BundleError)
  })
})
