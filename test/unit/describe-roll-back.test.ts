import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import type { FailureKind } from '../../src/environment/deployment-facts.ts'
import type { HandshakeReport } from '../../src/handshake/handshake.ts'
import { renderMarkdown } from '../../src/markdown.ts'
import { type DeployProducts, openProducts } from '../../src/report/deploy-products.ts'
import { renderDeploySummary } from '../../src/report/deploy-summary.ts'
import { judgeDeploy } from '../../src/report/deploy-verdict.ts'
import { describeOutages } from '../../src/report/describe-roll-back.ts'
import { describeRunning } from '../../src/report/describe-running.ts'
import type { RollBackReport } from '../../src/report/roll-back-report.ts'

const FINDING = {
  ...({ kind: 'application-down', layer: 'application', sure: 'likely', severity: 'error' } as const),
  ...{ title: 'The app does not listen', explanation: 'It said 502.', remedy: 'Start it.\n\nProcfile:\n\nweb: run' },
}
const TOLD = { instances: { kind: 'unknown', reason: 'nobody asked' }, sources: [] } as const

function stateOf(versionLabel: string) {
  const named = { id: 'e-1', name: 'chat-prod', applicationName: 'chat', cname: 'x' }
  return { ...named, status: 'Ready', health: 'Green', versionLabel, updatedAtMs: 0 }
}

function report(outcome: 'accepted' | 'rejected'): HandshakeReport {
  const finding = outcome === 'rejected' ? FINDING : null
  return { targets: [{ printableUrl: 'ws://x/', outcome, attempts: [], attemptCount: 1, finding }] }
}

const SETTLED = { ...TOLD, kind: 'succeeded', state: stateOf('v2'), events: [] } as const
const ASKED = { mode: 'on-failure', toLabel: 'v1', before: report('accepted') } as const
const BECAUSE = { because: 'the WebSocket was refused' }

/** After a version v2 that was refused, in the place of v1. */
function judge(rollBack: RollBackReport, more: Partial<DeployProducts> = {}, error?: unknown) {
  const survey = { id: 'e-1', versionLabel: 'v1' } as DeployProducts['survey'] & object
  const seen = { settled: SETTLED, handshake: report('rejected'), state: stateOf('v1'), survey }
  return judgeDeploy({ ...openProducts(), versionLabel: 'v2', ...seen, rollBack, ...more }, error)
}

describe('the verdict after a roll back', () => {
  it('is no success, and says what runs now and what to do, before what is to be pasted', () => {
    const verdict = judge({ ...ASKED, ...BECAUSE, kind: 'done', settled: SETTLED, handshake: report('accepted') })
    expect(verdict).toMatchObject({
      ok: false,
      headline: 'Deployed, but no WebSocket could be opened; rolled back to "v1"',
      problem: {
        code: 'application-down',
        what: 'It said 502.\nRolled back, because the WebSocket was refused: the version "v1" runs again in the place of "v2", and a WebSocket was opened to it.',
        remedy:
          'Start it.\nDeploy what is mended as a new version: until then clients have "v1", and not "v2".\n\nProcfile:\n\nweb: run',
      },
    })
  })

  it('tells that nothing was rolled back, and how to do so by hand where that may help', () => {
    const refused = { ...ASKED, kind: 'refused', because: 'the network is at fault' } as const
    const { headline, problem } = judge(refused, { state: stateOf('v2') })
    expect(headline).toBe('Deployed, but no WebSocket could be opened')
    expect(problem?.what).toContain(
      'Nothing was rolled back, because the network is at fault. The environment was Ready with the version "v2" when it was seen last.',
    )
    const byHand = 'aws elasticbeanstalk update-environment --environment-id e-1 --version-label v1'
    expect(problem?.remedy).toContain(byHand)
    expect(judge(refused).problem?.remedy, 'it is there already').not.toContain(byHand)
    const bad = { ...refused, before: report('rejected') }
    expect(judge(bad, { state: stateOf('v2') }).problem?.remedy, 'it is no better').not.toContain(byHand)
  })

  it('tells a roll back that failed, and one that nobody waited for', () => {
    const failed = { ...ASKED, ...BECAUSE, kind: 'failed', reason: 'It crashed.', isBegun: true } as const
    expect(judge(failed, { state: stateOf('v2') })).toMatchObject({
      headline: expect.stringMatching(/; the roll back failed, too$/),
      problem: {
        what: expect.stringContaining(
          'The roll back to the version "v1" failed: the environment was Ready with the version "v2" when it was seen last. It crashed.',
        ),
      },
    })
    expect(judge({ ...failed, isBegun: false }).problem?.what).toContain('could not begin')
    const left = { ...ASKED, ...BECAUSE, kind: 'interrupted', reason: 'The run was cancelled.' } as const
    const cancelled = new ActionError({ code: 'cancelled', message: 'Cancelled.', hint: 'Look.' })
    const told = (isBegun: boolean | 'unknown') => judge({ ...left, isBegun }, {}, cancelled).problem?.what
    expect(told(true)).toContain('was asked for, and goes on in Beanstalk')
    expect(told('unknown')).toContain('was asked for, and Beanstalk had not answered')
    expect(told(false)).toContain('had not been asked for')
  })

  it('gives no command to go back where somebody else has deployed, or the environment goes', () => {
    const failure = { ...SETTLED, kind: 'failed', reason: 'so', errors: [] } as const
    const failed = { ...ASKED, ...BECAUSE, kind: 'failed', reason: 'So.', isBegun: false } as const
    const remedyAfter = (because: FailureKind) =>
      judge({ ...failed, settled: { ...failure, because } }, { state: stateOf('v3') }).problem?.remedy
    expect(remedyAfter('deployment-failed')).toContain('by hand')
    expect(remedyAfter('deployment-superseded')).not.toContain('by hand')
    expect(remedyAfter('environment-terminating')).not.toContain('by hand')
  })

  it('tells a roll back that nobody has tried as one that is over, with no command to do it again', () => {
    const over = { ...ASKED, ...BECAUSE, kind: 'interrupted', reason: 'So.', isBegun: true, isOver: true } as const
    const { headline, problem } = judge(over)
    expect(headline).toMatch(/; the roll back was not proved$/)
    expect(problem?.what).toContain(
      'The roll back to the version "v1" was carried out, and whether a client can open a WebSocket to it was not found out: the environment was Ready with the version "v1"',
    )
    expect(problem?.remedy).not.toContain('by hand')
    expect(judge({ ...over, isOver: false }).problem?.remedy).toContain('by hand')
  })

  it('tells no outage where nothing was deployed and none was seen', () => {
    const outage = { outages: [], outageCount: 0, totalMs: 0, attemptCount: 1, longestGapMs: 0 }
    const needless = { ...ASKED, kind: 'needless' } as const
    expect(describeOutages({ outage, rollBack: needless })).toEqual([])
    expect(describeOutages({ outage, rollBack: needless, acceptedPart: 'all' })).toHaveLength(1)
  })

  it('tells after a roll back that failed what its instances were told last', () => {
    const look = [{ instanceId: 'i-1', versionLabel: 'v1', deploymentId: 3, status: 'Failed' }]
    const failure = {
      ...SETTLED,
      kind: 'failed',
      reason: 'so',
      errors: [],
      instances: { kind: 'told', instances: look },
    }
    const failed = (because: string) => {
      const settled = { ...failure, because } as never
      return { ...ASKED, ...BECAUSE, kind: 'failed', reason: 'It crashed.', isBegun: true, settled } as const
    }
    const running = (because: string) =>
      describeRunning({ ...openProducts(), state: stateOf('v2'), rollBack: failed(because) }).slice(1)
    expect(running('deployment-failed')).toEqual(['Its instances were told to run: i-1 "v1" (Failed).'])
    expect(running('deployment-superseded'), 'asked before that').toEqual([])
  })

  it('tells that the version before is there again, and how sure that is', () => {
    const back = { ...ASKED, ...BECAUSE, kind: 'back-already', handshake: report('accepted') } as const
    expect(judge({ ...back, isSure: true }).problem?.what).toMatch(
      /has the version "v1" again, and a WebSocket was opened to it\.$/,
    )
    expect(judge({ ...back, isSure: false }).problem?.what).toMatch(/What each of its instances runs is not known\.$/)
  })

  it('tells the health of the new version, and not that of the one which came back', () => {
    const health = { accepted: false, minimum: 'Yellow', seen: 'Red' }
    const done = {
      ...ASKED,
      because: 'it was not healthy',
      kind: 'done',
      settled: SETTLED,
      handshake: report('accepted'),
    } as const
    expect(judge(done, { handshake: report('accepted'), health }).problem?.what).toContain(
      'was "Red", less than "Yellow"',
    )
  })

  it('tells nothing of instances that were asked before the roll back', () => {
    const instances = [
      {
        instanceId: 'i-1',
        health: 'Green',
        causes: [],
        load: undefined,
        deployment: { versionLabel: 'v2', status: 'Deployed' },
      },
    ]
    const healthCauses = {
      environment: { kind: 'unknown', reason: 'x' },
      instances: { kind: 'known', list: instances },
    } as const
    const products = { ...openProducts(), state: stateOf('v1'), healthCauses }
    expect(describeRunning(products)).toHaveLength(2)
    const rollBack = { ...ASKED, ...BECAUSE, kind: 'done', settled: SETTLED, handshake: report('accepted') } as const
    expect(describeRunning({ ...products, rollBack })).toHaveLength(1)
    const headings = (more: Partial<DeployProducts>) => {
      const summary = renderDeploySummary({ ...products, ...more }, { ok: false, headline: 'x' }, [])
      return renderMarkdown(summary, 10_000).match(/\*\*Health.*?\*\*/g)
    }
    expect(headings({ rollBack }), 'the one above is newer').toEqual(['**Health before the roll back:**'])
    expect(headings({})).toEqual(['**Health:**'])
    expect(describeRunning({ ...products, rollBack: { ...ASKED, kind: 'refused', because: 'so' } })).toHaveLength(2)
  })
})
