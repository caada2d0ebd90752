/** Which of the subnets of a preview lead to the internet: by a single instance, clients reach no other. Reads only. */

import type { ActionError } from '../action-error.ts'
import { ask } from '../aws/ask.ts'
import type { Context } from '../context.ts'
import { judgeRoute } from './judge-route.ts'
import { readRouteTables } from './read-route-tables.ts'

/** Where its instance will stand. */
export interface PreviewSubnets {
  /** Undefined: the default VPC of the region. */
  readonly vpcId: string | undefined
  readonly subnetIds: readonly string[]
}

export type SubnetSurvey =
  /** Beanstalk chooses from the default VPC, whose subnets are public. */
  | { readonly kind: 'default' }
  | {
      readonly kind: 'known'
      readonly publicIds: readonly string[]
      readonly privateOnes: readonly PrivateSubnet[]
      /** Whose routes lead to what nobody can look into, or that have no table. */
      readonly undecidedIds: readonly string[]
    }
  | { readonly kind: 'unknown'; readonly refusal: ActionError | undefined }

export interface PrivateSubnet {
  readonly id: string
  readonly tableId: string
  /** Where everything else goes, a NAT gateway for instance; undefined where it goes nowhere. */
  readonly gateway: string | undefined
}

export async function surveySubnets(context: Context, subnets: PreviewSubnets): Promise<SubnetSurvey> {
  const { vpcId, subnetIds } = subnets
  if (vpcId === undefined && subnetIds.length === 0) return { kind: 'default' }
  if (vpcId === undefined || subnetIds.length === 0) return { kind: 'unknown', refusal: undefined }
  const asked = await ask(() => readRouteTables(context, vpcId))
  if (asked.kind === 'refused') return { kind: 'unknown', refusal: asked.refusal }
  const verdicts = subnetIds.map(id => ({ id, verdict: judgeRoute(asked.answer, id) }))
  const idsOf = (kind: string) => verdicts.filter(({ verdict }) => verdict.kind === kind).map(({ id }) => id)
  const privateOnes = verdicts.flatMap(({ id, verdict }) =>
    verdict.kind === 'private' || verdict.kind === 'blackhole'
      ? { id, tableId: verdict.tableId, gateway: verdict.gateway }
      : [],
  )
  return { kind: 'known', publicIds: idsOf('public'), privateOnes, undecidedIds: idsOf('unknown') }
}
