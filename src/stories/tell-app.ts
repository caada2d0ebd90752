/** What the log says of the app in the source bundle. */

import type { Context } from '../context.ts'
import type { PreparedBundle } from './prepare-bundle.ts'

export function tellApp({ log }: Context, prepared: PreparedBundle): PreparedBundle {
  const { additions } = prepared.proxy
  log.info(`Files to add for the proxy: ${additions.length === 0 ? 'none' : additions.length}.`)
  for (const { message, remedy } of prepared.appNotes) log.warning(`${message} ${remedy}`, 'App')
  return prepared
}
