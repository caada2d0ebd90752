/** Checks that a WebSocket can be opened, at several targets side by side. */

import type { Evidence } from './evidence.ts'
import type { Finding } from './findings.ts'
import { type ForeseenCut, foreseeCut } from './foresee-cut.ts'
import type { Known } from './known.ts'
import { describeWay, type KnownWay } from './known-way.ts'
import { chooseProxy } from './outgoing-proxy.ts'
import { type AskedProtocol, guessProtocol } from './protocol/protocols.ts'
import { findRequestProblems } from './request.ts'
import { mapInTurns } from './take-turns.ts'
import { parseTarget, type Target } from './target.ts'
import { type Attempt, type History, type TryOptions, tryTarget } from './try-target.ts'

export interface HandshakeReport {
  /** In the order of the targets. */
  readonly targets: readonly TargetReport[]
}

export interface TargetReport {
  /** As it was asked for, without the values of the query, which may be secret. */
  readonly printableUrl: string
  readonly name?: string
  /** `unknown` when the check was aborted, or when nothing could be asked. */
  readonly outcome: History['outcome']
  /** The first three and the last five of `attemptCount`. */
  readonly attempts: readonly Attempt[]
  readonly attemptCount: number
  /** Of the last attempt. Null when accepted without a warning, and when nothing was asked. */
  readonly finding: Finding | null
  /** Of the last attempt, when accepted. */
  readonly latency?: Latency
  /** When it will be cut if nobody speaks; absent when not accepted, and where that is not known to be soon. */
  readonly cut?: ForeseenCut
  /** What is known of the way there beside the URL; absent where that is nothing. */
  readonly way?: KnownWay
  /** Why nothing could be asked: what is wrong with the URL or the options. */
  readonly problems?: readonly string[]
}

export interface Latency {
  readonly dnsMs: number
  readonly tcpMs: number
  readonly tlsMs?: number
  readonly upgradeMs: number
  /** Absent when accepted with the warning that no pong could be awaited. */
  readonly pingMs?: number
  /** Only where the app answered in its own protocol. */
  readonly greetingMs?: number
  /** Without the time for which it was held in silence. */
  readonly totalMs: number
}

export interface HandshakeTarget {
  /** `ws://` or `wss://`, absolute; `http` and `https` are taken for them. */
  readonly url: string
  readonly name?: string
}

export interface HandshakeOptions extends TryOptions {
  /** What the path says, where it is not given. */
  readonly protocol?: AskedProtocol
  onAttempt?(attempt: Attempt, target: HandshakeTarget): void
}

const MOST_AT_ONCE = 10
const KEPT_FIRST = 3
const KEPT_LAST = 5

/** Never throws for an answer of the network, nor when aborted: then the outcome of what was left is `unknown`. */
export async function checkHandshake(
  targets: readonly HandshakeTarget[],
  options: HandshakeOptions,
  known: Known,
): Promise<HandshakeReport> {
  return { targets: await mapInTurns(MOST_AT_ONCE, targets, target => checkTarget(target, options, known)) }
}

async function checkTarget(asked: HandshakeTarget, options: HandshakeOptions, known: Known): Promise<TargetReport> {
  const parsed = parseTarget(asked.url)
  const optionProblems = findRequestProblems(options)
  if (parsed.kind === 'problem')
    return reportProblems(asked, '(not a WebSocket URL)', [parsed.problem, ...optionProblems])
  if (optionProblems.length > 0) return reportProblems(asked, parsed.target.printableUrl, optionProblems)
  const { target } = parsed
  const chosen = chooseProxy(target, options.proxyVariables ?? {})
  if (chosen.kind === 'problem') return reportProblems(asked, target.printableUrl, [chosen.problem])
  const proxy = chosen.kind === 'proxy' ? chosen.proxy : undefined
  const spoken = { protocol: guessProtocol(target.requestTarget), ...options }
  const onAttempt = (attempt: Attempt) => options.onAttempt?.(attempt, asked)
  const history = await tryTarget({ target, proxy, options: spoken, known, onAttempt })
  const last = history.attempts.at(-1)
  const cut = history.outcome === 'accepted' && last ? foreseeCut(last.evidence, known) : undefined
  const way = describeWay(known, target)
  return { ...reportHistory(asked, target, history), ...(cut ? { cut } : {}), ...(way ? { way } : {}) }
}

function reportProblems(asked: HandshakeTarget, printableUrl: string, problems: readonly string[]): TargetReport {
  return {
    ...nameTarget(asked),
    printableUrl,
    outcome: 'unknown',
    attempts: [],
    attemptCount: 0,
    finding: null,
    problems,
  }
}

function reportHistory(asked: HandshakeTarget, { printableUrl }: Target, { attempts, outcome }: History): TargetReport {
  const isShort = attempts.length <= KEPT_FIRST + KEPT_LAST
  const last = attempts.at(-1)
  return {
    ...nameTarget(asked),
    printableUrl,
    outcome,
    attempts: isShort ? attempts : [...attempts.slice(0, KEPT_FIRST), ...attempts.slice(-KEPT_LAST)],
    attemptCount: attempts.length,
    finding: last?.finding ?? null,
    ...(outcome === 'accepted' && last ? { latency: measureLatency(last.evidence) } : {}),
  }
}

function nameTarget({ name }: HandshakeTarget): Pick<TargetReport, 'name'> {
  return name === undefined ? {} : { name }
}

function measureLatency({ dns, tcp, tls, upgrade, frames, totalMs }: Evidence): Latency {
  return {
    dnsMs: dns.ms,
    tcpMs: tcp.at(-1)?.ms ?? 0,
    ...(tls ? { tlsMs: tls.ms } : {}),
    upgradeMs: upgrade?.ms ?? 0,
    ...(frames?.pingMs === undefined ? {} : { pingMs: frames.pingMs }),
    ...(frames?.greeting?.kind === 'greeted' ? { greetingMs: frames.greeting.ms } : {}),
    totalMs: toTenths(totalMs - (frames?.hold?.heldMs ?? 0)),
  }
}

function toTenths(ms: number): number {
  return Math.round(ms * 10) / 10
}
