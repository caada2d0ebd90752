/** The policies and the table in docs/permissions.md, made from the table of permissions. `npm run docs` writes them. */

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Feature, PERMISSIONS, type PermissionStatement } from '../src/aws/permissions.ts'
import { type ResourceNames, writeStatement } from '../src/aws/write-statement.ts'
import { toCell } from './readme-tables.ts'

export interface Policy {
  readonly Version: string
  readonly Statement: readonly ReturnType<typeof writeStatement>[]
}

/** The policy that allows what the features ask for; with `access` only what reads, or only what changes. */
export function writePolicy(
  features: readonly Feature[],
  names: ResourceNames,
  access?: PermissionStatement['access'],
): Policy {
  const statements = PERMISSIONS.filter(
    statement =>
      statement.features.some(feature => features.includes(feature)) &&
      (access === undefined || statement.access === access),
  )
  return { Version: '2012-10-17', Statement: statements.map(statement => writeStatement(statement, names)) }
}

/** For a person to replace. */
const PLACEHOLDERS: ResourceNames = {
  region: 'REGION',
  account: 'ACCOUNT',
  application: 'APPLICATION',
  environment: 'ENVIRONMENT',
}

/** What is called otherwise with them: the name of each preview begins with that of the application. */
const OF_FEATURE: ReadonlyArray<{ readonly feature: Feature; readonly names: Partial<ResourceNames> }> = [
  { feature: 'named-bucket', names: { bucket: 'BUCKET' } },
  { feature: 'preview', names: { environment: 'APPLICATION-pr-*', base: 'BASE' } },
]

/** `<!-- policy of deploy, logs -->`, or `<!-- policy of deploy reads -->`. */
const MARKED_POLICY = /<!-- policy of ([\w, -]+?)(?: (reads|changes))? -->\n[\s\S]*?<!-- end -->/g
const MARKED_TABLE = /<!-- statements -->\n[\s\S]*?<!-- end -->/

/** The page's text with fresh policies and a fresh table between its markers. */
export function fillPermissions(page: string, table: readonly PermissionStatement[] = PERMISSIONS): string {
  return page
    .replace(MARKED_POLICY, (marked, features: string, access?: PermissionStatement['access']) => {
      const names = { ...PLACEHOLDERS, ...OF_FEATURE.find(({ feature }) => features.includes(feature))?.names }
      const policy = writePolicy(features.split(', ') as Feature[], names, access)
      return `${marked.slice(0, marked.indexOf('\n'))}\n\`\`\`json\n${JSON.stringify(policy, null, 2)}\n\`\`\`\n<!-- end -->`
    })
    .replace(MARKED_TABLE, () => `<!-- statements -->\n${renderTable(table)}\n<!-- end -->`)
}

function renderTable(table: readonly PermissionStatement[]): string {
  const rows = table.map(({ sid, features, actions, access, without, purpose }) => {
    const isDenied = without === 'fails' ? 'the run fails' : 'the run says what it does not know, and goes on'
    const named = actions.map(action => `\`${action}\``).join(', ')
    return `| ${[`\`${sid}\``, features.join(', '), named, `to ${purpose}`, access, isDenied].map(toCell).join(' | ')} |`
  })
  return ['| statement | for | actions | needed | access | denied |', '|---|---|---|---|---|---|', ...rows].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = new URL('../docs/permissions.md', import.meta.url)
  await writeFile(page, fillPermissions(await readFile(page, 'utf8')))
}
