/** Reads the option settings of an environment; what may not be read is told, and none. */

import {
  type ConfigurationOptionSetting,
  DescribeConfigurationSettingsCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import type { EnvironmentName } from './explain-missing.ts'

export async function readSettings(context: Context, name: EnvironmentName): Promise<ConfigurationOptionSetting[]> {
  try {
    const { ConfigurationSettings = [] } = await context.aws.elasticBeanstalk.send(
      new DescribeConfigurationSettingsCommand({
        ApplicationName: name.applicationName,
        EnvironmentName: name.environmentName,
      }),
    )
    return ConfigurationSettings.flatMap(settings => settings.OptionSettings ?? [])
  } catch (error) {
    if (!isDenied(error)) throw error
    context.log.warning(`The environment's settings are unknown. ${error.message} ${error.hint}`)
    return []
  }
}
