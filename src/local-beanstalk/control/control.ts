/** The control endpoint: faults, pace, record and truth of Local Beanstalk, as JSON beside the paths of AWS. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { EnvironmentTruth } from '../elastic-beanstalk/environment-truth.ts'
import type { RegionTruth } from '../elastic-beanstalk/region-truth.ts'
import type { LoadBalancerTruth } from '../elastic-load-balancing/load-balancer-truth.ts'
import type { Fault } from '../faults/catalogue.ts'
import { FaultsRefused, readFaults } from '../faults/read-faults.ts'
import { ServiceError } from '../service-error.ts'
import { readBody } from '../wire/request.ts'
import { describeLoadBalancerTruth, describeTruth } from './describe-truth.ts'
import { findIntrusion } from './find-intrusion.ts'

/** What the endpoint shows and sets. */
export interface Controlled {
  faults(): readonly Fault[]
  setFaults(faults: readonly Fault[]): void
  pace(): number
  setPace(msPerSecond: number): void
  /** PEM of the authority that signs the certificates of load balancers. */
  ca(): Promise<string>
  requests(): readonly unknown[]
  lookUp(environmentName: string): EnvironmentTruth | undefined
  lookUpLoadBalancer(name: string): LoadBalancerTruth | undefined
  lookUpRegion(region: string): RegionTruth
}

/** No bucket of S3 can have such a name. */
export const CONTROL_PATH = '/_local-beanstalk/'

const BODY_LIMIT_BYTES = 16 * 1024 * 1024
const MAX_PACE = 60_000

type Route = (controlled: Controlled, asked: { readonly name: string; readonly body: unknown }) => unknown

const ROUTES: Readonly<Record<string, Route>> = {
  'GET faults': controlled => controlled.faults(),
  'PUT faults': (controlled, { body }) => {
    controlled.setFaults(readFaults(body))
    return controlled.faults()
  },
  'DELETE faults': controlled => {
    controlled.setFaults([])
    return []
  },
  'GET pace': controlled => ({ msPerSecond: controlled.pace() }),
  'PUT pace': (controlled, { body }) => {
    controlled.setPace(readPace(body))
    return { msPerSecond: controlled.pace() }
  },
  'GET ca': controlled => controlled.ca(),
  'GET requests': controlled => controlled.requests(),
  'GET environments/': (controlled, { name }) => {
    const truth = controlled.lookUp(name)
    if (truth === undefined) throw refuse(404, `There is no environment "${name}".`)
    return describeTruth(truth)
  },
  'GET load-balancers/': (controlled, { name }) => {
    const truth = controlled.lookUpLoadBalancer(name)
    if (truth === undefined) throw refuse(404, `There is no load balancer "${name}".`)
    return describeLoadBalancerTruth(truth)
  },
  'GET regions/': (controlled, { name }) => controlled.lookUpRegion(name),
}

/** Answers in JSON, what is wrong too: `{"errors": [...]}`; the authority's certificate as PEM. */
export async function answerControl(
  controlled: Controlled,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { route, name } = findRoute(message)
    const body = message.method === 'PUT' ? await readJson(message) : undefined
    send(response, 200, await route(controlled, { name, body }))
  } catch (error) {
    const refused = error instanceof FaultsRefused
    if (!refused && !(error instanceof ServiceError)) throw error
    // What was not read stays on the connection.
    response.setHeader('connection', 'close')
    const errors = refused ? error.wrongs : [error.message]
    send(response, refused ? 400 : error.status, { errors })
  }
}

function findRoute(message: IncomingMessage): { readonly route: Route; readonly name: string } {
  const intrusion = findIntrusion(message)
  if (intrusion !== undefined) throw refuse(403, intrusion)
  const path = (message.url ?? '').slice(CONTROL_PATH.length)
  const [, folder, name] = /^(environments\/|load-balancers\/|regions\/)([A-Za-z0-9-]+)$/.exec(path) ?? [
    undefined,
    path,
    '',
  ]
  const route = ROUTES[`${message.method} ${folder}`]
  if (route !== undefined) return { route, name: name ?? '' }
  const known = Object.keys(ROUTES).map(key => key.replace(' ', ` ${CONTROL_PATH}`).replace(/\/$/, '/NAME'))
  const status = known.some(key => key.endsWith(` ${CONTROL_PATH}${folder}`)) ? 405 : 404
  throw refuse(status, `"${message.method} ${message.url}" is nothing here; ask for ${known.join(', ')}`)
}

async function readJson(message: IncomingMessage): Promise<unknown> {
  const type = message.headers['content-type'] ?? 'none'
  if (!/^application\/json *(;|$)/i.test(type))
    throw refuse(415, `The content type was "${type}"; send "application/json"`)
  const text = (await readBody(message, BODY_LIMIT_BYTES)).toString('utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw refuse(400, `The body was no JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function readPace(body: unknown): number {
  const wrong = refuse(
    400,
    `The pace was ${JSON.stringify(body)}; write {"msPerSecond": a number from 0 to ${MAX_PACE}}`,
  )
  if (typeof body !== 'object' || body === null || Object.keys(body).join() !== 'msPerSecond') throw wrong
  const pace: unknown = Reflect.get(body, 'msPerSecond')
  if (typeof pace !== 'number' || !(pace >= 0 && pace <= MAX_PACE)) throw wrong
  return pace
}

function refuse(status: number, text: string): ServiceError {
  return new ServiceError('ControlRefused', text, { status })
}

function send(response: ServerResponse, status: number, value: unknown): void {
  const isText = typeof value === 'string'
  const type = isText ? 'application/x-pem-file' : 'application/json'
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
  response.end(isText ? value : `${JSON.stringify(value, undefined, 2)}\n`)
}
