import { expect, it } from 'vitest'
import type { Context } from '../../src/context.ts'
import { openEventTeller } from '../../src/environment/describe-event.ts'

/** The lines of these events, all read at once, where the request had this id. */
function tell(requestId: string | undefined): string[] {
  const lines: string[] = []
  const log = { info: (line: string) => void lines.push(line) } as unknown as Context['log']
  const event = (seconds: number, id: string) => {
    return { atMs: 1_000_000 + seconds * 1000, severity: 'INFO', message: id, requestId: id }
  }
  openEventTeller({ log }, requestId)([event(0, 'other'), event(10, 'own'), event(75, 'own')])
  return lines
}

it('counts the time of events from the first one of the own request', () => {
  expect(tell('own')).toEqual(['  -10s  INFO   other', '   +0s  INFO   own', '  +65s  INFO   own'])
})

it('counts it from the first one of all where no request is known', () => {
  expect(tell(undefined)).toEqual(['   +0s  INFO   other', '  +10s  INFO   own', '  +75s  INFO   own'])
})
