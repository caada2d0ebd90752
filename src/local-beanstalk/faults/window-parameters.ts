/** The parameters of what lasts for a time or for some looks. */

import { milliseconds, optional, wholeNumber } from './parameter.ts'

export const windowParameters = { ms: optional(milliseconds), reads: optional(wholeNumber(1, 1_000_000)) }
