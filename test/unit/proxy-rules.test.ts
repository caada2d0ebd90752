import { describe, expect, it } from 'vitest'
import type { ProxyFinding } from '../../src/proxy/proxy-finding.ts'
import { CONF_D, FORWARDING, IN_SERVER, location, NODE, PYTHON } from '../proxy-patterns/proxy-pattern.ts'
import { planProxy } from '../support/plan-proxy.ts'

interface Questioned {
  readonly stack?: string
  readonly proxyServer?: string
}

/** What is said of the files, those of the plan's own notes left out. */
async function find(files: Readonly<Record<string, string>>, { stack = NODE, proxyServer }: Questioned = {}) {
  const { findings } = await planProxy({ stack, files, proxyServer })
  return findings.filter(({ rule }) => rule !== undefined)
}

const rules = (findings: readonly ProxyFinding[]) => findings.map(({ kind, rule, line }) => `${kind} ${rule} ${line}`)

describe('the scan of nginx files', () => {
  it('takes an address of TCP and one of QUIC for two', async () => {
    const server = (listen: string) =>
      `server {\n  ${listen}\n  ssl_certificate a.crt;\n  ssl_certificate_key a.key;\n}\n`
    const files = (listen: string) => ({
      [`${CONF_D}/tls.conf`]: server(listen),
      '.platform/nginx/a.crt': 'a',
      '.platform/nginx/a.key': 'a',
    })
    expect(rules(await find(files('listen 443 ssl;\n  listen 443 quic reuseport;')))).not.toContainEqual(
      expect.stringContaining('duplicate-listen'),
    )
    const [twice] = await find(files('listen 443 quic;\n  listen 443 quic reuseport;'))
    expect(twice).toMatchObject({
      rule: 'duplicate-listen',
      message: expect.stringContaining('(a duplicate listen 0.0.0.0:443)'),
    })
  })

  it.each([
    'load_module modules/ngx_http_brotli_filter_module.so;',
    'ssl_engine rdrand;',
  ])('refuses %s outside of the top of an nginx.conf, which no trial sees', async line => {
    expect(rules(await find({ [`${CONF_D}/a.conf`]: `${line}\n` }))).toEqual([
      'refused-by-instance directive-not-allowed-here 1',
    ])
  })

  it('refuses a file that includes itself, also by way of another', async () => {
    const own = await find({ [`${CONF_D}/a.conf`]: 'include conf.d/*.conf;\n' })
    expect(rules(own)).toEqual(['refused-by-proxy nginx-syntax 1'])
    const other = { [`${CONF_D}/a.conf`]: 'include b.inc;\n', '.platform/nginx/b.inc': '\ninclude conf.d/a.conf;\n' }
    expect(rules(await find(other))).toEqual(['refused-by-proxy nginx-syntax 2'])
    const aside = { [`${CONF_D}/a.conf`]: 'include b.inc;\n', '.platform/nginx/b.inc': 'proxy_buffering off;\n' }
    expect(await find(aside)).toEqual([])
  })

  it('says of a missing semicolon where it is missing, and nothing of what seems to be missing behind it', async () => {
    const text = 'location /ws {\n  proxy_pass http://127.0.0.1:8080;\n  proxy_set_header Upgrade $http_upgrade\n}\n'
    const found = await find({ [`${IN_SERVER}/ws.conf`]: text })
    expect(rules(found)).toEqual(['refused-by-proxy nginx-syntax 4'])
    expect(found[0]?.remedy).toBe('Add the ";" to the end of the line before it.')
  })

  it('says nothing of a text that is no configuration, and of a file that a directive names', async () => {
    expect(await find({ [`${CONF_D}/readme.txt`]: 'Read me; please.\n' })).toEqual([])
    const users = { [`${CONF_D}/users`]: 'proxy_buffering off;\n' }
    expect(rules(await find(users))).toEqual(['no-effect unread-file undefined'])
    const named = { ...users, [`${CONF_D}/a.conf`]: 'auth_basic chat;\nauth_basic_user_file conf.d/users;\n' }
    expect(await find(named)).toEqual([])
  })

  it('names no path outside of the folder in a remedy', async () => {
    expect(await find({ [`${CONF_D}/a.conf`]: 'include ../../../../../../etc/hostname;\n' })).toEqual([])
  })

  it('does not advise to move a location that Beanstalk has itself', async () => {
    const server = (locations: string) => ({ [`${CONF_D}/a.conf`]: `server {\n  listen 80;\n${locations}}\n` })
    const [only] = await find(server(location('/')))
    expect(only?.remedy).toMatch(/^Remove the server: /)
    const [both] = await find(server(location('/') + location('/ws')))
    expect(both?.remedy).toMatch(/^Move its other locations to .* Leave its location \/ out/)
  })

  it('does not say that a redirect to another name never ends', async () => {
    const server = (to: string) => ({
      [`${CONF_D}/a.conf`]: `server {\n  listen 80;\n  server_name old.example.com;\n  return 301 https://${to}$request_uri;\n}\n`,
    })
    const [other] = await find(server('chat.example.com'))
    expect(other).toMatchObject({ rule: 'redirect-of-everything' })
    expect(other?.message).not.toContain('never ends')
    const [same] = await find(server('old.example.com'))
    expect(same?.message).toContain('never ends')
    const [variable] = await find(server('$host'))
    expect(variable?.message).toContain('never ends')
  })

  it.each([
    'access_log /var/log/nginx/chat/access.log;',
    'error_log /var/log/app-nginx/error.log warn;',
  ])('names the folder of %s, unless something of the bundle makes it', async line => {
    const files = { [`${CONF_D}/log.conf`]: `${line}\n` }
    const folder = /(\/.*)\//.exec(line)?.[1] ?? ''
    const [found] = await find(files)
    expect(found).toMatchObject({ kind: 'note', rule: 'log-folder-not-there', line: 1 })
    expect(found?.remedy).toContain(`mkdir -p ${folder}`)
    const hook = { '.platform/hooks/prebuild/01.sh': `#!/bin/sh\nmkdir -p ${folder}\n` }
    expect(await find({ ...files, ...hook })).toEqual([])
    const command = { '.ebextensions/a.config': `commands:\n  a:\n    command: mkdir -p ${folder}\n` }
    expect(await find({ ...files, ...command })).toEqual([])
  })

  it('takes logs in folders that are always there, and those that are no files', async () => {
    const targets = ['off', '/var/log/nginx/ws.log', 'syslog:server=127.0.0.1', '/dev/stdout', '/x/$host/a.log']
    const text = targets.map((target, index) => `server { listen 80; server_name a${index}.b; access_log ${target}; }`)
    expect(rules(await find({ [`${CONF_D}/log.conf`]: `${text.join('\n')}\nerror_log stderr;\n` }))).toEqual([])
  })

  it('names the folder of a log of httpd', async () => {
    const text = 'CustomLog "logs/a_log" combined\nCustomLog "|/bin/cat" combined\nErrorLog /var/log/chat/error_log\n'
    const [found, ...others] = await find({ '.platform/httpd/conf.d/log.conf': text }, { proxyServer: 'apache' })
    expect(found).toMatchObject({ rule: 'log-folder-not-there', line: 3 })
    expect(others).toEqual([])
  })

  it('says that an instance has to find a name in the DNS', async () => {
    const pass = { [`${IN_SERVER}/a.conf`]: 'location /api {\n  proxy_pass https://api.example.com/v1;\n}\n' }
    expect(rules(await find(pass))).toEqual(['note host-to-resolve 2'])
    const upstream = { [`${CONF_D}/a.conf`]: 'upstream a.b { server 10.0.0.1:80; server api.example.com:80; }\n' }
    expect(rules(await find(upstream))).toEqual(['note host-to-resolve 1'])
    const own = { [`${IN_SERVER}/a.conf`]: 'location /api {\n  proxy_pass http://a.b;\n}\n' }
    expect(rules(await find({ ...upstream, ...own }))).toEqual(['note host-to-resolve 1'])
  })

  it('says that a location leads to another port than that of the app', async () => {
    const files = (port: number) => ({ [`${IN_SERVER}/ws.conf`]: location('/ws', toPort(port)) })
    const [node] = await find(files(3000))
    expect(node).toMatchObject({ kind: 'note', rule: 'not-the-port-of-the-app', line: 2 })
    expect(node?.message).toContain("listens on 8080 (the platform's default)")
    expect(rules(await find(files(8080), { stack: PYTHON }))).toEqual(['note not-the-port-of-the-app 2'])
    expect(await find(files(8080))).toEqual([])
    const port = 'option_settings:\n  aws:elasticbeanstalk:application:environment:\n    PORT: "5000"\n'
    const [set] = await find({ ...files(3000), '.ebextensions/a.config': port })
    expect(set?.message).toContain('listens on 5000 (PORT)')
  })

  it('says nothing of a port on which something else of the bundle may listen', async () => {
    const files = { [`${IN_SERVER}/ws.conf`]: location('/ws', toPort(3000)) }
    const others = [
      { Procfile: 'web: node app.js\nchat: node chat.js\n' },
      { Procfile: 'web: node app.js --chat 3000\n' },
      { 'docker-compose.yml': 'services:\n' },
      { '.platform/hooks/predeploy/chat.sh': '#!/bin/sh\nnode chat.js 3000 &\n' },
      { [`${CONF_D}/inner.conf`]: 'server {\n  listen 127.0.0.1:3000;\n  return 204;\n}\n' },
    ]
    for (const other of others) expect(await find({ ...files, ...other })).toEqual([])
  })

  it('refuses no file that a hook or a command of the bundle may change', async () => {
    const files = { [`${CONF_D}/a.conf`]: 'location /ws {\n}\n' }
    expect(rules(await find(files))).toEqual(['refused-by-proxy directive-not-allowed-here 1'])
    const hook = { '.platform/hooks/prebuild/01.sh': '#!/bin/sh\nsed -i s/A/B/ .platform/nginx/conf.d/a.conf\n' }
    const [found] = await find({ ...files, ...hook })
    expect(found).toMatchObject({
      kind: 'note',
      message: expect.stringContaining('The hook ".platform/hooks/prebuild/01.sh" names'),
    })
    const command = 'container_commands:\n  a:\n    command: rm /var/proxy/staging/nginx/conf.d/a.conf\n'
    expect(rules(await find({ ...files, '.ebextensions/a.config': command }))).toEqual([
      'note directive-not-allowed-here 1',
    ])
    const late = { '.platform/hooks/postdeploy/01.sh': hook['.platform/hooks/prebuild/01.sh'] }
    expect(rules(await find({ ...files, ...late }))).toEqual(['refused-by-proxy directive-not-allowed-here 1'])
  })
})

function toPort(port: number): string {
  return FORWARDING.replace('http://127.0.0.1:8080', `http://localhost:${port}`)
}
