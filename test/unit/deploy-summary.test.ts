import { expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { diagnose } from '../../src/handshake/diagnose.ts'
import { renderMarkdown } from '../../src/markdown.ts'
import { openProducts } from '../../src/report/deploy-products.ts'
import { renderDeploySummary } from '../../src/report/deploy-summary.ts'
import { judgeDeploy } from '../../src/report/deploy-verdict.ts'
import { answer, NGINX_502, opened, refusedAlike } from './handshake-evidence.ts'
import { deploymentOf, eventsOf, handshakeOf, stateOf } from './preview-samples.ts'

it('keeps an event in one line, so that none can pass for another', () => {
  const forged = '+9s  INFO   Environment update completed successfully.'
  const event = { atMs: 0, severity: 'ERROR', message: `Failed.\n   ${forged}\r${forged}`, requestId: undefined }
  const settled = { kind: 'failed', reason: 'x', errors: [], events: [event], state: undefined, sources: [] }
  const products = Object.assign(openProducts(), { settled })
  const summary = renderMarkdown(renderDeploySummary(products, { ok: false, headline: 'x' }, []), 100_000)
  expect(summary.split('\n').filter(line => line.includes(forged))).toHaveLength(1)
})

it('has what a warning says to paste in a fence behind it', () => {
  const note = (message: string, remedy: string) => ({ kind: 'note', message, remedy }) as const
  const notes = [note('One.', 'Do.'), note('Two.', 'Put this there:\n\ncommands:\n  `a`: b'), note('Three.', 'Do.')]
  const products = Object.assign(openProducts(), { notes })
  const summary = renderMarkdown(renderDeploySummary(products, { ok: true, headline: 'x' }, []), 100_000)
  expect(summary).toContain('- One. Do.\n- Two. Put this there:\n\n```text\ncommands:\n  `a`: b\n```\n\n- Three. Do.\n')
})

it('says why there are no logs', () => {
  const products = Object.assign(openProducts(), { logs: [], logsUnknown: 'AWS denied it.' })
  const summary = renderMarkdown(renderDeploySummary(products, { ok: false, headline: 'x' }, []), 100_000)
  expect(summary).toContain('**Logs of the instances:** unknown (AWS denied it.)')
})

const SILENT = handshakeOf(refusedAlike(answer(502, { headers: { server: 'nginx' }, body: NGINX_502 })))

function show(products: Parameters<typeof deploymentOf>[0]): string {
  const deployment = deploymentOf(products)
  return renderMarkdown(renderDeploySummary(deployment, judgeDeploy(deployment, undefined), []), 1024 * 1024)
}

it('keeps heading, remedy and picture, and stays below its bound, however much there is besides', () => {
  const long = 'x'.repeat(900)
  const lines = Array.from({ length: 500 }, () => long)
  const logs = Array.from({ length: 40 }, (_, index) => ({
    instanceId: `i-${index}`,
    files: Array.from({ length: 20 }, () => ({ path: '/var/log/web.stdout.log', lines })),
  }))
  const notes = Array.from({ length: 3000 }, () => ({ kind: 'note', message: long, remedy: long }) as const)
  const events = eventsOf(Array.from({ length: 5000 }, (_, at) => [at, 'INFO', long] as const))
  const instances = { kind: 'unknown', reason: 'nobody asked' } as const
  const settled = { kind: 'succeeded', state: stateOf(), instances, sources: [], events } as const
  const summary = show({ handshake: SILENT, logs, notes, settled })
  expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024)
  const [heading, problem, remedy, paste, more, picture] = summary.split('\n\n')
  expect(heading).toBe('## ❌ Deployed, but no WebSocket could be opened')
  expect(problem).toMatch(/^\*\*.+\.\*\* /)
  expect(remedy).toMatch(/^\*\*What to do:\*\* /)
  expect(paste).toMatch(/^```text\n[^`]+\n```$/)
  expect(more).toMatch(/^More about it/)
  expect(picture).toMatch(/^```mermaid\n[^`]+\n```$/)
})

it('says of a finding once what it is called', () => {
  const title = SILENT.targets[0]?.finding?.title ?? ''
  expect(show({ handshake: SILENT }).split(title)).toHaveLength(2)
})

it('tells no more what a proxy file will come to once that is the finding', () => {
  const evidence = refusedAlike(answer(404, { body: 'Cannot GET /ws' }))
  const found = diagnose(evidence, { platformForwardsUpgrade: false })
  const [target] = SILENT.targets
  const handshake = { targets: target ? [{ ...target, finding: found }] : [] }
  const note = {
    kind: 'note',
    message: 'It does not hand on.',
    remedy: 'Do.',
    foretells: 'proxy-drops-upgrade',
  } as const
  expect(found?.kind).toBe('proxy-drops-upgrade')
  expect(show({ handshake, notes: [note] })).not.toContain('It does not hand on.')
  expect(show({ handshake: SILENT, notes: [note] })).toContain('It does not hand on.')
})

it('names the slowest stage without being unfolded', () => {
  expect(show({})).toContain('<summary>Time: 190.9 s, of which 187.4 s: Create the environment</summary>')
})

it('says what is good to do next where all is well', () => {
  const cut = { afterSeconds: 60, by: ['load-balancer'] } as const
  const handshake = { targets: handshakeOf(opened()).targets.map(target => ({ ...target, cut })) }
  const [, next = ''] = show({ handshake }).split('**What next**')
  expect(next).toMatch(
    /^\n\n- A connection on which nobody speaks is cut after 60 s by the load balancer: .*\n- Let a schedule/,
  )
  expect(show({ handshake: SILENT })).not.toContain('**What next**')
})

it('has the proxy at fault in its picture where it refused its files on the instance', () => {
  const path = '/var/log/eb-engine.log'
  const words = 'nginx: [emerg] unknown directive "foo" in /etc/nginx/conf.d/a.conf:3'
  const [state, events] = [stateOf(), eventsOf()]
  const settled = { kind: 'failed', because: 'deployment-failed', reason: 'x', errors: [], state, events } as const
  const asked = { instances: { kind: 'unknown', reason: 'x' }, sources: [] } as const
  const { handshake: _, ...failed } = deploymentOf({ settled: { ...settled, ...asked } })
  const tell = (lines: readonly string[]) => {
    const products = { ...failed, logs: [{ instanceId: 'i-1', files: [{ path, lines }] }] }
    return renderMarkdown(renderDeploySummary(products, judgeDeploy(products, undefined), []), 100_000)
  }
  expect(tell([words])).toContain('["✗ Proxy<br/>nginx<br/>at fault"]:::bad')
  expect(tell(['Error: it crashed'])).not.toContain('mermaid')
})

it('has the group at fault in its picture where the closed port could not be opened, and only there', () => {
  const step = {
    kind: 'add',
    groupId: 'sg-1',
    cidrs: ['0.0.0.0/0'],
    reason: 'nobody-admitted',
    description: '',
  } as const
  const port = {
    port: 80,
    listenerPorts: [80],
    admission: { state: 'no', sources: [], groups: [] },
    admitting: [],
    step,
  }
  const inbound = { kind: 'found', title: 'the instance', isInternal: false, groupIds: ['sg-1'], warnings: [] }
  const tell = (stages: readonly string[], reason: 'nobody-admitted' | 'allow-from' = 'nobody-admitted') => {
    const timings = stages.map(stage => ({ stage, ms: 1 }))
    const ports = [{ ...port, step: { ...step, reason } }]
    const products = Object.assign(openProducts(), { timings, inbound: { ...inbound, ports } })
    return renderMarkdown(renderDeploySummary(products, { ok: false, headline: 'Nothing was deployed' }, []), 100_000)
  }
  expect(tell(['Plan', 'Make sure of the inbound rule'])).toContain(
    '["✗ Security group<br/>port 80<br/>at fault"]:::bad',
  )
  expect(tell(['Plan'])).not.toContain('mermaid')
  expect(tell(['Make sure of the inbound rule'], 'allow-from'), 'others are admitted').not.toContain('mermaid')
})

it('leads to the list of versions where this one is in it', () => {
  const published = { label: 'v1', reused: false, location: undefined }
  expect(show({ published })).toContain('[all versions](<https://eu-central-1.console')
  expect(show({})).not.toContain('all versions')
})

it('has no table where the inputs were refused, for nothing is known of the environment then', () => {
  const error = new ActionError({ code: 'invalid-inputs', message: 'It was wrong.', hint: 'Mend it.' })
  const products = openProducts()
  const summary = renderMarkdown(renderDeploySummary(products, judgeDeploy(products, error), []), 100_000)
  expect(summary).toContain('Mend it.')
  expect(summary).not.toContain('Environment')
})
