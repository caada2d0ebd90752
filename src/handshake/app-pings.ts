/** Apps that ask by messages of their own, not by ping frames, whether somebody is there, and what their clients say. */

/**
 * The answer to an app's own ping, in whichever protocol it is one; undefined for any other message. Without it
 * socket.io closes after 45 s, Primus as well, and an idle connection seems to be cut by somebody else.
 */
export function answerAppPing(message: string): string | undefined {
  if (message.length > MAX_PING_LENGTH) return undefined
  const found = PINGS.find(({ ping }) => ping.test(message))
  return found && message.replace(found.ping, found.pong)
}

const MAX_PING_LENGTH = 200

const PINGS: readonly { readonly ping: RegExp; readonly pong: string }[] = [
  // engine.io 4, under socket.io 3 and newer; in engine.io 3 it is the client that asks.
  { ping: /^2$/, pong: '3' },
  { ping: /^"primus::ping::(\d+)"$/, pong: '"primus::pong::$1"' },
  // graphql-transport-ws.
  { ping: /^\{"type":"ping"\}$/, pong: '{"type":"pong"}' },
  // Pusher, Soketi, Reverb.
  { ping: /^\{"event":"pusher:ping".*\}$/, pong: '{"event":"pusher:pong","data":{}}' },
  // Meteor's DDP.
  { ping: /^\{"msg":"ping"\}$/, pong: '{"msg":"pong"}' },
  { ping: /^\{"msg":"ping","id":"([\w-]{1,40})"\}$/, pong: '{"msg":"pong","id":"$1"}' },
]
