import { readFileSync } from 'node:fs'
import { matchesGlob } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { REPOSITORY } from '../support/source-files.ts'

interface Group {
  readonly patterns?: readonly string[]
  readonly 'exclude-patterns'?: readonly string[]
}

interface Update {
  readonly 'package-ecosystem': string
  readonly cooldown?: { readonly 'default-days': number }
  readonly groups?: Readonly<Record<string, Group>>
}

const read = (path: string) => readFileSync(`${REPOSITORY}${path}`, 'utf8')
const updates: readonly Update[] = parse(read('.github/dependabot.yml')).updates
const { dependencies, devDependencies } = JSON.parse(read('package.json'))
const packages = Object.keys({ ...dependencies, ...devDependencies })

const listStale = (patterns: readonly string[]) =>
  patterns.filter(pattern => !packages.some(name => matchesGlob(name, pattern)))

describe('Dependabot', () => {
  it('looks after the packages and the actions, each of which has rested for a week', () => {
    expect(updates.map(update => update['package-ecosystem'])).toEqual(['npm', 'github-actions'])
    for (const { cooldown } of updates) expect(cooldown?.['default-days']).toBeGreaterThanOrEqual(7)
  })

  it('has no group for packages that are gone', () => {
    const groups = Object.values(updates[0]?.groups ?? {})
    const patterns = groups.flatMap(group => [...(group.patterns ?? []), ...(group['exclude-patterns'] ?? [])])
    expect(patterns).toContain('@aws-sdk/*')
    expect(listStale(patterns)).toEqual([])
    expect(listStale(['@aws-sdk/*', 'esbuild'])).toEqual(['esbuild'])
  })
})
