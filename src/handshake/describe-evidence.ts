/** An attempt's evidence as short plain lines. Text from outside is in JSON's quotes, cut; it is not made safe for a terminal. */

import { describeFrames, toMs } from './describe-frames.ts'
import { describeGreeting } from './describe-greeting.ts'
import type { AnswerEvidence, AnsweredEvidence, Evidence } from './evidence.ts'
import { quote } from './findings/entry.ts'
import { findHeader } from './probe/head.ts'
import type { Attempt } from './try-target.ts'

/** One line a layer, in the order in which they were asked. */
export function describeEvidence({ evidence }: Pick<Attempt, 'evidence'>): string[] {
  const { target, upgrade, control, frames } = evidence
  const path = quote(target.path)
  return [
    describeDns(evidence),
    ...describeTcp(evidence),
    ...describeTunnel(evidence),
    ...describeTls(evidence),
    ...(upgrade ? [`upgrade: ${path} ${describeAnswer(upgrade)}`, ...describeDetails(upgrade)] : []),
    ...(upgrade?.kind === 'answered' && upgrade.problems.length > 0
      ? [`upgrade: not valid: ${upgrade.problems.join(', ')}`]
      : []),
    ...(control ? [`plain GET: ${describeAnswer(control)}; ${compareControl(evidence)}`] : []),
    ...describeOrigins(evidence),
    ...(frames ? describeFrames(frames) : []),
    ...describeGreeting(evidence),
    ...describeBeacon(evidence),
    ...describeSamples(evidence),
  ]
}

function compareControl({ upgrade, control }: Evidence): string {
  if (control?.kind !== 'answered' && control?.kind === upgrade?.kind) return 'as the Upgrade'
  return COMPARISONS[control?.comparison ?? 'different']
}

const COMPARISONS = {
  same: 'the same answer as to the Upgrade',
  alike: 'like the answer to the Upgrade, with another body',
  different: 'not the answer to the Upgrade',
} as const

function describeDns({ dns, target, tunnel }: Evidence): string {
  const name = quote(tunnel?.via ?? target.host)
  if (dns.kind === 'failed') return `dns: ${name} failed with ${dns.code} after ${toMs(dns.ms)}`
  return `dns: ${name} is ${dns.addresses.join(', ')}${dns.isPinned ? ' (not asked)' : ` (${toMs(dns.ms)})`}`
}

function describeTcp({ tcp, otherFamily }: Evidence): string[] {
  return [...tcp, ...(otherFamily ? [otherFamily] : [])].map(probe => {
    const code = 'code' in probe ? ` with ${probe.code}` : ''
    return `tcp: ${probe.address} port ${probe.port} ${TCP_WORDS[probe.kind]}${code} (${toMs(probe.ms)})`
  })
}

const TCP_WORDS = {
  connected: 'connected',
  failed: 'failed',
  timeout: 'did not answer',
  'not-tested': 'was not tested: no route from here,',
} as const

function describeTunnel({ tunnel }: Evidence): string[] {
  if (!tunnel) return []
  if (tunnel.kind === 'refused') {
    return [`outgoing proxy: CONNECT refused with ${tunnel.status} ${quote(tunnel.reason)} (${toMs(tunnel.ms)})`]
  }
  return [`outgoing proxy: ${TUNNEL_WORDS[tunnel.kind]} (${toMs(tunnel.ms)})`]
}

const TUNNEL_WORDS = {
  opened: 'CONNECT answered, the name is left to it',
  silent: 'CONNECT not answered',
  unreached: 'could not be connected to',
} as const

function describeTls({ tls }: Evidence): string[] {
  if (!tls) return []
  if (tls.kind === 'timeout') return [`tls: not answered (${toMs(tls.ms)})`]
  if (tls.kind === 'failed') return [`tls: failed with ${tls.code}: ${quote(tls.message)} (${toMs(tls.ms)})`]
  const { subject, validTo } = tls.certificate
  return [`tls: ${tls.protocol}, certificate ${quote(subject)} valid to ${quote(validTo)} (${toMs(tls.ms)})`]
}

function describeAnswer(answer: AnswerEvidence): string {
  const ms = `(${toMs(answer.ms)})`
  switch (answer.kind) {
    case 'answered':
      return `answered ${answer.status} ${quote(answer.reason)} ${ms}`
    case 'closed':
      return `closed without an answer${answer.code ? ` with ${answer.code}` : ''} ${ms}`
    case 'timeout':
      return `not answered, ${answer.receivedBytes} bytes ${ms}`
    case 'not-http':
      return `answered with what is not HTTP: ${quote(answer.excerpt)} ${ms}`
    case 'garbage':
      return `answered with bad HTTP (${answer.problem}): ${quote(answer.excerpt)} ${ms}`
  }
}

/** The headers that tell who wrote a refusal, and how its body begins. */
function describeDetails(answer: AnswerEvidence): string[] {
  if (answer.kind !== 'answered' || answer.status === 101) return []
  const named = TELLING_HEADERS.flatMap(name => {
    const value = findHeader(answer.headers, name)
    return value === undefined ? [] : [`upgrade: header ${name} ${quote(value)}`]
  })
  return [...named, ...describeBody(answer)]
}

const TELLING_HEADERS = [
  'server',
  'via',
  'location',
  'x-powered-by',
  'sec-websocket-version',
  'x-websocket-reject-reason',
]

function describeBody({ body }: AnsweredEvidence): string[] {
  return body ? [`upgrade: body ${quote(body)}`] : []
}

function describeOrigins({ origins = [] }: Evidence): string[] {
  return origins.map(({ origin, isTaken, isRepeated, status, ms }) => {
    const asked = `${isRepeated ? 'again ' : ''}${origin ? `with Origin ${quote(origin)}` : 'without Origin'}`
    return `upgrade ${asked}: ${isTaken ? 'accepted' : status === undefined ? 'not answered' : `answered ${status}`} (${toMs(ms)})`
  })
}

function describeBeacon({ beacon }: Evidence): string[] {
  if (!beacon) return []
  if (beacon.kind === 'silent') return [`beacon: not answered (${toMs(beacon.ms)})`]
  const { versionLabel, upgrade, connection, protocol, ms } = beacon
  const received = `Upgrade ${quote(upgrade)}, Connection ${quote(connection)}, ${protocol}`
  return [`beacon: version ${quote(versionLabel)} runs there; its proxy received ${received} (${toMs(ms)})`]
}

/** How many of how many at each address, and behind them what was seen of each sort that failed. */
function describeSamples({ samples }: Evidence): string[] {
  if (!samples) return []
  const instances = samples.instanceCount === undefined ? '' : ` to ${samples.instanceCount} instances`
  const counted = samples.addresses.map(({ address, acceptedCount, failedCount }) => {
    return `${address || 'by the HTTP proxy'} accepted ${acceptedCount} of ${acceptedCount + failedCount}`
  })
  return [
    `connections${instances}: ${counted.join(', ')} (${toMs(samples.ms)})`,
    ...samples.failures.flatMap(failure => describeEvidence(failure).map(line => `failed connection: ${line}`)),
  ]
}
