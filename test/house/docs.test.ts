import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { catalogue } from '../../src/handshake/findings.ts'
import { FOREIGN_TO_AWS_ACTION } from '../../src/inputs/foreign-inputs.ts'
import { PROXY_RULES } from '../../src/proxy/find-mistakes.ts'
import { type DocPage, listInternalLinks, parseDocPage, readDocPages } from '../support/doc-pages.ts'
import {
  type DocStep,
  findWrongValues,
  listDocWorkflows,
  listNamedValues,
  listOurSteps,
} from '../support/doc-workflows.ts'
import { readErrorTable } from '../support/error-table.ts'
import { REPOSITORY, readSourceFiles } from '../support/source-files.ts'

/** Pages of GitHub's own about this repository. */
const GITHUB_PAGES = /^\.\.\/\.\.\/(raw|security|issues|actions)\b/

const pages = readDocPages()
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

  it('link to files and headings that are there', () => {
    expect(findDeadLinks(pages)).toEqual([])
  })

  it('would be told a link to a file, a picture, a heading that is gone', () => {
    const other = parseDocPage('docs/other.md', '# Déjà `vu`, [twice](a.md)!\n\n## Again\n\n## Again\n')
    const page = parseDocPage(
      'docs/page.md',
      'see [x](../docs/gone.md), ![y](images/gone.png), <img src="gone.svg">, [r], [a](other.md#déjà-vu-twice) and ' +
        '[b](other.md#again-1), not [c](other.md#again-2) or [d](#nowhere), but [e](https://example.com/#x)\n\n[r]: gone.txt\n',
    )
    expect(findDeadLinks([page, other])).toEqual([
      'docs/page.md: docs/gone.md',
      'docs/page.md: docs/images/gone.png',
      'docs/page.md: other.md#again-2'.replace('other', 'docs/other'),
      'docs/page.md: docs/page.md#nowhere',
      'docs/page.md: docs/gone.txt',
      'docs/page.md: docs/gone.svg',
      'docs/other.md: docs/a.md',
    ])
  })

  it('have no page to which none of the others leads, from README.md on', () => {
    expect(findLostPages(pages)).toEqual([])
    const lost = parseDocPage('docs/lost.md', 'from [here](../README.md)')
    expect(findLostPages([...pages, lost])).toEqual(['docs/lost.md'])
  })

  it('open each page with a heading and then a sentence, and have it in the index', () => {
    const texts = pages.filter(({ path }) => path.startsWith('docs/')).map(({ path }) => [path, read(path)] as const)
    const odd = texts.filter(([, text]) => !/^# \S.*\n\n(?![#|`<!-])\S/.test(text)).map(([path]) => path)
    expect(odd).toEqual([])
    const index = pages.filter(({ path }) => path === 'docs/README.md').flatMap(listInternalLinks)
    const listed = new Set(index.map(({ file }) => file))
    const missing = texts.filter(([path]) => path !== 'docs/README.md' && !isListed(path, listed))
    expect(missing.map(([path]) => path)).toEqual([])
  })
})

describe('the steps in the documentation and the examples', () => {
  const steps = listDocWorkflows(pages).flatMap(listOurSteps)

  it.each(['action.yml', 'check/action.yml', 'preview/action.yml'])('show each input of %s', action => {
    const inputs = Object.keys(parse(read(action)).inputs).filter(input => !(input in FOREIGN_TO_AWS_ACTION))
    const shown = new Set(steps.filter(step => step.action === action).flatMap(step => Object.keys(step.inputs)))
    expect(inputs.filter(input => !shown.has(input))).toEqual([])
  })

  it('have values that the actions take', () => {
    expect(steps.length).toBeGreaterThan(30)
    expect(steps.flatMap(step => findWrongValues(step) ?? [])).toEqual([])
    const wrong = {
      place: 'README.md:1',
      action: 'check/action.yml',
      inputs: { url: 'wss://a.example.com/', hold: 'soon' },
    }
    expect(findWrongValues(wrong)).toMatch(/^README\.md:1: .*hold/)
  })

  it('are spoken of, as in `rollback: never`, with values that one of the actions takes', () => {
    const named = pages.flatMap(listNamedValues)
    expect(named.length).toBeGreaterThan(30)
    expect(named.flatMap(findWrongOfAll)).toEqual([])
    const [wrong = []] = listNamedValues(parseDocPage('README.md', 'with `rollback: always`'))
    expect(findWrongOfAll(wrong)).toEqual([expect.stringMatching(/^README\.md:1: .*"always"/)])
  })
})

function findWrongOfAll(steps: readonly DocStep[]): string[] {
  const problems = steps.map(findWrongValues)
  return problems.includes(undefined) ? [] : problems.flatMap(problem => problem ?? []).slice(0, 1)
}

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

function findDeadLinks(checked: readonly DocPage[]): string[] {
  const known = new Map([...pages, ...checked].map(page => [page.path, page]))
  return checked.flatMap(page =>
    listInternalLinks(page)
      .filter(({ file, anchor }) => {
        const target = known.get(file)
        if (target) return anchor !== undefined && !target.anchors.has(anchor)
        return file.startsWith('..') ? !GITHUB_PAGES.test(file) : !existsSync(join(REPOSITORY, file))
      })
      .map(({ file, anchor }) => `${page.path}: ${file}${anchor === undefined ? '' : `#${anchor}`}`),
  )
}

/** A page of a folder may be listed by that folder's own index. */
function isListed(path: string, listed: ReadonlySet<string>): boolean {
  return [path, dirname(path), join(dirname(path), 'README.md')].some(
    each => each !== 'docs/README.md' && listed.has(each),
  )
}

function findLostPages(all: readonly DocPage[]): string[] {
  const reached = new Set(['README.md'])
  for (const path of reached) {
    const page = all.find(each => each.path === path)
    for (const { file } of page ? listInternalLinks(page) : []) {
      reached.add(file)
      reached.add(join(file, 'README.md'))
    }
  }
  // GitHub itself leads to these.
  const shown = /^(CHANGELOG\.md|CODE_OF_CONDUCT\.md|SECURITY\.md|\.github\/.*)$/
  return all.map(({ path }) => path).filter(path => !reached.has(path) && !shown.test(path))
}
