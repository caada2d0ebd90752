/** Did the run do all that was asked for; and if not, what is the one thing to tell first? Pure. */

import { ActionError } from '../action-error.ts'
import type { Finding } from '../handshake/findings.ts'
import { toPrintableLine } from '../untrusted.ts'
import { nameSection } from './link-finding.ts'

export interface Verdict {
  readonly ok: boolean
  /** One line. */
  readonly headline: string
  readonly problem?: Problem
  /** Of the same weight, as of further URLs. */
  readonly furtherProblems?: readonly Problem[]
  /** The workflow asked not to fail for it. */
  readonly isTolerated?: boolean
}

export interface Problem {
  /** Kebab-case, stable. */
  readonly code: string
  /** A few words, where there is a name for it. */
  readonly title?: string
  /** What happened: one or two sentences, may hold foreign text. */
  readonly what: string
  /** What to do; after an empty line may stand what to paste. */
  readonly remedy: string
  /** Of a bug: the stack of what was thrown, for its report. May hold foreign text. */
  readonly stack?: string
  /** Where the docs tell more, such as "docs/findings.md#connection-refused". */
  readonly section?: string
}

const LONGEST_MESSAGE = 2000

/** What was thrown, as a problem: an ActionError says itself what to do; anything else is a bug of ours. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ActionError) return describeActionError(error)
  const { stack } = error instanceof Error ? error : {}
  return {
    code: 'bug',
    what: `The run failed in a way that is not known: ${String(error).slice(0, LONGEST_MESSAGE)}`,
    remedy: 'Report this as a bug of beanstalk-websockets, with this text and its stack from the log.',
    ...(stack === undefined ? {} : { stack }),
  }
}

// A name or an answer that is quoted must not look like a further line of ours, nor like something to paste.
function describeActionError({ code, message, hint }: ActionError): Problem {
  return { code, what: toPrintableLine(message, LONGEST_MESSAGE), remedy: hint.replaceAll(/\n\s*\n/g, '\n') }
}

/** A remedy is a sentence and, behind an empty line, what to paste; '' where there is nothing to paste. */
export function splitRemedy(remedy: string): { readonly instruction: string; readonly paste: string } {
  const [instruction = '', ...paste] = remedy.split('\n\n')
  return { instruction, paste: paste.join('\n\n') }
}

/** A finding about the WebSocket, as a problem. */
export function describeFinding({ kind, title, explanation: what, remedy }: Finding): Problem {
  return { code: kind, title, what, remedy, section: nameSection({ kind }) }
}
