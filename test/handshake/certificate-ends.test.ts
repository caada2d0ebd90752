import { beforeAll, describe, expect, it } from 'vitest'
import { forewarn } from '../../src/report/forewarn.ts'
import { type Certificate, makeCertificate } from '../support/certificates.ts'
import { checkOnce, evidenceOf } from './check-once.ts'
import { listenSecureWebSocket } from './websocket-server.ts'

const DAY_MS = 24 * 3_600_000

/** What is told of a real certificate when so many days of it are left. */
async function tell(certificate: Certificate, daysLeft: number) {
  await using server = await listenSecureWebSocket(certificate)
  const target = await checkOnce(`wss://localhost:${server.port}/`, { ca: certificate.ca })
  const { tls } = evidenceOf(target)
  const endMs = tls?.kind === 'secured' ? Date.parse(tls.certificate.validTo) : Number.NaN
  return forewarn({ target, nowMs: endMs - daysLeft * DAY_MS })
}

describe('a certificate', () => {
  let ofYear: Certificate
  let ofWeek: Certificate
  beforeAll(async () => {
    ;[ofYear, ofWeek] = await Promise.all([
      makeCertificate({ name: 'localhost', days: 365 }),
      makeCertificate({ name: 'localhost', days: 6 }),
    ])
  })

  it('is nothing to worry about 22 days before its end', async () => {
    expect(await tell(ofYear, 22)).toEqual([])
  })

  it('that ends in less than 21 days is a warning, with the day', async () => {
    const [warning, ...further] = await tell(ofYear, 20.5)
    expect(further).toEqual([])
    expect(warning).toMatchObject({
      kind: 'certificate-expires-soon',
      severity: 'warning',
      title: 'The certificate expires in 20 days 12 h',
    })
    expect(warning?.what).toMatch(
      /^The certificate for "localhost" expires on 20\d\d-\d\d-\d\d \d\d:\d\d UTC, in 20 days 12 h;/,
    )
  })

  it('that lives for a week is warned of in the last quarter of it', async () => {
    expect(await tell(ofWeek, 1.6)).toEqual([])
    expect(await tell(ofWeek, 1.4)).toMatchObject([{ title: 'The certificate expires in 1 day 10 h' }])
  })

  it('whose end this machine has seen already is told as ending now', async () => {
    expect(await tell(ofYear, -1)).toMatchObject([{ title: 'The certificate expires in 0 s' }])
  })

  it('that was refused is a finding, and no warning beside it', async () => {
    await using server = await listenSecureWebSocket(ofYear)
    const target = await checkOnce(`wss://localhost:${server.port}/`)
    expect(target.finding?.kind).toBe('tls-untrusted')
    expect(forewarn({ target, nowMs: Date.parse('2099-01-01') })).toEqual([])
  })
})
