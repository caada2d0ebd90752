/** What people read in a notice: what is new, and how all are, in the markup of Slack and those like it. Pure. */

import { toDuration } from '../describe-time.ts'
import { toPrintableLine } from '../untrusted.ts'
import type { Notice, NoticeFinding, NoticePast, NoticeState, NoticeTarget } from './notice.ts'

const MOST_LINES = 20
const LONGEST = 300

export function renderNoticeText(
  { targets, nowMs, repository, runUrl }: Notice,
  news: readonly NoticeTarget[],
): string {
  const lines = news.slice(0, MOST_LINES).map(target => renderLine(target, nowMs))
  const more = news.length > MOST_LINES ? [`… and ${news.length - MOST_LINES} more`] : []
  const counted = targets.length > 1 ? [describeAll(targets)] : []
  return [...lines, ...more, [...counted, ...renderRun(repository, runUrl)].join(' ')].filter(Boolean).join('\n')
}

function describeAll(targets: readonly NoticeTarget[]): string {
  const count = (wanted: NoticeState) => targets.filter(({ state }) => state === wanted).length
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
  return toPrintableLine(text, LONGEST)
    .replaceAll(/[@*_~`[\]!#]|:(?=[/\w+-]{2})/g, '$&\u2060')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
