import {
  CreateApplicationVersionCommand,
  DeleteApplicationVersionCommand,
  UpdateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { writePreviewTags } from '../../src/environment/name-preview.ts'
import type { Fault } from '../../src/local-beanstalk/faults/catalogue.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { makeBundleKey } from '../../src/version/bundle-key.ts'
import { deletePreviewBundles } from '../../src/version/delete-bundles.ts'
import { deletePreviewVersions } from '../../src/version/delete-versions.ts'
import { findPreviewVersions } from '../../src/version/find-preview-versions.ts'
import { openAnsweringProxy } from '../support/answering-proxy.ts'
import { makeKey, toEnvironmentVariables } from '../support/least-privilege.ts'
import { type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { openRemoval } from '../support/removal-context.ts'

const applicationName = 'chat'
const NAME = 'chat-pr-12-3fa9c1e'
const OTHER = 'chat-pr-13-3fa9c1e'
const Bucket = 'elasticbeanstalk-eu-central-1-123456789012'
const TAGS = writePreviewTags({ repository: 'octo-org/chat', pullRequest: 12, expiresMs: Date.UTC(2026, 10, 26) })
/** May all but delete objects. */
const KEEPER = makeKey('keeper', {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'All',
      Effect: 'Allow',
      Action: ['elasticbeanstalk:*', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      Resource: ['*'],
    },
  ],
})

let local: StartedBeanstalk

beforeEach(async () => {
  local = await startBeanstalk({ host: openNoHost(), keys: [KEEPER] })
  // Makes application and bucket.
  await local.createVersion({ application: applicationName, label: 'v1', bundle: Buffer.from('zip') })
})
afterEach(() => local.beanstalk.stop())

const labelOf = (name: string, run: number) => `${name}-0123456789ab-${run}-1`
const keyOf = (label: string) =>
  makeBundleKey({ applicationName, label }, { fileName: 'x.zip', fingerprint: '0123456789ab' })

/** Of a preview, as the action makes it. */
async function makeVersion(label: string, { Tags = TAGS, Key = keyOf(label) } = {}): Promise<string> {
  await put(Key)
  const asked = {
    ApplicationName: applicationName,
    VersionLabel: label,
    SourceBundle: { S3Bucket: Bucket, S3Key: Key },
    Tags,
  }
  await local.clients.elasticBeanstalk.send(new CreateApplicationVersionCommand(asked))
  return label
}

const put = (Key: string) => local.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'zip' }))
const begin = (Key: string) => local.clients.s3.send(new CreateMultipartUploadCommand({ Bucket, Key }))

async function listStored(): Promise<string[]> {
  const { Contents = [] } = await local.clients.s3.send(
    new ListObjectsV2Command({ Bucket, Prefix: 'beanstalk-websockets/' }),
  )
  return Contents.map(({ Key = '' }) => Key)
}

const listFound = async (names?: readonly string[]) => {
  const found = await findPreviewVersions(openRemoval(local).context, { applicationName, ...(names ? { names } : {}) })
  return found.map(({ label }) => label).toSorted()
}

async function find(names = [NAME]) {
  return await findPreviewVersions(openRemoval(local).context, { applicationName, names })
}

const setFaults = (...faults: Fault[]) => local.beanstalk.setFaults(faults)

describe('the versions of previews', () => {
  it('are found by label and key, of some previews or of all, with their tags', async () => {
    const [first, second, third] = [labelOf(NAME, 1), labelOf(NAME, 2), labelOf(OTHER, 1)]
    for (const label of [first, second, third]) await makeVersion(label)
    expect(await listFound()).toEqual([first, second, third])
    expect(await listFound([NAME])).toEqual([first, second])
    expect(await listFound([])).toEqual([])
    expect(await find([OTHER])).toEqual([
      {
        ...{ applicationName, label: third, previewName: OTHER, tags: expect.arrayContaining(TAGS) },
        ...{ createdMs: expect.any(Number), bundle: { bucket: Bucket, key: keyOf(third), isShared: false } },
      },
    ])
  })

  it('are none with another label, or with a bundle that this action has not made; their tags are not asked for', async () => {
    await makeVersion('main-0123456789ab-1-1')
    await makeVersion(`${NAME}-by-hand`)
    await makeVersion(labelOf(NAME, 1), { Key: 'chat/by-hand.zip' })
    const { context, asked } = openRemoval(local)
    expect(await findPreviewVersions(context, { applicationName })).toEqual([])
    expect(asked).toEqual(['DescribeApplicationVersions'])
  })

  it('are none any more that have vanished meanwhile', async () => {
    const [gone, label] = [await makeVersion(labelOf(NAME, 1)), await makeVersion(labelOf(NAME, 2))]
    await using proxy = await openAnsweringProxy(local.beanstalk.endpoint)
    proxy.change(async (operation, answer) => {
      const command = new DeleteApplicationVersionCommand({ ApplicationName: applicationName, VersionLabel: gone })
      if (operation === 'DescribeApplicationVersions') await local.clients.elasticBeanstalk.send(command)
      return answer
    })
    const { context } = openRemoval(local, { variables: { AWS_ENDPOINT_URL: proxy.endpoint } })
    expect(await findPreviewVersions(context, { applicationName })).toMatchObject([{ label }])
  })

  it('are not guessed where their tags may not be read', async () => {
    await makeVersion(labelOf(NAME, 1))
    setFaults({ kind: 'denied', operation: 'elasticbeanstalk:ListTagsForResource' })
    await expect(find()).rejects.toMatchObject({ code: 'permission-denied' })
  })
})

describe('versions that are deleted', () => {
  it('go with their source bundles, and no other', async () => {
    const [first, second, kept] = [labelOf(NAME, 1), labelOf(NAME, 2), labelOf(OTHER, 1)]
    for (const label of [first, second, kept]) await makeVersion(label)
    const { context, warnings } = openRemoval(local)
    const { deleted, left } = await deletePreviewVersions(context, await find())
    expect({ deleted: deleted.toSorted(), left, warnings }).toEqual({
      deleted: [first, second],
      left: [],
      warnings: [],
    })
    expect(await listFound()).toEqual([kept])
    expect(await listStored()).toEqual([keyOf(kept)])
    expect(context.ledger.entries().map(({ outcome }) => outcome)).toEqual(['done', 'done'])
  })

  it('go without a bundle that another version has, too', async () => {
    const label = await makeVersion(labelOf(NAME, 1))
    await makeVersion('promoted', { Key: keyOf(label), Tags: [] })
    const { context } = openRemoval(local)
    expect(await deletePreviewVersions(context, await find())).toEqual({ deleted: [label], left: [] })
    expect(context.ledger.entries()).toMatchObject([{ change: expect.stringContaining('but not its source bundle') }])
    expect(await deletePreviewBundles(context, { applicationName, names: [NAME] })).toEqual({ keys: [], left: [] })
    expect(await listStored()).toEqual([keyOf(label)])
  })

  it('may be gone already', async () => {
    const label = await makeVersion(labelOf(NAME, 1))
    const versions = await find()
    await deletePreviewVersions(openRemoval(local).context, versions)
    expect(await deletePreviewVersions(openRemoval(local).context, versions)).toEqual({ deleted: [label], left: [] })
  })

  it.each<Fault['kind']>([
    'answer-lost',
    'answer-reset',
    'answer-cut',
    'throttled',
    'unavailable',
  ])('are deleted in spite of %s', async kind => {
    const label = await makeVersion(labelOf(NAME, 1))
    const versions = await find()
    setFaults({ kind, operation: 'elasticbeanstalk:DeleteApplicationVersion', times: 1 } as Fault)
    const { context } = openRemoval(local)
    expect(await deletePreviewVersions(context, versions)).toEqual({ deleted: [label], left: [] })
    expect(context.ledger.entries()).toMatchObject([{ outcome: 'done' }])
  })

  it('are left where an environment runs them, with a warning, and the others are deleted', async () => {
    const [first, second] = [await makeVersion(labelOf(NAME, 1)), await makeVersion(labelOf(NAME, 2))]
    await local.createEnvironment({ application: applicationName, environment: NAME })
    await local.clients.elasticBeanstalk.send(
      new UpdateEnvironmentCommand({ EnvironmentName: NAME, VersionLabel: first }),
    )
    await local.waitUntilSettled(NAME)
    const { context, warnings } = openRemoval(local)
    const { deleted, left } = await deletePreviewVersions(context, await find())
    expect(deleted).toEqual([second])
    expect(left).toEqual([expect.stringContaining(`The version "${first}" was not deleted: AWS refused`)])
    expect(warnings).toEqual(left)
  })

  it('are left, all of them in one sentence, where that is denied', async () => {
    const labels = [await makeVersion(labelOf(NAME, 1)), await makeVersion(labelOf(NAME, 2))]
    const versions = await find()
    setFaults({ kind: 'denied', operation: 'elasticbeanstalk:DeleteApplicationVersion' })
    const { context, asked } = openRemoval(local)
    const { deleted, left } = await deletePreviewVersions(context, versions)
    expect({ deleted, asked }).toEqual({ deleted: [], asked: ['DeleteApplicationVersion'] })
    expect(left).toHaveLength(1)
    for (const label of labels) expect(left[0]).toContain(`"${label}"`)
    expect(left[0]).toContain('elasticbeanstalk:DeleteApplicationVersion')
  })

  it('are deleted where their bundles may not be, which are left', async () => {
    const label = await makeVersion(labelOf(NAME, 1))
    const versions = await find()
    const { context } = openRemoval(local, { variables: toEnvironmentVariables(KEEPER) })
    const { deleted, left } = await deletePreviewVersions(context, versions)
    expect(deleted).toEqual([label])
    expect(left).toEqual([
      expect.stringContaining(`The source bundle "s3://${Bucket}/${keyOf(label)}" was not deleted`),
    ])
    expect(left[0]).toContain('Allow s3:DeleteObject')
  })

  it('end with the run', async () => {
    await makeVersion(labelOf(NAME, 1))
    const versions = await find()
    const over = new ActionError({ code: 'cancelled', message: 'The run was cancelled.', hint: 'Run it again.' })
    const { context } = openRemoval(local, { signal: AbortSignal.abort(over) })
    await expect(deletePreviewVersions(context, versions)).rejects.toBe(over)
  })
})

describe('the source bundles of previews', () => {
  const remove = async (options = {}) => {
    const opened = openRemoval(local, options)
    return { ...opened, ...(await deletePreviewBundles(opened.context, { applicationName, names: [NAME] })) }
  }

  it('are deleted where no version has them, and no other', async () => {
    const [used, unused, other] = [labelOf(NAME, 1), labelOf(NAME, 2), labelOf(OTHER, 1)]
    const byHand = keyOf(`${NAME}-by-hand`)
    await makeVersion(used)
    for (const key of [keyOf(unused), keyOf(other), byHand]) await put(key)
    const { keys, left, context } = await remove()
    expect({ keys, left }).toEqual({ keys: [keyOf(unused)], left: [] })
    expect(await listStored()).toEqual([keyOf(used), keyOf(other), byHand].toSorted())
    expect(context.ledger.entries().at(-1)).toMatchObject({
      ...{ outcome: 'done', change: `delete the source bundle s3://${Bucket}/${keyOf(unused)}` },
    })
  })

  it('may be gone already', async () => {
    expect(await remove()).toMatchObject({ keys: [], left: [], warnings: [] })
  })

  it('that were never completed are taken back, and no other', async () => {
    const own = keyOf(labelOf(NAME, 1))
    const others = [keyOf(`${NAME}-by-hand`), keyOf(labelOf(OTHER, 1)), 'somebody/else.zip']
    for (const key of [own, own, ...others]) await begin(key)
    expect(await remove()).toMatchObject({ keys: [], left: [] })
    const { Uploads = [] } = await local.clients.s3.send(new ListMultipartUploadsCommand({ Bucket }))
    expect(Uploads.map(({ Key }) => Key)).toEqual(others)
  })

  it.each<Fault['kind']>([
    'answer-lost',
    'answer-reset',
    'throttled',
    'unavailable',
  ])('are deleted in spite of %s', async kind => {
    await put(keyOf(labelOf(NAME, 1)))
    await begin(keyOf(labelOf(NAME, 2)))
    const operations = ['s3:DeleteObject', 's3:AbortMultipartUpload', 's3:ListObjectsV2']
    setFaults(...operations.map(operation => ({ kind, operation, times: 1 }) as Fault))
    expect(await remove()).toMatchObject({ keys: [keyOf(labelOf(NAME, 1))], left: [] })
    expect(await listStored()).toEqual([])
  })

  it('are left where they may not be listed or deleted, with a warning', async () => {
    await put(keyOf(labelOf(NAME, 1)))
    const { keys, left, warnings } = await remove({ variables: toEnvironmentVariables(KEEPER) })
    expect(keys).toEqual([])
    expect(left).toEqual([
      expect.stringContaining(`Source bundles may be left at "s3://${Bucket}/beanstalk-websockets/chat/${NAME}-": `),
    ])
    expect(left[0]).toContain('s3:DeleteObject')
    expect(warnings).toEqual(left)
    setFaults(
      { kind: 'denied', operation: 's3:ListObjectsV2' },
      { kind: 'denied', operation: 's3:ListMultipartUploads' },
    )
    expect((await remove()).left).toEqual([
      expect.stringContaining('Source bundles may be left at'),
      expect.stringContaining('Parts of an upload may be left at'),
    ])
    setFaults({ kind: 'denied', operation: 'elasticbeanstalk:CreateStorageLocation' })
    expect((await remove()).left).toEqual([expect.stringContaining('Source bundles of the preview may be left: ')])
  })
})
