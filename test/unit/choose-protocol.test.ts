import { describe, expect, it } from 'vitest'
import type { ProtocolName } from '../../src/handshake/protocol/protocols.ts'
import type { HandshakeRequest } from '../../src/inputs/handshake-request.ts'
import { chooseProtocol, refinePath } from '../../src/plan/choose-protocol.ts'

const request = (protocol: ProtocolName | 'auto', given: { path?: string; url?: string } = {}) =>
  ({ path: undefined, url: undefined, ...given, probe: { protocol } }) as unknown as HandshakeRequest

const GRAPHQL = { name: 'graphql-transport-ws', because: 'package.json depends on graphql-ws "6"' } as const
const SOCKJS = { name: 'sockjs', because: 'package.json depends on sockjs' } as const

describe('the protocol', () => {
  it.each([
    [request('echo'), '/cable', GRAPHQL, 'echo', false],
    [request('websocket'), '/socket.io/?EIO=4', GRAPHQL, 'websocket', false],
    [request('auto'), '/socket.io/?EIO=4', GRAPHQL, 'socket.io', true],
    [request('auto'), '/cable', undefined, 'actioncable', true],
    [request('auto'), '/graphql', GRAPHQL, 'graphql-transport-ws', true],
    [request('auto'), '/live', SOCKJS, 'sockjs', true],
    [request('auto'), '/', undefined, 'websocket', true],
    [request('auto', { path: '/graphql?token=1' }), '/graphql?token=1', GRAPHQL, 'graphql-transport-ws', true],
    [request('auto', { path: '/ws' }), '/ws', GRAPHQL, 'websocket', true],
    [request('auto', { url: 'wss://chat.example.com/ws' }), '/ws', GRAPHQL, 'websocket', true],
  ] as const)('of %j at %s, in a bundle that speaks %j, is %s', (asked, requestTarget, found, name, isGuess) => {
    expect(chooseProtocol(asked, requestTarget, found).asked).toEqual({ name, isGuess })
  })
})

describe('the path', () => {
  const none = { path: '/', source: 'default', because: 'the bundle names no other path' } as const
  const own = { path: '/live', source: 'location', because: 'nginx hands Upgrade on there' } as const
  const socketIo = { path: '/socket.io/?EIO=3&transport=websocket', source: 'socket.io', because: 'socket.io' } as const

  it.each([
    [none, 'auto', GRAPHQL, '/graphql'],
    [none, 'auto', SOCKJS, '/'],
    [none, 'auto', undefined, '/'],
    [none, 'actioncable', undefined, '/cable'],
    [none, 'socket.io', undefined, '/socket.io/?EIO=4&transport=websocket'],
    [own, 'auto', GRAPHQL, '/live'],
    [own, 'graphql-ws', undefined, '/live'],
    [socketIo, 'auto', undefined, socketIo.path],
    [socketIo, 'socket.io', undefined, socketIo.path],
    [socketIo, 'websocket', undefined, socketIo.path],
    [socketIo, 'graphql-ws', undefined, '/graphql'],
  ] as const)('found as %j, with %s given and %j in the bundle, is %s', (path, given, found, expected) => {
    expect(refinePath(path, given, found).path).toBe(expected)
  })
})
