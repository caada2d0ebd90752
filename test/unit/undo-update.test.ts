import { describe, expect, it } from 'vitest'
import type { SettingChange } from '../../src/environment/compare-settings.ts'
import { listSetOptions } from '../../src/environment/list-set-options.ts'
import type { UpdatePlan } from '../../src/environment/plan-update.ts'
import { undoUpdate } from '../../src/environment/undo-update.ts'

const COMMAND = 'aws:elasticbeanstalk:command'
const PROPERTIES = 'aws:elasticbeanstalk:application:environment'
const WAIT = 'aws elasticbeanstalk wait environment-updated --environment-ids e-1 --region eu-central-1'

function change(option: string, kind: SettingChange['kind'], before?: string, after?: string): SettingChange {
  const [, namespace = '', optionName = ''] = /^(.+):(.+)$/.exec(option) ?? []
  return { namespace, optionName, kind, before, after }
}

const tuning = (before: string, isUsual: boolean): UpdatePlan['tunings'][number] => ({
  ...{ namespace: 'aws:elbv2:loadbalancer', optionName: 'IdleTimeout', value: '3600' },
  ...{ purpose: 'idle-timeout', before, isUsual },
})

const RETURN = { optionsToRemove: [{ namespace: PROPERTIES, optionName: 'GREETING' }], onlyFrom: 'v2' }

function planOf(more: Partial<UpdatePlan>): UpdatePlan {
  const labels = { fromLabel: 'v1', toLabel: 'v2', environmentId: 'e-1', environmentName: 'chat-prod' }
  return { creation: undefined, ...labels, optionSettings: [], changes: [], tunings: [], wait: true, ...more }
}

const undo = (more: Partial<UpdatePlan>, asked = { hasVersion: true, hasSettings: true }) =>
  undoUpdate({ region: 'eu-central-1', plan: planOf(more), ...asked })

const update = (options: string) =>
  `aws elasticbeanstalk update-environment --environment-id e-1 --region eu-central-1 ${options}`

describe('what takes an update back', () => {
  it('deploys the version of before, and waits for the end, before which nothing else is taken', () => {
    expect(undo({})).toEqual([update('--version-label v1'), WAIT])
    expect(undo({ wait: false }), 'where nobody waited for the update').toEqual([
      WAIT,
      update('--version-label v1'),
      WAIT,
    ])
    expect(undo({ fromLabel: undefined })).toEqual([])
  })

  it('sets what was set, and removes what was not set and what was a default', () => {
    const changes = [
      change(`${COMMAND}:Timeout`, 'changed', "it's 300", '400'),
      change(`${PROPERTIES}:GREETING`, 'new'),
      change(`${COMMAND}:BatchSize`, 'same', '30', '30'),
    ]
    const former = `'{"Namespace":"${COMMAND}","OptionName":"Timeout","Value":"it'\\''s 300"}'`
    const added = `'{"Namespace":"${PROPERTIES}","OptionName":"GREETING"}'`
    const settings = { hasVersion: false, hasSettings: true }
    expect(undo({ changes }, settings)).toEqual([
      update(`--option-settings ${former} --options-to-remove ${added}`),
      WAIT,
    ])
    const idle = '"Namespace":"aws:elbv2:loadbalancer","OptionName":"IdleTimeout"'
    expect(undo({ tunings: [tuning('60', true)] }, settings)[0]).toBe(update(`--options-to-remove '{${idle}}'`))
    expect(undo({ tunings: [tuning('90', false)] }, settings)[0]).toBe(
      update(`--option-settings '{${idle},"Value":"90"}'`),
    )
    expect(undo({ changes }, { hasVersion: true, hasSettings: false })).toEqual([update('--version-label v1'), WAIT])
  })

  it('names what may be secret, is not known or cannot be shown as it is, and has no value of it', () => {
    const changes = [
      change(`${PROPERTIES}:TOKEN`, 'changed'),
      change(`${COMMAND}:Timeout`, 'unknown', undefined, '400'),
      change(`${COMMAND}:BatchSize`, 'changed', 'a\u200Bb', '30'),
      change(`${COMMAND}:BatchSizeType`, 'changed', 'x'.repeat(501), '30'),
    ]
    const lines = undo({ changes, fromLabel: undefined })
    expect(
      lines.every(line => line.startsWith('#')),
      lines.join('\n'),
    ).toBe(true)
    for (const { namespace, optionName } of changes) expect(lines).toContain(`#   ${namespace}:${optionName}`)
    expect(lines.at(-1)).toBe(`# ${update('--option-settings file://former-settings.json')}`)
  })

  it('says in words how the sample application comes back, which has no version', () => {
    const lines = undo({ fromLabel: 'Sample Application', changes: [change(`${PROPERTIES}:GREETING`, 'new')] })
    expect(lines[0]).toMatch(/--options-to-remove/)
    expect(lines.join('\n')).not.toContain('--version-label')
    expect(lines.at(-1)).toMatch(/^# The environment ran Elastic Beanstalk's sample application/)
  })

  it('is written in lines that the log does not cut, however many options there are', () => {
    const names = Array.from({ length: 40 }, (_, index) => `NAME_${index}`)
    const lines = undo({ changes: names.map(name => change(`${PROPERTIES}:${name}`, 'new')) })
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(1000)
    expect(lines.slice(0, -2).every(line => line.endsWith(' \\'))).toBe(true)
    expect(lines.slice(-2)).toEqual([expect.stringMatching(/NAME_39"}'$/), WAIT])
  })
})

describe('what an update sets', () => {
  it('is told by name, with values only where they are no secret', () => {
    const changes = [
      change(`${PROPERTIES}:TOKEN`, 'changed'),
      change(`${PROPERTIES}:GREETING`, 'new'),
      change(`${COMMAND}:Timeout`, 'changed', '300', '400'),
      change(`${COMMAND}:BatchSize`, 'new', undefined, '30'),
      change(`${COMMAND}:BatchSizeType`, 'same', 'Fixed', 'Fixed'),
    ]
    expect(listSetOptions({ ...planOf({}), changes, tunings: [tuning('60', true)] })).toEqual([
      `set ${PROPERTIES}:TOKEN`,
      `set ${PROPERTIES}:GREETING`,
      `set ${COMMAND}:Timeout from "300" to "400"`,
      `set ${COMMAND}:BatchSize to "30"`,
      `set ${COMMAND}:BatchSizeType to "Fixed", as it was`,
      'set aws:elbv2:loadbalancer:IdleTimeout from "60" to "3600"',
    ])
  })
  it('has no value of before where the environment is created', () => {
    const creation = {} as NonNullable<UpdatePlan['creation']>
    const listed = listSetOptions({ ...planOf({ creation }), tunings: [tuning('60', true)] })
    expect(listed).toEqual(['set aws:elbv2:loadbalancer:IdleTimeout to "3600"'])
  })

  it('is told without values where it is set back', () => {
    const [namespace, value] = [PROPERTIES, 's3cret']
    const plan = planOf({ optionSettings: [{ namespace, optionName: 'TOKEN', value }], takesBack: RETURN })
    expect(listSetOptions(plan)).toEqual([`set ${PROPERTIES}:TOKEN back`, `remove ${PROPERTIES}:GREETING`])
  })
})
