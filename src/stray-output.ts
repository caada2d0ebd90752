/**
 * What Node.js and libraries print by themselves (warnings, `console`) may quote text of others, and the runner looks
 * for commands on stderr as it does on stdout. All of it goes to the debug log.
 */

import type { Log } from './log.ts'

/**
 * Once, before anything else is loaded that may print. From then on a log that cannot be written ends no run: its
 * outputs, summary and report are files, and an error that told of it could not be written either.
 */
export function divertStrayOutput({ debug }: Pick<Log, 'debug'>): void {
  const tell = (...values: unknown[]) => {
    // Loaded only when something is printed so: it would cost the start of every run some milliseconds.
    const { format } = process.getBuiltinModule('node:util')
    for (const line of format(...values).split('\n')) debug(line)
  }
  for (const method of ['debug', 'dir', 'error', 'info', 'log', 'trace', 'warn'] as const) console[method] = tell
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  // Node's own listener is the one that prints.
  process.removeAllListeners('warning')
  process.on('warning', tell)
}
