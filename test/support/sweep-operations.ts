/** Asks every operation that the SDK knows of a service once, with the least that it takes: the answers are what counts. */

import * as EC2 from '@aws-sdk/client-ec2'
import * as EB from '@aws-sdk/client-elastic-beanstalk'
import * as ELB from '@aws-sdk/client-elastic-load-balancing'
import * as ELBv2 from '@aws-sdk/client-elastic-load-balancing-v2'
import * as S3 from '@aws-sdk/client-s3'
import * as STS from '@aws-sdk/client-sts'
import { NormalizedSchema } from '@smithy/core/schema'
import type { LocalBeanstalk } from '../../src/local-beanstalk/local-beanstalk.ts'
import { REGION } from './local-beanstalk.ts'

type Module = Readonly<Record<string, unknown>>
interface Client {
  send(command: unknown): Promise<unknown>
  destroy(): void
}
type ClientClass = new (configuration: object) => Client

const CLIENTS: ReadonlyArray<readonly [Module, unknown]> = [
  [EB, EB.ElasticBeanstalkClient],
  [EC2, EC2.EC2Client],
  [ELB, ELB.ElasticLoadBalancingClient],
  [ELBv2, ELBv2.ElasticLoadBalancingV2Client],
  [S3, S3.S3Client],
  [STS, STS.STSClient],
]
const AT_ONCE = 8
// EC2 has 750 operations, most of which nobody would look for here: those that are about the same things as ours.
const NEAR =
  /SecurityGroup|Tags|Vpcs?C|Subnets?C|NetworkAcl|Route|Address|NetworkInterface|Instances?C|Region|Zone|PrefixList|Gateways?C/

/** Whatever is answered, also an error, is fine with it. */
export async function sweepOperations({ endpoint, credentials }: Pick<LocalBeanstalk, 'endpoint' | 'credentials'>) {
  for (const [module, client] of CLIENTS) {
    const opened = new (client as ClientClass)({ endpoint, credentials, region: REGION, maxAttempts: 1, logger: QUIET })
    const names = Object.keys(module).filter(name => name.endsWith('Command') && `${operationOf(name)}$` in module)
    const waiting = module === EC2 ? names.filter(name => NEAR.test(name)) : names
    const ask = async () => {
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        const command = new (module[name] as new (input: unknown) => unknown)(
          leastInput(module[`${operationOf(name)}$`]),
        )
        await opened.send(command).catch(() => {})
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, ask))
    opened.destroy()
  }
}

const QUIET = { debug() {}, info() {}, warn() {}, error() {} }

const operationOf = (command: string) => command.slice(0, -'Command'.length)

/** An operation's schema reads [9, namespace, name, traits, input, output]; either may be a function that gives it. */
function leastInput(operation: unknown): unknown {
  const input = Array.isArray(operation) ? operation[4] : undefined
  return leastOf(typeof input === 'function' ? input() : input)
}

/** What is required, and nothing else. */
function leastOf(schema: unknown): unknown {
  const normalized = NormalizedSchema.of(schema as Parameters<typeof NormalizedSchema.of>[0])
  if (normalized.isStructSchema()) {
    const raw = normalized.getSchema() as readonly unknown[]
    const required: readonly string[] = Array.isArray(raw[4]) ? raw[4].slice(0, Number(raw[6] ?? 0)) : []
    const members = [...normalized.structIterator()].filter(([name]) => required.includes(name))
    return Object.fromEntries(members.map(([name, member]) => [name, leastOf(member)]))
  }
  if (normalized.isListSchema()) return [leastOf(normalized.getValueSchema())]
  if (normalized.isNumericSchema()) return 1
  if (normalized.isBooleanSchema()) return false
  if (normalized.isTimestampSchema()) return new Date()
  return 'sweep'
}
