/** The deployment of a preview, in the words in which the deploy action is asked for one. Pure. */

import type { ConfigurationOptionSetting } from '@aws-sdk/client-elastic-beanstalk'
import type { PreviewPlan } from '../environment/plan-preview.ts'
import type { DeployRequest } from '../inputs/deploy-request.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import type { PreviewRequest } from '../inputs/preview-request.ts'
import { findSetting } from '../platform/front-settings.ts'
import type { PreviewOptions } from './preview-options.ts'

export interface PreviewedVersion {
  readonly label: string
  readonly description: string
  /** That the preview has: what is among them is not asked for again, since each option takes Beanstalk time. */
  readonly settings: readonly ConfigurationOptionSetting[]
}

export function orderPreview(
  request: PreviewRequest,
  plan: PreviewPlan,
  { label, description, settings }: PreviewedVersion,
): DeployRequest {
  const { region, applicationName, bundle, deploymentTimeoutMs, aws, handshake, proxy, preflight } = request
  const { solutionStackName, platformArn, cnamePrefix, tags } = plan
  return {
    ...{ region, applicationName, environmentName: plan.name },
    creation: {
      ...{ solutionStackName, platformArn, cnamePrefix, tags, platformOf: request.baseEnvironmentName },
      ...{ mayCreateEnvironment: true, mayCreateApplication: false },
    },
    bundle,
    version: { label, description, tags, bucketName: undefined, createBucket: false, reuse: true, keep: undefined },
    optionSettings: plan.optionSettings.filter(setting => !isSet(settings, setting) && !isPlace(plan, setting)),
    ...{ deploymentTimeoutMs, waitForDeployment: true, minimumHealth: 'Yellow' },
    ...{ aws, handshake, proxy, preflight },
    inbound: { mode: 'ensure', securityGroupId: undefined, allowFrom: [] },
    loadBalancer: { mode: 'leave', classicListener: 'leave', isSticky: false, isFixed: true },
    ...{ rollBack: 'never', dryRun: false, onCancel: 'leave' },
  }
}

/**
 * As no other run makes it, and with the name of the preview in front: by that its versions are found again, also where no
 * workflow runs this.
 */
export function nameVersion(
  plan: Pick<PreviewPlan, 'name'>,
  sha: string,
  { workflow: { runId, runAttempt } }: Pick<PreviewOptions, 'workflow'>,
): string {
  const [run, attempt] = [runId, runAttempt].map(number => (/^\d{1,20}$/.test(number) ? number : '0'))
  return `${plan.name}-${sha.slice(0, 12)}-${run}-${attempt}`
}

function isSet(
  settings: readonly ConfigurationOptionSetting[],
  { namespace, optionName, value }: OptionSetting,
): boolean {
  return findSetting(settings, namespace, optionName) === value
}

// An environment stays in its VPC, also where the base has moved.
function isPlace({ does }: PreviewPlan, { namespace }: OptionSetting): boolean {
  return does === 'update' && namespace === 'aws:ec2:vpc'
}
