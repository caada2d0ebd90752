import { describe, expect, it } from 'vitest'
import { UnreadableAnswer } from '../../src/aws/read-answer.ts'
import { isRefused, isTransient, toActionError } from '../../src/aws/refusals.ts'

const REQUEST = { operation: 'elasticbeanstalk:DescribeEnvironments', region: 'eu-central-1' }

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

it('asks again where the answer could not be read', () => {
  expect(isTransient(toActionError(new UnreadableAnswer('x'), REQUEST))).toBe(true)
  expect(isTransient(toActionError(answer('InvalidParameterValue', { httpStatusCode: 400 }), REQUEST))).toBe(false)
})
