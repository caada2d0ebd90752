/** The way of an opening handshake from the client to the app, step by step, and where it ended. Pure. */

import type { Evidence } from '../handshake/evidence.ts'
import type { Finding } from '../handshake/findings.ts'
import type { TargetReport } from '../handshake/handshake.ts'
import type { KnownWay } from '../handshake/known-way.ts'
import { type Blame, findBlame } from './find-blame.ts'
import { measureStep, nameStep } from './name-step.ts'
import type { PathStep, StepKind, StepState } from './path-step.ts'

type Asked = Pick<TargetReport, 'outcome' | 'finding' | 'attempts' | 'way'>

/**
 * Empty where nothing was asked. A step is marked on evidence alone: it is guilty where the finding is certain of one
 * layer, suspected where it is not, or where it leaves several.
 */
export function findPath({ outcome, finding, attempts, way = {} }: Asked): PathStep[] {
  const evidence = attempts.at(-1)?.evidence
  if (!evidence) return []
  const isAccepted = outcome === 'accepted'
  const blame = isAccepted || !finding ? undefined : findBlame(finding, way)
  const kinds = listKinds(evidence, way, blame?.kinds ?? [])
  return kinds.map((kind, index) => {
    const state = isAccepted ? 'passed' : judge({ kinds, index, blame, finding, evidence, way })
    const ms = state === 'passed' ? measureStep(kind, evidence) : undefined
    return { kind, state, ...nameStep(kind, evidence, way), ...(ms === undefined ? {} : { ms }) }
  })
}

/** From the client to the app; at most seven, so that a picture of them can be read. */
function listKinds(evidence: Evidence, way: KnownWay, blamed: readonly StepKind[]): StepKind[] {
  const { loadBalancer, proxy, securityGroup } = way
  const hasGroup = securityGroup !== undefined && !evidence.tunnel
  const isNamed = (kind: StepKind) => blamed.includes(kind)
  const isAppKnown = loadBalancer !== undefined || proxy !== undefined || isNamed('proxy') || isNamed('application')
  const isGreeted = evidence.frames?.greeting?.kind === 'greeted'
  const present: Readonly<Record<StepKind, boolean>> = {
    client: true,
    'outgoing-proxy': evidence.tunnel !== undefined,
    dns: !evidence.tunnel || isNamed('dns'),
    'security-group': hasGroup,
    tcp: isNamed('tcp') || !(hasGroup || evidence.tunnel),
    tls: isNamed('tls') || (evidence.target.isSecure && !(hasGroup && isNamed('tcp'))),
    'load-balancer': isNamed('load-balancer') || (loadBalancer !== undefined && loadBalancer !== 'none'),
    proxy: isNamed('proxy') || evidence.beacon?.kind === 'answered' || (proxy !== undefined && proxy !== 'none'),
    application: isAppKnown || isGreeted,
    server: !(isAppKnown || isGreeted),
  }
  return ORDER.filter(kind => present[kind])
}

const ORDER: readonly StepKind[] = [
  'client',
  'outgoing-proxy',
  'dns',
  'security-group',
  'tcp',
  'tls',
  'load-balancer',
  'proxy',
  'application',
  'server',
]

interface Place {
  readonly kinds: readonly StepKind[]
  readonly index: number
  readonly blame: Blame | undefined
  readonly finding: Finding | null
  readonly evidence: Evidence
  readonly way: KnownWay
}

function judge({ kinds, index, blame, finding, evidence, way }: Place): StepState {
  const kind = kinds[index] ?? 'client'
  if (blame?.kinds.includes(kind)) return blame.state
  if (isSeen(kind, evidence, way)) return 'passed'
  const blamed = kinds.flatMap((each, at) => (blame?.kinds.includes(each) ? [at] : []))
  const [first, last] = [blamed.at(0), blamed.at(-1)]
  if (!finding || !blame || first === undefined || last === undefined) return 'unknown'
  // Who blames what stands behind it, or is left with some of that, has found it in order.
  const isExcluded = finding.sure !== 'unsure' || blamed.length > 1
  const isAnswered = evidence.upgrade !== undefined
  if (index < first) return isExcluded && isAnswered ? 'passed' : 'unknown'
  return index > last && !blame.isBlindBehind ? 'not-reached' : 'unknown'
}

/** Has the evidence itself shown that it lets the handshake through? */
function isSeen(kind: StepKind, { dns, tcp, tunnel, tls, upgrade }: Evidence, way: KnownWay): boolean {
  const isOpen = upgrade?.kind === 'answered' && upgrade.status === 101
  if (kind === 'client' || isOpen) return true
  if (kind === 'outgoing-proxy') return tunnel?.kind === 'opened'
  if (kind === 'dns') return dns.kind === 'resolved'
  const isConnected = tcp.some(probe => probe.kind === 'connected')
  if (kind === 'security-group') return isConnected || way.admits === 'everybody'
  if (kind === 'tcp') return isConnected
  return kind === 'tls' && tls?.kind === 'secured'
}
