import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogue, type FindingKind } from '../../src/handshake/findings.ts'
import { renderMarkdown } from '../../src/markdown.ts'
import { linkSection, linkSections, nameSection } from '../../src/report/link-finding.ts'
import { renderProblem } from '../../src/report/summary-parts.ts'
import { REPOSITORY } from '../support/source-files.ts'

const PLACE = { serverUrl: 'https://github.com', repository: 'octo-org/beanstalk-websockets', ref: 'v1' }
const MOST_BYTES = 10_000

function renderFound(what: string, section = nameSection({ kind: 'no-pong' })): string {
  return renderMarkdown([renderProblem({ code: 'no-pong', what, remedy: 'Look.', section })], MOST_BYTES)
}

describe('the section about a finding', () => {
  it('is a heading of the docs, for each', () => {
    const headings = readFileSync(join(REPOSITORY, 'docs/findings.md'), 'utf8').match(/^### `.+`$/gm) ?? []
    const kinds = Object.keys(catalogue) as FindingKind[]
    expect(kinds.map(kind => nameSection({ kind })).toSorted()).toEqual(
      headings.map(heading => `docs/findings.md#${heading.slice(5, -1)}`).toSorted(),
    )
  })

  it('is named in words by a report, which become a link where it is known whose action this is', () => {
    const page = renderFound('Nothing came.')
    expect(page).toContain('\n\nMore about it in beanstalk-websockets: `docs/findings.md#no-pong`')
    const url = 'https://github.com/octo-org/beanstalk-websockets/blob/v1/docs/findings.md#no-pong'
    expect(linkSections(page, PLACE, MOST_BYTES)).toContain(`: [docs/findings.md#no-pong](<${url}>)`)
    expect(linkSections(page, { ...PLACE, repository: '' }, MOST_BYTES)).toBe(page)
    expect(linkSections(page, PLACE, Buffer.byteLength(page)), 'too long').toBe(page)
  })

  it('is no link where others have written such words', () => {
    const page = renderFound(
      'It said `docs/findings.md#no-pong`\nMore about it in beanstalk-websockets: `docs/findings.md#x`',
    )
    expect(linkSections(page, PLACE, MOST_BYTES).match(/\]\(</g)).toHaveLength(1)
  })

  it('is no link in what an app has written', () => {
    const page = '```text\nsee `docs/findings.md#no-pong`\n```'
    expect(linkSections(page, PLACE, MOST_BYTES)).toBe(page)
  })

  it.each([
    { serverUrl: 'http://github.test' },
    { serverUrl: '' },
    { repository: 'a/b/../../c' },
    { ref: '>](https://example.com)' },
    { ref: 'v1>](https://example.com)' },
  ])('has no link at a place that is none: %j', change => {
    expect(linkSection('docs/findings.md#no-pong', { ...PLACE, ...change })).toBeUndefined()
  })
})
