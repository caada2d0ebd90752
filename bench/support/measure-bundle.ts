/**
 * Measures one thing that the source bundle costs, in a process of its own:
 * `node bench/support/measure-bundle.ts upload FOLDER` prints it as JSON.
 */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AwsClients } from '../../src/aws/clients.ts'
import { type Bundle, openBundle } from '../../src/bundle/bundle.ts'
import { extendBundle, type SourceBundle } from '../../src/bundle/extend-bundle.ts'
import { startDeadline, systemClock } from '../../src/clock.ts'
import { openLedger } from '../../src/ledger.ts'
import { actionsLog } from '../../src/log.ts'

/** What one child process measures of itself. */
export interface Sample {
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

/** By its name, each for a process of its own, in a folder that holds `ready.zip` and `app/`. */
export const MEASURE: Readonly<Record<string, (folder: string) => Promise<Sample>>> = {
  'first byte': measureFirstByte,
  'bare PutObject': measureBarePut,
  upload: measureUpload,
  'zip -r': measureZip,
  'packed folder': measurePacking,
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name = '', folder = ''] = process.argv.slice(2)
  process.stdout.write(JSON.stringify(await MEASURE[name]?.(folder)))
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
  const { uploadBundle } = await import('../../src/version/upload-bundle.ts')
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
  const { makeAwsClients } = await import('../../src/aws/clients.ts')
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
