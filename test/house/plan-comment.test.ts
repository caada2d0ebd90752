import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { json } from 'node:stream/consumers'
import { getOctokit } from '@actions/github'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { listen } from '../support/listening.ts'
import { REPOSITORY } from '../support/source-files.ts'

/** Of an issue, as GitHub's API has them. */
interface Comment {
  readonly id: number
  readonly user: { readonly type: string }
  body: string
}

/** The script of the workflow in docs/dry-run.md, as actions/github-script runs it. */
async function readScript() {
  const page = await readFile(`${REPOSITORY}docs/dry-run.md`, 'utf8')
  const { jobs } = parse(/```yaml\n(.+?)```/s.exec(page)?.[1] ?? '')
  const step = jobs.plan.steps.find(({ uses }: { uses: string }) => uses.startsWith('actions/github-script@'))
  const AsyncFunction = (async () => {}).constructor as new (
    ...parts: string[]
  ) => (...values: unknown[]) => Promise<void>
  const run = new AsyncFunction('github', 'context', 'process', step.with.script)
  return (github: unknown, PLAN: string) => {
    const context = { repo: { owner: 'octo-org', repo: 'chat' }, issue: { number: 7 } }
    return run(github, context, { env: { PLAN } })
  }
}

it('is posted once by the workflow in the docs, then kept up to date, and nobody else is written over', async () => {
  const others = ['User', 'Bot'].map((type, id) => ({ id, user: { type }, body: 'Nice.' }))
  const comments: Comment[] = [...others, { id: 2, user: { type: 'User' }, body: '<!-- plan of chat-prod -->' }]
  const answer = async (request: IncomingMessage) => {
    const { method, url = '' } = request
    if (method === 'GET') return comments
    const { body } = (await json(request)) as { body: string }
    const found = comments.find(({ id }) => url === `/repos/octo-org/chat/issues/comments/${id}`)
    if (method === 'PATCH' && found) found.body = body
    else comments.push({ id: 3, user: { type: 'Bot' }, body })
    return {}
  }
  await using api = await listen(
    createServer(async (request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(await answer(request)))
    }),
  )
  const github = getOctokit('token', { baseUrl: `http://127.0.0.1:${api.port}` })
  const script = await readScript()
  for (const { text } of HOSTILE_TEXTS.slice(0, 8)) {
    await script(github, text)
    expect(comments).toHaveLength(4)
    expect(comments.at(-1)?.body).toBe(`<!-- plan of chat-prod -->\n${text}`)
  }
  expect(comments.slice(0, 2)).toEqual(others)
  expect(comments[2]?.body).toBe('<!-- plan of chat-prod -->')
})
