import { expect, it, onTestFinished } from 'vitest'
import { findChecked } from '../../src/stories/find-checked.ts'
import { startBeanstalk } from '../support/local-beanstalk.ts'
import { openScriptedHost } from '../support/scripted-host.ts'
import { openTestContext } from '../support/test-context.ts'

const NAMED = { region: 'eu-central-1', applicationName: 'chat', environmentName: 'chat-prod' }

it('looks at the port of each URL by itself, and once for all paths of it', async () => {
  const local = await startBeanstalk({ host: openScriptedHost() })
  onTestFinished(() => local.beanstalk.stop())
  await local.createEnvironment({ application: 'chat', environment: 'chat-prod' })
  const { context, asked } = openTestContext(local)
  const { lookAtWayIn } = await findChecked(context, NAMED)
  // Of a name of one's own, whose ports are not in the URL.
  expect(await lookAtWayIn('ws://chat.test/')).toMatchObject({ portAdmitted: 'yes' })
  expect(await lookAtWayIn('wss://chat.test/')).toMatchObject({ portAdmitted: 'unknown' })
  const count = asked.length
  await lookAtWayIn('wss://chat.test/other')
  expect(asked).toHaveLength(count)
})

it('knows what can change behind a target: version, platform, listeners, and whom the entrance admits when it is asked', async () => {
  const local = await startBeanstalk({ host: openScriptedHost() })
  onTestFinished(() => local.beanstalk.stop())
  await local.createEnvironment({ application: 'chat', environment: 'chat-prod' })
  const { context, asked } = openTestContext(local)
  const { facts, readRules, url } = await findChecked(context, NAMED)
  expect(facts).toMatchObject({ platform: expect.stringContaining('Node.js'), listeners: '80 http' })
  expect(asked.filter(operation => operation.startsWith('ec2:'))).toEqual([])
  expect(await readRules(url)).toEqual({ rules: '80 from 0.0.0.0/0' })
})
