/** The handshake in words: for the table of a summary, for the log, for a terminal, and its evidence. Pure. */

import { toMs } from '../describe-time.ts'
import { describeEvidence } from '../handshake/describe-evidence.ts'
import type { Finding } from '../handshake/findings.ts'
import type { HandshakeReport, TargetReport } from '../handshake/handshake.ts'
import { fenceMarkdown, foldMarkdown, type Markdown } from '../markdown.ts'

/** The cell of a table, beside what says what the finding means. */
export function describeHandshake(handshake: HandshakeReport | undefined): string {
  const target = handshake?.targets[0]
  return target ? `${nameTarget(target)} ${describeOutcomeBriefly(target)}` : 'not opened'
}

/** The outcome where the title of the finding stands elsewhere. */
export function describeOutcomeBriefly(target: TargetReport): string {
  const { outcome, finding } = target
  if (!finding || outcome === 'unknown') return describeOutcome(target)
  return outcome === 'rejected'
    ? `rejected (${nameFinding(finding)})`
    : `${describeOutcome({ ...target, finding: null })} (finding: ${finding.kind})`
}

/** As its heading in the docs, the layers that it leaves possible, and how sure it is. */
function nameFinding(finding: Finding): string {
  return `finding: ${finding.kind}, layer: ${nameLayers(finding)}, ${finding.sure}`
}

/** "proxy", "application or proxy" */
export function nameLayers({ layer, candidates }: Finding): string {
  return candidates ? candidates.join(' or ') : layer
}

/** One line about one target. */
export function describeTarget(target: TargetReport): string {
  return `${nameTarget(target)} ${describeOutcome(target)}`
}

/** Its URL, behind its name where it has one. */
export function nameTarget({ name, printableUrl }: TargetReport): string {
  return name === undefined || name === printableUrl ? printableUrl : `${name} (${printableUrl})`
}

/** The same where the URL stands elsewhere. */
export function describeOutcome({ outcome, finding, latency, attempts, problems = [] }: TargetReport): string {
  if (outcome === 'unknown') {
    const told = [...problems, ...(finding ? [`${finding.title} (finding: ${finding.kind})`] : [])]
    return `could not be checked${told.map(text => `. ${text}`).join('')}`
  }
  if (outcome === 'rejected') {
    if (!finding) return 'rejected for an unknown reason'
    return `rejected: ${finding.title} (${nameFinding(finding)})`
  }
  const ping = latency?.pingMs === undefined ? '' : `, ping answered in ${toMs(latency.pingMs)}`
  const greeting =
    latency?.greetingMs === undefined ? '' : `, ${nameProtocol(attempts)} answered in ${toMs(latency.greetingMs)}`
  const further = describeSamples(attempts)
  const warning = finding ? ` (${finding.title}; finding: ${finding.kind})` : ''
  return `accepted: opening handshake ${toMs(latency?.upgradeMs ?? 0)}${ping}${greeting}${further}${warning}`
}

/** Where nothing could be asked: of the inputs, or of the variables that name an HTTP proxy. */
export const UNASKED_REMEDY =
  'Correct that. A variable such as HTTPS_PROXY must hold a URL such as "http://proxy.example.com:3128"; where the host is reached directly, name it in NO_PROXY.'

export function isUnasked({ problems = [] }: TargetReport): boolean {
  return problems.length > 0
}

/** Of the last attempt before the hold, which has none. */
function describeSamples(attempts: TargetReport['attempts']): string {
  const samples = attempts.findLast(({ evidence }) => evidence.samples)?.evidence.samples
  const [count = 0, ...further] = samples?.addresses.map(({ acceptedCount }) => acceptedCount) ?? []
  const more = further.reduce((sum, next) => sum + next, count) - 1
  if (!samples || more < 1) return ''
  const instances = samples.instanceCount === undefined ? '' : ` to ${samples.instanceCount} instances`
  const places = samples.addresses.length > 1 ? ` at ${samples.addresses.length} addresses` : ''
  return `, and on ${more} further ${more === 1 ? 'connection' : 'connections'}${instances}${places}`
}

/** What will become of a connection on which nobody speaks, where that is known to be soon. */
export function describeCut({ cut }: TargetReport): string | undefined {
  if (!cut) return undefined
  const told = `A connection on which nobody speaks is cut after ${cut.afterSeconds} s by ${nameCutters(cut)}`
  const { heartbeat } = cut
  if (!heartbeat) return `${told}: let the app send a ping at least every ${Math.min(30, cut.afterSeconds / 2)} s.`
  const { protocol, everySeconds, setting } = heartbeat
  const oftener = setting ? `lower ${setting} of its server` : 'let the app ask more often'
  return everySeconds < cut.afterSeconds
    ? `${told}; ${protocol} breaks the silence every ${everySeconds} s: nothing to do.`
    : `${told}; ${protocol} breaks the silence only every ${everySeconds} s: raise that timeout, or ${oftener}.`
}

export function nameCutters({ by }: NonNullable<TargetReport['cut']>): string {
  return by.map(layer => (layer === 'proxy' ? 'the proxy' : 'the load balancer')).join(' and ')
}

export function renderEvidence(handshake: HandshakeReport | undefined): Markdown[] {
  const targets = handshake?.targets ?? []
  return targets.map(target => {
    const { title, lines } = listEvidence(target)
    return foldMarkdown(title, fenceMarkdown(lines.join('\n')))
  })
}

/** What the last attempt saw, a line for each thing; and what to write above it. */
export function listEvidence({ attempts, attemptCount }: TargetReport): { title: string; lines: string[] } {
  const last = attempts.at(-1)
  const count = attemptCount === 1 ? '1 attempt' : `${attemptCount} attempts`
  return {
    title: `Evidence of the handshake (${count}, the last one is shown)`,
    lines: last ? describeEvidence(last) : ['no attempt'],
  }
}

function nameProtocol(attempts: TargetReport['attempts']): string {
  return attempts.at(-1)?.evidence.protocol?.name ?? 'the app'
}
