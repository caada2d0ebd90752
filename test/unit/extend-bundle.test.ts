import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Bundle, openBundle } from '../../src/bundle/bundle.ts'
import { type Addition, extendBundle, type SourceBundle } from '../../src/bundle/extend-bundle.ts'

let folder: string
let closers: (() => Promise<void>)[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'extend-bundle-'))
  closers = []
})

afterEach(async () => {
  for (const close of closers) await close()
  rmSync(folder, { recursive: true })
})

const ADDITIONS: Addition[] = [
  { name: '.platform/nginx/conf.d/zz_websocket.conf', text: 'proxy_read_timeout 3600s;\n' },
  { name: '.ebextensions/zz-websocket.config', text: '# für nginx\n' },
]

async function open(packagePath: string): Promise<Bundle> {
  const request = { packagePath, sourceDirectory: '.', excludePatterns: [], workspace: folder, temporaryFolder: folder }
  const bundle = await openBundle(request)
  closers.push(() => bundle.close())
  return bundle
}

async function extend(bundle: Bundle, additions = ADDITIONS): Promise<SourceBundle> {
  const source = await extendBundle(bundle, additions)
  closers.push(() => source.close())
  return source
}

/** Runs Python with the path of a zip file that it is to write. */
function writeZip(name: string, code: string): string {
  const path = join(folder, name)
  execFileSync('python3', ['-c', `import sys, zipfile\npath = sys.argv[1]\n${code}`, path])
  return path
}

const SIMPLE = `
with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
    z.writestr('package.json', '{"name":"chat"}')
    z.writestr('.platform/nginx/conf.d/', '')
    z.writestr('src/x.js', 'x' * 10000)`

const TEXT = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const

/** What real tools read: each name with its text. Fails when one of them finds an error. */
function readWithTools(bytes: Buffer): Record<string, string> {
  const path = join(folder, 'extended.zip')
  writeFileSync(path, bytes)
  expect(execFileSync('unzip', ['-tq', path], TEXT)).toContain('No errors detected')
  const code = `
import json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print(json.dumps({n: z.read(n).decode()[:100] for n in z.namelist()}))`
  return JSON.parse(execFileSync('python3', ['-c', code, path], TEXT))
}

describe('extendBundle', () => {
  it('adds entries that every tool reads, beside all that were there', async () => {
    writeZip('chat.zip', SIMPLE)
    const source = await extend(await open('chat.zip'))
    const bytes = await buffer(source.open())
    expect(readWithTools(bytes)).toEqual({
      'package.json': '{"name":"chat"}',
      '.platform/nginx/conf.d/': '',
      'src/x.js': 'x'.repeat(100),
      '.platform/nginx/conf.d/zz_websocket.conf': 'proxy_read_timeout 3600s;\n',
      '.ebextensions/zz-websocket.config': '# für nginx\n',
    })
    expect(source).toMatchObject({ fileName: 'chat.zip', sizeBytes: bytes.length })
  })

  it('keeps every byte of the entries that were there, and their records', async () => {
    const before = readFileSync(writeZip('chat.zip', SIMPLE))
    const bytes = await buffer((await extend(await open('chat.zip'))).open())
    const recordsOffset = before.readUInt32LE(before.length - 6)
    expect(bytes.subarray(0, recordsOffset)).toEqual(before.subarray(0, recordsOffset))
    expect(bytes.includes(before.subarray(recordsOffset, before.length - 22))).toBe(true)
    expect(readFileSync(join(folder, 'chat.zip'))).toEqual(before)
  })

  it('writes its own entries with mode 0644 and one fixed time', async () => {
    writeZip('chat.zip', SIMPLE)
    writeFileSync(join(folder, 'out.zip'), await buffer((await extend(await open('chat.zip'))).open()))
    const listed = execFileSync('zipinfo', ['-T', join(folder, 'out.zip')], { encoding: 'utf8' })
    expect(listed).toMatch(/^-rw-r--r-- .* 20000101\.000000 \.platform\/nginx\/conf\.d\/zz_websocket\.conf$/m)
    expect(listed).toMatch(/^-rw-r--r-- .* 20000101\.000000 \.ebextensions\/zz-websocket\.config$/m)
  })

  it('gives the same bytes each time it is opened, and for the same input', async () => {
    writeZip('chat.zip', SIMPLE)
    const [first, second] = [await extend(await open('chat.zip')), await extend(await open('chat.zip'))]
    const [one, two] = await Promise.all([buffer(first.open()), buffer(first.open())])
    expect(two).toEqual(one)
    expect(second.fingerprint).toBe(first.fingerprint)
    expect(await buffer(second.open())).toEqual(one)
  })

  it('has another fingerprint for another text, name or addition', async () => {
    const fingerprints = new Set<string>()
    for (const code of [SIMPLE, SIMPLE.replace('chat', 'chut'), SIMPLE.replace('src/x.js', 'src/y.js')]) {
      writeZip('chat.zip', code)
      const bundle = await open('chat.zip')
      for (const additions of [[], ADDITIONS.slice(0, 1), ADDITIONS]) {
        fingerprints.add((await extend(bundle, additions)).fingerprint)
      }
    }
    expect(fingerprints.size).toBe(9)
  })

  it('can be opened again after an attempt that was given up', async () => {
    writeZip('chat.zip', SIMPLE.replace('10000', '10000000').replace('ZIP_DEFLATED', 'ZIP_STORED'))
    const source = await extend(await open('chat.zip'))
    for await (const chunk of source.open()) {
      expect(chunk.length).toBeLessThan(source.sizeBytes)
      break
    }
    expect(await buffer(source.open())).toHaveLength(source.sizeBytes)
  })

  it('gives any stretch of its bytes, several at once: of what was there, of what was added, and of both', async () => {
    writeZip('chat.zip', SIMPLE)
    const source = await extend(await open('chat.zip'))
    const all = await buffer(source.open())
    const ends = Array.from({ length: 12 }, (_, index) => Math.round((all.length * (index + 1)) / 12))
    const stretches = ends.map((end, index) => ({ start: ends[index - 1] ?? 0, end }))
    const read = await Promise.all(stretches.map(async stretch => buffer(source.open(stretch))))
    expect(read.map(({ length }) => length)).toEqual(stretches.map(({ start, end }) => end - start))
    expect(Buffer.concat(read)).toEqual(all)
  })

  it('is the file itself when there is nothing to add', async () => {
    const before = readFileSync(writeZip('chat.zip', SIMPLE))
    const source = await extend(await open('chat.zip'), [])
    expect(await buffer(source.open())).toEqual(before)
    expect(source.sizeBytes).toBe(before.length)
  })

  it('writes nothing to the disk', async () => {
    writeZip('chat.zip', SIMPLE)
    await buffer((await extend(await open('chat.zip'))).open())
    expect(readdirSync(folder)).toEqual(['chat.zip'])
  })

  it('extends a packed folder, also after the bundle is closed', async () => {
    mkdirSync(join(folder, 'app'))
    writeFileSync(join(folder, 'app/package.json'), '{}')
    const bundle = await open('app')
    const source = await extend(bundle)
    await bundle.close()
    expect(readdirSync(folder)).toEqual(['app'])
    expect(source.fileName).toBe('app.zip')
    expect(Object.keys(readWithTools(await buffer(source.open())))).toEqual([
      'package.json',
      ...ADDITIONS.map(({ name }) => name),
    ])
  })

  it('can be extended again', async () => {
    writeZip('chat.zip', SIMPLE)
    const once = await extend(await open('chat.zip'), ADDITIONS.slice(0, 1))
    writeFileSync(join(folder, 'once.zip'), await buffer(once.open()))
    const twice = await buffer((await extend(await open('once.zip'), ADDITIONS.slice(1))).open())
    expect(Object.keys(readWithTools(twice))).toHaveLength(5)
    expect(twice).toEqual(await buffer((await extend(await open('chat.zip'))).open()))
  })

  it('keeps the comment of the zip file', async () => {
    writeZip('chat.zip', `${SIMPLE}\nwith zipfile.ZipFile(path, 'a') as z: z.comment = b'built by hand'`)
    const bytes = await buffer((await extend(await open('chat.zip'))).open())
    readWithTools(bytes)
    expect(bytes.toString('latin1').endsWith('built by hand')).toBe(true)
  })

  it('extends a zip file with something in front that its offsets count', async () => {
    const code = SIMPLE.replace("zipfile.ZipFile(path, 'w'", "open(path, 'wb') as f, zipfile.ZipFile(f, 'w'")
    writeZip(
      'chat.zip',
      code.replace(' as z:\n', " as z:\n    z.fp.write(b'#!/bin/sh\\n'); z.start_dir = z.fp.tell()\n"),
    )
    expect(readFileSync(join(folder, 'chat.zip')).toString('latin1')).toMatch(/^#!\/bin\/sh\nPK/)
    const bytes = await buffer((await extend(await open('chat.zip'))).open())
    expect(bytes.toString('latin1')).toMatch(/^#!\/bin\/sh\nPK/)
    expect(Object.keys(readWithTools(bytes))).toHaveLength(5)
  })

  it('extends a zip file whose entries and end have the zip64 form', async () => {
    writeZip(
      'chat.zip',
      `
with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
    with z.open('package.json', 'w', force_zip64=True) as f: f.write(b'{"name":"chat"}')
zipfile.ZIP_FILECOUNT_LIMIT = 0
with zipfile.ZipFile(path, 'a') as z: z.writestr('a.txt', 'a')`,
    )
    expect(readFileSync(join(folder, 'chat.zip')).includes('PK\x06\x06')).toBe(true)
    const files = readWithTools(await buffer((await extend(await open('chat.zip'))).open()))
    expect(files).toMatchObject({ 'package.json': '{"name":"chat"}', 'a.txt': 'a' })
    expect(Object.keys(files)).toHaveLength(4)
  })

  it('refuses a result of more than 500 MB, without reading it', async () => {
    // One stored entry of a hole: offsets and sizes are true, and nobody reads the bytes.
    const size = 500 * 1024 * 1024 - 200
    const name = Buffer.from('big.bin')
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    const record = Buffer.alloc(46)
    record.writeUInt32LE(0x02014b50, 0)
    record.writeUInt32LE(size, 20)
    record.writeUInt32LE(size, 24)
    record.writeUInt16LE(name.length, 28)
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(1, 8)
    end.writeUInt16LE(1, 10)
    end.writeUInt32LE(46 + name.length, 12)
    end.writeUInt32LE(30 + name.length + size, 16)
    const path = join(folder, 'chat.zip')
    writeFileSync(path, Buffer.concat([local, name]))
    truncateSync(path, 30 + name.length + size)
    writeFileSync(path, Buffer.concat([record, name, end]), { flag: 'a' })
    const bundle = await open('chat.zip')
    await expect(extendBundle(bundle, ADDITIONS)).rejects.toMatchObject({ code: 'bundle-too-large' })
  })

  it('takes an addition that the bundle has for a bug', async () => {
    writeZip('chat.zip', SIMPLE)
    await expect(extendBundle(await open('chat.zip'), [{ name: 'package.json', text: '' }])).rejects.toThrow(
      '"package.json" was to be added to a bundle that has it',
    )
  })

  it('fails rather than upload a file that was cut short', async () => {
    writeZip('chat.zip', SIMPLE)
    const source = await extend(await open('chat.zip'))
    truncateSync(join(folder, 'chat.zip'), 50)
    await expect(buffer(source.open())).rejects.toThrow('cut short')
  })
})
