/** Products of a deployment in a few words, for the cells of a summary. Pure. */

import type { DeployProducts } from './deploy-products.ts'
import type { Warning } from './warning-list.ts'

export function describePreflight({ preflight, refusals }: DeployProducts): string {
  if (!preflight) return refusals ? 'not made (preflight: off)' : 'not looked at'
  if (preflight.kind !== 'passed' && preflight.kind !== 'refused') return `not made: ${preflight.reason}`
  const { kind, program, version, ms, notTested } = preflight
  const untested = notTested.length > 0 ? `; not tested: ${notTested.slice(0, 10).join(', ')}` : ''
  const isDoubted = kind === 'refused' && refusals?.length === 0
  const files = isDoubted ? 'the files as they are here' : 'the files'
  return `${program} ${version} ${kind === 'passed' ? 'took' : 'refused'} ${files}, in ${ms} ms${untested}`
}

export function describeEnvironment(products: DeployProducts): string {
  const { survey, state, creation, region, applicationName, environmentName } = products
  const environment = state ?? survey
  const now = environment
    ? `${environment.status}, health ${environment.health}`
    : creation
      ? 'does not exist yet'
      : 'not looked at'
  return `${applicationName} / ${environmentName}, ${region}: ${now}`
}

/** What is worth knowing, that of the inbound rule first. */
export function listNotes(products: DeployProducts): Warning[] {
  const { inbound, creation, loadBalancer, notes = [], appNotes = [], handshake } = products
  const ofInbound = inbound === undefined || inbound.kind === 'off' ? [] : inbound.warnings
  const found = handshake?.targets[0]?.finding?.kind
  const isUntold = ({ foretells }: { readonly foretells?: string | undefined }) =>
    foretells === undefined || foretells !== found
  const ofLoadBalancer = loadBalancer?.notes.filter(isUntold) ?? []
  return [...(creation?.notes ?? []), ...ofInbound, ...notes.filter(isUntold), ...appNotes, ...ofLoadBalancer]
}
