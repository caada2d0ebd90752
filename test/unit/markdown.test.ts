import { describe, expect, it } from 'vitest'
import {
  codeMarkdown,
  fenceMarkdown,
  foldMarkdown,
  joinMarkdown,
  linkMarkdown,
  type Markdown,
  markdown,
  renderMarkdown,
  siteMarkdown,
} from '../../src/markdown.ts'
import { renderHeading, renderList, renderProblem, renderTable } from '../../src/report/summary-parts.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { findForeignMarkup, listTags, renderGfm } from '../support/rendered-markdown.ts'

/** Every place of a summary in which foreign text can stand. */
const PLACES: Readonly<Record<string, (text: string) => Markdown>> = {
  'a paragraph': text => markdown`${text}`,
  'the middle of a line': text => markdown`It was ${text}, and **that** was all.`,
  'the start of a second line': text => markdown`One line\n${text}`,
  'a strong word': text => markdown`x **${text}.** y`,
  'a heading': text => renderHeading(true, text),
  'a list': text => renderList(['first', text, 'last']),
  'a cell': text =>
    renderTable([
      ['name', text],
      ['SENTINEL', 'SENTINEL'],
    ]),
  'the name of a row': text => renderTable([[text, 'SENTINEL']]),
  'a cell of several parts': text => renderTable([['name', joinMarkdown([text, text], '<br>')]]),
  'the title of what is folded': text => foldMarkdown(text, markdown`SENTINEL`),
  'what is folded': text => foldMarkdown('SENTINEL', markdown`${text}`),
  'an address': text => markdown`- before ${siteMarkdown(`http:// ${text}/`)} after`,
  'a code span': text => markdown`- before ${codeMarkdown(text)} after`,
}

const FENCES: Readonly<Record<string, (text: string) => Markdown>> = {
  'a fence': text => fenceMarkdown(text),
  'a folded fence': text => foldMarkdown('SENTINEL', fenceMarkdown(text)),
}

describe('foreign text in a summary', () => {
  it.each(Object.entries(PLACES))('changes no element of it in %s', (_, place) => {
    const isHarmless = (text: string) =>
      isSameSkeleton(place(text), place('plain')) && findForeignMarkup(`## ✅ x\n\n${place(text).text}`).length === 0
    expect(HOSTILE_TEXTS.filter(({ text }) => !isHarmless(text)).map(({ name }) => name)).toEqual([])
  })

  // Fences keep their lines, so a plain text stands in them as one line and a hostile one as many.
  it.each(Object.entries(FENCES))('cannot leave %s', (_, place) => {
    const escaping = HOSTILE_TEXTS.filter(({ text }) => !isSameSkeleton(place(text), place('plain')))
    expect(escaping.map(({ name }) => name)).toEqual([])
  })

  it('changes nothing of a problem that it is quoted in', () => {
    const changing = HOSTILE_TEXTS.filter(({ text }) => {
      const problem = renderProblem({ code: 'x', title: text, what: text, remedy: text })
      return listTags(renderGfm(problem.text)).some(
        tag => !/^<(\/?(p|strong|pre|code)|br|code class="language-text")>$/.test(tag),
      )
    })
    expect(changing.map(({ name }) => name)).toEqual([])
  })

  // The renderer knows no formulas; GitHub's begin at a dollar sign without a backslash.
  it.each(Object.entries(PLACES).filter(([name]) => !/folded$|code/.test(name)))('is no formula in %s', (_, place) => {
    expect(place('$x$ $$y$$ $`z`$').text).not.toMatch(/(?<!\\)\$/)
  })

  it('reads as it was written', () => {
    const text = 'a_b *c* <d> &lt; &#35; "e" #1 @f https://g.example/h?i=j | k \\ `l` [m](n) ~o~ $p$ !q 1. r'
    const shown = renderGfm(markdown`It was ${text}`.text).replaceAll('\u2060', '')
    const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' }
    expect(shown.replaceAll(/&\w+;/g, entity => entities[entity] ?? entity)).toBe(`<p>It was ${text}</p>`)
  })
})

describe('a link', () => {
  it.each([
    'http://chat-pr-12-3fa9c1e.eu-central-1.elasticbeanstalk.com/',
    'http://127.0.0.1:8080/',
    'http://a_b.test/',
  ])('leads to an address of an environment as it is: %s', url => {
    expect(renderGfm(siteMarkdown(url).text).replaceAll('&#58;', ':')).toBe(`<p><a href="${url}">${url}</a></p>`)
  })

  it.each([
    'http://evil.example/path',
    'http://evil.example/?query',
    'http://evil.example',
    'http://user@evil.example/',
    'http://evil.example:port/',
    'http://evil.example\\/',
    'http://evil.example>/',
    'http://evil.example\n/',
    'http:///',
    'http://äöü.example/',
    'https://evil.example/',
    'javascript:alert(1)/',
    'ws://evil.example/',
  ])('leads nowhere else without a certificate: %s', url => {
    const html = renderGfm(siteMarkdown(url).text)
    expect(listTags(html)).toEqual(['<p>', '</p>'])
  })

  it('of another sort is https, and a mistake of ours where it is not', () => {
    expect(linkMarkdown('x', new URL('https://github.com/a|b')).text).toBe('[x](<https://github.com/a%7Cb>)')
    expect(() => linkMarkdown('x', new URL('http://github.com/'))).toThrow('must be https')
  })
})

describe('a summary that is too long', () => {
  it('leaves out whole blocks, and says so', () => {
    const blocks = [markdown`first`, fenceMarkdown('x'.repeat(900)), markdown`last`]
    const text = renderMarkdown(blocks, 500)
    expect(text).toMatch(/^first\n\nlast\n\n\(What was too long/)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(500)
    expect(renderMarkdown(blocks, 5000)).toMatch(/^first\n\n```text\nx+\n```\n\nlast\n$/)
  })
})

/** The same elements in the same order, and what comes after is not drawn in. */
function isSameSkeleton(actual: Markdown, expected: Markdown): boolean {
  const [tags, wanted] = [actual, expected].map(({ text }) =>
    listTags(renderGfm(`${text}\n\nSENTINEL *after*\n`)).join(),
  )
  return tags === wanted
}
