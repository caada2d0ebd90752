/** An event of an environment as a line of the log. */

import type { EnvironmentEvent } from './event-feed.ts'

export function describeEvent({ atMs, severity, message }: EnvironmentEvent): string {
  return `${new Date(atMs).toISOString().slice(11, 19)} ${severity.padEnd(5)} ${message}`
}
