/** Stands between the action and Local Beanstalk, and changes what AWS answers. */

import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface Answer {
  readonly status: number
  readonly body: string
}

/** Gets the operation's name ("DescribeEvents", "HeadBucket") and what was answered to it. */
export type ChangeAnswer = (operation: string, answer: Answer) => Answer | Promise<Answer>

export interface AnsweringProxy extends AsyncDisposable {
  readonly endpoint: string
  /** From now on; undefined lets every answer pass as it is. */
  change(changeAnswer: ChangeAnswer | undefined): void
}

export async function openAnsweringProxy(target: string): Promise<AnsweringProxy> {
  let changeAnswer: ChangeAnswer | undefined
  const server = createServer(async (request, response) => {
    try {
      const asked = await buffer(request)
      const { status, headers, body } = await forward(target, request, asked)
      const answer = { status, body: body.toString() }
      const changed = (await changeAnswer?.(nameOperation(request, asked.toString('latin1')), answer)) ?? answer
      const isSame = changed === answer
      const { 'content-length': _, 'transfer-encoding': __, ...kept } = headers
      response.writeHead(changed.status, isSame ? headers : kept)
      response.end(isSame ? body : changed.body)
    } catch {
      response.destroy()
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    change: next => {
      changeAnswer = next
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** An error as the query protocols of Elastic Beanstalk and EC2 answer it. */
export function refuseWith(status: number, code: string, message: string): Answer {
  const error = `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`
  return {
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ErrorResponse>`,
  }
}

/** Gives each element of that name a text of its own. */
export function replaceElements(xml: string, name: string, text: (index: number) => string): string {
  let index = 0
  return xml.replaceAll(new RegExp(`<${name}>[^<]*</${name}>`, 'g'), () => {
    return `<${name}>${escapeXml(text(index++))}</${name}>`
  })
}

/** As references where XML allows no other way; what it cannot carry at all is taken out. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[&<>"'\r\n\t]/g, character => `&#${character.codePointAt(0)};`)
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
}

interface Forwarded {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

// The Host header stays as it was signed.
async function forward(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Forwarded> {
  const request = send(new URL(url ?? '/', target), { method: method ?? 'GET', headers })
  request.end(body)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return { status: response.statusCode ?? 0, headers: response.headers, body: await buffer(response) }
}

function nameOperation({ method, url = '/' }: IncomingMessage, body: string): string {
  const action = /(?:^|&)Action=(\w+)/.exec(body)?.[1]
  if (action) return action
  const isObject = url.split('?')[0]?.split('/').filter(Boolean).length === 2
  return `${method?.[0]}${method?.slice(1).toLowerCase()}${isObject ? 'Object' : 'Bucket'}`
}
