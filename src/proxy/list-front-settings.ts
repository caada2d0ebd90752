/** What the bundle's `.ebextensions` set about the way clients come to the instances, and about their launch. Pure. */

import { isMap, isSeq } from 'yaml'
import { ENVIRONMENT_PROPERTIES } from '../environment-properties.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import { isAboutFront } from '../platform/front-settings.ts'
import { type Ebextension, nodeAt, textOf } from './read-ebextension.ts'

export function listFrontSettings(extensions: readonly Ebextension[]): OptionSetting[] {
  return listSettingsIn(extensions, isAboutFront)
}

export function listLaunchSettings(extensions: readonly Ebextension[]): OptionSetting[] {
  return listSettingsIn(extensions, namespace => namespace === 'aws:autoscaling:launchconfiguration')
}

/** Names of all options that they set, whatever the value is made of. */
export function listOptionNames(extensions: readonly Ebextension[]): Omit<OptionSetting, 'value'>[] {
  const settings = extensions.flatMap(({ root }) => listSettings(nodeAt(root, 'option_settings')))
  return settings.map(({ namespace, optionName }) => ({ namespace: namespace || ENVIRONMENT_PROPERTIES, optionName }))
}

/** What a list may leave out. */
/** Of several for one option the last one, as Beanstalk reads them. A value that is no scalar is left out. */
function listSettingsIn(extensions: readonly Ebextension[], isWanted: (namespace: string) => boolean): OptionSetting[] {
  const settings = extensions.flatMap(({ root }) => listSettings(nodeAt(root, 'option_settings')))
  const about = settings.filter(({ namespace, value }) => isWanted(namespace) && value !== '')
  return [...new Map(about.map(setting => [`${setting.namespace}:${setting.optionName}`, setting])).values()]
}

/** Both forms, as in https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html. */
function listSettings(node: unknown): OptionSetting[] {
  if (isSeq(node)) {
    return node.items.map(item => ({
      namespace: textOf(nodeAt(item, 'namespace')),
      optionName: textOf(nodeAt(item, 'option_name')),
      value: textOf(nodeAt(item, 'value')),
    }))
  }
  if (!isMap(node)) return []
  return node.items.flatMap(({ key, value }) =>
    isMap(value)
      ? value.items.map(option => ({
          namespace: textOf(key),
          optionName: textOf(option.key),
          value: textOf(option.value),
        }))
      : [],
  )
}
