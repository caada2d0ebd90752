/**
 * The contract tests: what Local Beanstalk answers as AWS does. With --aws those of test/contract/on-aws run on the
 * account of the SDK's own credential chain, and everything that they have made there is removed afterwards.
 */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { CONTRACT_TAG, EVERY_PREFIX, findRemains, makePrefix, type Remain, removeRemains } from './contract-remains.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
/** A termination on AWS takes about five minutes, and a launch must have ended before. */
const REMOVAL_MS = 30 * 60_000

/**
 * On-demand list prices of us-east-1 in October 2026, in US dollars an hour: https://aws.amazon.com/ec2/pricing/on-demand/,
 * https://aws.amazon.com/vpc/pricing/ (public IPv4), https://aws.amazon.com/ebs/pricing/ (0.08 a GiB and month).
 */
const COSTS = [
  { what: 'an instance t3.micro', dollarsAnHour: 0.0104 },
  { what: 'its public IPv4 address', dollarsAnHour: 0.005 },
  { what: 'its volume of about 10 GiB', dollarsAnHour: 0.0011 },
]

const HELP = `Runs the contract tests.

  npm run contract                               all of them, on Local Beanstalk
  npm run contract -- --aws [options] [NAME...]  those of test/contract/on-aws, on an AWS account; with names only
                                                 these: "s3 ec2" create nothing that costs

  --yes                     begin without asking
  --instance-profile NAME   of the environment's instance (aws-elasticbeanstalk-ec2-role)
  --remove                  run nothing: remove what earlier runs have left
  --help                    this text

Credentials and region are found as by every AWS SDK: AWS_PROFILE, AWS_REGION, and so on.`

const { values: options, positionals: names } = readOptions()
if (options.help) console.log(HELP)
else process.exitCode = options.aws ? await runOnAws() : await runTests(['test/contract'], {})

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        aws: { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        remove: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        'instance-profile': { type: 'string', default: 'aws-elasticbeanstalk-ec2-role' },
      },
    })
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`)
    process.exit(2)
  }
}

async function runOnAws(): Promise<number> {
  const prefix = options.remove ? EVERY_PREFIX : makePrefix()
  const account = await tellAccount()
  if (account === undefined) return 2
  if (options.remove) tellRemains(await findRemains(prefix))
  else tellCosts(prefix)
  if (!(await isConfirmed(account))) return 2
  const code = options.remove ? 0 : await runTests(listFilters(), { CONTRACT_PREFIX: prefix })
  console.log('\nRemoving what was made. On AWS this takes about five minutes; Ctrl-C does not end it.')
  process.on('SIGINT', () => console.log(`Still removing. SIGTERM ends it; "--aws --remove" goes on another time.`))
  const left = await removeRemains(prefix, REMOVAL_MS)
  tellRemains(left)
  return left.length > 0 ? 1 : code
}

async function tellAccount(): Promise<string | undefined> {
  try {
    const sts = new STSClient()
    const { Account, Arn } = await sts.send(new GetCallerIdentityCommand())
    const endpoint = process.env.AWS_ENDPOINT_URL
    console.log(`Account ${Account}, region ${await sts.config.region()}, as ${Arn}`)
    if (endpoint) console.log(`At ${endpoint}`)
    return Account
  } catch (error) {
    console.error(`There was no AWS account: ${error instanceof Error ? error.message : String(error)}`)
    console.error('Set AWS_REGION, and AWS_PROFILE or the keys of an account that you may create environments in.')
    return undefined
  }
}

function tellCosts(prefix: string): void {
  const total = COSTS.reduce((sum, { dollarsAnHour }) => sum + dollarsAnHour, 0)
  const costs = COSTS.map(({ what, dollarsAnHour }) => `  ${dollarsAnHour.toFixed(4)}  ${what}`)
  console.log(`
Creates, with names that begin with ${prefix} or the tag ${CONTRACT_TAG}=${prefix}:
an application with a version, one environment of a single instance, two buckets, a security group.
Beanstalk itself keeps its bucket elasticbeanstalk-REGION-ACCOUNT, and makes it where it is missing.

US dollars an hour, by the list prices of us-east-1 (other regions cost up to twice as much):
${costs.join('\n')}
  ${total.toFixed(4)}  together. A run takes about 15 minutes.
`)
}

function tellRemains(remains: readonly Remain[]): void {
  if (remains.length === 0) console.log(`Nothing remains with names of ${EVERY_PREFIX}... or the tag ${CONTRACT_TAG}.`)
  else console.log(['There is still:', ...remains.map(({ kind, name }) => `  ${kind} ${name}`)].join('\n'))
}

async function isConfirmed(account: string): Promise<boolean> {
  if (options.yes) return true
  if (!process.stdin.isTTY) {
    console.error('Nobody could be asked. Write --yes to begin.')
    return false
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const ended = new AbortController()
  terminal.once('SIGINT', () => ended.abort())
  const question = `Write the number of the account to begin (${account}): `
  const answer = await terminal.question(question, { signal: ended.signal }).catch(() => '')
  terminal.close()
  return answer.trim() === account
}

function listFilters(): string[] {
  return names.length > 0 ? names.map(name => `test/contract/on-aws/${name}`) : ['test/contract/on-aws']
}

/** Ends with the tests' exit code, also when Ctrl-C ends them: what they have made is removed all the same. */
async function runTests(filters: readonly string[], variables: Readonly<Record<string, string>>): Promise<number> {
  const env = { ...process.env, CONTRACT_INSTANCE_PROFILE: options['instance-profile'], ...variables }
  const child = spawn('node_modules/.bin/vitest', ['run', ...filters], { cwd: ROOT, env, stdio: 'inherit' })
  const end = () => void child.kill('SIGTERM')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end)
  const [exitCode] = await once(child, 'close')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end)
  return exitCode ?? 130
}
