/** Clients of Socket.IO, by the code that a server hands to browsers. */

import { onTestFinished, vi } from 'vitest'

export interface SocketIoClient {
  readonly connected: boolean
  emit(event: string, ...parameters: unknown[]): void
  emitWithAck(event: string, ...parameters: unknown[]): Promise<unknown>
  on(event: string, listener: (...parameters: never[]) => void): void
  disconnect(): void
  /** Its connection: it tries again when it has lost its session. */
  readonly io: { once(event: 'reconnect_attempt', listener: () => void): void }
}

interface ClientLibrary {
  /** Polls with `fetch`, which Node.js has as browsers do. */
  readonly Fetch: unknown
  readonly WebSocket: unknown
  io(url: string, options: object): SocketIoClient
}

export interface Clients {
  openWebSocket(): SocketIoClient
  /** Never changes to a WebSocket. */
  openPolling(options: { readonly keepsCookies: boolean }): SocketIoClient
}

/** Of the server at `url`. They are disconnected when the test has ended. */
export async function openSocketIoClients(url: string): Promise<Clients> {
  const code = await (await fetch(new URL('/socket.io/socket.io.esm.min.js', url))).text()
  const library: ClientLibrary = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
  const open = (transport: unknown) => {
    const options = { transports: [transport], forceNew: true, reconnectionDelay: 100, reconnectionDelayMax: 100 }
    const client = library.io(url, options)
    onTestFinished(() => client.disconnect())
    return client
  }
  return {
    openWebSocket: () => open(library.WebSocket),
    openPolling({ keepsCookies }) {
      // A browser keeps cookies, the `fetch` of Node.js does not.
      vi.unstubAllGlobals()
      if (keepsCookies) vi.stubGlobal('fetch', makeFetchWithCookies(fetch))
      onTestFinished(() => void vi.unstubAllGlobals())
      return open(library.Fetch)
    },
  }
}

function makeFetchWithCookies(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  let cookies: string[] = []
  return async (input, init) => {
    const headers = new Headers(init?.headers)
    if (cookies.length > 0) headers.set('cookie', cookies.join('; '))
    const response = await fetch(input, { ...init, headers })
    const sent = response.headers.getSetCookie()
    if (sent.length > 0) cookies = sent.map(cookie => cookie.replace(/;.*/, ''))
    return response
  }
}
