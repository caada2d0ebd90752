/** After a failure: what the environment, its instances and their logs say of it. */

import type { Context } from '../context.ts'
import { describeState } from '../environment/describe-state.ts'
import { fetchLogs } from '../environment/fetch-logs.ts'
import { findHealthCauses } from '../environment/find-health-causes.ts'
import { isGone } from '../platform/environment-status.ts'
import { findConsoleLink } from '../report/console-link.ts'
import type { DeployProducts } from '../report/deploy-products.ts'
import { stagesOf } from './stages.ts'
import { tellHealth, tellLogs } from './tell-deployment.ts'

export interface FailedDeployment {
  readonly environmentId: string
  /** When the deployment began, by AWS's time: of those before it nothing is told. Undefined: not known. */
  readonly beganMs: number | undefined
}

/** Reads, and asks the instances for their logs. What cannot be had is told as unknown. */
export async function explainFailure(
  context: Context,
  { environmentId, beganMs }: FailedDeployment,
  products: DeployProducts,
): Promise<void> {
  const stage = stagesOf(context, products)
  products.state = await describeState(context, environmentId)
  // Of what is terminated nothing can be asked any more.
  if (isGone(products.state?.status)) return
  const causes = await stage('Ask for the causes of the health', async () =>
    tellHealth(context, await findHealthCauses(context, environmentId)),
  )
  products.healthCauses = causes
  const link = findConsoleLink(products)
  if (link) context.log.info(`The environment's events in the AWS console: ${link}`)
  const worstFirst = causes.instances.kind === 'known' ? causes.instances.list.map(({ instanceId }) => instanceId) : []
  const asked = { environmentId, worstFirst, sinceMs: beganMs }
  const { logs, unknown } = await stage('Fetch the logs', async () => {
    const fetched = await fetchLogs(context, asked)
    tellLogs(context, fetched.logs)
    return fetched
  })
  Object.assign(products, { logs, ...(unknown === undefined ? {} : { logsUnknown: unknown }) })
}
