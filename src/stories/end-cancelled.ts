/**
 * The last things of a run that a signal has ended: its update is aborted where that was asked for, and the environment seen
 * once more. So it is where a request was not answered, whatever has ended the run.
 */

import type { Context } from '../context.ts'
import { abortUpdate } from '../environment/abort-update.ts'
import { lookAfterwards } from '../environment/look-afterwards.ts'
import type { DeployRequest } from '../inputs/deploy-request.ts'
import type { DeployProducts } from '../report/deploy-products.ts'
import { isCancelled } from './run-endings.ts'

/** Never throws: what ended the run is what is to be told. Nothing is asked where nothing was changed. */
export async function endCancelled(
  context: Context,
  { onCancel }: Pick<DeployRequest, 'onCancel'>,
  products: DeployProducts,
): Promise<void> {
  const isEnded = isCancelled(context)
  if (!isEnded && !isUnanswered(context)) return
  const environmentId = products.state?.id ?? products.survey?.id
  if (!environmentId || context.ledger.entries().length === 0) return
  const mayAbort = isEnded && onCancel === 'abort'
  if (mayAbort) await abortOwn(context, products)
  const state = await lookAfterwards(context, environmentId)
  if (state) products.state = state
  if (mayAbort && !products.acceptedPart && isUnanswered(context) && state?.status === 'Updating')
    products.abort = { kind: 'left', why: 'What goes on may be the update of somebody else.' }
}

function isUnanswered({ ledger }: Context): boolean {
  return ledger.entries().some(({ outcome }) => outcome === 'asked')
}

async function abortOwn(context: Context, products: DeployProducts): Promise<void> {
  const { acceptedPart, updateRequestId: requestId, acceptedAtMs = 0, settled, state, environmentName } = products
  if (!acceptedPart || settled || !state) return
  products.abort = requestId
    ? await abortUpdate(context, { environmentId: state.id, environmentName, requestId, acceptedAtMs })
    : { kind: 'left', why: 'Beanstalk can abort an update, and not a creation.' }
}
