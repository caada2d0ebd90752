/** How much a test does: enough for every change in `npm test`, much more in `npm run nightly`. */

/** The only place that knows which of the two is running. */
export const isNightly = process.env.TEST_SCALE === 'nightly'

/** The number for this run: of cases, rounds, seconds. */
export function scaled(everyChange: number, nightly: number): number {
  return isNightly ? nightly : everyChange
}
