import { describe, expect, it } from 'vitest'
import { areSettingsLeft, planReturn, planReturnUpdate } from '../../src/environment/keep-settings.ts'
import { describeRollBack, planRollBack } from '../../src/environment/plan-roll-back.ts'
import type { UpdatePlan } from '../../src/environment/plan-update.ts'

const APP = 'aws:elasticbeanstalk:application:environment'
const IDLE = { namespace: 'aws:elbv2:loadbalancer', optionName: 'IdleTimeout', value: '3600' }

const UPDATE: UpdatePlan = {
  ...{ creation: undefined, environmentId: 'e-1', environmentName: 'chat-prod', fromLabel: 'v1', toLabel: 'v2' },
  ...{ optionSettings: [], changes: [], tunings: [], wait: true },
}

function plan(update: Partial<UpdatePlan> = {}, wish: Partial<Parameters<typeof planRollBack>[0]> = {}) {
  return planRollBack({ mode: 'on-failure', update: { ...UPDATE, ...update }, isPathGuessed: false, ...wish })
}

function option(optionName: string, value: string) {
  return { namespace: APP, optionName, value }
}

function setting({ namespace, optionName, value }: { namespace: string; optionName: string; value: string }) {
  return { Namespace: namespace, OptionName: optionName, Value: value }
}

describe('the plan of a roll back', () => {
  it('names the version that runs, and says when it would come back', () => {
    expect(plan()).toMatchObject({ kind: 'possible', toLabel: 'v1' })
    expect(describeRollBack(plan())).toEqual([
      'When the deployment fails, the WebSocket is refused or the health is bad, deploy "v1" again, with the option settings of before: if its own WebSocket is accepted right before the deployment.',
    ])
    const [line] = describeRollBack(plan({}, { mode: 'on-failed-handshake' }))
    expect(line).toMatch(/^When the WebSocket is refused, deploy "v1" again/)
    expect(describeRollBack(plan({}, { mode: 'never' }))).toEqual([])
  })

  it('says that a path that nobody gave rules it out', () => {
    const both = describeRollBack(plan({}, { isPathGuessed: true }))
    expect(both).toEqual([
      expect.stringMatching(/^When the deployment fails, or the health is bad, deploy "v1" again/),
      expect.stringMatching(
        /^Roll nothing back when only the WebSocket is refused, because nobody gave the path .+ "websocket-path: \/ws"\.$/,
      ),
    ])
    const only = plan({}, { mode: 'on-failed-handshake', isPathGuessed: true })
    expect(only?.kind).toBe('impossible')
    expect(describeRollBack(only)).toEqual([
      expect.stringMatching(/^Roll nothing back, because nobody gave the path .+ "websocket-path: \/ws"\.$/),
    ])
  })

  it.each<[string, Partial<UpdatePlan>]>([
    ['so there is no version before', { creation: {} as UpdatePlan['creation'] }],
    ['no version runs in the environment yet', { fromLabel: undefined }],
    ["Beanstalk's sample application runs, which is no version", { fromLabel: 'Sample Application' }],
    ['it is the version that runs already', { fromLabel: 'v2' }],
    [
      'the option settings of now may not be read',
      { changes: [{ ...option('A', '1'), kind: 'unknown', before: undefined, after: undefined }] },
    ],
  ])('has nothing to bring back where %s', (because, update) => {
    expect(plan(update)).toMatchObject({ kind: 'impossible', because: expect.stringContaining(because) })
  })

  it('brings the settings of the same version back', () => {
    expect(plan({ fromLabel: 'v2', optionSettings: [option('A', '1')] })?.kind).toBe('possible')
  })
})

describe('the option settings of before', () => {
  const optionSettings = [option('SAME', '1'), option('CHANGED', '2'), option('NEW', '3'), option('EMPTY', '4'), IDLE]
  const tunings = [{ ...IDLE, purpose: 'idle-timeout', before: '60', isUsual: true } as const]
  const before = [option('SAME', '1'), option('CHANGED', 'old'), option('EMPTY', ''), { ...IDLE, value: '60' }].map(
    setting,
  )
  const kept = planReturn({ optionSettings, tunings }, before)

  it('are set again, and those that nobody had set are removed', () => {
    expect(kept.toSet).toEqual([option('CHANGED', 'old')])
    expect(kept.toRemove.map(({ optionName }) => optionName)).toEqual(['NEW', 'EMPTY', 'IdleTimeout'])
    const back = { toLabel: 'v1', nowLabel: 'v2', settings: kept }
    const update = planReturnUpdate({ ...UPDATE, optionSettings, tunings, wait: false }, back)
    expect(update).toMatchObject({
      ...{ fromLabel: 'v2', toLabel: 'v1', optionSettings: kept.toSet, tunings: [], changes: [], wait: true },
      takesBack: { optionsToRemove: kept.toRemove, onlyFrom: 'v2' },
    })
  })

  it('are back only where nothing that was changed is left', () => {
    const isLeft = (...now: Parameters<typeof setting>[0][]) =>
      areSettingsLeft({ optionSettings }, kept, now.map(setting))
    expect(isLeft(option('SAME', '1'), option('CHANGED', 'old'))).toBe(false)
    expect(isLeft(option('CHANGED', '2'))).toBe(true)
    expect(isLeft(option('NEW', '3'))).toBe(true)
  })
})
