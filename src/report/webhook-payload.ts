/** What a webhook is told of a check: a text as Slack and those like it show it, and the same as data. Pure. */

import type { Layer } from '../handshake/rules/rule.ts'
import { toPrintableLine } from '../untrusted.ts'
import { toDuration } from './describe-time.ts'

export interface NoticeTarget {
  readonly id: string
  /** Without what may be secret. */
  readonly printableUrl: string
  readonly state: NoticeState
  readonly finding?: NoticeFinding
  /** When this state began; UTC, to the second. */
  readonly since: string
  /** As it was at the last check that knew; absent where nobody remembers. */
  readonly before?: NoticePast
}

export type NoticeState = 'up' | 'down' | 'unknown'

export interface NoticeFinding {
  readonly kind: string
  readonly title: string
  /** Absent where none is at fault, as with what only will break. */
  readonly layer?: Layer
}

export interface NoticePast {
  readonly state: NoticeState
  /** Its kind. */
  readonly finding?: string
  /** When that state began; UTC. */
  readonly since?: string
}

export interface Notice {
  readonly targets: readonly NoticeTarget[]
  readonly nowMs: number
  /** "octo-org/chat" */
  readonly repository?: string
  /** Of the run, on GitHub. */
  readonly runUrl?: string
}

/**
 * What is not as it was: another state, or another finding. Of a target that nobody remembers only that it is down is
 * news, and what nobody knows now is none.
 */
export function findNews(targets: readonly NoticeTarget[]): NoticeTarget[] {
  return targets.filter(({ state, finding, before }) => {
    if (state === 'unknown') return false
    if (!before || before.state === 'unknown') return state === 'down'
    return state !== before.state || finding?.kind !== before.finding
  })
}

/** Whether the state of one is not what it was; undefined where nobody remembers any of them. */
export function hasChanged(targets: readonly NoticeTarget[]): boolean | undefined {
  const known = targets.filter(({ before }) => before !== undefined && before.state !== 'unknown')
  if (known.length === 0) return undefined
  return known.some(({ state, before }) => state !== 'unknown' && state !== before?.state)
}

/** As JSON; undefined where there is no news. */
export function renderNotice(notice: Notice): string | undefined {
  const { targets, repository, runUrl } = notice
  const news = findNews(targets)
  if (news.length === 0) return undefined
  return JSON.stringify({
    text: renderText(notice, news),
    version: 1,
    repository: repository ?? null,
    run: runUrl ?? null,
    changed: news.map(({ id }) => toBounded(id)),
    targets: targets.slice(0, MOST_TARGETS).map(describeTarget),
  })
}

const MOST_TARGETS = 200
const MOST_LINES = 20
const LONGEST = 300

function describeTarget({ id, printableUrl, state, finding, since, before }: NoticeTarget) {
  return {
    id: toBounded(id),
    url: toBounded(printableUrl),
    state,
    finding: finding?.kind ?? null,
    title: finding?.title ?? null,
    layer: finding?.layer ?? null,
    since,
    before: before ? { state: before.state, finding: before.finding ?? null } : null,
  }
}

function toBounded(text: string): string {
  return toPrintableLine(text, LONGEST)
}

function renderText({ targets, nowMs, repository, runUrl }: Notice, news: readonly NoticeTarget[]): string {
  const lines = news.slice(0, MOST_LINES).map(target => renderLine(target, nowMs))
  const more = news.length > MOST_LINES ? [`… and ${news.length - MOST_LINES} more`] : []
  const counted = targets.length > 1 ? [describeAll(targets)] : []
  return [...lines, ...more, [...counted, ...renderRun(repository, runUrl)].join(' ')].filter(Boolean).join('\n')
}

function describeAll(targets: readonly NoticeTarget[]): string {
  const count = (wanted: NoticeTarget['state']) => targets.filter(({ state }) => state === wanted).length
  if (count('up') === targets.length) return `All ${targets.length} are up.`
  const downCount = count('down')
  return `${downCount} of ${targets.length} ${downCount === 1 ? 'is' : 'are'} down.`
}

function renderLine(target: NoticeTarget, nowMs: number): string {
  const { id, state, finding, since, before } = target
  const name = `*${escapeForSlack(id)}*`
  const why = finding ? `: ${escapeForSlack(finding.title)} (${describeFinding(finding)})` : ''
  if (state === 'down' && before?.state === 'down') return `❌ ${name} is still down since ${since}, and now${why}`
  if (state === 'down') return `❌ ${name} is down${why}, since ${since}`
  const isBack = before?.state === 'down'
  const back = isBack ? ` is up again${describeOutage(before, nowMs)}` : ' is up'
  if (finding) return `⚠️ ${name}${back}, with a warning${why}`
  return isBack ? `✅ ${name}${back}` : `✅ ${name}${back}, and the warning of before is gone`
}

function describeFinding({ kind, layer }: NoticeFinding): string {
  return escapeForSlack(layer ? `${kind}, layer ${layer}` : kind)
}

function describeOutage({ since }: NoticePast, nowMs: number): string {
  const ms = since === undefined ? Number.NaN : nowMs - Date.parse(since)
  return ms >= 0 ? `, after ${toDuration(ms)}` : ''
}

function renderRun(repository: string | undefined, runUrl: string | undefined): string[] {
  const name = repository === undefined ? 'the run' : `the run of ${escapeForSlack(repository)}`
  return runUrl !== undefined && RUN.test(runUrl) ? [`<${runUrl}|${name}>`] : []
}

/** It stands in a link as it is. */
const RUN = /^https?:\/\/[\w.:/-]{1,500}$/

/**
 * Slack's three characters, which are also those of its mentions and links; and a word joiner in what is a mention, an
 * emphasis or a link to it or to those that take the same: nobody may be called, and no line may look like ours.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text/#escaping
 */
export function escapeForSlack(text: string): string {
  return toBounded(text)
    .replaceAll(/[@*_~`[\]!#]|:(?=[/\w+-]{2})/g, '$&\u2060')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
