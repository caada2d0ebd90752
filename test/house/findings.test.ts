import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fillFindings } from '../../scripts/finding-lines.ts'
import { catalogue } from '../../src/handshake/findings.ts'
import { CATALOGUE } from '../../src/local-beanstalk/faults/catalogue.ts'
import type { FaultEntry } from '../../src/local-beanstalk/faults/fault-entry.ts'
import { elsewhere, listPlaces } from '../scenarios/places/finding-places.ts'
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
    const rules = [{ kind: 'name-not-found', sure: 'likely' }] as const
    expect(fillFindings(page, { rules, places: listPlaces() })).not.toBe(page)
  })

  it('says by which fault, or otherwise, Local Beanstalk shows it', () => {
    expect(page).toContain('On Local Beanstalk: the fault `certificate-expired`.\n')
    const toldOf = sections.filter(({ text }) => /^On Local Beanstalk: \S/m.test(text)).map(({ kind }) => kind)
    expect([...toldOf, ...Object.keys(elsewhere)].toSorted()).toEqual(Object.keys(catalogue).toSorted())
  })
})

describe('the faults of Local Beanstalk', () => {
  it('are paired with the findings that the action names', () => {
    const said = Object.entries<FaultEntry>(CATALOGUE).flatMap(([fault, { says }]) =>
      says.filter(one => Object.hasOwn(catalogue, one)).map(finding => `${fault}: ${finding}`),
    )
    const shown = listPlaces().flatMap(({ finding, fault }) => (fault ? [`${fault}: ${finding}`] : []))
    expect(said.toSorted()).toEqual([...new Set(shown)].toSorted())
  })
})

function listSections(markdown: string): Array<{ readonly kind: string; readonly text: string }> {
  const parts = markdown.split(/^(?=#{2,3} )/m)
  return parts.flatMap(text => {
    const kind = /^### `([a-z-]+)`$/m.exec(text)?.[1]
    return kind === undefined ? [] : [{ kind, text }]
  })
}
