/** What a fault does to an answer. */

/** What becomes of an answer on its way. */
export interface Disturbance {
  readonly delayMs: number
  readonly end: 'whole' | 'without-body' | 'lost' | 'reset' | 'cut' | { readonly htmlStatus: number }
}

export const UNDISTURBED: Disturbance = { delayMs: 0, end: 'whole' }
