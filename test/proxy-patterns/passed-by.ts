/** Patterns of what a location that is added for WebSockets alone would take them past, on the platforms that get one. */

import {
  CONF_D,
  EB_INCLUDE,
  FORWARDING,
  IN_SERVER,
  LOCATION,
  location,
  NGINX_CONF,
  nginxConf,
  PHP,
  PIN,
  type ProxyPattern,
  RUBY,
  TIMEOUTS,
} from './proxy-pattern.ts'

const WEBAPP = `${IN_SERVER}/webapp.conf`
const FILE = `${IN_SERVER}/own.conf`
const TO_PUMA = FORWARDING.replace('127.0.0.1:8080', 'my_app')
const AUTH = 'auth_basic "chat";\nauth_basic_user_file /etc/nginx/htpasswd;\n'

/** Nothing is added on Ruby, and the answers stay what they were. */
function leavesRuby(name: string, files: ProxyPattern['files'], rest: Partial<ProxyPattern>): ProxyPattern {
  return { name: `Ruby: ${name}`, fact: 'own trial', stack: RUBY, path: '/cable', files, adds: [], ...rest }
}

/** What is added on Ruby takes nothing past anything. */
function extendsRuby(name: string, text: string, rest: Partial<ProxyPattern> = {}): ProxyPattern {
  const files = { [FILE]: text }
  const answers = { before: { ws: 200, get: 200 }, after: { ws: 101, get: 200 } }
  return leavesRuby(name, files, { adds: [TIMEOUTS, LOCATION], ...answers, ...rest })
}

function guards(lines: string, status: number): ProxyPattern {
  const text = `location / {\n${lines}proxy_pass http://my_app;\n}\n`
  const [name = ''] = lines.split(' ')
  return leavesRuby(
    `a location / with ${name}`,
    { [WEBAPP]: text },
    { finds: [`note plan ${WEBAPP}:1`], before: { ws: status, get: status } },
  )
}

export const PASSED_BY: readonly ProxyPattern[] = [
  guards(AUTH, 401),
  guards('deny all;\n', 403),
  guards('if ($arg_token = "") { return 401; }\n', 401),
  guards('internal;\n', 404),
  leavesRuby(
    'a regular expression that denies',
    { [FILE]: location('~ ^/cable', 'deny all;\n') },
    { finds: [`note plan ${FILE}:1`], before: { ws: 403, get: 403 } },
  ),
  leavesRuby(
    'a regular expression of which nobody knows what it matches',
    { [FILE]: location('~* (ca|ta)ble', 'deny all;\n') },
    { finds: [`note plan ${FILE}:1`], before: { ws: 403, get: 403 } },
  ),
  leavesRuby(
    'a location below the path that refuses',
    { [FILE]: location('/cable/chat', 'return 403;\n') },
    { finds: [`note plan ${FILE}:1`], path: '/cable/chat/7', before: { ws: 403, get: 403 }, adds: [] },
  ),
  leavesRuby(
    'a location below the path, asked at the path',
    { [FILE]: location('/cable/chat', 'return 403;\n') },
    { finds: [`note plan ${FILE}:1`], before: { ws: 200, get: 200 } },
  ),
  leavesRuby(
    'a location that denies below the path, inside of another',
    { [WEBAPP]: `location / {\n  proxy_pass http://my_app;\n${location('/cable/chat', 'deny all;\n')}}\n` },
    { finds: [`note plan ${WEBAPP}:3`], before: { ws: 200, get: 200 } },
  ),
  leavesRuby(
    'a server that refuses only after what would be added',
    {
      [NGINX_CONF]: nginxConf({
        server: `${EB_INCLUDE}    if ($http_authorization = "") { return 401; }\n`,
      }),
    },
    { finds: [`note plan ${NGINX_CONF}:15`], before: { ws: 401, get: 401 } },
  ),
  leavesRuby(
    'an include in the server that leads out of the bundle',
    { [FILE]: 'include /etc/chat/*.conf;\n' },
    { finds: [`note plan ${FILE}:1`], before: { ws: 200, get: 200 } },
  ),
  extendsRuby('the server asks for a password', AUTH, {
    before: { ws: 401, get: 401 },
    after: { ws: 401, get: 401 },
  }),
  extendsRuby('the server denies', 'deny all;\n', { before: { ws: 403, get: 403 }, after: { ws: 403, get: 403 } }),
  extendsRuby('the server refuses before what is added', 'if ($arg_token = "") { return 401; }\n', {
    before: { ws: 401, get: 401 },
    after: { ws: 401, get: 401 },
  }),
  extendsRuby('a regular expression for something else', location('~ ^/admin', 'deny all;\n')),
  extendsRuby('a regular expression for names of files', location('~* \\.(js|css|png)$', 'expires 1h;\n')),
  extendsRuby('names of files that are denied, below the path', location('~ /\\.', 'deny all;\n'), {
    path: '/cable',
  }),
  extendsRuby(
    'a location with Upgrade inside of another',
    `location /cab {\n  proxy_pass http://my_app;\n${location('/cable', TO_PUMA)}}\n`,
    { adds: [TIMEOUTS], before: { ws: 101, get: 200 } },
  ),
  leavesRuby(
    'Upgrade with an empty Connection',
    { [WEBAPP]: location('/cable', TO_PUMA.replace('"upgrade"', '""')) },
    { finds: [`note plan ${WEBAPP}:1`], before: { ws: 200, get: 200 } },
  ),
  leavesRuby(
    'Upgrade without a Connection',
    { [WEBAPP]: location('/cable', TO_PUMA.replace(/.* Connection .*\n/, '')) },
    { finds: [`note plan ${WEBAPP}:1`], before: { ws: 200, get: 200 } },
  ),
  {
    name: 'PHP: a location / with a password',
    fact: 'own trial',
    stack: PHP,
    port: '6001',
    path: '/app',
    files: {
      [FILE]: `location / {\n${AUTH}try_files $uri /index.php?$query_string;\n}\n`,
      'index.php': '<?php echo 1;',
    },
    adds: [],
    finds: [`note plan ${FILE}:1`],
    before: { ws: 401, get: 401 },
  },
  {
    name: 'an http level that includes a file of the bundle with a timeout',
    fact: 'own trial',
    files: {
      [`${CONF_D}/own.conf`]: 'include /var/app/current/deploy/http.conf;\n',
      'deploy/http.conf': 'proxy_read_timeout 900s;\nproxy_send_timeout 900s;\n',
    },
    adds: [PIN],
    finds: ['note plan deploy/http.conf:1', 'note plan deploy/http.conf:2'],
  },
  {
    name: 'an http level that includes what the bundle has not',
    fact: 'own trial',
    files: { [`${CONF_D}/own.conf`]: 'include /etc/chat/*.conf;\n' },
    adds: [PIN],
    finds: [`note plan ${CONF_D}/own.conf:1`],
  },
  {
    name: 'an include with brackets',
    fact: 'own trial',
    files: { [NGINX_CONF]: nginxConf({ http: '  include conf.d/[a-z]*.conf;\n', server: EB_INCLUDE }) },
  },
  {
    name: 'an include with a class of characters, which is not read',
    fact: 'own trial',
    files: { [NGINX_CONF]: nginxConf({ http: '  include conf.d/[[:alpha:]]*.conf;\n', server: EB_INCLUDE }) },
    adds: [PIN],
    finds: [`note plan ${NGINX_CONF}:9`, `note unknown-log-format ${NGINX_CONF}:6`],
  },
  {
    name: 'two servers of port 80, the second with the old word for the default one',
    fact: 'own trial',
    files: {
      [NGINX_CONF]: nginxConf({
        http: '  include conf.d/*.conf;\n  server { listen 80; server_name _; return 403; }\n',
        server: EB_INCLUDE,
      }).replace('80 default_server', '80 default'),
    },
    finds: [`no-effect shadowed-server ${NGINX_CONF}:10`],
  },
]
