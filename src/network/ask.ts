/** Asks AWS something that the deployment can do without. */

import { ActionError } from '../action-error.ts'

export type Asked<T> =
  | { readonly kind: 'answered'; readonly answer: T }
  | { readonly kind: 'refused'; readonly refusal: ActionError }

/** A denial, and any other no of AWS, is an answer too. @throws whatever else went wrong. */
export async function ask<T>(question: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { kind: 'answered', answer: await question() }
  } catch (error) {
    if (!(error instanceof ActionError) || !REFUSALS.includes(error.code)) throw error
    return { kind: 'refused', refusal: error }
  }
}

const REFUSALS: readonly string[] = ['permission-denied', 'aws-refused']
