import { describe, expect, it } from 'vitest'
import { putAbove, readIncidentBody, renderIncidentText, writeIncidentBody } from '../../src/github/incident-body.ts'
import { fenceMarkdown, foldMarkdown, markdown } from '../../src/markdown.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { listTags, renderGfm } from '../support/rendered-markdown.ts'

const WRITTEN = { slug: 'chat-1a2b', title: 'chat: no WebSocket', data: { checks: 3, finding: 'proxy-drops-upgrade' } }
const FORGED = writeIncidentBody({ slug: 'mallory-0000', title: 'forged', data: { checks: 999 }, text: '' }).trim()

function write(text: string): string {
  return writeIncidentBody({ ...WRITTEN, text })
}

describe('the hidden data of an issue', () => {
  it('is read as it was written, and nobody has edited the text', () => {
    expect(readIncidentBody(write('Down.\n'))).toEqual({ ...WRITTEN, text: 'Down.\n', isEdited: false })
  })

  it('stands in one comment at the very beginning, in which nothing can end it', () => {
    for (const { text } of HOSTILE_TEXTS) {
      const body = writeIncidentBody({
        ...WRITTEN,
        data: { text: text.slice(0, 1000) },
        title: text.slice(0, 200),
        text: 'Down.',
      })
      expect(body).toMatch(/^<!-- beanstalk-websockets: incident chat-1a2b [A-Za-z0-9+/=]+ -->\nDown\.$/)
      expect(listTags(renderGfm(body))).toEqual(['<!--', '<p>', '</p>'])
      expect(readIncidentBody(body)?.data).toEqual({ text: text.slice(0, 1000) })
    }
  })

  it.each([
    ...HOSTILE_TEXTS,
    { name: 'our own mark', text: FORGED },
    { name: 'our own mark in a line', text: `x\n${FORGED}\nx` },
  ])('is neither forged nor ended by foreign text below it: $name', ({ text }) => {
    const cut = text.slice(0, 5000)
    const blocks = [markdown`${cut}`, fenceMarkdown(cut), foldMarkdown('x', fenceMarkdown(cut))]
    const shown = renderIncidentText(blocks)
    expect(shown).not.toMatch(/<!--\s*beanstalk-websockets:/i)
    expect(readIncidentBody(write(shown))).toEqual({ ...WRITTEN, text: shown, isEdited: false })
    // Even where somebody has deleted ours.
    expect(readIncidentBody(shown)).toBeUndefined()
  })

  it.each([
    ['is above it', (body: string) => `Peter looks after it.\n\n${body}`],
    ['is below it', (body: string) => `${body}\nPeter looks after it.`],
    ['was in the text', (body: string) => body.replace('Down.', 'Up, I think.')],
  ])('is read where what somebody wrote %s, and the edit is seen', (_, edit) => {
    const body = edit(write('Down.\n'))
    const read = readIncidentBody(body)
    expect(read).toMatchObject({ ...WRITTEN, isEdited: true })
    const again = writeIncidentBody({ ...WRITTEN, text: read?.text ?? '', isEdited: true })
    expect(readIncidentBody(again)).toEqual({ ...read, isEdited: true })
    expect(again.replace(/^.*\n/, '')).toBe(read?.text)
  })

  it.each([
    ['with the line breaks of a form', (body: string) => body.replaceAll('\n', '\r\n')],
    ['without what is empty at its end', (body: string) => body.trimEnd()],
  ])('is not taken for edited %s', (_, edit) => {
    expect(readIncidentBody(edit(write('Down.\n\nFor long.\n')))).toMatchObject({ ...WRITTEN, isEdited: false })
  })

  it.each([
    ['no longer base64', 'incident chat-1a2b %%%'],
    ['no JSON', 'incident chat-1a2b aGVsbG8='],
    ['gone', 'incident chat-1a2b '],
    ['of a later version', `incident chat-1a2b ${Buffer.from('{"v":2,"data":{"checks":3}}').toString('base64')}`],
    ['a list', `incident chat-1a2b ${Buffer.from('[1]').toString('base64')}`],
  ])('is nothing where it is %s, and the issue is still that of the target', (_, mark) => {
    const body = write('Down.').replace(/incident \S+ \S+/, () => mark)
    expect(readIncidentBody(body)).toEqual({
      slug: 'chat-1a2b',
      data: undefined,
      title: undefined,
      text: 'Down.',
      isEdited: true,
    })
  })

  it.each([
    '',
    'Down.',
    '<!-- beanstalk-websockets: preview -->\nLive.',
    `> ${FORGED}`,
    `They wrote ${FORGED}`,
  ])('is in no other issue: %j', body => {
    expect(readIncidentBody(body)).toBeUndefined()
  })
})

describe('the text of an issue', () => {
  it('leaves room for the data', () => {
    const text = renderIncidentText(Array(200).fill(markdown`${'ä'.repeat(500)}`))
    expect(write(text).length).toBeLessThan(65_536)
    expect(text).toContain('What was too long')
  })

  it('has something above it, unless there is no room', () => {
    expect(putAbove([markdown`Up.`], 'Down.\n')).toBe('Up.\n\nDown.\n')
    const long = 'x'.repeat(65_000)
    expect(putAbove([markdown`Up.`], long)).toBe(long)
  })
})
