import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { writeLogCommands } from '../../src/handshake/findings/commands.ts'
import type { LedgerEntry } from '../../src/ledger.ts'
import type { DeployProducts } from '../../src/report/deploy-products.ts'
import { openProducts } from '../../src/report/deploy-products.ts'
import { judgeDeploy } from '../../src/report/deploy-verdict.ts'

const state = { id: 'e-1', name: 'chat-prod', applicationName: 'chat', status: 'Ready', health: 'Green', cname: 'x' }
const asked = { instances: { kind: 'unknown', reason: 'nobody asked' }, sources: [] } as const
const seen = { ...state, versionLabel: 'v2', updatedAtMs: 0 }
const settled = { ...asked, kind: 'succeeded', state: seen, events: [] } as const
const finding = {
  kind: 'application-down',
  layer: 'application',
  sure: 'likely',
  severity: 'error',
  title: 'The app does not listen',
  explanation: 'It said 502.',
  remedy: 'Start it.',
} as const
const denied = new ActionError({ code: 'permission-denied', message: 'Denied.', hint: 'Allow it.' })

function products(outcome: 'accepted' | 'rejected' | 'unknown', more: Partial<DeployProducts> = {}): DeployProducts {
  const target = { url: 'ws://x/', printableUrl: 'ws://x/', outcome, attempts: [], attemptCount: 1 }
  const report = { targets: [{ ...target, finding: outcome === 'rejected' ? finding : null }] }
  return { ...openProducts(), settled, handshake: report, health: { accepted: true, minimum: 'Yellow' }, ...more }
}

describe('what to do about an app whose logs have to be read', () => {
  const place = { environmentName: 'chat-prod', region: 'eu-central-1' }
  const paste = writeLogCommands(place).join('\n')
  const wordy = { ...finding, remedy: `Read in its log why.\n\n${paste}` }
  const remedyOf = (logs: DeployProducts['logs']) => {
    const rejected = products('rejected', { ...place, ...(logs ? { logs } : {}) })
    const targets = rejected.handshake?.targets.map(target => ({ ...target, finding: wordy })) ?? []
    return judgeDeploy({ ...rejected, handshake: { targets } }, undefined).problem?.remedy
  }

  it('is the commands that print them, where they could not be fetched', () => {
    expect(remedyOf(undefined)).toContain(paste)
    expect(remedyOf([{ instanceId: 'i-1', files: [] }])).toContain(paste)
  })

  it('is where their last lines stand, where they were', () => {
    const remedy = remedyOf([{ instanceId: 'i-1', files: [{ path: '/var/log/web.stdout.log', lines: ['boom'] }] }])
    expect(remedy).toBe('Read in its log why.\nTheir last lines are in the log and the summary of this run.')
  })
})

describe('the verdict on a run', () => {
  it('is good when the deployment settled, the WebSocket was opened and the health will do', () => {
    expect(judgeDeploy(products('accepted'), undefined).ok).toBe(true)
  })

  it('is bad when anything was thrown, however far the run came', () => {
    expect(judgeDeploy(products('accepted'), denied)).toMatchObject({
      ok: false,
      problem: { code: 'permission-denied' },
    })
    expect(judgeDeploy(openProducts(), new TypeError('x'))).toMatchObject({ ok: false, problem: { code: 'bug' } })
  })

  it('tells what went wrong first: an error while the logs are fetched does not hide the finding', () => {
    expect(judgeDeploy(products('rejected'), denied).problem).toMatchObject({
      code: 'application-down',
      what: 'It said 502.',
    })
  })

  it('is bad when nobody can say whether the WebSocket opens', () => {
    expect(judgeDeploy(products('unknown'), undefined)).toMatchObject({
      ok: false,
      problem: { code: 'handshake-unknown' },
    })
  })

  it('is bad when another update has begun since, whatever the WebSocket of that one says', () => {
    const replaced = products('accepted', { state: { ...seen, status: 'Updating' }, versionLabel: 'v2' })
    const { problem } = judgeDeploy(replaced, undefined)
    expect(problem).toMatchObject({ code: 'deployment-superseded' })
    expect(problem?.what).toContain('another update of the environment has begun since: it is Updating.')
    expect(judgeDeploy({ ...replaced, state: seen }, undefined).ok).toBe(true)
  })

  it('is about the environment that is gone, and not about the WebSocket that it does not open', () => {
    const gone = products('rejected', { state: { ...seen, status: 'Terminated' }, versionLabel: 'v2' })
    expect(judgeDeploy(gone, undefined).problem).toMatchObject({ code: 'environment-terminating' })
    const rollBack = {
      mode: 'on-failure',
      toLabel: 'v1',
      kind: 'refused',
      because: 'the environment is being terminated',
    }
    expect(judgeDeploy({ ...gone, rollBack } as DeployProducts, undefined).problem).toMatchObject({
      code: 'environment-terminating',
    })
  })

  it('is bad when the environment stays unhealthy', () => {
    const unhealthy = products('accepted', { health: { accepted: false, minimum: 'Green' } })
    expect(judgeDeploy(unhealthy, undefined)).toMatchObject({ ok: false, problem: { code: 'environment-unhealthy' } })
  })

  it('tolerates a refused WebSocket where nobody wants to fail for it, and nothing else', () => {
    const refused = (more: Partial<DeployProducts>) => products('rejected', { failOn: 'never', ...more })
    expect(judgeDeploy(refused({}), undefined)).toMatchObject({ isTolerated: true, problem: { code: finding.kind } })
    const ill = judgeDeploy(refused({ health: { accepted: false, minimum: 'Green' } }), undefined)
    expect(ill).toMatchObject({ ok: false, problem: { code: 'environment-unhealthy' } })
    expect(ill.headline).toBe('Deployed, but the environment is not healthy')
    expect(judgeDeploy(refused({}), denied)).toMatchObject({ ok: false, problem: { code: 'permission-denied' } })
    for (const verdict of [ill, judgeDeploy(refused({}), denied)]) expect(verdict.isTolerated).toBeUndefined()
  })

  it('does not say that nothing was deployed where the request was not answered', () => {
    const headline = (outcome: LedgerEntry['outcome']) =>
      judgeDeploy(openProducts(), denied, [{ change: 'deploy', isDeployment: true, outcome }]).headline
    expect(headline('asked')).toBe('It is not known whether the version is deployed')
    expect(headline('failed')).toBe('Nothing was deployed')
  })

  it('names the path that answered instead', () => {
    const { problem } = judgeDeploy(products('rejected', { answeringPath: '/ws' }), undefined)
    expect(problem?.remedy).toMatch(
      /^Write "websocket-path: \/ws", if that path is the app's: it did accept a WebSocket\./,
    )
  })

  it('gives the commands that print the logs of a failed deployment where there are none to look at', () => {
    const failed = {
      ...settled,
      kind: 'failed',
      because: 'deployment-failed',
      reason: 'it failed',
      errors: [],
    } as const
    const remedyOf = (more: Partial<DeployProducts>) =>
      judgeDeploy({ ...openProducts(), ...named, settled: failed, ...more }, undefined).problem?.remedy
    const logs = [{ instanceId: 'i-1', files: [{ path: '/var/log/eb-engine.log', lines: ['x'] }] }]
    expect(remedyOf({ logs })).toBe(
      'Mend what the last lines of the logs name (they are in the log and the summary of this run), and run the job again.',
    )
    for (const unread of [{}, { logs: [] }, { logs: [{ instanceId: 'i-1', files: [] }] }]) {
      expect(remedyOf(unread)).toMatch(
        /^Mend what the logs of the instances name, and run the job again\.\nTo print their ends: aws .+ --info-type tail --environment-name chat-prod --region eu-central-1 && sleep 30 && aws .+ \| xargs -n 1 curl -s$/,
      )
    }
  })

  it('tells a remedy of two refusals once, and each refusal in one line', () => {
    const refusal = { kind: 'refused-by-proxy', message: 'a\nb is refused.', remedy: 'Mend it.' } as const
    const refusals = [refusal, { ...refusal, message: 'c is refused.' }]
    const { problem } = judgeDeploy({ ...openProducts(), refusals }, undefined)
    expect(problem).toMatchObject({ what: 'a␊b is refused.\nc is refused.', remedy: 'Mend it.' })
  })
})

const named = { region: 'eu-central-1', environmentName: 'chat-prod', versionLabel: 'v2' }

describe('an update of which Beanstalk takes settings and version one by one', () => {
  const half = (more: Partial<DeployProducts>) => ({
    ...openProducts(),
    environmentName: 'chat-prod',
    versionLabel: 'v2',
    acceptedPart: 'settings' as const,
    ...more,
  })

  it('says that the settings failed, and that the version was never sent', () => {
    const failed = {
      ...settled,
      kind: 'failed',
      because: 'deployment-failed',
      reason: 'the update failed',
      errors: ['Bad value.'],
    } as const
    const verdict = judgeDeploy(half({ settled: failed }), undefined)
    expect(verdict.headline).toBe('The option settings could not be set')
    expect(verdict.problem).toMatchObject({
      code: 'deployment-failed',
      what: 'The option settings could not be set in "chat-prod": the update failed. Beanstalk said: "Bad value." The version "v2" was not sent.',
      remedy: expect.stringContaining('"option-settings"'),
    })
    const whole = judgeDeploy(half({ settled: failed, acceptedPart: 'version' }), undefined)
    expect(whole.headline).toBe('The deployment failed')
    expect(whole.problem?.what).toContain('The version "v2" could not be deployed')
  })

  it('says that the settings stay where the version was refused after them', () => {
    const seen = { state: { ...state, versionLabel: 'v1', updatedAtMs: 0 } }
    const verdict = judgeDeploy(half(seen), denied)
    expect(verdict.headline).toBe('The option settings were sent, and nothing was deployed')
    expect(verdict.problem?.what).toMatch(
      /^Denied\..*\nThe environment .* when it was seen last\.\nThe option settings had been sent before the version, and stay set\.$/,
    )
    expect(verdict.problem?.remedy).toBe('Allow it.')
    expect(judgeDeploy(half({ acceptedPart: 'all' }), denied).problem?.what).not.toContain('stay set')
  })

  it('says what had been done before the version was refused', () => {
    const changes = [{ change: 'set 1 option setting in the environment "chat-prod"', outcome: 'done' }] as const
    const verdict = judgeDeploy(half({}), denied, changes)
    expect(verdict.headline).toBe('The option settings were sent, and nothing was deployed')
    expect(verdict.problem?.what).toMatch(
      /^Denied\.\nDone before that: set 1 option setting in the environment "chat-prod"\. The list of changes .*\n/,
    )
    expect(judgeDeploy(half({}), denied).problem?.what).not.toContain('Done before that')
  })
})

it('calls a dry run that wrong inputs ended one that would be refused', () => {
  const wrong = new ActionError({ code: 'invalid-inputs', message: 'An input was wrong.', hint: 'Write another.' })
  const verdict = judgeDeploy({ ...openProducts(), dryRun: true }, wrong)
  expect(verdict.headline).toBe('Dry run: this would be refused')
})
