/** What `ws` exports beside its types: the two halves of its frame codec, which work on any stream. */

import type { Duplex } from 'node:stream'

export { Receiver, Sender } from 'ws'

declare module 'ws' {
  class Receiver {
    constructor(options: {
      maxPayload: number
      maxFragments: number
      maxBufferedChunks: number
      skipUTF8Validation: boolean
    })
    readonly errored: Error | null
    write(bytes: Buffer): boolean
    on(event: 'message' | 'ping' | 'pong', listener: (data: Buffer) => void): void
    on(event: 'conclude', listener: (code: number, reason: Buffer) => void): void
    on(event: 'error', listener: () => void): void
  }
  class Sender {
    constructor(socket: Duplex)
    send(data: Buffer, options: { binary: boolean; compress: boolean; fin: boolean; mask: boolean }): void
    ping(data: Buffer, isMasked: boolean): void
    pong(data: Buffer, isMasked: boolean): void
    close(code: number, reason: string, isMasked: boolean): void
  }
}
