import { describe, expect, it } from 'vitest'
import { planVersion } from '../../src/version/plan-version.ts'

const request = {
  label: 'a/b c',
  description: undefined,
  bucketName: undefined,
  createBucket: true,
  reuse: true,
  keep: undefined,
}
const bundle = { fileName: 'app.zip', sizeBytes: 10, fingerprint: 'ab'.repeat(32), checksum: 'own' }
// `printf %s 'my app' | sha256sum`, and of the label.
const KEY = 'beanstalk-websockets/my-app-cccdfa68/a-b-c-0af99a60-abababababab.zip'
const FREE = { kind: 'free', isBucketMissing: false } as const
const plan = (survey: Parameters<typeof planVersion>[1]['survey'], change = {}) =>
  planVersion({ ...request, ...change }, { applicationName: 'my app', survey, bundle })

describe('the plan for the version', () => {
  it('makes a new one under a key that holds its bytes and no odd characters', () => {
    expect(plan(FREE)).toMatchObject({ kind: 'create', key: KEY })
  })

  it('names it as the file that was deployed', () => {
    const war = { ...bundle, fileName: 'ROOT.war', checksum: undefined }
    const facts = { applicationName: 'my app', survey: FREE, bundle: war }
    expect(planVersion(request, facts)).toMatchObject({ key: KEY.replace('zip', 'war') })
  })

  it('makes the bucket that was named where it is missing and may be made', () => {
    const missing = { kind: 'free', isBucketMissing: true } as const
    expect(plan(missing, { bucketName: 'b' })).toMatchObject({ bucketName: 'b', createBucket: true })
    expect(plan(FREE, { bucketName: 'b' })).toMatchObject({ bucketName: 'b', createBucket: false })
    expect(() => plan(missing, { bucketName: 'b', createBucket: false })).toThrow(
      `'s3-bucket-name' named a bucket that does not exist: "b".`,
    )
  })

  const stored = (value: string, sizeBytes = 10) => ({ sizeBytes, checksum: { value, partBytes: undefined } })

  it('reuses a label whose bytes are the same', () => {
    expect(plan({ kind: 'taken', stored: stored('own') })).toMatchObject({ kind: 'reuse', label: 'a/b c' })
  })

  it.each([
    ['other bytes', stored('another'), {}, 'with another bundle'],
    ['more bytes, whatever their checksum', { sizeBytes: 11, checksum: undefined }, {}, 'with another bundle'],
    ['as many bytes without a checksum', { sizeBytes: 10, checksum: undefined }, {}, 'is unknown'],
    ['bytes that could not be read', undefined, {}, 'is unknown'],
    ['the same bytes where reuse is off', stored('own'), { reuse: false }, 'with the same bytes'],
  ])('refuses a label that stands for %s, and says just that', (_, bytes, change, words) => {
    expect(() => plan({ kind: 'taken', stored: bytes }, change)).toThrow(words)
    expect(() => plan({ kind: 'taken', stored: bytes }, change)).toThrow(/'version-label' was "a\/b c"/)
  })
})
