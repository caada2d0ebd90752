import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { planRelease, type Release } from '../../scripts/release.ts'
import { runProgram } from '../support/run-program.ts'
import { REPOSITORY } from '../support/source-files.ts'
import { openWorkspace } from '../support/workspace.ts'

const CHANGELOG = `# Changelog

## [Unreleased]

## [1.2.0] - 2026-11-26

### Added

- Something.

## [1.1.0] - 2026-10-01

- Something else.

## [0.9.0]

[1.2.0]: https://example.com/
`

type Jobs = Readonly<
  Record<
    string,
    {
      readonly needs?: string | readonly string[]
      readonly if?: string
      readonly environment?: string
      readonly permissions?: Readonly<Record<string, string>>
    }
  >
>

const facts = (version: string, tags: readonly string[] = ['v1', 'v1.1.0']) => ({
  version,
  packageVersion: version,
  lockVersion: version,
  changelog: CHANGELOG.replace('[1.2.0]', `[${version}]`),
  tags,
  changedFiles: [],
})

describe('a release', () => {
  it('has the tag of its version, moves that of its major version, and says what is new', () => {
    expect(planRelease(facts('1.2.0'))).toEqual({
      tag: 'v1.2.0',
      movingTag: 'v1',
      isPrerelease: false,
      isLatest: true,
      npmTag: 'latest',
      notes: '### Added\n\n- Something.',
    })
  })

  it.each<[string, string[], Partial<Release>]>([
    ['2.0.0', ['v1', 'v1.9.0'], { movingTag: 'v2', isLatest: true, npmTag: 'latest' }],
    ['1.2.1', ['v1', 'v1.2.0', 'v2.0.0'], { movingTag: 'v1', isLatest: false, npmTag: 'previous' }],
    ['1.2.1', ['v1', 'v1.10.0'], { movingTag: undefined, isLatest: false, npmTag: 'previous' }],
    ['2.0.0-rc.1', ['v1.2.0'], { movingTag: undefined, isPrerelease: true, isLatest: false, npmTag: 'next' }],
    ['0.1.0', [], { movingTag: 'v0', isLatest: true }],
    ['1.3.0', ['v2.0.0-rc.1', 'vitamin', 'v1'], { movingTag: 'v1', isLatest: true }],
  ])('%s beside %j is %j', (version, tags, release) => {
    expect(planRelease(facts(version, tags))).toMatchObject(release)
  })

  it.each([
    ['v1.2.0', {}, 'The version was "v1.2.0".'],
    ['1.2', {}, 'The version was "1.2".'],
    ['1.2.0\nlatest=true', {}, 'The version was "1.2.0'],
    ['1.2.0', { packageVersion: '1.1.0' }, 'package.json said "1.1.0". Run `npm version --no-git-tag-version 1.2.0`.'],
    ['1.2.0', { lockVersion: '1.1.0' }, 'package-lock.json said "1.1.0".'],
    ['1.2.0', { changelog: '## [Unreleased]\n\n- Something.\n' }, 'CHANGELOG.md had nothing under "## [1.2.0]'],
    ['1.2.0', { changelog: '## [1.2.0]\n\n- Without a day.\n' }, 'CHANGELOG.md had nothing'],
    ['1.2.0', { changelog: '## [1.2.0] - 2026-11-26\n\n## [1.1.0]\n\n- Old.\n' }, 'CHANGELOG.md had nothing'],
    ['1.2.0', { tags: ['v1.2.0'] }, 'The tag v1.2.0 was there.'],
    ['1.2.0', { changedFiles: ['dist/deploy.js'] }, 'Not committed: dist/deploy.js.'],
  ])('of %s with %j is refused', (version, wrong, reason) => {
    expect(planRelease({ ...facts(version), ...wrong })).toEqual([expect.stringContaining(reason)])
  })
})

it('has no addresses of links in its notes', () => {
  const changelog = '## [1.2.0] - 2026-11-26\n\n- [Something].\n\n[Something]: https://example.com/\n'
  expect(planRelease({ ...facts('1.2.0'), changelog })).toMatchObject({ notes: '- [Something].' })
})

describe('the script of a release', () => {
  it('reads a repository, writes the notes, and says what the workflow hands on', async () => {
    const folder = await openScratchRepository()
    const { exitCode, output } = await runScript(folder.path, '1.2.0', '--notes', '../notes.md')
    expect(output).toBe('tag=v1.2.0\nmoving-tag=v1\nprerelease=false\nlatest=true\nnpm-tag=latest')
    expect(exitCode).toBe(0)
    expect(await readFile(folder.file('notes.md'), 'utf8')).toBe('### Added\n\n- Something.\n')
  })

  it('names everything that is in the way at once', async () => {
    const folder = await openScratchRepository()
    await git(folder.path, 'tag', 'v1.1.0')
    await git(folder.path, 'rm', '--cached', '--quiet', 'package.json')
    const { exitCode, output } = await runScript(folder.path, '1.1.0')
    expect(output.split('\n')).toEqual([
      expect.stringMatching(/^package.json said "1.2.0"/),
      expect.stringMatching(/^package-lock.json said/),
      expect.stringMatching(/^The tag v1.1.0 was there/),
      expect.stringMatching(/^Not committed: package.json/),
    ])
    expect(exitCode).toBe(1)
  })
})

describe('the workflow of a release', () => {
  it('publishes a draft that has all files, then moves the tag that users name', async () => {
    expect(await playRelease({ draft: false, movingTag: true })).toEqual([
      'release view v1.2.0 --json isDraft --jq .isDraft',
      'release create v1.2.0 ./beanstalk-websockets-1.2.0.tgz --draft --target abc --title v1.2.0 --notes-file notes.md',
      'release edit v1.2.0 --draft=false --prerelease=false --latest=true',
      'api repos/o/r/git/ref/tags/v1 --silent',
      'api repos/o/r/git/refs/tags/v1 --method PATCH -f sha=abc -F force=true',
    ])
  })

  it('makes a draft anew that an earlier run has left, and the tag where there was none', async () => {
    const calls = await playRelease({ draft: true, movingTag: false })
    expect(calls[1]).toBe('release delete v1.2.0 --yes')
    expect(calls.at(-1)).toBe('api repos/o/r/git/refs --method POST -f ref=refs/tags/v1 -f sha=abc')
  })

  it('writes nothing in a dry run, from another branch, or before all tests have passed and somebody agreed', async () => {
    const { jobs } = parse(await readFile(`${REPOSITORY}.github/workflows/release.yml`, 'utf8')) as { jobs: Jobs }
    const listBefore = (name: string): string[] =>
      [jobs[name]?.needs ?? []].flat().flatMap(before => [before, ...listBefore(before)])
    const writing = Object.keys(jobs).filter(name => Object.values(jobs[name]?.permissions ?? {}).includes('write'))
    expect(writing).toEqual(['attest', 'release', 'npm'])
    for (const name of writing)
      expect(listBefore(name), name).toEqual(expect.arrayContaining(['plan', 'tests', 'build']))
    for (const name of ['release', 'npm']) expect(listBefore(name)).toContain('attest')
    // A job whose condition does not hold takes all with it that need it, unless they have conditions of their own.
    const conditions = Object.entries(jobs).flatMap(([name, job]) => (job.if === undefined ? [] : [[name, job.if]]))
    expect(conditions).toEqual([
      ['plan', "github.ref == 'refs/heads/main'"],
      ['attest', '${{ !inputs.dry-run }}'],
    ])
    expect([jobs.release?.environment, jobs.npm?.environment]).toEqual(['release', 'npm'])
  })

  it('hands every value of the script on to the jobs that need it', async () => {
    const { jobs } = parse(await readFile(`${REPOSITORY}.github/workflows/release.yml`, 'utf8'))
    const folder = await openScratchRepository()
    const { output } = await runScript(folder.path, '1.2.0')
    expect(Object.keys(jobs.plan.outputs)).toEqual(output.split('\n').map(line => line.split('=')[0]))
  })
})

const runScript = (cwd: string, ...parameters: readonly string[]) =>
  runProgram('node', [`${REPOSITORY}scripts/release.ts`, ...parameters], { cwd })

const git = async (cwd: string, ...parameters: readonly string[]) => {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false']
  expect(await runProgram('git', [...who, ...parameters], { cwd })).toMatchObject({ exitCode: 0 })
}

async function openScratchRepository() {
  const manifest = JSON.stringify({ version: '1.2.0' })
  const folder = await openWorkspace({
    'repository/package.json': manifest,
    'repository/package-lock.json': manifest,
    'repository/CHANGELOG.md': CHANGELOG,
  })
  const path = folder.file('repository')
  await git(path, 'init', '--quiet')
  await git(path, 'add', '.')
  await git(path, 'commit', '--quiet', '--message=a')
  return { path, file: folder.file }
}

/** Runs the scripts of the job "release" with a `gh` that notes what it is asked for. */
async function playRelease(found: { readonly draft: boolean; readonly movingTag: boolean }): Promise<string[]> {
  const { jobs } = parse(await readFile(`${REPOSITORY}.github/workflows/release.yml`, 'utf8'))
  const gh = `#!/bin/sh
echo "$*" >>calls
case "$*" in
  'release view '*) ${found.draft ? 'echo true' : 'echo "release not found" >&2; exit 1'} ;;
  *' --silent') ${found.movingTag ? 'exit 0' : 'exit 1'} ;;
esac
`
  const folder = await openWorkspace({ 'bin/gh': gh, 'beanstalk-websockets-1.2.0.tgz': '', 'notes.md': '' })
  await runProgram('chmod', ['+x', folder.file('bin/gh')])
  const values = { PRERELEASE: 'false', LATEST: 'true', GITHUB_SHA: 'abc', GH_REPO: 'o/r' }
  const scripts: { run: string; env: { TAG: string } }[] = jobs.release.steps.filter((step: object) => 'run' in step)
  for (const { run, env } of scripts) {
    const TAG = env.TAG.includes('moving') ? 'v1' : 'v1.2.0'
    const path = `${folder.file('bin')}:${process.env.PATH}`
    const script = `PATH=${path}\n${run}`
    const ran = await runProgram('bash', ['-e', '-c', script], { cwd: folder.path, env: { ...values, TAG } })
    expect(ran).toMatchObject({ exitCode: 0 })
  }
  return (await readFile(folder.file('calls'), 'utf8')).trimEnd().split('\n')
}
