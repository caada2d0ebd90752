/** A log in which nothing stands that is secret. */

import { redact } from '../handshake/redact.ts'
import type { Log } from '../log.ts'

/**
 * The runner hides each secret letter by letter wherever it stands, so only the longer ones are told to it; here the
 * shorter ones are hidden, too, where they stand by themselves. `secrets` may grow.
 */
export function hideInLog(log: Log, secrets: readonly string[]): Log {
  const hide = (text: string) => redact(text, secrets)
  return {
    info: text => log.info(hide(text)),
    debug: text => log.debug(hide(text)),
    notice: (text, title) => log.notice(hide(text), title),
    warning: (text, title) => log.warning(hide(text), title),
    error: (text, title) => log.error(hide(text), title),
    quote: (text, maxLines) => log.quote(hide(text), maxLines),
    group: log.group,
    mask: log.mask,
    told: log.told,
  }
}
