/** What is told in a terminal while a folder is deployed on this machine, and while it runs. Pure. */

import type { Front } from '../inputs/local-request.ts'
import { blankLine, proseLine, type TerminalLine } from '../terminal-text.ts'

const INDENT = 2

export interface Start {
  readonly name: string
  readonly runtime: string
  readonly guessedFrom: string | undefined
  readonly front: Front
  readonly instances: number
  /** That on which a Node.js app runs here. */
  readonly nodeVersion: string | undefined
  readonly remarks: readonly string[]
}

export function renderStart({ name, runtime, guessedFrom, front, instances, nodeVersion, remarks }: Start) {
  const platform = guessedFrom ? `${runtime} (guessed from ${guessedFrom}; --platform names another)` : runtime
  const fleet = instances === 1 ? 'one instance' : `${instances} instances`
  const behind = front === 'none' ? 'a single instance' : `${fleet} behind ${FRONTS[front]}`
  const runs = nodeVersion === undefined ? '' : ` The app runs on this machine's Node.js ${nodeVersion}.`
  return [
    proseLine([{ text: name, style: 'bold' }, `: ${platform}, ${behind}.${runs}`]),
    ...remarks.map(remark => proseLine([remark])),
    blankLine(),
  ]
}

const FRONTS: Readonly<Record<Exclude<Front, 'none'>, string>> = {
  classic: 'a Classic Load Balancer',
  application: 'an Application Load Balancer',
  network: 'a Network Load Balancer',
}

export function renderStageBegun(title: string): TerminalLine[] {
  return renderStep(`${title} ...`)
}

/** `text`: what is run, or waited for. */
export function renderStep(text: string): TerminalLine[] {
  return [proseLine([{ text, style: 'dim' }], { indent: INDENT })]
}

export function renderStage(title: string, ms: number): TerminalLine[] {
  return [proseLine([{ text: `${(ms / 1000).toFixed(1).padStart(5)} s  ${title}`, style: 'dim' }])]
}

/** `writer`: the app, or which of several instances. */
export function renderAppLine(writer: string, text: string): TerminalLine[] {
  return [proseLine([{ text: `${writer} │ `, style: 'dim' }, text])]
}
