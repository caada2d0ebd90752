import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fillPermissions } from '../../scripts/permission-policies.ts'
import { findPermission, toPermission } from '../../src/aws/find-permission.ts'
import { PERMISSIONS } from '../../src/aws/permissions.ts'
import { REPOSITORY, readSourceFiles } from '../support/source-files.ts'

const page = readFileSync(join(REPOSITORY, 'docs/permissions.md'), 'utf8')

describe('the permissions', () => {
  it('stand in the docs, and no other (npm run docs writes them)', () => {
    expect(fillPermissions(page)).toBe(page)
    expect(page).toContain('| `FindEnvironment` |')
    expect(fillPermissions(page, PERMISSIONS.slice(1))).not.toBe(page)
  })

  it('are those of the requests that the code makes, each in one statement', () => {
    const made = new Set(readSourceFiles('src/**/*.ts').flatMap(file => findRequests(file.path, file.text)))
    // Beanstalk deletes the bundle of a version with the rights of whoever asks.
    if (made.has('elasticbeanstalk:DeleteApplicationVersion')) made.add('s3:DeleteObject')
    // What is created gets tags.
    if (made.has('elasticbeanstalk:ListTagsForResource')) made.add('elasticbeanstalk:AddTags')
    const listed = PERMISSIONS.filter(({ operations }) => operations === undefined).flatMap(({ actions }) => actions)
    expect(listed.toSorted()).toEqual([...made].toSorted())
    expect(made).toContain('s3:ListBucket')
  })

  it('have one statement for each operation, also where others need the same permission', () => {
    const special = PERMISSIONS.flatMap(({ operations = [], sid }) => operations.map(operation => ({ operation, sid })))
    expect(special.map(({ operation }) => findPermission(operation)?.sid)).toEqual(special.map(({ sid }) => sid))
    expect(findPermission('s3:HeadBucket')?.sid).toBe('FindBucket')
  })

  it('have policies that are JSON, and trust only subjects that name a job', () => {
    const blocks = [...page.matchAll(/^```json\n(.*?)^```$/gms)].map(match => JSON.parse(match[1] ?? ''))
    const subjects = blocks.flatMap(block => JSON.stringify(block).match(/"repo:[^"]*"/g) ?? [])
    expect(subjects).toHaveLength(6)
    expect(subjects.filter(subject => subject.includes('*'))).toEqual([])
  })
})

/** `new DescribeEventsCommand(...)` of a file that imports it from the client of Elastic Beanstalk. */
function findRequests(path: string, text: string): string[] {
  if (path.startsWith('src/local-beanstalk/')) return []
  const imports = [...text.matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-([\w-]+)'/g)]
  return imports.flatMap(([, names = '', client = '']) =>
    [...names.matchAll(/(\w+)Command\b/g)].map(([, operation]) =>
      toPermission(`${client.replace(/-v2$/, '').replaceAll('-', '')}:${operation}`),
    ),
  )
}
