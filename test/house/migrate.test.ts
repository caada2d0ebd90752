import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { AWS_ACTION_NOTES, BEANSTALK_DEPLOY_NOTES, EB_DEPLOY_NOTES } from '../../scripts/migration-notes.ts'
import { fillMigration, otherTools } from '../../scripts/migration-tables.ts'
import type { ActionError } from '../../src/action-error.ts'
import { readDeployRequest } from '../../src/inputs/deploy-request.ts'
import { FOREIGN_TO_AWS_ACTION, FOREIGN_TO_BEANSTALK_DEPLOY } from '../../src/inputs/foreign-inputs.ts'
import { planProxy } from '../support/plan-proxy.ts'
import { REPOSITORY } from '../support/source-files.ts'

const read = (name: string) => readFileSync(join(REPOSITORY, name), 'utf8')
const page = read('docs/migrate.md')
const declared = Object.keys(parse(read('action.yml')).inputs)
const namesOf = (tool: keyof typeof otherTools) => Object.keys(otherTools[tool].names)
const AWS = namesOf('aws-actions/aws-elasticbeanstalk-deploy')
const BEANSTALK_DEPLOY = namesOf('einaregilsson/beanstalk-deploy')
const EB = namesOf('aws/aws-elastic-beanstalk-cli')

/** What deploy says when it is given this beside the required ones. */
function refusalOf(input: string): string {
  const given = { 'application-name': 'chat', 'environment-name': 'chat-prod', [input]: 'Zm9vYmFy' }
  try {
    readDeployRequest(name => Object.entries(given).find(([key]) => key === name)?.[1] ?? '', {
      region: 'eu-central-1',
      versionLabel: 'v1',
    })
  } catch (error) {
    return (error as ActionError).hint
  }
  return ''
}

describe('an input of another deploy action', () => {
  it.each(AWS)("of aws-elasticbeanstalk-deploy is ours, too, or refused with what to write: '%s'", name => {
    expect(declared).toContain(name)
    const isRefused = new RegExp(`^'${name}' was given.*\\. Remove the line`).test(refusalOf(name))
    expect(isRefused).toBe(name in FOREIGN_TO_AWS_ACTION)
  })

  it.each(
    BEANSTALK_DEPLOY,
  )("of beanstalk-deploy is refused with what to write, and its value is not told: '%s'", name => {
    const refusal = refusalOf(name)
    expect(refusal).toMatch(new RegExp(`^'${name}' was given.*\\. (Write|Remove) `))
    expect(refusal).not.toContain('Zm9vYmFy')
    const [, ours] = /"([a-z0-9-]+):"/.exec(refusal) ?? []
    if (ours !== undefined) expect(declared).toContain(ours)
  })

  it('is refused only where another tool has it', () => {
    expect(Object.keys(FOREIGN_TO_AWS_ACTION).filter(name => !AWS.includes(name))).toEqual([])
    expect(Object.keys(FOREIGN_TO_BEANSTALK_DEPLOY)).toEqual(BEANSTALK_DEPLOY)
  })
})

describe('docs/migrate.md', () => {
  it('has the inputs and flags of the other tools, with ours (npm run docs writes them)', () => {
    expect(fillMigration(page)).toBe(page)
    for (const name of [...AWS, ...BEANSTALK_DEPLOY, ...EB]) expect(page).toContain(`\n| \`${name}\` | `)
    const more = {
      ...otherTools,
      'einaregilsson/beanstalk-deploy': { ...otherTools['einaregilsson/beanstalk-deploy'] },
    }
    more['einaregilsson/beanstalk-deploy'].names = { more: {} }
    expect(fillMigration(page, more)).not.toBe(page)
  })

  it('says something of each, and nothing of what is gone', () => {
    expect(Object.keys({ ...AWS_ACTION_NOTES, ...FOREIGN_TO_AWS_ACTION })).toEqual(AWS)
    expect(Object.keys(BEANSTALK_DEPLOY_NOTES)).toEqual(BEANSTALK_DEPLOY)
    expect(Object.keys(EB_DEPLOY_NOTES)).toEqual(EB)
  })

  it('links to the files in which the inputs and flags were read', () => {
    for (const [name, { commit, file }] of Object.entries(otherTools)) {
      expect(page).toContain(`](https://github.com/${name}/blob/${commit}/${file})`)
    }
  })

  const changes = [...page.matchAll(/^```diff\n( name: [\s\S]*?)^```$([\s\S]*?)^```yaml\n([\s\S]*?)^```$/gm)]

  it('shows each change as a diff that leads to the workflow behind it', () => {
    expect(changes).toHaveLength(3)
    for (const [, diff = '', , whole] of changes) expect(sideOf(diff, '+')).toBe(whole)
  })

  it('changes workflows that use the other tools as they are', () => {
    const steps = changes.flatMap(([, diff = '']) => parse(sideOf(diff, '-')).jobs.deploy.steps as Step[])
    const inputsOf = (tool: string) => Object.keys(steps.find(({ uses }) => uses?.startsWith(`${tool}@`))?.with ?? {})
    expect(AWS).toEqual(expect.arrayContaining(inputsOf('aws-actions/aws-elasticbeanstalk-deploy')))
    expect(inputsOf('einaregilsson/beanstalk-deploy').filter(name => !BEANSTALK_DEPLOY.includes(name))).toEqual([])
    const flags = steps.flatMap(({ run = '' }) => (run.startsWith('eb deploy ') ? (run.match(/ --\w+/g) ?? []) : []))
    expect(flags.map(flag => EB.some(one => one.split(', ').includes(flag.trim())))).toEqual([true, true])
  })

  it('deletes a recipe of which the action says what the table does', async () => {
    const [, header, diff = ''] = /^```diff\n(--- a\/\S+\n\+\+\+ \S+\n@@.*@@\n)([\s\S]*?)^```$/m.exec(page) ?? []
    const recipe = sideOf(diff, '-')
    expect(sideOf(diff, '+')).toBe('')
    expect(header).toContain(`@@ -1,${recipe.trimEnd().split('\n').length} +0,0 @@`)
    const files = { '.ebextensions/websockets.config': recipe, 'package.json': '{}' }
    const { findings } = await planProxy({ stack: '64bit Amazon Linux 2023 v6.7.2 running Node.js 24', files })
    const told = [...new Set(findings.map(({ rule }) => rule))]
    expect(told.toSorted()).toEqual(['hooks-of-amazon-linux-1', 'options-of-amazon-linux-1', 'written-past-platform'])
    for (const rule of told) expect(page).toContain(`proxy-files.md#${rule})`)
  })
})

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

/** The file before (-) or after (+) a diff without headers. */
function sideOf(diff: string, side: '-' | '+'): string {
  const lines = diff.split('\n').filter(line => line.startsWith(side) || line.startsWith(' '))
  return lines.map(line => `${line.slice(1)}\n`).join('')
}
