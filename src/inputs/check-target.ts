/** One WebSocket that a check opens: what the inputs or the file of targets say of it. */

import type { ProxyVariables } from '../handshake/outgoing-proxy.ts'
import { parseTarget } from '../handshake/target.ts'
import type { CheckedEnvironment, CheckRequest } from './check-request.ts'
import { listSecrets } from './handshake-inputs.ts'
import type { ProbeRequest } from './probe-inputs.ts'

export interface CheckTarget {
  /** The same in every run, and no other target's: its name, else its URL without what may be secret, else its environment. */
  readonly id: string
  readonly name?: string
  /** Absolute; undefined where it is that of the environment. */
  readonly url: string | undefined
  /** Whose URL is opened where there is no other, and which is known to be behind it. */
  readonly environment: CheckedEnvironment | undefined
  /** Of the environment's URL. */
  readonly path: string | undefined
  readonly probe: ProbeRequest
  /** It is down when all attempts fail. */
  readonly attempts: number
  /** Of the issue that tells of its failure, beside those of the inputs. */
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
  /** What came from the environment of the step, beside what is known to be secret anyway. */
  readonly secrets: readonly string[]
}

/** Those that the inputs name themselves. */
export function listOwnTargets({ urls, environment, path, probe, attempts }: CheckRequest): CheckTarget[] {
  const shared = { environment, path, probe, attempts, labels: [], assignees: [], secrets: [] }
  if (urls.length > 0) return tellApart(urls.map(url => ({ ...shared, id: identifyUrl(url), url })))
  if (!environment) return []
  return [{ ...shared, id: identifyEnvironment(environment, path), url: undefined }]
}

/** What must not be seen of it in log, summary and report. */
export function listTargetSecrets(
  { url, path, probe, secrets }: CheckTarget,
  proxyVariables: ProxyVariables,
): string[] {
  return [...new Set([...listSecrets({ ...probe, url, path, proxyVariables }), ...secrets])]
}

/** Without the values of the query. */
export function identifyUrl(url: string): string {
  const parsed = parseTarget(url)
  return parsed.kind === 'target' ? parsed.target.printableUrl : ''
}

export function identifyEnvironment(
  { applicationName, environmentName }: Omit<CheckedEnvironment, 'region'>,
  path: string | undefined,
): string {
  return `${applicationName}/${environmentName}${path?.replace(/\?.*/s, '') ?? ''}`
}

// Two URLs may differ in what is not shown.
function tellApart(targets: readonly CheckTarget[]): CheckTarget[] {
  const counts = new Map<string, number>()
  return targets.map(target => {
    const count = (counts.get(target.id) ?? 0) + 1
    counts.set(target.id, count)
    return count === 1 ? target : { ...target, id: `${target.id} (${count})` }
  })
}
