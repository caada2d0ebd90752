import { describe, expect, it } from 'vitest'
import { readAcceptedPermissions, writePermissions } from '../../src/github/write-permissions.ts'

const write = (header: string, preferred = '') => writePermissions(readAcceptedPermissions(header), preferred)

describe('the lines for a workflow', () => {
  it('give one of the sets that GitHub names: the one that counts here, else the first', () => {
    expect(write('issues=write; pull_requests=write', 'pull-requests')).toBe('permissions:\n  pull-requests: write')
    expect(write('issues=write; pull_requests=write')).toBe('permissions:\n  issues: write')
    expect(write('issues=read; pull_requests=read', 'deployments')).toBe('permissions:\n  issues: read')
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
