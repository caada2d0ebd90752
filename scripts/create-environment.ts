/**
 * Creates an application and an environment at AWS_ENDPOINT_URL, and waits until it is Ready: the state of affairs
 * that the deploy action expects. For Local Beanstalk; without AWS_ENDPOINT_URL it refuses to run, for a real account.
 *
 *   node scripts/create-environment.ts --application chat --environment chat-prod
 */

import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import {
  CreateApplicationCommand,
  CreateEnvironmentCommand,
  DescribeEnvironmentsCommand,
  ElasticBeanstalkClient,
} from '@aws-sdk/client-elastic-beanstalk'

const NODE_24 = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'
/** Local Beanstalk is often started a moment before, in the background: so long may it take to listen. */
const CONNECT_MS = 30_000
const READY_MS = 120_000
const POLL_MS = 250

const { values } = parseArgs({
  options: {
    application: { type: 'string', default: 'chat' },
    environment: { type: 'string', default: 'chat-prod' },
    platform: { type: 'string', default: NODE_24 },
  },
})

if (!process.env.AWS_ENDPOINT_URL) {
  console.error('AWS_ENDPOINT_URL was not set. Run `npm run beanstalk` and export what it prints.')
  process.exit(2)
}

const client = new ElasticBeanstalkClient({})
await retry('Local Beanstalk to listen', CONNECT_MS, createApplication)
await client.send(
  new CreateEnvironmentCommand({
    ApplicationName: values.application,
    EnvironmentName: values.environment,
    SolutionStackName: values.platform,
  }),
)
const cname = await retry('the environment to be Ready', READY_MS, findReady)
console.log(`Environment "${values.environment}" is Ready: ${cname}`)

async function createApplication(): Promise<true | undefined> {
  try {
    await client.send(new CreateApplicationCommand({ ApplicationName: values.application }))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED') return undefined
    throw error
  }
}

async function findReady(): Promise<string | undefined> {
  const command = new DescribeEnvironmentsCommand({ EnvironmentNames: [values.environment] })
  const environment = (await client.send(command)).Environments?.at(-1)
  return environment?.Status === 'Ready' ? environment.CNAME : undefined
}

/** Asks again until there is an answer; fails after `timeoutMs`. */
async function retry<T>(what: string, timeoutMs: number, ask: () => Promise<T | undefined>): Promise<T> {
  const endMs = performance.now() + timeoutMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (performance.now() > endMs) throw new Error(`Waited ${timeoutMs / 1000} s for ${what}.`)
    await wait(POLL_MS)
  }
}
