/** What a webhook is told of a check: a text as Slack and those like it show it, and the same as data. Pure. */

import { toPrintableLine } from '../untrusted.ts'
import type { Notice, NoticeTarget } from './notice.ts'
import { renderNoticeText } from './notice-text.ts'

/**
 * What is not as it was: another state, or another finding. Of a target that nobody remembers only that it is down is
 * news, and what nobody knows now is none.
 */
export function findNews(targets: readonly NoticeTarget[]): NoticeTarget[] {
  return targets.filter(({ state, finding, before, isOvertaken }) => {
    if (state === 'unknown' || isOvertaken) return false
    if (!before || before.state === 'unknown') return state === 'down'
    return state !== before.state || finding?.kind !== before.finding
  })
}

/** Whether the state of one is not what it was; undefined where nobody remembers any of them. */
export function hasChanged(targets: readonly NoticeTarget[]): boolean | undefined {
  const known = targets.filter(({ before }) => before !== undefined && before.state !== 'unknown')
  if (known.length === 0) return undefined
  return known.some(({ state, before, isOvertaken }) => state !== 'unknown' && !isOvertaken && state !== before?.state)
}

/** As JSON; undefined where there is no news. */
export function renderNotice(notice: Notice): string | undefined {
  const { targets, repository, runUrl } = notice
  const news = findNews(targets)
  if (news.length === 0) return undefined
  return JSON.stringify({
    text: renderNoticeText(notice, news),
    version: 1,
    repository: repository ?? null,
    run: runUrl ?? null,
    changed: news.map(({ id }) => toBounded(id)),
    targets: targets.slice(0, MOST_TARGETS).map(describeTarget),
  })
}

const MOST_TARGETS = 200
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
