import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { openBundle } from '../../src/bundle/bundle.ts'
import { extendBundle } from '../../src/bundle/extend-bundle.ts'
import { BUNDLE_KINDS, plainFile } from '../support/bundle-kinds.ts'
import { readWithPython, type ZippedEntry } from '../support/read-with-python.ts'
import { isNightly } from '../support/scale.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

const JAVA_IS_MISSING =
  'The program jar is missing. Install it with `sudo apt-get update && sudo apt-get install default-jdk-headless`.'
const HAS_JAVA = spawnSync('jar', ['--version']).status === 0
// A skipped test's note is shown by no reporter of ours.
if (!HAS_JAVA) process.stderr.write(`${JAVA_IS_MISSING}\n`)
const TEXT = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: { ...process.env, LC_ALL: 'C.UTF-8' } } as const

/** A disk takes its time over tens of thousands of files. */
const MOST_TO_UNPACK = 1000

const ADDITIONS = [
  { name: '.platform/nginx/conf.d/zz_websocket.conf', text: 'proxy_read_timeout 3600s;\n' },
  { name: '.ebextensions/zz-websocket.config', text: '# für nginx\n' },
]

// Tens of thousands of entries are written and read five times: one kind of them is enough at every change.
const KINDS = Object.entries(BUNDLE_KINDS).filter(([kind]) => isNightly || !kind.includes('more than 65,535'))

it.for(KINDS)('unzip, Python and Java accept %s with additions', { timeout: 300_000 }, async ([, make], { skip }) => {
  const workspace = await openWorkspace()
  const { packagePath, entries } = await make(workspace)
  const before = describeFolder(workspace)
  const extended = await openExtended(workspace, packagePath)
  expect(describeFolder(workspace)).toEqual(before)
  if (/\.(zip|war)$/.test(packagePath)) expectSameEntries(readFileSync(workspace.file(packagePath)), extended)

  const path = workspace.file('extended.zip')
  await writeFile(path, extended)
  const accepted = readWithPython(path)
  const added = ADDITIONS.map(({ name, text }) => plainFile(name, text))
  expect(byName(accepted)).toEqual(byName([...entries, ...added]))
  expect(execFileSync('unzip', ['-tq', path], TEXT)).toContain('No errors detected')
  const unixModes = accepted.map(({ mode }) => mode).filter(mode => mode !== '?---------')
  expect(listModes(path)).toEqual(unixModes)
  if (!HAS_JAVA && !process.env.CI) return skip(JAVA_IS_MISSING)
  if (!HAS_JAVA) throw new Error(JAVA_IS_MISSING)
  await compareWithJava(workspace, accepted)
})

async function openExtended(workspace: Workspace, packagePath: string): Promise<Buffer> {
  const folders = { workspace: workspace.path, temporaryFolder: workspace.path }
  const bundle = await openBundle({ packagePath, sourceDirectory: '.', excludePatterns: [], ...folders })
  const source = await extendBundle(bundle, ADDITIONS)
  await bundle.close()
  const bytes = await buffer(source.open())
  await source.close()
  return bytes
}

/** Names and hashes: nothing of the user's may change, and nothing may be left behind. */
function describeFolder({ path, file }: Workspace): string[] {
  return readdirSync(path).map(name => `${name} ${statSync(file(name)).isFile() ? hashOf(file(name)) : ''}`)
}

/** All bytes up to the first record of the directory. */
function expectSameEntries(original: Buffer, extended: Buffer): void {
  const end = original.indexOf('PK\x01\x02', 0, 'latin1')
  expect(end).toBeGreaterThan(0)
  expect(extended.subarray(0, end).equals(original.subarray(0, end))).toBe(true)
}

function byName(entries: readonly ZippedEntry[]): Record<string, ZippedEntry> {
  return Object.fromEntries(entries.map(entry => [entry.name, entry]))
}

/** Of the entries that were made on Unix. */
function listModes(path: string): string[] {
  const lines = execFileSync('zipinfo', ['-s', path], TEXT).split('\n')
  return lines.flatMap(line => /^(\S{10}) +\d\.\d unx /.exec(line)?.[1] ?? [])
}

// `jar tf` reads the directory at the end, `jar xf` the headers in front of each entry. Java knows no symbolic links:
// it writes a file that holds the target.
async function compareWithJava({ file }: Workspace, entries: readonly ZippedEntry[]): Promise<void> {
  const listed = execFileSync('jar', ['tf', file('extended.zip')], TEXT)
    .trim()
    .split('\n')
  expect(listed).toEqual(entries.map(({ name }) => name))
  if (entries.length > MOST_TO_UNPACK) return
  await mkdir(file('java'))
  execFileSync('jar', ['xf', '../extended.zip'], { ...TEXT, cwd: file('java') })
  const files = entries.filter(({ name }) => !name.endsWith('/'))
  const unpacked = files.map(({ name }) => [name, hashOf(file(`java/${name}`))])
  expect(unpacked).toEqual(files.map(({ name, sha256 }) => [name, sha256]))
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
