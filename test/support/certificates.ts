/** Certificates made by the openssl command line, each signed by an authority of its own that nobody trusts. */

import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface Certificate {
  readonly key: string
  readonly cert: string
  /** PEM of the authority that signed it. */
  readonly ca: string
}

export interface CertificateRequest {
  readonly name: string
  /** Below 0 for one that has expired. */
  readonly days?: number
}

const run = promisify(execFile)

const EC_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

export async function makeCertificate({ name, days = 2 }: CertificateRequest): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'))
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder })
  const read = (file: string) => readFile(join(folder, file), 'utf8')
  try {
    await writeFile(join(folder, 'extensions'), `subjectAltName=DNS:${name}`)
    await openssl('req', '-x509', ...EC_KEY, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=test authority')
    await openssl('req', ...EC_KEY, '-keyout', 'key.pem', '-out', 'request.pem', '-subj', `/CN=${name}`)
    const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-set_serial', '1', '-extfile', 'extensions']
    await openssl('x509', '-req', '-in', 'request.pem', ...signing, '-days', String(days), '-out', 'cert.pem')
    return { key: await read('key.pem'), cert: await read('cert.pem'), ca: await read('ca.pem') }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
