import { createClient } from 'graphql-ws'
import { expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openExample } from '../support/example.ts'
import { isNightly } from '../support/scale.ts'

const IMPORTS = ['graphql', 'graphql-ws/use/ws', 'ws']

it('deploys the GraphQL server by its workflow, and a client subscribes', async () => {
  // The longer run installs its packages as the platform does.
  const example = await openExample('graphql-ws', isNightly ? {} : { imports: IMPORTS })
  const run = await example.deploy()
  expect(run.exitCode, run.log).toBe(0)
  expect(run.outputs).toMatchObject({ handshake: 'accepted', finding: '' })
  expect(run.log).toMatch(/accepted: .*, graphql-transport-ws answered in/)
  const url = run.outputs['websocket-url'] ?? ''
  expect(url).toMatch(/\/graphql$/)

  await using listener = openClient(url)
  await using speaker = openClient(url)
  const heard = listener.iterate({ query: 'subscription { said(room: "kitchen") }' })
  const first = heard.next()
  const say = 'mutation { here: say(room: "kitchen", text: "tea") elsewhere: say(room: "hall", text: "coats") }'
  // What is said before somebody listens is heard by nobody.
  await expect.poll(() => ask(speaker, say)).toEqual({ here: true, elsewhere: false })
  expect((await first).value).toEqual({ data: { said: 'tea' } })

  const foreign = new WebSocket(url, 'graphql-transport-ws', { origin: 'https://other.example' })
  await expect(new Promise((_, reject) => foreign.once('error', reject))).rejects.toThrow('403')

  const closed = new Promise(resolve => listener.on('closed', resolve))
  await example.restart()
  expect(await closed).toMatchObject({ code: 1001 })
})

function openClient(url: string) {
  const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 })
  return Object.assign(client, { [Symbol.asyncDispose]: async () => client.dispose() })
}

async function ask(client: ReturnType<typeof openClient>, query: string): Promise<unknown> {
  for await (const { data } of client.iterate({ query })) return data
  return undefined
}
