/** What the tests use of WebSocket servers that ship no types. */

declare module 'socket.io-2' {
  import type { Server as HttpServer } from 'node:http'

  export interface Options {
    readonly transports?: readonly string[]
    readonly pingInterval?: number
    readonly pingTimeout?: number
  }
  export interface Version2 {
    readonly engine: { close(): void }
    on(event: 'connection', listener: () => void): void
    use(middleware: (socket: unknown, next: (error?: Error) => void) => void): void
  }
  const open: (server: HttpServer, options?: Options) => Version2
  export { open as default }
}

declare module 'sockjs' {
  import type { Server as HttpServer } from 'node:http'

  interface Connection {
    close(code: number, reason: string): void
  }
  interface Server {
    on(event: 'connection', listener: (connection: Connection) => void): void
    installHandlers(server: HttpServer, options: { prefix: string }): void
  }
  export function createServer(options: { log: () => void }): Server
}

declare module 'websocket' {
  import type { Server as HttpServer } from 'node:http'

  interface Request {
    readonly origin: string
    readonly requestedProtocols: readonly string[]
    readonly resource: string
    accept(subprotocol: string | null, origin: string): Connection
    reject(status: number, reason: string): void
  }
  interface Connection {
    on(event: 'message', listener: (message: { utf8Data: string }) => void): void
    sendUTF(text: string): void
  }
  export class server {
    constructor(options: { httpServer: HttpServer })
    on(event: 'request', listener: (request: Request) => void): void
  }
}

declare module 'faye-websocket' {
  import type { IncomingMessage } from 'node:http'
  import type { Duplex } from 'node:stream'

  class FayeWebSocket {
    constructor(request: IncomingMessage, socket: Duplex, head: Buffer)
    static isWebSocket(request: IncomingMessage): boolean
    on(event: 'message', listener: (event: { data: string }) => void): void
    send(text: string): void
  }
  export { FayeWebSocket as default }
}

declare module 'express' {
  import type { RequestListener } from 'node:http'

  interface Express extends RequestListener {
    get(path: string, handler: (request: unknown, response: { send(text: string): void }) => void): void
  }
  const express: () => Express
  export { express as default }
}
