import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { compareMessage, parseExpectation } from '../../src/handshake/expectation.ts'

/** Where nothing takes long, a busy machine may. */
function fits(expected: string, message: string, budgetMs = 10_000): string {
  const parsed = parseExpectation(expected)
  return parsed.kind === 'problem' ? parsed.problem : compareMessage(parsed, message, budgetMs)
}

describe('a message', () => {
  it.each([
    ['welcome', 'hello and welcome', 'fits'],
    ['Welcome', 'hello and welcome', 'differs'],
    ['a.c', 'abc', 'differs'],
    ['/', 'a/b', 'fits'],
    ['{not json', 'so {not json is', 'fits'],
  ])('holds the text %j: %j %s', (expected, message, result) => {
    expect(fits(expected, message)).toBe(result)
  })

  it.each([
    ['/^wel+come$/', 'welcome', 'fits'],
    ['/^welcome$/', 'welcome back', 'differs'],
    ['/WELCOME/i', 'welcome', 'fits'],
    ['/a.b/s', 'a\nb', 'fits'],
    ['/^b/m', 'a\nb', 'fits'],
    ['/^.$/u', '😀', 'fits'],
    ['/a/b/', 'a/b', 'fits'],
  ])('fits the pattern %s: %j %s', (expected, message, result) => {
    expect(fits(expected, message)).toBe(result)
  })

  it.each([
    ['{"type":"welcome"}', '{"type":"welcome","at":1}', 'fits'],
    ['{"type":"welcome"}', '{"type":"goodbye"}', 'differs'],
    ['{"type":"welcome"}', 'welcome', 'differs'],
    ['{"type":"welcome"}', '["welcome"]', 'differs'],
    ['{"a":{"b":1}}', '{"a":{"b":1,"c":2},"d":3}', 'fits'],
    ['{"a":{"b":1}}', '{"a":null}', 'differs'],
    ['{"a":null}', '{"a":null}', 'fits'],
    ['{"a":null}', '{}', 'differs'],
    ['{"toString":null}', '{}', 'differs'],
    ['{"__proto__":{}}', '{}', 'differs'],
    ['{"a":[1,{"b":2}]}', '{"a":[1,{"b":2,"c":3}]}', 'fits'],
    ['{"a":[1]}', '{"a":[1,2]}', 'differs'],
    ['[]', '{}', 'differs'],
    ['{}', '{"anything":true}', 'fits'],
    ['{"a":1}', `{"a":1,"b":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'fits'],
  ])('holds the JSON %s: %.60j %s', (expected, message, result) => {
    expect(fits(expected, message)).toBe(result)
  })

  it('is compared for no longer than may be', () => {
    const startedMs = performance.now()
    expect(fits('/^(a|a)*$/', `${'a'.repeat(60_000)}!`, 100)).toBe('too-slow')
    expect(fits('/(x+x+)+y/', 'x'.repeat(60_000), 100)).toBe('too-slow')
    expect(performance.now() - startedMs).toBeLessThan(10_000)
  })

  it('is compared with a pattern without a context of V8 made for it', () => {
    const spentMs = { comparing: 0, making: 0 }
    for (let count = 0; count < 100; count += 1) {
      spentMs.comparing += cpuMsOf(() => fits('/welcome/', 'news'))
      spentMs.making += cpuMsOf(() => runInNewContext('test()', { test: () => true }, { timeout: 10_000 }))
    }
    expect(spentMs.comparing).toBeLessThan(spentMs.making * 0.7)
  })

  it('is compared as far as its first 65536 characters', () => {
    expect(fits('end', `${'x'.repeat(65_533)}end`)).toBe('fits')
    expect(fits('end', `${'x'.repeat(65_534)}end`)).toBe('differs')
    expect(fits('/end/', `${'x'.repeat(65_534)}end`)).toBe('differs')
  })
})

describe('an expectation', () => {
  it.each(['/(/', '/a/g', '/a/y', '/a/v', '/\\/u'])('cannot be %s', text => {
    expect(parseExpectation(text).kind).toBe('problem')
  })
})

function cpuMsOf(act: () => unknown): number {
  const before = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
