import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../src/handshake/findings.ts'
import { parseDocPage } from '../support/doc-pages.ts'
import { REPOSITORY } from '../support/source-files.ts'

const read = (name: string) => readFileSync(join(REPOSITORY, name), 'utf8')
const page = read('docs/troubleshooting.md')
const findings = parseDocPage('docs/findings.md', read('docs/findings.md'))

interface Section {
  readonly anchor: string
  readonly text: string
}

/** Where a symptom leads: to a section, with the findings that it names. */
interface Row {
  readonly symptom: string
  readonly kinds: readonly string[]
  readonly anchor: string
}

function listSections(markdown: string): Section[] {
  return markdown
    .split(/^(?=## )/m)
    .slice(1)
    .map(text => ({ anchor: [...parseDocPage('docs/section.md', text).anchors][0] ?? '', text }))
}

function listRows(markdown: string): Row[] {
  const [head = ''] = markdown.split(/^## /m)
  const rows = head.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| you see'))
  return rows.map(row => {
    const [, symptom = '', said = '', target = ''] = row.split(' | ').join('|').split('|')
    return { symptom: symptom.trim(), kinds: listKinds(said), anchor: /\(#([^)]+)\)/.exec(target)?.[1] ?? '' }
  })
}

function listKinds(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(findings\.md#([a-z-]+)\)/g)].map(match => match[1] ?? '')
}

describe('docs/troubleshooting.md', () => {
  it('links to every finding, and to no heading that is not there', () => {
    const linked = new Set(listKinds(page))
    expect(Object.keys(catalogue).filter(kind => !linked.has(kind))).toEqual([])
    expect([...linked].filter(kind => !(kind in catalogue) || !findings.anchors.has(kind))).toEqual([])
  })

  it('calls a finding by the name that it links to', () => {
    const links = [...page.matchAll(/\[`([a-z-]+)`\]\(findings\.md#([a-z-]+)\)/g)]
    expect(links.length).toBe(listKinds(page).length)
    expect(links.filter(([, name, anchor]) => name !== anchor).map(([link]) => link)).toEqual([])
  })

  const rows = listRows(page)
  const sections = listSections(page)

  it('leads from each symptom to a section that tells of its findings', () => {
    expect(rows.length).toBeGreaterThan(25)
    const lost = rows.filter(({ kinds, anchor }) => {
      const section = sections.find(one => one.anchor === anchor)
      return !section || kinds.some(kind => !listKinds(section.text).includes(kind))
    })
    expect(lost).toEqual([])
  })

  it('has no section to which no symptom leads, but for what is told last', () => {
    const reached = new Set(rows.map(({ anchor }) => anchor))
    const others = sections.map(({ anchor }) => anchor).filter(anchor => !reached.has(anchor))
    expect(others).toEqual(['when-it-is-none-of-beanstalks-fault'])
  })

  it('has a command in each section about a symptom, where one can tell', () => {
    const without = sections.filter(({ text }) => !text.includes('npx beanstalk-websockets check'))
    expect(without.map(({ anchor }) => anchor)).toEqual([
      'in-the-browsers-console',
      'red-or-degraded-after-a-change-of-nginx-files',
      'it-is-the-machine-that-checks',
      'when-it-is-none-of-beanstalks-fault',
    ])
  })
})
