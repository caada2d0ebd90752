/** For each finding of the catalogue something real that misbehaves so: the compiler asks for each kind. */

import type { FindingKind } from '../../../src/handshake/findings.ts'
import { checkOnce } from '../check-once.ts'
import { listenHttp } from '../http-app.ts'
import { answerProductions } from './answer-productions.ts'
import { applicationProductions } from './application-productions.ts'
import { frontProductions } from './front-productions.ts'
import { holdProductions } from './hold-productions.ts'
import { networkProductions } from './network-productions.ts'
import { openProductions } from './open-productions.ts'
import type { Production } from './production.ts'
import { protocolProductions } from './protocol-productions.ts'
import { proxyProductions } from './proxy-productions.ts'
import { sampleProductions } from './sample-productions.ts'
import { socketIoProductions } from './socket-io-productions.ts'
import { tlsProductions } from './tls-productions.ts'
import { wayProductions } from './way-productions.ts'

export const findingProductions: Readonly<Record<FindingKind, Production>> = {
  ...wayProductions,
  ...networkProductions,
  ...answerProductions,
  ...tlsProductions,
  ...frontProductions,
  ...proxyProductions,
  ...applicationProductions,
  ...openProductions,
  ...holdProductions,
  ...protocolProductions,
  ...socketIoProductions,
  ...sampleProductions,
  unknown: async () => {
    await using app = await listenHttp(
      (_, response) => response.end('hello'),
      socket => socket.end('HTTP/1.1 304 Not Modified\r\n\r\n'),
    )
    return await checkOnce(`ws://localhost:${app.port}/`)
  },
}
