/** What the stages are handed, with clients of Local Beanstalk: for a stage that is asked without a door around it. */

import { onTestFinished, vi } from 'vitest'
import { makeAwsClients } from '../../src/aws/clients.ts'
import type { Context } from '../../src/context.ts'
import { openLedger } from '../../src/ledger.ts'
import { actionsLog } from '../../src/log.ts'
import type { StartedBeanstalk } from './local-beanstalk.ts'

/** `asked` grows by every operation that is asked for. Of a context only what asking AWS needs. */
export function openTestContext({ environmentVariables }: StartedBeanstalk) {
  for (const [name, value] of Object.entries(environmentVariables)) vi.stubEnv(name, value)
  onTestFinished(() => void vi.unstubAllEnvs())
  const asked: string[] = []
  const aws = makeAwsClients({
    ...{ region: 'eu-central-1', maxRetries: 1, retryDelayMs: 0, signal: new AbortController().signal },
    names: { application: 'chat', environment: 'chat-prod' },
    onRequest: operation => void asked.push(operation),
  })
  onTestFinished(() => aws.destroy())
  const log = { ...actionsLog, info: () => {} }
  const context = { aws, log, ledger: openLedger() } as unknown as Context
  return { context, asked }
}
