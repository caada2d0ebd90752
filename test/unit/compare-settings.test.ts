import { describe, expect, it } from 'vitest'
import { compareSettings } from '../../src/environment/compare-settings.ts'
import { setting } from '../support/deployment-policies.ts'

const GROUP = 'aws:autoscaling:asg'
const APP = 'aws:elasticbeanstalk:application:environment'
const DATABASE = 'aws:rds:dbinstance'
const CURRENT = [setting(GROUP, 'MaxSize', '1'), setting(APP, 'TOKEN', 'old'), setting(DATABASE, 'DBPassword', 'old')]
const ask = (namespace: string, optionName: string, value: string) => ({ namespace, optionName, value })

describe('what option settings change', () => {
  it('is told with its values where nothing can be secret', () => {
    const asked = [ask(GROUP, 'MaxSize', '4'), ask(GROUP, 'MaxSize', '1'), ask(GROUP, 'MinSize', '2')]
    expect(compareSettings(asked, CURRENT)).toMatchObject([
      { kind: 'changed', before: '1', after: '4' },
      { kind: 'same', before: '1', after: '1' },
      { kind: 'new', before: undefined, after: '2' },
    ])
  })

  it('is told without values for properties of the app, passwords, and namespaces that nobody knows', () => {
    const asked = [ask(APP, 'TOKEN', 's3cret'), ask(APP, 'OTHER', 's3cret'), ask(DATABASE, 'DBPassword', 's3cret')]
    const told = compareSettings([...asked, ask('aws:of:tomorrow', 'Key', 's3cret')], CURRENT)
    expect(told.map(({ kind }) => kind)).toEqual(['changed', 'new', 'changed', 'new'])
    expect(JSON.stringify(told)).not.toMatch(/s3cret|old/)
  })

  it('is not known where the settings of the environment could not be read', () => {
    expect(compareSettings([ask(GROUP, 'MaxSize', '4')], [])).toMatchObject([{ kind: 'unknown', after: '4' }])
  })
})
