import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { defaultProxyTree } from '../../src/platform/default-proxy-tree.ts'
import { parsePlatform } from '../../src/platform/platform.ts'
import type { DeploymentSettings } from '../../src/proxy/find-proxy.ts'
import { type ProxyPlan, type ProxyPlanFacts, planProxyFiles } from '../../src/proxy/plan-proxy-files.ts'
import { scanProxyFiles } from '../../src/proxy/scan-proxy-files.ts'

type Files = Record<string, string>

const NGINX_FILE = '.platform/nginx/conf.d/zz_websocket.conf'
const PIN_FILE = '.ebextensions/zz-websocket.config'
const OWN_NGINX_CONF = '.platform/nginx/nginx.conf'
const APPLICATION = '.platform/nginx/conf.d/elasticbeanstalk/00_application.conf'
const AL2023 = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'

interface Facts extends Partial<Omit<ProxyPlanFacts, 'survey'>>, Partial<Omit<DeploymentSettings, 'platform'>> {
  readonly stack?: string
}

async function plan(files: Files, facts: Facts = {}): Promise<ProxyPlan> {
  const { stack = AL2023, timeoutSeconds = 3600, mode = 'auto', ...settings } = facts
  const bundle = { names: Object.keys(files), readText: async (name: string) => files[name] }
  const platform = parsePlatform({ solutionStackName: stack })
  const survey = await scanProxyFiles(bundle, { platform, ...settings })
  return planProxyFiles({ survey, timeoutSeconds, mode })
}

function namesOf({ additions }: ProxyPlan): string[] {
  return additions.map(({ name }) => name)
}

function directivesOf({ additions }: ProxyPlan): string[] {
  const text = additions.find(({ name }) => name === NGINX_FILE)?.text ?? ''
  return text.split('\n').filter(line => line !== '' && !line.startsWith('#'))
}

/** What a real nginx says of the platform's tree with `files` laid over it: its exit code, its words, what it loaded. */
function testWithNginx(files: Files): { status: number | null; said: string; dump: string } {
  const folder = mkdtempSync(join(tmpdir(), 'proxy-plan-'))
  try {
    const own = Object.entries(files).filter(([name]) => name.startsWith('.platform/nginx/'))
    const overlay = own.map(([name, text]) => [name.slice('.platform/nginx/'.length), text] as const)
    for (const [path, text] of [...defaultProxyTree('nodejs-al2023', { appPort: 8080 }), ...overlay]) {
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
    expect(planned.findings[0]?.remedy).toContain('proxy_set_header Upgrade $http_upgrade;')
    expect(namesOf(planned)).toEqual([NGINX_FILE, PIN_FILE])
  })

  it('does not warn of such an override when another location takes the WebSockets', async () => {
    const upgrade = 'location /ws { proxy_pass http://127.0.0.1:8080; proxy_set_header Upgrade $http_upgrade; }'
    const { findings } = await plan({ [APPLICATION]: `location / { return 204; }\n${upgrade}` })
    expect(findings.map(({ rule }) => rule)).toEqual(['lost-host', 'old-http-version'])
  })

  it.each(['apache', 'none'])('adds nothing when the environment’s proxy is %s', async proxyServer => {
    const planned = await plan({}, { proxyServer })
    expect(planned.additions).toEqual([])
    expect(planned.findings[0]?.message).toContain(`the environment has "${proxyServer}" as ProxyServer`)
    expect(planned.timeouts[0]).toEqual({ directive: 'proxy_read_timeout', seconds: undefined, from: 'unknown' })
  })

  it('adds nothing when the bundle sets another proxy', async () => {
    const text = 'option_settings:\n  aws:elasticbeanstalk:environment:proxy:\n    ProxyServer: apache\n'
    const planned = await plan({ '.ebextensions/proxy.config': text }, { proxyServer: 'nginx' })
    expect(planned.additions).toEqual([])
    expect(planned.findings[0]?.message).toContain('".ebextensions/proxy.config" line 3 sets ProxyServer to "apache"')
  })

  it('goes by the last of several settings, as Beanstalk does', async () => {
    const set = (value: string) =>
      `option_settings: { 'aws:elasticbeanstalk:environment:proxy': { ProxyServer: ${value} } }`
    const last = await plan({ '.ebextensions/b.config': set('nginx'), '.ebextensions/a.config': set('apache') })
    expect(namesOf(last)).toEqual([NGINX_FILE])
    const first = await plan({ '.ebextensions/b.config': set('apache'), '.ebextensions/a.config': set('nginx') })
    expect(namesOf(first)).toEqual([])
  })

  it('does not pin the proxy where the bundle does', async () => {
    const text = 'option_settings:\n  aws:elasticbeanstalk:environment:proxy:\n    ProxyServer: nginx\n'
    const planned = await plan({ '.ebextensions/proxy.config': text })
    expect(namesOf(planned)).toEqual([NGINX_FILE])
    expect(planned.kept).toEqual([{ name: '.ebextensions/proxy.config', reason: 'line 3 sets ProxyServer nginx' }])
  })

  it.each([
    '64bit Amazon Linux 2023 v4.8.2 running Ruby 3.4',
    '64bit Amazon Linux 2023 v4.9.1 running Docker',
    '64bit Amazon Linux 2017.09 v4.4.0 running Node.js',
    'our own platform',
  ])('adds nothing on a platform that it does not know, and says so: %s', async stack => {
    const planned = await plan({}, { stack })
    expect(planned.additions).toEqual([])
    expect(planned.findings).toMatchObject([
      {
        message: `No proxy files were added, because this version knows only Node.js on Amazon Linux 2 and 2023 with nginx, and the environment runs "${stack}".`,
        remedy: expect.stringContaining('proxy-files: off'),
      },
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
