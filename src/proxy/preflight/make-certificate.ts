/** A certificate of our own, in the place of those that only the instance has. */

import { runProxy } from './run-proxy.ts'
import type { TrialFolder } from './trial-folder.ts'

const ARGUMENTS = [
  ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'],
  ...['-subj', '/CN=preflight', '-keyout', 'key.pem', '-out', 'certificate.pem'],
]

/**
 * Writes `certificate.pem` and `key.pem` into the folder; false where openssl cannot. It ends with this process, as the
 * proxy does. Throws the signal's reason.
 */
export async function makeCertificate(openssl: string, folder: TrialFolder, signal: AbortSignal): Promise<boolean> {
  const code = await runProxy({ program: openssl, args: ARGUMENTS, folder: folder.path, signal }).ended
  signal.throwIfAborted()
  return code === 0
}
