/** Servers of other languages from Debian's packages, which only the longer run asks. A table. */

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { findPython } from '../../support/find-python.ts'
import { startProgram } from '../../support/listening-program.ts'
import type { MatrixServer } from '../servers.ts'

interface NightlyServer extends Omit<MatrixServer, 'open'> {
  readonly needs: Needs
}

type Needs =
  /** One of the servers of python_servers.py, which takes these modules. */
  | { readonly kind: 'python'; readonly server: string; readonly modules: readonly string[] }
  | { readonly kind: 'program'; readonly name: string; readonly parameters: (port: number) => readonly string[] }

const UVICORN = ['uvicorn', 'starlette', 'websockets']
const HYPERCORN = ['hypercorn', 'starlette']
const DAPHNE = ['daphne', 'channels', 'django']

function python(name: string, at: string, server: string, ...modules: string[]): NightlyServer {
  return { name, at, needs: { kind: 'python', server, modules } }
}

const SERVERS: readonly NightlyServer[] = [
  python('websockets of Python', '/', 'websockets', 'websockets'),
  python('websockets of Python, another Origin', '/', 'websockets-origin', 'websockets'),
  python('uvicorn and Starlette', '/ws', 'uvicorn', ...UVICORN),
  python('uvicorn and Starlette, elsewhere', '/elsewhere', 'uvicorn', ...UVICORN),
  python('uvicorn and Starlette, closed before it is accepted', '/closed', 'uvicorn', ...UVICORN),
  python('uvicorn without a WebSocket library', '/ws', 'uvicorn-without-library', ...UVICORN),
  python('hypercorn and Starlette', '/ws', 'hypercorn', ...HYPERCORN),
  python('hypercorn and Starlette, elsewhere', '/elsewhere', 'hypercorn', ...HYPERCORN),
  python('daphne and Channels', '/ws', 'daphne', ...DAPHNE),
  python('daphne and Channels, elsewhere', '/elsewhere', 'daphne', ...DAPHNE),
  python('daphne and Channels, another Origin', '/ws', 'daphne-origin', ...DAPHNE),
  python('aiohttp', '/ws', 'aiohttp', 'aiohttp'),
  python('aiohttp, elsewhere', '/elsewhere', 'aiohttp', 'aiohttp'),
  python('aiohttp, at a plain route', '/', 'aiohttp', 'aiohttp'),
  python('tornado', '/ws', 'tornado', 'tornado'),
  python('tornado, elsewhere', '/elsewhere', 'tornado', 'tornado'),
  python('tornado, another Origin', '/ws', 'tornado-origin', 'tornado'),
  {
    name: 'websocketd',
    at: '/',
    needs: {
      kind: 'program',
      name: 'websocketd',
      parameters: port => [`--port=${port}`, '--address=127.0.0.1', 'cat'],
    },
  },
  {
    name: 'libwebsockets',
    at: '/',
    subprotocols: ['dumb-increment-protocol'],
    needs: {
      kind: 'program',
      name: 'libwebsockets-test-server',
      parameters: port => [`--port=${port}`, '--interface=lo'],
    },
  },
  {
    name: 'libwebsockets, another subprotocol',
    at: '/',
    subprotocols: ['chat'],
    needs: {
      kind: 'program',
      name: 'libwebsockets-test-server',
      parameters: port => [`--port=${port}`, '--interface=lo'],
    },
  },
]

const SCRIPT = fileURLToPath(new URL('python_servers.py', import.meta.url))

/** Those that can be run here; `missing` says in a line each what the others lack. */
export function findNightlyServers(): {
  readonly servers: readonly MatrixServer[]
  readonly missing: readonly string[]
} {
  const found = SERVERS.map(server => ({ server, lack: findLack(server.needs) }))
  const missing = new Set(found.flatMap(({ lack }) => lack ?? []))
  return {
    servers: found.filter(({ lack }) => lack === undefined).map(({ server }) => withOpen(server)),
    missing: [...missing].map(lack => `${lack} is not installed here: its servers are left out.`),
  }
}

function findLack(needs: Needs): string | undefined {
  if (needs.kind === 'program') {
    const isThere = spawnSync('sh', ['-c', 'command -v "$1"', 'sh', needs.name], { stdio: 'ignore' }).status === 0
    return isThere ? undefined : needs.name
  }
  return findPython(needs.modules.join(', ')) ? undefined : `Python's ${needs.modules.join(', ')}`
}

function withOpen({ needs, ...server }: NightlyServer): MatrixServer {
  const configuration = () => ''
  if (needs.kind === 'program') {
    const { name } = needs
    const parameters = (_: string, __: string, port: number) => needs.parameters(port)
    return { ...server, open: () => startProgram({ name, package: name, configuration, parameters, test: undefined }) }
  }
  const name = findPython(needs.modules.join(', ')) ?? 'python3'
  const parameters = (_: string, __: string, port: number) => [SCRIPT, needs.server, String(port)]
  return {
    ...server,
    open: () => startProgram({ name, package: 'python3', configuration, parameters, test: undefined }),
  }
}
