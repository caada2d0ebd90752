/** What the stages are handed, with clients of Local Beanstalk, a log that is kept, and a clock that is as fast as its pace. */

import { onTestFinished, vi } from 'vitest'
import { makeAwsClients } from '../../src/aws/clients.ts'
import { type Clock, startDeadline, systemClock } from '../../src/clock.ts'
import type { Context } from '../../src/context.ts'
import { openLedger } from '../../src/ledger.ts'
import { REGION, type StartedBeanstalk } from './local-beanstalk.ts'

const makeFastClock = (speed: number): Clock => ({
  now: systemClock.now,
  monotonicMs: () => systemClock.monotonicMs() * speed,
  sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
})

export interface RemovalOptions {
  readonly signal?: AbortSignal
  readonly maxRetries?: number
  /** Of the run's clock: so many times as fast as the system's; 100 when not given. */
  readonly speed?: number
  /** In place of those of Local Beanstalk: a key, or the endpoint of a proxy. */
  readonly variables?: Readonly<Record<string, string>>
  /** Hears of each operation before it is asked for. */
  readonly onRequest?: (operation: string) => unknown
}

export function openRemoval({ environmentVariables }: StartedBeanstalk, options: RemovalOptions = {}) {
  const variables = { ...environmentVariables, ...options.variables }
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  onTestFinished(() => void vi.unstubAllEnvs())
  const { signal = new AbortController().signal, maxRetries = 2, speed = 100 } = options
  const clock = makeFastClock(speed)
  const asked: string[] = []
  const onRequest = (named: string) => {
    const operation = named.replace(/^.*:/, '')
    asked.push(operation)
    options.onRequest?.(operation)
  }
  const aws = makeAwsClients({
    ...{ region: REGION, names: { application: 'chat', environment: 'chat-prod' }, maxRetries, retryDelayMs: 1 },
    ...{ signal, onRequest },
  })
  onTestFinished(() => aws.destroy())
  const [lines, warnings]: [string[], string[]] = [[], []]
  const context: Context = {
    ...{ aws, signal, clock, ledger: openLedger(), deadline: startDeadline(clock, 600_000) },
    log: {
      told: { lines: 0 },
      // By this clock every wait is long.
      info: text => void (text.startsWith('Still waiting') || lines.push(text)),
      warning: text => void warnings.push(text),
      ...{ debug() {}, notice() {}, error() {}, quote() {}, mask() {}, group: (_, work) => work() },
    },
    ...{ temporaryFolder: '', searchPath: '' },
  }
  return { context, asked, lines, warnings }
}
