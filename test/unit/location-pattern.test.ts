import { describe, expect, it } from 'vitest'
import { reachOf } from '../../src/proxy/location-pattern.ts'

describe('reachOf', () => {
  it.each([
    ['~', '^/admin', '/ws', 'never'],
    ['~', '^/wsx', '/ws', 'never'],
    ['~', '^/ws/a', '/ws', 'perhaps'],
    ['~', '^/ws', '/ws', 'perhaps'],
    ['~', '^/w', '/ws', 'perhaps'],
    ['~', '^/admin?', '/admi', 'perhaps'],
    ['~', '^/admin*', '/ws', 'never'],
    ['~', '^/a|^/ws', '/ws', 'perhaps'],
    ['~', '^/(a|ws)', '/ws', 'perhaps'],
    ['~', '^/chat/(a|ws)', '/ws', 'never'],
    ['~', '^/WS', '/ws', 'never'],
    ['~*', '^/WS', '/ws', 'perhaps'],
    ['~', '(?i)^/admin', '/ws', 'perhaps'],
    ['~', '/admin', '/ws', 'perhaps'],
    ['~', '^/socket\\.io/', '/socket.io/', 'perhaps'],
    ['~', '^/socket\\.jo/', '/socket.io/', 'never'],
    ['~', '/\\.', '/ws', 'file-names'],
    ['~', '/\\.ht', '/socket.io/', 'file-names'],
    ['~', '/\\.?ws', '/ws', 'perhaps'],
    ['~', '\\.(js|css)$', '/ws', 'file-names'],
    ['~', '^.+\\.(?:js|css)$', '/socket.io/', 'file-names'],
    ['~', '\\.io$', '/socket.io', 'perhaps'],
    ['~', '\\\\.js$', '/ws', 'perhaps'],
    ['~', '\\.(js|css)$|/ws', '/ws', 'perhaps'],
    ['~', '\\.(js|css|)?$', '/ws', 'perhaps'],
    ['~', `^/${'a'.repeat(600)}`, '/ws', 'perhaps'],
  ] as const)('%s %s, asked at %s: %s', (modifier, source, path, reach) => {
    expect(reachOf({ modifier, path: source }, path)).toBe(reach)
  })
})
