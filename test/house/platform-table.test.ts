import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { fillPlatforms } from '../../scripts/platform-table.ts'
import { PLATFORM_ROWS } from '../../src/platform/platform-rows.ts'

const read = () => readFile(new URL('../../docs/platforms.md', import.meta.url), 'utf8')

describe('the table of platforms', () => {
  it('says what the code knows (npm run docs writes it)', async () => {
    const page = await read()
    expect(await fillPlatforms(page)).toBe(page)
    expect(page).toContain('| Ruby | Amazon Linux 2023 | nginx |')
  })

  it('would differ if a row were gone', async () => {
    const page = await read()
    expect(await fillPlatforms(page, PLATFORM_ROWS.slice(1))).not.toBe(page)
  })
})
