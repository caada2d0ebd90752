import { describe, expect, it } from 'vitest'
import { openInputReader } from '../../src/inputs/input-reader.ts'
import { readFailOn, readProbeRequest } from '../../src/inputs/probe-inputs.ts'

function read(given: Readonly<Record<string, string>>) {
  const inputs = openInputReader(name => given[name] ?? '')
  const request = { ...readProbeRequest(inputs), failOn: readFailOn(inputs) }
  inputs.finish()
  return request
}

function complaintOf(given: Readonly<Record<string, string>>): string {
  try {
    return JSON.stringify(read(given))
  } catch (error) {
    return error instanceof Error && 'hint' in error ? String(error.hint) : String(error)
  }
}

describe('what is asked of a WebSocket', () => {
  it('is nothing more than the opening handshake when nothing is said', () => {
    expect(read({})).toEqual({
      headers: [],
      origin: undefined,
      protocol: 'auto',
      subprotocols: [],
      send: undefined,
      expectation: undefined,
      holdMs: 0,
      resolve: [],
      ca: undefined,
      failOn: 'error',
    })
  })

  it.each([
    ['75s', 75_000],
    ['75', 75_000],
    ['2m', 120_000],
    [' 5s\n', 5000],
    ['4000s', 4_000_000],
    ['0', 0],
  ])('is held for %j', (hold, holdMs) => {
    expect(read({ hold }).holdMs).toBe(holdMs)
  })

  it.each(['-1', '1h', '4001', '67m', 'long', '1.5s', '1e3'])('is not held for %j', hold => {
    expect(complaintOf({ hold })).toMatch(/^'hold' was "/)
  })

  it.each([
    ['https://chat.example.com', 'https://chat.example.com'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['null', 'null'],
    ['none', ''],
  ])('has the Origin %j', (origin, expected) => {
    expect(read({ origin }).origin).toBe(expected)
  })

  it.each([
    'chat.example.com',
    'https://chat.example.com/',
    'https://a.com\r\nX: y',
    '*',
  ])('has not the Origin %j', origin => {
    expect(complaintOf({ origin })).toMatch(/^'origin' was "/)
  })

  it('offers subprotocols that are separated by commas, spaces or lines', () => {
    expect(read({ subprotocols: 'a, b\nc  d\n' }).subprotocols).toEqual(['a', 'b', 'c', 'd'])
    expect(complaintOf({ subprotocols: 'a(b)' })).toMatch(/^'subprotocols' could not be sent/)
  })

  it('sends its message as it stands, but for the last line break', () => {
    expect(read({ 'websocket-send': '  {"a": 1}\n\n' }).send).toBe('  {"a": 1}\n')
  })

  it('goes to addresses as for curl', () => {
    expect(read({ resolve: 'a.com:443:203.0.113.7\nb.com:80:[2001:db8::7]\nb.com:80:2001:db8::8' }).resolve).toEqual([
      { host: 'a.com', port: 443, address: '203.0.113.7' },
      { host: 'b.com', port: 80, address: '2001:db8::7' },
      { host: 'b.com', port: 80, address: '2001:db8::8' },
    ])
  })

  it.each([
    'a.com:443',
    'a.com:443:b.com',
    'a.com::203.0.113.7',
    '+a.com:443:203.0.113.7,203.0.113.8',
  ])('does not go to %j', resolve => {
    expect(complaintOf({ resolve })).toMatch(/^'resolve' had the line "/)
  })
})
