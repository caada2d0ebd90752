import { expect, it } from 'vitest'
import { openScenario } from '../support/deploy-scenario.ts'

const HOSTILE = 'fine\n::set-output name=url::https://evil.example\r::error::forged\n##[add-mask]e <img src=x> | `x`'

it('executes no workflow command that an event, a page or a log holds', async () => {
  const scenario = await openScenario()
  scenario.beanstalk.setFaults([{ kind: 'foreign-event', severity: 'ERROR', message: HOSTILE }])
  const run = await scenario.deploy({
    files: { 'server.js': `console.log(${JSON.stringify(HOSTILE)})\nthrow new Error(${JSON.stringify(HOSTILE)})\n` },
  })
  expect(run.exitCode).toBe(1)
  expect(run.outputs.url).not.toContain('evil')
  expect(run.annotations.map(each => each.message)).not.toContain('forged')
  const names = new Set(run.commands.map(command => command.name))
  expect([...names].sort()).toEqual(['debug', 'endgroup', 'error', 'group'].filter(name => names.has(name)))
  expect(run.log).toContain('fine')
  const outsideFences = run.summary.replaceAll(/^(```+)text\n[\s\S]*?\n\1$/gm, '')
  expect(outsideFences).toContain('fine')
  expect(outsideFences).not.toMatch(/<img|(?<!\\)`x/)
})
