/** A version label of AWS's, in a sentence. Pure. */

import { quoteForeign } from '../untrusted.ts'

/** `version "v1"`, or `no version`. */
export function quoteLabel(label: string | undefined): string {
  return label === undefined ? 'no version' : `version ${quoteForeign(label)}`
}
