import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readTargets } from '../../src/inputs/read-targets.ts'
import { REPOSITORY } from '../support/source-files.ts'

const list = (...globs: string[]) => globSync(globs, { cwd: `${REPOSITORY}examples`, exclude: isInstalled }).sort()
const read = (name: string) => readFileSync(`${REPOSITORY}examples/${name}`, 'utf8')
const isInstalled = (path: string) => path.endsWith('node_modules')
const isThere = (...globs: string[]) => list(...globs).length > 0

const folders = list('*/').map(path => path.replace(/\/$/, ''))

describe('the examples', () => {
  it('each have a README and a workflow, in their folder or beside it', () => {
    expect(folders).toEqual(expect.arrayContaining(['chat', 'socket-io', 'graphql-ws', 'fastapi', 'docker']))
    expect(folders.filter(name => !isThere(`${name}/README.md`))).toEqual([])
    expect(folders.filter(name => !isThere(`${name}/deploy.yml`, `${name}.yml`))).toEqual([])
  })

  it('are all in the table of their README', () => {
    const rows = [...read('README.md').matchAll(/^\| \[[^\]]+\]\(([^)]+)\)/gm)].map(([, target]) => target)
    const workflows = list('*.yml')
    const beside = workflows.map(file => `${file.replace('.yml', '')}/README.md`)
    const apps = folders.map(name => `${name}/README.md`).filter(page => !beside.includes(page))
    expect(rows.sort()).toEqual([...apps, ...workflows].sort())
  })

  it('name one version of each package, and the one that their lock file has', () => {
    for (const file of list('*/package.json')) {
      const { name, dependencies } = JSON.parse(read(file))
      expect(Object.values<string>(dependencies).filter(version => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
      const [locked] = Object.values<object>(
        JSON.parse(read(file.replace('package.json', 'package-lock.json'))).packages,
      )
      expect(locked).toMatchObject({ name, dependencies })
    }
    const requirements = read('fastapi/requirements.txt')
      .split('\n')
      .filter(line => /^\w/.test(line))
    expect(requirements).toEqual(requirements.map(() => expect.stringMatching(/^[\w[\]]+==\d+\.\d+\.\d+$/)))
  })
})

describe('the workflows of the examples', () => {
  it('check each region that they deploy to', () => {
    const { deploy, check } = parse(read('many-regions.yml')).jobs
    const deployed = deploy.strategy.matrix.include.map(({ url }: { url: string }) => url)
    const checked = check.steps[0].with.url.trim().split('\n')
    expect(checked).toEqual(expect.arrayContaining(deployed))
    expect(new Set(deployed).size).toBe(deployed.length)
  })

  it('have targets of a nightly check that the action takes, each held for longer than a proxy waits', () => {
    const path = 'nightly-check/websockets.yaml'
    const targets = readTargets(
      { path, text: read(path) },
      { region: undefined, attempts: 3, ca: undefined, variables: () => undefined, others: [] },
    )
    expect(targets.length).toBeGreaterThan(3)
    expect(targets.map(({ probe }) => probe.holdMs)).toEqual(targets.map(() => 90_000))
  })
})
