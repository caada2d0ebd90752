/**
 * What it takes to add a check to the history of a target, with all that is written then: once its file is
 * full, and after 100,000 checks. Fails when the latter takes longer. `node bench/history.ts [--checks 100000]`
 */

import { parseArgs } from 'node:util'
import { appendLines } from '../src/history/append-lines.ts'
import { parseHistory, writeHistory } from '../src/history/history.ts'
import { type HistoryLine, toHistoryTime } from '../src/history/history-line.ts'
import { lookBack } from '../src/history/look-back.ts'
import { renderHistoryChart } from '../src/report/history-chart.ts'

/** Measured times vary, on a busy machine even the least of many. */
const MOST_RATIO = 1.5
const SAMPLES = 300
const STEP_MS = 3_600_000
const START_MS = Date.parse('2014-01-01T00:00:00Z')

const { values } = parseArgs({ options: { checks: { type: 'string', default: '100000' } } })
let history = parseHistory('', 'chat')
let count = 0

grow(20_000)
const early = measure()
grow(Number(values.checks))
const late = measure()
const text = writeHistory(history)
const ratio = late.ms / early.ms
console.table([early, late])
console.log(
  `After ${count} checks an append takes ${ratio.toFixed(2)} times as long, in ${Buffer.byteLength(text)} bytes`,
)
if (ratio > MOST_RATIO) process.exitCode = 1

function grow(to: number): void {
  for (; count < to; ) history = appendLines(history, Array.from({ length: 20 }, nextLine))
}

/** The least, which a busy machine spoils least, of everything that a run does for a target: reading, adding, writing, looking back, drawing. */
function measure(): { readonly checks: number; readonly ms: number; readonly lines: number } {
  const times: number[] = []
  const checks = count
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const before = writeHistory(history)
    const line = nextLine()
    const startedMs = performance.now()
    history = appendLines(parseHistory(before, 'chat'), [line])
    writeHistory(history)
    const nowMs = Date.parse(line.at) + 1000
    const past = lookBack(history, nowMs)
    if (past) renderHistoryChart('chat', past, nowMs)
    times.push(performance.now() - startedMs)
  }
  const ms = Math.min(...times)
  return { checks, ms, lines: history.lines.length + history.days.length }
}

function nextLine(): HistoryLine {
  const at = toHistoryTime(START_MS + count * STEP_MS)
  count += 1
  return { at, target: 'chat', state: count % 500 === 0 ? 'down' : 'up', ms: 40 + (count % 17) }
}
