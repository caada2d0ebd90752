import { describe, expect, it } from 'vitest'
import { wantsColours } from '../../src/terminal.ts'
import { blankLine, proseLine, renderTerminal, verbatimLine } from '../../src/terminal-text.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'

const render = (line: ReturnType<typeof proseLine>, columns?: number, hasColours = false) =>
  renderTerminal([line], { columns, hasColours })

describe('prose in a terminal', () => {
  it('is wrapped between words, below its indent', () => {
    const line = proseLine(['one two three four'], { indent: 2, hanging: 2 })
    expect(render(line, 12)).toBe('  one two\n    three\n    four\n')
  })

  it('is one line where nobody looks', () => {
    expect(render(proseLine(['word '.repeat(100).trim()], { indent: 2 }))).toBe(`  ${'word '.repeat(100).trim()}\n`)
  })

  it('leaves a word whole that is wider than the terminal', () => {
    expect(render(proseLine([`see wss://${'x'.repeat(60)} there`]), 40)).toBe(`see\nwss://${'x'.repeat(60)}\nthere\n`)
  })

  it('goes on in its style on the next line, and leaves no style open at the end of one', () => {
    const line = proseLine(['a ', { text: 'bold words here', style: 'bold' }, ' z'])
    expect(render(line, 10, true)).toBe('a \u001b[1mbold\u001b[22m\n\u001b[1mwords here\u001b[22m\nz\n')
  })

  it('begins no line with what a runner reads as a command', () => {
    for (let columns = 5; columns < 40; columns++) {
      const text = render(proseLine(['some words ::error::x and more  ::set-output name=x::y'], { indent: 2 }), columns)
      expect(text).not.toMatch(/^\s*::/m)
    }
  })

  it.each(HOSTILE_TEXTS)('holds no escape sequence but our own, wrapped or not: $name', ({ text }) => {
    const lines = [proseLine([text, { text, style: 'red' }], { indent: 2 }), verbatimLine(text, 2), blankLine()]
    for (const columns of [undefined, 40]) {
      const shown = renderTerminal(lines, { columns, hasColours: true })
      const foreign = shown.replaceAll('\u001b[31m', '').replaceAll('\u001b[39m', '')
      expect(foreign).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      expect(foreign).not.toMatch(/##\[|^\s*::/m)
    }
  })
})

describe('colours', () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [true, { TERM: 'dumb' }, false],
    [false, { FORCE_COLOR: '1' }, true],
    [false, { FORCE_COLOR: 'true', NO_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [true, { FORCE_COLOR: 'false' }, false],
    [false, { FORCE_COLOR: '' }, false],
  ])('are wanted in a terminal (%s) with %j: %s', (isTerminal, env, wanted) => {
    expect(wantsColours(isTerminal, env)).toBe(wanted)
  })
})
