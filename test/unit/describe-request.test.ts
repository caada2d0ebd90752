import { describe, expect, it } from 'vitest'
import { describeFailure, describeRequest } from '../../src/aws/describe-request.ts'
import { UnreadableAnswer } from '../../src/aws/read-answer.ts'

const CANARY = 'canary'

function describeInput(input: object): string {
  const made = { operation: 'ec2:DescribeInstances', input, attempts: ['200'], ms: 34.4, requestId: '8C2A' }
  return describeRequest(made)
}

describe('a request to AWS in the log', () => {
  it('has its parameters, status, time and id', () => {
    const told = describeInput({
      InstanceIds: ['i-1', 'i-2'],
      MaxResults: 5,
      StartTime: new Date(0),
      NextToken: undefined,
    })
    expect(told).toBe(
      'AWS ec2:DescribeInstances (InstanceIds=[i-1, i-2], MaxResults=5, StartTime=1970-01-01T00:00:00.000Z): 200 in 34 ms, request 8C2A',
    )
  })

  it('has what the attempts before came to', () => {
    const made = { operation: 's3:HeadBucket', input: {}, ms: 2000, requestId: undefined }
    expect(describeRequest({ ...made, attempts: ['503 SlowDown', 'no answer (ECONNRESET)', '200'] })).toBe(
      'AWS s3:HeadBucket: 200 in 2000 ms, at attempt 3 (before: 503 SlowDown, no answer (ECONNRESET))',
    )
    expect(describeRequest({ ...made, attempts: [] })).toBe('AWS s3:HeadBucket: not sent in 2000 ms')
  })

  it.each([
    ['OptionSettings', [{ Namespace: 'aws:x', OptionName: 'TOKEN', Value: CANARY }], '[aws:x:TOKEN]'],
    ['OptionSettings', [{ Namespace: 'aws:x' }, { Value: CANARY }], '***'],
    ['KeyMarker', CANARY, '***'],
    ['NamedThing', CANARY, '***'],
    ['Tags', [{ Key: 'team', Value: CANARY }], '***'],
    ['Description', CANARY, '***'],
    ['Metadata', { a: CANARY }, '***'],
    ['Body', CANARY, '***'],
    ['NextToken', CANARY, '***'],
    ['SomethingNew', CANARY, '***'],
  ])('has no value of %s', (name, value, shown) => {
    expect(describeInput({ [name]: value })).toContain(`(${name}=${shown})`)
    expect(describeInput({ [name]: value })).not.toContain(CANARY)
  })

  it('has the first of many values, and no line break of any', () => {
    expect(describeInput({ GroupIds: Array.from({ length: 40 }, (_, index) => `sg-${index}`) })).toContain(
      '[sg-0, sg-1, sg-2, sg-3, sg-4, and 35 more]',
    )
    expect(describeInput({ VersionLabel: 'a\n::error::b' })).toContain('VersionLabel=a␊::error::b')
    expect(describeInput({ VersionLabel: 'x'.repeat(5000) }).length).toBeLessThan(400)
    const forged = { operation: 's3:HeadBucket', input: {}, attempts: ['200'], ms: 1, requestId: 'a\nb' }
    expect(describeRequest(forged)).toMatch(/, request a␊b$/)
  })

  it('says of an attempt what AWS answered or why it did not, and quotes nothing of it', () => {
    const throttled = Object.assign(new Error(CANARY), { name: 'Throttling', $metadata: { httpStatusCode: 400 } })
    const broken = Object.assign(new Error(CANARY), { code: 'ECONNRESET' })
    const failures = [throttled, broken, new UnreadableAnswer(new Error(CANARY)), CANARY].map(describeFailure)
    expect(failures).toEqual([
      '400 Throttling',
      'no answer (ECONNRESET)',
      'an answer that could not be read',
      'no answer',
    ])
  })
})
