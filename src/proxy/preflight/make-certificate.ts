/** A certificate of our own, in the place of those that only the instance has. */

import { execFile } from 'node:child_process'
import type { TrialFolder } from './trial-folder.ts'

const LONGEST_MS = 3000

const ARGUMENTS = [
  ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'],
  ...['-subj', '/CN=preflight', '-keyout', 'key.pem', '-out', 'certificate.pem'],
]

/** Writes `certificate.pem` and `key.pem` into the folder; false where openssl cannot. */
export function makeCertificate(openssl: string, folder: TrialFolder, signal: AbortSignal): Promise<boolean> {
  const options = { cwd: folder.path, env: { PATH: '/usr/bin:/bin', HOME: folder.path }, timeout: LONGEST_MS, signal }
  return new Promise(resolve => {
    execFile(openssl, ARGUMENTS, options, error => resolve(error === null))
  })
}
