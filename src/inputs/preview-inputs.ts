/** The inputs that only previews have: which pull requests get one, how many there are, and for how long. */

import { ActionError } from '../action-error.ts'
import { quoteForeign } from '../untrusted.ts'
import type { InputReader } from './input-reader.ts'

const MINUTE_MS = 60_000
const UNITS_MS: Readonly<Record<string, number>> = {
  m: MINUTE_MS,
  h: 60 * MINUTE_MS,
  d: 24 * 60 * MINUTE_MS,
  w: 7 * 24 * 60 * MINUTE_MS,
}
const USUAL_AGE_MS = 7 * 24 * 60 * MINUTE_MS
/** A preview takes some minutes to get there. */
const SHORTEST_AGE_MS = 60 * MINUTE_MS
const LONGEST_AGE_MS = 365 * 24 * 60 * MINUTE_MS

export function readMaxAgeMs(inputs: InputReader): number {
  return inputs.parsed('max-age', USUAL_AGE_MS, parseMaxAge)
}

/** "90m", "12h", "7d" or "2w" in milliseconds. Throws an ActionError otherwise. */
export function parseMaxAge(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text.trim()) ?? []
  const ageMs = Number(count) * (UNITS_MS[unit] ?? 0)
  if (ageMs >= SHORTEST_AGE_MS && ageMs <= LONGEST_AGE_MS) return ageMs
  throw invalid(text, 'Write a number with m, h, d or w, from "1h" to "365d", such as "7d".')
}

/** The form of https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-types.html, such as "t4g.small". */
export function readInstanceType(inputs: InputReader): string | undefined {
  return inputs.parsed<string | undefined>('instance-type', undefined, text => {
    const type = text.trim()
    if (/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(type)) return type
    throw invalid(text, 'Write one instance type, such as "t3.small"; it must be of the architecture of the base.')
  })
}

/** GitHub takes no longer one, counted in characters. */
const LONGEST_LABEL = 50

export function readOnlyWithLabel(inputs: InputReader): string | undefined {
  return inputs.parsed<string | undefined>('only-with-label', undefined, text => {
    const label = text.trim()
    if ([...label].length <= LONGEST_LABEL && !/[\r\n]/.test(label)) return label
    throw invalid(text, `Write the name of one label of the repository, of at most ${LONGEST_LABEL} characters.`)
  })
}

export function readPullRequestNumber(inputs: InputReader): number | undefined {
  return inputs.parsed<number | undefined>('pull-request', undefined, text => {
    if (/^[1-9]\d{0,8}$/.test(text.trim())) return Number(text)
    throw invalid(text, 'Write the number of a pull request, such as "12", or leave it empty: the event tells it.')
  })
}

function invalid(text: string, hint: string): ActionError {
  return new ActionError({
    code: 'invalid-preview',
    message: `was ${quoteForeign(text.trim())}`,
    hint,
  })
}
