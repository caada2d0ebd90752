/** The tables of docs/migrate.md: the inputs and flags of other tools, with ours. `npm run docs` writes them. */

import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { FOREIGN_TO_AWS_ACTION, FOREIGN_TO_BEANSTALK_DEPLOY } from '../src/inputs/foreign-inputs.ts'
import { AWS_ACTION_NOTES, BEANSTALK_DEPLOY_NOTES, EB_DEPLOY_NOTES } from './migration-notes.ts'
import { toCell } from './readme-tables.ts'

/** As its own file lists them at that commit. */
export interface OtherTool {
  readonly version: string
  readonly commit: string
  readonly file: string
  readonly names: Readonly<Record<string, Input>>
}

const TOOLS = [
  'aws-actions/aws-elasticbeanstalk-deploy',
  'einaregilsson/beanstalk-deploy',
  'aws/aws-elastic-beanstalk-cli',
] as const
export type ToolName = (typeof TOOLS)[number]

type Input = { readonly default?: string; readonly required?: boolean }

const MARKED = /<!-- from (\S+) -->\n[\s\S]*?<!-- end -->/g
const root = new URL('../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

export const otherTools = JSON.parse(read('test/fixtures/other-tools.json')) as Readonly<Record<ToolName, OtherTool>>
const ourInputs = (parse(read('action.yml')) as { inputs: Readonly<Record<string, Input>> }).inputs

const WRITERS: Readonly<Record<ToolName, (tool: OtherTool) => readonly (readonly string[])[]>> = {
  'aws-actions/aws-elasticbeanstalk-deploy': ({ names }) => [
    ['input', 'default there', 'default here', 'what differs'],
    ...Object.entries(names).map(([name, there]) => [
      code(name),
      describeDefault(there),
      ourInputs[name] ? describeDefault(ourInputs[name]) : 'refused',
      FOREIGN_TO_AWS_ACTION[name] ?? AWS_ACTION_NOTES[name] ?? '',
    ]),
  ],
  'einaregilsson/beanstalk-deploy': ({ names }) => [
    ['input', 'what to do here', 'what differs'],
    ...Object.keys(names).map(name => [
      code(name),
      quote(FOREIGN_TO_BEANSTALK_DEPLOY[name]),
      BEANSTALK_DEPLOY_NOTES[name] ?? '',
    ]),
  ],
  'aws/aws-elastic-beanstalk-cli': ({ names }) => [
    ['argument', 'here', 'what to know'],
    ...Object.keys(names).map(name => [code(name), ...(EB_DEPLOY_NOTES[name] ?? ['', ''])]),
  ],
}

/** The page's text with fresh tables between its markers. */
export function fillMigration(page: string, tools = otherTools): string {
  return page.replace(MARKED, (_, name: ToolName) => {
    const [head = [], ...rows] = WRITERS[name](tools[name])
    const lines = [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.map(toCell).join(' | ')} |`)
    return `<!-- from ${name} -->\n${lines.join('\n')}\n<!-- end -->`
  })
}

function describeDefault({ default: value, required }: Input): string {
  return required ? '**required**' : value === undefined ? '' : code(value)
}

/** What the action says, with what is to be written as code. */
function quote(sentence = ''): string {
  return sentence.replaceAll(/"([^"]+)"/g, '`$1`')
}

function code(text: string): string {
  return `\`${text}\``
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = new URL('docs/migrate.md', root)
  await writeFile(page, fillMigration(await readFile(page, 'utf8')))
}
