/** How old the job's credentials are, as far as that is known: the keys themselves do not tell. */

import type { Clock } from '../clock.ts'
import { toDuration } from '../describe-time.ts'

export interface CredentialAge {
  /** Since AWS accepted them for the first time in this run; undefined where it never did. */
  readonly acceptedForMs: number | undefined
  /** Where whoever handed them out has told. */
  readonly expiresAt: Date | undefined
}

/** Of one client; they all have the same credentials. */
export interface CredentialWatch {
  /** AWS has accepted a request with them. */
  accept(): void
  read(): Promise<CredentialAge>
}

/** As a client's configuration has them. */
export type Credentials = () => Promise<{ readonly expiration?: Date | undefined }>

/** Its watches know of each other's requests. */
export type AgeWatcher = (credentials: Credentials) => CredentialWatch

export function watchCredentials(clock: Clock): AgeWatcher {
  let sinceMs: number | undefined
  return credentials => ({
    accept: () => {
      sinceMs ??= clock.monotonicMs()
    },
    async read() {
      const acceptedForMs = sinceMs === undefined ? undefined : clock.monotonicMs() - sinceMs
      const { expiration: expiresAt } = await credentials().catch(() => ({ expiration: undefined }))
      return { acceptedForMs, expiresAt }
    },
  })
}

/** " They had been accepted for 1 h 2 min, and were good until 2026-11-26 12:00:00 UTC."; empty where nothing is known. */
export function describeAge({ acceptedForMs, expiresAt }: CredentialAge): string {
  const told = [
    ...(acceptedForMs === undefined ? [] : [`had been accepted for ${toDuration(acceptedForMs)}`]),
    ...(expiresAt ? [`were good until ${expiresAt.toISOString().slice(0, 19).replace('T', ' ')} UTC`] : []),
  ]
  return told.length > 0 ? ` They ${told.join(', and ')}.` : ''
}
