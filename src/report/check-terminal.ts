/** What a check tells in a terminal: the same as its summary. Pure. */

import type { HandshakeReport, TargetReport } from '../handshake/handshake.ts'
import type { Attempt } from '../handshake/try-target.ts'
import { COMMAND_OPTIONS, type CommandOption } from '../inputs/command-options.ts'
import { blankLine, proseLine, type Style, type TerminalLine, verbatimLine } from '../terminal-text.ts'
import { describePath } from './draw-path.ts'
import { describeCut, describeTarget, isUnasked, listEvidence, UNASKED_REMEDY } from './handshake-lines.ts'
import { sayAsOptions } from './say-as-options.ts'
import { type Problem, splitRemedy, type Verdict } from './verdict.ts'

const INDENT = 2
const MOST_LINES = 50

/** `options`: of the command that is told. */
export function renderCheckForTerminal(
  { targets }: HandshakeReport,
  { ok, headline }: Verdict,
  options: readonly CommandOption[] = COMMAND_OPTIONS,
): TerminalLine[] {
  const blocks = targets.map(target => renderTarget(target, options))
  const told = blocks.flatMap((block, index) =>
    index > 0 && (block.length > 1 || (blocks[index - 1]?.length ?? 0) > 1) ? [blankLine(), ...block] : block,
  )
  if (targets.length === 1) return told
  return [...told, blankLine(), proseLine([{ text: `${headline}.`, style: ok ? 'green' : 'red' }])]
}

/** Why nothing was checked. */
export function renderProblemForTerminal({ what, remedy, stack = '' }: Problem): TerminalLine[] {
  const told = stack ? [what, remedy, stack] : [what, remedy]
  const lines = told.flatMap(text => text.split('\n')).slice(0, MOST_LINES)
  return lines.map((line, index) =>
    proseLine(index === 0 ? [{ text: line, style: 'red' }] : [line], { hanging: INDENT }),
  )
}

export interface Progress {
  readonly attempts: number
  readonly holdMs: number
  readonly pauseMs: number
}

/** What somebody who waits wants to know meanwhile; nothing after the last attempt. */
export function renderProgress(
  { number, finding, evidence }: Attempt,
  { attempts, holdMs, pauseMs }: Progress,
): TerminalLine[] {
  const { host, path } = evidence.target
  const tell = (text: string) => [proseLine([{ text: `${host}${path.replace(/\?.*/s, '')}: ${text}`, style: 'dim' }])]
  const hasFailed = finding?.severity === 'error'
  if (!hasFailed && holdMs > 0 && !evidence.frames?.hold) return tell(`open, now ${holdMs / 1000} s of silence`)
  if (!hasFailed || number >= attempts) return []
  return tell(`attempt ${number} of ${attempts} failed (${finding.title}), the next one in ${pauseMs / 1000} s`)
}

function renderTarget(target: TargetReport, options: readonly CommandOption[]): TerminalLine[] {
  const { outcome, finding } = target
  const { mark, style } = pickMark(target)
  const line = describeTarget(target)
  const head = proseLine([{ text: mark, style }, ' ', outcome === 'accepted' ? line : { text: line, style: 'bold' }], {
    hanging: INDENT,
  })
  if (isUnasked(target)) return [head, blankLine(), ...renderRemedy(UNASKED_REMEDY, options)]
  if (!finding) {
    const cut = describeCut(target)
    return cut ? [head, proseLine([cut], { indent: INDENT })] : [head]
  }
  const { title, lines } = listEvidence(target)
  const path = outcome === 'accepted' ? undefined : describePath(target)
  return [
    head,
    ...(path ? [proseLine([path], { indent: INDENT, hanging: INDENT })] : []),
    blankLine(),
    ...finding.explanation
      .split('\n')
      .slice(0, MOST_LINES)
      .map(text => proseLine([text], { indent: INDENT })),
    blankLine(),
    ...renderRemedy(finding.remedy, options),
    blankLine(),
    proseLine([{ text: title, style: 'dim' }], { indent: INDENT }),
    ...lines.map(text => proseLine([{ text, style: 'dim' }], { indent: 2 * INDENT, hanging: INDENT })),
  ]
}

function pickMark({ outcome, finding }: TargetReport): { mark: string; style: Style } {
  if (outcome === 'rejected') return { mark: '✗', style: 'red' }
  if (outcome === 'unknown') return { mark: '?', style: 'yellow' }
  return finding ? { mark: '!', style: 'yellow' } : { mark: '✓', style: 'green' }
}

/** What to do and, behind an empty line, what to paste. */
export function renderRemedy(remedy: string, options: readonly CommandOption[]): TerminalLine[] {
  const { instruction, paste } = splitRemedy(sayAsOptions(remedy, options))
  const [first = '', ...further] = instruction.split('\n').slice(0, MOST_LINES)
  return [
    proseLine([{ text: 'What to do:', style: 'bold' }, ` ${first}`], { indent: INDENT }),
    ...further.map(text => proseLine([text], { indent: INDENT })),
    ...(paste ? [blankLine(), ...paste.split('\n').map(text => verbatimLine(text, 2 * INDENT))] : []),
  ]
}
