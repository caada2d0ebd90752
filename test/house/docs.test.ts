import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../src/handshake/findings.ts'
import { PROXY_RULES } from '../../src/proxy/find-mistakes.ts'
import { readErrorTable } from '../support/error-table.ts'
import { REPOSITORY, readSourceFiles } from '../support/source-files.ts'

const read = (name: string) => readFileSync(join(REPOSITORY, name), 'utf8')

describe('the docs', () => {
  it('have a heading for every finding, and none for one that is gone', () => {
    expect(headings(read('docs/findings.md')).toSorted()).toEqual(Object.keys(catalogue).toSorted())
  })

  it('have a heading for every rule about proxy files, and none for one that is gone', () => {
    const names = [...PROXY_RULES.map(({ name }) => name), 'ebextension-unreadable']
    expect(headings(read('docs/proxy-files.md')).toSorted()).toEqual(names.toSorted())
  })

  it('have a row for every error, and none for one that is gone', () => {
    const files = readSourceFiles('src/**/*.ts').filter(file => !/^src\/(local-beanstalk|handshake)\//.test(file.path))
    const codes = new Set(files.flatMap(file => findCodes(file.text)))
    const documented = readErrorTable().map(({ code }) => code)
    expect(documented.toSorted()).toEqual([...codes].toSorted())
  })

  it('link to files that are there', () => {
    const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md', { cwd: REPOSITORY })]
    expect(pages.flatMap(page => findDeadLinks(page, read(page)))).toEqual([])
    expect(findDeadLinks('README.md', 'see [x](docs/gone.md) and ![y](docs/gone.png)')).toHaveLength(2)
  })
})

/** The names in headings of level two and three that are names: "### bundle-empty, bundle-too-large". */
function headings(markdown: string): string[] {
  const titles = [...markdown.matchAll(/^#{2,3} (.+)$/gm)].map(match => match[1] ?? '')
  return titles.flatMap(title => (/^`?[a-z]/.test(title) ? title.replaceAll('`', '').split(', ') : []))
}

function findCodes(text: string): string[] {
  const values = [...text.matchAll(/^\s*code: (.+),$|^export type FailureKind =((?:\s*\| '[a-z-]+')+)$/gm)].map(
    match => match[1] ?? match[2] ?? '',
  )
  return values.flatMap(value => [...value.matchAll(/'([a-z][a-z-]+)'/g)].map(match => match[1] ?? ''))
}

function findDeadLinks(page: string, markdown: string): string[] {
  const targets = [...markdown.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(match => match[1] ?? '')
  return targets
    .filter(target => !existsSync(join(REPOSITORY, dirname(page), target)))
    .map(target => `${page}: ${target}`)
}
