/** Asks AWS something that the deployment can do without. */

import { ActionError } from '../action-error.ts'

export type Asked<T> =
  | { readonly kind: 'answered'; readonly answer: T }
  | { readonly kind: 'refused'; readonly refusal: ActionError }

/** A denial, throttling, and no answer at all are answers too. @throws the end of the run, and bugs. */
export async function ask<T>(question: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { kind: 'answered', answer: await question() }
  } catch (error) {
    if (!(error instanceof ActionError) || ENDS_OF_RUN.includes(error.code)) throw error
    return { kind: 'refused', refusal: error }
  }
}

const ENDS_OF_RUN: readonly string[] = ['cancelled', 'deadline-exceeded']
