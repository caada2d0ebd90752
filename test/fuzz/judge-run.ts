/** What must hold for every run of an action, whatever it was answered. */

import { readFile } from 'node:fs/promises'
import { setInterval as every } from 'node:timers/promises'
import { findHarm } from '../support/hostile-run.ts'
import { type ActionRun, type ActionStep, startAction } from '../support/run-action.ts'

export interface JudgedRun {
  readonly run: ActionRun
  readonly peakMiB: number
  /** The file that the output `report` names. */
  readonly report: Readonly<Record<string, unknown>>
  /** What was wrong, in sentences; empty when nothing was. */
  readonly problems: readonly string[]
}

/** Runs the step to its end and judges everything but its verdict. */
export async function runAndJudge(step: ActionStep, { maxPeakMiB = 200 } = {}): Promise<JudgedRun> {
  const started = await startAction(step)
  const memory = watchPeak(started.pid)
  const run = await started.finished
  const peakMiB = await memory.peakMiB()
  const [reportText = ''] = Object.values(run.temporaryFiles)
  const report = parseReport(reportText)
  const problems = [
    ...findHarm(run),
    ...findForgeries(run, step),
    ...(peakMiB > maxPeakMiB ? [`it took ${Math.round(peakMiB)} MiB`] : []),
    ...(run.log.includes('Report this as a bug') || reportText.includes('"code": "bug"')
      ? ['it took an answer for a bug']
      : []),
    ...(report === undefined ? ['its report is no JSON'] : []),
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

/** The runner shows no more of a step. */
const MOST_ANNOTATIONS = 10

/** Beside what no run may do: nobody gave a secret, and a run has one verdict for each URL. */
function findForgeries({ commands, annotations, outputs, summary }: ActionRun, { inputs }: ActionStep): string[] {
  const errors = annotations.filter(({ level }) => level === 'error')
  const mostErrors = Math.min(MOST_ANNOTATIONS, inputs?.url?.split('\n').length ?? 1)
  return [
    ...(commands.some(({ name }) => name === 'add-mask') ? ['a mask was added'] : []),
    ...(errors.length > mostErrors ? [`it has ${errors.length} errors`] : []),
    ...annotations.filter(({ message }) => message === 'forged').map(() => 'an annotation was forged'),
    ...(Object.values(outputs).includes('evil') ? ['an output was forged'] : []),
    ...(/^#+ forged/m.test(summary) ? ['the summary has a forged heading'] : []),
  ]
}

/** So that what the last milliseconds of a process took is seen too. */
const WATCH_EVERY_MS = 10

/** The kernel's own high-water mark, looked at until the process has gone. */
function watchPeak(pid: number): { peakMiB(): Promise<number> } {
  const over = new AbortController()
  let peakMiB = 0
  const watching = (async () => {
    for await (const _ of every(WATCH_EVERY_MS, undefined, { signal: over.signal })) {
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
