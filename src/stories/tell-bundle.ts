/** What the log says of the source bundle, and of the app in it. */

import type { Bundle } from '../bundle/bundle.ts'
import type { Context } from '../context.ts'
import type { PreparedBundle } from './prepare-bundle.ts'

export function tellBundle({ log }: Context, bundle: Bundle): Bundle {
  const files = bundle.names.filter(name => !name.endsWith('/')).length
  log.info(`${bundle.fileName}: ${files} files, ${bundle.sizeBytes} bytes.`)
  const shown = bundle.leftOut.slice(0, 10).map(({ name, by }) => `${name} (${by})`)
  const more = bundle.leftOut.length - shown.length
  if (shown.length > 0) log.info(`Left out: ${shown.join(', ')}${more > 0 ? `, and ${more} more` : ''}.`)
  for (const { message, remedy } of bundle.warnings) log.warning(`${message} ${remedy}`, 'Source bundle')
  return bundle
}

export function tellApp({ log }: Context, prepared: PreparedBundle): PreparedBundle {
  for (const { message, remedy } of prepared.appNotes) log.warning(`${message} ${remedy}`, 'App')
  return prepared
}
