/** Everything that is read from AWS before anything is decided. */

import type { Context } from '../context.ts'
import { type EnvironmentSurvey, findEnvironment } from '../environment/find-environment.ts'
import { parseTarget } from '../handshake/target.ts'
import type { DeployRequest } from '../inputs/deploy-request.ts'
import { type InboundSurvey, surveyInbound } from '../network/survey-inbound.ts'
import { describeFront } from '../platform/describe-front.ts'
import { applySettings } from '../platform/front-settings.ts'
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
    lookAtInbound(context, request, environment),
    surveyVersion(context, { applicationName, label: version.label, bucketName: version.bucketName }),
  ])
  return { environment, inbound, version: versionSurvey }
}

async function lookAtInbound(
  context: Context,
  { inbound, handshake, optionSettings }: DeployRequest,
  { id: environmentId, front: before, frontSettings }: EnvironmentSurvey,
): Promise<InboundSurvey> {
  const { mode, securityGroupId, allowFrom } = inbound
  if (mode === 'off') return { kind: 'unknown', reason: 'security-group-rule is off' }
  const isKnown = before.loadBalancer !== 'unknown'
  // As the deployment will leave it: what it sets may bring listeners.
  const front = describeFront(applySettings(frontSettings, optionSettings))
  const enabledPorts = front.listeners.map(({ port }) => port)
  const isNew = (port: number) => isKnown && !before.listeners.some(listener => listener.port === port)
  return await surveyInbound(context, {
    ...{ environmentId, securityGroupId, allowFrom, mayAdd: mode === 'ensure' },
    hasLoadBalancer: isKnown ? front.loadBalancer !== 'none' : undefined,
    enabledPorts: isKnown ? enabledPorts : undefined,
    newPorts: enabledPorts.filter(isNew),
    websocketPort: handshake.url === undefined ? undefined : portOf(handshake.url),
  })
}

function portOf(url: string): number | undefined {
  const parsed = parseTarget(url)
  return parsed.kind === 'target' ? parsed.target.port : undefined
}
