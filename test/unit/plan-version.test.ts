import { describe, expect, it } from 'vitest'
import { planVersion } from '../../src/version/plan-version.ts'

const request = { label: 'a/b c', description: undefined, bucketName: undefined, createBucket: true, reuse: true }
const bundle = { fileName: 'app.zip', sizeBytes: 10, fingerprint: 'ab'.repeat(32), sha256: 'ef'.repeat(32) }
const FREE = { kind: 'free', isBucketMissing: false } as const
const plan = (survey: Parameters<typeof planVersion>[1]['survey'], change = {}) =>
  planVersion({ ...request, ...change }, { applicationName: 'my app', survey, bundle })

describe('the plan for the version', () => {
  it('makes a new one under a key that holds its bytes and no odd characters', () => {
    expect(plan(FREE)).toMatchObject({ kind: 'create', key: 'my-app/a-b-c-abababababab.zip' })
  })

  it('names it as the file that was deployed', () => {
    const war = { ...bundle, fileName: 'ROOT.war', sha256: undefined }
    const facts = { applicationName: 'my app', survey: FREE, bundle: war }
    expect(planVersion(request, facts)).toMatchObject({ key: 'my-app/a-b-c-abababababab.war' })
  })

  it('makes the bucket that was named where it is missing and may be made', () => {
    const missing = { kind: 'free', isBucketMissing: true } as const
    expect(plan(missing, { bucketName: 'b' })).toMatchObject({ bucketName: 'b', createBucket: true })
    expect(plan(FREE, { bucketName: 'b' })).toMatchObject({ bucketName: 'b', createBucket: false })
    expect(() => plan(missing, { bucketName: 'b', createBucket: false })).toThrow(
      `'s3-bucket-name' named a bucket that does not exist: "b".`,
    )
  })

  it('reuses a label whose bytes are the same', () => {
    expect(plan({ kind: 'taken', sha256: bundle.sha256 })).toMatchObject({ kind: 'reuse', label: 'a/b c' })
  })

  it.each([
    ['other bytes', 'cd'.repeat(32), {}],
    ['bytes that are not known', undefined, {}],
    ['the same bytes where reuse is off', bundle.sha256, { reuse: false }],
  ])('refuses a label that stands for %s', (_, sha256, change) => {
    expect(() => plan({ kind: 'taken', sha256 }, change)).toThrow(/'version-label' was "a\/b c"/)
  })
})
