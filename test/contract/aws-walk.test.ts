import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { AWS_IS_MISSING, type AwsCommandLine, openAwsCommandLine } from '../support/aws-command-line.ts'
import { countCommands, readWalk, type Walker, walk } from '../support/aws-walk.ts'
import { BOTOCORE_IS_MISSING, findBotocore, judgeAnswers, KNOWN_COMPLAINTS } from '../support/judge-answers.ts'
import { NODE_24, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { makeBundle, WEBSOCKET_APP } from '../support/make-bundle.ts'
import { openRecorder, type Recorder } from '../support/record-answers.ts'
import { REPOSITORY } from '../support/source-files.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

// The aws command line has a model of its own (botocore): what it understands is not only what we and the SDK agree on.
const sections = readWalk(await readFile(`${REPOSITORY}test/fixtures/aws-walk.txt`, 'utf8'))
const READER = {
  accessKeyId: 'AKIAREADER0000000000',
  secretAccessKey: 'reader',
  principalArn: 'arn:aws:sts::123456789012:assumed-role/reader/session',
  policies: [{ Statement: { Effect: 'Allow', Action: ['*:Describe*', '*:List*'], Resource: '*' } }],
} as const

let local: StartedBeanstalk
let recorder: Recorder
let workspace: Workspace
let commandLine: AwsCommandLine | undefined
let walker: Walker | undefined

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost(), keys: [READER] })
  recorder = await openRecorder(local.beanstalk.endpoint)
  workspace = await openWorkspace({ small: 'twenty-one characters' })
  await writeFile(workspace.file('big'), randomBytes(9_000_000))
  await makeBundle(workspace.file('bundle.zip'), { 'server.js': WEBSOCKET_APP })
  commandLine = openAwsCommandLine(local.environmentVariables)
  walker = commandLine && {
    commandLine,
    endpoint: recorder.endpoint,
    kept: { platform: NODE_24, folder: workspace.path },
    settle: name => local.waitUntilSettled(name),
  }
})
afterAll(async () => {
  commandLine?.close()
  await recorder.close()
  await local.beanstalk.stop()
  await workspace.remove()
})

describe.concurrent('the aws command line', () => {
  for (const section of sections) {
    it(section.title, { timeout: 120_000 }, async ({ skip }) => {
      if (walker === undefined && !process.env.CI) return skip(AWS_IS_MISSING)
      if (walker === undefined) throw new Error(AWS_IS_MISSING)
      await walk(walker, section)
    })
  }
})

describe('botocore', () => {
  it('has no complaint about any answer of the walk', ({ skip }) => {
    const python = findBotocore()
    if (python === undefined && !process.env.CI) return skip(BOTOCORE_IS_MISSING)
    if (python === undefined) throw new Error(BOTOCORE_IS_MISSING)
    const { complaints, judged } = judgeAnswers(python, recorder.answers, local.beanstalk.requests)
    expect(complaints.filter(complaint => !KNOWN_COMPLAINTS.includes(complaint))).toEqual([])
    const seen = Object.values(judged)
      .flatMap(operations => Object.values(operations))
      .flat()
    expect(seen.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(countCommands(sections))
  })
})
