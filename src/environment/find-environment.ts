/** Finds the environment as it is before the deployment. Reads only. */

import type { ConfigurationOptionSetting, EnvironmentDescription } from '@aws-sdk/client-elastic-beanstalk'
import type { Context } from '../context.ts'
import { ENVIRONMENT_PROPERTIES } from '../environment-properties.ts'
import { describeFront, type Front } from '../platform/describe-front.ts'
import type { ProxyServer } from '../platform/describe-proxy.ts'
import { findSetting, pickFrontSettings } from '../platform/front-settings.ts'
import type { Platform } from '../platform/platform.ts'
import { type AskedSettings, compareSettings, type SettingChange } from './compare-settings.ts'
import { type EnvironmentName, explainMissing } from './explain-missing.ts'
import { findPlatform } from './find-platform.ts'
import { listLiving } from './list-living.ts'
import { readSettings } from './read-settings.ts'
import { terminating, workerTier } from './unfit-environment.ts'

export interface EnvironmentSurvey {
  readonly id: string
  readonly name: string
  readonly applicationName: string
  readonly status: string
  readonly health: string
  readonly versionLabel: string | undefined
  /** Host name, and a port where it is not 80. */
  readonly cname: string
  readonly platform: Platform
  /** Absent where AWS names none, as of an environment on EKS. */
  readonly platformArn?: string
  /** undefined when the settings could not be read or do not say. */
  readonly proxyServer: ProxyServer | undefined
  /** The environment property PORT; undefined when the settings could not be read or do not say. */
  readonly port: string | undefined
  readonly front: Front
  /** Of which `front` is told; empty where they could not be read. */
  readonly frontSettings: readonly ConfigurationOptionSetting[]
  /** What the option settings of the request change, in their order. */
  readonly settingChanges: readonly SettingChange[]
  /** URL path -> folder of the bundle, as far as the settings could be read. */
  readonly staticFiles: Readonly<Record<string, string>>
}

type WantedSurvey = EnvironmentName & AskedSettings

export type EnvironmentLookup =
  | { readonly kind: 'found'; readonly environment: EnvironmentSurvey }
  /** `others`: those that the application has. */
  | { readonly kind: 'missing'; readonly others: readonly EnvironmentDescription[] }

/** Throws an ActionError that lists what there is when the environment does not exist or cannot serve WebSockets. */
export async function findEnvironment(context: Context, name: EnvironmentName): Promise<EnvironmentSurvey> {
  const lookup = await lookUpEnvironment(context, name)
  if (lookup.kind === 'missing') throw await explainMissing(context, name, { environments: lookup.others })
  return lookup.environment
}

/** Throws an ActionError when there is one that cannot serve WebSockets. */
export async function lookUpEnvironment(context: Context, name: WantedSurvey): Promise<EnvironmentLookup> {
  const environments = await listLiving(context, name.applicationName)
  const found = environments.find(environment => environment.EnvironmentName === name.environmentName)
  if (!found) return { kind: 'missing', others: environments }
  if (found.Status === 'Terminating') throw terminating(name.environmentName)
  if (found.Tier?.Name === 'Worker') throw workerTier(name.environmentName)
  return { kind: 'found', environment: await surveyFound(context, name, found) }
}

async function surveyFound(
  context: Context,
  name: WantedSurvey,
  found: EnvironmentDescription,
): Promise<EnvironmentSurvey> {
  const [settings, platform] = [await readSettings(context, name), await findPlatform(context, found)]
  const port = findSetting(settings, ENVIRONMENT_PROPERTIES, 'PORT')
  return {
    ...{ ...toState(found), platform, port },
    ...(found.PlatformArn ? { platformArn: found.PlatformArn } : {}),
    proxyServer: toProxyServer(settings),
    front: describeFront(settings),
    frontSettings: pickFrontSettings(settings),
    settingChanges: compareSettings(name.optionSettings, settings),
    staticFiles: toStaticFiles(settings),
  }
}

/** The fields that change while a deployment runs. */
export interface EnvironmentState
  extends Omit<
    EnvironmentSurvey,
    'platform' | 'platformArn' | 'proxyServer' | 'port' | 'front' | 'frontSettings' | 'settingChanges' | 'staticFiles'
  > {
  readonly updatedAtMs: number
}

export function toState(environment: EnvironmentDescription): EnvironmentState {
  return {
    id: environment.EnvironmentId ?? '',
    name: environment.EnvironmentName ?? '',
    applicationName: environment.ApplicationName ?? '',
    status: environment.Status ?? 'unknown',
    health: environment.Health ?? 'unknown',
    versionLabel: environment.VersionLabel,
    cname: toHost(environment.CNAME ?? environment.EndpointURL ?? ''),
    updatedAtMs: environment.DateUpdated?.getTime() ?? 0,
  }
}

const PROXY = 'aws:elasticbeanstalk:environment:proxy'
// It becomes part of a URL, whose host a text with a slash or a question mark in it would decide.
function toHost(text: string): string {
  return /^[\w.-]{1,253}(:\d{1,5})?$/.test(text) ? text : ''
}

function toProxyServer(settings: readonly ConfigurationOptionSetting[]): ProxyServer | undefined {
  const value = findSetting(settings, PROXY, 'ProxyServer')
  return (['nginx', 'apache', 'none'] as const).find(proxy => proxy === value)
}

/** The second is that of Node.js on Amazon Linux 1. */
const STATIC_FILES: readonly string[] = [`${PROXY}:staticfiles`, 'aws:elasticbeanstalk:container:nodejs:staticfiles']

function toStaticFiles(settings: readonly ConfigurationOptionSetting[]): Record<string, string> {
  const mapped = settings.filter(({ Namespace = '' }) => STATIC_FILES.includes(Namespace))
  return Object.fromEntries(mapped.map(({ OptionName = '', Value = '' }) => [OptionName, Value]))
}
