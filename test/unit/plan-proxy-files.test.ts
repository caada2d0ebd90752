import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { defaultProxyTree, type ProxyTreeKey } from '../../src/platform/default-proxy-tree.ts'
import { parsePlatform } from '../../src/platform/platform.ts'
import type { DeploymentSettings } from '../../src/proxy/find-proxy.ts'
import { type ProxyPlan, type ProxyPlanFacts, planProxyFiles } from '../../src/proxy/plan-proxy-files.ts'
import { scanProxyFiles } from '../../src/proxy/scan-proxy-files.ts'

type Files = Record<string, string>

const NGINX_FILE = '.platform/nginx/conf.d/zz_websocket.conf'
const PIN_FILE = '.ebextensions/zz-websocket.config'
const OWN_NGINX_CONF = '.platform/nginx/nginx.conf'
const APPLICATION = '.platform/nginx/conf.d/elasticbeanstalk/00_application.conf'
const HTTPD_FILE = '.platform/httpd/conf.d/zz_websocket.conf'
const LOCATION_FILE = '.platform/nginx/conf.d/elasticbeanstalk/zz_websocket_location.conf'
const DOCKER = '64bit Amazon Linux 2023 v4.9.1 running Docker'
const RUBY = '64bit Amazon Linux 2023 v4.8.2 running Ruby 3.4'
const PHP = '64bit Amazon Linux 2023 v4.9.1 running PHP 8.5'
const PYTHON = '64bit Amazon Linux 2023 v4.9.1 running Python 3.14'
const GO = '64bit Amazon Linux 2023 v4.5.2 running Go 1'
const NODE_AL1 = '64bit Amazon Linux 2018.03 v4.17.1 running Node.js'
const FORWARDS = 'proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade;'
const AL2023 = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'

interface Facts extends Partial<Omit<ProxyPlanFacts, 'survey'>>, Partial<Omit<DeploymentSettings, 'platform'>> {
  readonly stack?: string
}

async function plan(files: Files, facts: Facts = {}): Promise<ProxyPlan> {
  const { stack = AL2023, timeoutSeconds = 3600, mode = 'auto', path = '/', ...settings } = facts
  const bundle = { names: Object.keys(files), readText: async (name: string) => files[name] }
  const platform = parsePlatform({ solutionStackName: stack })
  const survey = await scanProxyFiles(bundle, { platform, ...settings })
  return planProxyFiles({ survey, timeoutSeconds, mode, path })
}

function setProxy(value: string) {
  return [{ namespace: 'aws:elasticbeanstalk:environment:proxy', optionName: 'ProxyServer', value }]
}

function namesOf({ additions }: ProxyPlan): string[] {
  return additions.map(({ name }) => name)
}

function directivesOf({ additions }: ProxyPlan): string[] {
  const text = additions.find(({ name }) => name === NGINX_FILE)?.text ?? ''
  return text.split('\n').filter(line => line !== '' && !line.startsWith('#'))
}

/** What a real nginx says of the platform's tree with `files` laid over it: its exit code, its words, what it loaded. */
function testWithNginx(
  files: Files,
  tree: ProxyTreeKey = 'nodejs-al2023',
): { status: number | null; said: string; dump: string } {
  const folder = mkdtempSync(join(tmpdir(), 'proxy-plan-'))
  try {
    const own = Object.entries(files).filter(([name]) => name.startsWith('.platform/nginx/'))
    const overlay = own.map(([name, text]) => [name.slice('.platform/nginx/'.length), text] as const)
    for (const [path, text] of [...defaultProxyTree(tree, { appPort: 8080 }), ...overlay]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), moveInto(folder, text))
    }
    mkdirSync(join(folder, 'healthd'))
    const nginx = spawnSync('nginx', ['-T', '-p', folder, '-c', join(folder, 'nginx.conf')], { encoding: 'utf8' })
    if (nginx.error) throw new Error('nginx is needed: sudo apt-get install nginx-light', { cause: nginx.error })
    return { status: nginx.status, said: nginx.stderr, dump: nginx.stdout }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function moveInto(folder: string, text: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${folder}/t;`)
  return text
    .replace(/^user .*$/m, '')
    .replace(/^worker_rlimit_nofile .*$/m, '')
    .replaceAll(/\/var\/(log|run)\/nginx(\.pid)?/g, (_, _kind, pid) => (pid ? `${folder}/nginx.pid` : folder))
    .replace(/listen\s+80\b/, `listen unix:${folder}/80.sock`)
    .replace(/^http \{/m, `http { access_log ${folder}/access.log; ${temporary.join(' ')}`)
}

/** The bundle with what the plan adds. */
function extend(files: Files, { additions }: ProxyPlan): Files {
  for (const { name } of additions) expect(files).not.toHaveProperty([name])
  return { ...files, ...Object.fromEntries(additions.map(({ name, text }) => [name, text])) }
}

const INERT = {
  rule: 'unread-file',
  kind: 'no-effect',
  file: expect.any(String),
  message: expect.stringContaining('is not read'),
  remedy: expect.stringContaining('Move it'),
}
const MAIN = 'error_log stderr;\npid /var/run/nginx.pid;\nevents {}\n'
const SERVER =
  'map $http_upgrade $connection_upgrade { default "upgrade"; } server { listen 80; location / { return 204; } }'

describe('planProxyFiles, as a real nginx sees it', () => {
  it.each<[string, Files, string[]]>([
    ['no files', {}, ['proxy_read_timeout 3600s;', 'proxy_send_timeout 3600s;']],
    [
      'an own read timeout at the http level',
      { '.platform/nginx/conf.d/proxy.conf': 'proxy_read_timeout 7200s;\n' },
      ['proxy_send_timeout 3600s;'],
    ],
    [
      'both timeouts at the http level',
      { '.platform/nginx/conf.d/proxy.conf': 'proxy_read_timeout 7200s;\nproxy_send_timeout 2h;\n' },
      [],
    ],
    [
      'timeouts at the server level',
      { '.platform/nginx/conf.d/elasticbeanstalk/timeouts.conf': 'proxy_read_timeout 90;\nproxy_send_timeout 90;\n' },
      ['proxy_read_timeout 3600s;', 'proxy_send_timeout 3600s;'],
    ],
    [
      'a location of its own with Upgrade',
      {
        '.platform/nginx/conf.d/elasticbeanstalk/ws.conf':
          'location /socket.io/ { proxy_pass http://127.0.0.1:8080; proxy_set_header Upgrade $http_upgrade; proxy_read_timeout 90; }',
      },
      ['proxy_read_timeout 3600s;', 'proxy_send_timeout 3600s;'],
    ],
    [
      'an own map, upstream and hidden server',
      {
        '.platform/nginx/conf.d/ws.conf':
          'map $http_upgrade $connection_upgrade { default upgrade; }\nupstream nodejs { server 127.0.0.1:8081; }\n',
      },
      ['proxy_read_timeout 3600s;', 'proxy_send_timeout 3600s;'],
    ],
    [
      'an own nginx.conf that includes conf.d',
      { [OWN_NGINX_CONF]: `${MAIN}http {\n  include conf.d/*.conf;\n  ${SERVER}\n}\n` },
      ['proxy_read_timeout 3600s;', 'proxy_send_timeout 3600s;'],
    ],
    [
      'an own nginx.conf with a timeout that includes conf.d',
      { [OWN_NGINX_CONF]: `${MAIN}http {\n  proxy_read_timeout 4000s;\n  include conf.d/*.conf;\n  ${SERVER}\n}\n` },
      ['proxy_send_timeout 3600s;'],
    ],
    ['an own nginx.conf that does not include conf.d', { [OWN_NGINX_CONF]: `${MAIN}http {\n  ${SERVER}\n}\n` }, []],
  ])('adds only what nginx accepts and loads: %s', async (_what, files, directives) => {
    const planned = await plan(files)
    expect(directivesOf(planned)).toEqual(directives)
    const { status, said, dump } = testWithNginx(extend(files, planned))
    expect(said).toContain('test is successful')
    expect(status).toBe(0)
    for (const directive of directives) expect(dump).toContain(`\n${directive}\n`)
  })

  it('would end the deployment where it added what is there already', async () => {
    const files = { '.platform/nginx/conf.d/proxy.conf': 'proxy_read_timeout 7200s;\n' }
    const { additions } = await plan({})
    const { status, said } = testWithNginx(extend(files, { ...(await plan(files)), additions }))
    expect(said).toContain('"proxy_read_timeout" directive is duplicate')
    expect(status).toBe(1)
  })
})

describe('planProxyFiles', () => {
  it('adds the timeouts and pins the proxy, each file with who wrote it, why, and how to take over', async () => {
    const planned = await plan({ 'package.json': '{}' }, { timeoutSeconds: 900 })
    expect(namesOf(planned)).toEqual([NGINX_FILE, PIN_FILE])
    expect(directivesOf(planned)).toEqual(['proxy_read_timeout 900s;', 'proxy_send_timeout 900s;'])
    for (const { name, text } of planned.additions) {
      expect(text).toMatch(/^# Added to this source bundle by the GitHub Action "Beanstalk WebSockets"\.\n# Why: /)
      expect(text).toContain(`# To take over, put your own file at ${name}`)
    }
    expect(parse(planned.additions[1]?.text ?? '')).toEqual({
      option_settings: { 'aws:elasticbeanstalk:environment:proxy': { ProxyServer: 'nginx' } },
    })
    expect(planned).toMatchObject({ kept: [], findings: [] })
    expect(planned.timeouts).toEqual([
      { directive: 'proxy_read_timeout', seconds: 900, from: 'added' },
      { directive: 'proxy_send_timeout', seconds: 900, from: 'added' },
    ])
  })

  it('plans the same for the bundle that it has extended, and adds nothing more', async () => {
    const planned = await plan({})
    const again = await plan(extend({}, planned))
    expect(again.additions).toEqual([])
    expect(again.kept.map(({ name }) => name)).toEqual([NGINX_FILE, PIN_FILE])
    expect(again.timeouts).toEqual(planned.timeouts.map(timeout => ({ ...timeout, from: 'bundle' })))
  })

  it('adds the same on Amazon Linux 2', async () => {
    const stack = '64bit Amazon Linux 2 v5.8.4 running Node.js 18'
    expect(await plan({}, { stack })).toEqual(await plan({}))
  })

  it('keeps the user’s own file of the same name, whatever is in it', async () => {
    const planned = await plan({ [NGINX_FILE]: '# nothing\n', [PIN_FILE]: '# nothing\n' })
    expect(planned.additions).toEqual([])
    expect(planned.kept).toEqual([
      { name: NGINX_FILE, reason: 'the bundle has its own file of this name' },
      { name: PIN_FILE, reason: 'the bundle has its own file of this name' },
    ])
    expect(planned.timeouts[0]).toEqual({ directive: 'proxy_read_timeout', seconds: 60, from: 'default' })
  })

  it('keeps a lower timeout of the user’s and warns with file and line', async () => {
    const planned = await plan({ '.platform/nginx/conf.d/proxy.conf': '\nproxy_read_timeout 90s;\n' })
    expect(planned.kept).toContainEqual({
      name: '.platform/nginx/conf.d/proxy.conf',
      reason: 'line 2 sets proxy_read_timeout 90s',
    })
    expect(planned.findings).toMatchObject([
      {
        message: expect.stringContaining('".platform/nginx/conf.d/proxy.conf" line 2 sets proxy_read_timeout 90s'),
        remedy: 'Raise it (proxy_read_timeout 3600s;), or remove the line to have it added.',
      },
    ])
    expect(planned.timeouts[0]).toEqual({ directive: 'proxy_read_timeout', seconds: 90, from: 'bundle' })
  })

  it('does not warn of a timeout that is as long as wanted, or longer', async () => {
    const planned = await plan({ '.platform/nginx/conf.d/a.conf': 'proxy_read_timeout 1h;\nproxy_send_timeout 1d;' })
    expect(planned.findings).toEqual([])
    expect(namesOf(planned)).toEqual([PIN_FILE])
  })

  it('prints the lines to add to an own nginx.conf that does not include conf.d', async () => {
    const planned = await plan({ [OWN_NGINX_CONF]: 'events {}\nhttp { proxy_send_timeout 2h; server { listen 80; } }' })
    expect(namesOf(planned)).toEqual([PIN_FILE])
    expect(planned.findings).toMatchObject([
      {
        message: expect.stringContaining('does not include conf.d/*.conf at the http level'),
        remedy: `Add to the http block of "${OWN_NGINX_CONF}": proxy_read_timeout 3600s;`,
      },
      { rule: 'no-healthd-log' },
    ])
    expect(planned.timeouts).toEqual([
      { directive: 'proxy_read_timeout', seconds: 60, from: 'default' },
      { directive: 'proxy_send_timeout', seconds: 7200, from: 'bundle' },
    ])
  })

  it('adds no timeout to a conf.d that is included twice', async () => {
    const text = 'http { include conf.d/*.conf; include /etc/nginx/conf.d/*.conf; }'
    const planned = await plan({ [OWN_NGINX_CONF]: text })
    expect(namesOf(planned)).toEqual([PIN_FILE])
    expect(planned.findings[0]?.message).toContain('includes conf.d/*.conf twice')
  })

  it('keeps an override of the default location, and warns when it drops Upgrade', async () => {
    const planned = await plan({ [APPLICATION]: 'location / { proxy_pass http://127.0.0.1:8080; }' })
    expect(planned.kept).toEqual([{ name: APPLICATION, reason: "it takes the place of the platform's own" }])
    expect(planned.findings[0]?.remedy).toContain(
      'proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";',
    )
    expect(namesOf(planned)).toEqual([NGINX_FILE, PIN_FILE])
  })

  it('does not warn of such an override when another location takes the WebSockets', async () => {
    const upgrade = `location /ws { proxy_pass http://127.0.0.1:8080; ${FORWARDS} }`
    const { findings } = await plan({ [APPLICATION]: `location / { return 204; }\n${upgrade}` })
    expect(findings.map(({ rule }) => rule)).toEqual(['lost-host', 'old-http-version'])
  })

  it('adds nothing where there is no proxy, and says who chose so', async () => {
    const planned = await plan({}, { proxyServer: 'none' })
    expect(planned.additions).toEqual([])
    expect(planned.findings[0]?.message).toContain('because the environment has "none" as ProxyServer')
    expect(planned.timeouts[0]).toEqual({ directive: 'proxy_read_timeout', seconds: undefined, from: 'unknown' })
  })

  it('goes by the last of several settings, as Beanstalk does', async () => {
    const set = (value: string) =>
      `option_settings: { 'aws:elasticbeanstalk:environment:proxy': { ProxyServer: ${value} } }`
    const last = await plan({ '.ebextensions/b.config': set('nginx'), '.ebextensions/a.config': set('apache') })
    expect(namesOf(last)).toEqual([NGINX_FILE])
    const first = await plan({ '.ebextensions/b.config': set('apache'), '.ebextensions/a.config': set('nginx') })
    expect(namesOf(first)).toEqual([HTTPD_FILE])
  })

  it('does not pin the proxy where the bundle does', async () => {
    const text = 'option_settings:\n  aws:elasticbeanstalk:environment:proxy:\n    ProxyServer: nginx\n'
    const planned = await plan({ '.ebextensions/proxy.config': text })
    expect(namesOf(planned)).toEqual([NGINX_FILE])
    expect(planned.kept).toEqual([{ name: '.ebextensions/proxy.config', reason: 'line 3 sets ProxyServer nginx' }])
  })

  it.each<[string, string, string, Facts, Files]>([
    ['a composition', DOCKER, 'docker-compose.yml', {}, { 'docker-compose.yml': '' }],
    ['ECS', '64bit Amazon Linux 2023 v4.3.2 running ECS', 'an environment of ECS has no proxy', {}, {}],
    ['Windows', '64bit Windows Server 2025 v2.22.0 running IIS 10.0', 'IIS is the proxy', {}, {}],
    ['an unknown platform', 'our own platform', '("our own platform") is not known', {}, {}],
    [
      'an unknown proxy',
      AL2023,
      'option-settings sets ProxyServer to "caddy"',
      { optionSettings: setProxy('caddy') },
      {},
    ],
    [
      'PHP of Amazon Linux 1',
      '64bit Amazon Linux 2018.03 v2.9.1 running PHP 7.2',
      'aws-provided/instance-configuration/websockets',
      {},
      {},
    ],
    [
      'Docker of Amazon Linux 1',
      '64bit Amazon Linux 2018.03 v2.17.1 running Docker 20.10',
      'hands the Upgrade header on',
      {},
      {},
    ],
  ])('adds nothing for %s, with the reason and what to do', async (_what, stack, reason, facts, files) => {
    const planned = await plan(files, { ...facts, stack })
    expect(planned).toMatchObject({ additions: [], kept: [], findings: [{ kind: 'note' }] })
    const [{ message, remedy } = { message: '', remedy: '' }] = planned.findings
    expect(message).toMatch(/^No proxy files were added, because /)
    expect(`${message} ${remedy}`).toContain(reason)
  })

  it('has the text to paste for Windows, as YAML', async () => {
    const { findings } = await plan({}, { stack: '64bit Windows Server 2025 v2.22.0 running IIS 10.0' })
    const [, text = ''] = /websocket\.config"[^\n]*:\n\n(.*)$/s.exec(findings[0]?.remedy ?? '') ?? []
    expect(Object.values(parse(text).commands)).toMatchObject([
      { command: expect.stringContaining('Install-WindowsFeature -Name Web-WebSockets') },
      { command: expect.stringContaining('appcmd.exe set config') },
    ])
  })

  it('does not judge the files of Amazon Linux 1 by later rules', async () => {
    const stack = '64bit Amazon Linux 2017.09 v4.4.0 running Node.js'
    const files = { '.ebextensions/nginx/conf.d/ws.conf': '' }
    expect((await plan(files, { stack })).findings).not.toContainEqual(INERT)
    expect((await plan(files)).findings).toContainEqual(INERT)
  })

  it('adds nothing when a file of the bundle could not be read', async () => {
    const planned = await plan({ '.platform/nginx/conf.d/a.conf': 'gzip on' })
    expect(planned.additions).toEqual([])
    expect(planned.findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('could be read: ".platform/nginx/conf.d/a.conf"'),
      expect.stringContaining('line 1 has a directive without its ";"'),
    ])
  })

  it('adds nothing when it is off', async () => {
    const planned = await plan({ '.platform/nginx/conf.d/a.conf': 'proxy_read_timeout 90;' }, { mode: 'off' })
    expect(planned).toMatchObject({ additions: [], kept: [], findings: [] })
    expect(planned.timeouts.map(({ seconds }) => seconds)).toEqual([90, 60])
  })
})

const OWN_FILE = '.platform/nginx/conf.d/elasticbeanstalk/own.conf'
describe('planProxyFiles where nginx hands no Upgrade on', () => {
  it('adds a way for the WebSockets at the path, and says which', async () => {
    const planned = await plan({}, { stack: RUBY, path: '/cable?token=1' })
    expect(namesOf(planned)).toEqual([NGINX_FILE, LOCATION_FILE])
    const { text = '', reason } = planned.additions[1] ?? {}
    expect(text).toContain('\n    rewrite ^/cable(?:/|$) /__websocket last;\n')
    expect(text).toContain('\n    proxy_pass          http://my_app$request_uri;\n')
    expect(text).not.toMatch(/X-Forwarded-Proto +\$/)
    expect(reason).toContain('for /cable')
    const said = testWithNginx(extend({}, planned), 'ruby-al2023')
    expect(said).toMatchObject({ status: 0, said: expect.stringContaining('test is successful') })
  })

  it('adds the same text for the same input', async () => {
    expect(await plan({}, { stack: RUBY, path: '/cable' })).toEqual(await plan({}, { stack: RUBY, path: '/cable' }))
  })

  it('takes a dot of the path for a dot, and a slash at its end for one', async () => {
    const { additions } = await plan({}, { stack: RUBY, path: '/socket.io/' })
    expect(additions[1]?.text).toContain('rewrite ^/socket\\.io/ /__websocket last;')
  })

  it('takes the whole site where no path is known and the bundle has no locations', async () => {
    const planned = await plan({ [OWN_FILE]: 'client_max_body_size 20m;' }, { stack: RUBY })
    expect(planned.additions[1]).toMatchObject({ name: LOCATION_FILE, reason: expect.stringContaining('every path') })
    expect(planned.additions[1]?.text).toContain('rewrite ^ /__websocket last;')
  })

  it('leaves the whole site to a bundle with locations of its own, and asks for the path', async () => {
    const files = { [OWN_FILE]: '\nlocation /admin { auth_basic x; }' }
    const planned = await plan(files, { stack: RUBY })
    expect(planned.additions).toEqual([])
    expect(planned.findings).toMatchObject([
      { file: OWN_FILE, line: 2, remedy: expect.stringContaining('websocket-path: /ws') },
    ])
    expect(namesOf(await plan(files, { stack: RUBY, path: '/cable' }))).toEqual([NGINX_FILE, LOCATION_FILE])
  })

  it.each([
    ['location /cable', '/cable'],
    ['location ^~ /cable', '/cable'],
    ['location = /cable', '/cable'],
    ['location /cable/', '/cable'],
    ['location /ca', '/cable'],
    ['location ~ ^/c', '/cable'],
  ])('keeps the bundle’s own %s that answers at %s, and adds the timeouts only', async (location, path) => {
    const files = { [OWN_FILE]: `${location} { proxy_pass http://my_app; ${FORWARDS} }` }
    const planned = await plan(files, { stack: RUBY, path })
    expect(namesOf(planned)).toEqual([NGINX_FILE])
    expect(planned.kept).toContainEqual({
      name: OWN_FILE,
      reason: expect.stringMatching(/^line 1 has .* hands Upgrade on$/),
    })
    expect(planned.findings.filter(({ rule }) => !rule)).toEqual([])
    expect(testWithNginx(extend(files, planned), 'ruby-al2023').status).toBe(0)
  })

  it('warns of such a location that drops Upgrade, and adds nothing beside it', async () => {
    const planned = await plan(
      { [OWN_FILE]: 'location /cable { proxy_pass http://my_app; }' },
      { stack: RUBY, path: '/cable' },
    )
    expect(planned.additions).toEqual([])
    expect(planned.findings).toMatchObject([
      { file: OWN_FILE, line: 1, remedy: expect.stringContaining('$http_upgrade') },
    ])
  })

  it('does not mind the locations of another server', async () => {
    const tls = 'server { listen 8443; location / { proxy_pass http://127.0.0.1:9292; } }'
    const planned = await plan({ '.platform/nginx/conf.d/tls.conf': tls }, { stack: RUBY, path: '/cable' })
    expect(namesOf(planned)).toEqual([NGINX_FILE, LOCATION_FILE])
  })

  it('keeps an override of the platform’s location that leads elsewhere', async () => {
    const webapp = '.platform/nginx/conf.d/elasticbeanstalk/webapp.conf'
    const other = await plan(
      { [webapp]: 'location / { proxy_pass http://127.0.0.1:9292; }' },
      { stack: RUBY, path: '/cable' },
    )
    expect(other).toMatchObject({ additions: [], findings: [{ file: webapp }] })
    const same = await plan({ [webapp]: 'location / { proxy_pass http://my_app; }' }, { stack: RUBY, path: '/cable' })
    expect(namesOf(same)).toEqual([NGINX_FILE, LOCATION_FILE])
  })

  it.each([
    [
      'no folder of Beanstalk’s in its server',
      'include conf.d/*.conf; server { listen 80; }',
      'Add to the server block of',
    ],
    ['not the platform’s upstream', 'server { include conf.d/elasticbeanstalk/*.conf; }', 'include conf.d/*.conf;'],
  ])('adds nothing to an own nginx.conf that loads %s, and says what to write', async (_what, http, remedy) => {
    const planned = await plan({ [OWN_NGINX_CONF]: `events {}\nhttp { ${http} }` }, { stack: RUBY, path: '/cable' })
    expect(planned.additions).toEqual([])
    expect(planned.findings[0]).toMatchObject({ file: OWN_NGINX_CONF, remedy: expect.stringContaining(remedy) })
  })

  it('prints the whole text where it cannot add it', async () => {
    const text = 'events {}\nhttp { include conf.d/*.conf; server { listen 80; } }'
    const { findings } = await plan({ [OWN_NGINX_CONF]: text }, { stack: RUBY, path: '/cable' })
    const [, lines = ''] = (findings[0]?.remedy ?? '').split(':\n\n')
    expect(lines).toContain('rewrite ^/cable(?:/|$) /__websocket last;')
    const pasted = text.replace('listen 80;', () => `listen 80;\n${lines}\n`)
    expect(testWithNginx({ [OWN_NGINX_CONF]: `${pasted}` }, 'ruby-al2023').status).toBe(0)
  })

  it('keeps the bundle’s own file of the same name', async () => {
    const planned = await plan({ [LOCATION_FILE]: '# mine\n' }, { stack: RUBY, path: '/cable' })
    expect(namesOf(planned)).toEqual([NGINX_FILE])
    expect(planned.kept).toContainEqual({ name: LOCATION_FILE, reason: 'the bundle has its own file of this name' })
  })

  it.each([
    '/a b',
    '/a;b',
    '/a{2}',
    '/a"',
    '/%2F',
    '/$x',
    '/a\\b',
    '/a(b',
    '/../x',
    `/${'a'.repeat(300)}`,
  ])('writes no location for a path that would mean something else: %s', async path => {
    const planned = await plan({}, { stack: RUBY, path })
    expect(planned.additions).toEqual([])
    expect(planned.findings[0]?.message).toContain('characters that mean something else')
  })

  it('pins the proxy only where the platform has the option', async () => {
    const has = async (stack: string) =>
      namesOf(await plan({}, { stack, path: '/ws', port: '6001' })).includes(PIN_FILE)
    expect(await Promise.all([PHP, PYTHON, DOCKER, AL2023].map(has))).toEqual([true, true, true, true])
    expect(await Promise.all([RUBY, GO].map(has))).toEqual([false, false])
  })
})

describe('planProxyFiles on PHP', () => {
  it('adds nothing without the port of a server, and says what to write', async () => {
    const planned = await plan({}, { stack: PHP, path: '/ws' })
    expect(planned.additions).toEqual([])
    expect(planned.findings).toMatchObject([
      { remedy: expect.stringMatching(/Procfile.*aws:elasticbeanstalk:application:environment:PORT=6001/) },
    ])
  })

  it('leads to the port, wherever it is set', async () => {
    const inBundle = { '.ebextensions/a.config': 'option_settings:\n  - option_name: PORT\n    value: 6001\n' }
    for (const planned of [
      await plan(inBundle, { stack: PHP, path: '/ws' }),
      await plan({}, { stack: PHP, path: '/ws', port: '6001' }),
    ]) {
      expect(planned.additions[1]?.text).toContain('proxy_pass          http://127.0.0.1:6001$request_uri;')
    }
  })

  it('leaves the location / of a framework its plain requests', async () => {
    const files = { [OWN_FILE]: 'location / { try_files $uri $uri/ /index.php?$query_string; }' }
    const planned = await plan(files, { stack: PHP, path: '/app', port: '6001' })
    expect(namesOf(planned)).toEqual([NGINX_FILE, LOCATION_FILE, PIN_FILE])
    expect(testWithNginx(extend(files, planned), 'php-al2023').said).toContain('test is successful')
  })
})

const OWN_HTTPD = '.platform/httpd/conf.d/own.conf'
const HTTPD_APPLICATION = '.platform/httpd/conf.d/elasticbeanstalk/00_application.conf'

describe('planProxyFiles with httpd', () => {
  const apache = { stack: PYTHON, proxyServer: 'apache', path: '/ws' } as const

  it('adds a ProxyPass for the path, and pins httpd', async () => {
    const planned = await plan({}, apache)
    expect(namesOf(planned)).toEqual([HTTPD_FILE, PIN_FILE])
    const line = 'ProxyPass "/ws" "http://localhost:8000/ws" upgrade=websocket retry=0 timeout=3600'
    expect(planned.additions[0]?.text.split('\n').filter(text => text && !text.startsWith('#'))).toEqual([line])
    expect(parse(planned.additions[1]?.text ?? '')).toEqual({
      option_settings: { 'aws:elasticbeanstalk:environment:proxy': { ProxyServer: 'apache' } },
    })
  })

  it('adds one for the whole site where the bundle maps nothing', async () => {
    const planned = await plan({ [OWN_HTTPD]: 'LimitRequestBody 1000\n' }, { ...apache, path: '/' })
    expect(planned.additions[0]?.text).toContain('ProxyPass "/" "http://localhost:8000/" upgrade=websocket')
  })

  it.each([
    'ProxyPass /static !',
    'Alias "/static" "/var/app/current/static"',
    '<Location /admin>\nProxyPass http://localhost:9000/\n</Location>',
    'ProxyPassMatch ^/x http://localhost:9000/',
  ])('leaves the whole site to a bundle that maps paths: %j', async text => {
    const planned = await plan({ [OWN_HTTPD]: text }, { ...apache, path: '/' })
    expect(planned).toMatchObject({
      additions: [],
      findings: [{ file: OWN_HTTPD, remedy: expect.stringContaining('websocket-path') }],
    })
    expect(namesOf(await plan({ [OWN_HTTPD]: text }, apache))).toEqual([HTTPD_FILE, PIN_FILE])
  })

  it.each([
    'ProxyPass /ws/files !',
    'ProxyPass "/ws/api" "http://localhost:9000/api"',
    '<Location /ws/api>\nProxyPass http://localhost:9000/\n</Location>',
    '<LocationMatch ^/ws/(a|b)>\nProxyPass http://localhost:9000/\n</LocationMatch>',
    '<Location ~ "/files">\nProxyPass http://localhost:9000/\n</Location>',
    'ProxyPassMatch ^/w http://localhost:9000/',
    'AliasMatch "/files/(.*)" "/var/app/current/$1"',
    'RewriteRule ^/ws/(.*)$ http://localhost:9000/$1 [P]',
  ])('adds none for a path when the bundle maps what is below it: %j', async text => {
    const planned = await plan({ [OWN_HTTPD]: text }, apache)
    expect(planned).toMatchObject({
      additions: [],
      findings: [
        { file: OWN_HTTPD, remedy: expect.stringContaining('ProxyPass "/ws" "http://localhost:8000/ws" upgrade=') },
      ],
    })
  })

  it('adds none for a path when the environment maps static files below it', async () => {
    const planned = await plan({}, { ...apache, staticFiles: { '/ws/files': 'files' } })
    expect(planned).toMatchObject({ additions: [], findings: [{ message: expect.stringContaining('("/ws/files")') }] })
  })

  it('leaves the whole site to an environment that maps static files', async () => {
    const set = 'option_settings:\n  aws:elasticbeanstalk:environment:proxy:staticfiles:\n    /static: static\n'
    for (const planned of [
      await plan({}, { ...apache, path: '/', staticFiles: { '/static': 'static/' } }),
      await plan({ '.ebextensions/static.config': set }, { ...apache, path: '/' }),
    ]) {
      expect(planned).toMatchObject({ additions: [], findings: [{ message: expect.stringContaining('("/static")') }] })
    }
    expect(namesOf(await plan({}, { ...apache, staticFiles: { '/static': 'static/' } }))).toContain(HTTPD_FILE)
  })

  it.each([
    'ProxyPass "/ws" "ws://localhost:3003/ws"',
    'proxypass / http://localhost:8000/ \\\n  upgrade=websocket',
    '<VirtualHost *:80>\n  ProxyPass /ws http://localhost:8000/ws upgrade=any\n</VirtualHost>',
    '<Location "/ws">\n  ProxyPass ws://localhost:3003\n</Location>',
    'RewriteEngine On\nRewriteCond %{HTTP:Upgrade} websocket [NC]\nRewriteRule /(.*) ws://localhost:3003/$1 [P,L]',
  ])('keeps what already hands WebSockets on: %j', async text => {
    const planned = await plan({ [OWN_HTTPD]: text }, apache)
    expect(namesOf(planned)).toEqual([PIN_FILE])
    expect(planned.kept).toContainEqual({ name: OWN_HTTPD, reason: expect.stringContaining('hands WebSockets on') })
    expect(planned.findings).toEqual([])
  })

  it('warns of a mapping that answers there and hands none on', async () => {
    const planned = await plan({ [HTTPD_APPLICATION]: 'ProxyPass /ws http://localhost:9000/ws' }, apache)
    expect(planned).toMatchObject({
      additions: [],
      findings: [{ line: 1, remedy: expect.stringContaining('upgrade=websocket timeout=3600') }],
    })
  })

  it('adds one beside an own mapping of the whole site to the same app, not to another', async () => {
    const own = (port: number) => ({ [HTTPD_APPLICATION]: `ProxyPass / http://127.0.0.1:${port}/ retry=0` })
    expect(namesOf(await plan(own(8000), apache))).toEqual([HTTPD_FILE, PIN_FILE])
    expect((await plan(own(9000), apache)).additions).toEqual([])
    const whole = await plan(own(8000), { ...apache, path: '/' })
    expect(whole).toMatchObject({ additions: [], findings: [{ remedy: expect.stringContaining('upgrade=websocket') }] })
  })

  it('adds nothing to an own httpd.conf that does not include conf.d, and prints the line', async () => {
    const main = '.platform/httpd/conf/httpd.conf'
    const planned = await plan({ [main]: 'Listen 80\n' }, apache)
    expect(planned.findings[0]?.remedy).toContain('ProxyPass "/ws" "http://localhost:8000/ws" upgrade=websocket')
    expect(namesOf(await plan({ [main]: 'Listen 80\nIncludeOptional conf.d/*.conf\n' }, apache))).toContain(HTTPD_FILE)
  })

  it('adds nothing when a file of httpd cannot be read', async () => {
    const planned = await plan({ [OWN_HTTPD]: '<Location /x>\n' }, apache)
    expect(planned).toMatchObject({ additions: [], findings: [{ message: expect.stringContaining(`"${OWN_HTTPD}"`) }] })
  })

  it('leads WebSockets alone to PHP’s other server', async () => {
    const { additions } = await plan({}, { ...apache, stack: PHP, port: '6001' })
    expect(additions[0]?.text).toContain('no-proxy\nProxyPass "/ws" "http://localhost:6001/ws" upgrade=websocket')
  })
})

const NODEJS_STATIC = 'aws:elasticbeanstalk:container:nodejs:staticfiles'

describe('planProxyFiles on Amazon Linux 1', () => {
  it('has one file for Node.js, with the recipe of its time', async () => {
    const planned = await plan({}, { stack: NODE_AL1, path: '/ws' })
    expect(namesOf(planned)).toEqual([PIN_FILE])
    const { files, container_commands: commands } = parse(planned.additions[0]?.text ?? '')
    expect(Object.keys(files)).toEqual([
      '/etc/nginx/conf.d/01_websockets.conf',
      '/opt/elasticbeanstalk/hooks/configdeploy/post/99_websockets.sh',
    ])
    expect(Object.values(commands)).toEqual([{ command: expect.stringContaining('00_elastic_beanstalk_proxy.conf') }])
    expect(planned.timeouts).toMatchObject([
      { seconds: 3600, from: 'added' },
      { seconds: 3600, from: 'added' },
    ])
  })

  it('leaves a recipe of the bundle’s own alone', async () => {
    const text = 'files:\n  "/etc/nginx/conf.d/proxy.conf":\n    content: x\n'
    const planned = await plan({ '.ebextensions/ws.config': text }, { stack: NODE_AL1 })
    expect(planned).toMatchObject({ additions: [], kept: [{ name: '.ebextensions/ws.config' }] })
  })

  it.each([
    { staticFiles: { '/static': 'static' } },
    { optionSettings: [{ namespace: NODEJS_STATIC, optionName: '/static', value: 'static' }] },
    { files: { '.ebextensions/static.config': `option_settings:\n  ${NODEJS_STATIC}:\n    /static: static\n` } },
  ])('leaves Node.js the static files that are mapped, which a recipe would hand to the app: %j', async ({
    files = {},
    ...settings
  }) => {
    const planned = await plan(files, { stack: NODE_AL1, ...settings })
    expect(planned).toMatchObject({
      additions: [],
      findings: [{ kind: 'note', message: expect.stringContaining('("/static")') }],
    })
  })

  it('has the timeouts for Go and Java SE, in the folder of that time', async () => {
    for (const stack of [
      '64bit Amazon Linux 2018.03 v2.24.1 running Go 1.18',
      '64bit Amazon Linux 2018.03 v2.11.14 running Java 8',
    ]) {
      const planned = await plan({ '.ebextensions/nginx/conf.d/own.conf': 'proxy_send_timeout 2h;' }, { stack })
      expect(namesOf(planned)).toEqual(['.ebextensions/nginx/conf.d/zz_websocket.conf'])
      expect(planned.additions[0]?.text).toContain('\nproxy_read_timeout 3600s;\n')
      expect(planned.additions[0]?.text).not.toContain('\nproxy_send_timeout')
    }
  })

  it.each([AL2023, GO, RUBY, PYTHON])('is never thought of on a later platform: %s', async stack => {
    const texts = (await plan({}, { stack, path: '/ws' })).additions.map(({ text }) => text).join()
    expect(texts).not.toMatch(/files:|\/opt\/elasticbeanstalk|container_commands|listen/)
  })
})
