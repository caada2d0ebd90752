import { describe, expect, it } from 'vitest'
import { collectSecrets, redact, type Sent } from '../../src/handshake/redact.ts'
import { parseTarget } from '../../src/handshake/target.ts'

const CLAIMS = Buffer.from('{"sub":"alice"}').toString('base64url')
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`

/** A text of the server, as it is kept. */
function keep(text: string, sent: Sent, url = 'wss://chat.example.com/ws'): string {
  const parsed = parseTarget(url)
  if (parsed.kind === 'problem') throw new Error(parsed.problem)
  return redact({ text }, collectSecrets(parsed.target, sent)).text
}

describe('a short secret', () => {
  it.each<[string, string, Sent, string?]>([
    ['a value of the query', 'no token=hunter2 here', {}, 'wss://chat.example.com/ws?token=hunter2'],
    ['a value of the query, escaped', 'token%3Dhunter2%26', {}, 'wss://chat.example.com/ws?token=hunter2'],
    ['a password', 'admin:hunter2 refused', { headers: [['Authorization', basic('admin:hunter2')]] }],
    ['a header', '<p>K3yk3y7</p>', { headers: [['X-Api-Key', 'k3yk3y7']] }],
    ['a header, in base64', `"${Buffer.from('k3yk3y7').toString('base64')}"`, { headers: [['X-Api-Key', 'k3yk3y7']] }],
    ['a cookie', 'sid=c00kie;', { headers: [['Cookie', 'theme=dark; sid=c00kie']] }],
    ['a text of a message', '{"pin":"p1n0"}', { dialogue: { send: '{"pin":"p1n0"}' } }],
  ])('is hidden as %s', (_, text, sent, url) => {
    const kept = keep(text, sent, url)
    expect(kept).toContain('***')
    expect(kept).not.toMatch(/hunter2|k3yk3y7|azN5azN5Nw|c00kie|p1n0/i)
  })

  it('is hidden however short it is, as a password', () => {
    expect(keep('wrong: ab', { headers: [['Authorization', basic('admin:ab')]] })).toBe('wrong: ***')
  })

  it('is not taken out of the middle of a word', () => {
    expect(keep('unmaintained domains', {}, 'wss://chat.example.com/?room=main')).toBe('unmaintained domains')
  })

  it.each<[string, string, Sent, string?]>([
    ['stands in the URL before its query', 'chat.example.com', {}, 'wss://chat.example.com/lobby?room=example'],
    ['the check itself or a server uses', 'Upgrade: WebSocket', {}, 'wss://chat.example.com/?mode=upgrade'],
    ['describes the client', 'Linux or any other', { headers: [['User-Agent', 'Mozilla (Linux)']] }],
    ['is the name of a field', '{"type":1,"room":2}', { dialogue: { send: '{"room":"r00m"}' } }],
  ])('is not a word that %s', (_, text, sent, url) => {
    expect(keep(text, sent, url)).toBe(text)
  })
})

describe('a part of what was sent', () => {
  it('is hidden where it is of a JSON Web Token', () => {
    const sent: Sent = { headers: [['Authorization', `Bearer eyJhbGciOiJIUzI1NiJ9.${CLAIMS}.c2lnbmF0dXJl`]] }
    expect(keep(`claims ${CLAIMS}`, sent)).toBe('claims ***')
  })

  it('is hidden where it is a number of a message that is JSON', () => {
    expect(keep('pin 1234567890, 4711', { dialogue: { send: '{"pin":1234567890,"ids":[4711]}' } })).toBe('pin ***, ***')
  })
})

describe('many secrets', () => {
  it('are hidden in a large report within seconds', () => {
    const secrets = Array.from({ length: 100 }, (_, index) => `${index}-${'s3cret'.repeat(5)}-${index * 7919}`)
    const report = Array.from({ length: 5000 }, (_, index) => `line ${index}: ${secrets[index % 100]} was sent`)
    const startedMs = performance.now()
    expect(redact(report, secrets).every(line => /^line \d+: \*\*\* was sent$/.test(line))).toBe(true)
    expect(performance.now() - startedMs).toBeLessThan(10_000)
  })
})
