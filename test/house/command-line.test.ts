import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { fillOptions } from '../../scripts/option-table.ts'
import { COMMAND_OPTIONS, toInput } from '../../src/inputs/command-options.ts'
import { LOCAL_OPTIONS } from '../../src/inputs/local-options.ts'
import { renderHelp } from '../../src/report/command-help.ts'
import { renderLocalHelp } from '../../src/report/local-help.ts'
import { renderTerminal } from '../../src/terminal-text.ts'
import { REPOSITORY } from '../support/source-files.ts'

const read = (path: string) => readFileSync(`${REPOSITORY}${path}`, 'utf8')
const page = read('docs/command-line.md')
const print = (lines: ReturnType<typeof renderHelp>) => renderTerminal(lines, { columns: undefined, hasColours: false })

/** Each command with what its help prints, and the names of its tables in the page. */
const COMMANDS = [
  { name: 'check', help: print(renderHelp()), options: COMMAND_OPTIONS, tables: ['options', 'exit codes'] },
  {
    name: 'local',
    help: print(renderLocalHelp()),
    options: LOCAL_OPTIONS,
    tables: ['options of local', 'exit codes of local'],
  },
] as const

const tableOf = (name: string) => new RegExp(`<!-- ${name} -->([\\s\\S]*?)<!-- end -->`).exec(page)?.[1] ?? ''

/** What has no meaning on a laptop, and what has none in a workflow. */
const ONLY_ACTION = [
  ...['application-name', 'environment-name', 'aws-region', 'url', 'targets', 'notify-webhook'],
  ...['incident-issue', 'incident-labels', 'incident-assignees', 'history-branch', 'github-token'],
]
const ONLY_COMMAND = ['timeout', 'json', 'help', 'version']

describe('the options of the command line', () => {
  it.each(COMMANDS)('are in the docs what they are in $name --help (npm run docs writes them)', ({
    help,
    options,
    tables,
  }) => {
    expect(fillOptions(page)).toBe(page)
    const inHelp = [...help.matchAll(/^ {2}((?:-\w, )?--.*)\n {6}(.*)$/gm)].map(match => [match[1], match[2]])
    const rows = tableOf(tables[0]).match(/(?<=^\| )`.*(?= \|$)/gm) ?? []
    const cells = rows.map(row => row.split(' | '))
    expect(inHelp).toEqual(cells.map(([option, ...others]) => [option?.replaceAll('`', ''), others.at(-1)]))
    expect(inHelp).toHaveLength(options.length)
  })

  it.each(COMMANDS)('have their exit codes in the docs as in $name --help', ({ help, tables }) => {
    const inHelp = [...help.matchAll(/^ {2}(\d+) +(.*)$/gm)].map(match => [match[1], match[2]])
    const inDocs = [...tableOf(tables[1]).matchAll(/^\| (\d+) \| (.*) \|$/gm)].map(match => [match[1], match[2]])
    expect(inHelp).toEqual(inDocs)
    expect(inHelp.map(([code]) => code)).toEqual(['0', '1', '2', '130'])
  })

  it('would differ if one were gone', () => {
    expect(fillOptions(page, COMMAND_OPTIONS.slice(1))).not.toBe(page)
    expect(fillOptions(page, COMMAND_OPTIONS, LOCAL_OPTIONS.slice(1))).not.toBe(page)
  })

  it('are the inputs of the check action', () => {
    const inputs = Object.keys(parse(read('check/action.yml')).inputs).filter(name => !ONLY_ACTION.includes(name))
    const given = COMMAND_OPTIONS.map(toInput).filter(name => !ONLY_COMMAND.includes(name))
    expect(given.toSorted()).toEqual(inputs.toSorted())
  })
})

describe('the npm package', () => {
  it('is made of a folder of its own: the repository itself is never published', () => {
    const { private: isPrivate, bin, files } = JSON.parse(read('package.json'))
    expect({ isPrivate, bin, files }).toEqual({ isPrivate: true, bin: undefined, files: undefined })
    expect(read('.gitignore').split('\n')).toContain('command/')
  })
})
