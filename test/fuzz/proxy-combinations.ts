/** Random sets of what people put into a bundle for their proxy, on random platforms. */

import type { JudgedBundle } from '../support/proxy-judge.ts'
import type { Random } from './random.ts'

export interface Combination extends JudgedBundle {
  /** Of the WebSocket. */
  readonly path: '/ws' | '/'
  /** What it was made of, for who has to understand a failure. */
  readonly pieces: readonly string[]
}

/** The same for the same source of random values. */
export function makeCombination(random: Random): Combination {
  const { stack, app, extra = {}, proxyServer, port } = random.pick(PLACES)
  const pieces = proxyServer === 'apache' ? HTTPD_PIECES : NGINX_PIECES
  const count = 1 + random.int(5)
  const files: Record<string, string> = { ...extra }
  const taken: string[] = []
  for (let index = 0; index < count; index++) {
    const { name, write } = random.pick(random.chance(0.12) ? [...MISTAKES, ...OTHERS] : pieces)
    const written = write({ random, app, index })
    // Two pieces of one file would write over each other.
    if (Object.keys(written).some(file => file in files)) continue
    Object.assign(files, written)
    taken.push(name)
  }
  return { stack, files, proxyServer, port, path: random.pick(['/ws', '/'] as const), pieces: taken }
}

interface Place {
  readonly stack: string
  /** Where a proxy_pass reaches the app. */
  readonly app: string
  readonly extra?: Readonly<Record<string, string>>
  readonly proxyServer?: string
  readonly port?: string
}

const AL2023 = '64bit Amazon Linux 2023'

const PLACES: readonly Place[] = [
  { stack: `${AL2023} v6.7.2 running Node.js 24`, app: 'http://127.0.0.1:8080' },
  { stack: `${AL2023} v6.7.2 running Node.js 24`, app: 'http://127.0.0.1:3000', port: '3000' },
  { stack: '64bit Amazon Linux 2 v5.8.4 running Node.js 18', app: 'http://localhost:8080' },
  { stack: `${AL2023} v4.9.1 running Python 3.14`, app: 'http://127.0.0.1:8000' },
  { stack: `${AL2023} v4.5.2 running Go 1`, app: 'http://127.0.0.1:5000' },
  { stack: `${AL2023} v5.9.2 running Tomcat 11 Corretto 25`, app: 'http://127.0.0.1:8080' },
  {
    stack: `${AL2023} v4.9.1 running Docker`,
    app: 'http://docker',
    extra: { Dockerfile: 'FROM scratch\nEXPOSE 8000\n' },
  },
  { stack: `${AL2023} v4.8.2 running Ruby 3.4`, app: 'http://my_app' },
  { stack: `${AL2023} v4.9.1 running PHP 8.5`, app: 'http://127.0.0.1:6001', extra: { 'index.php': '<?php' } },
  {
    stack: `${AL2023} v4.9.1 running PHP 8.5`,
    app: 'http://127.0.0.1:6001',
    extra: { 'index.php': '<?php' },
    port: '6001',
  },
  { stack: '64bit Amazon Linux 2018.03 v4.17.1 running Node.js', app: 'http://127.0.0.1:8081' },
  { stack: '64bit Amazon Linux 2018.03 v2.24.1 running Go 1.18', app: 'http://127.0.0.1:5000' },
  { stack: `${AL2023} v4.9.1 running Python 3.14`, app: 'http://localhost:8000', proxyServer: 'apache' },
  { stack: `${AL2023} v6.7.2 running Node.js 24`, app: 'http://localhost:8080', proxyServer: 'apache' },
]

interface Piece {
  readonly name: string
  write(place: { readonly random: Random; readonly app: string; readonly index: number }): Record<string, string>
}

const CONF_D = '.platform/nginx/conf.d'
const IN_SERVER = '.platform/nginx/conf.d/elasticbeanstalk'
const NGINX_CONF = '.platform/nginx/nginx.conf'

const PATHS = ['/', '/ws', '/ws/', '/ws/files', '/ws/api', '/chat', '/socket.io/', '/api', '/static', '/static/']
const MODIFIERS = ['', '', '', '= ', '^~ ']
const SECONDS = ['30', '60s', '75s', '5m', '1h', '3600s', '1d', '7200']

/** What keeps people out. */
const GUARDS = ['deny all;', 'return 403;', 'auth_basic "chat";\n  auth_basic_user_file /etc/nginx/htpasswd;']

function pickPath(random: Random, from: readonly string[] = PATHS): string {
  return random.pick(MODIFIERS) + random.pick(from)
}

/** What leads to the app, with or without what a WebSocket needs. */
function forward(random: Random, app: string): string {
  const lines = [
    ...(random.chance(0.8) ? ['proxy_http_version 1.1;'] : []),
    ...(random.chance(0.7) ? ['proxy_set_header Upgrade $http_upgrade;'] : []),
    ...(random.chance(0.7)
      ? [`proxy_set_header Connection ${random.pick(['"upgrade"', '$connection_upgrade', '""'])};`]
      : []),
    ...(random.chance(0.7) ? ['proxy_set_header Host $host;'] : []),
    ...(random.chance(0.3) ? ['proxy_set_header X-Forwarded-Proto $scheme;'] : []),
    ...(random.chance(0.4) ? [`proxy_read_timeout ${random.pick(SECONDS)};`] : []),
    ...(random.chance(0.2) ? [`proxy_send_timeout ${random.pick(SECONDS)};`] : []),
    ...(random.chance(0.2) ? ['proxy_buffering off;'] : []),
  ]
  return `proxy_pass ${app};\n  ${lines.join('\n  ')}`
}

const HTTP_SNIPPETS = [
  'client_max_body_size 20m;',
  'gzip_min_length 1000;\ngzip_proxied any;',
  "log_format chat '$request';\naccess_log /var/log/nginx/chat.log chat;",
  'limit_req_zone $binary_remote_addr zone=chat:1m rate=1000r/s;',
  'add_header X-From http;',
  'server_tokens off;',
  'set_real_ip_from 10.0.0.0/8;\nreal_ip_header X-Forwarded-For;',
  'proxy_http_version 1.1;',
  'proxy_buffer_size 16k;\nproxy_buffers 8 16k;\nproxy_busy_buffers_size 32k;',
  'proxy_set_header X-Extra http;',
  'keepalive_timeout 120;',
  'map $http_user_agent $is_robot { default 0; "~*bot" 1; }',
  "map $http_upgrade $connection_upgrade { default upgrade; '' close; }",
]

const SERVER_SNIPPETS = [
  'client_max_body_size 5m;',
  'add_header X-From server always;',
  'error_page 502 503 /sorry;\nlocation = /sorry { return 200 "sorry"; }',
  'if ($http_x_forwarded_proto = "http") { return 301 https://$host$request_uri; }',
  'proxy_read_timeout 900;',
  'proxy_send_timeout 90s;\nproxy_connect_timeout 10;',
  'proxy_intercept_errors on;',
  'large_client_header_buffers 4 32k;',
  'rewrite ^/old/(.*)$ /new/$1 last;',
  'set $chat "1";',
  'access_log off;',
  'listen 81;',
]

function oneOf(folder: string, snippets: readonly string[], name: string): Piece {
  return {
    name,
    write: ({ random, index }) => ({ [`${folder}/${name}${index}.conf`]: `# mine\n${random.pick(snippets)}\n` }),
  }
}

const TIMEOUTS: Piece = {
  name: 'timeouts',
  write: ({ random, index }) => {
    const lines = ['proxy_read_timeout', 'proxy_send_timeout'].filter(() => random.chance(0.6))
    const folder = random.pick([CONF_D, CONF_D, IN_SERVER])
    return { [`${folder}/timeouts${index}.conf`]: lines.map(name => `${name} ${random.pick(SECONDS)};\n`).join('') }
  },
}

const NGINX_PIECES: readonly Piece[] = [
  oneOf(CONF_D, HTTP_SNIPPETS, 'http-snippet'),
  oneOf(IN_SERVER, SERVER_SNIPPETS, 'server-snippet'),
  TIMEOUTS,
  {
    name: 'location that leads to the app',
    write: ({ random, app, index }) => {
      const path = pickPath(random, PATHS.slice(1))
      return {
        [`${IN_SERVER}/${random.pick(['ws', 'chat'])}${index}.conf`]: `location ${path} {\n  ${forward(random, app)}\n}\n`,
      }
    },
  },
  {
    name: 'location that answers itself',
    write: ({ random, index }) => {
      const what = random.pick(['return 204;', 'return 200 "static";', 'root /var/app/current;', ...GUARDS])
      return { [`${IN_SERVER}/answer${index}.conf`]: `location ${pickPath(random, PATHS.slice(1))} { ${what} }\n` }
    },
  },
  {
    name: 'location by regular expression',
    write: ({ random, app, index }) => {
      const pattern = random.pick([
        '~ ^/ws',
        '~* \\.(js|css)$',
        '~ ^/(chat|api)/(?<room>\\d+)',
        '~ /\\.',
        '~* ^/WS/API',
      ])
      const lines = random.chance(0.4) ? random.pick(GUARDS) : forward(random, app)
      return { [`${IN_SERVER}/regex${index}.conf`]: `location ${pattern} {\n  ${lines}\n}\n` }
    },
  },
  {
    name: 'server of its own',
    write: ({ random, app, index }) => {
      const listen = random.pick(['', 'listen 80;', 'listen 80;', 'listen 8081;', 'listen [::]:80;'])
      const name = random.pick([
        '',
        'server_name _;',
        'server_name chat.example.com;',
        `server_name s${index}.example.com;`,
      ])
      const timeout = random.chance(0.5) ? `proxy_read_timeout ${random.pick(SECONDS)};` : ''
      const location = `location / {\n  ${forward(random, app)}\n}`
      return { [`${CONF_D}/server${index}.conf`]: `server {\n  ${listen} ${name} ${timeout}\n  ${location}\n}\n` }
    },
  },
  {
    name: 'upstream of its own',
    write: ({ random, app, index }) => {
      const isPort = /:\d+$/.test(app)
      const upstream = isPort ? `upstream own${index} { server ${app.replace('http://', '')}; keepalive 8; }\n` : ''
      const to = isPort ? `http://own${index}` : app
      return {
        [`${CONF_D}/upstream${index}.conf`]: upstream,
        [`${IN_SERVER}/upstream${index}.conf`]: `location /own${index} {\n  ${forward(random, to)}\n}\n`,
      }
    },
  },
  {
    name: 'nginx.conf of its own',
    write: ({ random, app }) => ({ [NGINX_CONF]: writeNginxConf(random, app) }),
  },
  {
    name: '00_application.conf of its own',
    write: ({ random, app }) => ({
      [`${IN_SERVER}/00_application.conf`]: `location / {\n  ${forward(random, app)}\n}\n${random.chance(0.3) ? 'location /health { return 200; }\n' : ''}`,
    }),
  },
  {
    name: 'webapp.conf of its own',
    write: ({ random, app }) => {
      const guard = random.chance(0.4) ? random.pick(GUARDS) : ''
      const inner = random.chance(0.3) ? `location /ws/files { ${random.pick(GUARDS)} }` : ''
      return { [`${IN_SERVER}/webapp.conf`]: `location / {\n  ${guard}\n  ${forward(random, app)}\n  ${inner}\n}\n` }
    },
  },
]

function writeNginxConf(random: Random, app: string): string {
  const include = random.pick([
    'conf.d/*.conf',
    'conf.d/*.conf',
    'conf.d/*.conf',
    '/etc/nginx/conf.d/*.conf',
    'conf.d/own*.conf',
    '',
  ])
  const inner = random.pick([
    'conf.d/elasticbeanstalk/*.conf',
    'conf.d/elasticbeanstalk/*.conf',
    'conf.d/elasticbeanstalk/ws*.conf',
    '',
  ])
  const map = random.chance(0.8) ? 'map $http_upgrade $connection_upgrade { default "upgrade"; }' : ''
  const timeout = random.chance(0.3) ? `proxy_read_timeout ${random.pick(SECONDS)};` : ''
  const location = random.chance(0.5) ? `location / {\n  ${forward(random, app)}\n}` : ''
  return `user nginx;
pid /var/run/nginx.pid;
events { worker_connections 512; }
http {
  ${timeout}
  ${include && `include ${include};`}
  ${map}
  server {
    listen 80${random.chance(0.7) ? ' default_server' : ''};
    ${inner && `include ${inner};`}
    ${location}
  }
}
`
}

/** Each is refused where nginx reads it. */
const MISTAKES: readonly Piece[] = [
  oneOf(
    CONF_D,
    ['location /x { return 204; }', 'proxy_read_timeout 60', 'gzip on;;', 'files:\n  a: b;', '\uFEFFgzip on;'],
    'mistake-http',
  ),
  oneOf(
    CONF_D,
    ["log_format healthd '$msec';", 'server { listen 443 ssl; }', 'upstream a { server nowhere; }'],
    'mistake-name',
  ),
  oneOf(
    IN_SERVER,
    ['server { listen 80; }', 'gzip on;', 'listen 80;', 'map $uri $own { default 1; }'],
    'mistake-server',
  ),
  oneOf(
    IN_SERVER,
    ['location /x { proxy_pass http://nodejs; }', 'location /x { proxy_pass http://127.0.0.1:$PORT; }'],
    'mistake-host',
  ),
]

/** Has an effect elsewhere, or none. */
const OTHERS: readonly Piece[] = [
  {
    name: 'settings',
    write: ({ random }) => ({
      '.ebextensions/own.config': `option_settings:\n  aws:elasticbeanstalk:environment:proxy:\n    ${random.pick(['ProxyServer: nginx', 'GzipCompression: true'])}\n`,
    }),
  },
  {
    name: 'files written by .ebextensions',
    write: () => ({
      '.ebextensions/files.config':
        'files:\n  /etc/nginx/conf.d/x.conf:\n    content: |\n      proxy_read_timeout 300;\n',
    }),
  },
  oneOf('.platform/nginx', ['proxy_read_timeout 3600s;'], 'unread'),
  oneOf('.platform/hooks/predeploy', ['echo 1'], 'hook'),
]

const HTTPD_PIECES: readonly Piece[] = [
  oneOf('.platform/httpd/conf.d', ['Timeout 300', 'ProxyTimeout 90', 'LimitRequestBody 1048576'], 'httpd-setting'),
  oneOf(
    '.platform/httpd/conf.d',
    ['Alias "/static" "/var/app/current"', 'RedirectMatch 301 "^/old$" "/new"'],
    'httpd-path',
  ),
  oneOf(
    '.platform/httpd/conf.d',
    [
      'ProxyPass "/ws" "ws://localhost:9/ws"',
      'ProxyPass "/chat" "http://localhost:9/chat" upgrade=websocket',
      'ProxyPass "/static" "!"',
      'ProxyPass "/ws/files" "!"',
      'ProxyPass "/ws/api" "http://localhost:9/api"',
      'ProxyPassMatch "^/ws/(files)" "!"',
      'AliasMatch "/files/(.*)" "/var/app/current/$1"',
    ],
    'httpd-mapping',
  ),
  {
    name: 'httpd 00_application.conf of its own',
    write: ({ random, app }) => ({
      '.platform/httpd/conf.d/elasticbeanstalk/00_application.conf': `<VirtualHost *:80>
  <Proxy *>
    Require all granted
  </Proxy>
  ${random.pick(['', `ProxyPass "/ws" "${app.replace('http', 'ws')}/ws"`, 'ProxyPass "/ws/files" "!"', 'ProxyPass "/ws/api" "http://localhost:9/api"'])}
  ProxyPass "/" "${app}/" retry=0
  ProxyPassReverse "/" "${app}/"
  ProxyPreserveHost ${random.pick(['on', 'off'])}
</VirtualHost>
`,
    }),
  },
]
