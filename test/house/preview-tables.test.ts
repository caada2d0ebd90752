import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { fillPreviewTables } from '../../scripts/preview-tables.ts'
import { COPIED_OPTIONS, PREVIEW_OPTIONS } from '../../src/platform/copied-options.ts'

const read = () => readFile(new URL('../../docs/previews.md', import.meta.url), 'utf8')

describe('the tables of options of previews', () => {
  it('say what the code copies and sets (npm run docs writes them)', async () => {
    const page = await read()
    expect(fillPreviewTables(page)).toBe(page)
    expect(page).toContain('| `aws:elasticbeanstalk:environment` | `EnvironmentType` | `SingleInstance` |')
  })

  it('would differ if a row were gone', async () => {
    const page = await read()
    expect(fillPreviewTables(page, { copied: COPIED_OPTIONS.slice(1) })).not.toBe(page)
    expect(fillPreviewTables(page, { set: PREVIEW_OPTIONS.slice(1) })).not.toBe(page)
  })
})
