/** What to do about an app that does not answer the opening handshake, or closes upon it. */

import { isSocketIoPause } from '../rules/refusal-clues.ts'
import type { Clues } from '../rules/rule.ts'
import { readLogs } from './commands.ts'
import { instruct, paste, quote, type Remedy } from './entry.ts'

export function listen(clues: Clues): Remedy {
  return readLogs(
    clues,
    'Let the app listen on the port in the variable PORT, on 127.0.0.1 or 0.0.0.0, and read in its log why it does not.',
  )
}

const SOCKET_IO_PATH = '/socket.io/?EIO=4&transport=websocket'

export function stopDropping(clues: Clues): Remedy {
  const { target } = clues.evidence
  if (!isSocketIoPause(clues)) {
    return readLogs(
      clues,
      `Use the path at which the app takes WebSockets, if that is not ${quote(target.path)}, and the subprotocol that it expects; otherwise read its log for a crash.`,
    )
  }
  const where = 'in the URL, or in "websocket-path" where that has none'
  return target.asksEngineIo
    ? instruct(`Write the path option of the server, ${where}.`)
    : paste(
        `Write the path of Socket.IO, or the path option of the server, ${where}.`,
        `websocket-path: ${SOCKET_IO_PATH}`,
      )
}

export function answerInTime(clues: Clues): Remedy {
  return readLogs(
    clues,
    `Use the path at which the app takes WebSockets, or let its upgrade handler answer at ${quote(clues.evidence.target.path)}, sooner where it is only slow. Its log may say what it waits for.`,
  )
}
