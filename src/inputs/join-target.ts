/** One target of a file: what it says itself, and the defaults for what it does not. */

import { parseTarget } from '../handshake/target.ts'
import type { CheckedEnvironment } from './check-request.ts'
import { type CheckTarget, identifyEnvironment, identifyUrl } from './check-target.ts'
import type { Variables } from './expand-variables.ts'
import type { FieldReader } from './field-reader.ts'
import type { ProbeRequest } from './probe-inputs.ts'
import type { TargetValues } from './target-values.ts'

export interface TargetSurroundings {
  /** Where the file names none. */
  readonly region: string | undefined
  readonly attempts: number
  readonly ca: string | undefined
  readonly variables: Variables
  /** Targets that are there already. */
  readonly others: readonly Pick<CheckTarget, 'id'>[]
}

export interface TargetParts {
  readonly fields: FieldReader
  readonly own: TargetValues
  readonly defaults: TargetValues
  readonly surroundings: TargetSurroundings
}

/** Undefined where there is too little to open anything; that is told. What a target says takes the place of the default, whole. */
export function joinTarget(parts: TargetParts): CheckTarget | undefined {
  const { fields, own, defaults, surroundings } = parts
  if (!fields.has('url') && !fields.has('environment')) {
    fields.problem(
      'url',
      'was not given, nor was environment',
      'Write "url: wss://chat.example.com/ws", or an environment.',
    )
    return undefined
  }
  const environment = readEnvironment(parts)
  const path = own.path ?? defaults.path
  refuseWithoutEffect(parts)
  const url = own.url && completeUrl(own.url.value, path?.value)
  if (url === undefined && !environment) return undefined
  const usual = url === undefined ? identifyEnvironment(environment ?? NOWHERE, path?.value) : identifyUrl(url)
  const filled = [own.url, path, own.headers ?? defaults.headers, own.send ?? defaults.send]
  return {
    id: own.name ?? usual,
    ...(own.name === undefined ? {} : { name: own.name }),
    url,
    environment,
    path: path?.value,
    probe: joinProbe(parts),
    attempts: own.attempts ?? defaults.attempts ?? surroundings.attempts,
    labels: own.labels ?? defaults.labels ?? [],
    assignees: own.assignees ?? defaults.assignees ?? [],
    secrets: [...new Set(filled.flatMap(each => each?.secrets ?? []))],
  }
}

const NOWHERE = { applicationName: '', environmentName: '' }

function joinProbe({ own, defaults, surroundings }: TargetParts): ProbeRequest {
  return {
    headers: (own.headers ?? defaults.headers)?.value ?? [],
    origin: own.origin ?? defaults.origin,
    subprotocols: own.subprotocols ?? defaults.subprotocols ?? [],
    protocol: own.protocol ?? defaults.protocol ?? 'auto',
    send: (own.send ?? defaults.send)?.value,
    expectation: own.expectation ?? defaults.expectation,
    holdMs: own.holdMs ?? defaults.holdMs ?? 0,
    resolve: own.resolve ?? [],
    ca: surroundings.ca,
  }
}

function readEnvironment({ fields, own, defaults, surroundings }: TargetParts): CheckedEnvironment | undefined {
  if (!fields.has('environment')) return undefined
  const applicationName = own.application ?? defaults.application
  const region = own.region ?? defaults.region ?? surroundings.region
  if (!applicationName && !fields.has('application')) {
    fields.problem(
      'application',
      'was not given',
      'Write the name of the Beanstalk application, here or under "defaults".',
    )
  }
  if (!region && !fields.has('region')) {
    const hint =
      'Write "region: eu-central-1" here or under "defaults", or set AWS_REGION (configure-aws-credentials does).'
    fields.problem('region', 'was not given', hint)
  }
  if (!own.environment || !applicationName || !region) return undefined
  return { region, applicationName, environmentName: own.environment }
}

function refuseWithoutEffect({ fields, own }: TargetParts): void {
  for (const name of ['application', 'region']) {
    if (!fields.has(name) || fields.has('environment')) continue
    fields.problem(name, 'was given without environment', 'Write "environment: chat-prod" as well, or leave it out.')
  }
  if (!own.url) return
  if (own.path && !isBare(new URL(own.url.value))) {
    fields.problem('path', 'was given, but the url has a path of its own', 'Leave one of them out.')
  }
  const parsed = parseTarget(own.url.value)
  for (const { host, port } of own.resolve ?? []) {
    if (parsed.kind !== 'target' || (parsed.target.host === host.toLowerCase() && parsed.target.port === port)) continue
    fields.problem('resolve', `named "${host}:${port}", which the url has not`, 'Write its host and its port.')
  }
}

function isBare({ pathname, search }: URL): boolean {
  return pathname === '/' && search === ''
}

function completeUrl(given: string, path: string | undefined): string {
  const url = new URL(given)
  return isBare(url) && path ? new URL(`${url.origin}${path}`).href : url.href
}
