import {
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  CreateRouteTableCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
} from '@aws-sdk/client-ec2'
import {
  CreateApplicationCommand,
  CreateEnvironmentCommand,
  type EnvironmentTier,
  TerminateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { ActionError } from '../../src/action-error.ts'
import { findBase } from '../../src/environment/find-base.ts'
import { findPreviews } from '../../src/environment/find-previews.ts'
import { writePreviewTags } from '../../src/environment/name-preview.ts'
import { refuseMissingPlatform } from '../../src/environment/refuse-missing-platform.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { surveyAddresses } from '../../src/network/survey-addresses.ts'
import { surveySubnets } from '../../src/network/survey-subnets.ts'
import { type Setting, setting } from '../support/deployment-policies.ts'
import { createSecurityGroup } from '../support/load-balancing.ts'
import { NODE_24, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { openTestContext } from '../support/test-context.ts'

const LAUNCH = 'aws:autoscaling:launchconfiguration'
const VARIABLES = 'aws:elasticbeanstalk:application:environment'
const REPOSITORY = 'octo-org/chat'
const NOW = Date.parse('2026-11-20T12:00:00Z')

let local: StartedBeanstalk

/** For each subject by itself: an account has five addresses. */
function openBeanstalk() {
  beforeAll(async () => {
    local = await startBeanstalk({ host: openNoHost() })
    await local.clients.elasticBeanstalk.send(new CreateApplicationCommand({ ApplicationName: 'chat' }))
  })
  afterEach(() => local.beanstalk.setFaults([]))
  afterAll(() => local.beanstalk.stop())
}

interface Made {
  readonly tags?: Readonly<Record<string, string>>
  readonly settings?: readonly Setting[]
  readonly tier?: EnvironmentTier
}

/** It is Ready. */
async function make(environmentName: string, { tags = {}, settings = [], tier }: Made = {}) {
  await local.clients.elasticBeanstalk.send(
    new CreateEnvironmentCommand({
      ApplicationName: 'chat',
      EnvironmentName: environmentName,
      SolutionStackName: NODE_24,
      OptionSettings: [...settings],
      Tier: tier,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  )
  return await local.waitUntilSettled(environmentName)
}

const deny = (operation: string) => local.beanstalk.setFaults([{ kind: 'denied', operation }])

async function refusalOf(work: Promise<unknown>): Promise<Pick<ActionError, 'code' | 'message' | 'hint'>> {
  return await work.then(
    () => {
      throw new Error('Nothing was thrown')
    },
    (error: ActionError) => ({ code: error.code, message: error.message, hint: error.hint }),
  )
}

describe('the base environment', () => {
  openBeanstalk()
  const find = (environmentName: string) => {
    const { context } = openTestContext(local)
    return findBase(context, { applicationName: 'chat', environmentName })
  }

  it('is told with its platform and all its settings', async () => {
    const { EnvironmentId, PlatformArn } = await make('chat-base', {
      settings: [setting(VARIABLES, 'TOKEN', 's3cret')],
    })
    const base = await find('chat-base')
    expect(base).toMatchObject({ id: EnvironmentId, name: 'chat-base', solutionStackName: NODE_24 })
    expect(base).toMatchObject({ platformArn: PlatformArn, notes: [] })
    expect(base.settings).toContainEqual(setting(VARIABLES, 'TOKEN', 's3cret'))
    expect(base.settings.length).toBeGreaterThan(40)
  })

  it('that is missing is told by its own input, with those there are', async () => {
    const { code, message, hint } = await refusalOf(find('chat-bsae'))
    expect(code).toBe('environment-missing')
    expect(message).toBe(
      `'base-environment-name' was "chat-bsae", which the application "chat" does not have in eu-central-1.`,
    )
    expect(hint).toContain('"chat-base"')
  })

  it('is refused where a tag says that it is production', async () => {
    await make('chat-live', { tags: { Team: 'production', 'acme:Environment': 'Production' } })
    const { code, message, hint } = await refusalOf(find('chat-live'))
    expect(code).toBe('base-is-production')
    expect(message).toContain(`'base-environment-name' was "chat-live", whose tag "acme:Environment" is "Production"`)
    expect(hint).toContain('Write the name of a staging environment')
  })

  it('is no production for the tags that Beanstalk gives it', async () => {
    await make('production', { tags: { stage: 'staging' } })
    expect(await find('production')).toMatchObject({ name: 'production' })
  })

  it('is refused where no client can open a WebSocket to it, and where it is going', async () => {
    await make('chat-jobs', { tier: { Name: 'Worker', Type: 'SQS/HTTP' } })
    const { code, hint } = await refusalOf(find('chat-jobs'))
    expect(code).toBe('worker-tier')
    expect(hint).toContain("'base-environment-name'")
    await local.clients.elasticBeanstalk.send(new TerminateEnvironmentCommand({ EnvironmentName: 'chat-jobs' }))
    await local.waitUntilSettled('chat-jobs')
    expect(await refusalOf(find('chat-jobs')), 'it is gone').toMatchObject({ code: 'environment-missing' })
  })

  it('is not found without its settings, nor without its tags', async () => {
    for (const operation of ['DescribeConfigurationSettings', 'ListTagsForResource', 'DescribeEnvironments']) {
      deny(`elasticbeanstalk:${operation}`)
      const { code, hint } = await refusalOf(find('chat-base'))
      expect(code).toBe('permission-denied')
      expect(hint).toContain(`elasticbeanstalk:${operation}`)
    }
  })

  it('has groups that Beanstalk made told from those of its owner, by their ids', async () => {
    const own = await createSecurityGroup(local.clients.ec2, 'redis clients')
    await make('chat-other')
    const { SecurityGroups = [] } = await local.clients.ec2.send(new DescribeSecurityGroupsCommand({}))
    const made = SecurityGroups.find(({ GroupName = '' }) => GroupName.startsWith('awseb-'))?.GroupId ?? ''
    expect(made).toMatch(/^sg-/)
    await make('chat-groups', { settings: [setting(LAUNCH, 'SecurityGroups', `${own}, ${made}`)] })
    expect((await find('chat-groups')).groupsOfBeanstalk).toEqual([made])
    deny('ec2:DescribeSecurityGroups')
    const { groupsOfBeanstalk, notes } = await find('chat-groups')
    expect(groupsOfBeanstalk, 'none is taken of which nobody knows').toEqual([own, made])
    expect(notes).toHaveLength(1)
    expect(notes[0]?.message).toContain('ec2:DescribeSecurityGroups')
  })
})

it('looks for no platform that another environment has already', async () => {
  local = await startBeanstalk({ host: openNoHost() })
  onTestFinished(() => local.beanstalk.stop())
  const { context, asked } = openTestContext(local)
  const platform = { solutionStackName: '64bit Amazon Linux 2 v5.0.0 running Node.js 12', platformArn: undefined }
  await expect(refuseMissingPlatform(context, platform)).rejects.toMatchObject({ code: 'platform-missing' })
  expect(asked.splice(0)).toEqual(['elasticbeanstalk:ListAvailableSolutionStacks'])
  await refuseMissingPlatform(context, { ...platform, platformOf: 'chat-base' })
  expect(asked).toEqual([])
})

describe('the previews of a repository', () => {
  openBeanstalk()
  const [A, B, C] = ['chat-pr-12-1a2b3c4', 'chat-pr-7-0000000', 'chat-pr-3-fffffff']
  const tagsOf = (repository: string, pullRequest: number) =>
    Object.fromEntries(
      writePreviewTags({ repository, pullRequest, expiresMs: NOW }).map(({ Key, Value }) => [Key, Value]),
    )
  const find = (wanted: { readonly ownName?: string } = {}) => {
    const { context, asked } = openTestContext(local)
    const previews = findPreviews(context, { applicationName: 'chat', repository: REPOSITORY, ...wanted })
    return { previews, asked }
  }

  beforeAll(async () => {
    await make(A, { tags: tagsOf(REPOSITORY, 12) })
    await make(B, { tags: tagsOf('octo-org/other', 7) })
    await make(C)
    await make('chat-without-number', { tags: tagsOf(REPOSITORY, 13) })
  })

  it('are those of its own tags, and only what has the form of their names is asked for tags', async () => {
    const { previews, asked } = find()
    expect(await previews).toEqual([
      {
        environmentName: A,
        environmentId: expect.stringMatching(/^e-/),
        tags: { repository: REPOSITORY, pullRequest: 12, expiresMs: NOW },
        status: 'Ready',
        createdMs: expect.any(Number),
        cname: expect.any(String),
        versionLabel: 'Sample Application',
      },
    ])
    expect(asked.filter(operation => operation.endsWith('ListTagsForResource'))).toHaveLength(3)
  })

  it('have no name that is taken by what is being terminated', async () => {
    const name = 'chat-pr-8-aaaaaaa'
    await make(name)
    await expect(find({ ownName: name }).previews).rejects.toMatchObject({ code: 'preview-name-taken' })
    local.beanstalk.setPace(1000)
    onTestFinished(() => local.beanstalk.setPace(0))
    await local.clients.elasticBeanstalk.send(new TerminateEnvironmentCommand({ EnvironmentName: name }))
    expect(await find({ ownName: name }).previews).toHaveLength(1)
  })

  it('are not found where their tags may not be read', async () => {
    deny('elasticbeanstalk:ListTagsForResource')
    expect(await refusalOf(find().previews)).toMatchObject({ code: 'permission-denied' })
  })
})

describe('the Elastic IP addresses', () => {
  openBeanstalk()
  const survey = () => surveyAddresses(openTestContext(local).context)

  it('are told with what they are for, and with how many there may be', async () => {
    const Tags = [{ Key: 'Name', Value: 'office' }]
    await local.clients.ec2.send(
      new AllocateAddressCommand({ TagSpecifications: [{ ResourceType: 'elastic-ip', Tags }] }),
    )
    const { PublicIp: ip } = await local.clients.ec2.send(new AllocateAddressCommand({}))
    const addresses = [
      { ip: expect.stringMatching(/^203\./), usedBy: 'office' },
      { ip, usedBy: undefined },
    ]
    expect(await survey()).toEqual({ kind: 'known', quota: 5, addresses })
  })

  it('are told with the environments that use them where all are taken', async () => {
    for (const name of ['chat-a', 'chat-b', 'chat-c']) await make(name)
    const usersOf = async () => {
      const found = await survey()
      return found.kind === 'known' ? found.addresses.map(({ usedBy }) => usedBy) : found.kind
    }
    expect(await usersOf()).toEqual(['office', undefined, 'chat-a', 'chat-b', 'chat-c'])
    deny('ec2:DescribeInstances')
    const id = expect.stringMatching(/^i-/)
    expect(await usersOf()).toEqual(['office', undefined, id, id, id])
  })

  it.each(['ec2:DescribeAddresses', 'ec2:DescribeAccountAttributes'])('are unknown without %s', async operation => {
    deny(operation)
    const found = await survey()
    expect(found).toMatchObject({ kind: 'unknown', refusal: { code: 'permission-denied', operation } })
  })
})

describe('the subnets of a preview', () => {
  openBeanstalk()
  let vpcId: string
  let subnetIds: string[]
  const survey = (ids: readonly string[], vpc: string | undefined = vpcId) =>
    surveySubnets(openTestContext(local).context, { vpcId: vpc, subnetIds: ids })

  beforeAll(async () => {
    const { Subnets = [] } = await local.clients.ec2.send(new DescribeSubnetsCommand({}))
    vpcId = Subnets[0]?.VpcId ?? ''
    subnetIds = Subnets.flatMap(({ SubnetId }) => SubnetId ?? [])
    const { RouteTable } = await local.clients.ec2.send(new CreateRouteTableCommand({ VpcId: vpcId }))
    const RouteTableId = RouteTable?.RouteTableId
    await local.clients.ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId: subnetIds[0] }))
  })

  it('are public by a route to an internet gateway, and private without', async () => {
    expect(await survey(subnetIds.slice(0, 2))).toEqual({
      kind: 'known',
      publicIds: subnetIds.slice(1, 2),
      privateOnes: [{ id: subnetIds[0], tableId: expect.stringMatching(/^rtb-/), gateway: undefined }],
      undecidedIds: [],
    })
  })

  it('are not asked for where the settings name none', async () => {
    expect(await surveySubnets(openTestContext(local).context, { vpcId: undefined, subnetIds: [] })).toEqual({
      kind: 'default',
    })
    expect(await survey([])).toEqual({ kind: 'unknown', refusal: undefined })
  })

  it('are unknown where the routes may not be read', async () => {
    deny('ec2:DescribeRouteTables')
    expect(await survey(subnetIds)).toMatchObject({ kind: 'unknown', refusal: { code: 'permission-denied' } })
  })
})
