/** What somebody wanted from directives that have no effect: the timeouts, ports and sizes that are lost with them. */

import { parseNginx } from '../nginx-syntax.ts'

interface Line {
  readonly name: string
  readonly args: readonly string[]
  readonly block: readonly Line[] | undefined
}

const WANTED = ['proxy_read_timeout', 'proxy_send_timeout', 'client_max_body_size', 'listen', 'proxy_pass']
const MOST_LOSSES = 5
const DEEPEST = 4

/** Such as "proxy_read_timeout 3600s", each once. */
export function listLosses(directives: readonly Line[], depth = 0): string[] {
  const found = directives.flatMap(({ name, args, block }) => {
    if (block) return depth < DEEPEST ? listLosses(block, depth + 1) : []
    const [first = ''] = args
    const isUsual = (name === 'listen' && /^(.*:)?(80|443)$/.test(first)) || first.length > 60
    return WANTED.includes(name) && !isUsual ? [`${name} ${first}`] : []
  })
  return [...new Set(found)].slice(0, MOST_LOSSES)
}

/** Of a file that nginx does not read. */
export function listLossesOf(text: string): string[] {
  return listLosses(parseNginx(text.replace(/^\uFEFF/, '')).directives)
}

/** A sentence with a space before it, or nothing. */
export function tellLosses(losses: readonly string[]): string {
  if (losses.length === 0) return ''
  return ` Lost with it: ${losses.join(', ')}.`
}
