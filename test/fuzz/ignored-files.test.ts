import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { listFolder } from '../../src/bundle/list-folder.ts'
import { scaled } from '../support/scale.ts'
import { openWorkspace } from '../support/workspace.ts'
import { openRandom, type Random, SEED } from './random.ts'

const TREES = scaled(150, 3000)

const NAMES = [
  'a',
  'b',
  'foo',
  'foo.log',
  'Foo',
  'bar.txt',
  '.env',
  'build',
  'x y',
  'a[1]',
  '#h',
  '!n',
  'c.log',
  'dist',
]
const SEGMENTS = [
  ...['a', 'b', 'foo', 'Foo', 'build', 'dist', 'foo/', 'a/b', 'a/**', 'a/*', '*/b', 'b/**/a', '**/a', '*/'],
  ...['**', '*', 'f*', '?', '*.log', '*.txt', 'foo.*', '.*', '[ab]', '[!a]', '[a-c]*', '{a,b}'],
  ...['x\\ y', 'a\\[1\\]', '\\#h', '\\!n'],
]

/**
 * Without `f**`, of which git's own documentation and program differ, and without names beyond ASCII: to git a
 * question mark stands for one byte.
 */
function makePattern(random: Random): string {
  const segments = Array.from({ length: random.chance(0.3) ? 2 : 1 }, () => random.pick(SEGMENTS)).join('/')
  const anchored = random.chance(0.25) ? `/${segments}` : segments
  const pattern = random.chance(0.25) ? `${anchored}/` : anchored
  const end = random.pick(['', '', '', '', '', ' ', '  # no comment', '\r'])
  return `${random.chance(0.3) ? '!' : ''}${pattern}${end}`
}

interface Tree {
  /** Names of its files. */
  readonly files: readonly string[]
  /** Path of a .gitignore to its text. */
  readonly ignoreFiles: Readonly<Record<string, string>>
}

function makeTree(random: Random): Tree {
  const files = Array.from({ length: 14 }, () =>
    Array.from({ length: 1 + random.int(4) }, () => random.pick(NAMES)).join('/'),
  ).filter((name, index, all) => !all.some((other, at) => at < index && (other === name || isInside(name, other))))
  const kept = files.filter(name => !files.some(other => isInside(other, name)))
  const folders = ['.', ...kept.map(dirname)]
  const ignoreFiles = Array.from({ length: 1 + random.int(3) }, () => [
    join(random.pick(folders), '.gitignore'),
    Array.from({ length: 1 + random.int(4) }, () => `${makePattern(random)}\n`).join(''),
  ])
  return { files: kept, ignoreFiles: Object.fromEntries(ignoreFiles) }
}

function isInside(name: string, folder: string): boolean {
  return name.startsWith(`${folder}/`)
}

it(`leaves out of ${TREES} folders what git ignores in them`, { timeout: scaled(120_000, 1_200_000) }, async () => {
  const workspace = await openWorkspace()
  const trees = Array.from({ length: TREES }, (_, index) => makeTree(openRandom(SEED, index)))
  for (const [index, { files, ignoreFiles }] of trees.entries()) {
    const contents = { ...Object.fromEntries(files.map(name => [name, ''])), ...ignoreFiles }
    for (const [name, text] of Object.entries(contents)) {
      const path = workspace.file(`${index}/${name}`)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, text)
    }
  }
  execFileSync('git', ['init', '-q'], { cwd: workspace.path })
  const listing = ['ls-files', '-z', '--others', '--exclude-standard']
  const options = { cwd: workspace.path, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const
  const kept = Map.groupBy(execFileSync('git', listing, options).split('\0').filter(Boolean), name =>
    Number(name.slice(0, name.indexOf('/'))),
  )
  const differences: unknown[] = []
  for (const [index, { ignoreFiles }] of trees.entries()) {
    const path = workspace.file(String(index))
    const source = { input: 'source-directory', value: '.', path, fileName: 'app', kind: 'folder' } as const
    const { entries } = await listFolder(source, { excludePatterns: [], temporaryFolder: '/tmp' })
    const names = entries.filter(({ kind }) => kind === 'file').map(({ name }) => `${index}/${name}`)
    const wanted = kept.get(index) ?? []
    const tooMany = names.filter(name => !wanted.includes(name))
    const tooFew = wanted.filter(name => !names.includes(name))
    if (tooMany.length + tooFew.length > 0) differences.push({ ignoreFiles, tooMany, tooFew })
  }
  expect(differences, `FUZZ_SEED=${SEED}`).toEqual([])
})
