/** Decides what a preview is made of, or why there is none. Pure. */

import type { ConfigurationOptionSetting } from '@aws-sdk/client-elastic-beanstalk'
import type { ResourceTag } from '../inputs/creation-inputs.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import type { PreviewRequest } from '../inputs/preview-request.ts'
import type { AddressSurvey } from '../network/survey-addresses.ts'
import type { SubnetSurvey } from '../network/survey-subnets.ts'
import type { BaseEnvironment } from './find-base.ts'
import type { ExistingPreview } from './find-previews.ts'
import { judgeSubnets } from './judge-subnets.ts'
import { namePreview, writePreviewTags } from './name-preview.ts'
import type { CreationNote } from './plan-creation.ts'
import { listHeldVariables, type PreviewSettings, planPreviewSettings } from './plan-preview-settings.ts'
import { noteAddresses, refuseAnotherPreview } from './refuse-another-preview.ts'

export interface PreviewPlan {
  /** Of the environment. */
  readonly name: string
  /** Undefined where somebody else has it: Beanstalk makes one up then. */
  readonly cnamePrefix: string | undefined
  /** `create`: also where there is one that is being terminated. */
  readonly does: 'create' | 'update'
  /** The environment as it is now; undefined where there is none. */
  readonly existing: { readonly id: string; readonly status: string } | undefined
  /** One of the two, from the base. */
  readonly solutionStackName: string | undefined
  readonly platformArn: string | undefined
  readonly optionSettings: readonly OptionSetting[]
  /** Names of variables of the base that the preview has, with their values: from this run, or from an earlier one. */
  readonly copiedVariables: readonly string[]
  /** Of the environment and of each of its versions. */
  readonly tags: readonly ResourceTag[]
  /** Milliseconds since 1970. */
  readonly expiresMs: number
  /** What the preview lacks, and what could not be found out: a warning each. */
  readonly notes: readonly CreationNote[]
}

/** What its settings are made of. */
export interface PreviewSources {
  readonly base: BaseEnvironment
  /** Names of the options that the bundle itself sets. */
  readonly ofBundle: readonly Omit<OptionSetting, 'value'>[]
  readonly pullRequest: { readonly number: number; readonly isFork: boolean }
}

export interface PreviewFacts extends PreviewSources {
  /** "octo-org/chat", lower case. */
  readonly repository: string
  /** The preview of the pull request; undefined where there is none. */
  readonly existing: ExistingPreview | undefined
  /** That it has now; none where there is none. */
  readonly settings: readonly ConfigurationOptionSetting[]
  /** Of the repository, that one among them. */
  readonly previews: readonly ExistingPreview[]
  readonly addresses: AddressSurvey
  /** Undefined where nobody asked, because `findPreviewSubnets` found none. */
  readonly subnets: SubnetSurvey | undefined
  /** Whether the host name is free that begins with the preview's name; undefined where nobody knows. */
  readonly isNameFree: boolean | undefined
  /** Milliseconds since 1970. */
  readonly nowMs: number
}

/**
 * Throws an ActionError where there is no room for another preview, and where clients could not reach it. One that is
 * there is updated in any case.
 */
export function planPreview(request: PreviewRequest, facts: PreviewFacts): PreviewPlan {
  const { base, existing, repository, pullRequest, nowMs } = facts
  const { optionSettings, copiedVariables: copied } = planSettings(request, facts)
  const held = listHeldVariables([...optionSettings, ...facts.ofBundle], {
    base: base.settings,
    settings: facts.settings,
  })
  const copiedVariables = [...new Set([...copied, ...held])]
  const { applicationName, baseEnvironmentName } = request
  const identity = { repository, pullRequest: pullRequest.number, applicationName, baseEnvironmentName }
  const name = namePreview(identity)
  const does = existing && existing.status !== 'Terminating' ? 'update' : 'create'
  const notes = does === 'create' ? judgeCreation(request, { ...facts, name, optionSettings }) : []
  const expiresMs = nowMs + request.maxAgeMs
  const { solutionStackName } = base
  return {
    ...{ name, does, optionSettings, copiedVariables, expiresMs },
    // That of one that is being terminated is free when that is over.
    cnamePrefix: facts.isNameFree === false && !existing ? undefined : name,
    existing: existing && { id: existing.environmentId, status: existing.status },
    solutionStackName,
    platformArn: solutionStackName ? undefined : base.platformArn,
    tags: writePreviewTags({ repository, pullRequest: pullRequest.number, expiresMs }),
    notes: [...base.notes, ...notes],
  }
}

/** The settings of a preview, before anything is known of where it would stand. */
export function planSettings(request: PreviewRequest, sources: PreviewSources): PreviewSettings {
  const { base, ofBundle, pullRequest } = sources
  return planPreviewSettings({
    base: base.settings,
    groupsOfBeanstalk: base.groupsOfBeanstalk,
    // Whatever a request says: a stranger's code must not read them.
    copiesVariables: request.copiesVariables && !pullRequest.isFork,
    instanceType: request.instanceType,
    ofBundle,
    own: request.optionSettings,
  })
}

interface CreationFacts extends PreviewFacts {
  readonly name: string
  readonly optionSettings: readonly OptionSetting[]
}

function judgeCreation(request: PreviewRequest, facts: CreationFacts): CreationNote[] {
  const { name, base, optionSettings, addresses, subnets, isNameFree, existing } = facts
  const single = isSingle(optionSettings)
  refuseAnotherPreview(request, { ...facts, isSingle: single })
  const taken = isNameFree === false && !existing ? [noteTaken(name, request.region)] : []
  if (!single) return taken
  const hasTriggers = facts.ofBundle.some(({ namespace }) => namespace === 'aws:autoscaling:trigger')
  const vpcId = optionSettings.find(({ optionName }) => optionName === 'VPCId')?.value || undefined
  return [
    ...taken,
    ...(hasTriggers ? [TRIGGERS] : []),
    ...noteAddresses(addresses),
    ...judgeSubnets(subnets, { name, region: request.region, vpcId, base: base.settings }),
  ]
}

/** The user's own settings may make it anything else. */
export function isSingle(settings: readonly OptionSetting[]): boolean {
  const type = settings.findLast(({ optionName }) => optionName === 'EnvironmentType')
  return type?.value === 'SingleInstance'
}

const TRIGGERS: CreationNote = {
  message:
    'The .ebextensions of the bundle set triggers of auto scaling ("aws:autoscaling:trigger"), which Beanstalk refuses for a single instance.',
  remedy: 'Write the file that sets them into \'exclude-patterns\', such as ".ebextensions/scaling.config".',
}

function noteTaken(name: string, region: string): CreationNote {
  return {
    message: `The host name "${name}.${region}.elasticbeanstalk.com" is taken, by an environment of this account or of another, so Beanstalk makes up one for the preview.`,
    remedy:
      'Take the URL from the comment of the pull request, or from the outputs: it stays the same until the preview is removed.',
  }
}
