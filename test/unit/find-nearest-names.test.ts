import { expect, it } from 'vitest'
import { findNearestNames } from '../../src/environment/find-nearest-names.ts'
import { SOLUTION_STACKS } from '../../src/local-beanstalk/elastic-beanstalk/solution-stacks.ts'

it('names what was meant first: another version, another case, a word too few', () => {
  const nearest = (written: string) => findNearestNames(written, SOLUTION_STACKS)[0]
  const node = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'
  for (const written of ['64bit Amazon Linux 2023 v6.4.0 running Node.js 24', node.toLowerCase(), node.slice(6)])
    expect(nearest(written)).toBe(node)
  expect(nearest('64bit Amazon Linux 2023 v4.3.0 running Python 3.13')).toBe(
    '64bit Amazon Linux 2023 v4.9.1 running Python 3.13',
  )
})

it('takes names of any length, and as many as there are', () => {
  expect(findNearestNames('x'.repeat(100_000), ['y', 'x'.repeat(50_000)])).toEqual(['x'.repeat(50_000), 'y'])
  expect(findNearestNames('', [])).toEqual([])
})
