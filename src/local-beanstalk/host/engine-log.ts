/** What the platform's engine writes to eb-engine.log while it deploys. */

import { appendBounded } from './bounded-log.ts'

export interface EngineLog {
  info(text: string): void
  error(text: string): void
}

export function openEngineLog(path: string): EngineLog {
  const write = (severity: string, text: string) =>
    appendBounded(path, `${formatTime(new Date())} [${severity}] ${text}\n`)
  return { info: text => write('INFO', text), error: text => write('ERROR', text) }
}

// The engine counts microseconds; this clock does not.
function formatTime(time: Date): string {
  const [date = '', hours = ''] = time.toISOString().split('T')
  return `${date.replaceAll('-', '/')} ${hours.replace('Z', '000')}`
}
