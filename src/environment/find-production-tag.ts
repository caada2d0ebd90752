/** Says somebody of an environment that it is the one in production? Pure. */

import type { Tag } from './name-preview.ts'

export interface ProductionTag {
  readonly key: string
  readonly value: string
}

/** Keys that people give it: also "myorg:environment", "my-org/env" and "app.stage"; never those of AWS. */
export function findProductionTag(tags: readonly Tag[]): ProductionTag | undefined {
  const found = tags.find(
    ({ Key = '', Value = '' }) => !OF_AWS.test(Key) && KEY.test(Key) && PRODUCTION.includes(Value.trim().toLowerCase()),
  )
  return found && { key: found.Key ?? '', value: found.Value ?? '' }
}

const OF_AWS = /^(aws|elasticbeanstalk):/i
const KEY = /(^|[:/.])(env|environment|environment[ _-]?type|stage|tier|deployment[ _-]?stage)$/i
const PRODUCTION: readonly string[] = ['prod', 'production', 'prd', 'live']
