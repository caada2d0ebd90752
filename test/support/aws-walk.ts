/**
 * Reads and runs scripts of `aws` commands with what is expected of each:
 *
 *     ## keeps applications apart            a section: its steps run in order, sections beside each other
 *     $ aws ec2 create-tags ...              a command, split as a shell does; `$name` is what was kept before;
 *                                            `NAME=value` before it is a variable of this command alone
 *     {"Return": true}                       part of its answer as JSON: "/pattern/" for a text, "..." first in a list
 *                                            for "among others"
 *     /pattern/                              its output as text; nothing is expected to be printed where neither is there
 *     id = Reservations.0.InstanceId         keeps a part of its answer
 *     ! (InvalidParameterValue) ... text     it fails, and says this
 *     ~ my-env settles                       waits until the environment has left its -ing status
 *     ~ my-env says Pulled logs.             waits for an event with this text
 *     ~ http://... answers /pattern/         asks for a page
 *     ~ a second takes 1000 ms               changes the pace of Local Beanstalk
 *     = $folder/a $folder/b                  two files are the same
 */

import { readFile } from 'node:fs/promises'
import type { AwsCommandLine, AwsRun } from './aws-command-line.ts'
import type { StartedBeanstalk } from './local-beanstalk.ts'

/** All sections run beside each other. */
const SETTLE_MS = 240_000

export interface WalkSection {
  readonly title: string
  readonly steps: readonly WalkStep[]
}

export interface WalkStep {
  /** As written. */
  readonly text: string
  readonly line: number
  /** The lines below a command that say what is expected. */
  readonly expected: readonly string[]
}

export interface Walker {
  readonly commandLine: AwsCommandLine
  readonly endpoint: string
  /** What is known before the first step, by name. */
  readonly kept: Readonly<Record<string, string>>
  readonly local: StartedBeanstalk
}

export function readWalk(text: string): WalkSection[] {
  const sections: Array<{ title: string; steps: Array<WalkStep & { expected: string[] }> }> = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.startsWith('## ')) sections.push({ title: line.slice(3), steps: [] })
    else if (line.trim() === '' || line.startsWith('#')) continue
    else if (/^[$~=] /.test(line)) sections.at(-1)?.steps.push({ text: line, line: index + 1, expected: [] })
    else sections.at(-1)?.steps.at(-1)?.expected.push(line)
  }
  return sections
}

export const countCommands = (sections: readonly WalkSection[]): number =>
  sections.flatMap(({ steps }) => steps).filter(({ text }) => text.startsWith('$')).length

/** @throws Error that names the line of the script and shows what came. */
export async function walk(walker: Walker, section: WalkSection): Promise<void> {
  const kept = { ...walker.kept }
  for (const step of section.steps) {
    const fill = (text: string) =>
      text.replace(/\$([a-z]\w*)/g, (_all, name: string) => kept[name] ?? refuse(step, `nothing was kept as ${name}`))
    const text = fill(step.text)
    const [sign, rest] = [text[0], text.slice(2)]
    if (sign === '$') await runStep(walker, { ...step, expected: step.expected.map(fill) }, { command: rest, kept })
    else if (sign === '~') await runWait(walker, step, rest)
    else await compareFiles(step, rest.split(' '))
  }
}

async function runWait({ local }: Walker, step: WalkStep, text: string): Promise<void> {
  const [, settling] = /^(\S+) settles$/.exec(text) ?? []
  const [, speaker, message] = /^(\S+) says (.+)$/.exec(text) ?? []
  const [, page, pattern] = /^(\S+) answers (\/.+\/)$/.exec(text) ?? []
  const [, pace] = /^a second takes (\d+) ms$/.exec(text) ?? []
  if (pace !== undefined) local.beanstalk.setPace(Number(pace))
  else if (settling !== undefined) await local.waitUntilSettled(settling, SETTLE_MS)
  else if (page !== undefined) {
    const answer = await (await fetch(page)).text()
    if (!readPattern(pattern ?? '').test(answer)) refuse(step, `the page reads: ${answer}`)
  } else if (speaker !== undefined) {
    const said = async () => (await local.events({ EnvironmentName: speaker })).some(event => event.Message === message)
    while (!(await said())) await new Promise(resolve => setTimeout(resolve, 50))
  } else refuse(step, 'this is not understood')
}

async function runStep(
  { commandLine, endpoint }: Walker,
  step: WalkStep,
  { command, kept }: { command: string; kept: Record<string, string> },
): Promise<void> {
  const words = splitWords(command)
  const at = words.indexOf('aws')
  const variables = Object.fromEntries(words.slice(0, at).map(word => word.split(/=(.*)/s).slice(0, 2)))
  const run = await commandLine.run(['--endpoint-url', endpoint, '--output', 'json', ...words.slice(at + 1)], variables)
  const refusal = step.expected.find(line => line.startsWith('! '))
  if (refusal !== undefined) return expectRefusal(step, run, refusal.slice(2))
  if (run.exitCode !== 0) refuse(step, `it failed with exit code ${run.exitCode}: ${run.stderr}`)
  if (step.expected.length === 0 && run.stdout.trim() !== '') refuse(step, `it printed ${run.stdout}`)
  for (const line of step.expected) expectOutput({ step, run, kept }, line)
}

// The first generation of the command line ends with 255 for every error, the second with 254 for one of the service.
function expectRefusal(step: WalkStep, run: AwsRun, text: string): void {
  if (run.exitCode !== 254 && run.exitCode !== 255)
    refuse(step, `exit code ${run.exitCode}: ${run.stdout}${run.stderr}`)
  if (!run.stderr.includes(text)) refuse(step, `"${text}" was not in: ${run.stderr.trim()}`)
}

function expectOutput(
  { step, run, kept }: { step: WalkStep; run: AwsRun; kept: Record<string, string> },
  line: string,
): void {
  const keeping = /^([a-z]\w*) = (\S+)$/.exec(line)
  if (keeping !== null) {
    kept[keeping[1] ?? ''] = String(
      pick(JSON.parse(run.stdout), keeping[2] ?? '') ?? refuse(step, `no ${keeping[2]}: ${run.stdout}`),
    )
  } else if (line.startsWith('/')) {
    if (!readPattern(line).test(run.stdout)) refuse(step, `${line} does not match: ${run.stdout}`)
  } else {
    const difference = findDifference(JSON.parse(run.stdout), JSON.parse(line), '')
    if (difference !== undefined) refuse(step, `${difference}\n${run.stdout}`)
  }
}

/** Undefined where everything that is expected is there. */
function findDifference(found: unknown, expected: unknown, path: string): string | undefined {
  const differs = `${path || 'it'} is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`
  if (Array.isArray(expected)) {
    if (!Array.isArray(found)) return differs
    if (expected[0] === '...') {
      const missing = expected
        .slice(1)
        .find(item => found.every(other => findDifference(other, item, '') !== undefined))
      return missing === undefined ? undefined : `${path} lacks ${JSON.stringify(missing)}`
    }
    if (found.length !== expected.length) return differs
    return expected.map((item, index) => findDifference(found[index], item, `${path}.${index}`)).find(Boolean)
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof found !== 'object' || found === null) return differs
    const parts = Object.entries(expected)
    return parts.map(([key, value]) => findDifference((found as never)[key], value, `${path}.${key}`)).find(Boolean)
  }
  if (typeof expected === 'string' && /^\/.+\/$/.test(expected))
    return typeof found === 'string' && readPattern(expected).test(found) ? undefined : differs
  return found === expected ? undefined : differs
}

const readPattern = (text: string) => new RegExp(text.slice(1, text.lastIndexOf('/')), 's')

function pick(value: unknown, path: string): unknown {
  return path.split('.').reduce((found, step) => (found as never)?.[step], value)
}

/** As a shell splits: single and double quotes join, and nothing else is special. */
function splitWords(text: string): string[] {
  return (text.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? []).map(word =>
    word.replace(/'([^']*)'|"([^"]*)"/g, (_all, single, double) => single ?? double),
  )
}

async function compareFiles(step: WalkStep, [one = '', other = '']: string[]): Promise<void> {
  if (!(await readFile(one)).equals(await readFile(other))) refuse(step, 'the files differ')
}

function refuse(step: WalkStep, message: string): never {
  throw new Error(`line ${step.line}: ${step.text}\n${message}`)
}
