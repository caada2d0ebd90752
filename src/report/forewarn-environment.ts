/** What will break of an environment although it works, in words. Pure. */

import type { OddInstances } from '../environment/compare-instances.ts'
import type { Outlook, PlatformState } from '../environment/find-outlook.ts'
import { quoteForeign } from '../untrusted.ts'
import type { Forewarning } from './forewarning.ts'

export function warnOfEnvironment({ platform, oddInstances }: Outlook): Forewarning[] {
  return [...(oddInstances ? [warnOfInstances(oddInstances)] : []), ...(platform ? warnOfPlatform(platform) : [])]
}

function warnOfInstances({ count, ofCount, wantedLabel, description }: OddInstances): Forewarning {
  const wanted = wantedLabel === undefined ? '' : `, and the environment's version is ${quoteForeign(wantedLabel)}`
  return {
    kind: 'instances-on-mixed-versions',
    severity: 'warning',
    title: count === ofCount ? 'The instances run another version' : 'The instances run different versions',
    what: `${count} of ${ofCount} ${ofCount === 1 ? 'instance' : 'instances'} did not run the version of the environment: ${description}${wanted}.`,
    remedy: 'Deploy the version once more; where an instance stays behind, replace it by terminating it.',
  }
}

function warnOfPlatform({ branch, version, branchState, isRecommended }: PlatformState): Forewarning[] {
  const platform = quoteForeign(branch)
  if (branchState === 'retired' || branchState === 'deprecated') {
    const isRetired = branchState === 'retired'
    return [
      {
        kind: isRetired ? 'platform-retired' : 'platform-deprecated',
        severity: 'warning',
        title: isRetired ? 'AWS has retired the platform' : 'AWS will retire the platform',
        what: isRetired
          ? `AWS has retired ${platform}: it gets no updates, and no new environment can be made on it.`
          : `AWS has deprecated ${platform}, and will retire it: then it gets no updates any more.`,
        remedy:
          'Move the app to a supported branch: make an environment on it, deploy there, and swap the URLs of both. These are supported: aws elasticbeanstalk list-platform-branches --filters Attribute=LifecycleState,Operator==,Values=supported',
      },
    ]
  }
  if (isRecommended || branchState !== 'supported') return []
  return [
    {
      kind: 'platform-superseded',
      severity: 'note',
      title: 'There is a newer version of the platform',
      what: `Version ${quoteForeign(version)} of ${platform} is not the recommended one any more.`,
      remedy: "Update the platform at a time that suits you, or turn on managed updates in the environment's settings.",
    },
  ]
}
