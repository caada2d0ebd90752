/** Tells webhooks what is new of the targets of a check. */

import { redact } from '../handshake/redact.ts'
import type { Notice } from '../report/notice.ts'
import { renderNotice } from '../report/webhook-payload.ts'
import { type NotifyContext, notify } from './notify.ts'

export interface NewsOrder {
  readonly webhooks: readonly string[]
  readonly notice: Notice
  /** What must not be seen of the targets. */
  readonly secrets: readonly string[]
}

/** Whatever becomes of it, the check counts. */
export async function tellWebhooks(context: NotifyContext, { webhooks, notice, secrets }: NewsOrder): Promise<void> {
  const json = renderNotice(withoutSecrets(notice, secrets))
  if (json === undefined) return context.log.info('Nothing is new, so no webhook is told.')
  await notify(context, webhooks, json)
}

// States are compared, and some short secret may read as one of them.
function withoutSecrets(notice: Notice, secrets: readonly string[]): Notice {
  const targets = notice.targets.map(target => {
    const { id, printableUrl, finding } = target
    return { ...target, ...redact({ id, printableUrl, ...(finding && { finding }) }, secrets) }
  })
  return { ...notice, targets }
}
