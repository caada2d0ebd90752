import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import {
  addDeploymentStatus,
  createDeployment,
  deactivateDeployment,
  deactivateDeployments,
} from '../../src/github/deployments.ts'
import { type GitHubServer, startGitHub } from '../support/github-api.ts'
import { openTestClient } from '../support/github-client.ts'
import { TOKEN } from '../support/run-action.ts'

const SHA = 'a'.repeat(40)
const PLACE = { environment: 'preview', task: 'deploy:pr-12' }
const PREVIEW = { ...PLACE, sha: SHA, description: 'chat-pr-12' }

let server: GitHubServer

beforeEach(async () => {
  server = await startGitHub()
  server.world.openPullRequest({ number: 12, headBranch: 'chat-rooms', headSha: SHA })
  onTestFinished(() => server[Symbol.asyncDispose]())
})

const states = () => [...server.world.deployments.values()].map(({ statuses }) => statuses.map(({ state }) => state))

describe('a deployment', () => {
  it('is of the commit, transient, and waits for no check', async () => {
    const { github } = await openTestClient(server)
    const id = await createDeployment(github, PREVIEW)
    expect(server.world.deployments.get(id)).toMatchObject({
      ref: SHA,
      ...PLACE,
      isTransient: true,
      isProduction: false,
    })
  })

  it('has an address once it is a success, and texts that GitHub takes', async () => {
    const { github } = await openTestClient(server)
    const id = await createDeployment(github, { ...PREVIEW, description: 'x'.repeat(200) })
    const url = 'http://chat-pr-12.example.com/'
    await addDeploymentStatus(github, id, {
      state: 'in_progress',
      description: '',
      url,
      logUrl: 'https://github.com/x',
    })
    await addDeploymentStatus(github, id, { state: 'success', description: '𝒳'.repeat(100), url })
    const [before, after] = server.world.deployments.get(id)?.statuses ?? []
    expect(before).toMatchObject({ environmentUrl: '', logUrl: 'https://github.com/x' })
    expect(after?.environmentUrl).toBe(url)
    expect(after?.description.length).toBeLessThanOrEqual(140)
    expect(after?.description.isWellFormed()).toBe(true)
  })

  it.each([
    { kind: 'reset-after' },
    { kind: 'bad-gateway-after' },
    { kind: 'reset' },
  ] as const)('and its status are there once when the answer is lost: %o', async fault => {
    server.faults.add({ on: /^POST .*deployments$/, times: 1, fault })
    server.faults.add({ on: /^POST .*statuses$/, times: 1, fault })
    const { github } = await openTestClient(server)
    const id = await createDeployment(github, PREVIEW)
    await addDeploymentStatus(github, id, { state: 'in_progress', description: 'Creating' })
    expect(states()).toEqual([['in_progress']])
  })

  it('that somebody has deleted needs no status', async () => {
    const { github } = await openTestClient(server)
    const id = await createDeployment(github, PREVIEW)
    server.world.deployments.delete(id)
    await addDeploymentStatus(github, id, { state: 'success', description: '' })
    expect(states()).toEqual([])
  })
})

describe('the deployments of a pull request', () => {
  it('take the right to write, which is named even where they are only read', async () => {
    server.tokens.set(TOKEN, { login: 'github-actions[bot]', permissions: { pull_requests: 'write' } })
    const { github } = await openTestClient(server)
    await expect(deactivateDeployments(github, PLACE)).rejects.toMatchObject({
      code: 'github-permission-denied',
      hint: expect.stringMatching(/\npermissions:\n {2}deployments: write$/),
    })
  })

  it('become inactive, all but the one that is named, and no one of another', async () => {
    const { github } = await openTestClient(server)
    const other = await createDeployment(github, { ...PREVIEW, task: 'deploy:pr-13' })
    await addDeploymentStatus(github, other, { state: 'success', description: '' })
    const first = await createDeployment(github, PREVIEW)
    await addDeploymentStatus(github, first, { state: 'success', description: '' })
    const second = await createDeployment(github, PREVIEW)
    await addDeploymentStatus(github, second, { state: 'success', description: '' })

    expect(await deactivateDeployments(github, PLACE, second)).toBe(1)
    expect(states()).toEqual([['success'], ['success', 'inactive'], ['success']])
    expect(await deactivateDeployments(github, PLACE)).toBe(1)
    expect(await deactivateDeployments(github, PLACE)).toBe(0)
    expect(states()).toEqual([['success'], ['success', 'inactive'], ['success', 'inactive']])
  })

  it('are asked about as long as some before them are not inactive: three in a row are the end', async () => {
    const { github } = await openTestClient(server)
    const ids: number[] = []
    for (let push = 0; push < 6; push += 1) ids.push(await createDeployment(github, PREVIEW))
    // The newest first: of these six the second, the fourth and the last are not inactive yet.
    for (const index of [0, 2, 4]) await deactivateDeployment(github, ids[5 - index] ?? 0)
    expect(await deactivateDeployments(github, PLACE)).toBe(3)
  })

  it('are not all asked about when many are inactive already', async () => {
    const { github } = await openTestClient(server)
    for (let push = 0; push < 120; push += 1) {
      await createDeployment(github, PREVIEW)
    }
    for (const { statuses } of [...server.world.deployments.values()].slice(0, -1)) {
      statuses.push({
        id: 1,
        state: 'inactive',
        description: '',
        environment: '',
        environmentUrl: '',
        logUrl: '',
        creator: 'x',
        createdMs: 0,
      })
    }
    server.requests.length = 0
    expect(await deactivateDeployments(github, PLACE)).toBe(1)
    expect(server.requests.length).toBeLessThan(10)
  })
})
