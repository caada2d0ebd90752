import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { type Bundle, type BundleSource, openBundle } from '../../src/bundle/bundle.ts'
import { openRandom } from '../fuzz/random.ts'

let workspace: string
let temporaryFolder: string
let opened: Bundle[]

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'bundle-test-'))
  temporaryFolder = mkdtempSync(join(tmpdir(), 'bundle-temp-'))
  opened = []
})

afterEach(async () => {
  for (const bundle of opened) await bundle.close()
  const left = readdirSync(temporaryFolder)
  rmSync(workspace, { recursive: true })
  rmSync(temporaryFolder, { recursive: true })
  expect(left).toEqual([])
})

async function open(source: Partial<BundleSource> = {}): Promise<Bundle> {
  const bundle = await openBundle({ sourceDirectory: '.', excludePatterns: [], workspace, temporaryFolder, ...source })
  opened.push(bundle)
  return bundle
}

async function refusal(source: Partial<BundleSource>): Promise<ActionError> {
  const outcome = await open(source).catch((error: unknown) => error)
  if (outcome instanceof ActionError) return outcome
  throw new Error('was not refused with an ActionError', { cause: outcome })
}

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true })
    writeFileSync(join(workspace, name), text)
  }
}

/** A zip file made by Python: entries as (name, text). */
function writeZip(name: string, entries: readonly (readonly [string, string])[]): void {
  const code = `
import json, sys, zipfile, warnings
warnings.simplefilter('ignore')
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
    for name, text in json.loads(sys.argv[2]):
        info = zipfile.ZipInfo(); info.filename = name; info.compress_type = zipfile.ZIP_DEFLATED
        z.writestr(info, text)`
  execFileSync('python3', ['-c', code, join(workspace, name), JSON.stringify(entries)])
}

function unzipTest(path: string): string {
  return execFileSync('unzip', ['-t', path], { encoding: 'utf8' })
}

describe('a zip file', () => {
  it('is read without being unpacked', async () => {
    write({
      'app/package.json': '{"name":"chat"}',
      'app/.platform/nginx/conf.d/a.conf': 'gzip on;',
      'app/src/x.js': '',
    })
    execFileSync('zip', ['-qr', '../chat.zip', '.'], { cwd: join(workspace, 'app') })
    const bundle = await open({ packagePath: 'chat.zip' })
    expect(bundle).toMatchObject({ kind: 'zip', path: join(workspace, 'chat.zip'), fileName: 'chat.zip', leftOut: [] })
    expect(bundle.names.toSorted()).toEqual(
      [
        '.platform/',
        '.platform/nginx/',
        '.platform/nginx/conf.d/',
        '.platform/nginx/conf.d/a.conf',
        'package.json',
        'src/',
        'src/x.js',
      ].toSorted(),
    )
    expect(bundle.has('package.json')).toBe(true)
    expect(bundle.has('absent')).toBe(false)
    expect(await bundle.readText('package.json', 1000)).toBe('{"name":"chat"}')
    expect(await bundle.readText('absent', 1000)).toBeUndefined()
    expect(await bundle.readText('src/', 1000)).toBeUndefined()
    expect(bundle.sizeBytes).toBe(readFileSync(join(workspace, 'chat.zip')).length)
  })

  it('is taken from an absolute path too', async () => {
    writeZip('chat.zip', [['package.json', '{}']])
    expect((await open({ packagePath: join(workspace, 'chat.zip') })).names).toEqual(['package.json'])
  })

  it('gives no text of a file that is longer than asked for', async () => {
    writeZip('chat.zip', [['package.json', 'x'.repeat(100)]])
    const bundle = await open({ packagePath: 'chat.zip' })
    expect(await bundle.readText('package.json', 99)).toBeUndefined()
    expect(await bundle.readText('package.json', 100)).toHaveLength(100)
  })

  it('has its names in one spelling', async () => {
    writeZip('chat.zip', [
      ['./', ''],
      ['./package.json', '{}'],
      ['a//b/./c.txt', ''],
    ])
    expect((await open({ packagePath: 'chat.zip' })).names).toEqual(['package.json', 'a/b/c.txt'])
  })

  it('may name a folder twice', async () => {
    writeZip('chat.zip', [
      ['src/', ''],
      ['src/', ''],
      ['src/x.js', ''],
    ])
    expect((await open({ packagePath: 'chat.zip' })).names).toEqual(['src/', 'src/x.js'])
  })

  it('is not changed by being opened and closed', async () => {
    writeZip('chat.zip', [['package.json', '{}']])
    const before = readFileSync(join(workspace, 'chat.zip'))
    await (await open({ packagePath: 'chat.zip' })).close()
    expect(readFileSync(join(workspace, 'chat.zip'))).toEqual(before)
  })
})

describe('a zip file is refused', () => {
  it.each([
    ['../x.js', 'leaves the folder with ".."'],
    ['a/../../x.js', 'leaves the folder with ".."'],
    ['/etc/x.js', 'is an absolute path'],
    ['C:/x.js', 'starts with a drive letter'],
    ['src\\x.js', 'contains a backslash'],
  ])('when an entry is named "%s"', async (name, problem) => {
    writeZip('chat.zip', [
      ['package.json', '{}'],
      [name, ''],
    ])
    const { code, message, hint } = await refusal({ packagePath: 'chat.zip' })
    expect(code).toBe('bundle-name-refused')
    expect(message).toBe(
      `'deployment-package-path' named "chat.zip", which has an entry whose name ${problem}: "${name}".`,
    )
    expect(hint).toMatch(/^Pack /)
  })

  it('when a name has a NUL character in it', async () => {
    writeZip('chat.zip', [['nulXname', '']])
    const bytes = readFileSync(join(workspace, 'chat.zip')).toString('latin1').replaceAll('nulXname', 'nul\0name')
    writeFileSync(join(workspace, 'chat.zip'), Buffer.from(bytes, 'latin1'))
    expect((await refusal({ packagePath: 'chat.zip' })).message).toContain('contains a NUL character')
  })

  it.each([
    [['a.js', 'a.js'], 'a.js'],
    [['./a.js', 'a.js'], 'a.js'],
    [['a', 'a/'], 'a/'],
  ])('when two entries have the same name: %j', async (names, named) => {
    writeZip(
      'chat.zip',
      names.map(name => [name, '']),
    )
    const { code, message } = await refusal({ packagePath: 'chat.zip' })
    expect(code).toBe('bundle-duplicate-name')
    expect(message).toContain(`two entries of the name "${named}"`)
  })

  it('when it is encrypted', async () => {
    write({ 'package.json': '{}' })
    execFileSync('zip', ['-q', '-P', 'secret', 'chat.zip', 'package.json'], { cwd: workspace })
    const { code, message } = await refusal({ packagePath: 'chat.zip' })
    expect(code).toBe('bundle-encrypted')
    expect(message).toContain('named an encrypted zip file: "chat.zip" (its entry "package.json"')
  })

  it.each([
    ['', 'a file that is empty'],
    ['just text', 'a file that is not a zip file: "chat.zip"'],
    ['\x1f\x8b\x08rest', 'gzip'],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:0', 'a Git LFS pointer'],
    ['<!DOCTYPE html>', 'HTML'],
  ])('when it is something else: %j', async (content, described) => {
    writeFileSync(join(workspace, 'chat.zip'), Buffer.from(content, 'latin1'))
    const { code, message } = await refusal({ packagePath: 'chat.zip' })
    expect(code).toBe('bundle-not-a-zip')
    expect(message).toContain(described)
  })

  it('when its end is missing', async () => {
    writeZip('chat.zip', [['package.json', 'x'.repeat(100)]])
    truncateSync(join(workspace, 'chat.zip'), 80)
    const { code, message } = await refusal({ packagePath: 'chat.zip' })
    expect(code).toBe('bundle-not-a-zip')
    expect(message).toContain('only the beginning of a zip file')
  })

  it.each([
    ['bytes in front that its offsets do not count', (zip: Buffer) => Buffer.concat([Buffer.from('#!/bin/sh\n'), zip])],
    ['a hole in the middle', (zip: Buffer) => Buffer.concat([zip.subarray(0, 40), zip.subarray(60)])],
    [
      'a broken directory',
      (zip: Buffer) => Buffer.from(zip.toString('latin1').replace('PK\x01\x02', 'XX\x01\x02'), 'latin1'),
    ],
    [
      'bytes before its end',
      (zip: Buffer) => Buffer.concat([zip.subarray(0, -22), Buffer.from('more'), zip.subarray(-22)]),
    ],
    ['a wrong count of entries', (zip: Buffer) => withByte(zip, zip.length - 12, 2)],
    ['an entry that lies beyond the entries', (zip: Buffer) => withByte(zip, zip.length - 22 - 12 - 4, 0xff)],
  ])('when it is damaged: %s', async (_what, damage) => {
    writeZip('chat.zip', [['package.json', 'x'.repeat(100)]])
    const zip = readFileSync(join(workspace, 'chat.zip'))
    writeFileSync(join(workspace, 'chat.zip'), damage(zip))
    const { code, hint } = await refusal({ packagePath: 'chat.zip' })
    expect(code).toBe('bundle-damaged')
    expect(hint).toContain('unzip -t chat.zip')
  })

  it('when a file that is read from it has another checksum', async () => {
    execFileSync('python3', [
      '-c',
      'import sys, zipfile; zipfile.ZipFile(sys.argv[1], "w").writestr("package.json", "stored text")',
      join(workspace, 'chat.zip'),
    ])
    const bytes = readFileSync(join(workspace, 'chat.zip')).toString('latin1').replace('stored text', 'stored tent')
    writeFileSync(join(workspace, 'chat.zip'), Buffer.from(bytes, 'latin1'))
    const bundle = await open({ packagePath: 'chat.zip' })
    await expect(bundle.readText('package.json', 100)).rejects.toMatchObject({ code: 'bundle-damaged' })
  })

  it('when it is more than 500 MB, before anything of it is read', async () => {
    writeFileSync(join(workspace, 'chat.zip'), '')
    truncateSync(join(workspace, 'chat.zip'), 500 * 1024 * 1024 + 1)
    const { code, message } = await refusal({ packagePath: 'chat.zip' })
    expect(code).toBe('bundle-too-large')
    expect(message).toContain('500.0 MiB; Beanstalk takes 500 MiB')
  })

  it('when its entries lie over each other, as in a zip bomb', async () => {
    execFileSync('python3', ['-c', OVERLAPPING_ZIP, join(workspace, 'chat.zip')])
    const { code, message } = await refusal({ packagePath: 'chat.zip' })
    expect(code).toBe('bundle-damaged')
    expect(message).toContain('"b" lies over another one, as in a zip bomb')
  })

  it('when it would be more than 4 GiB once it is unpacked', async () => {
    writeZip('chat.zip', [
      ['first.log', ''],
      ['second.log', ''],
    ])
    const bytes = readFileSync(join(workspace, 'chat.zip'))
    for (const name of ['first.log', 'second.log']) {
      const record = bytes.lastIndexOf(name) - 46
      bytes.writeUInt32LE(0x80000000, record + 24)
    }
    writeFileSync(join(workspace, 'chat.zip'), bytes)
    const { code, message } = await refusal({ packagePath: 'chat.zip' })
    expect(code).toBe('bundle-unpacks-too-large')
    expect(message).toContain('would be 4.0 GiB when it is unpacked')
  })

  it('when there is nothing in it', async () => {
    writeZip('empty.zip', [])
    writeZip('folders.zip', [['src/', '']])
    expect((await refusal({ packagePath: 'empty.zip' })).code).toBe('bundle-empty')
    expect((await refusal({ packagePath: 'folders.zip' })).code).toBe('bundle-empty')
  })

  it('when everything is inside one folder, with the command that packs it right', async () => {
    writeZip('chat.zip', [
      ['chat/package.json', '{}'],
      ['chat/src/x.js', ''],
      ['__MACOSX/chat/._package.json', ''],
    ])
    const { code, message, hint } = await refusal({ packagePath: 'chat.zip' })
    expect(code).toBe('bundle-in-a-folder')
    expect(message).toContain('everything inside one folder: "chat/" ("chat/package.json")')
    expect(hint).toBe('Pack what is inside the folder: cd chat && zip -r ../chat.zip .')
  })

  it('but not for one folder that holds no app', async () => {
    writeZip('site.zip', [['public/index.html', '']])
    expect((await open({ packagePath: 'site.zip' })).names).toEqual(['public/index.html'])
  })

  it('when patterns are to leave files out of it', async () => {
    writeZip('chat.zip', [['package.json', '{}']])
    const { code, message } = await refusal({ packagePath: 'chat.zip', excludePatterns: ['*.log', 'tmp/'] })
    expect(code).toBe('bundle-exclude-from-zip')
    expect(message).toContain('"*.log, tmp/"')
  })
})

describe('what is named', () => {
  it('is told with near names when it does not exist', async () => {
    write({ 'build/dist-1.zip': '', 'build/notes.txt': '', 'build/.git': '' })
    const { code, message, hint } = await refusal({ packagePath: 'build/dist.zip' })
    expect(code).toBe('bundle-not-found')
    expect(message).toBe('\'deployment-package-path\' named a file that does not exist: "build/dist.zip".')
    expect(hint).toContain(`"${join(workspace, 'build')}" has "dist-1.zip", "notes.txt".`)
  })

  it('is told with what there is when its folder does not exist either', async () => {
    write({ 'dist.zip': '' })
    expect((await refusal({ packagePath: 'out/of/dist.zip' })).hint).toContain(`"${workspace}" has "dist.zip"`)
    expect((await refusal({ packagePath: 'dist.zip/inside' })).code).toBe('bundle-not-found')
    expect((await refusal({ sourceDirectory: 'app' })).message).toBe(
      '\'source-directory\' named a folder that does not exist: "app".',
    )
  })

  it('is told when the source directory is a file', async () => {
    write({ 'chat.zip': '' })
    const { code, hint } = await refusal({ sourceDirectory: 'chat.zip' })
    expect(code).toBe('bundle-not-a-folder')
    expect(hint).toBe('Write it as: deployment-package-path: chat.zip')
  })
})

describe('what should not be deployed', () => {
  const CREDENTIALS = '[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic c2VjcmV0\n'
  const UUID = '01234567-89ab-cdef-0123-456789abcdef'

  it('stays out of a folder: checkouts, worktrees, credentials, caches and what this action wrote', async () => {
    write({
      'package.json': '{}',
      '.git/config': CREDENTIALS,
      'vendor/lib/.git/config': CREDENTIALS,
      'vendor/worktree/.git': 'gitdir: /home/me/app/.git/worktrees/worktree\n',
      'vendor/worktree/a.js': '',
      [`_temp/git-credentials-${UUID}.config`]: CREDENTIALS,
      'node_modules/.cache/babel/a.json': '',
      'packages/chat/node_modules/.cache/a.json': '',
      'beanstalk-websockets-report-4711.json': '{}',
      [`source-bundle-${UUID}.zip`]: '',
      '.gitignore': '!.git\n!node_modules/.cache\n',
      '.github/workflows/deploy.yml': '',
      'src/git/config': '',
    })
    const bundle = await open()
    expect(bundle.names).toEqual([
      '.github/workflows/deploy.yml',
      '.gitignore',
      'package.json',
      'src/git/config',
      'vendor/worktree/a.js',
    ])
    expect(bundle.warnings).toEqual([])
    expect(readFileSync(bundle.zipPath).includes('extraheader')).toBe(false)
    expect(bundle.leftOut.map(({ name }) => name)).toContain('vendor/worktree/.git')
  })

  it('is warned about in a zip file, with a command that leaves it out', async () => {
    write({
      'app/package.json': '{}',
      'app/.git/config': CREDENTIALS,
      'app/.git/HEAD': '',
      'app/sub/.git': 'gitdir: ../.git/modules/sub',
      'app/node_modules/.cache/a': '',
      'app/beanstalk-websockets-report-1.json': '{}',
      [`app/git-credentials-${UUID}.config`]: CREDENTIALS,
    })
    const app = join(workspace, 'app')
    execFileSync('zip', ['-qr', '../my chat.zip', '.'], { cwd: app })
    const { warnings, names } = await open({ packagePath: 'my chat.zip' })
    expect(names).toContain('.git/config')
    expect(warnings.map(({ message }) => /holds (".*?")/.exec(message)?.[1])).toEqual(
      ['.git/', `git-credentials-${UUID}.config`, 'node_modules/.cache/', 'beanstalk-websockets-report-1.json'].map(
        name => `"${name}"`,
      ),
    )
    expect(warnings[0]?.message).toContain('They are 4 entries, and are deployed with the rest.')
    expect(warnings[0]?.remedy).toBe(
      "Leave it out when that file is made: zip -r 'my chat.zip' . -x '.git' '.git/*' '*/.git' '*/.git/*'",
    )
    const excluded = warnings.map(({ remedy }) => remedy.slice(remedy.indexOf(' -x ') + 4)).join(' ')
    execFileSync('sh', ['-c', `zip -qr ../clean.zip . -x ${excluded}`], { cwd: app })
    expect(await open({ packagePath: 'clean.zip' })).toMatchObject({
      warnings: [],
      names: expect.arrayContaining(['package.json']),
    })
  })

  it('is no file that only sounds like it', async () => {
    writeZip('chat.zip', [
      ['package.json', '{}'],
      ['.gitignore', ''],
      ['a.git/x', ''],
      ['node_modules/.cached/x', ''],
      ['source-bundle-1.zip', ''],
    ])
    expect((await open({ packagePath: 'chat.zip' })).warnings).toEqual([])
  })
})

describe('a war', () => {
  it('is a zip file, whose extension is kept', async () => {
    writeZip('ROOT.war', [
      ['WEB-INF/web.xml', '<web-app/>'],
      ['.platform/nginx/conf.d/a.conf', ''],
    ])
    const bundle = await open({ packagePath: 'ROOT.war' })
    expect(bundle).toMatchObject({ kind: 'war', fileName: 'ROOT.war', zipPath: join(workspace, 'ROOT.war') })
    expect(bundle.wrapping).toBeUndefined()
    expect(bundle.names).toEqual(['WEB-INF/web.xml', '.platform/nginx/conf.d/a.conf'])
  })
})

describe('a jar', () => {
  it('is wrapped in a zip file with a Procfile that starts it', async () => {
    writeZip('chat-1.0.jar', [['META-INF/MANIFEST.MF', 'Main-Class: Chat\n']])
    const bundle = await open({ packagePath: 'chat-1.0.jar' })
    expect(bundle).toMatchObject({ kind: 'jar', fileName: 'chat-1.0.zip', names: ['Procfile', 'chat-1.0.jar'] })
    expect(bundle.wrapping).toContain('Wrap chat-1.0.jar in a zip file with a Procfile')
    expect(await bundle.readText('Procfile', 100)).toBe('web: java -jar chat-1.0.jar\n')
    const wrapped = execFileSync('unzip', ['-p', bundle.zipPath, 'chat-1.0.jar'])
    expect(wrapped.equals(readFileSync(join(workspace, 'chat-1.0.jar')))).toBe(true)
  })

  it('has the settings for Beanstalk beside it that Beanstalk would find in it, and tells of what it would not', async () => {
    writeZip('chat.jar', [
      ['META-INF/MANIFEST.MF', ''],
      ['.ebextensions/', ''],
      ['.ebextensions/a.config', 'option_settings: {}\n'],
      ['.ebextensions/deeper/b.config', ''],
      ['.platform/', ''],
      ['.platform/nginx/conf.d/a.conf', 'gzip on;'],
      ['Procfile', 'web: java -Xmx256m -jar chat.jar'],
      ['BOOT-INF/classes/Procfile', ''],
    ])
    const bundle = await open({ packagePath: 'chat.jar' })
    expect(bundle.names).toEqual(['Procfile', '.ebextensions/a.config', 'chat.jar'])
    expect(await bundle.readText('Procfile', 100)).toBe('web: java -jar chat.jar\n')
    expect(await bundle.readText('.ebextensions/a.config', 100)).toBe('option_settings: {}\n')
    expect(bundle.wrapping).toContain(', and copy ".ebextensions/a.config" beside it:')
    expect(bundle.warnings).toEqual([
      {
        message:
          '\'deployment-package-path\' "chat.jar" holds ".platform/nginx/conf.d/a.conf" and 1 more: Beanstalk does not look for that inside a jar.',
        remedy: 'Put it into a folder beside "chat.jar", and name the folder instead of the jar.',
      },
    ])
  })

  it.each(['my chat.jar', '-jar.jar', '$(id).jar'])('has a name in it that a command line takes: %s', async name => {
    writeZip(name, [['META-INF/MANIFEST.MF', '']])
    const bundle = await open({ packagePath: name })
    expect(bundle.names).toEqual(['Procfile', 'application.jar'])
    expect(await bundle.readText('Procfile', 100)).toBe('web: java -jar application.jar\n')
  })

  it('may have a script in front and a name twice, as Java takes it', async () => {
    writeZip('chat.jar', [
      ['a.class', ''],
      ['a.class', ''],
    ])
    const bytes = readFileSync(join(workspace, 'chat.jar'))
    writeFileSync(join(workspace, 'chat.jar'), Buffer.concat([Buffer.from('#!/bin/sh\n'), bytes]))
    expect((await open({ packagePath: 'chat.jar' })).names).toEqual(['Procfile', 'chat.jar'])
  })

  it('is refused when it is something else, or more than Beanstalk takes', async () => {
    write({ 'chat.jar': '<!DOCTYPE html>' })
    expect(await refusal({ packagePath: 'chat.jar' })).toMatchObject({ code: 'bundle-not-a-zip' })
    truncateSync(join(workspace, 'chat.jar'), 500 * 1024 * 1024 + 1)
    expect(await refusal({ packagePath: 'chat.jar' })).toMatchObject({ code: 'bundle-too-large' })
  })
})

describe('a file of Docker', () => {
  it.each([
    ['Dockerrun.aws.json', 'dockerrun', 'Dockerrun.aws.zip', 'Dockerrun.aws.json'],
    ['docker-compose.yml', 'compose', 'docker-compose.zip', 'docker-compose.yml'],
    ['docker-compose.yaml', 'compose', 'docker-compose.zip', 'docker-compose.yml'],
    ['compose.yaml', 'compose', 'compose.zip', 'docker-compose.yml'],
  ])('is wrapped in a zip file under the name that Beanstalk looks for: %s', async (name, kind, fileName, inside) => {
    write({ [`deploy/${name}`]: 'the text' })
    const bundle = await open({ packagePath: `deploy/${name}` })
    expect(bundle).toMatchObject({ kind, fileName, names: [inside] })
    expect(bundle.wrapping).toContain(`Wrap ${name} in a zip file${name === inside ? ':' : ` as ${inside}:`}`)
    expect(await bundle.readText(inside, 100)).toBe('the text')
    expect(unzipTest(bundle.zipPath)).toContain('No errors detected')
  })

  it('is refused when patterns are to leave files out of it', async () => {
    write({ 'docker-compose.yml': '' })
    const { code } = await refusal({ packagePath: 'docker-compose.yml', excludePatterns: ['*.log'] })
    expect(code).toBe('bundle-exclude-from-zip')
  })
})

describe('a folder', () => {
  it('is packed with dot files, node_modules, empty folders, exec bits and links inside it', async () => {
    write({
      'package.json': '{"name":"chat"}',
      '.platform/hooks/predeploy/run.sh': '#!/bin/sh\n',
      '.ebextensions/a.config': '',
      '.git/config': 'secret',
      'vendor/lib/.git': 'gitdir: elsewhere',
      '.elasticbeanstalk/config.yml': '',
      'node_modules/ws/index.js': '',
    })
    mkdirSync(join(workspace, 'uploads'))
    chmodSync(join(workspace, '.platform/hooks/predeploy/run.sh'), 0o755)
    symlinkSync('../ws/index.js', join(workspace, 'node_modules/link.js'))
    symlinkSync('package.json', join(workspace, 'manifest.json'))
    const bundle = await open()
    expect(bundle.kind).toBe('folder')
    expect(bundle.names).toEqual([
      '.ebextensions/a.config',
      '.platform/hooks/predeploy/run.sh',
      'manifest.json',
      'node_modules/link.js',
      'node_modules/ws/index.js',
      'package.json',
      'uploads/',
    ])
    expect(bundle.leftOut).toEqual(
      expect.arrayContaining(
        ['.git/', '.elasticbeanstalk/', 'vendor/lib/.git'].map(name => ({ name, by: 'this action' })),
      ),
    )
    expect(await bundle.readText('package.json', 1000)).toBe('{"name":"chat"}')
    expect(await bundle.readText('manifest.json', 1000)).toBe('{"name":"chat"}')
    expect(unzipTest(bundle.zipPath)).toContain('No errors detected')
    expect(listModes(bundle.zipPath)).toEqual({
      '.ebextensions/a.config': '-rw-r--r--',
      '.platform/hooks/predeploy/run.sh': '-rwxr-xr-x',
      'manifest.json': 'lrwxrwxrwx',
      'node_modules/link.js': 'lrwxrwxrwx',
      'node_modules/ws/index.js': '-rw-r--r--',
      'package.json': '-rw-r--r--',
      'uploads/': 'drwxr-xr-x',
    })
  })

  it('is unpacked by unzip to what it was', async () => {
    write({ 'package.json': '{}', 'src/großes Ü.js': 'x'.repeat(100_000) })
    symlinkSync('src', join(workspace, 'lib'))
    const bundle = await open()
    const target = mkdtempSync(join(tmpdir(), 'bundle-unpacked-'))
    try {
      execFileSync('unzip', ['-q', bundle.zipPath, '-d', target])
      execFileSync('diff', ['-r', '--no-dereference', workspace, target])
    } finally {
      rmSync(target, { recursive: true })
    }
  })

  it('is unpacked to what it was, whatever the size of a file and however well it can be compressed', async () => {
    const block = 512 * 1024
    const noise = openRandom(1, 0).bytes(2 * block + 1)
    writeFileSync(join(workspace, 'package.json'), '{}')
    for (const size of [0, 1, block - 1, block, block + 1, 2 * block, 2 * block + 1]) {
      writeFileSync(join(workspace, `noise-${size}`), noise.subarray(0, size))
      writeFileSync(
        join(workspace, `text-${size}`),
        'deflate looks back over blocks. '.repeat(size / 32 + 1).slice(0, size),
      )
    }
    const bundle = await open()
    const target = mkdtempSync(join(tmpdir(), 'bundle-unpacked-'))
    try {
      execFileSync('unzip', ['-q', bundle.zipPath, '-d', target])
      execFileSync('diff', ['-r', workspace, target])
    } finally {
      rmSync(target, { recursive: true })
    }
    expect(unzipTest(bundle.zipPath)).toContain('No errors detected')
  })

  it('is refused when it would be more than 4 GiB once it is unpacked', async () => {
    write({ 'package.json': '{}', core: '' })
    truncateSync(join(workspace, 'core'), 4 * 1024 ** 3)
    expect(await refusal({})).toMatchObject({ code: 'bundle-unpacks-too-large' })
  })

  it('gives the same bytes whatever the times, the modes of writing and the zone', async () => {
    write({ 'package.json': '{}', 'src/b.js': '2', 'src/a.js': '1' })
    const first = readFileSync((await open()).zipPath)
    utimesSync(join(workspace, 'src/a.js'), 1, 1)
    chmodSync(join(workspace, 'src/a.js'), 0o600)
    const zone = process.env.TZ
    process.env.TZ = 'Asia/Kathmandu'
    try {
      expect(readFileSync((await open()).zipPath)).toEqual(first)
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })

  it('gives the same bytes whatever else is being compressed meanwhile', async () => {
    write({ 'package.json': '{}' })
    for (let index = 0; index < 300; index++) {
      const random = openRandom(1, index)
      const text = random.bytes(random.int(8000)).toString('hex')
      write({ [`src/${index}.txt`]: text.repeat(1 + (index % 3)) })
    }
    const first = readFileSync((await open()).zipPath)
    const others = await Promise.all(Array.from({ length: 4 }, () => open()))
    for (const { zipPath } of others) expect(readFileSync(zipPath).equals(first)).toBe(true)
  })

  it('gives a file that has changed another time, also at the same size, for the sake of ETags', async () => {
    const timeOf = async (text: string) => {
      write({ 'package.json': '{}', 'index.html': text })
      const list = execFileSync('unzip', ['-l', (await open()).zipPath], { encoding: 'utf8' })
      return /(\S+ \S+) +index\.html/.exec(list)?.[1]
    }
    const first = await timeOf('<p>one</p>')
    expect(first).toMatch(/^20/)
    expect(await timeOf('<p>two</p>')).not.toBe(first)
    expect(await timeOf('<p>one</p>')).toBe(first)
  })

  it('is packed in the order of the whole names', async () => {
    write({ 'a/z': '', 'a.js': '', 'a-b': '', B: '' })
    expect((await open()).names).toEqual(['B', 'a-b', 'a.js', 'a/z'])
  })

  it('may be named as the package', async () => {
    write({ 'dist/package.json': '{}', 'other.txt': '', '.gitignore': 'dist/' })
    expect(await open({ packagePath: 'dist' })).toMatchObject({ fileName: 'dist.zip', names: ['package.json'] })
  })

  it('is gone from the temporary folder when the bundle is closed, which may be twice', async () => {
    write({ 'package.json': '{}' })
    const bundle = await open()
    expect(readdirSync(temporaryFolder)).toHaveLength(1)
    await bundle.close()
    await bundle.close()
    expect(readdirSync(temporaryFolder)).toHaveLength(0)
  })

  it('does not pack what this action writes inside it', async () => {
    write({ 'package.json': '{}', 'tmp/old.txt': '' })
    const bundle = await open({ temporaryFolder: join(workspace, 'tmp') })
    expect(bundle.names).toEqual(['package.json'])
  })

  it('leaves out what every .gitignore says, from its own folder downwards', async () => {
    write({
      '.gitignore': 'dist/\n*.log\n/secret.txt\n',
      'package.json': '{}',
      'dist/a.js': '',
      'debug.log': '',
      'secret.txt': '',
      'packages/chat/.gitignore': '!keep.log\n/local.txt\n',
      'packages/chat/keep.log': '',
      'packages/chat/drop.log': '',
      'packages/chat/local.txt': '',
      'packages/chat/secret.txt': '',
      'packages/local.txt': '',
      'node_modules/dep/.gitignore': 'lib\n',
      'node_modules/dep/lib/index.js': '',
    })
    const bundle = await open()
    expect(bundle.names).toEqual([
      '.gitignore',
      'node_modules/dep/.gitignore',
      'node_modules/dep/lib/index.js',
      'package.json',
      'packages/chat/.gitignore',
      'packages/chat/keep.log',
      'packages/chat/secret.txt',
      'packages/local.txt',
    ])
    expect(bundle.leftOut).toContainEqual({ name: 'dist/', by: '.gitignore' })
    expect(bundle.leftOut).toContainEqual({ name: 'packages/chat/local.txt', by: 'packages/chat/.gitignore' })
  })

  it('leaves out what git would, but for node_modules', async () => {
    write({
      '.gitignore':
        '# comment\n*.tmp\n!important.tmp\n/build\ndoc/**/*.pdf\nfoo[01].txt\nsp\\ ace \n\\#hash\n**/cache\n',
      ...Object.fromEntries(
        ['a.tmp', 'important.tmp', 'build/x', 'src/build/x', 'doc/a/b/c.pdf', 'doc/c.txt', 'foo0.txt', 'foo2.txt']
          .concat(['sp ace', '#hash', 'x/y/cache/z', 'Build/x', 'p/.gitignore', 'p/q.tmp'])
          .map(name => [name, '']),
      ),
      'p/.gitignore': '!*.tmp\n',
    })
    execFileSync('git', ['init', '-q'], { cwd: workspace })
    const listed = execFileSync('git', ['ls-files', '-z', '--others', '--exclude-standard'], { cwd: workspace })
    expect((await open()).names).toEqual(listed.toString().split('\0').filter(Boolean).toSorted())
  })

  it.each([
    ['spaces at the end', 'dist/ \n*.log  \n', ['.gitignore', 'a.txt', 'logs/b.txt', 'logs/deep/c.txt']],
    ['all folders inside of one', 'logs/**/\n', ['.gitignore', 'a.log', 'a.txt', 'logs/b.txt', 'p/dist/d.txt']],
    ['everything but', '/**\n!/logs/\n!/logs/b.txt\n', ['logs/b.txt']],
  ])('reads a .gitignore as git does: %s', async (_what, text, names) => {
    write({ '.gitignore': text, 'a.log': '', 'a.txt': '', 'logs/b.txt': '', 'logs/deep/c.txt': '', 'p/dist/d.txt': '' })
    execFileSync('git', ['init', '-q'], { cwd: workspace })
    const listed = execFileSync('git', ['ls-files', '--others', '--exclude-standard'], { cwd: workspace })
    expect(listed.toString().trim().split('\n')).toEqual(names)
    expect((await open()).names).toEqual(names)
  })

  it('keeps all of a folder that a deeper .gitignore takes back', async () => {
    write({
      '.gitignore': 'build/\n',
      'build/a.js': '',
      'packages/[chat] 1/.gitignore': '!build\n\\#x\n!\\!y\n',
      'packages/[chat] 1/build/deep/a.js': '',
      'packages/[chat] 1/#x': '',
      'packages/other/build/a.js': '',
    })
    const bundle = await open()
    expect(bundle.names).toEqual(['.gitignore', 'packages/[chat] 1/.gitignore', 'packages/[chat] 1/build/deep/a.js'])
    expect(bundle.leftOut).toContainEqual({ name: 'packages/[chat] 1/#x', by: 'packages/[chat] 1/.gitignore' })
  })

  it('follows .ebignore alone where there is one', async () => {
    write({ '.ebignore': 'docs/\n', '.gitignore': 'dist/\n', 'package.json': '{}', 'dist/a.js': '', 'docs/a.md': '' })
    expect((await open()).names).toEqual(['.gitignore', 'dist/a.js', 'package.json'])
  })

  it('leaves out what the exclude patterns say, whatever the ignore files keep', async () => {
    write({ '.ebignore': '!*.md\n', 'package.json': '{}', 'a.md': '', 'test/x.js': '', 'src/test/y.js': '' })
    const bundle = await open({ excludePatterns: ['*.md', '/test/'] })
    expect(bundle.names).toEqual(['package.json', 'src/test/y.js'])
    expect(bundle.leftOut).toContainEqual({ name: 'a.md', by: "'exclude-patterns'" })
  })

  it.each([
    ['/etc/passwd', 'link'],
    ['../outside.txt', 'link'],
    ['../../outside.txt', 'src/link'],
  ])('is refused when a link leads out of it: %s', async (target, name) => {
    write({ 'app/package.json': '{}', 'app/src/x.js': '', 'outside.txt': '' })
    symlinkSync(target, join(workspace, 'app', name))
    const { code, message } = await refusal({ sourceDirectory: 'app' })
    expect(code).toBe('bundle-link-leaves-folder')
    expect(message).toContain(`"${name}" -> "${target}"`)
  })

  it('is refused when a link leads out of it through another one', async () => {
    write({ 'app/package.json': '{}', 'outside.txt': '' })
    symlinkSync('..', join(workspace, 'app/up'))
    symlinkSync('up/outside.txt', join(workspace, 'app/link'))
    const { message } = await refusal({ sourceDirectory: 'app' })
    expect(message).toContain('"link" -> "up/outside.txt"')
  })

  it('keeps a link that leads nowhere inside it, and loops', async () => {
    write({ 'package.json': '{}' })
    symlinkSync('made-on-the-instance.txt', join(workspace, 'later.txt'))
    symlinkSync('loop', join(workspace, 'loop'))
    const bundle = await open()
    expect(bundle.names).toEqual(['later.txt', 'loop', 'package.json'])
    expect(await bundle.readText('loop', 1000)).toBeUndefined()
  })

  it('is refused when a file’s name has a backslash', async () => {
    write({ 'package.json': '{}', 'a\\b': '' })
    expect((await refusal({})).code).toBe('bundle-name-refused')
  })

  it('is refused when everything is inside one folder, or nothing is left', async () => {
    write({ 'chat/package.json': '{}', '.gitignore': '.gitignore\n' })
    const { code, hint } = await refusal({})
    expect(code).toBe('bundle-in-a-folder')
    expect(hint).toBe('Name the folder itself: source-directory: chat')
    expect((await refusal({ excludePatterns: ['*'] })).code).toBe('bundle-empty')
  })

  it('is refused when an ignore file cannot be read, rather than packed without it', async () => {
    write({ 'package.json': '{}' })
    symlinkSync('.gitignore', join(workspace, '.gitignore'))
    const { code, message } = await refusal({})
    expect(code).toBe('bundle-unreadable')
    expect(message).toContain('\'source-directory\' "." could not be read or packed: ELOOP')
  })

  it('leaves out what is neither file nor folder', async () => {
    write({ 'package.json': '{}' })
    execFileSync('mkfifo', [join(workspace, 'pipe')])
    expect((await open()).names).toEqual(['package.json'])
  })
})

/** Two names for the same bytes. */
const OVERLAPPING_ZIP = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as z:
    z.writestr('a', 'x' * 1000)
    z.writestr('b', 'x' * 1000)
    z.getinfo('b').header_offset = 10`

function withByte(bytes: Buffer, offset: number, value: number): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeUInt8(value, offset)
  return copy
}

function listModes(zipPath: string): Record<string, string> {
  const code = `
import json, stat, sys, zipfile
print(json.dumps({i.filename: stat.filemode(i.external_attr >> 16) for i in zipfile.ZipFile(sys.argv[1]).infolist()}))`
  return JSON.parse(execFileSync('python3', ['-c', code, zipPath], { encoding: 'utf8' }))
}
