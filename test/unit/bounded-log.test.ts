import { readFile } from 'node:fs/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { appendBounded } from '../../src/local-beanstalk/host/bounded-log.ts'
import { tailLogs } from '../../src/local-beanstalk/host/tail-logs.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
let path: string

beforeEach(async () => {
  workspace = await openWorkspace()
  path = workspace.file('a.log')
})

describe('a bounded log', () => {
  it('drops its older half when it gets too long', async () => {
    for (const text of ['aaaa', 'bbbb', 'cccc']) appendBounded(path, text, 10)
    expect(await readFile(path, 'utf8')).toBe('bcccc')
  })
})

describe('tail logs', () => {
  it('show the last 100 lines of each log under its name', () => {
    appendBounded(path, Array.from({ length: 150 }, (_, index) => `line ${index}\n`).join(''))
    const rule = '-'.repeat(40)
    const text = tailLogs([
      { name: '/var/log/a.log', path },
      { name: '/var/log/b.log', path: workspace.file('missing.log') },
    ])
    expect(text.startsWith(`${rule}\n/var/log/a.log\n${rule}\nline 50\n`)).toBe(true)
    expect(text).toContain(`line 149\n\n${rule}\n/var/log/b.log\n${rule}\n`)
  })
})
