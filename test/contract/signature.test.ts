import { request as httpRequest } from 'node:http'
import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2'
import { DescribeApplicationsCommand } from '@aws-sdk/client-elastic-beanstalk'
import { CreateBucketCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { presignGet } from '../../src/local-beanstalk/wire/presign.ts'
import { openClients, REGION, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

let local: StartedBeanstalk
let nowMs = Date.now()

beforeAll(async () => {
  const clock = { now: () => nowMs, sleep: async () => {} }
  local = await startBeanstalk({ host: openNoHost(), clock })
  const CreateBucketConfiguration = { LocationConstraint: REGION } as const
  await local.clients.s3.send(new CreateBucketCommand({ Bucket: 'signed', CreateBucketConfiguration }))
  await local.clients.s3.send(new PutObjectCommand({ Bucket: 'signed', Key: 'a b/ü.txt', Body: 'text' }))
})

afterAll(() => local.beanstalk.stop())

type Clients = ReturnType<typeof openClients>
type Tamper = (request: { headers: Record<string, string>; body?: unknown }) => void

/** Changes the signed request on its way to the wire. */
function tampered(tamper: Tamper): Clients {
  const clients = openClients(local.beanstalk)
  for (const client of Object.values(clients)) {
    client.middlewareStack.add(
      (next: (args: unknown) => Promise<never>) => (args: { request: Parameters<Tamper>[0] }) => {
        tamper(args.request)
        return next(args)
      },
      { step: 'finalizeRequest', priority: 'low', name: 'tamper', override: true },
    )
  }
  return clients
}

const without =
  (name: string): Tamper =>
  request => {
    request.headers = Object.fromEntries(Object.entries(request.headers).filter(([key]) => key.toLowerCase() !== name))
  }

const authorization =
  (change: (value: string) => string): Tamper =>
  request => {
    const name = Object.keys(request.headers).find(header => header.toLowerCase() === 'authorization') ?? ''
    request.headers[name] = change(request.headers[name] ?? '')
  }

/** Another first digit, whichever it was. */
const spoil = (text: string) => text.replace(/(?<=Signature=)./, digit => (digit === '0' ? '1' : '0'))

const asks: Record<string, (clients: Clients) => Promise<unknown>> = {
  elasticbeanstalk: ({ elasticBeanstalk }) => elasticBeanstalk.send(new DescribeApplicationsCommand({})),
  ec2: ({ ec2 }) => ec2.send(new DescribeSecurityGroupsCommand({})),
  sts: ({ sts }) => sts.send(new GetCallerIdentityCommand({})),
  s3: ({ s3 }) => s3.send(new GetObjectCommand({ Bucket: 'signed', Key: 'a b/ü.txt' })),
}

const cases: Array<[what: string, tamper: Tamper, codes: [string, string, string, string]]> = [
  [
    'the signature',
    authorization(spoil),
    ['SignatureDoesNotMatch', 'AuthFailure', 'SignatureDoesNotMatch', 'SignatureDoesNotMatch'],
  ],
  [
    'the key id',
    authorization(value => value.replace('Credential=AKIA', 'Credential=AKIB')),
    ['InvalidClientTokenId', 'AuthFailure', 'InvalidClientTokenId', 'InvalidAccessKeyId'],
  ],
  [
    'the service of the scope',
    authorization(value => value.replace(/\/[a-z0-9]+\/aws4_request/, '/iam/aws4_request')),
    ['SignatureDoesNotMatch', 'AuthFailure', 'SignatureDoesNotMatch', 'AuthorizationHeaderMalformed'],
  ],
  [
    'the region of the scope',
    authorization(value => value.replace(REGION, 'nowhere')),
    ['SignatureDoesNotMatch', 'AuthFailure', 'SignatureDoesNotMatch', 'AuthorizationHeaderMalformed'],
  ],
  [
    'the region of the scope for another one',
    authorization(value => value.replace(REGION, 'eu-west-1')),
    ['SignatureDoesNotMatch', 'AuthFailure', 'SignatureDoesNotMatch', 'SignatureDoesNotMatch'],
  ],
  [
    'the terminator of the scope',
    authorization(value => value.replace('aws4_request', 'aws5_request')),
    ['SignatureDoesNotMatch', 'AuthFailure', 'SignatureDoesNotMatch', 'AuthorizationHeaderMalformed'],
  ],
  [
    'the date of the scope',
    authorization(value => value.replace(/\/20\d{6}\//, '/20200101/')),
    ['SignatureDoesNotMatch', 'AuthFailure', 'SignatureDoesNotMatch', 'AuthorizationHeaderMalformed'],
  ],
  [
    'a header that is not signed',
    request => Object.assign(request.headers, { 'x-amz-meta-more': '1' }),
    ['SignatureDoesNotMatch', 'AuthFailure', 'SignatureDoesNotMatch', 'SignatureDoesNotMatch'],
  ],
  [
    'a session token that is none',
    request => Object.assign(request.headers, { 'x-amz-security-token': 'x' }),
    ['InvalidClientTokenId', 'AuthFailure', 'InvalidClientTokenId', 'InvalidToken'],
  ],
  [
    'the missing signature',
    without('authorization'),
    ['MissingAuthenticationToken', 'MissingAuthenticationToken', 'MissingAuthenticationToken', 'AccessDenied'],
  ],
]

describe('a signature', () => {
  it.each(Object.entries(asks))('is accepted by %s as the SDK makes it', async (_service, ask) => {
    await expect(ask(local.clients)).resolves.toBeDefined()
  })

  it.each(cases)('is refused for %s, by each service with its own code', async (_what, tamper, codes) => {
    const clients = tampered(tamper)
    const names = await Promise.all(
      Object.values(asks).map(ask =>
        ask(clients).then(
          () => 'accepted',
          (error: Error) => error.name,
        ),
      ),
    )
    expect(names).toEqual(codes)
  })

  it('is refused for another secret', async () => {
    const credentials = { ...local.beanstalk.credentials, secretAccessKey: 'another' }
    const clients = openClients({ ...local.beanstalk, credentials })
    await expect(asks.sts?.(clients)).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403 },
    })
  })

  it('is refused for another body', async () => {
    const clients = tampered(request => {
      request.body = `${request.body}&More=1`
      request.headers['content-length'] = String(String(request.body).length)
    })
    await expect(asks.elasticbeanstalk?.(clients)).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
    await expect(asks.ec2?.(clients)).rejects.toMatchObject({ name: 'AuthFailure' })
  })

  it('does not let S3 take a body that is not the signed one, and keeps nothing of it', async () => {
    const clients = tampered(request => {
      request.body = 'evil'
    })
    const put = new PutObjectCommand({ Bucket: 'signed', Key: 'tampered', Body: 'good' })
    await expect(clients.s3.send(put)).rejects.toMatchObject({ name: 'XAmzContentSHA256Mismatch' })
    await expect(
      local.clients.s3.send(new HeadObjectCommand({ Bucket: 'signed', Key: 'tampered' })),
    ).rejects.toMatchObject({ name: 'NotFound' })
  })

  it.each([
    ['elasticbeanstalk', 5, 'SignatureDoesNotMatch'],
    ['ec2', 5, 'RequestExpired'],
    ['sts', 15, 'SignatureDoesNotMatch'],
    ['s3', 15, 'RequestTimeTooSkewed'],
  ] as const)('is refused by %s when the clocks differ by more than %d minutes, either way', async (service, minutes, code) => {
    const name = () =>
      asks[service]?.(openClients(local.beanstalk)).then(
        () => 'accepted',
        (error: Error) => error.name,
      )
    try {
      nowMs = Date.now() + (minutes * 60 - 20) * 1000
      expect(await name()).toBe('accepted')
      nowMs = Date.now() + (minutes * 60 + 20) * 1000
      expect(await name()).toBe(code)
      nowMs = Date.now() - (minutes * 60 + 20) * 1000
      expect(await name()).toBe(code)
    } finally {
      nowMs = Date.now()
    }
  })

  it('lets the SDK correct its clock from the Date header and try again', async () => {
    try {
      nowMs = Date.now() + 3_600_000
      const { sts } = openClients(local.beanstalk, { maxAttempts: 3 })
      await expect(sts.send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({ Account: '123456789012' })
    } finally {
      nowMs = Date.now()
    }
  })
})

describe('a presigned address', () => {
  const presign = (key = 'a b/ü.txt') =>
    presignGet({ ...local.beanstalk, bucket: 'signed', key, region: REGION, nowMs, expiresSeconds: 60 })

  it('gives the object without any header', async () => {
    const response = await fetch(presign())
    expect([response.status, await response.text()]).toEqual([200, 'text'])
  })

  it('gives nothing for another key, another signature, or too late', async () => {
    const address = presign()
    const wrong = [
      address.replace('%C3%BC.txt', 'other.txt'),
      spoil(address),
      address.replace('Expires=60', 'Expires=600'),
    ]
    for (const changed of wrong) {
      const response = await fetch(changed)
      expect([response.status, await response.text()]).toEqual([
        403,
        expect.stringContaining('<Code>SignatureDoesNotMatch</Code>'),
      ])
    }
    try {
      nowMs = Date.now() + 61_000
      const late = await fetch(address)
      expect([late.status, await late.text()]).toEqual([
        403,
        expect.stringContaining('<Message>Request has expired</Message>'),
      ])
    } finally {
      nowMs = Date.now()
    }
  })

  it('is refused with a clear code when its query is malformed', async () => {
    const response = await fetch(
      `${local.beanstalk.endpoint}/signed/x?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=60`,
    )
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining('<Code>AuthorizationHeaderMalformed</Code>'),
    ])
  })
})

describe('rubbish', () => {
  it('is answered, never fatal', async () => {
    const { hostname, port } = new URL(local.beanstalk.endpoint)
    for (const path of ['/%', '/%E0%A4%A/x?%&=&==', '/?X-Amz-Algorithm&X-Amz-Expires=1', '/..//..']) {
      const status = await new Promise(resolve => {
        httpRequest({ hostname, port, path, method: 'GET' }, response => {
          response.resume()
          resolve(response.statusCode)
        }).end()
      })
      expect(status).toBeGreaterThanOrEqual(400)
    }
    const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
    const large = await fetch(local.beanstalk.endpoint, { ...form, body: `Action=${'x'.repeat(2_000_000)}` })
    const many = await fetch(local.beanstalk.endpoint, { ...form, body: 'a=1&'.repeat(20_000) })
    expect([large.status, many.status]).toEqual([413, 404])
    await expect(asks.sts?.(local.clients)).resolves.toBeDefined()
  })
})

it('is made with the secret that Local Beanstalk was given, where it was given one', async () => {
  const own = await startBeanstalk({ host: openNoHost(), secretAccessKey: 'nobody-knows' })
  const known = openClients({ ...own.beanstalk, credentials: local.beanstalk.credentials })
  await expect(asks.elasticbeanstalk?.(known)).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
  await expect(asks.elasticbeanstalk?.(own.clients)).resolves.toBeDefined()
  await own.beanstalk.stop()
})

it.each([
  ['origin', 'http://rebound.example.com'],
  ['sec-fetch-site', 'same-origin'],
])('helps no web page, which a browser names by %s', async (name, value) => {
  const { elasticBeanstalk } = tampered(request => Object.assign(request.headers, { [name]: value }))
  const refused = elasticBeanstalk.send(new DescribeApplicationsCommand({}))
  await expect(refused).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } })
  await expect(refused).rejects.not.toMatchObject({ name: 'SignatureDoesNotMatch' })
})
