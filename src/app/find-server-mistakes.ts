/** What in the source bundle will not take WebSockets, or not from every client, whatever the proxy does. */

import type { Bundle } from '../bundle/bundle.ts'
import type { Platform } from '../platform/platform.ts'
import type { AppFinding } from './app-finding.ts'
import { type Command, readCommands } from './read-commands.ts'
import type { Dependency } from './read-dependencies.ts'

export interface ServerFacts {
  readonly platform: Platform
  readonly dependencies: readonly Dependency[]
}

export async function findServerMistakes(
  bundle: Pick<Bundle, 'readText'>,
  { platform, dependencies }: ServerFacts,
): Promise<AppFinding[]> {
  const facts = { dependencies, commands: await readCommands(bundle, platform) }
  return RULES.flatMap(rule => rule(facts) ?? [])
}

interface Facts {
  readonly dependencies: readonly Dependency[]
  /** That start the app, and are known. */
  readonly commands: readonly Command[]
}

type Mistake = (facts: Facts) => AppFinding | undefined

const RULES: readonly Mistake[] = [
  findBareUvicorn,
  findAsgiUnderGunicorn,
  findSyncGunicorn,
  findManyWorkers,
  findCluster,
]

/** Packages with which uvicorn has a WebSocket library: themselves, or by what they bring along. */
const UVICORN_LIBRARIES = /^(websockets|wsproto|sanic|gradio|nicegui|streamlit|reflex)$/

/** Tried with uvicorn 0.54 and 0.17: the newer answers as to a plain request, the older with 400. */
function findBareUvicorn({ dependencies }: Facts): AppFinding | undefined {
  const listed = dependencies.filter(({ file }) => file === 'requirements.txt')
  const uvicorn = listed.find(({ name }) => name === 'uvicorn')
  const hasExtra = ({ name, range }: Dependency) =>
    (name === 'uvicorn' && /^\[.*\bstandard\b/.test(range)) ||
    (name === 'fastapi' && /^\[.*\b(standard|all)\b/.test(range))
  if (!uvicorn || listed.some(found => UVICORN_LIBRARIES.test(found.name) || hasExtra(found))) return undefined
  return {
    message: `"${uvicorn.file}" has uvicorn without a library for WebSockets: it will answer an opening handshake as a plain request.`,
    remedy: `Write in the place of that line: uvicorn[standard]${uvicorn.range.replace(/^\[.*\]/, '')}`,
  }
}

const ASGI_WORKER = /uvicorn|hypercorn|daphne|asgi/i
const ASGI_ONLY = ['fastapi', 'starlette', 'quart', 'channels']

/** Tried with gunicorn 26: a worker for WSGI answers 500 where the app is ASGI, and runs no consumer of Channels. */
function findAsgiUnderGunicorn({ dependencies, commands }: Facts): AppFinding | undefined {
  // Beside Flask the others may only be what something else needs.
  if (dependencies.some(({ name }) => name === 'flask')) return undefined
  const asgi = dependencies.find(({ name }) => ASGI_ONLY.includes(name))
  const command = commands.find(({ text }) => isGunicorn(text) && !ASGI_WORKER.test(readWorker(text) ?? ''))
  if (!asgi || !command) return undefined
  return {
    message: `${nameStart(command)} gunicorn with a worker for WSGI, and the app depends on ${asgi.name}, which is ASGI: it will take no WebSocket.`,
    remedy:
      'Write in the Procfile: web: gunicorn -k uvicorn.workers.UvicornWorker --bind :8000 MODULE:APP (with gunicorn and uvicorn[standard] in requirements.txt), or start daphne or uvicorn there.',
  }
}

/** Packages by which a WSGI app takes WebSockets, each of which holds a thread or a greenlet. */
const WSGI_LIBRARIES = ['flask-socketio', 'flask-sock', 'python-socketio', 'simple-websocket']

/** https://flask-socketio.readthedocs.io/en/latest/deployment.html#gunicorn-web-server: a worker that takes many at a time. */
function findSyncGunicorn({ dependencies, commands }: Facts): AppFinding | undefined {
  const library = dependencies.find(({ name }) => WSGI_LIBRARIES.includes(name))
  const command = commands.find(({ text }) => isGunicorn(text) && isSync(text))
  if (!library || !command) return undefined
  return {
    message: `${nameStart(command)} gunicorn with its default worker, which serves one client at a time and is killed after 30 seconds: the first WebSocket of ${library.name} will block all others.`,
    remedy: 'Add to the command: --workers 1 --threads 100 (or an asynchronous worker, such as -k gevent).',
  }
}

/** The same page: gunicorn does not send the requests of a session to the same worker. */
function findManyWorkers({ dependencies, commands }: Facts): AppFinding | undefined {
  const library = dependencies.find(({ name }) => name === 'flask-socketio' || name === 'python-socketio')
  const command = commands.find(({ text }) => (isGunicorn(text) || /\buvicorn\b/.test(text)) && countWorkers(text) > 1)
  if (!library || !command) return undefined
  return {
    message: `${nameStart(command)} ${countWorkers(command.text)} workers: a client of ${library.name} that begins by polling will lose its session.`,
    remedy: 'Start one worker (--workers 1), or let the clients begin with WebSockets: transports: ["websocket"].',
  }
}

const STICKY = new Set(['@socket.io/sticky', '@socket.io/pm2', 'sticky-session', 'socketio-sticky-session'])

/** https://socket.io/docs/v4/using-multiple-nodes/: the processes of a cluster share a port, and no sessions. */
function findCluster({ dependencies, commands }: Facts): AppFinding | undefined {
  const socketIo = dependencies.find(({ file, name }) => file === 'package.json' && name === 'socket.io')
  const command = commands.find(({ text }) =>
    /\bpm2(-runtime)?\b.*\s(-i|--instances)[ =]?(max|0|-1|[2-9]|\d\d)/.test(text),
  )
  if (!socketIo || !command || dependencies.some(({ name }) => STICKY.has(name))) return undefined
  return {
    message: `${nameStart(command)} a cluster of processes with pm2: a client of Socket.IO that begins by polling will lose its session.`,
    remedy:
      'Use @socket.io/pm2 with @socket.io/sticky, start one process, or let the clients begin with WebSockets: transports: ["websocket"].',
  }
}

function nameStart({ file, line }: Command): string {
  if (file === undefined) return 'Without a Procfile the platform starts'
  return line === undefined ? `"${file}" starts` : `"${file}" line ${line} starts`
}

function isGunicorn(text: string): boolean {
  return /(^|[\s/])gunicorn\s/.test(text)
}

/** The worker class; undefined where none is named. */
function readWorker(text: string): string | undefined {
  return /\s(?:-k|--worker-class)[ =]?["']?([\w.]+)/.exec(text)?.[1]
}

/** More threads than one make gunicorn take the worker "gthread". */
function isSync(text: string): boolean {
  const threads = Number(/\s--threads[ =](\d+)/.exec(text)?.[1] ?? 1)
  const isConfigured = /\s(-c|--config)[ =]/.test(text)
  return !isConfigured && threads === 1 && (readWorker(text) ?? 'sync') === 'sync'
}

function countWorkers(text: string): number {
  return Number(/\s(?:-w|--workers)[ =]?(\d{1,3})\b/.exec(text)?.[1] ?? 1)
}
