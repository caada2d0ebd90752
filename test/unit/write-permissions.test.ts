import { describe, expect, it } from 'vitest'
import { readAcceptedPermissions, writePermissions } from '../../src/github/write-permissions.ts'

const write = (header: string, name = 'issues', access: 'read' | 'write' = 'write') =>
  writePermissions(readAcceptedPermissions(header), { name, access })

describe('the lines for a workflow', () => {
  it('give one of the sets that GitHub names: the one that counts here, else the first', () => {
    expect(write('issues=write; pull_requests=write', 'pull-requests')).toBe('permissions:\n  pull-requests: write')
    expect(write('issues=write; pull_requests=write', 'checks')).toBe('permissions:\n  issues: write')
    expect(write('issues=read; pull_requests=read', 'deployments')).toBe('permissions:\n  issues: read')
  })

  it('give what the whole of it needs, where GitHub asks for less now', () => {
    expect(write('issues=read; pull_requests=read')).toBe('permissions:\n  issues: write')
    expect(write('issues=write', 'issues', 'write')).toBe('permissions:\n  issues: write')
  })

  it('give all permissions of a set', () => {
    expect(write('deployments=write,contents=read')).toBe('permissions:\n  deployments: write\n  contents: read')
  })

  it.each([
    '',
    'administration=write',
    'organization_projects=admin',
    'contents=write,workflows=write',
    'issues=admin',
    'x: y\n  z',
    ';;,=,',
  ])('are none where no workflow can give it: %j', header => expect(write(header)).toBe(''))
})
