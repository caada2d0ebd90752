import { describe, expect, it } from 'vitest'
import { findProxyRefusal } from '../../src/report/find-proxy-refusal.ts'

const NAMES = ['.platform/nginx/conf.d/a.conf', '.platform/httpd/conf.d/ws.conf']

function find(...lines: string[]) {
  return findProxyRefusal([{ instanceId: 'i-1', files: [{ path: '/var/log/eb-engine.log', lines }] }], NAMES)
}

describe('the words with which a proxy refused its files', () => {
  it('are the last ones, with the place in the bundle', () => {
    const found = find(
      'nginx: [emerg] open() "/var/log/nginx/x/a.log" failed (2: No such file or directory)',
      'nginx: [emerg] 7#7: unknown directive "x" in /etc/nginx/conf.d/a.conf:3',
    )
    expect(found).toEqual({
      program: 'nginx',
      words: 'unknown directive "x"',
      place: '".platform/nginx/conf.d/a.conf" line 3',
    })
  })

  it("are httpd's about the innermost file, and about what it cannot open", () => {
    const staged = '/var/proxy/staging/httpd'
    const included = `Stderr:httpd: Syntax error on line 19 of ${staged}/conf/httpd.conf: Syntax error on line 1 of ${staged}/conf.d/ws.conf: Cannot load modules/mod_foo.so into server`
    expect(find(included)).toEqual({
      program: 'httpd',
      words: `Syntax error on line 1 of ${staged}/conf.d/ws.conf: Cannot load modules/mod_foo.so into server`,
      place: '".platform/httpd/conf.d/ws.conf" line 1',
    })
    const log = "Stderr:httpd: (2)No such file or directory: AH02291: Cannot access directory '/var/log/httpd/x/'"
    expect(find(log)).toMatchObject({ program: 'httpd', words: expect.stringMatching(/^AH02291: Cannot/) })
  })

  it('are none where no proxy said anything', () => {
    expect(find('2026/11/26 08:20:01 [ERROR] the app exited with 3')).toBeUndefined()
  })
})
