/** Everything that is read from AWS before anything is decided. */

import type { Bundle } from '../bundle/bundle.ts'
import type { Context } from '../context.ts'
import { awaitLaunch } from '../environment/await-launch.ts'
import {
  type EnvironmentLookup,
  type EnvironmentSurvey,
  findEnvironment,
  lookUpEnvironment,
} from '../environment/find-environment.ts'
import { type ForeseenEnvironment, foreseeEnvironment } from '../environment/foresee-environment.ts'
import { parseTarget } from '../handshake/target.ts'
import type { DeployRequest } from '../inputs/deploy-request.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import { type InboundSurvey, surveyInbound } from '../network/survey-inbound.ts'
import { foreseeFront } from '../platform/foresee-front.ts'
import { readFrontSettings } from '../proxy/read-front-settings.ts'
import { surveyVersion, type VersionSurvey } from '../version/survey-version.ts'
import { findOwnPort } from './find-own-port.ts'

export interface Survey {
  readonly environment: EnvironmentSurvey
  /** The same, where it does not exist yet. */
  readonly foreseen: ForeseenEnvironment | undefined
  readonly inbound: InboundSurvey
  readonly version: VersionSurvey
}

export async function surveyDeployment(
  context: Context,
  request: DeployRequest,
  bundle: Pick<Bundle, 'names' | 'readText'>,
): Promise<Survey> {
  const lookup = await lookUpLaunched(context, request)
  if (lookup.kind === 'missing') return await foresee(context, request, lookup.others)
  const { environment } = lookup
  tellFound(context, request, environment)
  const bundleSettings = await readFrontSettings(bundle)
  const [inbound, version] = await Promise.all([
    lookAtInbound(context, request, { ...environment, bundleSettings }),
    surveyVersion(context, { ...toVersion(request), hasApplication: true }),
  ])
  return { environment, foreseen: undefined, inbound, version }
}

// Before its launch is over an environment has no group and no instance. A dry run does not wait.
async function lookUpLaunched(context: Context, request: DeployRequest): Promise<EnvironmentLookup> {
  const lookup = await lookUpEnvironment(context, request)
  if (lookup.kind === 'missing' || lookup.environment.status !== 'Launching' || request.dryRun) return lookup
  await awaitLaunch(context, lookup.environment)
  return await lookUpEnvironment(context, request)
}

async function foresee(
  context: Context,
  request: DeployRequest,
  others: MissingEnvironment['others'],
): Promise<Survey> {
  const { applicationName, environmentName } = request
  const foreseen = await foreseeEnvironment(context, request, others)
  const hasApplication = foreseen.application !== 'missing'
  context.log.info(
    hasApplication
      ? `The environment "${environmentName}" does not exist yet.`
      : `Neither the application "${applicationName}" nor its environment "${environmentName}" exists yet.`,
  )
  context.log.info(`Platform: ${foreseen.environment.platform.name}.`)
  const version = await surveyVersion(context, { ...toVersion(request), hasApplication })
  const inbound = { kind: 'new' } as const
  return { environment: foreseen.environment, foreseen, inbound, version }
}

/** The environment as it is when it has been created: what was foreseen of it is known now. */
export async function surveyNew(
  context: Context,
  request: DeployRequest,
): Promise<Pick<Survey, 'environment' | 'inbound'>> {
  const environment = await findEnvironment(context, request)
  // Its settings are those of the bundle already.
  return { environment, inbound: await lookAtInbound(context, request, { ...environment, bundleSettings: [] }) }
}

type MissingEnvironment = EnvironmentLookup & { readonly kind: 'missing' }

function tellFound({ log }: Context, { creation }: DeployRequest, environment: EnvironmentSurvey): void {
  const { id, name, platform, status, health, versionLabel = 'none' } = environment
  log.info(`Environment "${name}" (${id}): ${status}, health ${health}, version "${versionLabel}".`)
  log.info(`Platform: ${platform.name}.`)
  const named = creation.solutionStackName ?? creation.platformArn
  if (named !== undefined && creation.solutionStackName !== platform.name)
    log.info(`The platform of the inputs ("${named}") is for an environment that is created; this one keeps its own.`)
}

function toVersion({ applicationName, version: { label, bucketName } }: DeployRequest) {
  return { applicationName, label, bucketName }
}

interface SurveyedFront extends EnvironmentSurvey {
  /** What the bundle's own files set about it. */
  readonly bundleSettings: readonly OptionSetting[]
}

async function lookAtInbound(
  context: Context,
  { inbound, handshake, optionSettings }: DeployRequest,
  { id: environmentId, cname, front: before, frontSettings, bundleSettings }: SurveyedFront,
): Promise<InboundSurvey> {
  const { mode, securityGroupId, allowFrom } = inbound
  if (mode === 'off') return { kind: 'unknown', reason: 'security-group-rule is off' }
  const isKnown = before.loadBalancer !== 'unknown'
  // As the deployment will leave it: what it sets may bring listeners.
  const front = foreseeFront({ frontSettings, bundleSettings, set: optionSettings })
  const enabledPorts = front.surePorts
  const isNew = (port: number) => isKnown && !before.listeners.some(listener => listener.port === port)
  return await surveyInbound(context, {
    ...{ environmentId, securityGroupId, allowFrom, mayAdd: mode === 'ensure' },
    hasLoadBalancer: isKnown ? front.loadBalancer !== 'none' : undefined,
    enabledPorts: isKnown ? enabledPorts : undefined,
    newPorts: enabledPorts.filter(isNew),
    websocketPort: handshake.url === undefined ? undefined : portOf(handshake.url),
    ownPort: findOwnPort(handshake.url, cname),
  })
}

function portOf(url: string): number | undefined {
  const parsed = parseTarget(url)
  return parsed.kind === 'target' ? parsed.target.port : undefined
}
