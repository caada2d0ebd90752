import { describe, expect, it } from 'vitest'
import { namePreview, readPreviewTags, writePreviewTags } from '../../src/environment/name-preview.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'

const CHAT = { repository: 'octo-org/chat', pullRequest: 12, applicationName: 'chat', baseEnvironmentName: 'chat-prod' }
/** Of an environment and of a CNAME's prefix alike. */
const NAME = /^[a-z0-9](-?[a-z0-9]){3,39}$/

describe('the name of a preview', () => {
  it('is the same for each push, and tells whose it is', () => {
    expect(namePreview(CHAT)).toMatch(/^chat-pr-12-[0-9a-f]{7}$/)
    expect(namePreview({ ...CHAT })).toBe(namePreview(CHAT))
  })

  it.each([
    { pullRequest: 13 },
    { repository: 'octo-org/chat-2' },
    { applicationName: 'chat!' },
    { baseEnvironmentName: 'chat-next' },
  ])('is another for %o', other => {
    expect(namePreview({ ...CHAT, ...other })).not.toBe(namePreview(CHAT))
  })

  it.each([
    'Chat der Gemeinde Müllheim/Baden, Abteilung für Kommunikation',
    'チャット',
    '-',
    '9',
    'ÄÖÜ',
    `${'a'.repeat(20)}-${'b'.repeat(80)}`,
    'a--b',
  ])('is one that Beanstalk takes: %s', applicationName => {
    for (const pullRequest of [1, 2_147_483_647])
      expect(namePreview({ ...CHAT, applicationName, pullRequest })).toMatch(NAME)
  })

  it.each(HOSTILE_TEXTS)('is one that Beanstalk takes: $name', ({ text }) => {
    expect(namePreview({ ...CHAT, applicationName: text })).toMatch(NAME)
  })
})

describe('the tags of a preview', () => {
  const tags = { repository: 'octo-org/chat', pullRequest: 12, expiresMs: Date.UTC(2026, 10, 26, 12, 30, 0, 5) }

  it('are read as they were written, among others', () => {
    expect(readPreviewTags([{ Key: 'Name', Value: 'x' }, ...writePreviewTags(tags)])).toEqual(tags)
  })

  it('hold only what AWS takes in a tag', () => {
    for (const { Key, Value } of writePreviewTags(tags)) {
      expect(Key).toMatch(/^[\w .:/=+@-]{1,128}$/)
      expect(Value).toMatch(/^[\w .:/=+@-]{1,256}$/)
    }
  })

  it.each([
    [0, ''],
    [1, '012'],
    [1, '12 '],
    [1, '-1'],
    [1, '1e1'],
    [1, ''],
    [2, 'tomorrow'],
    [2, '2026-11-26'],
    [2, ''],
  ])('are not ours with tag %i as %j', (index, Value) => {
    const written = writePreviewTags(tags).map((tag, position) => (position === index ? { ...tag, Value } : tag))
    expect(readPreviewTags(written)).toBeUndefined()
  })

  it('are not ours when one is missing', () => {
    for (const index of [0, 1, 2]) expect(readPreviewTags(writePreviewTags(tags).toSpliced(index, 1))).toBeUndefined()
    expect(readPreviewTags([])).toBeUndefined()
  })
})
