/** What the log says of a roll back and of the outages, before the end of the run tells the rest. */

import type { Context } from '../context.ts'
import type { DeployProducts } from '../report/deploy-products.ts'
import { describeOutages, describeRollBackEnd } from '../report/describe-roll-back.ts'

export function tellRollBack({ log }: Context, products: DeployProducts): void {
  const told = describeRollBackEnd(products)
  if (told) log.info(told)
}

export function tellOutage({ log }: Context, products: DeployProducts): void {
  for (const line of describeOutages(products)) log.info(line)
}
