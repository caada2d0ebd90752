import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { fillTables, PAGES } from '../../scripts/readme-tables.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFile(new URL(path, root), 'utf8')

describe("README's tables", () => {
  it.each(PAGES)('say in %s what the action.yml files say (npm run docs writes them)', async name => {
    const page = await read(name)
    expect(await fillTables(page, read)).toBe(page)
    expect(page).toContain('| input | default | meaning |')
  })

  it('leave no input out of both pages', async () => {
    const [readme, reference] = await Promise.all(PAGES.map(read))
    const lists = (page = '', how: string) =>
      [...page.matchAll(/<!-- inputs of (\S+) (without|only) (.+) -->/g)].filter(match => match[2] === how)
    const leftOut = lists(readme, 'without').map(match => match[3])
    expect(leftOut).toHaveLength(2)
    const names = (matches: typeof leftOut) => new Set(matches.join(', ').split(', '))
    expect(names(leftOut)).toEqual(names(lists(reference, 'only').map(match => match[3])))
  })

  it('would differ if an input were added', async () => {
    const readme = await read('README.md')
    const withOneMore = async (path: string) =>
      (await read(path)).replace('inputs:', 'inputs:\n  new: { description: x }')
    expect(await fillTables(readme, withOneMore)).not.toBe(readme)
  })
})
