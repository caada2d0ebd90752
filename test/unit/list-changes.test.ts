import { describe, expect, it } from 'vitest'
import type { LedgerEntry } from '../../src/ledger.ts'
import { renderMarkdown } from '../../src/markdown.ts'
import { describeDone, describeLedger, renderLedger } from '../../src/report/list-changes.ts'

const entry = (change: string, outcome: LedgerEntry['outcome'], more: Partial<LedgerEntry> = {}): LedgerEntry => {
  return { change, outcome, undo: [`undo ${change}`], ...more }
}

describe('the list of changes', () => {
  it('has the commands behind it, the newest change first, and none for what was not done', () => {
    const entries = [
      entry('one', 'done'),
      entry('two', 'failed'),
      entry('three', 'needless', { parts: ['set Y'] }),
      entry('four', 'split', { parts: ['set X'] }),
      entry('five', 'asked', { undo: ['undo five', '# by hand'] }),
    ]
    expect(describeLedger(entries)).toEqual([
      'done: one.',
      'failed: two.',
      'not needed, for it was there already: three.',
      'asked for in two parts, because Beanstalk refused both at once: four.',
      '  set X',
      'asked for, not answered: five.',
      'To take all of it back, in this order:',
      'undo five',
      '# by hand',
      'undo one',
    ])
  })

  it('takes back once what a later change takes back too, and both where the later one may not be there', () => {
    const upload = entry('upload', 'done', { names: ['s3'] })
    const commands = (outcome: LedgerEntry['outcome']) =>
      describeLedger([upload, entry('version', outcome, { covers: ['s3'] })]).slice(3)
    expect(commands('done')).toEqual(['undo version'])
    expect(commands('asked')).toEqual(['undo version', 'undo upload'])
    expect(commands('failed')).toEqual(['undo upload'])
  })

  it('has no command for what the run has taken back itself, as far as it has', () => {
    const deployed = entry('deploy', 'done', { names: ['settings', 'version'] })
    const back = (covers: string[]) => entry('back', 'done', { covers, undo: [] })
    expect(describeLedger([deployed, back(['settings', 'version'])])).toEqual(['done: deploy.', 'done: back.'])
    expect(describeLedger([deployed, back(['settings'])]).at(-1)).toBe('undo deploy')
  })

  it('takes back what a roll back was to take back, where its end is not known or was no good one', () => {
    const deployed = entry('deploy', 'done', { names: ['version'] })
    const commands = (outcome: LedgerEntry['outcome']) =>
      describeLedger([
        deployed,
        entry('back', outcome, { names: ['back'], covers: ['version', 'back'], undo: ['wait'] }),
      ])
    expect(commands('done')).toEqual(['done: deploy.', 'done: back.'])
    const title = 'To take all of it back, in this order:'
    expect(commands('begun')).toEqual([
      'done: deploy.',
      'accepted, and its end was not seen: back.',
      title,
      'wait',
      'undo deploy',
    ])
    expect(commands('vain')).toEqual(['done: deploy.', 'accepted, but without a good end: back.', title, 'undo deploy'])
  })

  it('is a list and a block to paste in the summary, in which no name becomes markup', () => {
    const named = entry('deploy <b>', 'done', { parts: ['set a:*B*'], undo: ['aws "```" \\', "  '<i>'"] })
    const text = renderMarkdown(renderLedger([named]), 10_000)
    expect(text).toContain('- done: deploy &lt;b&gt;.<br>set a:\\*B\\*\n')
    expect(text).toContain('in this order:\n\n````text\naws "```" \\\n  \'<i>\'\n````\n')
    expect(renderMarkdown(renderLedger([]), 1000)).toBe('Nothing was changed.\n')
  })

  it('is one sentence for whoever reads no more than the error', () => {
    expect(describeDone([entry('one', 'done'), entry('two', 'failed'), entry('three', 'done')])).toMatch(
      /^Done before that: one; three\. /,
    )
    expect(describeDone([entry('two', 'failed')])).toBeUndefined()
  })
})
