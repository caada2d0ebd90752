/** The filters of ListPlatformVersions and ListPlatformBranches. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import { beanstalkErrors } from './beanstalk-errors.ts'

/** What a platform version offers to a filter of this type. */
export function versionTraits(summary: EB.PlatformSummary, type: string): readonly string[] {
  const traits: Readonly<Record<string, string | readonly string[] | undefined>> = {
    PlatformName: summary.PlatformBranchName,
    PlatformVersion: summary.PlatformVersion,
    PlatformStatus: summary.PlatformStatus,
    PlatformBranchName: summary.PlatformBranchName,
    PlatformLifecycleState: summary.PlatformLifecycleState,
    PlatformOwner: summary.PlatformOwner,
    SupportedTier: summary.SupportedTierList,
    SupportedAddon: summary.SupportedAddonList,
    OperatingSystemName: summary.OperatingSystemName,
  }
  return traitOf(traits, type)
}

export function branchTraits(branch: EB.PlatformBranchSummary, attribute: string): readonly string[] {
  const { BranchName, LifecycleState, PlatformName, SupportedTierList } = branch
  return traitOf({ BranchName, LifecycleState, PlatformName, TierType: SupportedTierList }, attribute)
}

// The refusals' words are not known.
function traitOf(
  traits: Readonly<Record<string, string | readonly string[] | undefined>>,
  name: string,
): readonly string[] {
  if (!Object.hasOwn(traits, name)) throw beanstalkErrors.invalidValue(`The filter '${name}' is invalid.`)
  return [traits[name] ?? []].flat()
}

export function fits(offered: readonly string[], operator: string, values: readonly string[]): boolean {
  const any = (test: (text: string, value: string) => boolean) =>
    offered.some(text => values.some(value => test(text, value)))
  if (operator === '=' || operator === 'in') return any((text, value) => text === value)
  if (operator === '!=' || operator === 'not_in') return !any((text, value) => text === value)
  if (operator === 'contains') return any((text, value) => text.includes(value))
  if (operator === 'begins_with') return any((text, value) => text.startsWith(value))
  if (operator === 'ends_with') return any((text, value) => text.endsWith(value))
  throw beanstalkErrors.invalidValue(`The filter operator '${operator}' is invalid.`)
}
