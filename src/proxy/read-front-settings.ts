/** Reads what the bundle sets about the way clients come to the instances, of which the survey of AWS has to know. */

import type { Bundle } from '../bundle/bundle.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import { listFrontSettings } from './list-front-settings.ts'
import { listConfigs, readTexts } from './read-texts.ts'
import { scanEbextensions } from './scan-ebextensions.ts'

/** Throws what `readText` throws (an ActionError for a damaged zip). */
export async function readFrontSettings(bundle: Pick<Bundle, 'names' | 'readText'>): Promise<OptionSetting[]> {
  const { read } = await readTexts(bundle, listConfigs(bundle))
  return listFrontSettings(scanEbextensions(read).extensions)
}
