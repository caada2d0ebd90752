/** Reads what the bundle sets, as far as it has to be known before AWS is asked. */

import type { Bundle } from '../bundle/bundle.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import { listFrontSettings, listOptionNames } from './list-front-settings.ts'
import { listConfigs, readTexts } from './read-texts.ts'
import { scanEbextensions } from './scan-ebextensions.ts'

/** About the way clients come to the instances. Throws what `readText` throws (an ActionError for a damaged zip). */
export async function readFrontSettings(bundle: Pick<Bundle, 'names' | 'readText'>): Promise<OptionSetting[]> {
  const { read } = await readTexts(bundle, listConfigs(bundle))
  return listFrontSettings(scanEbextensions(read).extensions)
}

/** Names of all options that it sets. Throws what `readText` throws. */
export async function readOptionNames(
  bundle: Pick<Bundle, 'names' | 'readText'>,
): Promise<Omit<OptionSetting, 'value'>[]> {
  const { read } = await readTexts(bundle, listConfigs(bundle))
  return listOptionNames(scanEbextensions(read).extensions)
}
