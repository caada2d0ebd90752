import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeAwsClients } from '../../src/aws/clients.ts'
import type { Context } from '../../src/context.ts'
import { findPlatform } from '../../src/environment/find-platform.ts'

const CUSTOM = 'arn:aws:elasticbeanstalk:eu-central-1:123456789012:platform/mine/1.0.0'

/** Answers DescribePlatformVersion in the service's own protocol. */
const server = createServer((_request, response) => {
  asked += 1
  response.statusCode = answer.status
  response.setHeader('content-type', 'text/xml')
  response.end(answer.body)
})
let asked = 0
let answer = { status: 200, body: '' }
let lines: string[] = []

beforeEach(async () => {
  asked = 0
  lines = []
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
})

afterEach(async () => {
  vi.unstubAllEnvs()
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})

async function find(names: { SolutionStackName?: string; PlatformArn?: string }) {
  const signal = new AbortController().signal
  const retries = { maxRetries: 0, retryDelayMs: 1 }
  const aws = makeAwsClients({
    region: 'eu-central-1',
    names: { application: 'chat', environment: 'chat-prod' },
    signal,
    onRequest: () => {},
    ...retries,
  })
  try {
    return await findPlatform({ aws, log: { info: (text: string) => lines.push(text) } } as unknown as Context, names)
  } finally {
    aws.destroy()
  }
}

function describing(members: string): typeof answer {
  const description = `<PlatformDescription>${members}</PlatformDescription>`
  return {
    status: 200,
    body: `<DescribePlatformVersionResponse xmlns="http://elasticbeanstalk.amazonaws.com/docs/2010-12-01/"><DescribePlatformVersionResult>${description}</DescribePlatformVersionResult></DescribePlatformVersionResponse>`,
  }
}

describe('the platform of an environment', () => {
  it("is not asked about where its name is one of AWS's own", async () => {
    const found = await find({
      SolutionStackName: '64bit Amazon Linux 2023 v4.8.2 running Ruby 3.4',
      PlatformArn: CUSTOM,
    })
    expect([found.family, asked]).toEqual(['ruby', 0])
  })

  it('is asked about where it is custom', async () => {
    answer = describing(
      '<PlatformOwner>self</PlatformOwner><PlatformCategory>Ruby</PlatformCategory><OperatingSystemName>Amazon Linux</OperatingSystemName><OperatingSystemVersion>2</OperatingSystemVersion>',
    )
    expect(await find({ PlatformArn: CUSTOM })).toMatchObject({ family: 'custom', generation: 'al2', runtime: 'Ruby' })
    expect(asked).toBe(1)
  })

  it('is asked about where its name cannot be read', async () => {
    answer = describing('<SolutionStackName>64bit Amazon Linux 2 v3.14.2 running Go 1</SolutionStackName>')
    const PlatformArn = 'arn:aws:elasticbeanstalk:eu-central-1::platform/Go/3.14.2'
    expect(await find({ PlatformArn })).toMatchObject({ name: PlatformArn, family: 'go', generation: 'al2' })
  })

  it('stays unknown, which is said, where the call is denied', async () => {
    const error = '<Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized</Message></Error>'
    answer = { status: 403, body: `<ErrorResponse>${error}</ErrorResponse>` }
    expect(await find({ PlatformArn: CUSTOM })).toMatchObject({ family: 'custom', generation: 'unknown' })
    expect(lines).toEqual([expect.stringMatching(/mine\/1\.0\.0" is unknown: AWS denied .*DescribePlatformVersion/)])
  })
})
