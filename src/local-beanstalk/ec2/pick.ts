/** What every reading operation does: look for the ids, filter, honour DryRun, give a page. */

import type { Filter, Tag } from '@aws-sdk/client-ec2'
import type { Call } from '../service.ts'
import { ec2Errors } from './ec2-errors.ts'
import { filterAll, type Traits } from './filter.ts'
import { type Ec2Context, readPage } from './group-operations.ts'
import type { Place } from './network-descriptions.ts'

export type Read<Input, Result> = (context: Ec2Context, input: Input, call: Call) => Result

export interface Asked {
  readonly Filters?: Filter[] | undefined
  readonly DryRun?: boolean | undefined
  readonly MaxResults?: number | undefined
  readonly NextToken?: string | undefined
}

export interface PickSpec<Item> {
  readonly ids: readonly string[] | undefined
  id(item: Item): string
  /** How EC2 calls the resource: the error's code without ".NotFound", and the noun of its message. */
  readonly missing: readonly [code: string, noun: string]
  traits(item: Item): Traits
  /** Offered under the filter `vpc-id`. */
  readonly vpcId?: string
}

/** @throws ServiceError `...NotFound` for an id, InvalidParameterValue for a filter, DryRunOperation. */
export function pick<Item extends { Tags?: Tag[] | undefined }>(
  asked: Asked,
  items: readonly Item[],
  spec: PickSpec<Item>,
) {
  const { ids, vpcId } = spec
  const unknown = ids?.find(id => !items.some(item => spec.id(item) === id))
  if (unknown !== undefined) throw ec2Errors.resourceNotFound(...spec.missing, unknown)
  const found = filterAll(
    items.filter(item => ids?.includes(spec.id(item)) ?? true),
    asked.Filters,
    {
      traitsOf: item => ({ ...spec.traits(item), ...(vpcId !== undefined && { 'vpc-id': [vpcId] }) }),
      tagsOf: item => (item.Tags ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value })),
    },
  )
  if (asked.DryRun) throw ec2Errors.dryRun()
  const page = readPage(found, asked, item => spec.id(item))
  return { items: [...page.items], nextToken: page.nextToken }
}

export function placeOf({ ec2, accountId }: Ec2Context, { region }: Call): Place {
  return { region: ec2.region(region), accountId }
}
