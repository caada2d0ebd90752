import { describe, expect, it } from 'vitest'
import { escapeMarkdown, fenceMarkdown, toPrintableLine, toPrintableLines } from '../../src/untrusted.ts'

// The runner's own rules, actions/runner src/Runner.Common/ActionCommand.cs.
const isCommand = (line: string) => line.trimStart().startsWith('::') || line.includes('##[')

const HOSTILE = [
  '::set-output name=x::y',
  '  ::error::boo',
  '\t::add-mask::e',
  'text ##[add-mask]e',
  '##[error]e',
  'a\r::error::b',
  'a\n::error::b',
  'a\u2028::error::b',
  'a\u0085::error::b',
  '\u001b[2J\u001b]0;title\u0007',
  '\ufeff::error::b',
  '#\u200b#[error]x',
  '\u0000::debug::x',
]

describe('foreign text in the log', () => {
  it.each(HOSTILE)('is never a command: %j', text => {
    const line = toPrintableLine(text)
    expect(isCommand(line)).toBe(false)
    expect(line).not.toMatch(/(?!\t)[\p{Cc}\p{Zl}\p{Zp}]/u)
    for (const each of toPrintableLines(text)) expect(isCommand(each)).toBe(false)
  })

  it('keeps ordinary text as it is', () => {
    expect(toPrintableLine("Instance deployment failed. For details, see 'eb-engine.log'. äöü 日本 😀")).toBe(
      "Instance deployment failed. For details, see 'eb-engine.log'. äöü 日本 😀",
    )
  })

  it('is cut, and says so', () => {
    expect(toPrintableLine('x'.repeat(5000))).toMatch(/^x{1000}… \(5000 characters\)$/)
    expect(toPrintableLines('a\n'.repeat(300)).at(-1)).toBe('… 101 more lines')
  })
})

describe('foreign text in Markdown', () => {
  it('is no markup, no HTML, no mention and no link', () => {
    const text = escapeMarkdown('<img src=x> @octocat **b** [a](http://x) `c` #12 | ~~d~~ https://evil.example')
    expect(text).not.toMatch(/<|@|:\/\/|(?<!\\)[*[\]`|~]/)
  })

  it('cannot leave its fence', () => {
    const fenced = fenceMarkdown('a\n````\n# heading')
    expect(fenced.startsWith('`````text\n')).toBe(true)
    expect(fenced.endsWith('\n`````')).toBe(true)
  })
})
