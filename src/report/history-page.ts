/** The page of the history, README.md of its branch: how each target is, and how it was. Pure. */

import { toDuration, toUtcMinute } from '../describe-time.ts'
import type { TargetPast } from '../history/look-back.ts'
import { joinMarkdown, type Markdown, markdown, renderMarkdown } from '../markdown.ts'
import { describeDoubts, toPercent } from './describe-availability.ts'
import { A_MOMENT_MS, type PageTarget, renderTargetHistory } from './target-history.ts'

export interface HistoryPage {
  readonly nowMs: number
  readonly targets: readonly PageTarget[]
}

/** Whether this README.md is one of ours, and not that of a branch with a project in it. */
export function isHistoryPage(text: string): boolean {
  return text.startsWith('<!-- beanstalk-websockets: history -->')
}

const MARK = markdown`<!-- beanstalk-websockets: history -->`

/** GitHub shows no more than 512 kB of a README. */
const MAX_BYTES = 500_000

/** Those that are down stand first. */
export function renderHistoryPage({ nowMs, targets: given }: HistoryPage): string {
  const targets = ORDER.flatMap(state => given.filter(({ past }) => past.lastState === state))
  return renderMarkdown(
    [
      MARK,
      markdown`# ${MARKS[worstOf(targets)]} ${describeAll(targets)}`,
      describeAge(targets, nowMs),
      renderTable(targets, nowMs),
      ...targets.map(target => renderTargetHistory(target, nowMs)),
      EXPLANATION,
    ],
    MAX_BYTES,
  )
}

const ORDER = ['down', 'unknown', 'up'] as const

const MARKS = { up: '✅', down: '❌', unknown: '❔' } as const

const EXPLANATION = markdown`---

Availability is the share of the time that was up, of the time that was checked and gave an answer. A check tells until the next one; when that is late by more than half the usual interval, the rest of the time is a gap, which counts as neither up nor down. Times and days are in UTC. Latency is that of the opening handshake of the WebSocket. This page, its charts and its badges are written by the check; changes by hand are lost with the next one.`

function worstOf(targets: readonly PageTarget[]): TargetPast['lastState'] {
  const states = new Set(targets.map(({ past }) => past.lastState))
  return states.has('down') ? 'down' : states.has('unknown') || states.size === 0 ? 'unknown' : 'up'
}

function describeAll(targets: readonly PageTarget[]): string {
  const count = (state: string) => targets.filter(({ past }) => past.lastState === state).length
  const [all, down, unknown] = [targets.length, count('down'), count('unknown')]
  if (down > 0)
    return all === 1 ? 'The WebSocket is down' : `${down} of ${all} WebSockets ${down === 1 ? 'is' : 'are'} down`
  if (unknown > 0 || all === 0)
    return all <= 1 ? 'The WebSocket could not be checked' : `${unknown} of ${all} WebSockets could not be checked`
  return all === 1 ? 'The WebSocket is up' : `All ${all} WebSockets are up`
}

/** A page cannot count how old it is: it says until when it is to be believed. */
function describeAge(targets: readonly PageTarget[], nowMs: number): Markdown {
  const intervals = targets.flatMap(({ past }) => past.intervalMs ?? [])
  if (intervals.length === 0) return markdown`Checked at **${toUtcMinute(nowMs)}**, for the first time.`
  const intervalMs = Math.max(...intervals)
  return markdown`Checked at **${toUtcMinute(nowMs)}**, usually every ${describeInterval(intervalMs)}. If it is later than **${toUtcMinute(nowMs + LATEST * intervalMs)}** now, checks have stopped coming, and nobody knows how it is.`
}

/** Scheduled runs come a little later or earlier: what is asked for is a round number. */
function describeInterval(ms: number): string {
  const stepMs = ms > 3_600_000 / 2 ? 300_000 : 60_000
  return toDuration(Math.max(stepMs, Math.round(ms / stepMs) * stepMs))
}

/** As gaps are counted. */
const LATEST = 1.5

const PERIODS = [
  { name: 'day', days: 1 },
  { name: 'week', days: 7 },
  { name: 'month', days: 30 },
  { name: 'quarter', days: 90 },
] as const

function renderTable(targets: readonly PageTarget[], nowMs: number): Markdown {
  const rows = targets.map(({ id, past }) => {
    const cells = PERIODS.map(({ name, days }) => {
      const availability = past.availability[name]
      return joinMarkdown([toPercent(availability), ...describeDoubts(availability, days)].map(keepTogether), '<br>')
    })
    const state = markdown`${MARKS[past.lastState]} ${past.lastState}<br>${keepTogether(describeLasting(nowMs - Date.parse(past.since)))}`
    const latency = keepTogether(past.usual ? `${past.usual.medianMs} ms` : 'unknown')
    return markdown`| **${id}** | ${state} | ${joinCells(cells)} | ${latency} |`
  })
  const heading = markdown`| target | state | 24 h | 7 days | 30 days | 90 days | usual latency |\n|---|---|---:|---:|---:|---:|---:|`
  return joinMarkdown([heading, ...rows], '\n')
}

function describeLasting(ms: number): string {
  return ms < A_MOMENT_MS ? 'since this check' : `for ${toDuration(ms)}`
}

// A column of a table is otherwise as narrow as its longest word, on a telephone.
function keepTogether(text: string): string {
  return text.replaceAll(' ', '\u00A0')
}

function joinCells(cells: readonly Markdown[]): Markdown {
  const [first = markdown``, ...rest] = cells
  return rest.reduce((row, cell) => markdown`${row} | ${cell}`, first)
}
