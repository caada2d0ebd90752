import { describe, expect, it } from 'vitest'
import { renderDeployOutputs } from '../../src/report/deploy-outputs.ts'
import type { DeployProducts } from '../../src/report/deploy-products.ts'
import { openProducts } from '../../src/report/deploy-products.ts'
import { renderPlanOutput } from '../../src/report/dry-run.ts'
import type { PlannedSetting, PlanToReview } from '../../src/report/plan-to-review.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { findForeignMarkup } from '../support/rendered-markdown.ts'

const VERDICT = { ok: true, headline: 'Dry run: this is what would be done' }
const NOTHING: PlanToReview = {
  inWords: [],
  assumed: [],
  wrapping: undefined,
  inbound: [],
  version: [],
  settings: [],
  loadBalancer: [],
  webSocket: { inWords: 'Open no WebSocket, because nobody waits.', url: undefined, protocol: 'websocket' },
  rollBack: [],
}

function render(products: Partial<DeployProducts>, secrets: readonly string[] = []): string {
  return renderPlanOutput({ ...openProducts(), dryRun: true, ...products }, { verdict: VERDICT, changes: [], secrets })
}

/** The text in every place of a plan that something from outside can stand in. */
function planOf(text: string): Partial<DeployProducts> {
  const additions = [{ name: text, text, reason: text, purpose: 'upgrade' }] as const
  const kept = [{ name: text, reason: text }]
  const note = { kind: 'note', message: text, remedy: `${text}\n\n${text}` } as const
  const change = { namespace: text, optionName: text, before: text, after: text }
  const settings = (['new', 'changed', 'same', 'unknown'] as const).map(kind => ({ ...change, kind }))
  return {
    ...{ environmentName: text, versionLabel: text, notes: [note], refusals: [] },
    proxy: { additions, kept, findings: [], timeouts: [] },
    plan: { ...NOTHING, assumed: [text], wrapping: text, inbound: [text], version: [text], settings, rollBack: [text] },
  }
}

const rows = (settings: readonly PlannedSetting[]) =>
  render({ plan: { ...NOTHING, settings } })
    .split('\n')
    .filter(line => line.startsWith('- `'))

describe('the output plan', () => {
  it('is empty unless the run is a dry run', () => {
    expect(render({ dryRun: false })).toBe('')
    expect(render({})).toMatch(/^## ✅ Dry run: this is what would be done\n\nNothing was changed\.\n/)
  })

  it('says what would be done where the deployment does not end well', () => {
    const rollBack = ['When the WebSocket is refused, deploy "v1" again.']
    expect(render({ plan: { ...NOTHING, rollBack } })).toContain('**Roll back**\n\n- When the WebSocket is refused')
    expect(render({ plan: NOTHING })).not.toContain('Roll back')
  })

  it('has no markup, mention or issue of others, whatever stands in files, labels and settings', () => {
    const found = HOSTILE_TEXTS.flatMap(({ name, text }) =>
      findForeignMarkup(render(planOf(text))).map(markup => `${name}: ${markup}`),
    )
    expect(found).toEqual([])
  })

  it('comes through as an output whatever it quotes', () => {
    const lost = HOSTILE_TEXTS.filter(({ text }) => {
      const plan = render(planOf(text))
      return renderDeployOutputs(openProducts(), plan).plan !== plan
    })
    expect(lost.map(({ name }) => name)).toEqual([])
  })

  it('is never longer than a comment or a variable of the environment can be, and is cut between its parts', () => {
    const additions = Array.from({ length: 40 }, (_, index) => {
      return {
        name: `${index}.conf`,
        text: 'é'.repeat(900).concat('\n').repeat(2),
        reason: 'x',
        purpose: 'upgrade' as const,
      }
    })
    const text = render({ proxy: { additions, kept: [], findings: [], timeouts: [] }, plan: NOTHING })
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000)
    expect(text).toMatch(/<\/details>\n\n\(What was too long to be shown here has been left out;/)
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length)
    expect(text.match(/```/g)?.length).toBe(2 * (text.match(/<details>/g)?.length ?? 0))
  })

  it('shows what an option is and will be, as far as that is known and no secret', () => {
    const change = { namespace: 'a', optionName: 'B', before: undefined, after: undefined }
    expect(
      rows([
        { ...change, kind: 'changed', before: '1', after: '2', purpose: 'it is better' },
        { ...change, kind: 'changed' },
        { ...change, kind: 'new' },
        { ...change, kind: 'new', after: '2' },
        { ...change, kind: 'same', before: '2', after: '2' },
        { ...change, kind: 'same' },
        { ...change, kind: 'unknown', after: '2' },
      ]),
    ).toEqual([
      '- `a:B`: 1 → 2 (it is better)',
      '- `a:B`: another value → a value that is not shown',
      '- `a:B`: not set → a value that is not shown',
      '- `a:B`: not set → 2',
      '- `a:B`: 2, as it is already',
      '- `a:B`: set, as it is already',
      '- `a:B`: not known → 2',
    ])
  })

  it('has no secret in it, which nobody would mask in a comment', () => {
    const proxy = {
      additions: [],
      kept: [{ name: 'a.conf', reason: 'it has top_secret_token' }],
      findings: [],
      timeouts: [],
    }
    expect(render({ proxy }, ['top_secret_token'])).not.toMatch(/top.{0,2}secret/)
  })
})
