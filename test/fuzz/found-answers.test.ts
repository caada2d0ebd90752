/** What the hostile answers have found in deploy, each by its name. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { openWorkspace } from '../support/workspace.ts'
import { runAndJudge } from './judge-run.ts'

const HEAD = '<DescribeEnvironmentsResponse><DescribeEnvironmentsResult><Environments><member>'
const TAIL = '</member></Environments></DescribeEnvironmentsResult></DescribeEnvironmentsResponse>'

/** Deploys where every request is answered so, and returns what was said and whether it was taken for a bug. */
async function deployTo(status: number, body: string | (() => Iterable<Buffer>), headers = {}) {
  const server = createServer(async (_, response) => {
    response.writeHead(status, { 'content-type': 'text/xml', ...headers })
    for (const piece of typeof body === 'string' ? [body] : body()) {
      if (response.destroyed) return
      if (!response.write(piece)) await new Promise(resolve => response.once('drain', resolve).once('close', resolve))
    }
    response.end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.closeAllConnections())
  onTestFinished(() => void server.close())
  const { run, problems, report } = await runAndJudge({
    action: 'deploy',
    workspace: (await openWorkspace({ Procfile: 'web: x\n' })).path,
    inputs: {
      'application-name': 'chat',
      'environment-name': 'chat-prod',
      'max-retries': '0',
      'deployment-timeout': '60',
    },
    env: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  })
  const { problem } = report.verdict as { problem?: { code: string } }
  return { exitCode: run.exitCode, problems, code: problem?.code, message: run.annotations[0]?.message }
}

it.each([
  ['a date that is none', `${HEAD}<DateCreated>yesterday</DateCreated>${TAIL}`],
  ['XML that ends too early', HEAD],
  ['a page of somebody else', '<html><body>Sign in'],
])('says of %s that the answer could not be read', async (_, body) => {
  const { code, problems, message } = await deployTo(200, body)
  expect({ code, problems }).toEqual({ code: 'aws-answer-unreadable', problems: [] })
  expect(message).toContain('elasticbeanstalk:DescribeEnvironments')
})

it('follows no redirect, and says that it got one', async () => {
  const { code, problems } = await deployTo(302, '', { location: 'http://127.0.0.1:9/' })
  expect({ code, problems }).toEqual({ code: 'aws-answer-unreadable', problems: [] })
})

it('says of a head that is too large that the answer could not be read', async () => {
  const { code, problems } = await deployTo(200, '', { 'x-large': 'y'.repeat(40_000) })
  expect({ code, problems }).toEqual({ code: 'aws-answer-unreadable', problems: [] })
})

it('stops reading an answer that has no end', async () => {
  const endless = function* () {
    for (let sent = 0; sent < 2000; sent++) yield Buffer.alloc(256 * 1024, '<a>')
  }
  const { code, problems } = await deployTo(200, endless)
  expect({ code, problems }).toEqual({ code: 'aws-answer-unreadable', problems: [] })
})

it('stops at a listing whose pages have no end', async () => {
  const result = '<Environments/><NextToken>again</NextToken>'
  const body = `<DescribeEnvironmentsResponse><DescribeEnvironmentsResult>${result}</DescribeEnvironmentsResult></DescribeEnvironmentsResponse>`
  const { code, message } = await deployTo(200, body)
  expect(code).toBe('aws-answer-unreadable')
  expect(message).toContain('did not end')
})
