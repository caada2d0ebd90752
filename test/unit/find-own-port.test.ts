import { expect, it } from 'vitest'
import { findOwnPort } from '../../src/stories/find-own-port.ts'

const CNAME = 'Chat-prod.eu-central-1.elasticbeanstalk.com'

it.each([
  ['wss://chat-prod.eu-central-1.elasticbeanstalk.com/ws', 443],
  ['ws://chat-prod.eu-central-1.elasticbeanstalk.com', 80],
  ['wss://chat-prod.eu-central-1.elasticbeanstalk.com:8443/', 8443],
  ['wss://chat.example.com/', undefined],
  [undefined, undefined],
])('the port of a URL is the environment’s own where its host is: %s', (url, port) => {
  expect(findOwnPort(url, CNAME)).toBe(port)
})

it('no port is known where the environment’s name has one of its own, as outside of AWS', () => {
  expect(findOwnPort('ws://127.0.0.1:9000/', '127.0.0.1:4711')).toBeUndefined()
})
