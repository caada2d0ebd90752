/** What a trial of httpd offers in the place of the instance's files, ports and hosts. */

import type { StagedFile } from './map-nginx-file.ts'

export interface HttpdMapping {
  /** Absolute, of characters that need no quotes. */
  readonly folder: string
  /** The instance's port -> the port of 127.0.0.1 that httpd listens on. */
  toListener(port: number): number
  /** The instance's port of 127.0.0.1 -> the stand-in's. */
  toApp(port: number): number
  /** For all other hosts. */
  readonly remote: number
  readonly hasFile: (path: string) => boolean
  note(what: string, file: StagedFile, line: number): void
}

const URL_OF_HOST = /^(?:unix:[^|\s]*\|)?([a-z][a-z\d+.-]*):\/\/(\[[\da-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?((?:[/?]\S*)?)$/i
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\])$/i

/** A URL that requests are handed to; undefined for a host that only the request decides. "balancer://" names a group. */
export function mapTarget(url: string, { toApp, remote }: HttpdMapping): string | undefined {
  const [, scheme = '', host = '', port, path = ''] = URL_OF_HOST.exec(url) ?? []
  if (scheme === '') return undefined
  if (/^balancer$/i.test(scheme)) return port === undefined ? `${scheme}://${host}${path}` : undefined
  return `${scheme}://127.0.0.1:${LOOPBACK.test(host) ? toApp(Number(port ?? 80)) : remote}${path}`
}
