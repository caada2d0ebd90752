/** Did the run do all that was asked for; and if not, what is the one thing to tell first? Pure. */

import { ActionError } from '../action-error.ts'
import type { Finding } from '../handshake/findings.ts'

export interface Verdict {
  readonly ok: boolean
  /** One line. */
  readonly headline: string
  readonly problem?: Problem
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
}

/** What was thrown, as a problem: an ActionError says itself what to do; anything else is a bug of ours. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ActionError) return { code: error.code, what: error.message, remedy: error.hint }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return {
    code: 'bug',
    what: `The action failed in a way that it does not know: ${stack}`,
    remedy: 'Please report this as a bug of beanstalk-websockets, with this text.',
  }
}

/** A finding about the WebSocket, as a problem. */
export function describeFinding({ kind: code, title, explanation: what, remedy }: Finding): Problem {
  return { code, title, what, remedy }
}
