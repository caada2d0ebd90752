import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setting } from '../support/deployment-policies.ts'
import { tellFigure } from '../support/figures.ts'
import { longestGapMs, openEvery, spansOf } from '../support/open-every.ts'
import { GOOD, openRollBackWorld, type RollBackWorld, readOutage } from '../support/roll-back-world.ts'

const APP = 'aws:elasticbeanstalk:application:environment'

let world: RollBackWorld

beforeAll(async () => {
  world = await openRollBackWorld([setting(APP, 'GREETING', 's3cret-before')])
}, 120_000)

afterAll(() => world.beanstalk.stop())

describe('a version that opens no WebSocket', { timeout: 120_000 }, () => {
  it('is rolled back with the options of before, and the outage is told as a client saw it', async () => {
    const client = openEvery(100, world.url())
    const settings = `${APP}:GREETING=s3cret-after\n${APP}:FAREWELL=bye\n${APP}:GREETING_TWICE=no`
    const run = await world.deploy({ inputs: { 'option-settings': settings } })
    const attempts = await client.stop()
    expect(run.exitCode, run.log).toBe(1)
    expect(run.outputs).toMatchObject({ 'rolled-back': 'true', 'previous-version-label': GOOD, handshake: 'rejected' })
    const [error] = run.annotations.filter(({ level }) => level === 'error')
    expect(error?.title).toBe(`Deployed, but no WebSocket could be opened; rolled back to "${GOOD}"`)
    expect(error?.message).toMatch(/the version "good" runs again in the place of "new-1", and a WebSocket was opened/)
    expect(run.log).toMatch(
      /done: deploy the version "good" again .+, which ran "new-1", and set 3 option settings back\./,
    )
    expect(run.summary).toContain('| **Roll back** |')
    expect(run.log + run.summary + JSON.stringify(run.temporaryFiles)).not.toContain('s3cret')

    expect(world.changes().filter(name => name === 'UpdateEnvironment')).toHaveLength(2)
    expect(await world.settingOf(APP, 'GREETING')).toBe('s3cret-before')
    expect(await world.settingOf(APP, 'FAREWELL')).toBeUndefined()

    expect(attempts.at(-1)?.isOpened, 'WebSockets are opened again').toBe(true)
    const seen = spansOf(attempts).at(-1)
    const told = readOutage(run)
    const reported = told.outages.at(-1)
    expect(reported).toMatchObject({ startedIn: 'deployment', endedIn: 'roll-back' })
    const intervals = told.longestGapMs + longestGapMs(attempts)
    const [fromMs = 0, toMs = 0] = [seen?.fromMs, seen?.toMs]
    const startedAtMs = reported?.startedAtMs ?? 0
    const endedAtMs = startedAtMs + (reported?.lastedMs ?? 0)
    tellFigure('An outage as it is told, and as a client saw it', `${reported?.lastedMs} ms, ${toMs - fromMs} ms`)
    expect(Math.abs(startedAtMs - fromMs), run.log).toBeLessThanOrEqual(intervals)
    expect(Math.abs(endedAtMs - toMs), run.log).toBeLessThanOrEqual(intervals)
  })
})
