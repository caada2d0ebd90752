/** What the app in a source bundle depends on, read from the files in which package managers of four languages keep it. */

import type { Bundle } from '../bundle/bundle.ts'
import { parseJson, readProperty } from '../read-json.ts'

export interface Dependency {
  readonly file: string
  readonly name: string
  /** As it stands there: extras, range, version; maybe empty. */
  readonly range: string
}

const LONGEST_MANIFEST_BYTES = 1024 * 1024

const READERS: Readonly<Record<string, (text: string) => readonly Omit<Dependency, 'file'>[]>> = {
  'package.json': text => readJsonTable(text, 'dependencies'),
  'requirements.txt': text => text.split('\n').flatMap(readRequirement),
  'pyproject.toml': readPyproject,
  'Gemfile.lock': text => text.split('\n').flatMap(readGem),
  'composer.json': text => readJsonTable(text, 'require'),
}

/** In the order of the files; what cannot be read is somebody else's to refuse, and says nothing here. */
export async function readDependencies({ readText }: Pick<Bundle, 'readText'>): Promise<Dependency[]> {
  const all: Dependency[] = []
  for (const [file, read] of Object.entries(READERS)) {
    const text = await readText(file, LONGEST_MANIFEST_BYTES)
    if (text !== undefined) all.push(...read(text).map(found => ({ file, ...found })))
  }
  return all
}

function readJsonTable(text: string, table: string) {
  const found = readProperty(parseJson(text), table)
  if (typeof found !== 'object' || found === null) return []
  return Object.entries(found).flatMap(([name, range]) => (typeof range === 'string' ? [{ name, range }] : []))
}

/** PEP 508, as far as names, extras and ranges go; names are compared as PEP 503 says. */
const REQUIREMENT = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(\[[\w\s,.-]*\])?\s*([^;#\s]*)/

function readRequirement(line: string) {
  const [, name, extras = '', range = ''] = REQUIREMENT.exec(line) ?? []
  return name ? [{ name: name.toLowerCase().replaceAll(/[-_.]+/g, '-'), range: `${extras}${range}` }] : []
}

/** The list of `[project]` and the table of Poetry, without those for development. */
function readPyproject(text: string) {
  const project = readSection(text, 'project')
  const list = /^dependencies\s*=\s*\[([\s\S]*?)\]\s*$/m.exec(project)?.[1] ?? ''
  const listed = [...list.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, double, single]) => double ?? single ?? '')
  const poetry = readSection(text, 'tool.poetry.dependencies').split('\n')
  return [...listed, ...poetry.map(toRequirement)].flatMap(readRequirement)
}

/** `name = "^1"`, and `name = {extras = ["x"], version = "^1"}`. */
function toRequirement(line: string): string {
  const [, name = '', value = ''] = /^([\w.-]+)\s*=\s*(.*)$/.exec(line) ?? []
  const [, version = value] = /\bversion\s*=\s*("[^"]*"|'[^']*')/.exec(value) ?? []
  return `${name} ${version.replaceAll(/["']/g, '')}`
}

function readSection(text: string, name: string): string {
  const [, ...sections] = text.split(/^\[(?=[\w."-]+\]\s*$)/m)
  const section = sections.find(part => part.startsWith(`${name}]`))
  return section?.slice(name.length + 1) ?? ''
}

/** A gem that is installed stands with four spaces and its version; what it needs itself, with six. */
function readGem(line: string) {
  const [, name, range] = /^ {4}([\w.-]+) \(([^)]*)\)/.exec(line) ?? []
  return name && range ? [{ name, range }] : []
}
