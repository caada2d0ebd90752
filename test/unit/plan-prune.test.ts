import type { ApplicationVersionDescription, EnvironmentDescription } from '@aws-sdk/client-elastic-beanstalk'
import { describe, expect, it } from 'vitest'
import { isOwnKey, makeBundleKey } from '../../src/version/bundle-key.ts'
import { choosePrunable } from '../../src/version/plan-prune.ts'

const applicationName = 'chat'
const file = { fileName: 'chat.zip', fingerprint: 'ab'.repeat(32) }

/** Made by this action, `day` by day. */
function own(label: string, day: number): ApplicationVersionDescription {
  const SourceBundle = { S3Bucket: 'b', S3Key: makeBundleKey({ applicationName, label }, file) }
  return { VersionLabel: label, DateCreated: new Date(2026, 0, day), SourceBundle }
}

function running(VersionLabel: string, Status: EnvironmentDescription['Status'] = 'Ready'): EnvironmentDescription {
  return { EnvironmentName: `runs-${VersionLabel}`, VersionLabel, Status }
}

const VERSIONS = [own('v5', 5), own('v2', 2), own('v4', 4), own('v1', 1), own('v3', 3)]
const PLAN = { applicationName, keep: 1, deployedLabel: 'v5', formerLabel: undefined }

function choose(versions: ApplicationVersionDescription[], environments: EnvironmentDescription[], change = {}) {
  return choosePrunable({ ...PLAN, ...change }, { versions, environments })
}

describe('the old versions to delete', () => {
  it('are all but the newest, oldest first', () => {
    const environments = [running('v5')]
    expect(choose(VERSIONS, environments)).toEqual({ kind: 'delete', labels: ['v1', 'v2', 'v3', 'v4'] })
    expect(choose(VERSIONS, environments, { keep: 3 })).toEqual({ kind: 'delete', labels: ['v1', 'v2'] })
    expect(choose(VERSIONS, environments, { keep: 5 })).toEqual({ kind: 'delete', labels: [] })
  })

  it('are not those that an environment has, nor the one that ran before', () => {
    const environments = [running('v5'), running('v2'), running('v1', 'Terminated')]
    expect(choose(VERSIONS, environments, { formerLabel: 'v3' })).toEqual({ kind: 'delete', labels: ['v4'] })
  })

  it('are not those that are newer than the one that was deployed, be it again', () => {
    expect(choose(VERSIONS, [], { deployedLabel: 'v3' })).toEqual({ kind: 'delete', labels: ['v1', 'v2'] })
    expect(choose(VERSIONS, [], { deployedLabel: 'not listed' })).toEqual({ kind: 'delete', labels: [] })
  })

  it.each([
    ['another tool', { S3Bucket: 'b', S3Key: 'chat/v0.zip' }],
    ['another tool, with a key like ours but for the mark', { S3Bucket: 'b', S3Key: 'chat/v0-abababababab.zip' }],
    ['somebody who took the bundle of another version', own('v4', 1).SourceBundle],
    ['another service, without a bundle', undefined],
  ])('are not those of %s, and these do not count', (_, SourceBundle) => {
    const other = { VersionLabel: 'v0', DateCreated: new Date(2025, 0, 1), SourceBundle }
    const labels = SourceBundle?.S3Key?.includes('/v4-') ? ['v1', 'v2', 'v3'] : ['v1', 'v2', 'v3', 'v4']
    expect(choose([other, ...VERSIONS], [])).toEqual({ kind: 'delete', labels })
  })

  it.each(['Launching', 'Updating', 'Aborting'] as const)('are none while an environment is %s', Status => {
    const busy = { kind: 'busy', environmentName: 'runs-v4', status: Status }
    expect(choose(VERSIONS, [running('v5'), running('v4', Status)])).toEqual(busy)
  })
})

describe('the key of a bundle', () => {
  it('is another one for another application or label, whatever characters they have', () => {
    const names = ['a b', 'a-b', 'a/b', 'a  b'].flatMap(one => ['1.0', '1_0', '1:0'].map(label => ({ one, label })))
    const keys = names.map(({ one, label }) => makeBundleKey({ applicationName: one, label }, file))
    expect(new Set(keys).size).toBe(names.length)
    for (const key of keys) expect(key).toMatch(/^[\w./-]+$/)
  })

  it('is known as our own by the name of its version alone', () => {
    const key = makeBundleKey({ applicationName, label: 'v1' }, file)
    expect(isOwnKey({ applicationName, label: 'v1' }, key)).toBe(true)
    expect(isOwnKey({ applicationName, label: 'v' }, key)).toBe(false)
    expect(isOwnKey({ applicationName: 'other', label: 'v1' }, key)).toBe(false)
    expect(isOwnKey({ applicationName, label: 'v1' }, `${key}/x`)).toBe(false)
  })
})
