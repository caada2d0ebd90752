import { execFile } from 'node:child_process'
import { chmod, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findProgram } from '../../src/proxy/preflight/find-program.ts'
import { findModules, writeModules } from '../../src/proxy/preflight/httpd-modules.ts'
import { isHttpdDirective } from '../../src/proxy/preflight/map-httpd-file.ts'
import { CANARY_TEXT, type Canaries, openCanaries } from '../support/canaries.ts'
import { tryPreflight } from '../support/try-preflight.ts'

const OWN = '.platform/httpd/conf.d/own.conf'
const SITE = '.platform/httpd/conf.d/elasticbeanstalk/00_application.conf'
const GRANTED = '<Directory />\nRequire all granted\n</Directory>\n<Location />\nRequire all granted\n</Location>\n'

let canaries: Canaries

beforeEach(async () => {
  canaries = await openCanaries()
  await chmod(dirname(canaries.file), 0o755)
})

afterEach(() => canaries[Symbol.asyncDispose]())

function fill(text: string): string {
  const { file, trace, port, socket } = canaries
  return text
    .replaceAll('FILE', file)
    .replaceAll('FOLDER', dirname(file))
    .replaceAll('TOUCH', `/usr/bin/touch ${trace}`)
    .replaceAll('PORT', String(port))
    .replaceAll('SOCKET', socket)
}

function tryFile(text: string) {
  return tryPreflight({ [OWN]: fill(text) }, { facts: { proxyServer: 'apache' }, path: '/ws' })
}

/** The only site: what is in it answers. */
function trySite(text: string) {
  const site = `<VirtualHost *:80>\n${GRANTED}${fill(text)}\n</VirtualHost>\n`
  return tryPreflight({ [SITE]: site }, { facts: { proxyServer: 'apache' }, path: '/ws' })
}

describe('the preflight of httpd', () => {
  it.each([
    '"CustomLog" "|TOUCH" common',
    "'ErrorLog' '|TOUCH'",
    'CustomLog "|TOUCH" "\u2028"',
    'CustomLog "|TOUCH" "\u2029"',
    'CustomLog\r"|TOUCH" common',
    'CustomLog "|TOUCH"\rcommon',
    'Custom\\\nLog "|TOUCH" common',
    'Custom\\\r\nLog "|TOUCH" common',
    '\vCustomLog\f"|TOUCH" common',
    'TransferLog "|TOUCH"',
    '"TransferLog" |TOUCH',
    'GlobalLog "|TOUCH" common',
    'ForensicLog "|TOUCH"',
    'RewriteEngine On\n"RewriteMap" m "prg:TOUCH"\nRewriteRule ^/ws ${m:x} [L]',
    '<VirtualHost *:80>\n"ErrorLog" "|TOUCH"\n</VirtualHost>',
    '<Macro m $a>\n$a "|TOUCH" common\n</Macro>\nUse m CustomLog',
  ])('runs no program for %j', async text => {
    const done = await tryFile(`${text}\n`)
    expect(done.kind, JSON.stringify(done)).toMatch(/passed|refused/)
    expect(canaries.findTouched()).toEqual([])
  })

  it.each([
    'RewriteEngine On\nRewriteRule ^/ http://127.0.0.1:PORT/ [p]',
    'RewriteEngine On\nRewriteRule ^/ http://127.0.0.1:PORT/ "[P]"',
    "RewriteEngine On\nRewriteRule ^/ http://127.0.0.1:PORT/ '[L,Proxy]'",
    'RewriteEngine On\nRewriteRule ^/ proxy:http://127.0.0.1:PORT/ [L]',
    'RewriteEngine On\nRewriteRule ^/ http://127.0.0.1$1:PORT/?http://127.0.0.1:80/ [P]',
    'RewriteEngine On\nRewriteRule ^/ - [H=proxy:http://127.0.0.1:PORT/]',
    'RewriteEngine On\nRewriteRule ^/ unix:SOCKET|http://localhost/ [P]',
    '"ProxyPass" "/ws" "http://127.0.0.1:PORT/"',
    'ProxyPass /ws unix:SOCKET|http://localhost/',
    'ProxyPass\u000b/ws\u000bhttp://127.0.0.1:PORT/',
    '<Location /ws>\nSetHandler "proxy:http://127.0.0.1:PORT/"\n</Location>',
    '<Location /ws>\n"SetHandler" "proxy:unix:SOCKET|http://localhost/"\n</Location>',
    'ProxyRemote * http://127.0.0.1:PORT',
    '"ProxyRemoteMatch" .* "http://127.0.0.1:PORT"',
    '<Proxy balancer://a>\n"BalancerMember" "http://127.0.0.1:PORT"\n</Proxy>\nProxyPass /ws balancer://a',
  ])('reaches nobody of this machine for %j', async text => {
    const done = await trySite(text)
    expect(done.kind, JSON.stringify(done)).toBe('passed')
    expect(canaries.findTouched()).toEqual([])
  })

  it.each([
    'Listen "PORT"',
    '"Listen" PORT',
    "Listen '0.0.0.0:PORT'",
    'Listen\rPORT',
    'Listen *:PORT http',
  ])('listens on 127.0.0.1 alone for %j', async text => {
    expect(await tryFile(`${text}\n`)).toMatchObject({ kind: 'passed', notTested: [] })
  })

  it.each([
    'RewriteEngine On\nRewriteRule ^/ws$ FILE [L]',
    'RewriteEngine On\nRewriteRule ^/ws$ "FILE" [END]',
    'RewriteEngine On\nRewriteRule ^/ws$ FILE [PT]',
    'RewriteEngine On\nRewriteRule ^/ws$ FILE',
    'RewriteEngine On\nRewriteRule ^/(ws)$ %{DOCUMENT_ROOT}/../../..FILE [L]',
    '"Alias" "/ws" "FILE"',
    'AliasMatch "^/ws$" FILE',
    '"DocumentRoot" FOLDER\nFallbackResource /secret.conf',
    'VirtualDocumentRoot FOLDER\nRewriteEngine On\nRewriteRule ^/ws$ /secret.conf [PT]',
    '<If "file(\'FILE\') =~ /Canary/">\nRedirect 200 /ws\n</If>',
  ])('answers with no file of this machine for %j', async text => {
    const done = await trySite(text)
    expect(done.kind, JSON.stringify(done)).toBe('passed')
    expect(done).not.toMatchObject({ handshake: { status: 200 } })
  })

  it.each([
    '"Include" FILE',
    'Include FOLDER/*.conf',
    'Include "./../../../../..FILE"',
    '"LoadModule" x_module FILE',
    'LoadFile FILE',
  ])('reads no file of this machine for %j', async text => {
    const done = await tryFile(`${text}\n`)
    expect(done).toMatchObject({
      kind: 'passed',
      notTested: expect.arrayContaining([expect.stringContaining(`in "${OWN}" line 1`)]),
    })
    expect(JSON.stringify(done)).not.toContain(CANARY_TEXT)
  })

  it.each([
    '<IfModule mod_rewrite.c>\nRewriteEngine On\nRewriteCond %{HTTP:X-Forwarded-Proto} =http\nRewriteRule ^(.*)$ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]\n</IfModule>',
    '<IfModule !mod_absent.c>\nKeepAlive On\n</IfModule>',
    '<IfVersion >= 2.4>\nKeepAliveTimeout 65\n</IfVersion>',
    '<If "%{HTTP:Upgrade} == \'websocket\'">\nSetEnv chat 1\n</If>\n<Else>\nSetEnv chat 0\n</Else>',
    '<LocationMatch "^/(a|b)$">\nHeader always set X-Frame-Options "SAMEORIGIN"\n</LocationMatch>',
    'LogFormat "%{X-Forwarded-For}i \\"%r\\" %>s" chat\nCustomLog logs/chat chat env=!quiet',
    'SetEnvIfNoCase ^User-Agent$ "bot \\"x\\" \\d+" quiet',
    'BrowserMatch "MSIE [2-6]" nokeepalive ssl-unclean-shutdown',
    '<Proxy "balancer://chat">\nBalancerMember "http://localhost:8080" route=1\nProxySet stickysession=ROUTEID\n</Proxy>\nProxyPass "/chat" "balancer://chat/"',
    'ProxyPassMatch "^/chat/(?:a|b)/(.*)$" "http://localhost:8080/$1"',
    '<Directory "/var/www/html">\nOptions -Indexes +FollowSymLinks\nAllowOverride None\n<IfVersion < 2.5>\nRequire all granted\n</IfVersion>\n</Directory>',
    '<Files ~ "^\\.ht">\nRequire all denied\n</Files>',
    '<Location /x>\n<LimitExcept GET POST>\nDeny from all\n</LimitExcept>\n</Location>',
    '<Location /x>\n<RequireAny>\nRequire ip 10.0.0.0/8\nRequire env chat\n</RequireAny>\n</Location>',
    'RewriteEngine On\nRewriteCond %{DOCUMENT_ROOT}%{REQUEST_URI} !-f\nRewriteRule "^/a b\\.c$" /index.html [L,QSA]',
    'AddOutputFilterByType DEFLATE text/html "text/plain"\nExpiresActive On\nExpiresByType text/css "access plus 1 week"',
    'Substitute "s|a\\\\b|c|i"\nErrorDocument 503 "we are \\"away\\""\nRedirectMatch 301 ^/old\\.html$ /new',
  ])('tries all of %j', async text => {
    expect(await tryFile(`${text}\n`)).toMatchObject({ kind: 'passed', notTested: [] })
  })

  it.each([
    ['"ProxyPas" / http://localhost/', /Invalid command 'ProxyPas'/, 1],
    ['# a\n<VirtualHos *:80>\n</VirtualHos>', /Invalid command '<VirtualHos'/, 2],
    ['<VirtualHost *:80\n</VirtualHost>', /missing closing '>'/, 1],
    ['</VirtualHost>', /<\/VirtualHost> without matching <VirtualHost>/, 1],
    ['DocumentRoot', /DocumentRoot takes one argument/, 1],
    ['\uFEFFTimeout 300', /Invalid command '/, 1],
  ])('refuses %j as the instance does', async (text, words, line) => {
    const done = await tryFile(`${text}\n`)
    expect(done).toMatchObject({ kind: 'refused', finding: { file: OWN, line, message: expect.stringMatching(words) } })
    expect(JSON.stringify(done)).not.toMatch(/\/tmp\/|preflight/)
  })

  it('knows all directives of the modules that it loads', async () => {
    const folder = dirname(canaries.file)
    const modules = await writeModules((await findModules()) ?? '')
    await writeFile(join(folder, 'modules.conf'), `DefaultRuntimeDir ${folder}\nErrorLog ${folder}/log\n${modules}`)
    const program = await findProgram(['apache2', 'httpd'], process.env.PATH ?? '')
    const { stdout } = await promisify(execFile)(program ?? '', ['-L', '-f', join(folder, 'modules.conf')])
    const names = [...stdout.matchAll(/^<?(\w+) \(\w+\.c\)$/gm)].map(([, name = '']) => name)
    expect(names.length).toBeGreaterThan(250)
    expect(names.filter(name => !isHttpdDirective(name))).toEqual([])
  })
})
