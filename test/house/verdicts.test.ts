import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fillVerdicts } from '../../scripts/verdict-table.ts'
import { CATALOGUE } from '../../src/local-beanstalk/faults/catalogue.ts'
import type { FaultEntry } from '../../src/local-beanstalk/faults/fault-entry.ts'
import { REMOVAL_FAULTS } from '../../src/local-beanstalk/faults/removal-faults.ts'
import { listPlaces } from '../scenarios/places/finding-places.ts'
import { readErrorTable } from '../support/error-table.ts'
import { REPOSITORY } from '../support/source-files.ts'
import { FINDING_ROWS, VERDICT_ROWS } from '../verdicts/verdict-rows.ts'

const page = readFileSync(join(REPOSITORY, 'docs/verdicts.md'), 'utf8')
const rows = Object.values(VERDICT_ROWS).flat()
const faultsOf = ({ faults = [], laterFaults = [] }: (typeof rows)[number]) => [...faults, ...laterFaults]

describe('docs/verdicts.md', () => {
  it('has the rows that are played, and no other (npm run docs writes it)', () => {
    expect(fillVerdicts(page)).toBe(page)
    expect(page).toContain('| Nothing goes wrong |')
    expect(fillVerdicts(page, { played: VERDICT_ROWS, findings: FINDING_ROWS.slice(1) })).not.toBe(page)
  })

  it('has a row for every fault of Local Beanstalk that a deployment can meet', () => {
    const told = new Set([...rows.flatMap(faultsOf).map(({ kind }) => kind), ...FINDING_ROWS.map(({ fault }) => fault)])
    const untold = Object.keys(CATALOGUE).filter(kind => !told.has(kind as keyof typeof CATALOGUE))
    expect(untold).toEqual(Object.keys(REMOVAL_FAULTS))
  })

  it('tells of no case twice', () => {
    const titles = [...rows, ...FINDING_ROWS].map(({ happens }) => happens)
    expect(titles.filter((title, index) => titles.indexOf(title) < index)).toEqual([])
  })

  it('names errors and findings that the docs explain, and of a fault alone those that its catalogue has', () => {
    const explained = new Set([...readErrorTable().map(({ code }) => code), ...listPlaces().map(one => one.finding)])
    expect(rows.flatMap(({ verdict }) => verdict.code ?? []).filter(code => !explained.has(code))).toEqual([])
    const alone = rows.flatMap(row => {
      const [fault, ...others] = faultsOf(row)
      return fault && others.length === 0 && !row.acts && row.verdict.code
        ? [{ kind: fault.kind, code: row.verdict.code }]
        : []
    })
    const saysOf = (kind: string) => (CATALOGUE as Readonly<Record<string, FaultEntry>>)[kind]?.says ?? []
    expect(alone.filter(({ kind, code }) => !saysOf(kind).includes(code))).toEqual([])
  })

  it('has only findings of faults that a test of their own shows', () => {
    const shown = listPlaces().map(({ fault, finding }) => `${fault}: ${finding}`)
    expect(FINDING_ROWS.filter(({ fault, finding }) => !shown.includes(`${fault}: ${finding}`))).toEqual([])
  })
})
