/** Where the notices of a check go: URLs that are secrets by themselves, for whoever has one can write there. */

import { ActionError } from '../action-error.ts'
import { parseUrl } from '../handshake/target.ts'
import type { InputReader } from './input-reader.ts'

const INPUT = 'notify-webhook'

const MOST_WEBHOOKS = 10

/** Each once, in the order given. */
export function readWebhooks(inputs: InputReader): readonly string[] {
  const webhooks = [...new Set(inputs.parsedLines(INPUT, parseWebhook))]
  if (webhooks.length <= MOST_WEBHOOKS) return webhooks
  inputs.problem(INPUT, `had ${webhooks.length} URLs`, `Write at most ${MOST_WEBHOOKS}, one a line.`)
  return []
}

/** Throws an ActionError that names the line by its number: what it holds is secret. */
export function parseWebhook(line: string, index: number): string {
  const url = parseUrl(line)
  const isAllowed = url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === '127.0.0.1')
  if (!url || !isAllowed) throw invalid(`had no https URL in line ${index + 1}`)
  if (url.username || url.password) throw invalid(`had a user name or a password in line ${index + 1}`)
  url.hash = ''
  return url.href
}

/** What must not be seen of them: path and query, whole and what in these nobody could guess. The host may be a target's. */
export function listWebhookSecrets(webhooks: readonly string[]): string[] {
  return [...new Set(webhooks.flatMap(listParts))]
}

function listParts(webhook: string): string[] {
  const { href, pathname, search, searchParams } = new URL(webhook)
  const afterHost = `${pathname}${search}`
  const parts = [...pathname.split('/'), ...searchParams.values()].filter(isUnguessable)
  return [isLong(afterHost) ? afterHost : href, pathname, ...parts].filter(isLong)
}

// "services" and "IncomingWebhook" stand in the documentation; they would be hidden in words of the log.
function isUnguessable(part: string): boolean {
  return part.length >= SHORTEST_PART && (/\d/.test(part) || part.length >= SHORTEST_TOKEN)
}

const SHORTEST_PART = 8
const SHORTEST_TOKEN = 18

function isLong({ length }: string): boolean {
  return length >= SHORTEST_PART
}

function invalid(message: string): ActionError {
  return new ActionError({
    code: 'invalid-webhook',
    message,
    hint: 'Write one https URL a line, without a user name, such as "${{ secrets.SLACK_WEBHOOK_URL }}".',
  })
}
