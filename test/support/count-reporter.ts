/** A reporter whose very last line of the run is `N passed, N failed`, true to everything that went wrong. */

import type { Reporter, SerializedError, TestModule } from 'vitest/node'

export interface Counts {
  readonly passed: number
  readonly failed: number
}

export class CountReporter implements Reporter {
  /** The line is written when the process ends, for vitest itself still prints after its reporters. */
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const { passed, failed } = countTests(modules, unhandledErrors)
    process.once('exit', () => process.stdout.write(`${passed} passed, ${failed} failed\n`))
  }
}

/** What fails outside of a test (an import, a hook, an unhandled rejection) counts as failed; skipped is not passed. */
function countTests(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): Counts {
  let passed = 0
  let failed = unhandledErrors.length
  for (const module of modules) {
    failed += module.errors().length
    for (const suite of module.children.allSuites()) failed += suite.errors().length
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state === 'passed') passed += 1
      // A test without a result was cut off by the end of the run.
      else if (state !== 'skipped') failed += 1
    }
  }
  return { passed, failed }
}
