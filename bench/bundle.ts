/**
 * What the source bundle costs, as ratios of one run: medians, in turns, so that a busy machine slows all of them.
 * A ready zip of 200 MB: the time to its first byte, and its upload beside a bare PutObject of the file with the same
 * client. A folder of 220 MB in 10,000 files, beside `zip -r`. `node bench/bundle.ts [--runs 5]`
 */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { makeFolder, makeReadyZip } from './support/bundle-files.ts'
import { MEASURE, type Sample } from './support/measure-bundle.ts'
import { median } from './support/median.ts'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } })
await compareAll(Number(values.runs))

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

interface Place {
  readonly folder: string
  readonly endpoint: string
}

async function runChild(name: string, { folder, endpoint }: Place): Promise<Sample> {
  const env = { ...process.env, AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' }
  const args = [fileURLToPath(new URL('support/measure-bundle.ts', import.meta.url)), name, folder]
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', chunk => {
    output += chunk
  })
  await once(child, 'close')
  return JSON.parse(output.trim().split('\n').at(-1) ?? '')
}
