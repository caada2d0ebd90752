import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listImports, parseSources, REPOSITORY, readSourceFiles, type SourceFile } from '../support/source-files.ts'

/** Floor of a file or folder below src/. A file imports only from lower floors; a folder's own files are free. */
const FLOORS: Readonly<Record<string, number>> = {
  'deploy.ts': 12,
  'check.ts': 12,
  'preview.ts': 12,
  'cli.ts': 12,
  // Half a step below its door, and above the stories, which it tells in a terminal.
  commands: 11.5,
  stories: 11,
  'door.ts': 11,
  'open-context.ts': 11,
  // Half a step below the door, whose errors it watches.
  'uncaught.ts': 10.5,
  plan: 10,
  report: 9,
  history: 8,
  environment: 7,
  network: 6,
  version: 5,
  bundle: 4,
  // One floor with the bundle, and half a step above it: it reads the type of a bundle.
  proxy: 4.5,
  // Half a step above both: it reads the types of a bundle, and of what is in its proxy files.
  app: 4.75,
  'context.ts': 3,
  'ledger.ts': 3,
  'poll.ts': 3,
  inputs: 2,
  aws: 2,
  github: 2,
  platform: 2,
  'fetch.ts': 2,
  handshake: 1,
  'action-error.ts': 1,
  'address-range.ts': 1,
  'capitalize.ts': 1,
  'describe-exchange.ts': 1,
  'describe-size.ts': 1,
  'environment-properties.ts': 1,
  'flowchart.ts': 1,
  'list-few.ts': 1,
  'log.ts': 1,
  'clock.ts': 1,
  'describe-time.ts': 1,
  'markdown.ts': 1,
  'read-json.ts': 1,
  'runner.ts': 1,
  'stray-output.ts': 1,
  'terminal.ts': 1,
  'terminal-text.ts': 1,
  'until-aborted.ts': 1,
  'untrusted.ts': 1,
  'wait.ts': 1,
}

/** Between these floors only the type of a product crosses. */
const STAGES = { lowest: 4, highest: 9 }

/** Imported by these alone: what they import is in no action. */
const OWN: Readonly<Record<string, string>> = { commands: 'cli.ts', 'local-beanstalk': 'commands' }

/** What a wing may import besides itself. */
const WINGS: Readonly<Record<string, readonly string[]>> = { handshake: [], 'local-beanstalk': ['platform'] }

function findFloorViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap(file =>
    listImports(file).flatMap(({ target, isTypeOnly }) => {
      const reason = target ? refuseImport(file.path, target, isTypeOnly) : undefined
      return reason ? [`${file.path} imports ${target}: ${reason}`] : []
    }),
  )
}

function refuseImport(from: string, target: string, isTypeOnly: boolean): string | undefined {
  if (!target.startsWith('src/')) return 'it is outside of src/'
  const [room, other] = [roomOf(from), roomOf(target)]
  if (room === other) return undefined
  const allowed = WINGS[room]
  if (allowed) return allowed.includes(other) ? undefined : `the wing ${room} imports nothing of ours but itself`
  if (OWN[other] && OWN[other] !== room) return `only ${OWN[other]}, scripts/ and test/ import ${other}`
  if (other === 'local-beanstalk') return undefined
  const [floor, below] = [FLOORS[room], FLOORS[other]]
  if (floor === undefined || below === undefined) return `"${floor === undefined ? room : other}" has no floor`
  const areNeighbours = room.endsWith('.ts') && other.endsWith('.ts')
  if (below > floor || (below === floor && !areNeighbours)) return `floor ${below} is not below floor ${floor}`
  if (isStage(floor) && isStage(below) && !isTypeOnly) return 'between stages only types cross (import type)'
  return undefined
}

/** The folder below src/, or the file itself when it lies directly in src/. */
function roomOf(path: string): string {
  return path.split('/')[1] ?? ''
}

function isStage(floor: number): boolean {
  return floor >= STAGES.lowest && floor <= STAGES.highest
}

/** Each cycle once, as the chain of its files; imports of types count. */
function findCycles(files: readonly SourceFile[]): string[] {
  const edges = new Map(files.map(file => [file.path, listImports(file).flatMap(({ target }) => target ?? [])]))
  const cycles: string[] = []
  const done = new Set<string>()
  const visit = (path: string, chain: readonly string[]) => {
    const start = chain.indexOf(path)
    if (start >= 0) cycles.push([...chain.slice(start), path].map(name => posix.relative('src', name)).join(' -> '))
    if (start >= 0 || done.has(path)) return
    for (const target of edges.get(path) ?? []) visit(target, [...chain, path])
    done.add(path)
  }
  for (const path of edges.keys()) visit(path, [])
  return cycles
}

describe('the floors', () => {
  const files = readSourceFiles('src/**/*.ts')

  it('are imported only from above, and stages give each other types only', () => {
    expect(findFloorViolations(files)).toEqual([])
  })

  it('hold no cycle, not even of types', () => {
    expect(findCycles(files)).toEqual([])
  })

  it('are told in CONTRIBUTING.md, each folder and each file above the first on its floor', () => {
    const page = readFileSync(`${REPOSITORY}CONTRIBUTING.md`, 'utf8')
    const told = [...page.matchAll(/^\| (\d+) \| (.*?) \|/gm)].flatMap(([, floor, rooms = '']) =>
      [...rooms.matchAll(/`src\/([\w.-]+?)\/?`/g)].map(([, room]) => `${floor} ${room}`),
    )
    const known = Object.entries(FLOORS).map(([room, floor]) => `${Math.floor(floor)} ${room}`)
    expect(told.filter(room => !known.includes(room))).toEqual([])
    expect(known.filter(room => !told.includes(room) && !room.startsWith('1 '))).toEqual([])
  })

  it('have a place for every file in src', () => {
    const homeless = files.filter(({ path }) => FLOORS[roomOf(path)] === undefined && !WINGS[roomOf(path)])
    expect(homeless.map(({ path }) => path)).toEqual([])
  })
})

describe('a floor violation', () => {
  it.each([
    ['src/version/a.ts', "import type { Plan } from '../plan/plan.ts'", 'floor 10 is not below floor 5'],
    ['src/bundle/a.ts', "import type { P } from '../proxy/scan.ts'", 'floor 4.5 is not below floor 4'],
    ['src/aws/a.ts', "import { fetchText } from '../fetch.ts'", 'floor 2 is not below floor 2'],
    ['src/context.ts', "export * from './stories/deploy.ts'", 'floor 11 is not below floor 3'],
    ['src/environment/a.ts', "import { makeZip } from '../bundle/bundle.ts'", 'only types cross'],
    ['src/environment/a.ts', "const zip = await import('../bundle/bundle.ts')", 'only types cross'],
    ['src/report/a.ts', "import { type A, b } from '../bundle/bundle.ts'", 'only types cross'],
    ['src/handshake/a.ts', "import { systemClock } from '../clock.ts'", 'the wing handshake imports nothing'],
    ['src/handshake/a.ts', "type C = import('../clock.ts').Clock", 'the wing handshake imports nothing'],
    ['src/local-beanstalk/a.ts', "import { x } from '../aws/clients.ts'", 'the wing local-beanstalk imports nothing'],
    ['src/stories/a.ts', "import { x } from '../local-beanstalk/main.ts'", 'only commands, scripts/ and test/'],
    ['src/deploy.ts', "import { x } from './commands/run-local.ts'", 'only cli.ts, scripts/ and test/'],
    ['src/cli.ts', "import { x } from './local-beanstalk/main.ts'", 'only commands, scripts/ and test/'],
    ['src/stories/a.ts', "import { x } from '../../test/support/workspace.ts'", 'outside of src/'],
    ['src/stories/a.ts', "import { x } from '../cellar/a.ts'", '"cellar" has no floor'],
  ])('is seen in %s: %s', (path, text, reason) => {
    expect(findFloorViolations(parseSources({ [path]: text }))).toEqual([expect.stringContaining(reason)])
  })

  it.each([
    ['src/environment/a.ts', "import type { Bundle } from '../bundle/bundle.ts'"],
    ['src/environment/a.ts', "import { type Bundle } from '../bundle/bundle.ts'"],
    ['src/proxy/a.ts', "import type { Bundle } from '../bundle/bundle.ts'"],
    ['src/environment/a.ts', "import { b } from './b.ts'"],
    ['src/environment/a.ts', "import { refuse } from '../aws/refusals.ts'"],
    ['src/plan/a.ts', "import { planVersion } from '../version/plan-version.ts'"],
    ['src/context.ts', "import type { Ledger } from './ledger.ts'"],
    ['src/local-beanstalk/ec2/a.ts', "import { parsePlatform } from '../../platform/platform.ts'"],
    ['src/commands/a.ts', "const { x } = await import('../local-beanstalk/main.ts')"],
    ['src/network/a.ts', "// import { x } from '../stories/deploy.ts'"],
  ])('is not seen in %s: %s', (path, text) => {
    expect(findFloorViolations(parseSources({ [path]: text }))).toEqual([])
  })

  it('is seen in a cycle of types over three files', () => {
    const files = parseSources({
      'src/plan/a.ts': "import { b } from './b.ts'",
      'src/plan/b.ts': "import type { C } from './c.ts'",
      'src/plan/c.ts': "export type { A } from './a.ts'",
    })
    expect(findCycles(files)).toEqual(['plan/a.ts -> plan/b.ts -> plan/c.ts -> plan/a.ts'])
  })
})
