import { describe, expect, it } from 'vitest'
import { decideRollBack, type RollBackFacts } from '../../src/environment/decide-roll-back.ts'
import type { EnvironmentState } from '../../src/environment/find-environment.ts'
import { CAUSES, WHY_NOT } from '../../src/environment/roll-back-causes.ts'
import { catalogue, type Finding, type FindingKind } from '../../src/handshake/findings.ts'
import type { HandshakeReport } from '../../src/handshake/handshake.ts'

const GOOD_END = 'Environment update completed successfully.'
const PLAN = { kind: 'possible', mode: 'on-failure', toLabel: 'v1', isPathGuessed: false } as const

function event(message: string, severity = 'INFO') {
  return { atMs: 0, severity, message, requestId: 'own' }
}

function stateOf(versionLabel: string | undefined, status = 'Ready'): EnvironmentState {
  const named = { id: 'e-1', name: 'chat-prod', applicationName: 'chat', cname: 'chat.test' }
  return { ...named, status, health: 'Green', versionLabel, updatedAtMs: 0 }
}

function report(outcome: 'accepted' | 'rejected' | 'unknown', found?: Partial<Finding>): HandshakeReport {
  const words = { sure: 'certain', title: '', explanation: '', remedy: '', severity: 'error' } as const
  const finding = found ? { layer: 'application', ...words, kind: 'application-down', ...found } : null
  return { targets: [{ printableUrl: 'ws://chat.test/', outcome, attempts: [], attemptCount: 1, finding } as never] }
}

function told(...instances: [versionLabel: string, status?: string][]) {
  const list = instances.map(([versionLabel, status = 'Deployed']) => {
    return { instanceId: 'i-1', versionLabel, deploymentId: 1, status }
  })
  return { kind: 'told', instances: list } as const
}

const UNTOLD = { kind: 'unknown', reason: 'basic health' } as const
const FACTS = { instances: UNTOLD, sources: [] }
const SUCCEEDED = { kind: 'succeeded', state: stateOf('v2'), events: [event(GOOD_END)], ...FACTS } as const
const ERROR = event('Failed to deploy application.', 'ERROR')
const FAILED = {
  ...({ kind: 'failed', because: 'deployment-failed', reason: 'it failed' } as const),
  ...{ state: stateOf('v1'), events: [ERROR], errors: [], ...FACTS },
}

/** A version v2 in the place of v1, which opened a WebSocket, and is refused now. */
function decide(facts: Partial<RollBackFacts> = {}) {
  return decideRollBack({
    plan: PLAN,
    label: 'v2',
    failOn: 'error',
    before: BEFORE,
    isBegun: true,
    settled: SUCCEEDED,
    replacedLabel: 'v1',
    handshake: report('rejected', {}),
    isHealthy: undefined,
    state: stateOf('v2'),
    ...facts,
  })
}

function whyNot(facts: Partial<RollBackFacts>): string {
  const decision = decide(facts)
  return decision.kind === 'refused' ? decision.because : decision.kind
}

const BEFORE = { handshake: report('accepted'), wasReady: true, isHealthy: true, settings: { toSet: [], toRemove: [] } }
/** By the layer of a finding. */
const LOW = { dns: WHY_NOT.dns, tls: WHY_NOT.tls, tcp: WHY_NOT.network }
const HANDSHAKE_ONLY = { ...PLAN, mode: 'on-failed-handshake' } as const

describe('a roll back', () => {
  it('follows a WebSocket that is refused where one was opened before', () => {
    expect(decide()).toEqual({ kind: 'roll-back', because: 'the WebSocket was refused' })
    expect(decide({ plan: HANDSHAKE_ONLY }).kind).toBe('roll-back')
  })

  it('follows a failed deployment and bad health only where that was asked for', () => {
    const failed = { settled: FAILED, handshake: undefined, state: stateOf('v2') }
    expect(decide(failed)).toEqual({ kind: 'roll-back', because: 'the deployment failed' })
    expect(whyNot({ ...failed, plan: HANDSHAKE_ONLY })).toMatch(
      /is for a WebSocket that is refused, and the deployment failed/,
    )
    const unwell = { handshake: report('accepted'), isHealthy: false }
    expect(decide(unwell)).toEqual({ kind: 'roll-back', because: 'the environment was not healthy' })
    expect(whyNot({ ...unwell, plan: HANDSHAKE_ONLY })).toMatch(/and the environment was not healthy/)
  })

  it('is preceded by a look where the environment names the version before again, unless versions may be mixed', () => {
    const failed = { handshake: undefined, state: stateOf('v1') }
    const decideOn = (facts: Partial<typeof FAILED | { instances: ReturnType<typeof told> }>) =>
      decide({ ...failed, settled: { ...FAILED, ...facts } as RollBackFacts['settled'] }).kind
    expect(decideOn({})).toBe('look')
    expect(decideOn({ instances: told(['v1'], ['v1']) })).toBe('look')
    expect(decideOn({ instances: told(['v1'], ['v2']) })).toBe('roll-back')
    expect(decideOn({ instances: told(['v1', 'Failed']) })).toBe('roll-back')
    const mixed = 'During an aborted deployment, some instances may have deployed the new application version.'
    const events = [ERROR, event(mixed, 'ERROR')]
    expect(decide({ ...failed, settled: { ...FAILED, events } }).kind).toBe('roll-back')
    expect(decide({ ...failed, settled: { ...FAILED, events, because: 'deployment-rolled-back' } }).kind).toBe('look')
  })

  it('is not preceded by a look where the label was the same before', () => {
    const same = { label: 'v1', replacedLabel: 'v1', handshake: undefined, state: stateOf('v1') }
    expect(decide({ ...same, settled: FAILED as RollBackFacts['settled'] }).kind).toBe('roll-back')
  })

  it('is needless where all is well, where a refusal decides nothing, and where nothing was deployed', () => {
    expect(decide({ handshake: report('accepted'), isHealthy: true })).toEqual({ kind: 'needless' })
    expect(decide({ failOn: 'never' })).toEqual({ kind: 'needless' })
    expect(decide({ isBegun: false, settled: undefined, handshake: undefined })).toEqual({ kind: 'needless' })
  })

  it.each<readonly [string, Partial<RollBackFacts>, RegExp]>([
    [
      'of a run that ended before its deployment',
      { settled: undefined, handshake: undefined },
      /had not come to its end/,
    ],
    ['where nobody knows whether a WebSocket opens', { handshake: report('unknown') }, /could not be found out/],
    [
      'of a plan that has nothing to bring back',
      { plan: { kind: 'impossible', mode: 'on-failure', because: 'so' } },
      /^so$/,
    ],
    ['of an environment that is being terminated', { state: stateOf('v2', 'Terminating') }, /is being terminated/],
    [
      'after the deployment of somebody else',
      { state: stateOf('v3') },
      /somebody else has deployed meanwhile: the environment names "v3"/,
    ],
    [
      'after somebody else has brought the version before',
      { state: stateOf('v1') },
      /meanwhile: the environment names "v1"/,
    ],
    [
      'where that was seen as a failure',
      { settled: { ...FAILED, because: 'deployment-superseded' }, handshake: undefined, state: stateOf('v1') },
      /meanwhile: the environment names "v1"/,
    ],
    ['where somebody else had deployed just before', { replacedLabel: 'v0' }, /somebody else had deployed "v0" before/],
    ['where an update went on before', { before: { ...BEFORE, wasReady: false } }, /another update was going on/],
    ['where nobody had looked before', { before: undefined }, /"v1", had not been looked at/],
    [
      'where it was so before',
      { before: { ...BEFORE, handshake: report('rejected', {}) } },
      /it was no better before the deployment: the version before, "v1", had opened no WebSocket either \(application-down\)/,
    ],
    [
      'where something else was wrong before',
      { before: { ...BEFORE, handshake: report('rejected', { kind: 'proxy-refused' }) } },
      /the version before, "v1", had opened no WebSocket either \(proxy-refused\)/,
    ],
    [
      'where nobody knows how it was before',
      { before: { ...BEFORE, handshake: report('unknown') } },
      /could not be found out before/,
    ],
    [
      'without the option settings of before',
      { before: { ...BEFORE, settings: undefined } },
      /settings of before are not known/,
    ],
    [
      'where the health was no better before',
      { handshake: report('accepted'), isHealthy: false, before: { ...BEFORE, isHealthy: false } },
      /no healthier/,
    ],
    ['for a path that nobody gave', { plan: { ...PLAN, isPathGuessed: true } }, /nobody gave the path/],
    ['without a finding', { handshake: report('rejected') }, /not known why/],
    ...(['dns', 'tls', 'tcp'] as const).map(layer => {
      const handshake = report('rejected', { kind: 'some-connections-refused', layer })
      return [`for connections that ${layer} refused`, { handshake }, new RegExp(LOW[layer])] as const
    }),
  ])('does not come %s', (_, facts, because) => {
    expect(whyNot(facts)).toMatch(because)
  })
})

describe('a finding', () => {
  it.each(Object.entries(CAUSES))('%s speaks against %s', (kind, cause) => {
    const { layer } = catalogue[kind as FindingKind]
    const because = whyNot({ handshake: report('rejected', { kind: kind as FindingKind, layer }) })
    expect(because).toBe(cause === 'version' ? 'roll-back' : WHY_NOT[cause])
  })

  it('of the layers below HTTP never speaks against the version', () => {
    const low = Object.entries(catalogue).filter(([, { layer }]) => ['dns', 'tcp', 'tls'].includes(layer))
    expect(low.length).toBeGreaterThan(10)
    expect(low.filter(([kind]) => CAUSES[kind as FindingKind] === 'version')).toEqual([])
  })
})
