/**
 * The longer run: the same tests with larger numbers, then the benches; at the end what all of them measured.
 * Anything after `--` goes to vitest: `npm run nightly -- test/fuzz`.
 */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'nightly-'))
const figures = join(folder, 'figures')
await writeFile(figures, '')
const env = { ...process.env, TEST_SCALE: 'nightly', NIGHTLY_FIGURES: figures }
const startedMs = performance.now()

const exitCodes = [await run('node_modules/.bin/vitest', ['run', ...process.argv.slice(2)])]
for (const name of (await readdir(join(root, 'bench'))).filter(name => name.endsWith('.ts'))) {
  process.stdout.write(`\nbench/${name}\n`)
  exitCodes.push(await run(process.execPath, [`bench/${name}`]))
}
const minutes = ((performance.now() - startedMs) / 60_000).toFixed(1)
process.stdout.write(`\n${await readFile(figures, 'utf8')}The whole run: ${minutes} minutes\n`)
await rm(folder, { recursive: true })
process.exitCode = exitCodes.every(code => code === 0) ? 0 : 1

async function run(program: string, parameters: readonly string[]): Promise<number> {
  const child = spawn(program, parameters, { cwd: root, env, stdio: 'inherit' })
  const [exitCode] = await once(child, 'close')
  return exitCode ?? 1
}
