/** Asks AWS what of an environment will break although it works: its platform, and what its instances run. Reads only. */

import { DescribePlatformVersionCommand } from '@aws-sdk/client-elastic-beanstalk'
import { ask } from '../aws/ask.ts'
import { explainRefusal } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { findOddInstances, type OddInstances } from './compare-instances.ts'
import type { EnvironmentSurvey } from './find-environment.ts'
import { openInstancesLooker } from './look-at-instances.ts'

/** Each is absent where it is not known. */
export interface Outlook {
  readonly platform?: PlatformState
  /** Absent as well where all instances run the environment's version. */
  readonly oddInstances?: OddInstances
}

/** Where AWS has the platform in its life. */
export interface PlatformState {
  /** "Node.js 24 running on 64bit Amazon Linux 2023" */
  readonly branch: string
  readonly version: string
  /** A deprecated branch will be retired; of a retired one there are no versions any more, not even with fixes. */
  readonly branchState: 'beta' | 'supported' | 'deprecated' | 'retired' | 'unknown'
  /** Of its branch, whose newest version it is then. */
  readonly isRecommended: boolean
}

type Survey = Pick<EnvironmentSurvey, 'id' | 'status' | 'versionLabel' | 'platformArn'>

/** What may not be asked is told, and left out. */
export async function findOutlook(context: Context, survey: Survey): Promise<Outlook> {
  const [platform, oddInstances] = await Promise.all([
    findPlatformState(context, survey.platformArn),
    lookForOddInstances(context, survey),
  ])
  return { ...(platform ? { platform } : {}), ...(oddInstances ? { oddInstances } : {}) }
}

/**
 * Undefined of a platform of one's own, whose life nobody else decides.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_PlatformDescription.html
 */
async function findPlatformState(context: Context, PlatformArn?: string): Promise<PlatformState | undefined> {
  if (!PlatformArn) return undefined
  const asked = await ask(() => context.aws.elasticBeanstalk.send(new DescribePlatformVersionCommand({ PlatformArn })))
  if (asked.kind === 'refused') {
    context.log.info(`Whether the platform is retired is unknown: ${explainRefusal(asked.refusal)}`)
    return undefined
  }
  const { PlatformDescription: described = {} } = asked.answer
  if (described.PlatformOwner === 'self') return undefined
  const state = described.PlatformBranchLifecycleState?.toLowerCase()
  return {
    branch: described.PlatformBranchName ?? '',
    version: described.PlatformVersion ?? '',
    branchState: BRANCH_STATES.find(known => known === state) ?? 'unknown',
    isRecommended: described.PlatformLifecycleState?.toLowerCase() === 'recommended',
  }
}

const BRANCH_STATES = ['beta', 'supported', 'deprecated', 'retired'] as const

/** While the environment is updated its instances differ as they should. */
async function lookForOddInstances(context: Context, { id, status, versionLabel }: Survey) {
  if (status !== 'Ready') return undefined
  // That nobody allowed it is no warning of this check.
  const log = { ...context.log, warning: context.log.info }
  const look = await openInstancesLooker({ ...context, log }, id)()
  return look.kind === 'told' ? findOddInstances(look.instances, versionLabel) : undefined
}
