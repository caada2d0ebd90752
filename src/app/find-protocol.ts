/** Guesses which protocol the app speaks over its WebSockets, from what it depends on. */

import type { Bundle } from '../bundle/bundle.ts'
import type { ProtocolName } from '../handshake/protocol/protocols.ts'
import type { Dependency } from './read-dependencies.ts'

export interface FoundProtocol {
  readonly name: ProtocolName
  /** Completes "this protocol, because ...". */
  readonly because: string
}

interface Hint {
  readonly file: string
  readonly dependency: string
  readonly protocol: ProtocolName
  /** A file that has to be there too. */
  readonly besideFile?: string
  /** Of which one has to be there too: in the same package is the client, which says nothing about what the app takes. */
  readonly besideOneOf?: readonly string[]
}

const GRAPHQL_SERVERS = [
  ...['ws', '@fastify/websocket', 'crossws', '@nestjs/graphql', '@apollo/server', 'graphql-yoga', 'mercurius'],
  ...['apollo-server', 'apollo-server-core', 'apollo-server-express', 'apollo-server-koa', 'apollo-server-fastify'],
]

/** Servers only. The first that is found counts. */
const HINTS: readonly Hint[] = [
  // Every Rails app has Action Cable in its lock file, and many have JavaScript clients in package.json.
  { file: 'Gemfile.lock', dependency: 'actioncable', protocol: 'actioncable', besideFile: 'config/cable.yml' },
  { file: 'Gemfile.lock', dependency: 'anycable', protocol: 'actioncable' },
  { file: 'package.json', dependency: 'socket.io', protocol: 'socket.io' },
  { file: 'package.json', dependency: '@nestjs/platform-socket.io', protocol: 'socket.io' },
  { file: 'requirements.txt', dependency: 'flask-socketio', protocol: 'socket.io' },
  { file: 'requirements.txt', dependency: 'python-socketio', protocol: 'socket.io' },
  { file: 'pyproject.toml', dependency: 'flask-socketio', protocol: 'socket.io' },
  { file: 'pyproject.toml', dependency: 'python-socketio', protocol: 'socket.io' },
  { file: 'composer.json', dependency: 'workerman/phpsocket.io', protocol: 'socket.io' },
  { file: 'package.json', dependency: 'graphql-ws', protocol: 'graphql-transport-ws', besideOneOf: GRAPHQL_SERVERS },
  {
    file: 'package.json',
    dependency: 'subscriptions-transport-ws',
    protocol: 'graphql-ws',
    besideOneOf: GRAPHQL_SERVERS,
  },
  { file: 'package.json', dependency: 'sockjs', protocol: 'sockjs' },
]

/** `python-socketio[client]` and `[asyncio_client]` bring what a client needs. */
const CLIENT_EXTRA = /^\[[^\]]*client/

/** Undefined where nothing says that it is more than WebSockets. */
export function findProtocol(
  { has }: Pick<Bundle, 'has'>,
  dependencies: readonly Dependency[],
): FoundProtocol | undefined {
  for (const hint of HINTS) {
    const found = dependencies.find(({ file, name, range }) => {
      return file === hint.file && name === hint.dependency && !CLIENT_EXTRA.test(range)
    })
    const { besideFile, besideOneOf } = hint
    if (!found || (besideFile && !has(besideFile))) continue
    if (besideOneOf && !dependencies.some(({ name }) => besideOneOf.includes(name))) continue
    const range = found.range ? ` "${found.range}"` : ''
    return { name: hint.protocol, because: `${found.file} depends on ${found.name}${range}` }
  }
  return undefined
}
