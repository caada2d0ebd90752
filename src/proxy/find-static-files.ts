/** Finds the paths that the platform's proxy answers with files of the bundle, because somebody mapped them. */

import { isMap, isSeq } from 'yaml'
import type { OptionSetting } from '../inputs/option-settings.ts'
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

/**
 * What is set with the update wins over the environment's own, and that over the bundle's. Only paths and folders as
 * they can stand in a proxy's file.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-cfg-staticfiles.html
 */
export function findStaticFiles(
  { staticFiles = {}, optionSettings = [] }: StaticFileSettings,
  extensions: readonly Ebextension[],
): StaticFiles {
  const ofInput = optionSettings.filter(({ namespace }) => namespace === NAMESPACE)
  const entries = [
    ...extensions.flatMap(readMappings),
    ...Object.entries(staticFiles),
    ...ofInput.map(({ optionName, value }) => [optionName, value] as const),
  ]
  return Object.fromEntries(entries.filter(([path, folder]) => /^\/[\w./-]+$/.test(path) && /^[\w./-]+$/.test(folder)))
}

function readMappings({ root }: Ebextension): (readonly [path: string, folder: string])[] {
  const settings = nodeAt(root, 'option_settings')
  if (isSeq(settings)) {
    const items = settings.items.filter(item => textOf(nodeAt(item, 'namespace')) === NAMESPACE)
    return items.map(item => [textOf(nodeAt(item, 'option_name')), textOf(nodeAt(item, 'value'))] as const)
  }
  const mapped = nodeAt(settings, NAMESPACE)
  return isMap(mapped) ? mapped.items.map(({ key, value }) => [textOf(key), textOf(value)] as const) : []
}
