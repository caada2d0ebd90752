/** The inputs of the check action, read and checked. */

import type { ProxyVariables } from '../handshake/outgoing-proxy.ts'
import { readApplicationName, readEnvironmentName, readRegion } from './environment-inputs.ts'
import { hideQuery, listSecrets, parseWebSocketPath, readWebSocketUrl, type WebSocketUrl } from './handshake-inputs.ts'
import { readHistoryBranch } from './history-inputs.ts'
import { type IncidentRequest, readIncidentRequest } from './incident-inputs.ts'
import { type InputReader, type InputSource, openInputReader } from './input-reader.ts'
import { type FailOn, type ProbeRequest, readFailOn, readProbeRequest } from './probe-inputs.ts'
import { readToken } from './token-input.ts'
import { readWebhooks } from './webhook-inputs.ts'

export interface CheckRequest {
  /** Absolute ws:// or wss:// URLs, in the order given, each once. */
  readonly urls: readonly string[]
  /** Whose URL is opened where there is no other, and which is known to be behind them. */
  readonly environment: CheckedEnvironment | undefined
  readonly path: string | undefined
  readonly probe: ProbeRequest
  /** Path of a file with further targets. */
  readonly targetsFile: string | undefined
  /** Of the environments in that file, where it names none. */
  readonly region: string | undefined
  /** A target is down when all attempts fail. */
  readonly attempts: number
  readonly failOn: FailOn
  /** Who is told what is new; secret. */
  readonly webhooks: readonly string[]
}

export interface CheckedEnvironment {
  readonly region: string
  readonly applicationName: string
  readonly environmentName: string
}

/** With what is only for workflows. */
export interface CheckActionRequest extends CheckRequest {
  /** Undefined where no issues are asked for. */
  readonly incidents: IncidentRequest | undefined
  /** Undefined where no history is kept. */
  readonly historyBranch: string | undefined
  /** For GitHub; '' where nothing is told there. */
  readonly token: string
}

/** Throws one ActionError that names every wrong input. */
export function readCheckRequest(
  source: InputSource,
  defaults: { readonly region: string | undefined; readonly ownBranches?: readonly string[] },
): CheckActionRequest {
  const inputs = openInputReader(source)
  const incidents = readIncidentRequest(inputs)
  const historyBranch = readHistoryBranch(inputs, defaults.ownBranches)
  const token = incidents || historyBranch ? readToken(inputs) : (inputs.text('github-token') ?? '')
  const request = { ...readCheckInputs(inputs, defaults), incidents, historyBranch, token }
  inputs.finish()
  return request
}

/** The same from a reader that somebody else finishes. */
export function readCheckInputs(inputs: InputReader, defaults: { readonly region: string | undefined }): CheckRequest {
  const path = inputs.parsed<string | undefined>('websocket-path', undefined, parseWebSocketPath)
  const given = inputs.parsedLines('url', readWebSocketUrl)
  const probe = readProbeRequest(inputs)
  const targetsFile = inputs.text('targets')
  refuseWithoutEffect(inputs, { given, path, probe })
  if (targetsFile !== undefined) refuseBesideTargets(inputs, given)
  return {
    urls: [...new Set(given.map(({ url }) => completeUrl(url, path)))],
    environment: readEnvironment(inputs, defaults.region),
    path,
    probe,
    targetsFile,
    region: inputs.text('aws-region') ?? defaults.region,
    attempts: inputs.number('attempts', { min: 1, max: 20, fallback: 3 }),
    failOn: readFailOn(inputs),
    webhooks: readWebhooks(inputs),
  }
}

/** What must not be seen of it in log, summary and report. */
export function listCheckSecrets(
  { urls, path, probe }: Pick<CheckRequest, 'urls' | 'path' | 'probe'>,
  proxyVariables: ProxyVariables,
): string[] {
  const targets = urls.length > 0 ? urls : [undefined]
  return targets.flatMap(url => listSecrets({ ...probe, url, path, proxyVariables }))
}

function readEnvironment(inputs: InputReader, region: string | undefined): CheckedEnvironment | undefined {
  if (!isEnvironmentNamed(inputs)) {
    inputs.text('aws-region')
    if (inputs.text('targets') === undefined) inputs.required('url', WHAT_TO_CHECK)
    return undefined
  }
  return {
    region: readRegion(inputs, region),
    applicationName: readApplicationName(inputs),
    environmentName: readEnvironmentName(inputs),
  }
}

const WHAT_TO_CHECK =
  'Write one URL a line, such as "wss://chat.example.com/ws", or name an environment, or a file of targets.'

function isEnvironmentNamed(inputs: InputReader): boolean {
  return ['application-name', 'environment-name'].some(name => inputs.text(name) !== undefined)
}

/** What is about the URLs of the inputs, and would be overlooked where there are none. */
const ABOUT_URLS = ['websocket-path', 'headers', 'websocket-send', 'websocket-expect', 'hold', 'subprotocols', 'origin']

function refuseBesideTargets(inputs: InputReader, given: readonly WebSocketUrl[]): void {
  if (given.length > 0 || isEnvironmentNamed(inputs)) return
  const isGuessed = (inputs.text('protocol') ?? 'auto') === 'auto'
  const names = [...ABOUT_URLS, 'resolve', ...(isGuessed ? [] : ['protocol'])]
  for (const name of names.filter(each => inputs.text(each) !== undefined)) {
    inputs.problem(name, "was given beside 'targets', but is about 'url'", 'Write it into the file of targets instead.')
  }
}

// Where no URL is given it is the environment's, which is not known yet.
function refuseWithoutEffect(
  inputs: InputReader,
  { given, path, probe }: { given: readonly WebSocketUrl[]; path: string | undefined; probe: ProbeRequest },
): void {
  if (given.length === 0) return
  if (path !== undefined && !given.some(({ url }) => isBare(url))) {
    const hint = "Correct the path in 'url', or leave this line out: it is for URLs without a path."
    inputs.problem('websocket-path', `was "${hideQuery(path)}", but every URL has a path of its own`, hint)
  }
  for (const { host, port } of probe.resolve) {
    if (given.some(({ target }) => target.host === host.toLowerCase() && target.port === port)) continue
    inputs.problem('resolve', `named "${host}:${port}", which no URL has`, 'Write the host and the port of a URL.')
  }
}

function isBare({ pathname, search }: URL): boolean {
  return pathname === '/' && search === ''
}

// The path is for URLs that have none of their own, so that a list of bare hosts needs it only once.
function completeUrl(url: URL, path: string | undefined): string {
  return isBare(url) && path ? new URL(`${url.origin}${path}`).href : url.href
}
