/** Did the run do all that was asked for; and if not, what is the one thing to tell first? Pure. */

import { ActionError } from '../action-error.ts'

export interface Verdict {
  readonly ok: boolean
  /** One line. */
  readonly headline: string
  readonly problem?: Problem
}

export interface Problem {
  /** Kebab-case, stable. */
  readonly code: string
  /** What happened: one or two sentences, may hold foreign text. */
  readonly what: string
  /** What to do; may have several lines to paste. */
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
