import { expect, it } from 'vitest'
import { renderMarkdown } from '../../src/markdown.ts'
import { openProducts } from '../../src/report/deploy-products.ts'
import { renderDeploySummary } from '../../src/report/deploy-summary.ts'

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
