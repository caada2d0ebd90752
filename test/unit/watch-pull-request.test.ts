import { expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import type { Context } from '../../src/context.ts'
import type { GitHub } from '../../src/github/client.ts'
import type { PullRequest } from '../../src/github/pull-request.ts'
import { openPreviewProducts } from '../../src/report/preview-products.ts'
import { Overtaken, watchPullRequest } from '../../src/stories/watch-pull-request.ts'

const REPO = { full_name: 'octo-org/chat', owner: { login: 'octo-org' } }
const SHA = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821'
const PULL_REQUEST: PullRequest = {
  ...{ number: 12, isOpen: true, isMerged: false, isFork: false, labels: [], updatedAt: '2026-11-26T12:00:00Z' },
  head: { repository: 'octo-org/chat', owner: 'octo-org', branch: 'rooms', sha: SHA },
}
const FAILURE = new ActionError({ code: 'github-unavailable', message: 'GitHub was silent.', hint: 'Run it again.' })

/** GitHub answers with these, one after the other: a state, or a failure. */
function watch(...answers: readonly (readonly [state: string, updatedAt: string] | Error)[]) {
  const rest = [...answers]
  const get = async () => {
    const answer = rest.shift() ?? FAILURE
    if (answer instanceof Error) throw answer
    const [state, updated_at] = answer
    const head = { ref: 'rooms', sha: SHA, user: { login: 'octo-org' }, repo: REPO }
    return { data: { number: 12, state, updated_at, labels: [], head, base: { repo: REPO } } }
  }
  const github = { repo: { owner: 'octo-org', repo: 'chat' }, rest: { pulls: { get } } } as unknown as GitHub
  const warnings: string[] = []
  const controller = new AbortController()
  const log = { warning: (text: string) => void warnings.push(text) }
  const context = { log, signal: controller.signal } as unknown as Context
  const products = openPreviewProducts()
  const watched = watchPullRequest(context, { github, pullRequest: PULL_REQUEST }, products)
  return { ...watched, warnings, products, abort: (reason: unknown) => controller.abort(reason) }
}

const isOpen = (pullRequest: PullRequest) => pullRequest.isOpen

it('throws where the pull request is not as it is wanted any more', async () => {
  const { confirm } = watch(['open', '2026-11-26T12:00:00Z'], ['closed', '2026-11-26T12:00:01Z'])
  await expect(confirm(isOpen)).resolves.toBeUndefined()
  await expect(confirm(isOpen)).rejects.toThrow(Overtaken)
})

it('believes no answer that is older than what it has seen', async () => {
  const { look } = watch(
    ['closed', '2026-11-26T11:59:59Z'],
    ['closed', '2026-11-26T12:00:02Z'],
    ['open', '2026-11-26T12:00:01Z'],
  )
  const seen = [await look(), await look(), await look()]
  expect(seen.map(isOpen)).toEqual([true, false, false])
})

it('goes on with what it has seen where GitHub does not answer, and says so once', async () => {
  const { confirm, warnings, products } = watch(FAILURE, FAILURE)
  await confirm(isOpen)
  await confirm(isOpen)
  expect([warnings, products.githubProblems]).toEqual([
    ['GitHub was silent. Run it again.'],
    ['GitHub was silent. Run it again.'],
  ])
})

it('ends with the run, and hides no bug', async () => {
  const { look, abort } = watch(FAILURE, new TypeError('A bug.'))
  abort(FAILURE)
  await expect(look()).rejects.toBe(FAILURE)
  await expect(look()).rejects.toThrow('A bug.')
})
