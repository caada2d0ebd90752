/** An attempt's evidence as short plain lines. Text from outside is in JSON's quotes, cut; it is not made safe for a terminal. */

import type { AnswerEvidence, AnsweredEvidence, Evidence, FramesEvidence } from './evidence.ts'
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
    ...describeTls(evidence),
    ...(upgrade ? [`upgrade: ${path} ${describeAnswer(upgrade)}`, ...describeDetails(upgrade)] : []),
    ...(upgrade?.kind === 'answered' && upgrade.problems.length > 0
      ? [`upgrade: not valid: ${upgrade.problems.join(', ')}`]
      : []),
    ...(control ? [`plain GET: ${describeAnswer(control)}; ${COMPARISONS[control.comparison]}`] : []),
    ...(frames ? describeFrames(frames) : []),
    ...describeBeacon(evidence),
  ]
}

const COMPARISONS = {
  same: 'the same answer as to the Upgrade',
  alike: 'like the answer to the Upgrade, with another body',
  different: 'not the answer to the Upgrade',
} as const

function describeDns({ dns, target }: Evidence): string {
  if (dns.kind === 'failed') return `dns: ${quote(target.host)} failed with ${dns.code} after ${toMs(dns.ms)}`
  return `dns: ${quote(target.host)} is ${dns.addresses.join(', ')}${dns.isPinned ? ' (not asked)' : ` (${toMs(dns.ms)})`}`
}

function describeTcp({ tcp }: Evidence): string[] {
  return tcp.map(probe => {
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

function describeFrames({ pingMs, end, frameCount, payloadBytes }: FramesEvidence): string[] {
  const counted = `${frameCount} ${frameCount === 1 ? 'frame' : 'frames'} with ${payloadBytes} bytes`
  return [
    `frames: ping ${pingMs === undefined ? 'not answered' : `answered in ${toMs(pingMs)}`}, ${counted}`,
    describeEnd(end),
  ]
}

function describeEnd(end: FramesEvidence['end']): string {
  switch (end.kind) {
    case 'clean':
      return `frames: closing handshake answered with ${end.code}`
    case 'closed-by-server':
      return `frames: closed by the server with ${end.code}`
    case 'cut':
      return `frames: cut without a close frame${end.wasClosing ? ', after ours' : ''}`
    case 'silent':
      return end.wasClosing ? 'frames: closing handshake not answered' : 'frames: nothing more came'
    case 'garbage':
      return `frames: not frames (${end.code})`
    case 'too-much':
      return 'frames: more came than is read'
  }
}

function describeBeacon({ beacon }: Evidence): string[] {
  if (!beacon) return []
  if (beacon.kind === 'silent') return [`beacon: not answered (${toMs(beacon.ms)})`]
  const { versionLabel, upgrade, connection, protocol, ms } = beacon
  const received = `Upgrade ${quote(upgrade)}, Connection ${quote(connection)}, ${protocol}`
  return [`beacon: version ${quote(versionLabel)} runs there; its proxy received ${received} (${toMs(ms)})`]
}

function toMs(ms: number): string {
  return `${ms < 10 ? ms : Math.round(ms)} ms`
}
