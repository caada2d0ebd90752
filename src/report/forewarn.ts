/** What will break although it works: of a target, from what one check has seen of it. Pure. */

import { DAY_MS } from '../clock.ts'
import { toDuration, toUtcMinute } from '../describe-time.ts'
import type { Outlook } from '../environment/find-outlook.ts'
import type { CertificateEvidence } from '../handshake/evidence.ts'
import type { TargetReport } from '../handshake/handshake.ts'
import type { UsualLatency } from '../history/latency.ts'
import { quoteForeign } from '../untrusted.ts'
import { warnOfEnvironment } from './forewarn-environment.ts'
import type { Forewarning } from './forewarning.ts'
import { nameCutters } from './handshake-lines.ts'

/** Each is absent where it is not known. */
export interface Seen {
  readonly target: TargetReport
  readonly nowMs: number
  /** Of the environment behind it. */
  readonly outlook?: Outlook
  /** The opening handshake of this check, and what is usual. */
  readonly ms?: number
  readonly usual?: UsualLatency
}

/** The sooner it breaks, the earlier it stands. */
export function forewarn(seen: Seen): Forewarning[] {
  const { target, nowMs, outlook = {} } = seen
  return [
    ...warnOfCertificate(target, nowMs),
    ...warnOfCut(target),
    ...warnOfEnvironment(outlook),
    ...noteLatency(seen),
  ]
}

/** Who renews by itself does so earlier: AWS Certificate Manager 45 days before the end, certbot in the last third. */
const LEAD_MS = 21 * DAY_MS
/** Of its whole life, for those that live for weeks only. */
const LEAD_SHARE = 1 / 4

function warnOfCertificate({ attempts }: TargetReport, nowMs: number): Forewarning[] {
  const tls = attempts.at(-1)?.evidence.tls
  if (tls?.kind !== 'secured') return []
  const leftMs = measureLeft(tls.certificate, nowMs)
  if (leftMs === undefined) return []
  const left = toDuration(leftMs)
  return [
    {
      kind: 'certificate-expires-soon',
      severity: 'warning',
      title: `The certificate expires in ${left}`,
      what: `The certificate for ${quoteForeign(tls.certificate.subject)} expires on ${toUtcMinute(nowMs + leftMs)}, in ${left}; from then on no client opens a WebSocket.`,
      remedy:
        'Renew it, or look why it was not renewed by itself: AWS Certificate Manager needs the CNAME record of the validation, and a listener that uses the certificate; Let\'s Encrypt needs its timer ("certbot renew").',
    },
  ]
}

/** Undefined while there is time enough, and where its dates cannot be read. */
function measureLeft({ validFrom = '', validTo }: CertificateEvidence, nowMs: number): number | undefined {
  const [fromMs, endMs] = [Date.parse(validFrom), Date.parse(validTo)]
  const leadMs = Number.isNaN(fromMs) ? LEAD_MS : Math.min(LEAD_MS, (endMs - fromMs) * LEAD_SHARE)
  const leftMs = endMs - nowMs
  return leftMs < leadMs ? Math.max(0, leftMs) : undefined
}

// Whoever answers those pings is alive, and is cut all the same.
function warnOfCut({ cut }: TargetReport): Forewarning[] {
  if (!cut?.heartbeat || cut.heartbeat.everySeconds < cut.afterSeconds) return []
  const { protocol, everySeconds, setting } = cut.heartbeat
  const by = nameCutters(cut)
  return [
    {
      kind: 'cut-between-pings',
      severity: 'warning',
      title: 'Connections are cut between two pings of the app',
      what: `A connection on which nobody speaks is cut after ${cut.afterSeconds} s by ${by}, and ${protocol} breaks the silence only every ${everySeconds} s.`,
      remedy: `Raise the timeout of ${by} to more than ${everySeconds} s, or ${setting ? `lower ${setting} of the app's server` : 'let the app ask more often'}.`,
    },
  ]
}

function noteLatency({ target, ms, usual }: Seen): Forewarning[] {
  if (target.outcome !== 'accepted' || ms === undefined || !usual || ms <= usual.mostMs) return []
  return [
    {
      kind: 'slower-than-usual',
      severity: 'note',
      title: 'The opening handshake was slower than usual',
      what: `The opening handshake took ${Math.round(ms)} ms; usual are ${usual.medianMs} ms, and up to ${usual.mostMs} ms is no news.`,
      remedy: 'Look at the load of the instances if the next checks are slow, too; a single one says little.',
    },
  ]
}
