/**
 * What the source bundle costs, as ratios of one run: medians, in turns, so that a busy machine slows all of them.
 * A ready zip of 200 MB: the time to its first byte, and its upload beside a bare PutObject of the file with the same
 * client. A folder of 220 MB in 10,000 files, beside `zip -r`. `node bench/bundle.ts [--runs 5]`
 */

import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { AwsClients } from '../src/aws/clients.ts'
import { type Bundle, openBundle } from '../src/bundle/bundle.ts'
import { extendBundle, type SourceBundle } from '../src/bundle/extend-bundle.ts'
import { startDeadline, systemClock } from '../src/clock.ts'
import { openLedger } from '../src/ledger.ts'
import { actionsLog } from '../src/log.ts'

/** What one child process measures of itself. */
interface Sample {
  readonly ms: number
  readonly peakMiB: number
  /** By how much the memory grew while it was measured. */
  readonly moreMiB?: number
  readonly sizeBytes?: number
  readonly temporaryFiles?: number
}

const ADDITIONS = [
  { name: '.platform/nginx/conf.d/zz_websocket.conf', text: 'proxy_read_timeout 3600s;\nproxy_send_timeout 3600s;\n' },
  { name: '.ebextensions/zz-websocket.config', text: 'option_settings: {}\n' },
]
const READY_FILES = 200
const READY_FILE_BYTES = 1024 * 1024
const FOLDER_FILES = 10_000
const FOLDER_FILE_BYTES = 22_000

/** Each in a process of its own, in a folder that holds `ready.zip` and `app/`. */
const MEASURE: Readonly<Record<string, (folder: string) => Promise<Sample>>> = {
  'first byte': measureFirstByte,
  'bare PutObject': measureBarePut,
  upload: measureUpload,
  'zip -r': measureZip,
  'packed folder': measurePacking,
}

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, measure: { type: 'string' }, folder: { type: 'string' } },
})
if (values.measure && values.folder) {
  const sample = await MEASURE[values.measure]?.(values.folder)
  console.log(JSON.stringify(sample))
} else await compareAll(Number(values.runs))

async function compareAll(runs: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-bundle-'))
  const sink = createServer((request, response) => {
    request.on('end', () => answer(request.method, response)).resume()
  })
  sink.listen(0, '127.0.0.1')
  await once(sink, 'listening')
  try {
    await makeReadyZip(folder)
    await makeFolder(join(folder, 'app'))
    const endpoint = `http://127.0.0.1:${(sink.address() as { port: number }).port}`
    const samples = new Map(Object.keys(MEASURE).map(name => [name, [] as Sample[]]))
    for (let run = 0; run < runs; run++) {
      for (const name of samples.keys()) samples.get(name)?.push(await runChild(name, { folder, endpoint }))
    }
    tell(samples)
  } finally {
    sink.close()
    sink.closeAllConnections()
    await rm(folder, { recursive: true })
  }
}

/** As S3 does, as far as an upload reads it. */
function answer(method: string | undefined, response: ServerResponse): void {
  response.statusCode = method === 'HEAD' ? 404 : 200
  response.setHeader('etag', '"sink"')
  if (method === 'POST') response.setHeader('content-type', 'application/xml')
  response.end(method === 'POST' ? '<Result><UploadId>sink</UploadId><ETag>"sink"</ETag></Result>' : undefined)
}

function tell(samples: ReadonlyMap<string, readonly Sample[]>): void {
  const of = (name: string, key: keyof Sample) => median((samples.get(name) ?? []).map(sample => sample[key] ?? 0))
  const ratio = (key: keyof Sample, a: string, b: string) => Number((of(a, key) / of(b, key)).toFixed(2))
  console.table({
    'first byte of a ready zip, ms': { measured: Math.round(of('first byte', 'ms')), wanted: '< 30' },
    'more memory by then, MiB': { measured: Math.round(of('first byte', 'moreMiB')), wanted: '<= 16' },
    'temporary files by then': { measured: of('first byte', 'temporaryFiles'), wanted: '0' },
    'upload / bare PutObject, time': { measured: ratio('ms', 'upload', 'bare PutObject'), wanted: '<= 1.1' },
    'upload / bare PutObject, peak': { measured: ratio('peakMiB', 'upload', 'bare PutObject'), wanted: '<= 1.1' },
    'zip -r / packed folder, time': { measured: ratio('ms', 'zip -r', 'packed folder'), wanted: '>= 1.5' },
    'peak of the packed folder, MiB': { measured: Math.round(of('packed folder', 'peakMiB')), wanted: '<= 220' },
    'packed folder / zip -r, size': { measured: ratio('sizeBytes', 'packed folder', 'zip -r'), wanted: '<= 1.02' },
  })
  console.table(
    [...samples.keys()].map(name => {
      return { measured: name, ms: Math.round(of(name, 'ms')), 'peak MiB': Math.round(of(name, 'peakMiB')) }
    }),
  )
}

async function measureFirstByte(folder: string): Promise<Sample> {
  const temporaryFolder = await mkdtemp(join(folder, 'temporary-'))
  const beforeBytes = process.memoryUsage.rss()
  const startedMs = performance.now()
  const { bundle, source } = await open(folder, 'ready.zip', temporaryFolder)
  for await (const _ of source.open()) break
  const ms = performance.now() - startedMs
  const moreMiB = (process.memoryUsage.rss() - beforeBytes) / 1024 / 1024
  const temporaryFiles = (await readdir(temporaryFolder)).length
  await source.close()
  await bundle.close()
  return { ms, moreMiB, temporaryFiles, peakMiB: await readPeak() }
}

async function measureBarePut(folder: string): Promise<Sample> {
  const { s3 } = await makeClients()
  const { PutObjectCommand } = await import('@aws-sdk/client-s3')
  const path = join(folder, 'ready.zip')
  const { size } = await stat(path)
  const startedMs = performance.now()
  const Body = createReadStream(path)
  await s3.send(new PutObjectCommand({ Bucket: 'bench', Key: 'ready.zip', Body, ContentLength: size }))
  const ms = performance.now() - startedMs
  s3.destroy()
  return { ms, peakMiB: await readPeak() }
}

async function measureUpload(folder: string): Promise<Sample> {
  const aws = await makeClients()
  const { uploadBundle } = await import('../src/version/upload-bundle.ts')
  const { signal } = new AbortController()
  const deadline = startDeadline(systemClock, 600_000)
  const place = { clock: systemClock, log: actionsLog, ledger: openLedger(), temporaryFolder: folder, searchPath: '' }
  const startedMs = performance.now()
  const { bundle, source } = await open(folder, 'ready.zip', folder)
  const { sizeBytes } = source
  const names = { applicationName: 'bench', label: 'bench', description: undefined, key: 'ready.zip' }
  const plan = { kind: 'create', ...names, bucketName: undefined, createBucket: false, sizeBytes } as const
  await uploadBundle({ aws, signal, deadline, ...place }, { bucket: 'bench', plan, bundle: source })
  const ms = performance.now() - startedMs
  await source.close()
  await bundle.close()
  aws.destroy()
  return { ms, peakMiB: await readPeak() }
}

async function measurePacking(folder: string): Promise<Sample> {
  const temporaryFolder = await mkdtemp(join(folder, 'temporary-'))
  const startedMs = performance.now()
  const { bundle, source } = await open(folder, 'app', temporaryFolder)
  const ms = performance.now() - startedMs
  const { sizeBytes } = bundle
  await source.close()
  await bundle.close()
  return { ms, sizeBytes, peakMiB: await readPeak() }
}

async function measureZip(folder: string): Promise<Sample> {
  const path = join(folder, 'app.zip')
  const startedMs = performance.now()
  await once(spawn('zip', ['-qr', path, '.'], { cwd: join(folder, 'app'), stdio: 'inherit' }), 'close')
  const ms = performance.now() - startedMs
  const { size: sizeBytes } = await stat(path)
  await rm(path)
  return { ms, sizeBytes, peakMiB: Number.NaN }
}

async function open(workspace: string, packagePath: string, temporaryFolder: string) {
  const request = { packagePath, sourceDirectory: '.', excludePatterns: [], workspace, temporaryFolder }
  const bundle: Bundle = await openBundle(request)
  const source: SourceBundle = await extendBundle(bundle, ADDITIONS)
  return { bundle, source }
}

// Loaded only where it is measured: the clients take more memory than all the rest.
async function makeClients(): Promise<AwsClients> {
  const { makeAwsClients } = await import('../src/aws/clients.ts')
  const { signal } = new AbortController()
  return makeAwsClients({
    region: 'eu-central-1',
    names: { application: 'chat', environment: 'chat-prod' },
    maxRetries: 0,
    retryDelayMs: 0,
    signal,
    onRequest: () => {},
  })
}

async function readPeak(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '')
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024
}

interface Place {
  readonly folder: string
  readonly endpoint: string
}

async function runChild(name: string, { folder, endpoint }: Place): Promise<Sample> {
  const env = { ...process.env, AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' }
  const args = [fileURLToPath(import.meta.url), '--measure', name, '--folder', folder]
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', chunk => {
    output += chunk
  })
  await once(child, 'close')
  return JSON.parse(output.trim().split('\n').at(-1) ?? '')
}

// Noise, as what lies in a zip cannot be compressed again.
async function makeReadyZip(folder: string): Promise<void> {
  const files = join(folder, 'ready')
  await mkdir(files)
  for (let index = 0; index < READY_FILES; index++) {
    await writeFile(join(files, `file-${index}.bin`), randomBytes(READY_FILE_BYTES))
  }
  await once(spawn('zip', ['-qr0', '../ready.zip', '.'], { cwd: files, stdio: 'inherit' }), 'close')
  await rm(files, { recursive: true })
}

/** Something like source code, which deflate makes about half as long; the same in each run. */
async function makeFolder(folder: string): Promise<void> {
  const random = makeRandom(1)
  const words = Array.from({ length: 4000 }, () =>
    random()
      .toString(36)
      .slice(2, 4 + Math.floor(random() * 8)),
  )
  for (let index = 0; index < FOLDER_FILES; index++) {
    const place = join(folder, `part-${index % 100}`)
    if (index < 100) await mkdir(place, { recursive: true })
    const length = FOLDER_FILE_BYTES * (0.1 + 1.8 * random())
    let text = ''
    while (text.length < length)
      text += `${words[Math.floor(random() ** 2 * words.length)]}${random() < 0.1 ? ';\n' : ' '}`
    await writeFile(join(place, `file-${index}.js`), text)
  }
}

function makeRandom(seed: number): () => number {
  let value = seed
  return () => {
    value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0
    return value / 2 ** 32
  }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
