import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { fillOptions } from '../../scripts/option-table.ts'
import { COMMAND_OPTIONS, toInput } from '../../src/inputs/command-options.ts'
import { renderHelp } from '../../src/report/command-help.ts'
import { renderTerminal } from '../../src/terminal-text.ts'
import { REPOSITORY } from '../support/source-files.ts'

const read = (path: string) => readFileSync(`${REPOSITORY}${path}`, 'utf8')
const page = read('docs/command-line.md')
const help = renderTerminal(renderHelp(), { columns: undefined, hasColours: false })

/** What has no meaning on a laptop, and what has none in a workflow. */
const ONLY_ACTION = [
  ...['application-name', 'environment-name', 'aws-region', 'url', 'targets', 'notify-webhook'],
  ...['incident-issue', 'incident-labels', 'incident-assignees', 'history-branch', 'github-token'],
]
const ONLY_COMMAND = ['timeout', 'json', 'help', 'version']

describe('the options of the command line', () => {
  it('are in the docs what they are in --help (npm run docs writes them)', () => {
    expect(fillOptions(page)).toBe(page)
    const inHelp = [...help.matchAll(/^ {2}((?:-\w, )?--.*)\n {6}(.*)$/gm)].map(match => [match[1], match[2]])
    const inDocs = [...page.matchAll(/^\| `(.*?--.*?)` \| .*? \| (.*) \|$/gm)].map(match => [match[1], match[2]])
    expect(inHelp).toEqual(inDocs)
    expect(inHelp).toHaveLength(COMMAND_OPTIONS.length)
  })

  it('have their exit codes in the docs as in --help', () => {
    const inHelp = [...help.matchAll(/^ {2}(\d+) +(.*)$/gm)].map(match => [match[1], match[2]])
    const inDocs = [...page.matchAll(/^\| (\d+) \| (.*) \|$/gm)].map(match => [match[1], match[2]])
    expect(inHelp).toEqual(inDocs)
    expect(inHelp.map(([code]) => code)).toEqual(['0', '1', '2', '130'])
  })

  it('would differ if one were gone', () => {
    expect(fillOptions(page, COMMAND_OPTIONS.slice(1))).not.toBe(page)
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
