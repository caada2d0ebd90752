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

  it.each([
    ['Node.js', 'Error: listen EADDRINUSE: address already in use :::8080'],
    ['Python', 'Traceback (most recent call last):'],
    ['Go', 'panic: runtime error: index out of range [3]'],
    ['Java', 'Exception in thread "main" java.lang.IllegalStateException: no port'],
  ])('begin with the error, however deep its stack is: %s', (_, error) => {
    const stack = Array.from({ length: 28 }, (_, index) => `    at frame ${index}`)
    const lines = [error, ...stack, 'listening', error, ...stack]
    const [excerpt] = pickLogLines(file('/var/log/web.stdout.log', ...lines))
    expect(excerpt?.lines).toEqual([error, ...stack])
    const [long] = pickLogLines(file('/var/log/web.stdout.log', error, ...stack, ...stack))
    expect(long?.lines).toHaveLength(20)
  })

  describe('of this deployment', () => {
    const sinceMs = Date.UTC(2026, 10, 26, 8, 20, 0)
    const engine = (...lines: string[]) => file('/var/log/eb-engine.log', ...lines)
    const OLD = '2026/11/26 08:10:00.100000 [ERROR] the first'
    const NEW = '2026/11/26 08:20:01.100000 [ERROR] the second'

    it('are those since it began', () => {
      const nginx = file(
        '/var/log/nginx/error.log',
        '2026/11/26 08:10:00 [emerg] 1#1: old',
        '2026/11/26 08:20:01 [emerg] 1#1: new',
      )
      const httpd = file(
        '/var/log/httpd/error_log',
        '[Thu Nov 26 08:10:00.123456 2026] [core:emerg] old',
        '[Thu Nov 26 08:20:01.123456 2026] [core:emerg] new',
      )
      const picked = pickLogLines([engine(OLD, NEW, 'its second line [ERROR]'), nginx, httpd].join('\n'), sinceMs)
      expect(picked.map(({ lines }) => lines)).toEqual([
        [NEW, 'its second line [ERROR]'],
        ['2026/11/26 08:20:01 [emerg] 1#1: new'],
        ['[Thu Nov 26 08:20:01.123456 2026] [core:emerg] new'],
      ])
    })

    it('are none of a log that is older as a whole, but all of one without times', () => {
      const app = file('/var/log/web.stdout.log', 'listening')
      const nginx = file('/var/log/nginx/error.log', '2026/11/26 08:10:00 [emerg] 1#1: old')
      const picked = pickLogLines([engine(OLD, '2026/11/26 08:20:02.5 [INFO] done'), nginx, app].join('\n'), sinceMs)
      expect(picked).toEqual([{ path: '/var/log/web.stdout.log', lines: ['listening'] }])
    })

    it("are all where the instance's clock is another one", () => {
      expect(pickLogLines(engine(OLD), sinceMs)).toEqual([{ path: '/var/log/eb-engine.log', lines: [OLD] }])
    })
  })

  it('are none where nothing went wrong, and none in a text of another form', () => {
    expect(pickLogLines(file('/var/log/eb-engine.log', '[INFO] fine'))).toEqual([])
    expect(pickLogLines('')).toEqual([])
    expect(pickLogLines('x'.repeat(100_000))).toEqual([])
  })
})
