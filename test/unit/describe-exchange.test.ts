import { expect, it } from 'vitest'
import { describeExchange } from '../../src/describe-exchange.ts'

const SIGNED = 'https://key:word@bucket.s3.eu-central-1.amazonaws.com/logs/tail.txt?X-Amz-Signature=canary#part'
const WEBHOOK = 'https://hooks.example.com/services/canary?token=canary'

it.each([
  [
    'a link, without what makes it one',
    { method: 'GET', url: SIGNED, status: 200, ms: 12.3 },
    'HTTP GET bucket.s3.eu-central-1.amazonaws.com/logs/tail.txt: 200 in 12 ms',
  ],
  [
    'a webhook, by its host alone',
    { method: 'POST', url: WEBHOOK, isPathSecret: true, status: 204, ms: 3 },
    'HTTP POST hooks.example.com/***: 204 in 3 ms',
  ],
  [
    'what no answer came to',
    { method: 'GET', url: 'http://127.0.0.1:9/a', status: undefined, reason: 'ECONNREFUSED', ms: 1 },
    'HTTP GET 127.0.0.1:9/a: no answer (ECONNREFUSED) in 1 ms',
  ],
  [
    'an answer that did not end',
    { method: 'GET', url: 'http://127.0.0.1:9/a', status: 200, reason: 'TimeoutError', ms: 9999.9 },
    'HTTP GET 127.0.0.1:9/a: 200, broken off (TimeoutError) in 10000 ms',
  ],
  [
    'what is no URL, without quoting it',
    { method: 'GET', url: 'canary', status: undefined, reason: 'ERR_INVALID_URL', ms: 0 },
    'HTTP GET an address that is no URL: no answer (ERR_INVALID_URL) in 0 ms',
  ],
] as const)('tells of %s', (_, exchange, told) => {
  expect(describeExchange(exchange)).toBe(told)
  expect(describeExchange(exchange)).not.toMatch(/canary|key:word/)
})
