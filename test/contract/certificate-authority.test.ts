import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { type IssuedCertificate, openCertificateAuthority } from '../../src/local-beanstalk/certificate-authority.ts'
import { listen } from '../support/listening.ts'

const authority = openCertificateAuthority()

/** "trusted", or the code of what the client found wrong. */
async function judge({ key, chain }: IssuedCertificate, servername: string, ca: string): Promise<string> {
  await using server = await listen(createServer({ key, cert: chain }))
  const socket = connect({ host: '127.0.0.1', port: server.port, servername, ca })
  try {
    await once(socket, 'secureConnect')
    return 'trusted'
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code)
  } finally {
    socket.destroy()
  }
}

describe('the certificate authority', () => {
  it('issues certificates that whoever trusts it accepts, for the names that were given and no others', async () => {
    const issued = await authority.issue(['chat.test', '*.elasticbeanstalk.com'])
    const ca = await authority.certificate()
    expect(await judge(issued, 'chat.test', ca)).toBe('trusted')
    expect(await judge(issued, 'chat.elasticbeanstalk.com', ca)).toBe('trusted')
    expect(await judge(issued, 'other.test', ca)).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
  })

  it('issues expired ones where that is asked for', async () => {
    const issued = await authority.issue(['chat.test'], 'expired')
    expect(await judge(issued, 'chat.test', await authority.certificate())).toBe('CERT_HAS_EXPIRED')
  })

  it('issues them for IP addresses too', async () => {
    const issued = new X509Certificate((await authority.issue(['127.0.0.1', 'chat.test'])).chain)
    expect(issued.checkIP('127.0.0.1')).toBe('127.0.0.1')
    expect(issued.checkIP('127.0.0.2')).toBeUndefined()
    expect(issued.publicKey.asymmetricKeyType).toBe('ec')
  })

  it('is trusted by nobody else, and another one is another authority', async () => {
    const issued = await authority.issue(['chat.test'])
    const other = await openCertificateAuthority().certificate()
    expect(await judge(issued, 'chat.test', other)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
  })

  it('may not be used by its own certificates to issue more', async () => {
    const issued = new X509Certificate((await authority.issue(['chat.test'])).chain)
    expect([issued.ca, new X509Certificate(await authority.certificate()).ca]).toEqual([false, true])
  })
})
