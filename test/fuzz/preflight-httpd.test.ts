import { chmod } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CANARY_TEXT, type Canaries, openCanaries } from '../support/canaries.ts'
import { scaled } from '../support/scale.ts'
import { tryPreflight } from '../support/try-preflight.ts'
import { ONLY_CASE, openRandom, type Random, SEED } from './random.ts'

const COUNT = scaled(60, 600)
const CASES = ONLY_CASE === undefined ? Array.from({ length: COUNT }, (_, index) => index) : [ONLY_CASE]

type Statement = readonly [name: string, ...args: string[]]

/** Each would touch a canary if httpd got it as it is. */
function listHostile({ file, trace, port, socket }: Canaries): readonly Statement[] {
  const touch = `|/usr/bin/touch ${trace}`
  const url = `http://127.0.0.1:${port}/`
  return [
    ['CustomLog', touch, 'common'],
    ['CustomLog', touch, '\u2028'],
    ['ErrorLog', touch],
    ['TransferLog', touch],
    ['GlobalLog', touch, '%h'],
    ['RewriteMap', 'm', `prg:${touch.slice(1)}`],
    ['LoadModule', 'x_module', file],
    ['LoadFile', file],
    ['Include', file],
    ['IncludeOptional', `${dirname(file)}/*.conf`],
    ['Listen', String(port)],
    ['Listen', `0.0.0.0:${port}`],
    ['ProxyPass', '/ws', url],
    ['ProxyPass', '/', `unix:${socket}|http://localhost/`],
    ['ProxyPassMatch', '^/(.*)$', url],
    ['ProxyRemote', '*', url],
    ['RewriteRule', '^/', url, '[p]'],
    ['RewriteRule', '^/', url, '[L,PROXY]'],
    ['RewriteRule', '^', `proxy:${url}`, '[L]'],
    ['RewriteRule', '^', '-', `[H=proxy:${url}]`],
    ['RewriteRule', '^/ws$', file, '[L]'],
    ['SetHandler', `proxy:${url}`],
    ['Alias', '/ws', file],
    ['AliasMatch', '^/ws$', file],
    ['VirtualDocumentRoot', dirname(file)],
  ]
}

const HARMLESS: readonly Statement[] = [
  ['RewriteEngine', 'On'],
  ['Timeout', '300'],
  ['ProxyPreserveHost', 'on'],
  ['RewriteCond', '%{HTTP:Upgrade}', 'websocket', '[NC]'],
  ['SetEnv', 'a', 'b \u2029 c'],
]

const SECTIONS = [
  'Location /',
  'VirtualHost *:80',
  'IfModule mod_proxy.c',
  'If true',
  'IfModule !a.c',
  'IfVersion >= 2',
]

const SPACES = [' ', '  ', '\t', '\r', '\v', '\f', ' \\\n', '\\\r\n ', ' \r\t']

function writeCase(random: Random, canaries: Canaries): string {
  const hostile = listHostile(canaries)
  const lines = Array.from({ length: 1 + random.int(4) }, () =>
    nest(random, disguise(random, random.pick(random.chance(0.75) ? hostile : HARMLESS))),
  )
  const before = random.chance(0.5) ? 'RewriteEngine On\n' : ''
  return `${before}${lines.join(random.pick(['\n', '\n', '\r\n', '\n#\\\n\n', '\n\u2028\n', '\r\n\r\n']))}\n`
}

function nest(random: Random, line: string): string {
  if (random.chance(0.5)) return line
  const section = random.pick(SECTIONS)
  const [name = ''] = section.split(' ')
  return `${vary(random, `<${section}>`)}\n${nest(random, line)}\n${vary(random, `</${name}>`)}`
}

function disguise(random: Random, statement: Statement): string {
  const [name, ...args] = statement.map((word, index) => quote(random, index === 0 ? vary(random, word) : word))
  const start = random.chance(0.3) ? random.pick(SPACES) : ''
  const end = random.chance(0.3) ? random.pick(['\r', ' ', '\u2028', ' \u2028', '\\', ' \r ']) : ''
  return start + args.reduce((line, arg) => line + random.pick(SPACES) + arg, split(random, name ?? '')) + end
}

function vary(random: Random, word: string): string {
  return random.chance(0.6) ? word : random.pick([word.toLowerCase(), word.toUpperCase()])
}

function quote(random: Random, word: string): string {
  const mark = random.pick(['"', "'", ''])
  return mark === '' && /\s/.test(word) ? `"${word}"` : mark + word + mark
}

function split(random: Random, word: string): string {
  const at = random.int(word.length)
  return random.chance(0.2) ? `${word.slice(0, at)}\\\n${word.slice(at)}` : word
}

describe.concurrent(`hostile files of httpd (seed ${SEED})`, () => {
  it.each(CASES)('come to nothing of the machine: case %i', async index => {
    await using canaries = await openCanaries()
    await chmod(dirname(canaries.file), 0o755)
    const random = openRandom(SEED, index)
    const text = writeCase(random, canaries)
    const [where, granted] = random.pick([
      ['conf.d/own.conf', ''],
      ['conf.d/elasticbeanstalk/00_application.conf', '<Directory />\nRequire all granted\n</Directory>\n'],
    ])
    const files = { [`.platform/httpd/${where}`]: granted + text }
    const done = await tryPreflight(files, { facts: { proxyServer: 'apache' }, path: '/ws' })
    const told = JSON.stringify(done)
    const failure = `FUZZ_SEED=${SEED} FUZZ_CASE=${index}\n${JSON.stringify(text)}\n${told}`
    expect(canaries.findTouched(), failure).toEqual([])
    expect(told, failure).not.toContain(CANARY_TEXT)
    // Somebody listens there on 127.0.0.1: who wants all addresses does not get them.
    expect(told, failure).not.toMatch(/could not bind/)
    expect(done, failure).not.toMatchObject({ handshake: { status: 200, isFromApp: false } })
  })
})
