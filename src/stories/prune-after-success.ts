/** The last stage of a deployment, where it was asked for: old versions are deleted. */

import type { Context } from '../context.ts'
import type { Plan } from '../plan/make-plan.ts'
import type { DeployProducts } from '../report/deploy-products.ts'
import { judgeDeploy } from '../report/deploy-verdict.ts'
import { pruneVersions } from '../version/prune-versions.ts'
import { stagesOf } from './stages.ts'

/** The deployment is proved by now: not even the end of the run's time takes that back. */
export async function pruneAfterSuccess(context: Context, { prune }: Plan, products: DeployProducts): Promise<void> {
  if (!prune || context.signal.aborted || !judgeDeploy(products, undefined).ok) return
  await stagesOf(context, products)('Delete old versions', () => pruneVersions(context, prune))
}
