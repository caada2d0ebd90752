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
  /** A file that has to be there too: what the dependency alone does not say. */
  readonly beside?: string
}

/** Servers only: a client of the same protocol says nothing about what the app takes. The first that is found counts. */
const HINTS: readonly Hint[] = [
  // Every Rails app has Action Cable in its lock file, and many have JavaScript clients in package.json.
  { file: 'Gemfile.lock', dependency: 'actioncable', protocol: 'actioncable', beside: 'config/cable.yml' },
  { file: 'Gemfile.lock', dependency: 'anycable', protocol: 'actioncable' },
  { file: 'package.json', dependency: 'socket.io', protocol: 'socket.io' },
  { file: 'package.json', dependency: '@nestjs/platform-socket.io', protocol: 'socket.io' },
  { file: 'requirements.txt', dependency: 'flask-socketio', protocol: 'socket.io' },
  { file: 'requirements.txt', dependency: 'python-socketio', protocol: 'socket.io' },
  { file: 'pyproject.toml', dependency: 'flask-socketio', protocol: 'socket.io' },
  { file: 'pyproject.toml', dependency: 'python-socketio', protocol: 'socket.io' },
  { file: 'composer.json', dependency: 'workerman/phpsocket.io', protocol: 'socket.io' },
  { file: 'package.json', dependency: 'graphql-ws', protocol: 'graphql-transport-ws' },
  { file: 'package.json', dependency: 'subscriptions-transport-ws', protocol: 'graphql-ws' },
  { file: 'package.json', dependency: 'sockjs', protocol: 'sockjs' },
]

/** Undefined where nothing says that it is more than WebSockets. */
export function findProtocol(
  { has }: Pick<Bundle, 'has'>,
  dependencies: readonly Dependency[],
): FoundProtocol | undefined {
  const fits = ({ file, dependency, beside }: Hint) =>
    dependencies.find(found => found.file === file && found.name === dependency && (!beside || has(beside)))
  for (const hint of HINTS) {
    const found = fits(hint)
    if (!found) continue
    const range = found.range ? ` "${found.range}"` : ''
    return { name: hint.protocol, because: `${found.file} depends on ${found.name}${range}` }
  }
  return undefined
}
