import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { fillFields, renderSchema } from '../../scripts/targets-schema.ts'
import { ActionError } from '../../src/action-error.ts'
import type { CheckTarget } from '../../src/inputs/check-target.ts'
import { readTargets } from '../../src/inputs/read-targets.ts'
import { TARGET_FIELDS } from '../../src/inputs/target-fields.ts'
import { REPOSITORY } from '../support/source-files.ts'

const VARIABLES: Readonly<Record<string, string>> = {
  WS_TOKEN: 's3cret&token',
  EMPTY: '',
  AWS_SECRET_ACCESS_KEY: 'aws-s3cret',
  GITHUB_TOKEN: 'ghs_1',
}
const SURROUNDINGS = {
  region: 'eu-central-1',
  attempts: 3,
  ca: undefined,
  variables: (name: string) => VARIABLES[name],
  others: [{ id: 'wss://own.example.com/' }],
}

const read = (text: string) => readTargets({ path: '.github/websockets.yml', text }, SURROUNDINGS)
const one = (fields: string) => `targets:\n  - url: wss://chat.example.com/ws\n    ${fields}\n`

function readFirst(fields: string): CheckTarget {
  const [target] = read(one(fields))
  if (!target) throw new Error('no target')
  return target
}

/** The lines about mistakes; none where it is taken. */
function complaintsOf(text: string): string[] {
  try {
    read(text)
    return []
  } catch (error) {
    if (error instanceof ActionError && error.code === 'invalid-targets') return error.hint.split('\n')
    throw error
  }
}

const readText = (path: string) => readFileSync(`${REPOSITORY}${path}`, 'utf8')
const judge = new Ajv({ allErrors: true, strict: false }).compile(JSON.parse(renderSchema()))

const EXAMPLE = [...readText('docs/checks.md').matchAll(/^```yaml\n(# \.github\/websockets\.yml[\s\S]*?)^```/gm)]

/** Files that are taken. */
const GOOD = [
  ...EXAMPLE.map(match => match[1] ?? ''),
  'targets: [{ url: "wss://chat.example.com" }]',
  '{ "targets": [ { "environment": "chat-prod", "application": "chat" } ] }',
  'defaults: { application: chat }\ntargets:\n  - environment: chat-prod\n  - environment: chat-test\n    region: us-east-1\n',
  `$schema: ../schemas/websockets.json\n${one('name: Chat (EU), production')}`,
  ...[
    'headers: { Authorization: "Bearer ${WS_TOKEN}", X-Version: 1.10, X-Debug: true }',
    'headers: {}',
    'send: |\n      {"type":"hello","token":"${WS_TOKEN}"}',
    'expect: /^welcome/i',
    'expect: { type: welcome, user: [1, null, true] }',
    'expect: [1, 2]',
    'hold: 75',
    'hold: 2m',
    'hold: 0',
    'attempts: 20',
    'subprotocols: graphql-transport-ws',
    'subprotocols: [a, b]',
    'origin: https://chat.example.com:8443',
    'origin: none',
    'origin: "null"',
    'resolve: chat.example.com:443:203.0.113.7',
    'resolve: ["CHAT.example.com:443:[2001:db8::1]"]',
    'protocol: socket.io',
    'labels: [incident, "good first issue"]',
    'assignees: [octocat, "octo-app[bot]"]',
    'name: Größe 2',
    'environment: chat-prod\n    application: chat',
  ].map(one),
]

/** Files that are refused: where, and what is said. */
const WRONG: ReadonlyArray<readonly [text: string, ...lines: string[]]> = [
  ['', 'line 1: the file had no value. Write "targets:" and below it a list'],
  ['targets:', "line 1: 'targets' had no value. Write"],
  ['targets: []', "line 1: 'targets' was empty. Write"],
  ['targets: wss://chat.example.com', '\'targets\' was "wss://chat.example.com". Write "targets:" and below it'],
  ['- url: wss://chat.example.com', 'line 1: the file was a list. Write "targets:"'],
  ['targets: [wss://chat.example.com]', 'line 1: the target was "wss://chat.example.com". Write'],
  [
    'target:\n  - url: wss://a.example.com',
    'line 1: "target" was no field. Use: defaults, targets.',
    'had no "targets"',
  ],
  ['targets:\n  - name: Chat', "line 2: 'url' was not given, nor was environment. Write \"url: wss://"],
  ['targets:\n  - url: wss://a.example.com\n    urls: b', 'line 3: "urls" was no field. Use: name, url, application,'],
  ['defaults: []\ntargets:\n  - url: wss://a.example.com', "line 1: 'defaults' was a list. Write fields"],
  [
    'defaults:\n  url: wss://a.example.com\ntargets:\n  - url: wss://a.example.com',
    'line 2: \'url\' stood under "defaults". Write it at',
  ],
  ['targets:\n  - environment: chat-prod', "line 2: 'application' was not given. Write the name of the Beanstalk"],
  [
    'targets:\n  - url: https://chat.example.com/?token=abc',
    'line 2: \'url\' was "https://chat.example.com/...". Write a full URL',
  ],
  ['targets:\n  - url: wss://user:pass@chat.example.com', 'line 2: \'url\' was "wss://***". Write a full URL'],
  [one('application: chat'), "line 3: 'application' was given without environment. Write"],
  [one('region: eu-west-1'), "line 3: 'region' was given without environment. Write"],
  [one('name: 2024'), 'line 3: \'name\' was "2024". Write up to 100 letters', 'Write it in quotes: "2024".'],
  [one('name: "a`b"'), 'line 3: \'name\' was "a`b". Write up to 100 letters'],
  [one('name: "Chat\\n::error::"'), "line 3: 'name' was \"Chat␊"],
  [one('path: ws'), 'line 3: \'path\' was "ws". Write a path that begins with a slash'],
  [one('protocol: sockets.io'), 'line 3: \'protocol\' was "sockets.io". Use one of: auto, websocket'],
  [one('headers: "Authorization: Bearer s3cret"'), "line 3: 'headers' could not be used. Write names and values"],
  [one('headers: [a]'), "line 3: 'headers' was a list. Write names and values"],
  [one('headers:\n      Autho rization: s3cret'), "line 4: 'headers' could not be used. Write names and values"],
  [one('headers:\n      A: 1\n      B: "s3\\ncret"'), "line 5: 'headers' could not be used. Write names and values"],
  [one('send: { type: hello }'), "line 3: 'send' was a map of names and values. Write a text; JSON in single quotes"],
  [one('send: 42'), "line 3: 'send' could not be used. Write a text"],
  [one('expect: 42'), 'line 3: \'expect\' was "42". Write a text', 'Write it in quotes: "42".'],
  [one('hold: 75.5'), 'line 3: \'hold\' was "75.5". Write a time of at most 4000 seconds'],
  [one('hold: 4001'), 'line 3: \'hold\' was "4001". Write a time'],
  [one('hold: long'), 'line 3: \'hold\' was "long". Write a time'],
  [one('attempts: 0'), 'line 3: \'attempts\' was "0". Write a whole number from 1 to 20.'],
  [one('attempts: ${{ vars.ATTEMPTS }}'), "line 3: 'attempts' was", 'GitHub fills in "${{ … }}" in workflows only.'],
  [
    one('name: Chat\n    hold: long\n  - url: http://b.example.com\n    name: Chat'),
    "line 4: 'hold' was",
    'line 5: the target was called "Chat", as the one in line 2. Write',
  ],
  [one('attempts: "3"'), 'line 3: \'attempts\' was "3". Write a whole number'],
  [one('subprotocols: [a b]'), 'line 3: \'subprotocols\' was "a b". Write names'],
  [one('origin: chat.example.com'), 'line 3: \'origin\' was "chat.example.com". Write scheme and host'],
  [one('origin: null'), "line 3: 'origin' had no value. Write scheme and host"],
  [one('resolve: 203.0.113.7'), 'line 3: \'resolve\' was "203.0.113.7". Write host, port and address'],
  [one('labels: [""]'), 'line 3: \'labels\' was "". Write names of labels'],
  [one('labels: { a: b }'), "line 3: 'labels' was a map of names and values. Write"],
  [
    one('assignees: "@octocat"'),
    'line 3: \'assignees\' was "@octocat". Write up to 10 names of GitHub users without "@"',
  ],
  [`targets:\n${'  - url: wss://a.example.com\n'.repeat(201)}`, "line 2: 'targets' had 201 of them. Write at most 200"],
]

/** What only the reader can see: the schema takes these. */
const ONLY_READER: typeof WRONG = [
  [
    'targets:\n  - url: wss://chat.example.com:port/',
    'line 2: \'url\' was "wss://chat.example.com:port/" (The URL was not absolute',
  ],
  [
    one('url2: x').replace('url2: x', 'path: /ws'),
    "line 3: 'path' was given, but the url has a path of its own. Leave",
  ],
  [one('hold: 99999s'), 'line 3: \'hold\' was "99999s". Write a time of at most 4000 seconds'],
  [one('expect: /(/'), "line 3: 'expect' could not be used: The regular expression could not be read. Write"],
  [one('headers: { Host: a.example.com }'), 'line 3: \'headers\' could not be sent: The header "Host" was given'],
  [one('headers:\n      A: 1\n      B: ${NO_SUCH}'), "line 5: 'headers' named the variable NO_SUCH"],
  [one(`headers: { A: ${'a'.repeat(9000)} }`), "line 3: 'headers' could not be sent: The headers had 9005 bytes"],
  [
    one('resolve: b.example.com:443:203.0.113.7'),
    'line 3: \'resolve\' named "b.example.com:443", which the url has not',
  ],
  [
    one('headers: { A: "${NO_SUCH}" }'),
    "line 3: 'headers' named the variable NO_SUCH, which the step did not have. Write",
  ],
  [
    one('send: ${EMPTY}'),
    "line 3: 'send' named the variable EMPTY, which the step did not have. Write \"env: { EMPTY:",
  ],
  [
    one('send: ${AWS_SECRET_ACCESS_KEY}'),
    "line 3: 'send' named the variable AWS_SECRET_ACCESS_KEY, which is sent to nobody.",
  ],
  [one('send: ${GITHUB_TOKEN}'), 'which is sent to nobody. Give the step a variable of another name'],
  [
    one('send: ${{ secrets.WS_TOKEN }}'),
    'line 3: \'send\' had "${{", which only workflows have. Write ${WS_TOKEN} here',
  ],
  [one('send: ${WS-TOKEN}'), 'line 3: \'send\' had "${" without the name of a variable'],
  [one('send: "${WS_TOKEN"'), 'line 3: \'send\' had "${" without the name of a variable'],
  ['targets:\n  - url: wss://${HOST}/ws', 'line 2: \'url\' had "${" before its query. Write it out'],
  [
    one('name: Chat\n  - url: wss://b.example.com\n    name: Chat'),
    'line 4: the target was called "Chat", as the one in line 2. Write',
  ],
  [
    'targets:\n  - url: wss://own.example.com',
    'line 2: the target was called "wss://own.example.com/", as the one of the inputs.',
  ],
  ['targets:\n  - url: wss://a.example.com/?a=1\n  - url: wss://a.example.com/?a=2', 'line 3: the target was called'],
]

/** What is no YAML that anybody means. */
const NO_TREE: typeof WRONG = [
  ['targets:\n  - url: "wss://a', 'line 2: the file was not valid YAML: Missing closing'],
  [one('url: wss://b.example.com'), 'line 3: the file had "url" again, which is in line 2 already. Leave'],
  ['a: &a wss://x\ntargets:\n  - url: *a', 'line 3: the file had an alias'],
  [one('name: !secret x'), 'line 3: the file was not valid YAML: Unresolved tag'],
  [one('? [a]\n    : b'), 'line 3: the file had a key that is no word'],
  [one('hold: .inf'), 'line 3: the file had a value that JSON does not have'],
  [`targets: ${'['.repeat(100_000)}`, 'line 1: the file was nested more than 20 deep'],
  [`targets: ${'- '.repeat(100_000)}`, 'line 1: the file was nested more than 20 deep'],
  [
    Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    'line 202: the file was nested more than 20',
  ],
  [one(`expect: ${'['.repeat(19)}${']'.repeat(19)}`), 'line 3: the file was nested more than 20 deep'],
  ['targets: []\n---\ntargets: []', 'line 2: the file was not valid YAML: Source contains multiple documents'],
]

/** Titles that can be read. */
const named = (files: typeof WRONG) => files.map(([text, ...lines]) => ({ title: text.slice(0, 60), text, lines }))

describe('a file of targets', () => {
  it.each(named(GOOD.map(text => [text])))('is taken by the reader and by the schema: $title', ({ text }) => {
    expect(complaintsOf(text)).toEqual([])
    expect({ isTaken: judge(parse(text)), errors: judge.errors }).toEqual({ isTaken: true, errors: null })
  })

  it('has its mistakes told in the order of their lines', () => {
    const told = complaintsOf('targets:\n  - url: http://a.example.com\n    labels: 5\n    hold: long\n    pathh: /')
    expect(told.map(line => line.slice(0, 7))).toEqual(['line 2:', 'line 3:', 'line 4:', 'line 5:'])
  })

  it.each(named(WRONG))('is refused by the reader and by the schema: $title', ({ text, lines }) => {
    const told = complaintsOf(text).join('\n')
    for (const line of lines) expect(told).toContain(line)
    expect(judge(parse(text))).toBe(false)
  })

  it.each(named([...ONLY_READER, ...NO_TREE]))('is refused by the reader, who knows more: $title', ({
    text,
    lines,
  }) => {
    const told = complaintsOf(text).join('\n')
    for (const line of lines) expect(told).toContain(line)
    expect(told).not.toContain('s3cret')
  })

  it('that only the reader refuses is taken by the schema, so that no other difference hides among them', () => {
    expect(ONLY_READER.filter(([text]) => !judge(parse(text))).map(([text]) => text)).toEqual([])
  })

  it('has all its mistakes told at once, in their order, and no more than anybody reads', () => {
    const told = complaintsOf('defaults:\n  hold: x\ntargets:\n  - url: http://a\n    attempts: 99\n  - name: "*"\n')
    expect(told.map(line => line.split(':')[0])).toEqual(['line 2', 'line 4', 'line 5', 'line 6', 'line 6'])
    const many = complaintsOf(`targets:\n${'  - url: x\n'.repeat(200)}`)
    expect(many).toHaveLength(41)
    expect(many.at(-1)).toBe('… and 160 more.')
  })

  it('takes no minutes, however many keys it has', () => {
    const startedMs = performance.now()
    expect(complaintsOf(Array.from({ length: 20_000 }, (_, index) => `k${index}:`).join('\n'))).toHaveLength(41)
    expect(performance.now() - startedMs).toBeLessThan(10_000)
  })
})

describe('a target', () => {
  it('is called by its name, else its URL without its query, else its environment', () => {
    const ids = read(
      'defaults: { application: chat }\ntargets:\n  - { url: "wss://a.example.com", name: A }\n  - url: wss://a.example.com/ws?token=${WS_TOKEN}\n  - environment: chat-prod\n  - { environment: chat-prod, path: "/b?c=d" }',
    ).map(({ id }) => id)
    expect(ids).toEqual(['A', 'wss://a.example.com/ws?token=***', 'chat/chat-prod', 'chat/chat-prod/b'])
  })

  it('gets the variables of the step, encoded in its query, and tells which they were', () => {
    const target = readFirst('headers: { Authorization: "Bearer ${WS_TOKEN}" }\n    send: "$${a} ${WS_TOKEN}"')
    expect(target.probe.headers).toEqual([['Authorization', 'Bearer s3cret&token']])
    expect(target.probe.send).toBe('${a} s3cret&token')
    expect(target.secrets).toEqual(['s3cret&token'])
    const [queried] = read('targets:\n  - url: wss://a.example.com/?t=${WS_TOKEN}')
    expect(queried).toMatchObject({ url: 'wss://a.example.com/?t=s3cret%26token', secrets: ['s3cret&token'] })
  })

  it('gets the defaults for what it does not say, headers whole', () => {
    const [first, second] = read(
      'defaults:\n  headers: { A: 1, B: 2 }\n  hold: 2m\n  attempts: 5\n  path: /ws\n  labels: down\ntargets:\n  - url: wss://a.example.com\n  - { url: wss://b.example.com/c, headers: { C: 1.0 }, hold: 0, attempts: 1, labels: [] }',
    )
    expect(first).toMatchObject({ url: 'wss://a.example.com/ws', attempts: 5, labels: ['down'] })
    expect(first?.probe).toMatchObject({
      headers: [
        ['A', '1'],
        ['B', '2'],
      ],
      holdMs: 120_000,
    })
    expect(second).toMatchObject({ url: 'wss://b.example.com/c', attempts: 1, labels: [] })
    expect(second?.probe).toMatchObject({ headers: [['C', '1.0']], holdMs: 0 })
  })

  it('has the attempts and the region of the surroundings where the file says nothing', () => {
    const [target] = read('targets: [{ environment: chat-prod, application: chat }]')
    expect(target).toMatchObject({
      attempts: 3,
      url: undefined,
      environment: { region: 'eu-central-1', applicationName: 'chat', environmentName: 'chat-prod' },
    })
    const text = 'targets: [{ environment: chat-prod, application: chat }]'
    const nowhere = () => readTargets({ path: 'a.yml', text }, { ...SURROUNDINGS, region: undefined })
    expect(nowhere).toThrow(expect.objectContaining({ hint: expect.stringContaining("'region' was not given") }))
  })
})

describe('the schema and the table of fields', () => {
  it('are in the repository what the code says (npm run docs writes them)', () => {
    expect(readText('schemas/websockets.json')).toBe(renderSchema())
    expect(fillFields(readText('docs/checks.md'))).toBe(readText('docs/checks.md'))
    expect(fillFields(readText('docs/checks.md'), TARGET_FIELDS.slice(1))).not.toBe(readText('docs/checks.md'))
  })

  it('describe every field, and are found by editors where the docs say', () => {
    expect(EXAMPLE).toHaveLength(1)
    expect(EXAMPLE[0]?.[1]).toContain('/schemas/websockets.json\n')
  })
})
