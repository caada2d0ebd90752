import { describe, expect, it } from 'vitest'
import { listOwnBranches } from '../../src/github/workflow-variables.ts'
import { readHistoryBranch } from '../../src/inputs/history-inputs.ts'
import { openInputReader } from '../../src/inputs/input-reader.ts'

function read(branch: string, ownBranches?: readonly string[]) {
  const reader = openInputReader(() => branch)
  const name = readHistoryBranch(reader, ownBranches)
  reader.finish()
  return name
}

describe('the branch of a history', () => {
  it.each(['websocket-history', 'status/websockets', 'v1.2+checks', ' trimmed '])('may be %j', branch => {
    expect(read(branch, ['main'])).toBe(branch.trim())
  })

  it('is none where none is named', () => {
    expect(read('')).toBeUndefined()
  })

  it.each([
    ...[
      'a b',
      'a..b',
      '/a',
      'a/',
      'a//b',
      '.a',
      'a/.b',
      'a.',
      'a.lock',
      'a.lock/b',
      '-a',
      'a~1',
      'a^',
      'a:b',
      'a?',
      'a*',
    ],
    ...['a[b', 'a\\b', '@', 'a@{1}', 'HEAD', 'refs/heads/a', 'a'.repeat(201), 'ä', 'a\nb', '0'.repeat(40)],
  ])('is refused where it is %j', branch => {
    expect(() => read(branch)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('no name of a branch') }),
    )
  })

  it('is refused where it is a branch of the run', () => {
    const variables: Readonly<Record<string, string>> = { GITHUB_REF_NAME: '12/merge', GITHUB_HEAD_REF: 'feature' }
    const own = listOwnBranches(name => variables[name])
    expect(own).toEqual(['12/merge', 'feature'])
    for (const branch of own) {
      expect(() => read(branch, own)).toThrow(
        expect.objectContaining({ hint: expect.stringContaining('a branch of this run') }),
      )
    }
  })
})
