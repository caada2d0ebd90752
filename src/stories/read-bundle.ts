/** Opens the source bundle of the inputs, and tells what is in it. */

import { type Bundle, openBundle } from '../bundle/bundle.ts'
import type { Context } from '../context.ts'
import { toSize } from '../describe-size.ts'
import type { BundleRequest } from '../inputs/version-inputs.ts'
import { tellDuring } from '../wait.ts'

/** Whoever opens it closes it. Throws an ActionError for all that cannot be deployed. */
export async function readBundle(context: Context, request: BundleRequest, workspace: string): Promise<Bundle> {
  const { log, temporaryFolder, deadline } = context
  const wait = { what: 'the source bundle to be packed and read', leftMs: deadline.remainingMs }
  const bundle = await tellDuring(context, wait, () => openBundle({ ...request, workspace, temporaryFolder }))
  const files = bundle.names.filter(name => !name.endsWith('/')).length
  log.info(`${bundle.fileName}: ${files} files, ${toSize(bundle.sizeBytes)}.`)
  const shown = bundle.leftOut.slice(0, 10).map(({ name, by }) => `${name} (${by})`)
  const more = bundle.leftOut.length - shown.length
  if (shown.length > 0) log.info(`Left out: ${shown.join(', ')}${more > 0 ? `, and ${more} more` : ''}.`)
  for (const { message, remedy } of bundle.warnings) log.warning(`${message} ${remedy}`, 'Source bundle')
  return bundle
}
