import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { readCommandRequest, sortArguments } from '../../src/inputs/command-line.ts'

const URL = 'wss://chat.example.com/ws'
const read = (...args: string[]) => readCommandRequest(sortArguments(['check', ...args]))

function complaintsOf(...args: string[]): string[] {
  try {
    readCommandRequest(sortArguments(args))
    return []
  } catch (error) {
    return error instanceof ActionError ? error.hint.split('\n') : [String(error)]
  }
}

describe('the command line', () => {
  it('gives what the inputs of the action give, with a single attempt', () => {
    expect(read(URL, 'ws://b.example/')).toMatchObject({
      urls: [URL, 'ws://b.example/'],
      attempts: 1,
      attemptTimeoutMs: 10_000,
      failOn: 'error',
      environment: undefined,
      probe: { headers: [], protocol: 'auto', holdMs: 0 },
    })
  })

  it('takes options anywhere, joined or apart, short or long', () => {
    const args = ['-H', 'A: 1', URL, '-HB: 2', '--header=C: 3', '--hold', '2m', '--timeout=30', '--attempts', '3']
    expect(read(...args)).toMatchObject({
      urls: [URL],
      attempts: 3,
      attemptTimeoutMs: 30_000,
      probe: {
        headers: [
          ['A', '1'],
          ['B', '2'],
          ['C', '3'],
        ],
        holdMs: 120_000,
      },
    })
  })

  it('takes a value that begins with a hyphen, but not an option for the value of another', () => {
    expect(read(URL, '--send', '-1', '--expect=--ok').probe).toMatchObject({ send: '-1' })
    expect(complaintsOf('check', URL, '--send', '--json')).toEqual([expect.stringMatching(/^--send was given without/)])
  })

  it('takes the last value of an option that stands for one thing', () => {
    expect(read(URL, '--attempts', '2', '--attempts', '4').attempts).toBe(4)
  })

  it('takes what follows two hyphens for URLs', () => {
    expect(read('--', URL).urls).toEqual([URL])
  })

  it.each([
    ['--help', 'help'],
    ['-h', 'help'],
    ['help', 'help'],
    ['--version', 'version'],
    ['-V', 'version'],
  ])('is asked for by %s', (argument, kind) => {
    expect(sortArguments([argument]).kind).toBe(kind)
  })

  it.each([
    [['check', URL, '--constructor'], /^--constructor was no option\. /],
    [['check', URL, '--__proto__=x'], /^--__proto__ was no option\. /],
    [['check', URL, '--heade', 'Authorization: Bearer SECRET'], /^--heade was no option\.(?!.*SECRET)/],
    [['check', URL, '-x'], /^-x was no option\. /],
    [['check', URL, '--header', ''], /^--header was given without a value\. Write --header 'Name: value'/],
    [['check', URL, '--ca'], /^--ca was given without a value\. Write --ca file\.$/],
    [['check', URL, '--timeout', '400'], /^--timeout was "400"\. Write a time of 1 to 300 seconds/],
    [['check', URL, '--application-name', 'chat'], /^--application-name was no option\. /],
    [['deploy', URL], /^The command was "deploy"\. Write: beanstalk-websockets check /],
    [[URL], /^The command was not given before the URL\. /],
    [[], /^URL was not given\. .*beanstalk-websockets check /],
  ])('tells what is wrong with %j, and nothing else', (args, complaint) => {
    expect(complaintsOf(...args)).toEqual([expect.stringMatching(complaint)])
  })

  it('does not speak of workflows', () => {
    const args = [
      'check',
      'x',
      '--header',
      'x',
      '--subprotocol',
      'a b@',
      '--resolve',
      'x',
      '--fail-on',
      'x',
      '--path',
      'x',
    ]
    const told = complaintsOf(...args)
    expect(told).toHaveLength(6)
    expect(told.filter(line => /a line|secrets\.|step|workflow|^'/.test(line))).toEqual([])
  })
})
