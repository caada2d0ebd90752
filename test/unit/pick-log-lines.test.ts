import { describe, expect, it } from 'vitest'
import { pickLogLines } from '../../src/environment/pick-log-lines.ts'

const RULER = '----------------------------------------'
const file = (path: string, ...lines: string[]) => [RULER, path, RULER, ...lines, ''].join('\n')

describe('the lines of a tail log that say why', () => {
  it('are the errors of the engine and the proxy, and the last words of the app', () => {
    const log = [
      file(
        '/var/log/eb-engine.log',
        '2026/11/23 10:00:00.1 [INFO] Running command',
        '2026/11/23 10:00:01.1 [ERROR] An error',
      ),
      file('/var/log/nginx/error.log', '2026/11/23 [notice] start', '2026/11/23 [emerg] bind() failed'),
      file('/var/log/nginx/access.log', '127.0.0.1 GET /'),
      file('/var/log/web.stdout.log', 'listening', '', 'Error: boom'),
    ].join('\n')
    expect(pickLogLines(log)).toEqual([
      { path: '/var/log/eb-engine.log', lines: ['2026/11/23 10:00:01.1 [ERROR] An error'] },
      { path: '/var/log/nginx/error.log', lines: ['2026/11/23 [emerg] bind() failed'] },
      { path: '/var/log/web.stdout.log', lines: ['listening', 'Error: boom'] },
    ])
  })

  it('are bounded: the last ones are kept', () => {
    const lines = Array.from({ length: 50 }, (_, index) => `line ${index}`)
    const [excerpt] = pickLogLines(file('/var/log/web.stdout.log', ...lines))
    expect(excerpt?.lines).toHaveLength(20)
    expect(excerpt?.lines.at(-1)).toBe('line 49')
  })

  it('are none where nothing went wrong, and none in a text of another form', () => {
    expect(pickLogLines(file('/var/log/eb-engine.log', '[INFO] fine'))).toEqual([])
    expect(pickLogLines('')).toEqual([])
    expect(pickLogLines('x'.repeat(100_000))).toEqual([])
  })
})
