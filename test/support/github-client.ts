/** The client of the action on the server of the tests, with a clock that does not keep anybody waiting. */

import type { Clock } from '../../src/clock.ts'
import { type GitHub, type GitHubOptions, openGitHub } from '../../src/github/client.ts'
import type { GitHubServer } from './github-api.ts'
import { TOKEN } from './run-action.ts'

export interface TestClient {
  readonly github: GitHub
  /** How long it waited before it asked again, in milliseconds. */
  readonly pauses: readonly number[]
  /** As in the log. */
  readonly asked: readonly string[]
}

export async function openTestClient(
  server: Pick<GitHubServer, 'url'>,
  options: Partial<GitHubOptions> = {},
): Promise<TestClient> {
  const pauses: number[] = []
  const asked: string[] = []
  // As on the runner. GitHub's client looks at it once, when it is loaded, for the proxy that it has to take.
  process.env.GITHUB_API_URL = server.url
  const github = await openGitHub({
    token: TOKEN,
    repository: { owner: 'octo-org', name: 'chat' },
    apiUrl: server.url,
    clock: openSkippingClock(pauses),
    signal: new AbortController().signal,
    patienceMs: 120_000,
    onRequest: request => void asked.push(request),
    ...options,
  })
  return { github, pauses, asked }
}

/** A clock on which a wait is over at once, and is written down. */
export function openSkippingClock(pauses: number[] = []): Clock {
  let skippedMs = 0
  return {
    now: () => Date.now() + skippedMs,
    monotonicMs: () => performance.now() + skippedMs,
    async sleep(ms, signal) {
      signal?.throwIfAborted()
      pauses.push(ms)
      skippedMs += ms
    },
  }
}
