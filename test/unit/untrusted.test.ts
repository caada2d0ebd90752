import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import {
  quoteForeign,
  toOutputValue,
  toPrintableJson,
  toPrintableLine,
  toPrintableLines,
  toPrintableText,
  toShellWord,
} from '../../src/untrusted.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { parseCommand } from '../support/workflow-commands.ts'

describe('foreign text in the log', () => {
  it.each(HOSTILE_TEXTS)('is never a command, and one line: $name', ({ text }) => {
    const line = toPrintableLine(text)
    expect(isHarmless(line)).toBe(true)
    expect(line).toBe(line.toWellFormed())
    for (const each of toPrintableLines(text, { gutter: '  │ ' })) expect(isHarmless(each)).toBe(true)
    for (const each of toPrintableText(text, { maxLines: 60, maxLength: 4000 }).split('\n')) {
      expect(isHarmless(each)).toBe(true)
    }
    expect(quoteForeign(text)).toMatch(/^".*"$/)
  })

  it('keeps ordinary text as it is', () => {
    const text = "Instance deployment failed. For details, see 'eb-engine.log'. äöü 日本 😀 ⚠️"
    expect(toPrintableLine(text)).toBe(text)
  })

  it('is cut, and says so', () => {
    expect(toPrintableLine('x'.repeat(5000))).toMatch(/^x{1000}… \(5000 characters\)$/)
    expect(toPrintableLines('a\n'.repeat(300)).at(-1)).toBe('… 101 more lines')
    expect(toPrintableText('😀'.repeat(500), { maxLines: 5, maxLength: 7 })).toBe('😀😀😀�…')
  })
})

describe('foreign text in JSON', () => {
  it.each(HOSTILE_TEXTS)('comes through whole, and is no command and no escape sequence: $name', ({ text }) => {
    const shown = toPrintableJson({ [text]: [text, `\\${text}`], '##[': '###[' })
    expect(JSON.parse(shown)).toEqual(JSON.parse(JSON.stringify({ [text]: [text, `\\${text}`], '##[': '###[' })))
    expect(shown.split('\n').every(isHarmless)).toBe(true)
    expect(shown.split('\n')).toHaveLength(7)
  })
})

describe('foreign text in a command to paste', () => {
  it.each([
    'v1',
    '-rf',
    '"; id; "',
    '$(id)',
    '`id`',
    "it's",
    'a b',
    '',
    'x\\',
    '*',
    '~root',
    '!!',
    '#x',
  ])('is one word to a shell: %j', text => {
    expect(execFileSync('sh', ['-c', `printf '<%s>' ${toShellWord(text)}`], { encoding: 'utf8' })).toBe(`<${text}>`)
  })
})

describe('foreign text in an output', () => {
  it('has the form that it must have, or is empty', () => {
    expect(toOutputValue('Green', /^\w+$/)).toBe('Green')
    expect(toOutputValue('$(id)', /^\w+$/)).toBe('')
    expect(toOutputValue('Green\n', /^\w+$/)).toBe('')
    for (const { text } of HOSTILE_TEXTS)
      expect(
        toOutputValue(text, /^[\s\S]*$/)
          .split('\n')
          .every(isHarmless),
      ).toBe(true)
  })
})

// The runner trims the line and looks for commands in it.
function isHarmless(line: string): boolean {
  return (
    parseCommand(line) === undefined && !/(?!\t)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(line) && !/^\s*::|##\[/.test(line)
  )
}
