/** CreateEnvironment: everything that can be refused is refused here; the rest is the launch's. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Front } from '../host/host.ts'
import { environmentId } from '../ids.ts'
import type { Call, Checked } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import { beanstalkErrors } from './beanstalk-errors.ts'
import {
  type Application,
  type ApplicationVersion,
  type BeanstalkRegion,
  type ConfigurationTemplate,
  type Environment,
  SAMPLE_LABEL,
} from './beanstalk-model.ts'
import { publishName } from './cname.ts'
import { describeEnvironment } from './descriptions.ts'
import { runLaunch } from './launch.ts'
import { findApplication, findTemplate, findVersion, livingEnvironments } from './lookup.ts'
import { openEnvironmentFront } from './open-environment-front.ts'
import { refuseCombination } from './option-combinations.ts'
import { mergeSettings, type OptionSettings, readSettings } from './option-settings.ts'
import { readTags } from './resource-tags.ts'
import { KNOWN_STACKS, platformArn } from './solution-stacks.ts'
import { type Stage, startOperation } from './stage.ts'
import { readTier } from './tier.ts'

type Input = Checked<EB.CreateEnvironmentMessage>

export async function createEnvironment(
  beanstalk: Beanstalk,
  input: Input,
  call: Call,
): Promise<EB.EnvironmentDescription> {
  const region = beanstalk.region(call.region)
  const application = findApplication(region, input.ApplicationName)
  const version = input.VersionLabel === undefined ? undefined : deployableVersion(application, input.VersionLabel)
  const template = input.TemplateName === undefined ? undefined : findTemplate(application, input.TemplateName)
  const solutionStack = readPlatform(input, call.region, template?.solutionStack)
  const settings = readWholeSettings(input, template)
  const tier = readTier(input.Tier, settings)
  const name = readName(input)
  const cnamePrefix = input.CNAMEPrefix ?? `${name}.${environmentId()}`
  refuseTaken(region, name, cnamePrefix)
  const front = await openEnvironmentFront(beanstalk, { name, region: call.region, settings })
  // Somebody else may have taken the name meanwhile.
  await closeIfRefused(front, () => refuseTaken(region, name, cnamePrefix))
  const now = new Date(beanstalk.world.clock.now())
  const spec = {
    name,
    applicationName: application.name,
    region: call.region,
    solutionStack,
    tier,
    cnamePrefix,
    front,
    settings,
  }
  const environment: Environment = {
    ...BLANK,
    ...spec,
    id: environmentId(),
    description: input.Description,
    created: now,
    updated: now,
    versionLabel: version?.label ?? SAMPLE_LABEL,
    tags: readTags(input.Tags),
    infos: [],
    operationsRole: input.OperationsRole,
  }
  region.environments.set(environment.id, environment)
  if (tier === 'WebServer') publishName(beanstalk.world.names, environment)
  const work = (stage: Stage) => runLaunch(stage, version)
  startOperation(beanstalk, environment, { call, status: 'Launching', abortable: false, work })
  return describeEnvironment(environment, { region: call.region, accountId: beanstalk.world.accountId })
}

function readName({ EnvironmentName: name = '' }: Input): string {
  if (!/^(?!-)[A-Za-z0-9-]+(?<!-)$/.test(name)) throw beanstalkErrors.badEnvironmentName(name)
  return name
}

function readWholeSettings(input: Input, template: ConfigurationTemplate | undefined): OptionSettings {
  const settings = mergeSettings(template?.settings ?? [], readSettings(input.OptionSettings))
  refuseCombination(settings)
  return settings
}

/** @throws ServiceError when the version is not there, or its processing has not succeeded. */
export function deployableVersion(application: Application, label: string): ApplicationVersion {
  const version = findVersion(application, label)
  if (version.status !== 'Processed' && version.status !== 'Unprocessed')
    throw beanstalkErrors.versionNotProcessed(label, version.status)
  return version
}

const BLANK = {
  status: 'Launching',
  health: { color: 'Grey', status: 'Pending', causes: [] },
  bundleSettings: [],
  deployments: 0,
  expectedDeployment: 0,
  instances: [],
  network: undefined,
  operation: undefined,
} satisfies Partial<Environment>

/** @throws ServiceError when a platform is named that is not there, or none is named. */
export function readPlatform(
  input: { readonly SolutionStackName?: string | undefined; readonly PlatformArn?: string | undefined },
  region: string,
  fallback: string | undefined,
): string {
  const { SolutionStackName: stack, PlatformArn: arn } = input
  if (stack !== undefined) {
    if (KNOWN_STACKS.includes(stack)) return stack
    throw beanstalkErrors.noSolutionStack(stack)
  }
  if (arn === undefined && fallback !== undefined) return fallback
  if (arn === undefined)
    throw beanstalkErrors.invalidCombination('Either SolutionStackName, PlatformArn or TemplateName must be specified.')
  const named = KNOWN_STACKS.find(candidate => platformArn(candidate, region) === arn)
  if (named === undefined) throw beanstalkErrors.noPlatform(arn)
  return named
}

function refuseTaken(region: BeanstalkRegion, name: string, cnamePrefix: string): void {
  const living = livingEnvironments(region)
  if (living.some(environment => environment.name === name)) throw beanstalkErrors.environmentExists(name)
  if (living.some(environment => environment.cnamePrefix === cnamePrefix)) {
    throw beanstalkErrors.dnsNameTaken(`${cnamePrefix}.${region.name}.elasticbeanstalk.com`)
  }
}

async function closeIfRefused(front: Front, refuse: () => void): Promise<void> {
  try {
    refuse()
  } catch (error) {
    await front.close()
    throw error
  }
}
