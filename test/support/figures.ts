/** What a test has measured, for the end of `npm run nightly`; nothing is kept in other runs. */

import { appendFileSync } from 'node:fs'

/** One line: what was measured, and how much of it. */
export function tellFigure(what: string, figure: string | number): void {
  const path = process.env.NIGHTLY_FIGURES
  if (path) appendFileSync(path, `${what}: ${figure}\n`)
}
