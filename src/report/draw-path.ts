/** The way of an opening handshake, as a picture and as a line of text. Pure. */

import { capitalize } from '../capitalize.ts'
import { toMs } from '../describe-time.ts'
import { drawFlowchart, type FlowLook, type FlowNode } from '../flowchart.ts'
import type { TargetReport } from '../handshake/handshake.ts'
import { flowchartMarkdown, type Markdown } from '../markdown.ts'
import { findPath } from './find-path.ts'
import type { PathStep, StepState } from './path-step.ts'

/** None where nothing was asked. */
export function renderPath(target: TargetReport): Markdown[] {
  return drawSteps(findPath(target))
}

export function drawSteps(steps: readonly PathStep[]): Markdown[] {
  return steps.length === 0 ? [] : [flowchartMarkdown(drawFlowchart(listSteps(steps), steps.map(toNode)))]
}

/** "client → DNS ✓ → port 80 ✓ → proxy (nginx) ✗ at fault → app: not reached"; undefined where nothing was asked. */
export function describePath(target: TargetReport): string | undefined {
  const steps = findPath(target)
  return steps.length === 0 ? undefined : steps.map(describeStep).join(' → ')
}

const MARKS = { passed: '✓', guilty: '✗', suspected: '?', 'not-reached': '', unknown: '' } as const
const WORDS = {
  passed: '',
  guilty: 'at fault',
  suspected: 'suspected',
  'not-reached': 'not reached',
  unknown: 'not known',
} as const

const LOOKS: Readonly<Record<StepState, FlowLook>> = {
  passed: 'good',
  guilty: 'bad',
  suspected: 'doubtful',
  'not-reached': 'faint',
  unknown: 'faint',
}

function toNode({ kind, state, label, detail, ms }: PathStep): FlowNode {
  const mark = kind === 'client' || MARKS[state] === '' ? '' : `${MARKS[state]} `
  const time = ms === undefined ? '' : toMs(ms)
  const lines = [`${mark}${capitalize(label)}`, detail ?? '', time, kind === 'client' ? '' : WORDS[state]]
  return { look: LOOKS[state], lines: lines.filter(line => line !== '') }
}

function describeStep({ kind, state, label, detail }: PathStep): string {
  const name = detail === undefined ? label : `${label} (${detail})`
  // It is where the way begins.
  if (kind === 'client') return name
  if (state === 'passed') return `${name} ${MARKS[state]}`
  return state === 'guilty' ? `${name} ${MARKS[state]} ${WORDS[state]}` : `${name}: ${WORDS[state]}`
}

/** For those who hear it: without marks. */
function listSteps(steps: readonly PathStep[]): string {
  return steps
    .map(({ kind, state, label }) => (kind === 'client' ? label : `${label} ${WORDS[state] || 'passed'}`))
    .join(', ')
}
