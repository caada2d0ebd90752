import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fillFaults } from '../../scripts/fault-table.ts'
import { CATALOGUE } from '../../src/local-beanstalk/faults/catalogue.ts'
import type { FaultFamily } from '../../src/local-beanstalk/faults/fault-entry.ts'
import { REPOSITORY } from '../support/source-files.ts'

const read = (name: string) => readFileSync(join(REPOSITORY, name), 'utf8')

describe('every fault', () => {
  it('stands in the table of the docs, and no other (npm run docs writes it)', () => {
    const page = read('docs/local-beanstalk.md')
    expect(fillFaults(page)).toBe(page)
    expect(page).toContain('| `denied` |')
    const { denied: _, ...others } = CATALOGUE
    expect(fillFaults(page, others)).not.toBe(page)
  })

  it('has a test', () => {
    const tests = globSync('test/{contract,scenarios}/**/*.ts', { cwd: REPOSITORY }).map(read).join('\n')
    expect(Object.keys(CATALOGUE).filter(kind => !tests.includes(`kind: '${kind}'`))).toEqual([])
  })

  it('is told by the action as an error or a finding that the docs explain', () => {
    const explained = new Set([...firstCells('docs/errors.md'), ...headings('docs/findings.md')])
    const said = Object.values(CATALOGUE satisfies FaultFamily).flatMap(({ says }) => says)
    expect(said.filter(one => !explained.has(one))).toEqual([])
    expect([...explained]).toEqual(expect.arrayContaining(['proxy-drops-upgrade', 'deployment-failed']))
  })
})

/** `code` of each row that begins with one. */
function firstCells(page: string): string[] {
  return [...read(page).matchAll(/^\| `([^`]+)` \|/gm)].map(match => match[1] ?? '')
}

function headings(page: string): string[] {
  const titles = [...read(page).matchAll(/^#{2,3} (.+)$/gm)].map(match => match[1] ?? '')
  return titles.flatMap(title => title.replaceAll('`', '').split(', '))
}
