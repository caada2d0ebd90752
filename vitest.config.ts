import { defineConfig } from 'vitest/config'
import { CountReporter } from './test/support/count-reporter.ts'

export default defineConfig({
  // Without it, every file of a dependency that ships no sources is mentioned.
  logLevel: 'error',
  test: {
    // What is polled for may take longer than a second on a busy machine.
    expect: { poll: { timeout: 20_000, interval: 50 } },
    include: ['test/**/*.test.ts'],
    exclude: ['test/fixtures/**'],
    // Scenarios run real servers and a real nginx beside the test, and often wait for them: three keep two cores busy,
    // more only wait for each other.
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: [...(process.env.GITHUB_ACTIONS ? ['github-actions'] : []), 'default', new CountReporter()],
    server: { deps: { inline: [/@actions\/(languageservice|workflow-parser|expressions)/] } },
  },
})
