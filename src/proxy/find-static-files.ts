/** Finds the paths that the platform's proxy answers with files of the bundle, because somebody mapped them. */

import { isMap, isSeq } from 'yaml'
import type { OptionSetting } from '../inputs/option-settings.ts'
import type { Platform } from '../platform/platform.ts'
import { type Ebextension, nodeAt, textOf } from './read-ebextension.ts'

/** URL path -> folder in the bundle. */
export type StaticFiles = Readonly<Record<string, string>>

export interface StaticFileSettings {
  /** The environment's own. */
  readonly staticFiles?: StaticFiles | undefined
  /** What the deployment sets with the same update. */
  readonly optionSettings?: readonly OptionSetting[]
}

const NAMESPACE = 'aws:elasticbeanstalk:environment:proxy:staticfiles'

/** Of Node.js on Amazon Linux 1; of no effect later. */
const NAMESPACE_OF_AL1 = 'aws:elasticbeanstalk:container:nodejs:staticfiles'

/**
 * What is set with the update wins over the environment's own, and that over the bundle's. Only paths and folders as
 * they can stand in a proxy's file.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-cfg-staticfiles.html
 */
export function findStaticFiles(
  { platform, staticFiles = {}, optionSettings = [] }: StaticFileSettings & { readonly platform: Platform },
  extensions: readonly Ebextension[],
): StaticFiles {
  const namespace = platform.generation === 'al1' ? NAMESPACE_OF_AL1 : NAMESPACE
  const ofInput = optionSettings.filter(setting => setting.namespace === namespace)
  const entries = [
    ...extensions.flatMap(extension => readMappings(extension, namespace)),
    ...Object.entries(staticFiles),
    ...ofInput.map(({ optionName, value }) => [optionName, value] as const),
  ]
  return Object.fromEntries(entries.filter(([path, folder]) => /^\/[\w./-]+$/.test(path) && /^[\w./-]+$/.test(folder)))
}

function readMappings({ root }: Ebextension, namespace: string): (readonly [path: string, folder: string])[] {
  const settings = nodeAt(root, 'option_settings')
  if (isSeq(settings)) {
    const items = settings.items.filter(item => textOf(nodeAt(item, 'namespace')) === namespace)
    return items.map(item => [textOf(nodeAt(item, 'option_name')), textOf(nodeAt(item, 'value'))] as const)
  }
  const mapped = nodeAt(settings, namespace)
  return isMap(mapped) ? mapped.items.map(({ key, value }) => [textOf(key), textOf(value)] as const) : []
}
