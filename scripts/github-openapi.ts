/**
 * Cuts out of GitHub's own OpenAPI description what the server of the tests answers by, and writes it to
 * test/fixtures/github-openapi.json. Run by hand when the version below is raised: `node scripts/github-openapi.ts`
 * fetches the package (29 MB) into a temporary folder and leaves nothing of it behind.
 */

import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { OPERATIONS } from '../test/support/github/operations.ts'

/** Octokit's package of https://github.com/github/rest-api-description (MIT). */
const PACKAGE = '@octokit/openapi@23.0.2'
const FILE = 'package/generated/api.github.com.json'

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }
type JsonObject = { readonly [name: string]: Json }

/** What explains to people, or shows an example, is left out of a schema; a property of that name is not. */
const FOR_PEOPLE = new Set([
  'description',
  'title',
  'example',
  'examples',
  'externalDocs',
  'x-github',
  'tags',
  'summary',
])

export function cutOut(whole: JsonObject, operations: readonly string[]): Json {
  const paths: Record<string, Record<string, Json>> = {}
  const components: Record<string, Record<string, Json>> = {}
  const keep = (value: Json) => {
    for (const reference of listReferences(value)) {
      const [, kind = '', name = ''] = reference.slice('#/'.length).split('/')
      if (components[kind]?.[name] !== undefined) continue
      const component = strip(read(whole, ['components', kind, name]))
      components[kind] = { ...components[kind], [name]: component }
      keep(component)
    }
  }
  for (const operation of operations) {
    const [method = '', path = ''] = operation.split(' ')
    const description = strip(read(whole, ['paths', path, method]))
    paths[path] = { ...paths[path], [method]: description }
    keep(description)
  }
  const { openapi = null, info = null } = whole
  return { openapi, info: { ...(info as JsonObject), 'x-source': `npm ${PACKAGE}, ${FILE}` }, paths, components }
}

function strip(value: Json, holdsNames = false): Json {
  if (Array.isArray(value)) return value.map(item => strip(item))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name]) => holdsNames || !FOR_PEOPLE.has(name))
  return Object.fromEntries(kept.map(([name, inner]) => [name, strip(inner, !holdsNames && name === 'properties')]))
}

function listReferences(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === '$ref' && typeof inner === 'string' ? [inner] : listReferences(inner),
  )
}

function read(whole: Json, path: readonly string[]): Json {
  const found = path.reduce<Json | undefined>((value, name) => (value as JsonObject | undefined)?.[name], whole)
  if (found === undefined) throw new Error(`GitHub's description has no ${path.join(' ')}`)
  return found
}

async function fetchWhole(): Promise<JsonObject> {
  const folder = await mkdtemp(join(tmpdir(), 'github-openapi-'))
  try {
    const packed = execFileSync('npm', ['pack', PACKAGE, '--silent'], { cwd: folder, encoding: 'utf8' }).trim()
    execFileSync('tar', ['xzf', packed, FILE], { cwd: folder })
    return JSON.parse(await readFile(join(folder, FILE), 'utf8')) as JsonObject
  } finally {
    await rm(folder, { recursive: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const fixture = new URL('../test/fixtures/github-openapi.json', import.meta.url)
  await writeFile(fixture, `${JSON.stringify(cutOut(await fetchWhole(), Object.keys(OPERATIONS)), undefined, 1)}\n`)
}
