import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openAppOutput } from '../../src/commands/app-output.ts'
import { choosePlatform } from '../../src/commands/choose-platform.ts'
import { forgetAws } from '../../src/commands/forget-aws.ts'
import { lookAtMachine } from '../../src/commands/look-at-machine.ts'
import { readLocalRequest, sortLocalArguments } from '../../src/inputs/local-request.ts'
import { SOLUTION_STACKS } from '../../src/local-beanstalk/elastic-beanstalk/solution-stacks.ts'
import { describeLocalHandshake, describeLocalProblem, LOCAL_WORDS, sayLocally } from '../../src/report/local-words.ts'
import { REPOSITORY } from '../support/source-files.ts'
import { answer, refusedAlike } from './handshake-evidence.ts'
import { handshakeOf } from './preview-samples.ts'

const choose = (asked: string | undefined, ...names: string[]) =>
  choosePlatform({ asked, names, solutionStacks: SOLUTION_STACKS })

describe('the platform of a folder', () => {
  it.each([
    ['Node.js 24', 'package.json', ['package.json', 'Dockerfile', 'Procfile']],
    ['Node.js 24', 'server.js', ['server.js']],
    ['Python 3.14', 'requirements.txt', ['Procfile', 'requirements.txt', 'main.py']],
    ['Go 1', 'go.mod', ['go.mod', 'Procfile']],
    ['.NET 10', 'chat.runtimeconfig.json', ['chat.runtimeconfig.json', 'Procfile']],
    ['Corretto 25', 'chat.jar', ['chat.jar', 'Procfile']],
  ])('is the newest %s when there is %s', (runtime, guessedFrom, names) => {
    expect(choose(undefined, ...names)).toMatchObject({ runtime, guessedFrom })
  })

  it.each([
    ['Node.js 22', 'Node.js 22'],
    ['node 20', 'Node.js 20'],
    [' nodejs ', 'Node.js 24'],
    ['python 3.12', 'Python 3.12'],
    ['Java 17', 'Corretto 17'],
    ['64bit Amazon Linux 2 v3.10.2 running Corretto 17', 'Corretto 17'],
  ])('is what is asked for: %s', (asked, runtime) => {
    expect(choose(asked, 'Procfile')).toMatchObject({ runtime, guessedFrom: undefined })
  })

  it.each([
    ['no file tells', undefined, ['README.md'], 'No file of the bundle said for which platform it is.'],
    ['nobody knows it', 'Node.js 2', [], '--platform was "Node.js 2".'],
    [
      'a container would run',
      undefined,
      ['Dockerfile'],
      'The platform was Docker, whose apps cannot run here (guessed from',
    ],
    ['a socket of Puma is needed', 'Ruby', ['Procfile'], 'The platform was Ruby 3.4, whose apps cannot run here.'],
    ['nothing says what to start', 'Python', ['application.py'], 'The bundle for Python 3.14 had no Procfile.'],
    [
      'something has to be built',
      undefined,
      ['go.mod', 'Buildfile'],
      'The bundle had a Buildfile, which cannot run here',
    ],
  ])('is refused where %s', (_, asked, names, message) => {
    expect(() => choose(asked, ...names)).toThrow(message)
  })
})

describe('a machine', () => {
  const look = (change: object) =>
    lookAtMachine({ nodeVersion: 'v24.0.0', system: 'linux', searchPath: process.env.PATH ?? '', ...change })

  it('with Node.js 24, Linux and nginx will do, and what macOS does otherwise is told', async () => {
    expect(await look({})).toEqual([])
    expect(await look({ system: 'darwin' })).toEqual([expect.stringContaining('a closed port refuses')])
  })

  it.each([
    [
      'an older Node.js',
      { nodeVersion: 'v22.11.0' },
      '"local" needs Node.js 24 or later, and this is v22.11.0.',
      'npx --package=node@24',
    ],
    ['Windows', { system: 'win32' }, 'this is Windows', 'Windows Subsystem for Linux'],
    ['no nginx on Debian', { searchPath: '/nowhere' }, 'needs nginx', 'sudo apt-get install'],
    ['no nginx on macOS', { searchPath: '/nowhere', system: 'darwin' }, 'needs nginx', 'brew install nginx'],
  ])('with %s is refused, with what to do', async (_, change, message, hint) => {
    await expect(look(change)).rejects.toMatchObject({
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    })
  })
})

describe('the arguments of local', () => {
  const read = (...args: string[]) => readLocalRequest(sortLocalArguments(args), 'chat')

  it('make the deployment of the action, without proxy files and trial where it is as it is', () => {
    const { deploy, front, settings, secrets } = read(
      'app',
      '--as-is',
      '--env',
      'A=hunter2-hunter2',
      '--websocket-path',
      '/ws',
    )
    expect(deploy).toMatchObject({ proxy: { mode: 'off' }, preflight: 'off', bundle: { packagePath: 'app' } })
    expect({ path: deploy.handshake.path, front }).toEqual({ path: '/ws', front: 'application' })
    expect(settings).toEqual([expect.objectContaining({ optionName: 'A', value: 'hunter2-hunter2' })])
    expect(secrets).toEqual(['hunter2-hunter2'])
    // They are the environment's from its creation on, and no change of the deployment.
    expect(deploy.optionSettings).toEqual([])
    expect(read().deploy).toMatchObject({ proxy: { mode: 'auto' }, preflight: 'auto', bundle: { packagePath: '.' } })
  })

  it('keep what is sent to itself, and end after one deployment where others read what is printed', () => {
    expect(read('--header', 'Authorization: Bearer hunter2-hunter2').secrets).toContain('hunter2-hunter2')
    expect([['--json'], ['--once'], []].map(args => sortLocalArguments(args).isOnce)).toEqual([true, true, false])
    expect(() => read('--instances', '2', '--load-balancer', 'none')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('--instances was "2" without a load balancer') }),
    )
  })

  it('are told by their own names where they are wrong', () => {
    const wrong = () => read('--load-balancer', 'gateway', '--path', 'ws', '--setting', 'nothing', '--instances', '9')
    expect(wrong).toThrow(expect.objectContaining({ hint: expect.stringMatching(/^--path .*$/m) }))
    for (const name of ['--load-balancer was "gateway"', '--setting had the line', '--instances was "9"'])
      expect(wrong).toThrow(expect.objectContaining({ hint: expect.stringContaining(name) }))
  })
})

it('forgets all that the shell says of AWS, and the files of the home folder', () => {
  const variables: Record<string, string | undefined> = { AWS_PROFILE: 'work', AWS_ENDPOINT_URL_S3: 'x', PATH: '/bin' }
  forgetAws(variables)
  expect(variables).toEqual({
    PATH: '/bin',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  })
})

it('tells what an app writes in whole lines, the last ones of before too, and each instance by itself', () => {
  const output = openAppOutput()
  const lines: string[] = []
  output.hear('i-1', 'one\ntw')
  output.hear('i-2', 'other\n')
  output.follow(({ instanceId, text }) => void lines.push(`${instanceId} ${text}`))
  output.hear('i-1', 'o\n')
  output.hear('i-1', 'x'.repeat(5000))
  expect(lines).toEqual(['i-1 one', 'i-2 other', 'i-1 two', `i-1 ${'x'.repeat(5000)}`])
  output.pause()
  for (let index = 0; index < 60; index += 1) output.hear('i-1', `${index}\n`)
  output.follow(({ text }) => void lines.push(text))
  expect(lines.slice(4)).toEqual(Array.from({ length: 50 }, (_, index) => String(10 + index)))
  output.hear('i-1', 'of Windows\r\n')
  expect(lines.at(-1)).toBe('of Windows')
})

it('speaks of no job to somebody at a terminal', () => {
  const remedy =
    'Mend what the last lines of the logs name (they are in the log and the summary of this run), and run the job again.'
  const problem = describeLocalProblem({ code: 'deployment-failed', what: 'It failed.', remedy })
  const missing = describeLocalProblem({
    code: 'bundle-not-found',
    what: "'deployment-package-path' named a file that does not exist.",
    remedy,
  })
  expect(missing).toMatchObject({
    what: 'The argument named a file or a folder that does not exist.',
    remedy: expect.stringMatching(/^Write the folder/),
  })
  expect(problem.remedy).toBe('Mend what the last lines of the logs name (they stand below), and deploy again.')
})

it('names no command about an environment of that name in an account of whoever reads it', () => {
  const ask = 'aws elasticbeanstalk describe-events --environment-name chat'
  const tell = (remedy: string) => describeLocalProblem({ code: 'x', what: 'It failed.', remedy }).remedy
  expect(tell(`Read the log.\n\n${ask}\nsleep 30`)).toBe('Read the log.')
  expect(tell(`Wait.\nOr look: ${ask}\nOr write it.\n\npath: /ws`)).toBe('Wait.\nOr write it.\n\npath: /ws')
  const evidence = refusedAlike(answer(500))
  const { targets } = describeLocalHandshake(handshakeOf(evidence))
  expect(handshakeOf(evidence).targets[0]?.finding?.remedy).toContain('aws elasticbeanstalk')
  expect(targets[0]?.finding?.remedy).not.toContain('aws ')
  expect(JSON.stringify(targets)).not.toContain('aws elasticbeanstalk')
})

it.each([
  [
    'no URL was given',
    'Write the path, in the URL, or in "websocket-path: /ws" where that has none: "/" is not it.',
    'Write the path, in "websocket-path: /ws": "/" is not it.',
  ],
  ['there is no workflow', 'Decide it in the workflow, which wins.', 'Decide it by "option-settings", which wins.'],
])('knows that %s', (_, remedy, told) => {
  expect(sayLocally({ remedy })).toEqual({ remedy: told })
})

it('has other words for nothing that nobody says any more', () => {
  // What the messages are put together from.
  const WRITTEN: Readonly<Record<string, string>> = { '${input}': 'deployment-package-path', '${what}': 'a file' }
  const files = globSync('src/**/*.ts', { cwd: REPOSITORY }).filter(file => !file.endsWith('/local-words.ts'))
  const read = (file: string) => readFileSync(`${REPOSITORY}${file}`, 'utf8')
  const texts = files.map(file => read(file).replaceAll(/\$\{input\}|\$\{what\}/g, name => WRITTEN[name] ?? ''))
  const isSaid = (pattern: RegExp) => texts.some(text => text.search(pattern) >= 0)
  expect(LOCAL_WORDS.filter(([pattern]) => !isSaid(pattern))).toEqual([])
})
