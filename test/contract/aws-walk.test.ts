import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { AWS_IS_MISSING, type AwsCommandLine, openAwsCommandLine } from '../support/aws-command-line.ts'
import { countCommands, readWalk, type WalkSection, walk } from '../support/aws-walk.ts'
import { BOTOCORE_IS_MISSING, findBotocore, judgeAnswers, KNOWN_COMPLAINTS } from '../support/judge-answers.ts'
import { NODE_24, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { makeBundle, WEBSOCKET_APP } from '../support/make-bundle.ts'
import { openRecorder, type RecordedAnswer, type Recorder } from '../support/record-answers.ts'
import { REPOSITORY } from '../support/source-files.ts'
import { sweepOperations } from '../support/sweep-operations.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

// The aws command line has a model of its own (botocore): what it understands is not only what we and the SDK agree on.
const readScript = async (name: string) => readWalk(await readFile(`${REPOSITORY}test/fixtures/${name}`, 'utf8'))
const sections = await readScript('aws-walk.txt')
const hostSections = await readScript('aws-walk-host.txt')
const READER = {
  accessKeyId: 'AKIAREADER0000000000',
  secretAccessKey: 'reader',
  principalArn: 'arn:aws:sts::123456789012:assumed-role/reader/session',
  policies: [{ Statement: { Effect: 'Allow', Action: ['*:Describe*', '*:List*'], Resource: '*' } }],
} as const

const [certificate, newcertificate] = ['a', 'b'].map(
  letter => `arn:aws:acm:eu-central-1:123456789012:certificate/${letter.repeat(8)}`,
) as [string, string]
const CERTIFICATES = [certificate, newcertificate].map(arn => ({ arn, names: ['chat.example.com'] }))

// The sections share what the machine has: each lasts nearly as long as all of them.
const TIMEOUT_MS = 300_000

interface Walked {
  readonly local: StartedBeanstalk
  readonly recorder: Recorder
}

/** One without processes, and one with them. */
let walked: readonly [Walked, Walked]
let workspace: Workspace
let commandLine: AwsCommandLine | undefined

beforeAll(async () => {
  const record = async (local: StartedBeanstalk) => ({ local, recorder: await openRecorder(local.beanstalk.endpoint) })
  walked = [
    await record(await startBeanstalk({ host: openNoHost(), keys: [READER], certificates: CERTIFICATES })),
    await record(await startBeanstalk()),
  ]
  workspace = await openWorkspace({ small: 'twenty-one characters' })
  await writeFile(workspace.file('big'), randomBytes(9_000_000))
  await makeBundle(workspace.file('bundle.zip'), { 'app.js': WEBSOCKET_APP })
  commandLine = openAwsCommandLine(walked[0].local.environmentVariables)
})
afterAll(async () => {
  commandLine?.close()
  for (const { local, recorder } of walked) {
    await recorder.close()
    await local.beanstalk.stop()
  }
  await workspace.remove()
})

/** As GitHub hands it to a workflow. */
function makeToken(expiresMs: number): string {
  const claims = { iss: 'https://token.actions.githubusercontent.com', sub: 'repo:octo/chat:ref:refs/heads/main' }
  const all = { ...claims, aud: 'sts.amazonaws.com', exp: Math.floor(expiresMs / 1000) }
  return ['header', JSON.stringify(all), 'signature'].map(part => Buffer.from(part).toString('base64url')).join('.')
}

async function walkThrough(section: WalkSection, { local, recorder }: Walked, skip: (note: string) => void) {
  if (commandLine === undefined && !process.env.CI) return skip(AWS_IS_MISSING)
  if (commandLine === undefined) throw new Error(AWS_IS_MISSING)
  const tokens = { jwt: makeToken(Date.now() + 600_000), oldjwt: makeToken(Date.now() - 60_000) }
  const kept = { platform: NODE_24, folder: workspace.path, certificate, newcertificate, ...tokens }
  await walk({ commandLine, endpoint: recorder.endpoint, kept, local }, section)
}

describe.concurrent('the aws command line', () => {
  for (const section of sections) {
    it(section.title, { timeout: TIMEOUT_MS }, ({ skip }) => walkThrough(section, walked[0], skip))
  }
  for (const section of hostSections) {
    it(section.title, { timeout: TIMEOUT_MS }, ({ skip }) => walkThrough(section, walked[1], skip))
  }
})

const saysNotServed = ({ body }: RecordedAnswer) => body.includes('Local Beanstalk does not serve')

describe('botocore', () => {
  it(
    'has no complaint about any answer, and has seen every operation succeed',
    { timeout: TIMEOUT_MS },
    async ({ skip }) => {
      const python = findBotocore()
      if (python === undefined && !process.env.CI) return skip(BOTOCORE_IS_MISSING)
      if (python === undefined) throw new Error(BOTOCORE_IS_MISSING)
      const [first] = walked
      await sweepOperations({ ...first.local.beanstalk, endpoint: first.recorder.endpoint })
      const answers = walked.flatMap(({ recorder }) => recorder.answers)
      const requests = walked.flatMap(({ local }) => local.beanstalk.requests)
      const { complaints, judged } = judgeAnswers(python, answers, requests)
      expect(complaints.filter(complaint => !KNOWN_COMPLAINTS.includes(complaint))).toEqual([])
      const plainly = new Set(answers.filter(saysNotServed).map(({ requestId }) => requestId))
      const notServed = new Set(
        requests.filter(asked => plainly.has(asked.requestId)).map(({ operation }) => operation),
      )
      const neverSucceeded = Object.entries(judged).flatMap(([service, operations]) =>
        Object.entries(operations).flatMap(([name, [successes]]) =>
          successes > 0 || notServed.has(name) ? [] : [`${service} ${name}`],
        ),
      )
      // What is served has a command in a walk that shows its answer.
      expect(neverSucceeded.filter(name => !NEVER_SUCCEEDING.includes(name)).sort()).toEqual([])
      const seen = Object.values(judged)
        .flatMap(operations => Object.values(operations))
        .flat()
      const commands = countCommands(sections) + countCommands(hostSections)
      expect(seen.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(commands)
    },
  )
})

/** Operations that are served, and which the walk cannot show. */
const NEVER_SUCCEEDING = [
  // No managed action is ever due.
  'elasticbeanstalk ApplyEnvironmentManagedAction',
  // Younger than Debian's command line.
  'elbv2 DescribeListenerAttributes',
  'elbv2 ModifyListenerAttributes',
]
