/** Asks AWS something that the run can do without. */

import { ActionError } from '../action-error.ts'

export type Asked<T> =
  | { readonly kind: 'answered'; readonly answer: T }
  | { readonly kind: 'refused'; readonly refusal: ActionError }

/**
 * No answer is an answer, too: what AWS denies, refuses, is too busy for or sends in a form that nobody can read.
 *
 * @throws the end of the run, and bugs.
 */
export async function ask<T>(question: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { kind: 'answered', answer: await question() }
  } catch (error) {
    if (!(error instanceof ActionError) || ENDS.includes(error.code)) throw error
    return { kind: 'refused', refusal: error }
  }
}

/** Of a run that was cancelled, or whose time is over. */
const ENDS: readonly string[] = ['cancelled', 'deadline-exceeded']
