/** Stands between the action and Local Beanstalk, passes every request on, and changes what comes back. */

import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { ODD_TEXTS, openRandom, type Random } from './random.ts'

export interface HostileAws {
  readonly endpoint: string
  /** What has been answered otherwise than by Local Beanstalk, by the name of the change. */
  readonly changes: readonly string[]
  /** Requests that came to where a redirect pointed. */
  followed(): number
  close(): Promise<void>
}

/** How hostile the answers of one run are. */
export interface Hostility {
  readonly seed: number
  readonly run: number
  /** The first answer that is broken, counted from 0; texts are changed from the beginning. */
  readonly firstBroken: number
  readonly brokenShare: number
}

interface Given {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export async function openHostileAws(realEndpoint: string, hostility: Hostility): Promise<HostileAws> {
  const changes: string[] = []
  const sockets = new Set<Socket>()
  let asked = 0
  let followed = 0
  const trap = createServer((_, response) => {
    followed += 1
    response.end('<x/>')
  })
  await listen(trap)
  const server = createServer(async (message, response) => {
    const index = asked++
    const random = openRandom(hostility.seed ^ (hostility.run << 12), index)
    const given = await passOn(realEndpoint, message)
    const change = pickChange(hostility, index, random)
    changes.push(change.name)
    await change(given, { random, response, trap: `http://127.0.0.1:${portOf(trap)}/` })
  })
  server.on('connection', socket => sockets.add(socket.on('error', () => undefined)))
  await listen(server)
  return {
    endpoint: `http://127.0.0.1:${portOf(server)}`,
    changes,
    followed: () => followed,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      trap.closeAllConnections()
      await Promise.all([server, trap].map(each => new Promise(resolve => each.close(resolve))))
    },
  }
}

/** The first break is each in turn, so that none is missed. */
function pickChange({ firstBroken, brokenShare, run }: Hostility, index: number, random: Random): Change {
  if (index === firstBroken) return BREAKS[run % BREAKS.length] as Change
  return index > firstBroken && random.chance(brokenShare) ? random.pick(BREAKS) : random.pick(TEXTS)
}

type AnyServer = ReturnType<typeof createServer>

function listen(server: AnyServer): Promise<void> {
  return new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
}

function portOf(server: AnyServer): number {
  return (server.address() as AddressInfo).port
}

async function passOn(endpoint: string, message: IncomingMessage): Promise<Given> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const { method, url, headers } = message
  const onward = request(new URL(url ?? '/', endpoint), { method, headers }, resolve).on('error', reject)
  message.pipe(onward)
  const answer = await promise
  const body = (await buffer(answer)).toString()
  const kept = Object.entries(answer.headers).filter(([name]) => !HOP_BY_HOP.has(name))
  return { status: answer.statusCode ?? 500, headers: Object.fromEntries(kept) as Given['headers'], body }
}

const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length'])

interface Means {
  readonly random: Random
  readonly response: ServerResponse
  /** Nothing may ever be asked there. */
  readonly trap: string
}

type Change = (given: Given, means: Means) => Promise<void> | void

function send(given: Given, { response }: Means): void {
  response.writeHead(given.status, { ...given.headers, 'content-length': String(Buffer.byteLength(given.body)) })
  response.end(given.body)
}

/** Elements that hold text, with their names. */
const LEAF = /<(\w+)>([^<]*)<\/\1>/g
/** What the run has to follow to get anywhere: changed less often. */
const VITAL =
  /Id$|Arn$|^(Status|EnvironmentName|ApplicationName|VersionLabel|CNAME|S3Bucket|Code|IsTruncated|SolutionStackName|Health|UploadId|Key|return)$/i

function changeLeaves(given: Given, random: Random, change: (name: string, text: string) => string): Given {
  const body = given.body.replaceAll(LEAF, (whole, name: string, text: string) =>
    random.chance(VITAL.test(name) ? 0.005 : 0.5) ? change(name, text) : whole,
  )
  return { ...given, body }
}

/** Only what is text and nothing else, so that the run goes on. */
function changeTexts(given: Given, random: Random, change: (text: string) => string): Given {
  const body = given.body.replaceAll(LEAF, (whole, name: string, text: string) => {
    const isOther = VITAL.test(name) || /^(\d+|true|false|\d{4}-\d\d-\d\dT.*)$/.test(text)
    return !isOther && random.chance(0.5) ? `<${name}>${escapeText(change(text))}</${name}>` : whole
  })
  return { ...given, body }
}

function escapeText(text: string): string {
  return text.replaceAll(/[&<>]/g, char => `&#${char.charCodeAt(0)};`)
}

const SAMPLES = HOSTILE_TEXTS.map(({ text }) => text).filter(text => text.length < 2000)

const TEXTS: readonly Change[] = [
  function hostileTexts(given, means) {
    send(
      changeTexts(given, means.random, () => means.random.text()),
      means,
    )
  },
  function moreHostileTexts(given, means) {
    send(
      changeTexts(given, means.random, text => text + means.random.pick(SAMPLES)),
      means,
    )
  },
  function hostileHeaders(given, means) {
    const more = {
      'x-amzn-requestid': '::error::forged',
      server: '##[error]forged',
      'x-y': '<img src=x>',
      'set-cookie': 'a=b',
    }
    send({ ...given, headers: { ...given.headers, ...more } }, means)
  },
]

const DATES = [
  '0000-00-00',
  'yesterday',
  '+999999-01-01T00:00:00Z',
  '99999999999999999999',
  '',
  '-1',
  '2026-13-45T99:99:99Z',
  'NaN',
  '1e400',
]

export const BREAKS: readonly Change[] = [
  function datesAndNumbers(given, means) {
    send(
      changeLeaves(given, means.random, (name, text) =>
        /Date|Timestamp|Port$|^\d/i.test(name + text)
          ? `<${name}>${means.random.pick(DATES)}</${name}>`
          : `<${name}>${text}</${name}>`,
      ),
      means,
    )
  },
  function missing(given, means) {
    send({ ...given, body: given.body.replaceAll(LEAF, whole => (means.random.chance(0.5) ? '' : whole)) }, means)
  },
  function otherTypes(given, means) {
    send(
      changeLeaves(
        given,
        means.random,
        (name, text) => `<${name}><member><${name}>${text}</${name}></member><member/></${name}>`,
      ),
      means,
    )
  },
  function repeated(given, means) {
    send({ ...given, body: given.body.replaceAll(LEAF, whole => whole.repeat(3)) }, means)
  },
  function noMembers(given, means) {
    send(
      {
        ...given,
        body: given.body.replaceAll(/<(member|item)>[\s\S]*<\/\1>/g, means.random.pick(['', '<$1/>', '<$1>x</$1>'])),
      },
      means,
    )
  },
  function truncated(given, means) {
    send({ ...given, body: given.body.slice(0, means.random.int(given.body.length + 1)) }, means)
  },
  function otherBody(given, means) {
    send(
      {
        ...given,
        body: means.random.pick([
          '',
          '<html><body>hi</body>',
          '{"a":1}',
          '<x/>',
          'null',
          '<a>'.repeat(5000),
          '\0\0',
          ...ODD_TEXTS.slice(20, 60),
        ]),
      },
      means,
    )
  },
  function entities(given, means) {
    const laughs = Array.from(
      { length: 12 },
      (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
    ).join('')
    send(
      { ...given, body: `<!DOCTYPE x [<!ENTITY l0 "lol">${laughs}]>${given.body.replace(/>([^<]+)</, '>&l12;<')}` },
      means,
    )
  },
  function floodOfMembers(given, means) {
    send({ ...given, body: given.body.replace(/<(member|item)>[\s\S]*?<\/\1>/, whole => whole.repeat(5000)) }, means)
  },
  function pagesWithoutEnd(given, means) {
    const token = `<NextToken>${means.random.pick(['same', String(means.random.int(1e9))])}</NextToken>`
    send(
      {
        ...given,
        body: given.body
          .replace(/<\/(\w+Result)>/, `${token}</$1>`)
          .replace(/<\/(Describe\w+Response)>/, `<nextToken>x</nextToken></$1>`),
      },
      means,
    )
  },
  function otherStatus(given, means) {
    const status = means.random.pick([201, 204, 304, 400, 401, 403, 404, 409, 412, 413, 429, 500, 502, 503, 504, 599])
    send({ ...given, status }, means)
  },
  function errorOfItsOwn(_given, means) {
    const { random } = means
    const code = escapeText(
      random.pick([
        'AccessDenied',
        'Throttling',
        'OperationInProgressFailure',
        'InvalidParameterValue',
        '__proto__',
        'constructor',
        random.text(),
      ]),
    )
    const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeText(random.text())}</Message></Error>`
    const body = random.pick([
      `<ErrorResponse>${error}<RequestId>1</RequestId></ErrorResponse>`,
      `<Response><Errors>${error}</Errors></Response>`,
      error,
    ])
    send({ status: random.pick([400, 400, 403, 404, 503]), headers: { 'content-type': 'text/xml' }, body }, means)
  },
  function elsewhere(given, means) {
    const status = means.random.pick([301, 302, 303, 307, 308])
    send(
      {
        ...given,
        status,
        headers: { location: means.trap, 'x-amz-bucket-region': means.random.pick(['mars-1', 'us-west-2', '../x']) },
      },
      means,
    )
  },
  function interim(given, means) {
    means.response.socket?.write('HTTP/1.1 102 Processing\r\n\r\n'.repeat(2000))
    send(given, means)
  },
  raw('lengthTooLong', ({ body }) => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length + 1000}\r\n\r\n${body}`),
  raw(
    'lengthTooShort',
    ({ body }) => `HTTP/1.1 200 OK\r\nContent-Length: ${Math.floor(body.length / 2)}\r\n\r\n${body}`,
  ),
  raw('badChunks', ({ body }) => `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n${body}`),
  raw(
    'cutChunks',
    ({ body }) => `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${(body.length + 9).toString(16)}\r\n${body}`,
  ),
  raw('noHttp', () => 'SSH-2.0-OpenSSH_9.9\r\n'),
  raw('headWithoutEnd', () => `HTTP/1.1 200 OK\r\n${`X: ${'y'.repeat(500)}\r\n`.repeat(1000)}`),
  raw('hangUp', () => ''),
  function reset(_given, { response }) {
    response.socket?.resetAndDestroy()
  },
  function gzipBomb(_given, { response }) {
    response.writeHead(200, { 'content-type': 'text/xml', 'content-encoding': 'gzip' })
    response.end(BOMB)
  },
  async function bodyWithoutEnd(given, { random, response }) {
    response.writeHead(given.status, given.headers)
    const piece = Buffer.alloc(256 * 1024, random.pick(['x', '<a>', '<a/>']))
    response.write(given.body.slice(0, random.int(given.body.length + 1)))
    for (let sent = 0; sent < 512 * 1024 ** 2 && !response.destroyed; sent += piece.length) {
      if (!response.write(piece)) await new Promise(resolve => response.once('drain', resolve).once('close', resolve))
    }
    response.end()
  },
  async function slowly(given, { response }) {
    response.writeHead(given.status, given.headers)
    for (const part of given.body.match(/[\s\S]{1,200}/g) ?? []) {
      response.write(part)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    response.end()
  },
]

/** 100 MiB of one element. */
const BOMB = gzipSync(Buffer.alloc(100 * 1024 ** 2, '<a>'))

function raw(name: string, write: (given: Given) => string): Change {
  const change: Change = (given, { response }) => void response.socket?.end(write(given))
  return Object.defineProperty(change, 'name', { value: name })
}
