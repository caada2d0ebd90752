import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { tryPreflight } from '../support/try-preflight.ts'

const OWN = '.platform/httpd/conf.d/own.conf'
const APPLICATION = '.platform/httpd/conf.d/elasticbeanstalk/00_application.conf'
const tryHttpd = (files: Record<string, string> = {}, path = '/ws') =>
  tryPreflight(files, { facts: { proxyServer: 'apache' }, path })

describe('the preflight of httpd', () => {
  it.each([
    ['64bit Amazon Linux 2023 v6.7.2 running Node.js 24'],
    ['64bit Amazon Linux 2023 v4.7.2 running Python 3.13'],
    ['64bit Amazon Linux 2023 v5.9.2 running Tomcat 10 Corretto 21'],
  ])("passes the platform's own files on %s, and warns that they drop the Upgrade", async platform => {
    const done = await tryPreflight({}, { platform, facts: { proxyServer: 'apache' } })
    expect(done).toMatchObject({
      ...{ kind: 'passed', program: 'httpd', notTested: [], get: { status: 200, isFromApp: true } },
      findings: [{ kind: 'note', remedy: expect.stringContaining('upgrade=websocket') }],
    })
  })

  it('opens a WebSocket through a ProxyPass that hands it on', async () => {
    const text = 'ProxyPass "/ws" "http://localhost:8080/ws" upgrade=websocket timeout=3600\n'
    expect(await tryHttpd({ [OWN]: text })).toMatchObject({ kind: 'passed', findings: [], handshake: { status: 101 } })
    const rewriting = `<VirtualHost *:80>
  RewriteEngine On
  RewriteCond %{HTTP:Upgrade} websocket [NC]
  RewriteRule ^/(.*) ws://127.0.0.1:8080/$1 [P,L]
  ProxyPass / http://127.0.0.1:8080/
</VirtualHost>
`
    expect(await tryHttpd({ [APPLICATION]: rewriting })).toMatchObject({ kind: 'passed', handshake: { status: 101 } })
  })

  it.each([
    [OWN, '\nProxyPas / http://localhost/', 2, /Invalid command 'ProxyPas'/],
    [OWN, 'ProxyPass\n', 1, /ProxyPass/],
    [APPLICATION, '<VirtualHost *:80>\nProxyPass / http://localhost:8080/\n', 1, /<VirtualHost> was not closed/],
    [OWN, '# ours\nListen 8080\n', 2, /could not bind to address 0\.0\.0\.0:8080/],
  ])('refuses %s %j in line %i', async (file, text, line, words) => {
    const done = await tryHttpd({ [file]: text })
    expect(done).toMatchObject({ kind: 'refused', finding: { file, line, message: expect.stringMatching(words) } })
    expect(JSON.stringify(done)).not.toMatch(/\/tmp\/|preflight-/)
  })

  it.each([
    'Include /etc/passwd',
    'Include ../../../../etc/passwd',
    'IncludeOptional .?/.?/etc/pass*',
    'LoadModule lua_module /tmp/evil.so',
    'RewriteMap m prg:/bin/sh',
    'ExtFilterDefine x cmd=/bin/sh',
    'Define a Include\n${a} /etc/passwd',
    'Define p /etc/passwd\nInclude ${p}',
    'Inc\\\nlude /etc/passwd',
    'RewriteEngine On\nRewriteRule ^ http://%{HTTP_HOST}/ [P]',
    'ProxyPassMatch ^/(.*) http://$1/',
    'SSLCertificateFile /etc/shadow',
  ])('leaves out %j, and says so', async text => {
    const done = await tryHttpd({ [OWN]: `${text}\n` })
    expect(done).toMatchObject({
      kind: 'passed',
      notTested: expect.arrayContaining([expect.stringContaining(`in "${OWN}" line`)]),
    })
  })

  it('lets a log be no program, and a page no file of the machine', async () => {
    const text =
      'ErrorLog "|/bin/touch /tmp/preflight-ran"\nCustomLog "|/bin/touch /tmp/preflight-ran" "%h"\nDocumentRoot /\nAlias /etc /etc\nUser root\nPidFile /etc/x\nServerLimit 99999\n'
    expect(await tryHttpd({ [OWN]: text })).toMatchObject({ kind: 'passed' })
    expect(existsSync('/tmp/preflight-ran')).toBe(false)
  })
})
