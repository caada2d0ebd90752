/** Evidence made by hand for tests of what is pure. */

import type { AnsweredEvidence, Evidence, FramesEvidence } from '../../src/handshake/evidence.ts'

export const CONNECTED: Evidence = {
  target: { host: 'app.test', port: 80, isSecure: false, path: '/ws', asksEngineIo: false, origin: 'http://app.test' },
  dns: { kind: 'resolved', addresses: ['192.0.2.1'], isPinned: false, ms: 1 },
  tcp: [{ kind: 'connected', address: '192.0.2.1', port: 80, ms: 1 }],
  totalMs: 5,
}

export const NGINX_502 =
  '<html>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.28.0</center>\r\n</body>\r\n</html>\r\n'
export const ALB_502 =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n'
export const HAPROXY_503 =
  '<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>\n'
export const HAPROXY_504 =
  "<html><body><h1>504 Gateway Time-out</h1>\nThe server didn't respond in time.\n</body></html>\n"
export const NGINX_504 = NGINX_502.replaceAll('502 Bad Gateway', '504 Gateway Time-out')
export const APACHE_503 =
  '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">\n<html><head>\n<title>503 Service Unavailable</title>\n</head></html>'

export const APACHE_502 = APACHE_503.replace('503 Service Unavailable', '502 Proxy Error')

export interface AnswerParts {
  readonly reason?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly ms?: number
}

export function answer(
  status: number,
  { reason = '', headers = {}, body = '', ms = 3 }: AnswerParts = {},
): AnsweredEvidence {
  return {
    kind: 'answered',
    version: '1.1',
    status,
    reason,
    headers: Object.entries(headers),
    body,
    isBodyCut: false,
    ms,
  }
}

/** A refused Upgrade, and the answer to the plain GET beside it. */
export function refused(
  upgrade: AnsweredEvidence,
  control: AnsweredEvidence,
  comparison: 'same' | 'alike' | 'different',
): Evidence {
  return { ...CONNECTED, upgrade: { ...upgrade, problems: [] }, control: { ...control, comparison } }
}

/** The Upgrade and the plain GET got one and the same answer. */
export function refusedAlike(both: AnsweredEvidence): Evidence {
  return refused(both, both, 'same')
}

export function opened(frames: Partial<FramesEvidence> = {}): Evidence {
  const clean = { pingMs: 2, end: { kind: 'clean', code: 1000 }, frameCount: 1, payloadBytes: 8, ms: 3 } as const
  return { ...CONNECTED, upgrade: { ...answer(101), problems: [] }, frames: { ...clean, ...frames } }
}
