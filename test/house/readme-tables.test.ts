import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { fillTables } from '../../scripts/readme-tables.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFile(new URL(path, root), 'utf8')

describe("README's tables", () => {
  it('say what the action.yml files say (npm run docs writes them)', async () => {
    const readme = await read('README.md')
    expect(await fillTables(readme, read)).toBe(readme)
    expect(readme).toContain('| `websocket-path` |')
  })

  it('would differ if an input were added', async () => {
    const readme = await read('README.md')
    const withOneMore = async (path: string) =>
      (await read(path)).replace('inputs:', 'inputs:\n  new: { description: x }')
    expect(await fillTables(readme, withOneMore)).not.toBe(readme)
  })
})
