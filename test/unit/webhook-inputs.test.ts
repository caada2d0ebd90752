import { describe, expect, it } from 'vitest'
import { redact } from '../../src/handshake/redact.ts'
import { openInputReader } from '../../src/inputs/input-reader.ts'
import { listWebhookSecrets, readWebhooks } from '../../src/inputs/webhook-inputs.ts'

function read(text: string): readonly string[] {
  const inputs = openInputReader(() => text)
  const webhooks = readWebhooks(inputs)
  inputs.finish()
  return webhooks
}

function refuse(text: string): string {
  try {
    read(text)
  } catch (error) {
    return (error as { hint: string }).hint
  }
  throw new Error('It was taken')
}

describe('notify-webhook', () => {
  it('is one URL a line, each once, and none where it is empty', () => {
    const slack = 'https://hooks.slack.com/services/T012345678/B012345678/abc'
    expect(read(`${slack}\n\n  https://chat.example.com/hooks/x#here\n${slack}\n`)).toEqual([
      slack,
      'https://chat.example.com/hooks/x',
    ])
    expect(read('')).toEqual([])
  })

  it('is https, or a server on this machine', () => {
    expect(read('http://127.0.0.1:8080/hook')).toEqual(['http://127.0.0.1:8080/hook'])
    for (const other of [
      'http://localhost/x',
      'http://hooks.example.com/x',
      'ftp://127.0.0.1/x',
      'hooks.example.com/x',
    ])
      expect(refuse(`https://fine.example.com/\n${other}`)).toContain("'notify-webhook' had no https URL in line 2.")
  })

  it('that is wrong is told without what it holds', () => {
    const told = refuse('http://hooks.example.com/TOP-SECRET\nhttps://user:TOP-SECRET@hooks.example.com/\n::TOP-SECRET')
    expect(told).toContain('had no https URL in line 1')
    expect(told).toContain('had a user name or a password in line 2')
    expect(told).toContain('had no https URL in line 3')
    expect(told).not.toMatch(/TOP-SECRET|example\.com/)
  })

  it('is ten URLs at most', () => {
    const lines = Array.from({ length: 11 }, (_, index) => `https://hooks.example.com/${index}`)
    expect(refuse(lines.join('\n'))).toContain('had 11 URLs. Write at most 10, one a line.')
    expect(read(lines.slice(1).join('\n'))).toHaveLength(10)
  })
})

describe('the secrets of a webhook', () => {
  it('are the whole of it, its path, and the parts that nobody could guess', () => {
    const path = '/services/T012345678/B012345678/abcdefghijklmnopqrstuvwx'
    expect(listWebhookSecrets([`https://hooks.slack.com${path}`])).toEqual([
      path,
      'T012345678',
      'B012345678',
      'abcdefghijklmnopqrstuvwx',
    ])
  })

  it('are the values of its query, too', () => {
    const secrets = listWebhookSecrets(['https://prod.example.com/workflows/run?sig=a1b2c3d4e5f6&api-version=1'])
    expect(secrets).toContain('a1b2c3d4e5f6')
    expect(secrets).toContain('/workflows/run?sig=a1b2c3d4e5f6&api-version=1')
  })

  it('hide no host, which may be that of a target', () => {
    const webhook = 'https://chat.example.com/hooks/abcdefghijklmnopqrst'
    const texts = ['chat.example.com', 'https://chat.example.com', 'wss://chat.example.com/', `told ${webhook} it`]
    const shown = ['chat.example.com', 'https://chat.example.com', 'wss://chat.example.com/']
    expect(redact(texts, listWebhookSecrets([webhook]))).toEqual([...shown, 'told https://chat.example.com*** it'])
  })

  it('are no words that everybody knows, nor a path that is none', () => {
    expect(listWebhookSecrets(['https://chat.example.com/api/webhooks/'])).toEqual(['/api/webhooks/'])
    expect(listWebhookSecrets(['https://chat.example.com/'])).toEqual(['https://chat.example.com/'])
  })
})
