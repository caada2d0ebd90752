/** What the option settings of a request change, told without any value that may be secret. Pure. */

import type { ConfigurationOptionSetting } from '@aws-sdk/client-elastic-beanstalk'
import type { OptionSetting } from '../inputs/option-settings.ts'
import { findSetting, isAboutFront } from '../platform/front-settings.ts'

export interface AskedSettings {
  /** Undefined where nothing is to be set. */
  readonly optionSettings?: readonly OptionSetting[]
}

export interface SettingChange {
  readonly namespace: string
  readonly optionName: string
  /** `unknown`: nobody could read what is set now. */
  readonly kind: 'new' | 'changed' | 'same' | 'unknown'
  /** Undefined where it may be secret, where there is none, and where it is not known. */
  readonly before: string | undefined
  /** Undefined where it may be secret. */
  readonly after: string | undefined
}

/** `current`: all settings of the environment; none at all where they could not be read. */
export function compareSettings(
  asked: readonly OptionSetting[] | undefined,
  current: readonly ConfigurationOptionSetting[],
): SettingChange[] {
  return (asked ?? []).map(({ namespace, optionName, value }) => {
    const before = findSetting(current, namespace, optionName)
    const kind = current.length === 0 ? 'unknown' : compare(before, value)
    const shown = isPublic(namespace) ? { before, after: value } : { before: undefined, after: undefined }
    return { namespace, optionName, kind, ...shown }
  })
}

function compare(before: string | undefined, after: string): SettingChange['kind'] {
  if (before === undefined || before === '') return 'new'
  return before === after ? 'same' : 'changed'
}

/** Properties of the app, passwords of databases and whatever AWS adds later are not among them. */
const PUBLIC =
  /^aws:(autoscaling:(trigger|updatepolicy:rollingupdate)|elasticbeanstalk:(command|environment:proxy(:staticfiles)?|healthreporting:system|cloudwatch:logs(:health)?|managedactions(:platformupdate)?))$/

function isPublic(namespace: string): boolean {
  return isAboutFront(namespace) || PUBLIC.test(namespace)
}
