/** Finds the environment as it is before the deployment. Reads only. */

import {
  type ConfigurationOptionSetting,
  DescribeConfigurationSettingsCommand,
  DescribeEnvironmentsCommand,
  type EnvironmentDescription,
} from '@aws-sdk/client-elastic-beanstalk'
import { ActionError } from '../action-error.ts'
import { readPages } from '../aws/read-pages.ts'
import { isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { describeFront, type Front } from '../platform/describe-front.ts'
import type { ProxyServer } from '../platform/describe-proxy.ts'
import { findSetting, pickFrontSettings } from '../platform/front-settings.ts'
import type { Platform } from '../platform/platform.ts'
import { type AskedSettings, compareSettings, type SettingChange } from './compare-settings.ts'
import { deniedToFind, type EnvironmentName, explainMissing } from './explain-missing.ts'
import { findPlatform } from './find-platform.ts'

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

/** Throws an ActionError that lists what there is when the environment does not exist or cannot serve WebSockets. */
export async function findEnvironment(
  context: Context,
  name: EnvironmentName & AskedSettings,
): Promise<EnvironmentSurvey> {
  const environments = await describeLiving(context, name.applicationName)
  const found = environments.find(environment => environment.EnvironmentName === name.environmentName)
  if (!found) throw await explainMissing(context, name, environments)
  if (found.Status === 'Terminating') throw terminating(name.environmentName)
  if (found.Tier?.Name === 'Worker') throw workerTier(name.environmentName)
  const [settings, platform] = [await readSettings(context, name), await findPlatform(context, found)]
  const port = findSetting(settings, PROPERTIES, 'PORT')
  return {
    ...{ ...toState(found), platform, port },
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
    'platform' | 'proxyServer' | 'port' | 'front' | 'frontSettings' | 'settingChanges' | 'staticFiles'
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
const PROPERTIES = 'aws:elasticbeanstalk:application:environment'

// It becomes part of a URL, whose host a text with a slash or a question mark in it would decide.
function toHost(text: string): string {
  return /^[\w.-]{1,253}(:\d{1,5})?$/.test(text) ? text : ''
}

// Terminated environments stay listed for an hour or so, under names that may be in use again.
async function describeLiving(context: Context, ApplicationName: string): Promise<EnvironmentDescription[]> {
  const pages = await readPages(token =>
    context.aws.elasticBeanstalk.send(
      new DescribeEnvironmentsCommand({ ApplicationName, IncludeDeleted: false, ...token }),
    ),
  ).catch(error => {
    throw isDenied(error) ? deniedToFind(error, context.aws.region) : error
  })
  return pages.flatMap(page => page.Environments ?? []).filter(environment => environment.Status !== 'Terminated')
}

async function readSettings(context: Context, name: EnvironmentName): Promise<ConfigurationOptionSetting[]> {
  const asked = { ApplicationName: name.applicationName, EnvironmentName: name.environmentName }
  try {
    const command = new DescribeConfigurationSettingsCommand(asked)
    const { ConfigurationSettings = [] } = await context.aws.elasticBeanstalk.send(command)
    return ConfigurationSettings.flatMap(settings => settings.OptionSettings ?? [])
  } catch (error) {
    if (!isDenied(error)) throw error
    context.log.warning(`The environment's settings are unknown. ${error.message} ${error.hint}`)
    return []
  }
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

function terminating(name: string): ActionError {
  return new ActionError({
    code: 'environment-terminating',
    message: `The environment "${name}" was being terminated.`,
    hint: 'Wait until it is gone and create it again, or deploy to another environment.',
  })
}

function workerTier(name: string): ActionError {
  return new ActionError({
    code: 'worker-tier',
    message: `The environment "${name}" was a worker: it takes its work from a queue, and no client can open a WebSocket to it.`,
    hint: "Write the name of a web server environment in 'environment-name'.",
  })
}
