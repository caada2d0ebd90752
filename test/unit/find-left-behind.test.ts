import { execFile } from 'node:child_process'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { type Bundle, type BundleSource, openBundle } from '../../src/bundle/bundle.ts'
import { openWorkspace, type Workspace, writeFiles, zipFolder } from '../support/workspace.ts'

const PROXY_FILE = '.platform/nginx/conf.d/proxy.conf'

interface Case {
  /** Of the repository, beside the app. */
  readonly files: readonly string[]
  /** Of the package. */
  readonly packed?: readonly string[]
  readonly packagePath?: string
  readonly sourceDirectory?: string
}

/** A workspace with the files, and a package of others in it. */
async function open({ files, packed = ['app.js'], packagePath = 'app.zip', sourceDirectory = '.' }: Case) {
  const workspace = await openWorkspace({
    ...Object.fromEntries(files.map(name => [name, 'x'])),
    ...Object.fromEntries(packed.map(name => [`packed/${name}`, 'x'])),
  })
  await zipFolder(workspace.file('packed'), workspace.file(packagePath))
  return { workspace, bundle: await openIn(workspace, { packagePath, sourceDirectory }) }
}

async function openIn(workspace: Workspace, source: Partial<BundleSource>): Promise<Bundle> {
  const temporary = await openWorkspace()
  const place = { workspace: workspace.path, temporaryFolder: temporary.path }
  return openBundle({ ...place, sourceDirectory: '.', excludePatterns: [], ...source })
}

async function warningOf(one: Case) {
  const { bundle } = await open(one)
  await bundle.close()
  return bundle.warnings[0]
}

describe('a file that is deployed', () => {
  it('is told to lack what the repository has for Beanstalk, with the command that adds it', async () => {
    const { workspace, bundle } = await open({ files: [PROXY_FILE, '.ebextensions/a.config'] })
    expect(bundle.warnings).toEqual([
      {
        message:
          'The repository has ".platform" and ".ebextensions", and the file that \'deployment-package-path\' names, "app.zip", does not: what they are for has no effect on the instances.',
        remedy:
          'Add before the deployment ("zip -r file.zip *" leaves out what begins with a dot): zip -r app.zip .platform .ebextensions',
      },
    ])
    await bundle.close()
    await runIn(workspace.path, commandOf(bundle))
    const again = await openIn(workspace, { packagePath: 'app.zip' })
    expect(again.warnings).toEqual([])
    expect(again.names).toContain(PROXY_FILE)
    await again.close()
  })

  it('is told so of folders beside it, whose paths end at the root of the zip', async () => {
    const packagePath = 'back end/build/app.zip'
    const { workspace, bundle } = await open({ files: [`back end/${PROXY_FILE}`], packagePath })
    expect(commandOf(bundle)).toBe("(cd 'back end' && zip -r '../back end/build/app.zip' .platform)")
    await bundle.close()
    await runIn(workspace.path, commandOf(bundle))
    const again = await openIn(workspace, { packagePath })
    expect([again.names.includes(PROXY_FILE), again.warnings]).toEqual([true, []])
    await again.close()
  })

  it('is looked for in source-directory first', async () => {
    const files = [PROXY_FILE, `server/${PROXY_FILE}`]
    expect((await warningOf({ files, sourceDirectory: 'server' }))?.message).toContain('"server/.platform"')
  })

  it('needs a zip around it where it is a jar', async () => {
    const one = { files: [PROXY_FILE], packagePath: 'build/chat.jar', packed: ['META-INF/MANIFEST.MF'] }
    const { workspace, bundle } = await open(one)
    expect(bundle.warnings[0]?.remedy).toBe(
      "Deploy a zip that holds both, and name it in 'deployment-package-path': zip -j chat.zip build/chat.jar && zip -r chat.zip .platform",
    )
    await bundle.close()
    await runIn(workspace.path, commandOf(bundle))
    const again = await openIn(workspace, { packagePath: 'chat.zip' })
    expect([...again.names].filter(name => !name.endsWith('/'))).toEqual(['chat.jar', PROXY_FILE])
    await again.close()
  })

  it.each<[string, Case]>([
    ['has them', { files: [PROXY_FILE], packed: ['app.js', '.platform/hooks/prebuild/a.sh'] }],
    ['comes from a repository without them', { files: ['src/app.js'] }],
    ['comes from a repository that has them elsewhere', { files: [`other/${PROXY_FILE}`] }],
  ])('is not told so when it %s', async (_what, one) => {
    expect(await warningOf(one)).toBe(undefined)
  })
})

describe('a folder that is packed', () => {
  it.each([
    ['.ebignore', '.platform\n'],
    ['.ebignore', '.*\n'],
    ['.gitignore', '.platform/**\n'],
  ])('is told to lack what its %s leaves out (%j), with the lines that keep it', async (name, text) => {
    const workspace = await openWorkspace({ 'app.js': 'x', [PROXY_FILE]: 'x', [name]: text })
    const bundle = await openIn(workspace, {})
    await bundle.close()
    expect(bundle.warnings).toEqual([
      {
        message: `".platform" of "." is left out by "${name}": what it is for has no effect on the instances.`,
        remedy: 'Add two lines at the end of that file: !.platform/ and !.platform/**',
      },
    ])
    await writeFiles(workspace.path, { [name]: `${text}!.platform/\n!.platform/**\n` })
    const again = await openIn(workspace, {})
    expect([again.names.includes(PROXY_FILE), again.warnings]).toEqual([true, []])
    await again.close()
  })

  it('is not told so of what exclude-patterns leave out', async () => {
    const workspace = await openWorkspace({ 'app.js': 'x', [PROXY_FILE]: 'x' })
    const bundle = await openIn(workspace, { excludePatterns: ['.platform'] })
    await bundle.close()
    expect([bundle.names, bundle.warnings]).toEqual([['app.js'], []])
  })

  it.each([
    ['', PROXY_FILE],
    ['.platform\n!.platform/\n', PROXY_FILE],
    ['.platform\n', 'other/a.conf'],
  ])('is not told so without a reason: %j, %s', async (text, file) => {
    const bundle = await openIn(await openWorkspace({ 'app.js': 'x', [file]: 'x', '.ebignore': text }), {})
    await bundle.close()
    expect(bundle.warnings).toEqual([])
  })
})

function commandOf({ warnings }: Bundle): string {
  return warnings[0]?.remedy.split(': ').at(-1) ?? ''
}

async function runIn(folder: string, command: string): Promise<void> {
  await promisify(execFile)('/bin/sh', ['-ec', command], {
    cwd: folder,
    env: { PATH: `${process.env.PATH}:${dirname(process.execPath)}` },
  })
}
