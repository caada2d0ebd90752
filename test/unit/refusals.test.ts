import { describe, expect, it } from 'vitest'
import { type CredentialAge, watchCredentials } from '../../src/aws/credential-age.ts'
import { UnreadableAnswer } from '../../src/aws/read-answer.ts'
import { isRefused, isTransient, toActionError } from '../../src/aws/refusals.ts'
import { systemClock } from '../../src/clock.ts'

const REQUEST = { operation: 'elasticbeanstalk:DescribeEnvironments', region: 'eu-central-1' }

describe('credentials that have expired', () => {
  const expired = Object.assign(new Error('It is over.'), { name: 'ExpiredToken' })
  const tell = (age?: CredentialAge) =>
    (toActionError(expired, { ...REQUEST, ...(age ? { age } : {}) }) as Error).message

  it('are told with their age, as far as it is known', () => {
    const expiresAt = new Date('2026-11-26T12:00:00Z')
    expect(tell()).toMatch(/wrong \("It is over\."\)\.$/)
    expect(tell({ acceptedForMs: undefined, expiresAt: undefined })).toBe(tell())
    expect(tell({ acceptedForMs: 61_400, expiresAt: undefined })).toMatch(/ They had been accepted for 1 min 1 s\.$/)
    expect(tell({ acceptedForMs: 3_660_000, expiresAt })).toMatch(
      / They had been accepted for 1 h 1 min, and were good until 2026-11-26 12:00:00 UTC\.$/,
    )
  })

  it('are timed from the first request that AWS accepted with them', async () => {
    let nowMs = 1000
    const watchOf = watchCredentials({ ...systemClock, monotonicMs: () => nowMs })
    const watch = watchOf(() => Promise.reject(new Error('no provider')))
    const read = () => watchOf(async () => ({})).read()
    expect(await read()).toEqual({ acceptedForMs: undefined, expiresAt: undefined })
    watch.accept()
    nowMs = 5000
    watch.accept()
    nowMs = 9000
    expect(await watch.read()).toEqual(await read())
    expect(await read()).toEqual({ acceptedForMs: 8000, expiresAt: undefined })
  })
})

describe('an error of the connection to AWS', () => {
  it.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'ECONNABORTED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EAI_FAIL',
    'ETIMEDOUT',
    'EPIPE',
    'ENETUNREACH',
    'ENETDOWN',
    'EHOSTUNREACH',
    'EHOSTDOWN',
    'EADDRNOTAVAIL',
  ])('is no bug of ours: %s', code => {
    expect(toActionError(Object.assign(new Error('x'), { code }), REQUEST)).toMatchObject({ code: 'aws-unreachable' })
  })

  it.each(['ENOENT', 'EACCES', 'ERR_ASSERTION'])('is not what the runner itself lacks: %s', code => {
    const error = Object.assign(new Error('x'), { code })
    expect(toActionError(error, REQUEST)).toBe(error)
  })
})

function answer(name: string, $metadata: object): Error {
  return Object.assign(new Error('x'), { name, $metadata })
}

describe('what AWS refused', () => {
  it.each([
    ['it was the first attempt', true, answer('InvalidParameterValue', { httpStatusCode: 400, attempts: 1 })],
    ['it was denied', true, answer('AccessDenied', { httpStatusCode: 403, attempts: 3 })],
    ['an earlier attempt got no answer', false, answer('InvalidParameterValue', { httpStatusCode: 400, attempts: 2 })],
    ['it was 5xx', false, answer('ServiceUnavailable', { httpStatusCode: 503, attempts: 1 })],
    ['the connection broke', false, Object.assign(answer('Error', { httpStatusCode: 400 }), { code: 'ECONNRESET' })],
    [
      'the answer could not be read',
      false,
      Object.assign(new UnreadableAnswer('x'), { $metadata: { httpStatusCode: 400 } }),
    ],
  ])('was not carried out for certain, or may have been: %s', (_when, expected, error) => {
    expect(isRefused(toActionError(error, REQUEST))).toBe(expected)
  })
})

it('takes no name that AWS answers for a quota that it does not know', () => {
  const error = toActionError(answer('constructor', { httpStatusCode: 400 }), REQUEST)
  expect(error).toMatchObject({ code: 'aws-refused' })
})

it('asks again where the answer could not be read', () => {
  expect(isTransient(toActionError(new UnreadableAnswer('x'), REQUEST))).toBe(true)
  expect(isTransient(toActionError(answer('InvalidParameterValue', { httpStatusCode: 400 }), REQUEST))).toBe(false)
})
