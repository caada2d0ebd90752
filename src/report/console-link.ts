/** Where the events of an environment stand in AWS's console. Pure. */

import { partitionOf } from '../aws/partition.ts'
import type { DeployProducts } from './deploy-products.ts'

/** What the region is the first label of; the isolated partitions have none that is public. */
const CONSOLES: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
}

type Place = Pick<DeployProducts, 'region' | 'applicationName' | 'state' | 'survey'>

/** Undefined where no environment is known, and for a region that has no console or no usual name. */
export function findConsoleLink({ region, applicationName, state, survey }: Place): URL | undefined {
  const id = (state ?? survey)?.id ?? ''
  const host = CONSOLES[partitionOf(region)]
  if (!host || !/^e-[a-z0-9]{1,40}$/.test(id) || !/^[a-z0-9-]{1,40}$/.test(region)) return undefined
  const place = `applicationName=${encodeURIComponent(applicationName)}&environmentId=${id}`
  return new URL(`https://${region}.${host}/elasticbeanstalk/home?region=${region}#/environment/events?${place}`)
}
