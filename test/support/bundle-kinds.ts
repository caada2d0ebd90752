/** Every kind of source bundle that users name, each made with the tool that they make it with. */

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openRandom } from '../fuzz/random.ts'
import { readWithPython, type ZippedEntry } from './read-with-python.ts'
import { type Workspace, writeFiles } from './workspace.ts'

export interface MadeSource {
  readonly packagePath: string
  /** What has to be in the bundle that is made of it. */
  readonly entries: readonly ZippedEntry[]
}

/** By what it is; makes it in an empty workspace. */
export const BUNDLE_KINDS: Readonly<Record<string, (workspace: Workspace) => Promise<MadeSource>>> = {
  'a zip file of zip -r': workspace => zipApp(workspace, '-r'),
  'a zip file with symbolic links': workspace => zipApp(workspace, '-ry'),
  'a zip file that is not compressed': workspace => zipApp(workspace, '-r0'),
  'a zip file without entries for folders': workspace => zipApp(workspace, '-rD'),
  'a zip file whose entries have the zip64 form': workspace => zipApp(workspace, '-r', '-fz'),
  'a zip file with data descriptors': workspace => zipAppBy(workspace, ['sh', '-c', 'zip -qr - . | cat >../chat.zip']),
  'a zip file with a comment': zipWithComment,
  'a zip file of git archive': workspace => zipAppBy(workspace, ['sh', '-c', GIT_ARCHIVE]),
  'a zip file that was made on Windows': workspace => zipAppBy(workspace, ['python3', '-c', WINDOWS_ZIP]),
  'a zip file with a script in front that its offsets count': workspace =>
    zipAppBy(workspace, ['python3', '-c', FRONTED_ZIP]),
  'a zip file that is full without the zip64 form': workspace => zipMany(workspace, 65_534),
  'a zip file of more than 65,535 entries': workspace => zipMany(workspace, 66_000),
  'a war': zipWar,
  'a jar': workspace => makeJar(workspace, ''),
  'a jar with a script in front': workspace => makeJar(workspace, '#!/bin/sh\nexec java -jar "$0"\n'),
  'a Dockerrun.aws.json': workspace => makeOne(workspace, 'Dockerrun.aws.json', 'Dockerrun.aws.json'),
  'a docker-compose.yml': workspace => makeOne(workspace, 'docker-compose.yml', 'docker-compose.yml'),
  'a docker-compose.yaml': workspace => makeOne(workspace, 'docker-compose.yaml', 'docker-compose.yml'),
  'a folder': async workspace => {
    await makeApp(workspace)
    return asFolder(workspace)
  },
  'a folder with files of several blocks': async workspace => {
    const text = 'deflate looks back over blocks. '.repeat(50_000)
    const files = { noise: noise(1_300_000), text, 'text of one block': text.slice(0, 512 * 1024) }
    await writeFiles(workspace.file('app'), { 'package.json': '{}', ...files })
    return asFolder(workspace)
  },
}

/** What no compression makes smaller; the same each time. */
function noise(sizeBytes: number): Buffer {
  return openRandom(1, 0).bytes(sizeBytes)
}

async function makeApp(workspace: Workspace): Promise<void> {
  const app = workspace.file('app')
  await writeFiles(app, {
    'package.json': '{"name":"chat"}',
    'src/größe/日本.js': 'x'.repeat(100_000),
    'bin/start.sh': '#!/bin/sh\n',
    '.platform/hooks/predeploy/run.sh': '#!/bin/sh\n',
    'noise.bin': noise(5000),
    'empty.txt': '',
  })
  for (const name of ['bin/start.sh', '.platform/hooks/predeploy/run.sh']) await chmod(join(app, name), 0o755)
  await mkdir(join(app, 'uploads'))
  await symlink('../package.json', join(app, 'src/manifest.json'))
}

async function zipApp(workspace: Workspace, ...options: readonly string[]): Promise<MadeSource> {
  return await zipAppBy(workspace, ['zip', '-q', ...options, '../chat.zip', '.'])
}

/** The command runs in the app's folder and makes `../chat.zip`. */
async function zipAppBy(workspace: Workspace, [program = '', ...parameters]: readonly string[]): Promise<MadeSource> {
  await makeApp(workspace)
  execFileSync(program, parameters, { cwd: workspace.file('app') })
  return asReady(workspace, 'chat.zip')
}

async function zipWithComment(workspace: Workspace): Promise<MadeSource> {
  await zipApp(workspace, '-r')
  execFileSync('zip', ['-qz', 'chat.zip'], { cwd: workspace.path, input: 'built by hand, für später\n' })
  return asReady(workspace, 'chat.zip')
}

const GIT_ARCHIVE = `
git init -q && git add . && git -c user.name=a -c user.email=a@example.com -c commit.gpgsign=false commit -qm all &&
git archive -o ../chat.zip HEAD`

/** Windows knows no modes, and .NET writes no entries for folders but empty ones. */
const WINDOWS_ZIP = `
import zipfile
with zipfile.ZipFile('../chat.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    for name, text in (('package.json', '{}'), ('src/größe.js', 'x' * 1000), ('uploads/', '')):
        info = zipfile.ZipInfo(name)
        info.create_system, info.external_attr = 0, 0x10 if name.endswith('/') else 0x20
        z.writestr(info, text)
        info.external_attr &= 0xff`

const FRONTED_ZIP = `
import zipfile
with open('../chat.zip', 'wb') as f: f.write(b'#!/bin/sh\\n')
with zipfile.ZipFile('../chat.zip', 'a') as z: z.write('package.json'); z.write('bin/start.sh')`

async function zipMany(workspace: Workspace, count: number): Promise<MadeSource> {
  const code = `
import zipfile
with zipfile.ZipFile('../chat.zip', 'w') as z:
    for i in range(${count}): z.writestr(f'{i}', '')`
  return await zipAppBy(workspace, ['python3', '-c', code])
}

async function zipWar(workspace: Workspace): Promise<MadeSource> {
  await writeFiles(workspace.file('app'), { 'WEB-INF/web.xml': '<web-app/>', 'index.jsp': 'hello' })
  execFileSync('zip', ['-qr', '../ROOT.war', '.'], { cwd: workspace.file('app') })
  return asReady(workspace, 'ROOT.war')
}

async function makeJar(workspace: Workspace, head: string): Promise<MadeSource> {
  await zipApp(workspace, '-r')
  const jar = Buffer.concat([Buffer.from(head), readFileSync(workspace.file('chat.zip'))])
  await writeFile(workspace.file('chat.jar'), jar)
  const entries = [plainFile('Procfile', 'web: java -jar chat.jar\n'), plainFile('chat.jar', jar)]
  return { packagePath: 'chat.jar', entries }
}

async function makeOne(workspace: Workspace, packagePath: string, nameInside: string): Promise<MadeSource> {
  await writeFiles(workspace.path, { [packagePath]: '{}\n' })
  return { packagePath, entries: [plainFile(nameInside, '{}\n')] }
}

function asReady(workspace: Workspace, packagePath: string): MadeSource {
  return { packagePath, entries: readWithPython(workspace.file(packagePath)) }
}

function asFolder(workspace: Workspace): MadeSource {
  const root = workspace.file('app')
  const names = readdirSync(root, { recursive: true }).map(String)
  const entries = names.map(name => describeFile(root, name)).filter(entry => entry !== undefined)
  return { packagePath: 'app', entries }
}

/** Undefined for a folder that is not empty: its files imply it. */
function describeFile(root: string, name: string): ZippedEntry | undefined {
  const path = join(root, name)
  const stats = lstatSync(path)
  if (stats.isSymbolicLink()) return { name, mode: 'lrwxrwxrwx', sha256: sha256(readlinkSync(path)) }
  if (!stats.isDirectory()) return plainFile(name, readFileSync(path), (stats.mode & 0o100) !== 0)
  return readdirSync(path).length > 0 ? undefined : { name: `${name}/`, mode: 'drwxr-xr-x', sha256: sha256('') }
}

/** As this action writes a file, whatever the rest of its mode. */
export function plainFile(name: string, content: string | Buffer, isExecutable = false): ZippedEntry {
  return { name, mode: isExecutable ? '-rwxr-xr-x' : '-rw-r--r--', sha256: sha256(content) }
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
