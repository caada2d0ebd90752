import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fillFindings } from '../../scripts/finding-lines.ts'
import { catalogue } from '../../src/handshake/findings.ts'
import { REPOSITORY } from '../support/source-files.ts'

const page = readFileSync(join(REPOSITORY, 'docs/findings.md'), 'utf8')
const sections = listSections(page)

describe('docs/findings.md', () => {
  it('has one section for each finding', () => {
    expect(sections.map(({ kind }) => kind).toSorted()).toEqual(Object.keys(catalogue).toSorted())
  })

  it('says of each what it is, by what evidence, and what to do', () => {
    const isWhole = /^### `[a-z-]+`\n\n[A-Z`][^\n]+\n[\s\S]*^Evidence: \S[\s\S]*^What to do: \S/m
    expect(sections.filter(({ text }) => !isWhole.test(text)).map(({ kind }) => kind)).toEqual([])
    expect(isWhole.test('### `x`\n\nIt is so.\nWhat to do: this.\n')).toBe(false)
  })

  it('says how sure each can be, as the rules have it (npm run docs writes it)', () => {
    expect(fillFindings(page)).toBe(page)
    expect(page).toContain('How sure: `certain`, `likely` or `unsure`.\n')
    expect(fillFindings(page, [{ kind: 'name-not-found', sure: 'likely' }])).not.toBe(page)
  })
})

function listSections(markdown: string): Array<{ readonly kind: string; readonly text: string }> {
  const parts = markdown.split(/^(?=#{2,3} )/m)
  return parts.flatMap(text => {
    const kind = /^### `([a-z-]+)`$/m.exec(text)?.[1]
    return kind === undefined ? [] : [{ kind, text }]
  })
}
