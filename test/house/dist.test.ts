import { readFile } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import type { OutputAsset, OutputChunk, OutputOptions, RollupOptions } from 'rollup'
import { rollup } from 'rollup'
import { beforeAll, describe, expect, it } from 'vitest'
import { REPOSITORY } from '../support/source-files.ts'
import { listFiles, openWorkspace } from '../support/workspace.ts'

/** What a chunk is made of, as far as the rules below look. */
interface Chunk {
  readonly fileName: string
  /** Paths of the sources, from the repository's root. */
  readonly modules: readonly string[]
  /** Other chunks that it loads at once. */
  readonly imports: readonly string[]
  /** Those that it may load later. */
  readonly dynamicImports?: readonly string[]
}

let built: readonly OutputChunk[]
let assets: readonly OutputAsset[]

beforeAll(async () => {
  const { default: options }: { default: RollupOptions } = await import(`${REPOSITORY}rollup.config.js`)
  const bundle = await rollup({ ...options, onwarn: () => {} })
  const { output } = await bundle.generate(options.output as OutputOptions)
  built = output.filter(file => file.type === 'chunk')
  assets = output.filter(file => file.type === 'asset')
  await bundle.close()
}, 600_000)

/** Names of files that are missing, extra or different in `actual`. */
function compareFiles(expected: ReadonlyMap<string, string>, actual: ReadonlyMap<string, string>): string[] {
  const names = [...new Set([...expected.keys(), ...actual.keys()])].sort()
  return names.filter(name => expected.get(name) !== actual.get(name))
}

/** Sources that must not be in what users run. */
function findForeignModules(chunks: readonly Chunk[]): string[] {
  return chunks.flatMap(({ modules }) =>
    modules.filter(path =>
      /^(test|scripts|bench|examples|src\/(local-beanstalk|commands))\/|^src\/(cli|terminal)\.ts$/.test(path),
    ),
  )
}

/** AWS code in the entry or in anything that it may load; `except`: sources for which it may be loaded later. */
function findAwsModules(entry: string, chunks: readonly Chunk[], except: readonly string[] = []): string[] {
  const byName = new Map(chunks.map(chunk => [chunk.fileName, chunk]))
  const reached = new Set<string>()
  const visit = (name: string) => {
    if (reached.has(name)) return
    reached.add(name)
    const { imports = [], dynamicImports = [] } = byName.get(name) ?? {}
    const later = dynamicImports.filter(chunk => !byName.get(chunk)?.modules.some(path => except.includes(path)))
    for (const imported of [...imports, ...later]) visit(imported)
  }
  visit(entry)
  return [...reached]
    .flatMap(name => byName.get(name)?.modules ?? [])
    .filter(path => /node_modules\/@(aws-sdk|smithy|aws-crypto)\/|^src\/aws\/clients/.test(path))
}

/** Name and version of each package that the file of licences lists. */
function readLicences(text: string): string[] {
  return [...text.matchAll(/^(\S+ \d\S+) \([^()]+\)$/gm)].map(([, title = '']) => title)
}

/** Packages with code in the chunks, by their folders: "@smithy/core 3.41.0". */
async function listBundled(chunks: readonly OutputChunk[]): Promise<string[]> {
  const modules = chunks.flatMap(({ modules }) => Object.entries(modules))
  const folders = modules.flatMap(([id, { renderedLength }]) => {
    const [, path = '', name] = /^\0?(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(id) ?? []
    return name && renderedLength > 0 ? [path] : []
  })
  const manifests = [...new Set(folders)].map(async folder =>
    JSON.parse(await readFile(`${folder}/package.json`, 'utf8')),
  )
  return (await Promise.all(manifests)).map(({ name, version }) => `${name} ${version}`).sort()
}

function describeChunk({ fileName, moduleIds, imports, dynamicImports }: OutputChunk): Chunk {
  // Rollup's and its plugins' own modules begin with a zero byte.
  const modules = moduleIds.map(id =>
    relative(REPOSITORY, id.replaceAll('\0', '').split('?')[0] ?? '')
      .split(sep)
      .join('/'),
  )
  return { fileName, modules, imports, dynamicImports }
}

describe('dist', () => {
  it('is what the sources build, byte by byte: run `npm run build` and commit it', async () => {
    const names = await listFiles(`${REPOSITORY}dist`)
    const read = async (name: string): Promise<[string, string]> => [
      name,
      await readFile(`${REPOSITORY}dist/${name}`, 'utf8'),
    ]
    const chunks = built.map(({ fileName, code }): [string, string] => [fileName, code])
    const others = assets.map(({ fileName, source }): [string, string] => [fileName, String(source)])
    const expected = new Map([...chunks, ...others])
    expect(compareFiles(expected, new Map(await Promise.all(names.map(read))))).toEqual([])
  })

  it('holds nothing of the tests, of Local Beanstalk and of the command line', () => {
    expect(findForeignModules(built.map(describeChunk))).toEqual([])
  })

  it('has a check that loads AWS code for an environment only', () => {
    const chunks = built.map(describeChunk)
    const forEnvironments = ['src/aws/clients.ts', 'src/stories/find-checked.ts']
    expect(findAwsModules('check.js', chunks, forEnvironments)).toEqual([])
    expect(findAwsModules('check.js', chunks).length).toBeGreaterThan(100)
  })

  it('has a deploy with AWS code, or the rule above would see none anywhere', () => {
    expect(findAwsModules('deploy.js', built.map(describeChunk)).length).toBeGreaterThan(100)
  })
})

describe('the licences in dist', () => {
  const read = () => readLicences(String(assets.find(({ fileName }) => fileName === 'LICENSES.txt')?.source))

  it('are those of every package that is bundled, and of no other', async () => {
    const listed = read()
    expect(listed.toSorted()).toEqual(await listBundled(built))
    expect(listed).toContainEqual(expect.stringMatching(/^@aws-sdk\/client-ec2 /))
  })

  it.each([
    ['MIT', 'MIT'],
    ['GPL-3.0', undefined],
    [undefined, undefined],
  ])('of a package with the licence %s are %s', async (license, listed) => {
    const folder = await openWorkspace({
      'node_modules/other/package.json': JSON.stringify({ name: 'other', version: '1.0.0', license }),
      'node_modules/other/LICENSE': 'The text.\r\n',
    })
    const { licences } = await import(`${REPOSITORY}rollup.licences.js`)
    const modules = { [folder.file('node_modules/other/index.js')]: { renderedLength: 1 } }
    const emitted: { readonly source: string }[] = []
    const build = () =>
      licences().generateBundle.call({ emitFile: (file: { readonly source: string }) => emitted.push(file) }, null, {
        'a.js': { modules },
      })
    if (listed === undefined) expect(build).toThrow(`other 1.0.0 has the licence "${license}"`)
    else build()
    expect(emitted.map(({ source }) => source)).toEqual(listed ? [`other 1.0.0 (${listed})\n\nThe text.\n`] : [])
  })
})

describe('a stale or foreign dist', () => {
  it('is seen by a file that is missing, extra or different', () => {
    const expected = new Map([
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ])
    expect(
      compareFiles(
        expected,
        new Map([
          ['a', '1'],
          ['b', 'changed'],
          ['d', '4'],
        ]),
      ),
    ).toEqual(['b', 'c', 'd'])
  })

  it('is seen by a source of Local Beanstalk, of the tests or of the command line', () => {
    const modules = ['src/local-beanstalk/faults.ts', 'test/support/nginx.ts', 'src/cli.ts', 'src/plan/make-plan.ts']
    expect(findForeignModules([{ fileName: 'deploy.js', modules, imports: [] }])).toHaveLength(3)
  })

  it('is seen by AWS code behind a chain of chunks', () => {
    const chunks = [
      { fileName: 'check.js', modules: ['src/check.ts'], imports: ['chunks/door.js'] },
      { fileName: 'chunks/door.js', modules: [], imports: ['chunks/clients.js', 'check.js'] },
      { fileName: 'chunks/clients.js', modules: ['node_modules/@aws-sdk/client-ec2/dist-es/index.js'], imports: [] },
      { fileName: 'deploy.js', modules: ['src/aws/clients.ts'], imports: [] },
    ]
    expect(findAwsModules('check.js', chunks)).toEqual(['node_modules/@aws-sdk/client-ec2/dist-es/index.js'])
  })
})
