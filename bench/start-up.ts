/**
 * How long each action takes to its first line of log, and how much memory it has by then, beside bare `node`:
 * medians of one run, in turns, so that a busy machine slows all of them. `node bench/start-up.ts [--runs 15]`
 */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { median } from './support/median.ts'

interface Sample {
  readonly ms: number
  readonly peakMiB: number
}

const { values } = parseArgs({ options: { runs: { type: 'string', default: '15' } } })
const root = fileURLToPath(new URL('../', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'bench-start-up-'))
const bare = join(folder, 'bare.js')
await writeFile(bare, "console.log('first line')\n")

const programs: Record<string, { file: string; env: Record<string, string> }> = {
  'bare node': { file: bare, env: {} },
  'check, wrong inputs': { file: join(root, 'dist/check.js'), env: {} },
  'check, one URL': { file: join(root, 'dist/check.js'), env: { INPUT_URL: 'ws://127.0.0.1:9/', INPUT_ATTEMPTS: '1' } },
  'deploy, label given': { file: join(root, 'dist/deploy.js'), env: inputs({ 'version-label': 'v1' }) },
  'deploy, label made': { file: join(root, 'dist/deploy.js'), env: inputs({}) },
}

const samples = new Map(Object.keys(programs).map(name => [name, [] as Sample[]]))
for (let run = 0; run < Number(values.runs); run++) {
  for (const [name, program] of Object.entries(programs)) samples.get(name)?.push(await measure(program))
}
await rm(folder, { recursive: true })

const baseline = median((samples.get('bare node') ?? []).map(sample => sample.ms))
console.table(
  [...samples].map(([name, all]) => {
    const ms = median(all.map(sample => sample.ms))
    const peakMiB = median(all.map(sample => sample.peakMiB))
    return {
      program: name,
      'ms to first line': Math.round(ms),
      'of bare node': (ms / baseline).toFixed(2),
      MiB: Math.round(peakMiB),
    }
  }),
)

async function measure({ file, env }: { file: string; env: Record<string, string> }): Promise<Sample> {
  const startedMs = performance.now()
  const child = spawn(process.execPath, [file], { cwd: folder, env: { PATH: '', RUNNER_TEMP: folder, ...env } })
  // Asked for at once: a program that is done by itself may be gone before its memory is read.
  const closed = once(child, 'close')
  await once(child.stdout, 'data')
  const ms = performance.now() - startedMs
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
  child.kill('SIGKILL')
  await closed
  return { ms, peakMiB: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024 }
}

function inputs(more: Record<string, string>): Record<string, string> {
  const given = { 'application-name': 'chat', 'environment-name': 'chat-prod', 'aws-region': 'eu-central-1', ...more }
  const variables = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  return {
    GITHUB_SHA: '0123456789abcdef',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    ...Object.fromEntries(variables),
  }
}
