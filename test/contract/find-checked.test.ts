import { expect, it, onTestFinished, vi } from 'vitest'
import { makeAwsClients } from '../../src/aws/clients.ts'
import type { Context } from '../../src/context.ts'
import { actionsLog } from '../../src/log.ts'
import { findChecked } from '../../src/stories/find-checked.ts'
import { startBeanstalk } from '../support/local-beanstalk.ts'
import { openScriptedHost } from '../support/scripted-host.ts'

const NAMED = { region: 'eu-central-1', applicationName: 'chat', environmentName: 'chat-prod' }

it('looks at the port of each URL by itself, and once for all paths of it', async () => {
  const { beanstalk, createEnvironment, environmentVariables } = await startBeanstalk({ host: openScriptedHost() })
  onTestFinished(() => beanstalk.stop())
  for (const [name, value] of Object.entries(environmentVariables)) vi.stubEnv(name, value)
  onTestFinished(() => void vi.unstubAllEnvs())
  await createEnvironment({ application: 'chat', environment: 'chat-prod' })
  const asked: string[] = []
  const aws = makeAwsClients({
    ...{ region: 'eu-central-1', maxRetries: 0, retryDelayMs: 0, signal: new AbortController().signal },
    names: { application: 'chat', environment: 'chat-prod' },
    onRequest: operation => void asked.push(operation),
  })
  onTestFinished(() => aws.destroy())
  const log = { ...actionsLog, info: () => {} }
  const { lookAtWayIn } = await findChecked({ aws, log } as unknown as Context, NAMED, undefined)
  // Of a name of one's own, whose ports are not in the URL.
  expect(await lookAtWayIn('ws://chat.test/')).toMatchObject({ portAdmitted: 'yes' })
  expect(await lookAtWayIn('wss://chat.test/')).toMatchObject({ portAdmitted: 'unknown' })
  const count = asked.length
  await lookAtWayIn('wss://chat.test/other')
  expect(asked).toHaveLength(count)
})
