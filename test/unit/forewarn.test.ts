import { describe, expect, it } from 'vitest'
import { findOddInstances } from '../../src/environment/compare-instances.ts'
import type { PlatformState } from '../../src/environment/find-outlook.ts'
import type { TargetReport } from '../../src/handshake/handshake.ts'
import { forewarn, type Seen } from '../../src/report/forewarn.ts'

const target: TargetReport = {
  ...{ printableUrl: 'wss://chat.example.com/', outcome: 'accepted', attempts: [], attemptCount: 1, finding: null },
}

function tell(seen: Partial<Seen>) {
  return forewarn({ target, nowMs: Date.parse('2026-11-26T12:00:00Z'), ...seen })
}

it('nothing is told where nothing is known', () => {
  expect(tell({})).toEqual([])
})

describe('the platform', () => {
  const branch = 'Ruby 2.7 running on 64bit Amazon Linux 2'
  const tellOf = (state: Partial<PlatformState>) =>
    tell({
      outlook: { platform: { branch, version: '3.7.2', branchState: 'supported', isRecommended: false, ...state } },
    })

  it('is a warning when AWS has retired it, or will', () => {
    expect(tellOf({ branchState: 'retired' })).toMatchObject([
      { kind: 'platform-retired', severity: 'warning', what: expect.stringContaining(`AWS has retired "${branch}"`) },
    ])
    expect(tellOf({ branchState: 'deprecated', isRecommended: true })).toMatchObject([
      { kind: 'platform-deprecated', severity: 'warning' },
    ])
  })

  it('is worth a note where there is a newer version of it', () => {
    expect(tellOf({})).toMatchObject([
      { kind: 'platform-superseded', severity: 'note', what: expect.stringContaining('Version "3.7.2"') },
    ])
  })

  it('is nothing to tell where it is the recommended one, in beta, or in a state that nobody knows', () => {
    expect(tellOf({ isRecommended: true })).toEqual([])
    expect(tellOf({ branchState: 'beta' })).toEqual([])
    expect(tellOf({ branchState: 'unknown' })).toEqual([])
  })
})

describe('instances', () => {
  const instance = (instanceId: string, versionLabel?: string, status = 'Deployed') => ({
    ...{ instanceId, versionLabel, deploymentId: 3, status },
  })
  const tellOf = (instances: ReturnType<typeof instance>[], label: string | undefined = 'v2') => {
    const oddInstances = findOddInstances(instances, label)
    return tell({ outlook: oddInstances ? { oddInstances } : {} })
  }

  it('on another version than that of the environment are a warning', () => {
    expect(tellOf([instance('i-1', 'v2'), instance('i-2', 'v1')])).toMatchObject([
      {
        ...{ kind: 'instances-on-mixed-versions', severity: 'warning', title: 'The instances run different versions' },
        what: '1 of 2 instances did not run the version of the environment: i-2 runs version "v1" (deployment 3), and the environment\'s version is "v2".',
      },
    ])
    expect(tellOf([instance('i-1', 'v1')])).toMatchObject([{ title: 'The instances run another version' }])
    expect(tellOf([instance('i-1', 'v2', 'Failed')])).toHaveLength(1)
  })

  it('that differ from the most are odd where the environment has no version', () => {
    const mixed = [instance('i-1', 'v1'), instance('i-2', 'v2'), instance('i-3', 'v2')]
    expect(findOddInstances(mixed, undefined)).toMatchObject({ count: 1, description: expect.stringMatching(/^i-1/) })
    expect(findOddInstances(mixed.slice(1), undefined)).toBeUndefined()
    expect(findOddInstances([], undefined)).toBeUndefined()
  })

  it('that have told nothing, or are being deployed to, are not odd', () => {
    expect(tellOf([instance('i-1', 'v2'), instance('i-2'), instance('i-3', 'v1', 'In Progress')])).toEqual([])
  })
})

describe('a timeout', () => {
  const cutAfter = (afterSeconds: number, everySeconds?: number, setting?: string): TargetReport => ({
    ...target,
    cut: {
      ...{ afterSeconds, by: ['proxy', 'load-balancer'] },
      ...(everySeconds === undefined
        ? {}
        : { heartbeat: { protocol: 'socket.io', everySeconds, ...(setting ? { setting } : {}) } }),
    },
  })

  it('shorter than the time between two pings of the app is a warning', () => {
    expect(tell({ target: cutAfter(20, 25, 'pingInterval') })).toMatchObject([
      {
        ...{ kind: 'cut-between-pings', severity: 'warning' },
        what: 'A connection on which nobody speaks is cut after 20 s by the proxy and the load balancer, and socket.io breaks the silence only every 25 s.',
        remedy:
          "Raise the timeout of the proxy and the load balancer to more than 25 s, or lower pingInterval of the app's server.",
      },
    ])
    expect(tell({ target: cutAfter(25, 25) })[0]?.remedy).toContain('let the app ask more often')
  })

  it('is none where the app is quicker, or is not known to ping', () => {
    expect(tell({ target: cutAfter(60, 25) })).toEqual([])
    expect(tell({ target: cutAfter(60) })).toEqual([])
  })
})

describe('the latency', () => {
  const usual = { medianMs: 80, mostMs: 180, count: 50 }

  it('beyond what is usual is worth a note', () => {
    expect(tell({ ms: 181, usual })).toMatchObject([
      { kind: 'slower-than-usual', severity: 'note', what: expect.stringContaining('took 181 ms; usual are 80 ms') },
    ])
  })

  it('is nothing to tell within it, where nobody knows what is usual, and where it was refused', () => {
    expect(tell({ ms: 180, usual })).toEqual([])
    expect(tell({ ms: 9000 })).toEqual([])
    expect(tell({ usual })).toEqual([])
    expect(tell({ ms: 9000, usual, target: { ...target, outcome: 'rejected' } })).toEqual([])
  })
})
