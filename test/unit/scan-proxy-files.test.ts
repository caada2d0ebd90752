import { describe, expect, it } from 'vitest'
import { describeProxy } from '../../src/platform/describe-proxy.ts'
import { parsePlatform } from '../../src/platform/platform.ts'
import type { DeploymentSettings } from '../../src/proxy/find-proxy.ts'
import { parseSeconds } from '../../src/proxy/find-timeouts.ts'
import { matchesInclude } from '../../src/proxy/nginx-include.ts'
import { type ProxySurvey, scanProxyFiles } from '../../src/proxy/scan-proxy-files.ts'

const NODEJS = parsePlatform({ solutionStackName: '64bit Amazon Linux 2023 v6.7.2 running Node.js 24' })

type Files = Record<string, string | undefined>

/** A bundle of these files; undefined stands for one that cannot be read. */
function scan(files: Files, deployment: Partial<DeploymentSettings> = {}): Promise<ProxySurvey> {
  const bundle = { names: Object.keys(files), readText: async (name: string) => files[name] }
  return scanProxyFiles(bundle, { platform: NODEJS, ...deployment })
}

async function findingsOf(files: Files): Promise<string[]> {
  return (await scan(files)).findings.map(({ message }) => message)
}

const NGINX = '.platform/nginx'
const APPLICATION = `${NGINX}/conf.d/elasticbeanstalk/00_application.conf`
const FORWARDS =
  'proxy_pass http://127.0.0.1:8080; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade;'

describe('scanProxyFiles', () => {
  it('finds nothing in a bundle without proxy files', async () => {
    expect(await scan({ 'package.json': '{}', '.platform/': '', '.ebextensions/': '' })).toEqual({
      platform: NODEJS,
      proxy: describeProxy(NODEJS),
      chosenBy: undefined,
      port: undefined,
      hasComposeFile: false,
      staticFiles: {},
      files: new Map(),
      ebextensions: [],
      overrides: [],
      httpIncludes: 1,
      timeouts: [],
      upgradeLocations: [],
      locations: [expect.objectContaining({ path: '/', isOwn: false, setsUpgrade: true })],
      serverIncludes: 1,
      upstreams: [],
      upstreamServers: [],
      unreadIncludes: { http: [], server: [] },
      lateRewrites: [],
      httpd: { mappings: [], includesOurs: true, unreadable: [] },
      writtenFiles: [],
      settings: [],
      frontSettings: [],
      launchSettings: [],
      unreadable: [],
      findings: [],
    })
  })

  describe('timeouts', () => {
    it('are found at the http level with file and line', async () => {
      const file = `${NGINX}/conf.d/proxy.conf`
      const { timeouts } = await scan({ [file]: '# ours\nproxy_read_timeout 90s;\nproxy_send_timeout  1h;' })
      expect(timeouts).toEqual([
        { directive: 'proxy_read_timeout', value: '90s', seconds: 90, level: 'http', file, line: 2 },
        { directive: 'proxy_send_timeout', value: '1h', seconds: 3600, level: 'http', file, line: 3 },
      ])
    })

    it('are told apart by level; those of a location without Upgrade do not matter', async () => {
      const { timeouts } = await scan({
        [`${NGINX}/conf.d/elasticbeanstalk/ws.conf`]: `proxy_read_timeout 1;
          location /ws { ${FORWARDS} proxy_read_timeout 2; }
          location /api { proxy_pass http://127.0.0.1:8080; proxy_read_timeout 3; }`,
        [`${NGINX}/conf.d/tls.conf`]: 'server { listen 443 ssl; proxy_read_timeout 4; }',
      })
      expect(timeouts.map(({ value, level }) => [value, level])).toEqual([
        ['4', 'server'],
        ['1', 'server'],
        ['2', 'location'],
      ])
    })

    it('do not count in comments, in quotes, or in files that nginx does not load', async () => {
      const { timeouts } = await scan({
        [`${NGINX}/conf.d/a.conf`]: '# proxy_read_timeout 1;\nadd_header X "; proxy_read_timeout 2; ";',
        [`${NGINX}/conf.d/deeper/b.conf`]: 'proxy_read_timeout 3;',
        [`${NGINX}/conf.d/c.conf.bak`]: 'proxy_read_timeout 4;',
        [`${NGINX}/conf.d/.hidden.conf`]: 'proxy_read_timeout 5;',
        [`${NGINX}/d.conf`]: 'proxy_read_timeout 6;',
      })
      expect(timeouts).toEqual([])
    })

    it('are found through the includes of an own nginx.conf', async () => {
      const { timeouts } = await scan({
        [`${NGINX}/nginx.conf`]: 'events {}\nhttp {\n include extra/a.conf;\n proxy_send_timeout 7;\n}',
        [`${NGINX}/extra/a.conf`]: '\ninclude /etc/nginx/extra/b*.conf;',
        [`${NGINX}/extra/b1.conf`]: 'proxy_read_timeout 8;',
        [`${NGINX}/conf.d/c.conf`]: 'proxy_read_timeout 9;',
      })
      expect(timeouts.map(({ directive, value, line }) => [directive, value, line])).toEqual([
        ['proxy_read_timeout', '8', 1],
        ['proxy_send_timeout', '7', 4],
      ])
    })

    it('are found in what .ebextensions write to /etc/nginx/conf.d, since it may stay there', async () => {
      const file = '.ebextensions/proxy.config'
      const text =
        'files:\n  "/etc/nginx/conf.d/x.conf":\n    mode: "000644"\n    content: |\n      # x\n      proxy_read_timeout 5m;\n'
      expect((await scan({ [file]: text })).timeouts).toEqual([
        { directive: 'proxy_read_timeout', value: '5m', seconds: 300, level: 'http', file, line: 6 },
      ])
    })
  })

  describe('an own nginx.conf', () => {
    it.each([
      ['http { include conf.d/*.conf; }', 1],
      ['http { include /etc/nginx/conf.d/*.conf; }', 1],
      ['http { include ./conf.d/*.conf; }', 1],
      ['http { include conf.d/*; }', 1],
      ['http { include conf.d/*.conf; include /etc/nginx/conf.d/*.conf; }', 2],
      ['http { include conf.d/elasticbeanstalk/healthd.conf; }', 0],
      ['http { include conf.d/proxy.conf; }', 0],
      ['http { server { include conf.d/*.conf; } }', 0],
      ['http { # include conf.d/*.conf;\n }', 0],
      ['http { include /usr/share/nginx/conf.d/*.conf; }', 0],
    ])('loads a file in conf.d as often as it includes it: %s', async (text, count) => {
      expect((await scan({ [`${NGINX}/nginx.conf`]: text })).httpIncludes).toBe(count)
    })
  })

  describe('overrides', () => {
    it.each([
      [`location / { ${FORWARDS} }`, 'forwards'],
      ['location ^~ / { proxy_set_header upgrade $http_upgrade; proxy_set_header connection $c; }', 'forwards'],
      ['location / { proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection ""; }', 'drops'],
      ['location / { proxy_pass http://127.0.0.1:8080; }', 'drops'],
      ['location / { proxy_set_header Upgrade ""; }', 'drops'],
      [`location /ws/ { ${FORWARDS} }`, 'absent'],
      ['return 301 https://$host$request_uri;', 'absent'],
    ])('of the default location tell what it does with Upgrade: %s', async (text, rootLocation) => {
      expect((await scan({ [APPLICATION]: text })).overrides).toEqual([{ name: APPLICATION, rootLocation }])
    })

    it('include an own nginx.conf', async () => {
      const name = `${NGINX}/nginx.conf`
      const files = { [name]: `http { server { location / { ${FORWARDS} } } }` }
      expect((await scan(files)).overrides).toEqual([{ name, rootLocation: 'forwards' }])
    })
  })

  it('knows the locations of static files that the environment maps, by who counts first', async () => {
    const set = (folder: string) => `option_settings:
  - namespace: aws:elasticbeanstalk:environment:proxy:staticfiles
    option_name: /static
    value: ${folder}
  - namespace: aws:elasticbeanstalk:environment:proxy:staticfiles
    option_name: "/a b"
    value: never
`
    const files = { '.ebextensions/static.config': set('bundle') }
    expect((await scan(files)).staticFiles).toEqual({ '/static': 'bundle' })
    const survey = await scan(files, { staticFiles: { '/static': 'environment', '/x': 'x;}' } })
    expect(survey.staticFiles).toEqual({ '/static': 'environment' })
    expect(survey.locations.map(({ path }) => path)).toEqual(['/', '/static'])
    const namespace = 'aws:elasticbeanstalk:environment:proxy:staticfiles'
    const optionSettings = [{ namespace, optionName: '/static', value: 'input' }]
    expect((await scan(files, { optionSettings })).staticFiles).toEqual({ '/static': 'input' })
  })

  it('finds the own locations that hand Upgrade on, with their kind', async () => {
    const file = `${NGINX}/conf.d/elasticbeanstalk/ws.conf`
    const locations = ['/ws', '= /exact', '^~ /first/', '~ ^/re', '@named', '=/tight'].map(
      pattern => `location ${pattern} { ${FORWARDS} }`,
    )
    const { upgradeLocations } = await scan({ [file]: [...locations, 'location /plain { return 204; }'].join('\n') })
    expect(upgradeLocations).toEqual(
      [
        ['', '/ws'],
        ['=', '/exact'],
        ['^~', '/first/'],
        ['~', '^/re'],
        ['@', '@named'],
        ['=', '/tight'],
      ].map(([modifier, path], index) => ({ modifier, path, file, line: index + 1 })),
    )
  })

  describe('settings', () => {
    it.each([
      ['option_settings:\n  aws:elasticbeanstalk:environment:proxy:\n    ProxyServer: apache\n', 3],
      [
        'option_settings:\n  - namespace: aws:elasticbeanstalk:environment:proxy\n    option_name: ProxyServer\n    value: apache\n',
        4,
      ],
      ['option_settings:\n  "aws:elasticbeanstalk:environment:proxy": { "ProxyServer": "apache" }\n', 2],
      ['{"option_settings": {"aws:elasticbeanstalk:environment:proxy": {"ProxyServer": "apache"}}}', 1],
    ])('are read in every form: %j', async (text, line) => {
      const file = '.ebextensions/proxy.config'
      expect((await scan({ [file]: text })).settings).toEqual([{ option: 'ProxyServer', value: 'apache', file, line }])
    })

    it('include PORT, also where the namespace is left out', async () => {
      const { settings } = await scan({
        '.ebextensions/b.config': 'option_settings:\n  - option_name: PORT\n    value: 8081\n',
        '.ebextensions/a.config':
          'option_settings:\n  aws:elasticbeanstalk:application:environment:\n    PORT: "5000"\n',
        '.ebextensions/sub/c.config': 'option_settings:\n  - option_name: PORT\n    value: 1\n',
      })
      expect(settings.map(({ option, value }) => [option, value])).toEqual([
        ['PORT', '5000'],
        ['PORT', '8081'],
      ])
    })

    it.each([
      '',
      '# only a comment',
      'option_settings:',
      'option_settings: 5',
      'option_settings:\n  - just text',
      'files: []',
    ])('may be absent: %j', async text => {
      const survey = await scan({ '.ebextensions/a.config': text })
      expect(survey).toMatchObject({ settings: [], unreadable: [], findings: [] })
    })

    it('take the last of a key that is there twice, in every map, and say so', async () => {
      const section = 'option_settings:\n  aws:elasticbeanstalk:environment:proxy:\n    ProxyServer: '
      const { settings, unreadable, findings } = await scan({
        '.ebextensions/a.config': `${section}none\n${section}nginx\n    ProxyServer: apache\n`,
      })
      expect(settings).toMatchObject([{ value: 'apache', line: 7 }])
      expect(unreadable).toEqual([])
      expect(findings.map(({ kind, line }) => ({ kind, line }))).toEqual([1, 6].map(line => ({ kind: 'note', line })))
      expect(findings[1]?.message).toBe(
        '".ebextensions/a.config" line 6 has the key "ProxyServer", and ".ebextensions/a.config" line 7 has it again in the same place: Beanstalk takes the last one, and this one has no effect.',
      )
    })

    it.each(['a:\n\t- b', 'a: [', '- a\n- b', `${'['.repeat(20_000)}`])('note invalid YAML: %.20j', async text => {
      const survey = await scan({ '.ebextensions/a.config': text })
      expect(survey.unreadable).toEqual(['.ebextensions/a.config'])
      expect(survey.findings[0]?.message).toMatch(/^".ebextensions\/a.config" could not be read as YAML \(/)
    })
  })

  it('notes files that cannot be read, but only those that nginx would load', async () => {
    const { unreadable } = await scan({
      [`${NGINX}/conf.d/long.conf`]: undefined,
      [`${NGINX}/html/picture.jpg`]: undefined,
      [`${NGINX}/conf.d/broken.conf`]: 'gzip on',
      '.ebextensions/long.config': undefined,
    })
    expect(unreadable.toSorted()).toEqual(
      ['.ebextensions/long.config', `${NGINX}/conf.d/broken.conf`, `${NGINX}/conf.d/long.conf`].toSorted(),
    )
  })

  it.each([
    '.platform',
    '.platform/nginx',
    '.platform/nginx/conf.d',
    '.platform/nginx/conf.d/elasticbeanstalk',
    '.platform/httpd/conf.d',
    '.ebextensions',
    '.ebextensions/nginx',
  ])('notes a folder that is a link, behind which it sees nothing: %s', async name => {
    expect((await scan({ [name]: 'deploy/platform' })).unreadable).toEqual([name])
  })

  it('gives up on files that include each other, and names all of them', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `${NGINX}/conf.d/${index}.conf`)
    const survey = await scan(Object.fromEntries(names.map(name => [name, 'include conf.d/*.conf;'])))
    expect(survey.unreadable.toSorted()).toEqual(names.toSorted())
  })

  describe('warnings', () => {
    it.each([
      [
        { '.ebextensions/nginx/conf.d/ws.conf': '' },
        'was read on Amazon Linux 1 only',
        '.platform/nginx/conf.d/ws.conf',
      ],
      [{ '.ebextensions/ws.conf': '' }, 'does not end in ".config"', '.platform/nginx/conf.d/ws.conf'],
      [{ '.platform/ws.conf': '' }, 'is not below ".platform/nginx/"', '.platform/nginx/conf.d/ws.conf'],
      [{ 'platform/nginx/conf.d/ws.conf': '' }, 'is not below', '.platform/nginx/conf.d/ws.conf'],
      [{ [`${NGINX}/conf.d/ws.config`]: '' }, 'is in no place that nginx includes', `${NGINX}/conf.d/ws.conf`],
      [{ [`${NGINX}/ws.conf`]: '' }, 'is in no place that nginx includes', `${NGINX}/conf.d/ws.conf`],
      [
        { [`${NGINX}/elasticbeanstalk/ws.conf`]: '' },
        'is in no place that nginx includes',
        `${NGINX}/conf.d/elasticbeanstalk/ws.conf`,
      ],
    ])('tell of a file that nothing reads: %j', async (files, reason, place) => {
      const { findings } = await scan(files)
      const name = Object.keys(files)[0]
      expect(findings).toMatchObject([
        { message: expect.stringContaining(`"${name}" is not read: it ${reason}`), remedy: `Move it to "${place}".` },
      ])
    })

    it('tell of a file that an own nginx.conf does not include', async () => {
      const { findings } = await scan({
        [`${NGINX}/nginx.conf`]: 'events {} http { server { listen 80; } }',
        [`${NGINX}/conf.d/elasticbeanstalk/ws.conf`]: '',
      })
      expect(findings.find(({ rule }) => rule === 'unread-file')?.remedy).toBe(
        `Add to "${NGINX}/nginx.conf": include conf.d/elasticbeanstalk/*.conf;`,
      )
    })

    it('leave files alone that are for something else', async () => {
      const files = {
        '.platform/hooks/predeploy/run.sh': '',
        '.platform/confighooks/predeploy/x.conf': '',
        [`${NGINX}/ssl/key.pem`]: '',
        'config/nginx/x.conf': '',
        'redis.conf': '',
      }
      expect(await findingsOf(files)).toEqual([])
    })

    it('tell of the recipe of 2018, with lines', async () => {
      const text = `files:
  "/etc/nginx/conf.d/01_websockets.conf":
    content: |
      upstream nodejs { server 127.0.0.1:8081; }
  /opt/elasticbeanstalk/hooks/configdeploy/post/99_kill.sh:
    content: |
      service nginx stop
  /etc/cron.d/other:
    content: x
container_commands:
  removeconfig:
    command: rm -f /tmp/deployment/config/#etc#nginx#conf.d#00_elastic_beanstalk_proxy.conf
`
      const { findings } = await scan({ '.ebextensions/ws.config': text })
      expect(findings).toMatchObject([
        {
          message: expect.stringContaining(
            '".ebextensions/ws.config" line 2 writes "/etc/nginx/conf.d/01_websockets.conf"',
          ),
          remedy: 'Move the content to ".platform/nginx/conf.d/01_websockets.conf".',
        },
        {
          message: expect.stringContaining('line 5 writes "/opt/elasticbeanstalk/hooks/configdeploy/post/99_kill.sh"'),
          remedy: expect.stringContaining('.platform/hooks/'),
        },
        { message: expect.stringContaining('line 12 works on'), remedy: expect.stringContaining('Remove the command') },
      ])
    })

    it('tell of what nginx refuses: a byte order mark, a location outside of a server, an upstream inside of one', async () => {
      expect(
        await findingsOf({
          [`${NGINX}/conf.d/a.conf`]: '\uFEFFgzip on;',
          [`${NGINX}/conf.d/b.conf`]: '\nlocation /ws { return 204; }',
          [`${NGINX}/conf.d/elasticbeanstalk/c.conf`]: 'upstream x { server 127.0.0.1:8080; }',
          [`${NGINX}/conf.d/d.conf`]: 'gzip on',
        }),
      ).toEqual([
        expect.stringContaining('a.conf" line 1 begins with a byte order mark'),
        expect.stringContaining('d.conf" line 1 has a directive without its ";"'),
        expect.stringContaining('b.conf" line 2 has a location (/ws) outside of a server'),
        expect.stringContaining('c.conf" line 1 has "upstream" inside of a server'),
      ])
    })

    it.each([
      ['server { listen 80; location / { return 204; } }', 1],
      ['server { server_name _; }', 1],
      ['server { listen 0.0.0.0:80; }', 1],
      ['server { listen 80; server_name chat.example.com; }', 0],
      ['server { listen 443; }', 0],
    ])('tell of a server that Beanstalk’s own one hides: %s', async (text, count) => {
      expect(await findingsOf({ [`${NGINX}/conf.d/server.conf`]: text })).toHaveLength(count)
    })
  })
})

describe('matchesInclude', () => {
  it.each([
    ['conf.d/*.conf', 'conf.d/a.conf', true],
    ['conf.d/*.conf', 'conf.d/.a.conf', false],
    ['conf.d/*.conf', 'conf.d/a/b.conf', false],
    ['conf.d/?.conf', 'conf.d/a.conf', true],
    ['conf.d/?.conf', 'conf.d/ab.conf', false],
    ['*/*.conf', 'conf.d/a.conf', true],
    ['conf.d/a*b*c', 'conf.d/aXbXbXc', true],
    ['conf.d/a*b*c', 'conf.d/aXbXbX', false],
    ['conf.d/[a-z]*.conf', 'conf.d/zz.conf', true],
    ['conf.d/[a-z]*.conf', 'conf.d/0.conf', false],
    ['conf.d/[!a-z]*.conf', 'conf.d/zz.conf', false],
    ['conf.d/[^abc].conf', 'conf.d/d.conf', true],
    ['conf.d/[]a-].conf', 'conf.d/].conf', true],
    ['conf.d/[]a-].conf', 'conf.d/-.conf', true],
    ['conf.d/[]a-].conf', 'conf.d/b.conf', false],
    ['conf.d/*[0-9].conf', 'conf.d/a10.conf', true],
    ['conf.d/[!a].conf', 'conf.d/..conf', false],
    ['conf.d/[[:alpha:]].conf', 'conf.d/a.conf', false],
    ['conf.d/[a.conf', 'conf.d/[a.conf', false],
    ['/etc/nginx/nginx.d/a', 'nginx.d/a', true],
    ['/etc/nginxx/a', 'a', false],
    [`conf.d/${'*a'.repeat(50)}b`, `conf.d/${'a'.repeat(100)}`, false],
  ])('%s, %s: %s', (pattern, path, matches) => {
    expect(matchesInclude(pattern, path)).toBe(matches)
  })
})

describe('parseSeconds', () => {
  it.each([
    ['60', 60],
    ['90s', 90],
    ['500ms', 0.5],
    ['5m', 300],
    ['1h 30m', 5400],
    ['1h30m', 5400],
    ['1d', 86_400],
    ['0', 0],
    ['', undefined],
    ['$timeout', undefined],
    ['1h -5m', undefined],
    ['60 s', undefined],
  ])('"%s": %s', (value, seconds) => {
    expect(parseSeconds(value)).toBe(seconds)
  })
})
