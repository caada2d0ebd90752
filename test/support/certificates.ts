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
  /** For how many days it has been valid. */
  readonly age?: number
}

const run = promisify(execFile)

const EC_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

export async function makeCertificate({ name, days = 2, age = 0 }: CertificateRequest): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'))
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder })
  const read = (file: string) => readFile(join(folder, file), 'utf8')
  try {
    await writeFile(join(folder, 'extensions'), `subjectAltName=DNS:${name}`)
    await openssl('req', '-x509', ...EC_KEY, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=test authority')
    await openssl('req', ...EC_KEY, '-keyout', 'key.pem', '-out', 'request.pem', '-subj', `/CN=${name}`)
    await (age > 0 ? signAsOf(openssl, { folder, days, age }) : sign(openssl, days))
    return { key: await read('key.pem'), cert: await read('cert.pem'), ca: await read('ca.pem') }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type OpenSsl = (...args: string[]) => Promise<unknown>

function sign(openssl: OpenSsl, days: number): Promise<unknown> {
  const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-set_serial', '1', '-extfile', 'extensions']
  return openssl('x509', '-req', '-in', 'request.pem', ...signing, '-days', String(days), '-out', 'cert.pem')
}

/** `openssl x509` lets a certificate begin in the past only from version 3.4 on; `openssl ca` always did, with files. */
async function signAsOf(openssl: OpenSsl, { folder, days, age }: { folder: string; days: number; age: number }) {
  const settings = [
    'database=index.txt',
    'new_certs_dir=.',
    'default_md=sha256',
    'policy=names',
    'unique_subject=no',
    'serial=serial',
  ]
  const config = ['[ca]', 'default_ca=own', '[own]', ...settings, '[names]', 'commonName=supplied']
  await writeFile(join(folder, 'index.txt'), '')
  await writeFile(join(folder, 'ca.cnf'), config.join('\n'))
  const signing = ['-cert', 'ca.pem', '-keyfile', 'ca.key', '-rand_serial', '-extfile', 'extensions']
  const dates = ['-startdate', toDate(-age), '-enddate', toDate(days)]
  await openssl(
    'ca',
    '-config',
    'ca.cnf',
    '-batch',
    '-notext',
    '-in',
    'request.pem',
    ...signing,
    ...dates,
    '-out',
    'cert.pem',
  )
}

/** So many days from now, as openssl has it. */
function toDate(days: number): string {
  const iso = new Date(Date.now() + days * 24 * 3_600_000).toISOString()
  return `${iso.slice(0, 19).replaceAll(/[-T:]/g, '')}Z`
}
