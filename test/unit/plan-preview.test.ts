import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { findPreviewSubnets } from '../../src/environment/find-preview-subnets.ts'
import { findProductionTag } from '../../src/environment/find-production-tag.ts'
import { namePreview } from '../../src/environment/name-preview.ts'
import { type PreviewFacts, planPreview } from '../../src/environment/plan-preview.ts'
import type { OptionSetting } from '../../src/inputs/option-settings.ts'
import type { PreviewRequest } from '../../src/inputs/preview-request.ts'
import type { SubnetSurvey } from '../../src/network/survey-subnets.ts'
import { type Setting, setting } from '../support/deployment-policies.ts'
import { NODE_24 } from '../support/local-beanstalk.ts'
import { existingPreview, NOW, previewFacts, previewRequest, REPOSITORY } from '../support/preview-request.ts'

const VPC = 'aws:ec2:vpc'
const VARIABLES = 'aws:elasticbeanstalk:application:environment'
const DAY_MS = 86_400_000

/** Of pull request 12. */
const NAME = namePreview({
  repository: REPOSITORY,
  pullRequest: 12,
  applicationName: 'chat',
  baseEnvironmentName: 'chat-staging',
})
const OWN = existingPreview(NAME, 12)
const OTHERS = [3, 4, 5, 6, 7].map(number => existingPreview(`chat-pr-${number}-0000000`, number))
const DENIED = new ActionError({
  code: 'permission-denied',
  message: 'AWS denied ec2:Describe to the role of this job.',
  hint: 'Allow it.',
})

const plan = (facts: Partial<PreviewFacts> = {}, request: Partial<PreviewRequest> = {}) =>
  planPreview(previewRequest(request), previewFacts(facts))

const baseOf = (...settings: readonly Setting[]) => ({ ...previewFacts().base, settings })

const own = (namespace: string, optionName: string, value: string): OptionSetting => ({ namespace, optionName, value })

function refusalOf(work: () => unknown): Pick<ActionError, 'code' | 'message' | 'hint'> {
  try {
    work()
  } catch (error) {
    if (error instanceof ActionError) return { code: error.code, message: error.message, hint: error.hint }
    throw error
  }
  throw new Error('Nothing was thrown')
}

describe('a preview', () => {
  it('has a name, a platform of the base, tags and an end', () => {
    const { optionSettings, ...rest } = plan()
    expect(rest).toEqual({
      ...{ name: NAME, cnamePrefix: NAME, does: 'create', existing: undefined, copiedVariables: [], notes: [] },
      ...{ solutionStackName: NODE_24, platformArn: undefined, expiresMs: NOW + 7 * DAY_MS },
      tags: [
        { Key: 'beanstalk-websockets:repository', Value: REPOSITORY },
        { Key: 'beanstalk-websockets:pull-request', Value: '12' },
        { Key: 'beanstalk-websockets:expires', Value: '2026-11-27T12:00:00.000Z' },
      ],
    })
    expect(optionSettings).toContainEqual(own('aws:elasticbeanstalk:environment', 'EnvironmentType', 'SingleInstance'))
  })

  it('has the ARN of a platform that has no other name', () => {
    const base = { ...previewFacts().base, solutionStackName: undefined }
    expect(plan({ base })).toMatchObject({ solutionStackName: undefined, platformArn: 'arn:of-the-platform' })
  })

  it('is updated where it is there, and created where it is going', () => {
    const existing = { id: 'e-preview', status: 'Updating' }
    expect(plan({ existing: existingPreview(NAME, 12, { status: 'Updating' }) })).toMatchObject({
      does: 'update',
      existing,
    })
    const going = existingPreview(NAME, 12, { status: 'Terminating' })
    const { does, cnamePrefix } = plan({ existing: going, previews: [going], isNameFree: false })
    expect({ does, cnamePrefix }, 'its host name is its own').toEqual({ does: 'create', cnamePrefix: NAME })
  })

  it('has another host name where its own is taken, and says so', () => {
    const { cnamePrefix, notes } = plan({ isNameFree: false })
    expect(cnamePrefix).toBeUndefined()
    expect(notes.map(({ message }) => message)).toEqual([
      `The host name "${NAME}.eu-central-1.elasticbeanstalk.com" is taken, by an environment of this account or of another, so Beanstalk makes up one for the preview.`,
    ])
    expect(plan({ isNameFree: undefined })).toMatchObject({ cnamePrefix: NAME, notes: [] })
    expect(plan({ isNameFree: false, existing: OWN }).notes, 'one that is there has its name').toEqual([])
  })

  it('is told to leave triggers of auto scaling out, but not where there is a load balancer', () => {
    const ofBundle = [{ namespace: 'aws:autoscaling:trigger', optionName: 'UpperThreshold' }]
    const told = 'The .ebextensions of the bundle set triggers'
    expect(plan({ ofBundle }).notes.map(({ message }) => message.slice(0, told.length))).toEqual([told])
    const optionSettings = [own('aws:elasticbeanstalk:environment', 'EnvironmentType', 'LoadBalanced')]
    expect(plan({ ofBundle }, { optionSettings }).notes).toEqual([])
  })

  it('has the variables of its base, but never for a fork', () => {
    const base = baseOf(setting(VARIABLES, 'TOKEN', 's3cret'))
    expect(plan({ base }).copiedVariables).toEqual(['TOKEN'])
    expect(plan({ base }, { copiesVariables: false }).copiedVariables).toEqual([])
    const ofFork = plan({ base, pullRequest: { number: 12, isFork: true } }, { copiesVariables: true })
    expect(ofFork.copiedVariables).toEqual([])
    expect(JSON.stringify(ofFork)).not.toContain('s3cret')
  })

  it('has those that an earlier run has copied, until somebody sets them', () => {
    const base = baseOf(setting(VARIABLES, 'TOKEN', 's3cret'), setting(VARIABLES, 'LEVEL', 'debug'))
    const settings = [setting(VARIABLES, 'TOKEN', 's3cret'), setting(VARIABLES, 'LEVEL', 'info')]
    const held = (facts: Partial<PreviewFacts> = {}, request: Partial<PreviewRequest> = {}) =>
      plan({ base, existing: OWN, settings, ...facts }, { copiesVariables: false, ...request }).copiedVariables
    expect(held()).toEqual(['TOKEN'])
    expect(held({}, { optionSettings: [own(VARIABLES, 'TOKEN', 'of-its-own')] })).toEqual([])
    expect(held({ ofBundle: [{ namespace: VARIABLES, optionName: 'TOKEN' }] })).toEqual([])
    expect(held({}, { copiesVariables: true })).toEqual(['TOKEN', 'LEVEL'])
  })

  it('leaves to the bundle what the bundle sets', () => {
    const base = baseOf(setting('aws:elasticbeanstalk:command', 'Timeout', '900'))
    const timeouts = (facts: Partial<PreviewFacts>) =>
      plan(facts).optionSettings.filter(({ optionName }) => optionName === 'Timeout')
    expect(timeouts({ base })).toHaveLength(1)
    const ofBundle = [{ namespace: 'aws:elasticbeanstalk:command', optionName: 'Timeout' }]
    expect(timeouts({ base, ofBundle })).toEqual([])
  })

  it('tells what was not known of its base', () => {
    const note = { message: 'unknown', remedy: 'none' }
    expect(plan({ base: { ...previewFacts().base, notes: [note] }, existing: OWN }).notes).toEqual([note])
  })
})

describe('the number of previews', () => {
  it('is bounded, with a list of those there are', () => {
    const { code, message, hint } = refusalOf(() => plan({ previews: OTHERS }))
    expect(code).toBe('preview-limit-reached')
    expect(message).toContain(
      `'max-previews' was 5, and there are 5 previews already: "chat-pr-3-0000000" (pull request`,
    )
    expect(message).toContain('"chat-pr-7-0000000" (pull request #7).')
    expect(hint).toContain('"max-previews: 6"')
    expect(plan({ previews: OTHERS }, { maxPreviews: 6 }).does).toBe('create')
  })

  it('counts neither what is going nor itself', () => {
    const going = OTHERS.map(other => ({ ...other, status: 'Terminating' }))
    expect(plan({ previews: going }).does).toBe('create')
    expect(plan({ previews: [...OTHERS, OWN], existing: OWN }).does, 'nothing is refused to one that is there').toBe(
      'update',
    )
  })
})

describe('the Elastic IP addresses', () => {
  const taken = (...users: ReadonlyArray<string | undefined>) => ({
    kind: 'known' as const,
    quota: users.length,
    addresses: users.map((usedBy, index) => ({ ip: `203.0.113.${index}`, usedBy })),
  })

  it('are refused where none is left, with a list of what uses them', () => {
    const { code, message, hint } = refusalOf(() => plan({ addresses: taken('chat-prod', undefined) }))
    expect(code).toBe('elastic-ip-limit-reached')
    expect(message).toContain(
      'may have 2 in eu-central-1, which are there already: 203.0.113.0 ("chat-prod"), 203.0.113.1 (nothing uses it).',
    )
    expect(hint).toContain('aws ec2 release-address --allocation-id ID --region eu-central-1')
    expect(hint).toContain('--quota-code L-0263D0A3 --desired-value 7')
    const { hint: withoutFree } = refusalOf(() => plan({ addresses: taken('chat-prod') }))
    expect(withoutFree).not.toContain('release-address')
  })

  it('are enough where the preview itself has the last one, and where nobody could count them', () => {
    const going = existingPreview(NAME, 12, { status: 'Terminating' })
    expect(plan({ addresses: taken(NAME), existing: going }).does).toBe('create')
    expect(plan({ addresses: taken('chat-prod'), existing: OWN }).does).toBe('update')
    const { notes } = plan({ addresses: { kind: 'unknown', refusal: DENIED } })
    expect(notes.map(({ message }) => message)).toEqual([
      'Whether there is an Elastic IP address left for the preview is not known. AWS denied ec2:Describe to the role of this job. Allow it.',
    ])
  })

  it('are for single instances', () => {
    const balanced = own('aws:elasticbeanstalk:environment', 'EnvironmentType', 'LoadBalanced')
    expect(plan({ addresses: taken('chat-prod') }, { optionSettings: [balanced] }).notes).toEqual([])
  })
})

describe('the subnets', () => {
  const known = (survey: Partial<SubnetSurvey & { kind: 'known' }>): SubnetSurvey => ({
    ...{ kind: 'known', publicIds: [], privateOnes: [], undecidedIds: [] },
    ...survey,
  })
  const PRIVATE = { id: 'subnet-1', tableId: 'rtb-1', gateway: 'nat-1' }
  const inVpc = (...settings: readonly Setting[]) => baseOf(setting(VPC, 'VPCId', 'vpc-1'), ...settings)

  it('are refused where all are private, with those of the load balancer to paste', () => {
    const base = inVpc(setting(VPC, 'ELBSubnets', 'subnet-8, subnet-9'))
    const { code, message, hint } = refusalOf(() => plan({ base, subnets: known({ privateOnes: [PRIVATE] }) }))
    expect(code).toBe('private-subnet')
    expect(message).toContain('"subnet-1", whose route table "rtb-1" leads to "nat-1".')
    expect(hint).toContain(`'option-settings', with public subnets of the VPC: aws:ec2:vpc:Subnets=subnet-8,subnet-9`)
    expect(plan({ base, existing: OWN, subnets: known({ privateOnes: [PRIVATE] }) }).does).toBe('update')
  })

  it('are told with how to find public ones where the load balancer has none', () => {
    for (const settings of [[], [setting(VPC, 'ELBSubnets', 'subnet-8'), setting(VPC, 'ELBScheme', 'internal')]]) {
      const subnets = known({ privateOnes: [{ ...PRIVATE, gateway: undefined }] })
      const { message, hint } = refusalOf(() => plan({ base: inVpc(...settings), subnets }))
      expect(message).toContain('"rtb-1" has no route for 0.0.0.0/0')
      expect(hint).toContain('aws:ec2:vpc:Subnets=subnet-...')
      expect(hint).toContain("Name=vpc-id,Values=vpc-1 Name=route.gateway-id,Values='igw-*'")
    }
  })

  it('are a warning where some are private, and where that is not known', () => {
    const messages = (subnets: SubnetSurvey) => plan({ base: inVpc(), subnets }).notes.map(({ message }) => message)
    expect(messages(known({ publicIds: ['subnet-2'] }))).toEqual([])
    const some = messages(known({ publicIds: ['subnet-2'], privateOnes: [PRIVATE] }))
    expect(some).toEqual([expect.stringContaining('some are private')])
    const undecided = messages(known({ undecidedIds: ['subnet-3'], privateOnes: [PRIVATE] }))
    expect(undecided).toEqual([expect.stringContaining('some are private'), expect.stringContaining('"subnet-3"')])
    const denied = messages({ kind: 'unknown', refusal: DENIED })
    expect(denied).toEqual([expect.stringContaining('is not known. AWS denied ec2:Describe')])
  })

  it('are those of the base, unless the user names others', () => {
    const base = inVpc(setting(VPC, 'Subnets', 'subnet-1, subnet-2'), setting(VPC, 'ELBSubnets', 'subnet-8'))
    const find = (optionSettings: readonly OptionSetting[] = [], facts: Partial<PreviewFacts> = {}) =>
      findPreviewSubnets(previewRequest({ optionSettings }), previewFacts({ base, ...facts }))
    expect(find()).toEqual({ vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2'] })
    expect(find([own(VPC, 'Subnets', 'subnet-8')])).toEqual({ vpcId: 'vpc-1', subnetIds: ['subnet-8'] })
    expect(find([own(VPC, 'VPCId', 'vpc-2')])).toEqual({ vpcId: 'vpc-2', subnetIds: [] })
    expect(find([], { base: baseOf() })).toEqual({ vpcId: undefined, subnetIds: [] })
    const ofBundle = [{ namespace: VPC, optionName: 'Subnets' }]
    expect(find([], { ofBundle })).toEqual(find())
    expect(find([], { ofBundle, base: baseOf() })).toBeUndefined()
    expect(find([own('aws:elasticbeanstalk:environment', 'EnvironmentType', 'LoadBalanced')])).toBeUndefined()
  })
})

describe('a tag', () => {
  const isProduction = (Key: string, Value: string) => findProductionTag([{ Key, Value }]) !== undefined

  it.each([
    ['environment', 'production'],
    ['Environment', 'Prod'],
    ['env', ' LIVE '],
    ['stage', 'prd'],
    ['Tier', 'production'],
    ['acme:environment', 'prod'],
    ['acme/env', 'prod'],
    ['app.stage', 'prod'],
  ])('says that it is production: %s=%s', (key, value) => expect(isProduction(key, value)).toBe(true))

  it.each([
    ['environment', 'staging'],
    ['environment', 'non-production'],
    ['team', 'production'],
    ['Name', 'production'],
    ['elasticbeanstalk:environment-name', 'production'],
    ['elasticbeanstalk:environment', 'production'],
    ['aws:environment', 'production'],
    ['backstage', 'prod'],
  ])('says nothing of production: %s=%s', (key, value) => expect(isProduction(key, value)).toBe(false))
})
