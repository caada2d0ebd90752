/** Creating what must not be there twice, when the answer to it was lost. */

import { mayBeDone } from './refusals.ts'

export interface Creation<T> {
  create(): Promise<T>
  /** What is there, if it was created. */
  find(): Promise<T | undefined>
}

const MOST_ATTEMPTS = 3

/** Creates it; where GitHub may have done so without saying so, looks before it asks again. */
export async function createOnce<T>({ create, find }: Creation<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await create()
    } catch (error) {
      if (!mayBeDone(error)) throw error
      const found = await find()
      if (found !== undefined) return found
      if (attempt === MOST_ATTEMPTS) throw error
    }
  }
}
