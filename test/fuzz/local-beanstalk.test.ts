import { readdir } from 'node:fs/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2'
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { zipOf } from '../support/bundle-bytes.ts'
import { tellFigure } from '../support/figures.ts'
import { type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { runProgram } from '../support/run-program.ts'
import { scaled } from '../support/scale.ts'
import { listFiles, openWorkspace, type Workspace, writeFiles } from '../support/workspace.ts'
import { type Exchange, exchange } from './exchange.ts'
import { ONLY_CASE, openRandom, SEED } from './random.ts'
import { signParts, type Wire, writeParts } from './request-bytes.ts'
import { breakSignature, mutateParts } from './request-mutations.ts'
import { type KnownValues, openRecorder } from './sdk-requests.ts'

const CASES = scaled(500, 10_000)
const BATCH = 250
const AT_ONCE = 20
// What is kept: records of the requests, and what those that were carried out have made.
const MAX_KEPT_BYTES = scaled(100, 400) * 1024 ** 2

it(
  `answers ${CASES} fuzzed requests without a failure of its own (seed ${SEED})`,
  { timeout: 40 * 60_000 },
  async () => {
    const folder = await openWorkspace({ 'a/b/c/d/e/tmp/.keep': '' })
    const local = await startWithin(folder)
    const { credentials, endpoint } = local.beanstalk
    const port = Number(new URL(endpoint).port)
    const record = openRecorder(await prepare(local))
    const answers: string[] = []
    const failures: string[] = []
    const heapBefore = measureHeap()

    const runCase = async (index: number) => {
      const random = openRandom(SEED, index)
      const signing = { credentials, host: `127.0.0.1:${port}`, nowMs: Date.now() }
      const signed = signParts(mutateParts(await record(random), random), signing)
      const wire = writeParts(random.chance(0.15) ? breakSignature(signed, random) : signed, random)
      const done = await exchange(port, wire)
      const problem = judge(wire, done)
      if (problem) failures.push(describeCase(index, wire, problem))
      answers.push(...readXmlBodies(done.answer))
    }
    const startedMs = performance.now()
    for (let start = 0; start < CASES; start += BATCH) {
      const batch = Array.from({ length: Math.min(BATCH, CASES - start) }, (_, offset) => start + offset)
      const queue = batch.filter(index => ONLY_CASE === undefined || index === ONLY_CASE)
      const work = async () => {
        for (let index = queue.shift(); index !== undefined; index = queue.shift()) await runCase(index)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work))
      await local.clients.sts.send(new GetCallerIdentityCommand({}))
      if (failures.length >= 10) break
    }
    expect(failures).toEqual([])
    const bugs = local.beanstalk.requests.filter(
      ({ status, errorCode }) => status === 500 || errorCode === 'InternalFailure',
    )
    expect(bugs).toEqual([])
    const keptBytes = measureHeap() - heapBefore - answers.join('').length
    expect(keptBytes).toBeLessThan(MAX_KEPT_BYTES)
    expect((await listStrayFiles(folder)).slice(0, 10)).toEqual([])
    await local.beanstalk.stop()
    expect(await readdir(folder.file('a/b/c/d/e/tmp'))).toEqual(['.keep'])
    expect(await findMalformedXml(folder, answers)).toEqual([])
    tellFigures(local, { startedMs, keptBytes, answers: answers.length })
  },
)

/** What is in use once everything that nobody holds is gone. */
function measureHeap(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

/** In a temporary folder so deep that a path that climbs out of it is still seen. */
async function startWithin(folder: Workspace): Promise<StartedBeanstalk> {
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder.file('a/b/c/d/e/tmp')
  try {
    return await startBeanstalk({ host: openNoHost() })
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

const BUCKET = 'fuzz-bucket'

/** What handlers need to get far, and its names. */
async function prepare(local: StartedBeanstalk): Promise<KnownValues> {
  const { ec2 } = local.clients
  await local.createVersion({ application: 'chat', label: 'v1', bundle: await zipOf({ Procfile: 'web: x\n' }) })
  const names = { application: 'chat', versionLabel: 'v1' }
  const { EnvironmentId = '' } = await local.createEnvironment({ ...names, environment: 'chat-prod' })
  const storage = local.beanstalk.requests.find(({ operation }) => operation === 'PutObject')?.parameters.Bucket
  const S3 = await prepareBucket(local)
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}))
  const groups = SecurityGroups.map(({ GroupId = '' }) => GroupId)
  const ids = ['sg-0', 'eni-0', 'vpc-0', 'acl-0', 'subnet-0', 'i-0', EnvironmentId, ...groups]
  const arn = 'arn:aws:elasticbeanstalk:eu-central-1:123456789012:environment/chat/chat-prod'
  return {
    ...S3,
    ApplicationName: ['chat', 'other'],
    EnvironmentName: ['chat-prod', 'chat-test', 'next-env'],
    EnvironmentId: [EnvironmentId],
    VersionLabel: ['v1', 'v2'],
    TemplateName: ['t1'],
    S3Bucket: [String(storage)],
    S3Key: ['chat/v1.zip'],
    GroupId: groups,
    ResourceArn: [arn],
    SolutionStackName: ['64bit Amazon Linux 2023 v6.7.2 running Node.js 24'],
    Namespace: ['aws:elasticbeanstalk:application:environment', 'aws:autoscaling:asg', 'aws:elasticbeanstalk:command'],
    OptionName: ['MinSize', 'NAME', 'DeploymentPolicy'],
    InfoType: ['tail', 'bundle'],
    CNAMEPrefix: ['chat-prod', 'next-env'],
    any: [...ids, 'a', '1', 'tcp', '80', '0.0.0.0/0', '::/0', 'tag:Name', 'group-id', arn],
  }
}

async function prepareBucket({ clients: { s3 } }: StartedBeanstalk): Promise<KnownValues> {
  const Bucket = BUCKET
  const CreateBucketConfiguration = { LocationConstraint: 'eu-central-1' as const }
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }))
  for (const Key of ['k', 'a/b', 'empty'])
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key === 'empty' ? '' : 'text' }))
  const { UploadId = '' } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' }))
  const { ETag = '' } = await s3.send(
    new UploadPartCommand({ Bucket, Key: 'k', UploadId, PartNumber: 1, Body: 'part' }),
  )
  return {
    Bucket: [Bucket, 'other-bucket'],
    Key: ['k', 'a/b', 'empty', 'new', 'x y+z'],
    UploadId: [UploadId],
    ETag: [ETag],
    CopySource: [`${Bucket}/k`, `/${Bucket}/a%2Fb`],
    Delimiter: ['/'],
  }
}

function judge(wire: Wire, { answer, ended }: Exchange): string | undefined {
  if (!ended) return 'the connection was held open'
  if (wire.mustAnswer && answer.length === 0) return 'no answer came'
  if (answer.length > 0 && !/^HTTP\/1\.1 \d{3} /.test(answer.subarray(0, 16).toString())) return 'the answer is no HTTP'
  return /^HTTP\/1\.1 500 /m.test(answer.toString('latin1'))
    ? `answered with 500: ${answer.toString().slice(0, 1500)}`
    : undefined
}

function describeCase(index: number, wire: Wire, problem: string): string {
  const bytes = Buffer.concat(wire.pieces).subarray(0, 9000)
  return `FUZZ_SEED=${SEED} FUZZ_CASE=${index}: ${problem}\n${JSON.stringify(bytes.toString('latin1'))}`
}

function readXmlBodies(answer: Buffer): string[] {
  const text = answer.toString('utf8')
  const end = text.indexOf('\r\n\r\n')
  const isXml = /^content-type: (text|application)\/xml/im.test(text.slice(0, end))
  const isOne = text.indexOf('HTTP/1.1 ', 9) < 0
  const [, body] = /^[0-9a-f]+\r\n(.+)\r\n0\r\n\r\n$/s.exec(text.slice(end + 4)) ?? []
  return isXml && isOne && body ? [body] : []
}

async function listStrayFiles(folder: Workspace): Promise<string[]> {
  const allowed = /^a\/b\/c\/d\/e\/tmp\/(\.keep|local-beanstalk-[\w-]+\/(s3\/[0-9a-f-]{36}|sample-application\.zip))$/
  return (await listFiles(folder.path)).filter(name => !allowed.test(name))
}

/** Python's expat is as strict as the parsers of the other clients. */
async function findMalformedXml(folder: Workspace, answers: readonly string[]): Promise<string[]> {
  const judgeScript = `import json, sys, xml.parsers.expat
for text in json.load(open('answers.json')):
    try:
        xml.parsers.expat.ParserCreate().Parse(text.encode('utf-8', 'surrogatepass'), True)
    except Exception as error:
        print(json.dumps(str(error) + ': ' + text[:700]))`
  await writeFiles(folder.path, { 'answers.json': JSON.stringify([...new Set(answers)]), 'judge.py': judgeScript })
  const { output } = await runProgram('python3', ['judge.py'], { cwd: folder.path })
  return output.split('\n').filter(line => line !== '')
}

interface Told {
  readonly startedMs: number
  readonly keptBytes: number
  readonly answers: number
}

function tellFigures({ beanstalk }: StartedBeanstalk, { startedMs, keptBytes, answers }: Told): void {
  const good = beanstalk.requests.filter(({ status }) => status < 300).length
  const reached = beanstalk.requests.filter(({ region }) => region !== '').length
  const seconds = Math.round((performance.now() - startedMs) / 1000)
  tellFigure(
    'Fuzzed requests',
    `${CASES} in ${seconds} s (seed ${SEED}): ${beanstalk.requests.length} answered, ${reached} with a valid signature, ${good} carried out; ${answers} XML answers parsed; ${Math.round(keptBytes / 1024 ** 2)} MiB kept`,
  )
}
