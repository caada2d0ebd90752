/** A real HAProxy with a backend for each name, on one port; it ends with this process. */

import { type RunningProgram, startProgram } from './listening-program.ts'

export interface Backend {
  /** Letters, digits, dots and hyphens: what it is asked by. */
  readonly name: string
  readonly appPort: number
  /** Lines of its own, such as "http-request del-header Upgrade". */
  readonly lines?: readonly string[]
}

/** `serverTimeoutMs`: how long it waits for an app. */
export function startHaproxy(backends: readonly Backend[], serverTimeoutMs = 5000): Promise<RunningProgram> {
  return startProgram({
    name: 'haproxy',
    package: 'haproxy',
    configuration: port => writeConfiguration(port, backends, serverTimeoutMs),
    parameters: configuration => ['-f', configuration, '-db'],
    test: ['-c', '-q'],
  })
}

function writeConfiguration(port: number, backends: readonly Backend[], serverTimeoutMs: number): string {
  return `global
  maxconn 1024
defaults
  mode http
  retries 0
  timeout connect 5s
  timeout client 60s
  timeout server ${serverTimeoutMs}ms
frontend all
  bind 127.0.0.1:${port}
  use_backend %[req.hdr(host),field(1,:),lower]
${backends.map(writeBackend).join('\n')}
`
}

function writeBackend({ name, appPort, lines = [] }: Backend): string {
  return [`backend ${name}`, ...lines, `server app 127.0.0.1:${appPort}`].join('\n  ')
}
