import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { REPOSITORY } from '../support/source-files.ts'

interface Step {
  readonly name?: string
  readonly uses?: string
  readonly run?: string
  readonly shell?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Job {
  readonly uses?: string
  readonly steps?: readonly Step[]
  readonly permissions?: Readonly<Record<string, string>>
  readonly 'timeout-minutes'?: number
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions?: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

/** Actions that are not named by a commit, each with the reason. */
const UNPINNED: Readonly<Record<string, string>> = {}

/** What a job may write, and nothing else may. */
const WRITES: Readonly<Record<string, readonly string[]>> = {
  'codeql.yml analyze': ['security-events'],
  'release.yml attest': ['artifact-metadata', 'attestations', 'id-token'],
  'release.yml npm': ['id-token'],
  'release.yml release': ['contents'],
  'self-probe.yml probe': ['issues'],
}

const texts = globSync('.github/workflows/*.yml', { cwd: REPOSITORY }).map(file => ({
  file: file.split('/').at(-1) ?? file,
  text: readFileSync(`${REPOSITORY}${file}`, 'utf8'),
}))
const workflows = texts.map(({ file, text }) => ({ file, workflow: parse(text) as Workflow }))
const steps = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).flatMap(([job, { steps = [] }]) =>
    steps.map(step => ({ place: `${file} ${job}`, step })),
  ),
)
const scripts = steps.flatMap(({ place, step: { run, name, shell = 'bash' } }) =>
  run === undefined ? [] : [{ title: `${place}: ${name ?? run.split('\n')[0]}`, run, shell }],
)

/** Actions of others that no full commit names, or whose commit has no version beside it. */
function findUnpinned(file: string, text: string): string[] {
  const uses = [...text.matchAll(/^\s*(?:- )?uses: (?!\.\/)(\S+)(.*)$/gm)]
  return uses
    .filter(([, action = '', comment = '']) => {
      const isPinned = /@[0-9a-f]{40}$/.test(action) && /^ # v\d+\.\d+\.\d+$/.test(comment)
      return !isPinned && UNPINNED[action] === undefined
    })
    .map(([line]) => `${file}: ${line.trim()}`)
}

/** What bash says of a script that it cannot read, and shellcheck of one that it can, where that is installed. */
function findScriptMistakes(script: string): string {
  // As the runner does, which ends a script at the first command that fails.
  const input = `set -e\n${script}`
  const ask = (program: string, ...parameters: readonly string[]) =>
    spawnSync(program, parameters, { input, encoding: 'utf8' })
  const { status, stderr } = ask('bash', '-n')
  if (status !== 0) return stderr
  const { error, stdout } = ask('shellcheck', '--shell=bash', '--severity=warning', '--format=gcc', '-')
  return error ? '' : stdout
}

describe('the workflows', () => {
  it('name every action of others by a commit, with its version beside it', () => {
    expect(texts.flatMap(({ file, text }) => findUnpinned(file, text))).toEqual([])
  })

  it('name one action by one commit everywhere', () => {
    const uses = texts.flatMap(({ text }) => [...text.matchAll(/uses: ([^@\s]+)@(\S+)/g)])
    const commits = Map.groupBy(uses, ([, action = '']) => action)
    const several = [...commits].filter(([, found]) => new Set(found.map(([, , commit]) => commit)).size > 1)
    expect(several.map(([action]) => action)).toEqual([])
  })

  it('give each job what it writes, and no right to write to all of them', () => {
    for (const { workflow } of workflows) expect([{}, { contents: 'read' }]).toContainEqual(workflow.permissions)
    const given = workflows.flatMap(({ file, workflow }) =>
      Object.entries(workflow.jobs).flatMap(([job, { permissions = {} }]) => {
        const written = Object.entries(permissions).flatMap(([scope, access]) => (access === 'write' ? [scope] : []))
        return written.length > 0 ? [[`${file} ${job}`, written.sort()]] : []
      }),
    )
    expect(Object.fromEntries(given)).toEqual(WRITES)
  })

  it('leave no token in the working folder, end some time, and never run code of a fork with rights', () => {
    const checkouts = steps.filter(({ step }) => step.uses?.startsWith('actions/checkout@'))
    expect(checkouts.filter(({ step }) => step.with?.['persist-credentials'] !== false)).toEqual([])
    expect(checkouts.length).toBeGreaterThan(5)
    const jobs = workflows.flatMap(({ workflow }) => Object.values(workflow.jobs))
    expect(jobs.filter(job => job.uses === undefined && job['timeout-minutes'] === undefined)).toEqual([])
    expect(workflows.filter(({ workflow }) => 'pull_request_target' in workflow.on)).toEqual([])
  })

  it.each(scripts)('have a script that bash reads, and into which nothing is pasted: $title', ({ run, shell }) => {
    expect(shell).toBe('bash')
    // An expression becomes part of the script's text; a variable of the step does not.
    expect(run).not.toContain('${{')
    expect(findScriptMistakes(run)).toBe('')
  })
})

describe('a workflow that is not safe', () => {
  it.each([
    ['      - uses: actions/checkout@v7\n'],
    ['        uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1\n'],
    ['      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7\n'],
    ['      - uses: actions/checkout@3d3c42e # v7.0.1\n'],
  ])('is seen by %j', text => {
    expect(findUnpinned('a.yml', text)).toHaveLength(1)
  })

  it('is seen by a script that bash does not read', () => {
    expect(findScriptMistakes('if true; then echo "x"')).toContain('syntax error')
  })
})
