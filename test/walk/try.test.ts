import { Session } from 'node:inspector/promises'
import { mkdirSync, writeFileSync } from 'node:fs'
import { it } from 'vitest'
import { openRandom } from '../fuzz/random.ts'
import { makeHistory } from './make-history.ts'
import { playHistory } from './play-history.ts'
import { findLies } from './find-lies.ts'
import { appendFileSync } from 'node:fs'
import { format } from 'node:util'
const codes = new Map<string, number>()
const OUT = process.env.OUT ?? '/tmp/walk.out'
const log = (...a: unknown[]) => appendFileSync(OUT, format(...a)+'\n')
it('plays', {timeout: 6_000_000}, async () => {
  const n = Number(process.env.N ?? 5), from = Number(process.env.FROM ?? 0)
  const session = new Session()
  session.connect()
  if (process.env.PROF) { await session.post('Profiler.enable'); await session.post('Profiler.start') }
  const cpu0 = process.cpuUsage()
  const t0 = performance.now()
  for (let i = from; i < from + n; i++) {
    const h = makeHistory(openRandom(Number(process.env.SEED ?? 1), i))
    const t = performance.now()
    let k = 0
    await playHistory(h, {seed: Number(process.env.SEED ?? 1),index:i}, p => {
      const lies = findLies(p, h)
      k++
      codes.set(p.verdict.problem?.code ?? 'ok', (codes.get(p.verdict.problem?.code ?? 'ok') ?? 0)+1)
      if (lies.length || process.env.V) log(`## ${i}.${k} ${p.deployment.label}`, JSON.stringify(p.deployment.faults), JSON.stringify(p.deployment.acts), JSON.stringify(p.deployment.inputs), p.acts, (p.endedAtMs-p.startedAtMs)/1000, '\n  ', lies.join('\n   '), process.env.V ? p.lines.join('\n')+ '\n'+p.verdict.problem?.what+'\n'+ p.truth.map(t => (t.fromMs-p.startedAtMs)/1000 + ' ' + JSON.stringify(t.fact)).join('\n'):'')
    }).catch(e => log(`## ${i}`, 'ERR', e, JSON.stringify(h)))
  }
  log(codes); log('total', performance.now()-t0, process.cpuUsage(cpu0))
  if (process.env.PROF) { const { profile } = await session.post('Profiler.stop'); mkdirSync('/tmp/walkprof', {recursive:true}); writeFileSync('/tmp/walkprof/p.json', JSON.stringify(profile)) }
})
