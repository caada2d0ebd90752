/** Everything that is read from AWS before anything is decided. */

import type { Context } from '../context.ts'
import { type EnvironmentSurvey, findEnvironment } from '../environment/find-environment.ts'
import type { DeployRequest } from '../inputs/deploy-request.ts'
import { type InboundSurvey, surveyInbound } from '../network/survey-inbound.ts'
import { surveyVersion, type VersionSurvey } from '../version/survey-version.ts'

export interface Survey {
  readonly environment: EnvironmentSurvey
  readonly inbound: InboundSurvey
  readonly version: VersionSurvey
}

export async function surveyDeployment(context: Context, request: DeployRequest): Promise<Survey> {
  const { applicationName, version } = request
  const environment = await findEnvironment(context, request)
  const { id, name, platform, status, health, versionLabel = 'none' } = environment
  context.log.info(`Environment "${name}" (${id}): ${status}, health ${health}, version "${versionLabel}".`)
  context.log.info(`Platform: ${platform.name}.`)
  const [inbound, versionSurvey] = await Promise.all([
    lookAtInbound(context, request, id),
    surveyVersion(context, { applicationName, label: version.label }),
  ])
  return { environment, inbound, version: versionSurvey }
}

async function lookAtInbound(context: Context, { inbound }: DeployRequest, environmentId: string) {
  if (inbound.mode === 'off') return { kind: 'unknown', reason: 'security-group-rule is off' } as const
  return await surveyInbound(context, { environmentId, securityGroupId: inbound.securityGroupId })
}
