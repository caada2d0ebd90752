/**
 * Creates an application and an environment at AWS_ENDPOINT_URL, and waits until it is Ready: the state of affairs
 * that the deploy action expects. For Local Beanstalk; without AWS_ENDPOINT_URL it refuses to run, for a real account.
 *
 *   node scripts/create-environment.ts --application chat --environment chat-prod
 */

import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import {
  type ConfigurationOptionSetting,
  CreateApplicationCommand,
  CreateEnvironmentCommand,
  DescribeEnvironmentsCommand,
  ElasticBeanstalkClient,
} from '@aws-sdk/client-elastic-beanstalk'

const NODE_24 = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'
const LOAD_BALANCERS = ['classic', 'application', 'network']
/** So many processes of the app and its proxy run on this machine. */
const MOST_INSTANCES = 8
/** Local Beanstalk is often started a moment before, in the background: so long may it take to listen. */
const CONNECT_MS = 30_000
const READY_MS = 120_000
const POLL_MS = 250

const HELP = `Creates an application and an environment in Local Beanstalk, and waits until it is Ready.

  node_modules/.bin/node scripts/create-environment.ts [options]

  --application NAME      of the application; made where it is missing (chat)
  --environment NAME      of the environment (chat-prod)
  --platform NAME         a solution stack (${NODE_24})
  --load-balancer KIND    ${LOAD_BALANCERS.join(', ')}: what stands in front of the instances; none when left out
  --instances NUMBER      how many, from 1 to ${MOST_INSTANCES}, behind a load balancer (1)
  --help                  this text

AWS_ENDPOINT_URL, AWS_REGION and the keys are those that \`npm run beanstalk\` prints.`

const options = readOptions()
if (options.help) {
  console.log(HELP)
  process.exit(0)
}
const settings = toSettings(options['load-balancer'], options.instances)
if (!process.env.AWS_ENDPOINT_URL) {
  refuse('AWS_ENDPOINT_URL was not set. Run `npm run beanstalk` and export what it prints.')
}

const client = new ElasticBeanstalkClient({})
try {
  await retry('Local Beanstalk to listen', CONNECT_MS, createApplication)
  await client.send(
    new CreateEnvironmentCommand({
      ApplicationName: options.application,
      EnvironmentName: options.environment,
      SolutionStackName: options.platform,
      OptionSettings: settings,
    }),
  )
  const cname = await retry('the environment to be Ready', READY_MS, findReady)
  console.log(`Environment "${options.environment}" is Ready: ${cname}`)
} catch (error) {
  console.error(`The environment was not created: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        application: { type: 'string', default: 'chat' },
        environment: { type: 'string', default: 'chat-prod' },
        platform: { type: 'string', default: NODE_24 },
        'load-balancer': { type: 'string' },
        instances: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    return values
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`)
  }
}

/** None where there is no load balancer: a single instance is what Local Beanstalk makes by itself. */
function toSettings(kind: string | undefined, count: string | undefined): ConfigurationOptionSetting[] {
  if (kind === undefined && count !== undefined)
    refuse(`--instances was "${count}" without a load balancer; write --load-balancer, too, or leave it out`)
  if (kind === undefined) return []
  if (!LOAD_BALANCERS.includes(kind))
    refuse(`--load-balancer was "${kind}"; write one of ${LOAD_BALANCERS.join(', ')}, or leave it out`)
  const instances = Number(count ?? '1')
  if (!Number.isInteger(instances) || instances < 1 || instances > MOST_INSTANCES)
    refuse(`--instances was "${count}"; write a number from 1 to ${MOST_INSTANCES}`)
  const set = (Namespace: string, OptionName: string, Value: string) => ({ Namespace, OptionName, Value })
  return [
    set('aws:elasticbeanstalk:environment', 'EnvironmentType', 'LoadBalanced'),
    set('aws:elasticbeanstalk:environment', 'LoadBalancerType', kind),
    set('aws:autoscaling:asg', 'MinSize', String(instances)),
    set('aws:autoscaling:asg', 'MaxSize', String(instances)),
  ]
}

function refuse(text: string): never {
  console.error(text)
  process.exit(2)
}

async function createApplication(): Promise<true | undefined> {
  try {
    await client.send(new CreateApplicationCommand({ ApplicationName: options.application }))
    return true
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if ('code' in error && error.code === 'ECONNREFUSED') return undefined
    // It is there: of its parameters only the name can be wrong, which the environment's creation tells as well.
    if (error.name === 'InvalidParameterValue') return true
    throw error
  }
}

async function findReady(): Promise<string | undefined> {
  const command = new DescribeEnvironmentsCommand({ EnvironmentNames: [options.environment] })
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
