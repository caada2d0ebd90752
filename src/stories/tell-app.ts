/** What the log says of the app in the source bundle. */

import type { Context } from '../context.ts'
import type { PreparedBundle } from './prepare-bundle.ts'

export function tellApp({ log }: Context, prepared: PreparedBundle): PreparedBundle {
  for (const { message, remedy } of prepared.appNotes) log.warning(`${message} ${remedy}`, 'App')
  return prepared
}
