import { describe, expect, it } from 'vitest'
import { namePreview, type PreviewTags, type Tag, writePreviewTags } from '../../src/environment/name-preview.ts'
import { listPullRequests, type PullRequestState, planSweep } from '../../src/environment/plan-sweep.ts'
import type { PreviewVersion } from '../../src/version/find-preview-versions.ts'

const NOW = Date.UTC(2026, 10, 26)
const HERE = 'octo-org/chat'
const NAME = 'chat-pr-12-3fa9c1e'
const PLACE = { repository: HERE, applicationName: 'chat', baseEnvironmentName: 'chat-staging' }

function tagsOf(tags: Partial<PreviewTags> = {}): PreviewTags {
  return { repository: HERE, pullRequest: 12, expiresMs: NOW + 1, ...tags }
}

function version(label: string, tags: readonly Tag[] = writePreviewTags(tagsOf()), createdMs = 0): PreviewVersion {
  const bundle = { bucket: 'b', key: label, isShared: false }
  return { applicationName: 'chat', label, previewName: NAME, tags, createdMs, bundle }
}

function plan(found: Partial<Parameters<typeof planSweep>[0]>, states: Readonly<Record<number, PullRequestState>>) {
  const pullRequests = new Map(Object.entries(states).map(([number, state]) => [Number(number), state]))
  const decisions = planSweep({ previews: [], versions: [], ...found }, { ...PLACE, nowMs: NOW, pullRequests })
  return decisions.map(({ thing, environmentName, versions, kind, because }) => {
    return { thing, environmentName, labels: versions.map(({ label }) => label), decision: `${kind}: ${because}` }
  })
}

const CASES: readonly [PullRequestState | undefined, string, string][] = [
  ['open', 'keep: in-use', 'remove: expired'],
  ['closed', 'remove: pull-request-closed', 'remove: pull-request-closed'],
  ['missing', 'remove: pull-request-missing', 'remove: pull-request-missing'],
  ['unknown', 'keep: pull-request-unknown', 'remove: expired'],
  [undefined, 'keep: pull-request-unknown', 'remove: expired'],
]

describe('a sweep', () => {
  it.each(CASES)('decides by the pull request, which is %s, and by age', (state, young, old) => {
    const decide = (expiresMs: number) => {
      const previews = [{ environmentName: NAME, tags: tagsOf({ expiresMs }) }]
      return plan({ previews }, state ? { 12: state } : {})[0]?.decision
    }
    expect(decide(NOW + 1)).toBe(young)
    expect(decide(NOW)).toBe(old)
    expect(decide(NOW - 1)).toBe(old)
  })

  it.each(CASES)('decides so about versions without an environment, too: %s', (state, young, old) => {
    const decide = (expiresMs: number) => {
      const versions = [version('v1', writePreviewTags(tagsOf({ expiresMs })))]
      return plan({ versions }, state ? { 12: state } : {})
    }
    const left = { thing: 'versions', environmentName: NAME, labels: ['v1'] }
    expect(decide(NOW + 1)).toEqual([{ ...left, decision: young }])
    expect(decide(NOW)).toEqual([{ ...left, decision: old }])
  })

  it('removes what has not the label that a preview of this base takes, and goes by age with those of other bases', () => {
    const decide = (baseEnvironmentName: string, expiresMs: number) => {
      const environmentName = namePreview({ ...PLACE, baseEnvironmentName, pullRequest: 12 })
      const versions = [{ ...version('v1'), previewName: environmentName }]
      const previews = [{ environmentName, tags: tagsOf({ expiresMs }) }]
      return [...plan({ previews }, { 12: 'without-label' }), ...plan({ versions }, { 12: 'without-label' })].map(
        ({ decision }) => decision,
      )
    }
    expect(decide('chat-staging', NOW + 1)).toEqual(['remove: label-removed', 'remove: label-removed'])
    expect(decide('chat-web', NOW + 1)).toEqual(['keep: in-use', 'keep: in-use'])
    expect(decide('chat-web', NOW - 1)[0]).toBe('remove: expired')
  })

  it.each(['closed', 'missing', 'open'] as const)("leaves what is another repository's: %s", state => {
    const tags = tagsOf({ expiresMs: NOW - 1, repository: 'octo-org/chat-2' })
    const found = { previews: [{ environmentName: NAME, tags }] }
    expect(plan(found, { 12: state })[0]?.decision).toBe('keep: of-another-repository')
    expect(plan({ versions: [version('v1', writePreviewTags(tags))] }, { 12: state })[0]?.decision).toBe(
      'keep: of-another-repository',
    )
  })

  it('decides about each preview, in their order', () => {
    const previews = [1, 2, 3].map(pullRequest => {
      return { environmentName: `chat-pr-${pullRequest}`, tags: tagsOf({ pullRequest }) }
    })
    const decisions = plan({ previews }, { 1: 'open', 2: 'closed' }).map(({ decision }) => decision)
    expect(decisions).toEqual(['keep: in-use', 'remove: pull-request-closed', 'keep: pull-request-unknown'])
  })

  it.each([
    ['of a version, where that is later', NOW - 1, NOW + 1, 'keep: in-use'],
    ['of the environment, where that is later', NOW + 1, NOW - 1, 'keep: in-use'],
    ['of both, where they are over', NOW - 2, NOW - 1, 'remove: expired'],
  ])('goes by the expiry %s', (_, ofEnvironment, ofVersion, decision) => {
    const previews = [{ environmentName: NAME, tags: tagsOf({ expiresMs: ofEnvironment }) }]
    const versions = [
      version('v1', writePreviewTags(tagsOf({ expiresMs: NOW - 9 }))),
      version('v2', writePreviewTags(tagsOf({ expiresMs: ofVersion }))),
    ]
    expect(plan({ previews, versions }, { 12: 'open' })).toMatchObject([{ thing: 'environment', decision }])
  })

  it('has the versions of a preview with it, oldest first', () => {
    const previews = [{ environmentName: NAME, tags: tagsOf() }]
    const versions = [version('v2', undefined, 2), version('v1', undefined, 1)]
    expect(plan({ previews, versions }, { 12: 'closed' })).toMatchObject([{ labels: ['v1', 'v2'] }])
  })

  it.each([
    ['no tags', []],
    ['tags of another tool', [{ Key: 'team', Value: 'chat' }]],
    ['tags of another pull request', writePreviewTags(tagsOf({ pullRequest: 13, expiresMs: NOW + 9 }))],
    ['tags of another repository', writePreviewTags(tagsOf({ repository: 'octo-org/other', expiresMs: NOW + 9 }))],
  ])("neither deletes nor goes by a version of a preview's name with %s", (_, tags) => {
    const previews = [{ environmentName: NAME, tags: tagsOf({ expiresMs: NOW }) }]
    const found = { previews, versions: [version('v1', tags)] }
    expect(plan(found, { 12: 'open' })).toEqual([
      { thing: 'environment', environmentName: NAME, labels: [], decision: 'remove: expired' },
    ])
  })

  it('tells each left-over preview once', () => {
    const other = { ...version('w1', writePreviewTags(tagsOf({ pullRequest: 13 }))), previewName: 'chat-pr-13-3fa9c1e' }
    expect(
      plan({ versions: [version('v1'), other, version('v2'), version('v3', [])] }, { 12: 'closed', 13: 'open' }),
    ).toEqual([
      { thing: 'versions', environmentName: NAME, labels: ['v1', 'v2'], decision: 'remove: pull-request-closed' },
      { thing: 'versions', environmentName: 'chat-pr-13-3fa9c1e', labels: ['w1'], decision: 'keep: in-use' },
    ])
  })

  it('asks about the pull requests of this repository alone, each once', () => {
    const previews = [
      { environmentName: 'b', tags: tagsOf({ pullRequest: 14 }) },
      { environmentName: 'c', tags: tagsOf({ pullRequest: 9, repository: 'octo-org/other' }) },
    ]
    expect(listPullRequests({ previews, versions: [version('v1'), version('v2')] }, HERE)).toEqual([12, 14])
  })
})
