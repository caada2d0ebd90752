import { describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { openPreviewScenario } from '../support/preview-scenario.ts'
import { type ActionRun, TOKEN } from '../support/run-action.ts'

/** Without a host nobody answers. */
const inputs = { 'proxy-files': 'off', preflight: 'off', 'fail-on': 'never', 'handshake-timeout': '1' }
const LOGIN = 'github-actions[bot]'
const ALL = { issues: 'write', pull_requests: 'write', deployments: 'write', contents: 'read' } as const

function listGitHubWarnings({ annotations }: ActionRun): string[] {
  return annotations
    .filter(({ title, level }) => title === 'GitHub' && level === 'warning')
    .map(({ message }) => message)
}

describe('a preview lives', { timeout: 180_000 }, () => {
  it('without each permission, and a warning says what to add', async () => {
    const scenario = await openPreviewScenario({ host: openNoHost(), paceMsPerSecond: 0 })
    const pullRequest = scenario.openPullRequest()
    const cases = [
      [{ ...ALL, pull_requests: 'read' }, ['pull-requests: write']],
      [{ ...ALL, deployments: 'read' }, ['deployments: write']],
      [{ contents: 'read' }, ['pull-requests: read', 'pull-requests: write', 'deployments: write']],
    ] as const
    for (const [permissions, lines] of cases) {
      scenario.github.tokens.set(TOKEN, { login: LOGIN, permissions })
      const run = await scenario.run('synchronize', pullRequest, { inputs })
      expect([run.exitCode, run.outputs.action], run.log).toEqual([0, expect.stringMatching(/^(created|updated)$/)])
      const warnings = listGitHubWarnings(run)
      for (const line of lines) expect(warnings.join('\n')).toContain(line)
      expect(warnings, warnings.join('\n')).toHaveLength(lines.length)
      expect(run.summary).toContain('**At GitHub:**')
    }
    scenario.github.tokens.set(TOKEN, { login: LOGIN, permissions: { contents: 'read' } })
    scenario.close(pullRequest)
    const closed = await scenario.run('closed', pullRequest)
    expect([closed.exitCode, closed.outputs.action], closed.log).toEqual([0, 'removed'])
  })

  it('where the limit of requests is used up, and where the token is refused', async () => {
    const scenario = await openPreviewScenario({ host: openNoHost(), paceMsPerSecond: 0 })
    const pullRequest = scenario.openPullRequest()
    scenario.github.faults.add({ fault: { kind: 'secondary-limit', retryAfterSeconds: 600 } })
    const payload = {
      action: 'opened',
      pull_request: {
        number: 1,
        state: 'open',
        head: {
          sha: pullRequest.headSha,
          ref: 'rooms',
          repo: { full_name: 'octo-org/chat' },
          user: { login: 'octo-org' },
        },
        base: { repo: { full_name: 'octo-org/chat' } },
        labels: [],
        updated_at: '2026-11-26T12:00:00Z',
      },
    }
    const limited = await scenario.run('opened', pullRequest, { inputs, payload })
    expect([limited.exitCode, limited.outputs.action], limited.log).toEqual([0, 'created'])
    expect(listGitHubWarnings(limited).join('\n')).toContain('too many requests before it, for another 600 s')
    const refused = await scenario.run('synchronize', pullRequest, {
      inputs: { ...inputs, 'github-token': 'old' },
      payload,
    })
    expect([refused.exitCode, refused.outputs.action], refused.log).toEqual([0, 'updated'])
  })
})

it('the comment is ours among many, and a stranger with our mark keeps his', { timeout: 180_000 }, async () => {
  const scenario = await openPreviewScenario({ host: openNoHost(), paceMsPerSecond: 0 })
  const pullRequest = scenario.openPullRequest()
  const { number } = pullRequest.issue
  const body = '<!-- beanstalk-websockets: preview -->\n## ✅ Preview of #1 is live: https://evil.example'
  const stranger = scenario.github.world.comment(number, { author: 'mallory', body })
  for (let index = 0; index < 120; index += 1) {
    scenario.github.world.comment(number, { author: 'octocat', body: `Comment ${index}` })
  }
  await scenario.run('opened', pullRequest, { inputs })
  scenario.push(pullRequest)
  const run = await scenario.run('synchronize', pullRequest, { inputs })
  expect([run.exitCode, run.outputs.action], run.log).toEqual([0, 'updated'])
  const own = [...scenario.github.world.comments.values()].filter(({ author }) => author === LOGIN)
  expect(own).toHaveLength(1)
  expect(own[0]?.body).toContain(`(commit [${pullRequest.headSha.slice(0, 7)}]`)
  expect(stranger.body).toBe(body)
})
