import { describe, expect, it } from 'vitest'
import { toActionError } from '../../src/aws/refusals.ts'

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
