/** What must hold for every run of an action, whatever it was answered. */

import { readFile } from 'node:fs/promises'
import { setInterval as every } from 'node:timers/promises'
import { type ActionRun, type ActionStep, startAction } from '../support/run-action.ts'

export interface JudgedRun {
  readonly run: ActionRun
  readonly peakMiB: number
  /** The file that the output `report` names. */
  readonly report: Readonly<Record<string, unknown>>
  /** What was wrong, in sentences; empty when nothing was. */
  readonly problems: readonly string[]
}

const MAX_PEAK_MIB = 200

/** What the actions themselves print; whatever else the runner would obey came from outside. */
const OWN_COMMANDS = new Set(['debug', 'error', 'warning', 'notice', 'group', 'endgroup', 'add-mask'])

/** Runs the step to its end and judges everything but its verdict. */
export async function runAndJudge(step: ActionStep): Promise<JudgedRun> {
  const started = await startAction(step)
  const memory = watchPeak(started.pid)
  const run = await started.finished
  const peakMiB = await memory.peakMiB()
  const [reportText = ''] = Object.values(run.temporaryFiles)
  const report = parseReport(reportText)
  const problems = [
    ...(run.exitCode === 0 || run.exitCode === 1
      ? []
      : [`it ended with exit code ${run.exitCode}, signal ${run.signal}`]),
    ...(peakMiB > MAX_PEAK_MIB ? [`it took ${Math.round(peakMiB)} MiB`] : []),
    ...(run.log.includes('Please report this') || reportText.includes('"code": "bug"')
      ? ['it took an answer for a bug']
      : []),
    ...(report === undefined ? ['its report is no JSON'] : []),
    ...findCommands(run, step),
    ...findMarkup(run.summary),
  ]
  return { run, peakMiB, report: report ?? {}, problems }
}

function parseReport(text: string): JudgedRun['report'] | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function findCommands({ commands, annotations, outputs }: ActionRun, step: ActionStep): string[] {
  const masks = Object.keys(step.inputs ?? {}).includes('headers') ? 1 : 0
  const errors = annotations.filter(({ level }) => level === 'error')
  return [
    ...commands.filter(({ name }) => !OWN_COMMANDS.has(name)).map(({ name }) => `the command ${name} was executed`),
    ...(commands.filter(({ name }) => name === 'add-mask').length > masks ? ['a mask was added'] : []),
    ...(errors.length > 1 ? [`it has ${errors.length} errors`] : []),
    ...annotations.filter(({ message }) => message === 'forged').map(() => 'an annotation was forged'),
    ...Object.values(outputs)
      .filter(value => value === 'evil')
      .map(() => 'an output was forged'),
  ]
}

const TAGS = /<(?!\/?(details|summary|br|code|pre|sub|sup|b|img src="https:\/\/)\b)[!/a-z]/i

/** Outside of code fences no markup that is not ours, and no fence that stays open. */
function findMarkup(summary: string): string[] {
  const outside = summary.replaceAll(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '')
  return [
    ...(TAGS.test(outside) ? [`the summary has foreign markup: ${TAGS.exec(outside)?.input.slice(0, 200)}`] : []),
    ...(/^`{3,}/m.test(outside) ? ['a code fence of the summary stays open'] : []),
    ...(/^#+ forged/m.test(outside) ? ['the summary has a forged heading'] : []),
  ]
}

/** The kernel's own high-water mark, looked at until the process has gone. */
function watchPeak(pid: number): { peakMiB(): Promise<number> } {
  const over = new AbortController()
  let peakMiB = 0
  const watching = (async () => {
    for await (const _ of every(50, undefined, { signal: over.signal })) {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
      peakMiB = Math.max(peakMiB, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
    }
  })().catch(() => undefined)
  return {
    async peakMiB() {
      over.abort()
      await watching
      return peakMiB
    },
  }
}
