/** Productions of the findings about answers that are not HTTP, or not whole. */

import type { answerFindings } from '../../../src/handshake/findings/answer-findings.ts'
import { listenTcp } from '../../support/listening.ts'
import { BEANSTALK_LOCATION, startNginx } from '../../support/nginx.ts'
import { checkOnce } from '../check-once.ts'
import type { ProductionsOf } from './production.ts'

export const answerProductions: ProductionsOf<typeof answerFindings> = {
  'not-http': async () => {
    await using app = await listenTcp(socket => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
    await using nginx = await startNginx(BEANSTALK_LOCATION(app.port))
    return await checkOnce(`ws://localhost:${nginx.port}/`)
  },
  'broken-answer': async () => {
    await using app = await listenTcp(socket => socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: webso'))
    return await checkOnce(`ws://localhost:${app.port}/`)
  },
}
