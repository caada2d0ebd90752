/**
 * Says what a release is: its tag, the tags that move, the notes; or all that is in its way. Changes nothing but the
 * file of the notes: the workflow .github/workflows/release.yml does what is said here.
 *
 *   node scripts/release.ts 1.2.0 --notes notes.md
 *
 * Imports nothing but Node.js, so that it runs before anything is installed.
 */

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

export interface ReleaseFacts {
  /** As it was asked for: "1.2.0", "2.0.0-rc.1". */
  readonly version: string
  readonly packageVersion: string
  readonly lockVersion: string
  readonly changelog: string
  /** All tags of the repository. */
  readonly tags: readonly string[]
  /** Files that are not as they were committed. */
  readonly changedFiles: readonly string[]
}

export interface Release {
  readonly tag: string
  /** The tag that users name, "v1"; undefined where it stays: for a pre-release, and where something newer has it. */
  readonly movingTag: string | undefined
  readonly isPrerelease: boolean
  /** The highest version of all: what the page of the repository shows, and `npm install` gets. */
  readonly isLatest: boolean
  /** Of npm: "latest", "next" for a pre-release, "previous" for what is older than the latest. */
  readonly npmTag: 'latest' | 'next' | 'previous'
  /** Markdown. */
  readonly notes: string
}

type Version = readonly [major: number, minor: number, patch: number]

const FORM = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9a-z]+(?:\.[0-9a-z]+)*)?$/i

/** The release, or one sentence for each thing that is in its way. */
export function planRelease(facts: ReleaseFacts): Release | readonly string[] {
  const { version, changelog, tags } = facts
  const parsed = parseVersion(version)
  if (parsed === undefined) return [`The version was "${version}". Write it as "1.2.0", without v.`]
  const notes = findNotes(version, changelog)
  const obstacles = findObstacles(facts, notes)
  if (obstacles.length > 0) return obstacles
  const isPrerelease = version.includes('-')
  const published = tags.flatMap(tag => (/^v\d+\.\d+\.\d+$/.test(tag) ? [parseVersion(tag.slice(1)) ?? parsed] : []))
  const isNewest = (among: readonly Version[]) => !isPrerelease && among.every(other => compare(other, parsed) < 0)
  const isLatest = isNewest(published)
  return {
    tag: `v${version}`,
    movingTag: isNewest(published.filter(([major]) => major === parsed[0])) ? `v${parsed[0]}` : undefined,
    isPrerelease,
    isLatest,
    npmTag: isPrerelease ? 'next' : isLatest ? 'latest' : 'previous',
    notes,
  }
}

function findObstacles(facts: ReleaseFacts, notes: string): string[] {
  const { version, packageVersion, lockVersion, tags, changedFiles } = facts
  const wrong = (file: string, found: string) =>
    found === version ? [] : [`${file} said "${found}". Run \`npm version --no-git-tag-version ${version}\`.`]
  return [
    ...wrong('package.json', packageVersion),
    ...wrong('package-lock.json', lockVersion),
    ...(notes
      ? []
      : [`CHANGELOG.md had nothing under "## [${version}] - YYYY-MM-DD". Move there what was unreleased.`]),
    ...(tags.includes(`v${version}`) ? [`The tag v${version} was there. A released version stays as it is.`] : []),
    ...(changedFiles.length === 0 ? [] : [`Not committed: ${changedFiles.join(', ')}. Commit it first.`]),
  ]
}

function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch] = FORM.exec(text) ?? []
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)]
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}

/** What stands below the heading of the version, up to the next one and without the addresses of links. */
function findNotes(version: string, changelog: string): string {
  const sections = changelog.split(/^(?=## )/m)
  const section = sections.find(text => text.startsWith(`## [${version}] - `) && /^.* - \d{4}-\d\d-\d\d\n/.test(text))
  return (section ?? '')
    .replace(/^.*\n/, '')
    .replaceAll(/^\[[^\]]+\]: .*$/gm, '')
    .trim()
}

function readFacts(version: string): ReleaseFacts {
  const git = (...parameters: readonly string[]) =>
    execFileSync('git', parameters, { encoding: 'utf8' })
      .split('\n')
      .filter(line => line !== '')
  return {
    version,
    packageVersion: JSON.parse(readFileSync('package.json', 'utf8')).version,
    lockVersion: JSON.parse(readFileSync('package-lock.json', 'utf8')).version,
    changelog: readFileSync('CHANGELOG.md', 'utf8'),
    tags: git('tag', '--list'),
    changedFiles: git('status', '--porcelain').map(line => line.slice(3)),
  }
}

/** As lines for $GITHUB_OUTPUT, which a person can read as well. */
function renderRelease({ tag, movingTag, isPrerelease, isLatest, npmTag }: Release): string {
  const values = { tag, 'moving-tag': movingTag ?? '', prerelease: isPrerelease, latest: isLatest, 'npm-tag': npmTag }
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')
}

function main(): void {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { notes: { type: 'string' } } })
  const planned = planRelease(readFacts(positionals[0] ?? ''))
  if (!('tag' in planned)) {
    console.error(planned.join('\n'))
    process.exitCode = 1
    return
  }
  if (values.notes !== undefined) writeFileSync(values.notes, `${planned.notes}\n`)
  console.log(renderRelease(planned))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
