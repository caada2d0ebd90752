import { describe, expect, it } from 'vitest'
import { surveyAndTry } from '../support/survey-and-try.ts'
import { type PreflightTrial, tryPreflight } from '../support/try-preflight.ts'

const HTTP = '.platform/nginx/conf.d/own.conf'
const SERVER = '.platform/nginx/conf.d/elasticbeanstalk/own.conf'
const MAIN = '.platform/nginx/nginx.conf'
const APPLICATION = '.platform/nginx/conf.d/elasticbeanstalk/00_application.conf'
const DOCKER = '64bit Amazon Linux 2023 v4.9.1 running Docker'

interface Case {
  readonly file: string
  readonly text: string
  readonly line?: number
  readonly words: string
  readonly remedy: RegExp
  readonly trial?: PreflightTrial
}

const CASES: readonly Case[] = [
  {
    file: HTTP,
    text: '\nlocation /ws {}',
    line: 2,
    words: '"location" directive is not allowed here',
    remedy: /elasticbeanstalk\/own\.conf/,
  },
  {
    file: SERVER,
    text: 'map $a $b {}',
    line: 1,
    words: '"map" directive is not allowed here',
    remedy: /conf\.d\/own\.conf/,
  },
  {
    file: SERVER,
    text: 'user me;',
    line: 1,
    words: '"user" directive is not allowed here',
    remedy: /Remove "user": .* belongs to the top/,
  },
  { file: SERVER, text: 'location / {}', line: 1, words: 'duplicate location "/"', remedy: /00_application\.conf/ },
  {
    file: APPLICATION,
    text: 'location / {}',
    line: 1,
    words: 'duplicate location "/"',
    remedy: /Beanstalk's own is in nginx\.conf on this platform/,
    trial: { platform: DOCKER },
  },
  {
    file: '.platform/nginx/conf.d/elasticbeanstalk/00_a.conf',
    text: 'gzip on;\nlocation / {}',
    line: 1,
    words: '"gzip" directive is duplicate',
    remedy: /Remove "gzip"/,
  },
  {
    file: '.platform/nginx/conf.d/a.conf',
    text: "log_format healthd 'x';",
    line: 1,
    words: 'duplicate "log_format" name "healthd"',
    remedy: /another name/,
  },
  {
    file: '.platform/nginx/conf.d/z.conf',
    text: 'upstream docker { server 127.0.0.1:1; }',
    line: 1,
    words: 'duplicate upstream "docker"',
    remedy: /another name/,
    trial: { platform: DOCKER },
  },
  {
    file: HTTP,
    text: 'server { listen *:80 default_server; }',
    line: 1,
    words: 'a duplicate default server for 0.0.0.0:80',
    remedy: /default_server/,
  },
  {
    file: SERVER,
    text: 'location /a { proxy_pass http://nodejs; }',
    line: 1,
    words: 'host not found in upstream "nodejs"',
    remedy: /127\.0\.0\.1/,
  },
  {
    file: SERVER,
    text: '\n\nlocation /a { proxy_pass http://127.0.0.1:$PORT; }',
    line: 3,
    words: 'unknown "port" variable',
    remedy: /^Write the value itself, such as 8080: nginx does not know/,
  },
  {
    file: HTTP,
    text: 'upstream a { server 127.0.0.1:$PORT; }',
    line: 1,
    words: 'invalid port in upstream "127.0.0.1:$PORT"',
    remedy: /number of the port/,
  },
  { file: HTTP, text: '\uFEFFgzip on;', line: 1, words: 'unknown directive "\uFEFFgzip"', remedy: /without BOM: sed/ },
  {
    file: HTTP,
    text: 'option_settings: a;',
    line: 1,
    words: 'unknown directive "option_settings:"',
    remedy: /content: \|/,
  },
  {
    file: HTTP,
    text: 'proxy_read_timout 5s;',
    line: 1,
    words: 'unknown directive "proxy_read_timout"',
    remedy: /Correct/,
  },
  { file: MAIN, text: 'http {}', words: 'no "events" section in configuration', remedy: /events \{/ },
  { file: HTTP, text: 'gzip on;\n}\n', line: 2, words: 'unexpected "}"', remedy: /missing ";"/ },
  {
    file: HTTP,
    text: 'proxy_read_timeout 5s\ngzip on;',
    line: 2,
    words: 'invalid number of arguments in "proxy_read_timeout" directive',
    remedy: /missing ";"/,
  },
  { file: HTTP, text: 'server {\n', line: 2, words: 'unexpected end of file, expecting "}"', remedy: /at the end/ },
  {
    file: HTTP,
    text: 'server { listen 443 ssl; }',
    line: 1,
    words: 'no "ssl_certificate" is defined',
    remedy: /ssl_certificate_key/,
  },
  {
    file: HTTP,
    text: 'include proxy_params;',
    line: 1,
    words: 'open() "/etc/nginx/proxy_params" failed (2',
    remedy: /Add the file/,
  },
  {
    file: HTTP,
    text: 'server {\n  listen 8080;\n}',
    line: 2,
    words: 'bind() to 0.0.0.0:8080 failed (98',
    remedy: /the app has that port/,
  },
  {
    file: HTTP,
    text: 'server {\n  listen 9000;\n}',
    line: 2,
    words: 'bind() to 0.0.0.0:9000 failed (98',
    remedy: /the app has that port/,
    trial: { facts: { port: '9000' } },
  },
]

describe('the preflight', () => {
  it.each(CASES)('refuses $text ($words)', async ({ file, text, line, words, remedy, trial }) => {
    const done = await tryPreflight({ [file]: text }, trial)
    expect(done).toMatchObject({
      kind: 'refused',
      finding: { kind: 'refused-by-proxy', file, line, remedy: expect.stringMatching(remedy) },
    })
    const message = done.kind === 'refused' ? done.finding.message : ''
    expect(message).toContain(`: ${words}`)
    expect(message).toContain(`"${file}"${line ? ` line ${line}` : ''}`)
    expect(message).not.toMatch(/preflight-|\/tmp\//)
  })

  it('passes what only this machine could refuse, and tells what that is', async () => {
    const text = `server {
  listen 443 ssl;
  listen 443 quic reuseport;
  ssl_certificate /etc/pki/tls/certs/server.crt;
  ssl_certificate_key /etc/pki/tls/certs/server.key;
  ssl_dhparam /etc/pki/dh.pem;
  http2 on;
  http3 on;
  add_header Alt-Svc $ssl_ech_status;
  location / { proxy_pass http://10.0.0.7:3000; proxy_ssl_key_log /x; }
}
include /etc/nginx/default.d/*.conf;
include /opt/shared.conf;
`
    const done = await tryPreflight({ [HTTP]: text })
    expect(done).toMatchObject({ kind: 'passed' })
    const { notTested } = done as Extract<typeof done, { kind: 'passed' }>
    expect(notTested).toContain(`"ssl_dhparam" in "${HTTP}" line 6`)
    expect(notTested).toContain(`"include /opt/shared.conf" in "${HTTP}" line 13`)
  })

  it('does not judge what a file outside of the bundle may bring', async () => {
    const text = 'include /opt/shared.conf;\nserver { listen 81; location / { proxy_pass http://shared; } }'
    expect(await tryPreflight({ [HTTP]: text })).toMatchObject({
      kind: 'undecidable',
      reason: expect.stringContaining('shared'),
    })
  })

  it.each([
    ['return 301 https://$host$request_uri;', /redirects it \(301\).*own\.conf" line 1 answers there/],
    ['location /ws { proxy_pass http://127.0.0.1:8080; }', /did not hand the Upgrade header.*own\.conf" line 1/],
    ['location = /ws { return 404; }', /answered 404 itself/],
  ])('warns of %s', async (text, message) => {
    const done = await tryPreflight({ [SERVER]: text }, { path: '/ws?token=secret' })
    const { findings } = done as Extract<typeof done, { kind: 'passed' }>
    expect(findings[0]).toMatchObject({ kind: 'note', message: expect.stringMatching(message) })
    expect(findings[0]?.message).not.toContain('secret')
  })

  it('warns of a port of the host where the app is in a container', async () => {
    const forwarding =
      'proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";'
    const text = `location /ws { proxy_pass http://127.0.0.1:8080; ${forwarding} }`
    const done = await tryPreflight({ [SERVER]: text }, { path: '/ws', platform: DOCKER })
    expect(done).toMatchObject({ kind: 'passed', findings: [{ message: expect.stringContaining('(502)') }] })
  })

  it('is content with a redirect of what did not come by https', async () => {
    const text = 'if ($http_x_forwarded_proto != "https") { return 301 https://$host$request_uri; }'
    const done = await tryPreflight({ [SERVER]: text })
    expect(done).toMatchObject({ kind: 'passed', findings: [], get: { status: 200 }, handshake: { status: 101 } })
  })

  it('reaches a server of the bundle behind the first one', async () => {
    const text =
      'server { listen 8090; location / { proxy_pass http://127.0.0.1:8080; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade"; proxy_http_version 1.1; } }'
    const front =
      'location /ws { proxy_pass http://127.0.0.1:8090; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade"; proxy_http_version 1.1; }'
    expect(await tryPreflight({ [HTTP]: text, [SERVER]: front }, { path: '/ws' })).toMatchObject({
      handshake: { status: 101 },
    })
  })

  it('asks for further paths, and tells what each of them got', async () => {
    const text = 'location = /beacon { return 204; }\n'
    const done = await tryPreflight({ [SERVER]: text }, { furtherPaths: ['/beacon', '/other'] })
    expect(done).toMatchObject({
      kind: 'passed',
      further: [
        { status: 204, isFromApp: false },
        { status: 200, isFromApp: true },
      ],
    })
  })

  it('asks further paths once more where they are redirected to https', async () => {
    const text = `if ($http_x_forwarded_proto != "https") { return 301 https://$host$request_uri; }
location = /beacon { return 204; }
`
    const done = await tryPreflight({ [SERVER]: text }, { furtherPaths: ['/beacon'] })
    expect(done).toMatchObject({ kind: 'passed', further: [{ status: 204 }] })
  })

  it.each([
    ['ssl_ciphers PROFILE=SYSTEM;', 'ssl_ciphers'],
    ['ssl_ecdh_curve ANYCURVE:X25519;', 'ssl_ecdh_curve'],
  ])('does not judge what the OpenSSL of this machine says of "%s"', async (words, name) => {
    const text = `server {\n  listen 443 ssl;\n  ssl_certificate a.pem;\n  ssl_certificate_key a.key;\n  ${words}\n}\n`
    const done = await tryPreflight({ [HTTP]: text })
    expect(done).toMatchObject({ kind: 'passed', notTested: [`"${name}" in "${HTTP}" line 5`] })
  })

  it('refuses no directive that its own command line has, in a file that nginx.conf loads', async () => {
    const main = `include main.d/*.conf;
events { }
http {
  server { listen 80; location / { return 200; } }
}
`
    const files = { [MAIN]: main, '.platform/nginx/main.d/own.conf': 'pid /run/nginx.pid;\nworker_processes 2;\n' }
    expect(await tryPreflight(files)).toMatchObject({ kind: 'passed' })
  })

  it('refuses no include of a file that a hook makes on the instance', async () => {
    const files = {
      [HTTP]: 'include made.conf;\n',
      '.platform/hooks/predeploy/make.sh': 'touch /var/proxy/staging/nginx/made.conf\n',
    }
    const done = await surveyAndTry({ stack: '64bit Amazon Linux 2023 v6.7.2 running Node.js 24', files })
    expect(done).toEqual({ kind: 'undecidable', reason: `only the instance has what "${HTTP}" includes` })
  })
})
