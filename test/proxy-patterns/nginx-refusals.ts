/** Patterns that nginx refuses, on the platforms whose app has a port of the host. */

import { APPLICATION, CONF_D, FORWARDING, IN_SERVER, location, type ProxyPattern } from './proxy-pattern.ts'

const HTTP_FILE = `${CONF_D}/proxy.conf`
const SERVER_FILE = `${IN_SERVER}/ws.conf`

/** A file at the http level, or inside of Beanstalk's server, which is refused. */
function refused(rule: string, fact: string, text: string, line = 1, file = HTTP_FILE): ProxyPattern {
  const name = `${file === HTTP_FILE ? 'conf.d' : 'the server'}: ${text.replaceAll(/\s+/g, ' ').slice(0, 70).trim()}`
  return { name, fact, files: { [file]: text }, finds: [`refused-by-proxy ${rule} ${file}:${line}`], before: 'fails' }
}

const inServer = (rule: string, fact: string, text: string, line = 1) => refused(rule, fact, text, line, SERVER_FILE)

/** Nothing is added where not all could be read. */
function unread(pattern: ProxyPattern): ProxyPattern {
  return { ...pattern, adds: [], finds: [...(pattern.finds ?? []), 'note plan'] }
}

const NOT_ALLOWED = 'directive-not-allowed-here'
const TWICE = 'duplicate-directive'

export const NGINX_REFUSALS: readonly ProxyPattern[] = [
  refused(NOT_ALLOWED, 'real bundles 6; trial and error 20', location('/ws')),
  refused(NOT_ALLOWED, 'trial and error: "user" directive', '# mine\nuser webapp;\n', 2),
  inServer(NOT_ALLOWED, 'platforms 2.7', 'server {\n  listen 80;\n}\n'),
  inServer(NOT_ALLOWED, 'platforms 2.7', 'map $http_upgrade $connection_upgrade {\n  default upgrade;\n}\n'),
  inServer(NOT_ALLOWED, 'trial and error: "upstream" directive', 'upstream chat { server 127.0.0.1:8080; }\n'),
  inServer(NOT_ALLOWED, 'own trial', "log_format chat '$request';\n"),
  inServer(
    NOT_ALLOWED,
    'platforms 2.3: id 62252235022',
    'location /upload {\n  client_header_timeout 60;\n  return 204;\n}\n',
    2,
  ),
  inServer('duplicate-location', 'platforms 2.7', location('/')),
  inServer('duplicate-location', 'platforms 2.7; 6.10 number 3', location('/ws') + location('^~ /ws'), 8),
  inServer('duplicate-location', 'trial and error: duplicate location 7', location('= /ws') + location('=/ws'), 8),
  {
    name: 'the same location in two files',
    fact: 'real bundles 7',
    files: { [`${IN_SERVER}/a.conf`]: location('/ws'), [`${IN_SERVER}/b.conf`]: location('/ws') },
    finds: [`refused-by-proxy duplicate-location ${IN_SERVER}/b.conf:1`],
    before: 'fails',
  },
  inServer(TWICE, 'platforms 2.7', 'keepalive_timeout 120;\n'),
  inServer(TWICE, 'platforms 2.3; 2.7', 'client_body_timeout 120;\n'),
  inServer(TWICE, 'trial and error: "gzip"', 'gzip on;\n'),
  inServer(TWICE, 'platforms 2.7', 'proxy_read_timeout 7200;\nproxy_read_timeout 3600;\n', 2),
  {
    name: 'proxy_read_timeout in two files at the http level',
    fact: 'platforms 2.7',
    files: {
      [`${CONF_D}/a.conf`]: 'proxy_read_timeout 7200;\n',
      [`${CONF_D}/b.conf`]: 'client_max_body_size 20m;\nproxy_read_timeout 3600;\n',
    },
    finds: [`refused-by-proxy duplicate-directive ${CONF_D}/b.conf:2`],
    before: 'fails',
  },
  {
    name: 'proxy_pass twice in a location',
    fact: 'own trial',
    files: { [SERVER_FILE]: location('/ws', `${FORWARDING}  proxy_pass http://127.0.0.1:8080;\n`) },
    finds: [`refused-by-proxy duplicate-directive ${SERVER_FILE}:7`],
    before: 'fails',
  },
  refused(
    'duplicate-upstream',
    'real bundles 20',
    'upstream chat { server 127.0.0.1:8080; }\nupstream Chat { server 127.0.0.1:8080; }\n',
    2,
  ),
  refused(
    'duplicate-zone',
    'found by random combinations',
    'limit_req_zone $uri zone=chat:1m rate=9r/s;\nlimit_req_zone $uri zone=chat:1m rate=9r/s;\n',
    2,
  ),
  refused('duplicate-zone', 'own trial', 'limit_conn_zone $uri zone=a:1m;\nlimit_conn_zone $args zone=a:1m;\n', 2),
  refused(
    'duplicate-zone',
    'own trial',
    'limit_conn_zone $uri zone=a:1m;\nlimit_req_zone $uri zone=a:1m rate=9r/s;\n',
    2,
  ),
  inServer('unknown-zone', 'own trial', 'limit_req zone=chat burst=5;\n'),
  inServer('unknown-zone', 'own trial', 'location /ws {\n  limit_conn chat 10;\n  return 204;\n}\n', 2),
  inServer('unknown-zone', 'own trial', 'proxy_cache chat;\n'),
  refused('duplicate-log-format', 'platforms 2.7', "log_format healthd '$msec';\n"),
  refused('duplicate-default-server', 'real bundles 4; platforms 2.7', 'server {\n  listen 80 default_server;\n}\n', 2),
  inServer('duplicate-listen', 'own trial', 'listen 80;\n'),
  refused('port-of-the-app', 'real bundles 5; platforms 2.6', 'server {\n  listen 8080;\n}\n', 2),
  {
    name: 'the server of 2018, on the port that PORT names',
    fact: 'platforms 2.6; 6.10 number 8',
    port: '5000',
    files: {
      [HTTP_FILE]: `upstream nodejs {\n  server 127.0.0.1:8081;\n}\nserver {\n  listen 5000;\n  location / { proxy_pass http://nodejs; }\n}\n`,
    },
    finds: [`refused-by-proxy port-of-the-app ${HTTP_FILE}:5`, `note not-the-port-of-the-app ${HTTP_FILE}:2`],
    before: 'fails',
  },
  inServer(
    'unknown-host',
    'trial and error: host not found in upstream 3',
    location('/ws', '  proxy_pass http://nodejs;\n'),
    2,
  ),
  inServer('unknown-host', 'platforms 1.3: my_app off Ruby', location('/cable', '  proxy_pass http://my_app;\n'), 2),
  refused('unknown-host', 'trial and error', 'upstream chat { server daphne:8000; }\n'),
  inServer('invalid-proxy-pass', 'own trial', location('/ws', '  proxy_pass ws://127.0.0.1:8080;\n'), 2),
  {
    name: 'a port after the name of an upstream',
    fact: 'own trial',
    files: {
      [HTTP_FILE]: 'upstream chat { server 127.0.0.1:8080; }\n',
      [SERVER_FILE]: location('/ws', '  proxy_pass http://chat:8080;\n'),
    },
    finds: [`refused-by-proxy upstream-with-port ${SERVER_FILE}:2`],
    before: 'fails',
  },
  inServer('uri-in-regular-expression', 'own trial', location('~ ^/ws', '  proxy_pass http://127.0.0.1:8080/;\n'), 2),
  inServer(
    'unknown-variable',
    'trial and error: unknown "port" variable',
    location('/ws', '  proxy_pass http://127.0.0.1:$PORT;\n'),
    2,
  ),
  inServer('unknown-variable', 'own trial', 'add_header X-Commit "${GIT_COMMIT}";\n'),
  refused(
    'variable-in-address',
    'trial and error: invalid port in upstream',
    'upstream chat { server 127.0.0.1:$PORT; }\n',
  ),
  refused('variable-in-address', 'own trial', 'server {\n  listen $PORT;\n}\n', 2),
  refused('no-certificate', 'trial and error: no ssl_certificate is defined', 'server {\n  listen 443 ssl;\n}\n', 2),
  refused(
    'server-name-too-long',
    'trial and error: server_names_hash_bucket_size 1',
    'server {\n  server_name chat-production.eba-abcd2345.eu-central-1.elasticbeanstalk.com;\n}\n',
    2,
  ),
  inServer('unknown-log-format', 'trial and error: unknown log format 1', 'access_log /var/log/nginx/ws.log chat;\n'),
  {
    name: 'a byte order mark',
    fact: 'real bundles 19; 6.10 number 7',
    files: { [HTTP_FILE]: '\uFEFFproxy_read_timeout 3600s;\n' },
    finds: [`refused-by-proxy byte-order-mark ${HTTP_FILE}:1`],
    before: 'fails',
  },
  refused('unknown-directive', 'own trial: a space of a web page', '# mine\n\u00A0proxy_read_timeout 3600s;\n', 2),
  inServer('unknown-directive', 'real bundles 19: a byte order mark inside', `# mine\n\uFEFF${location('/ws')}`, 2),
  unread(refused('nginx-syntax', 'trial and error: missing ;', 'proxy_read_timeout 3600s\n')),
  unread(inServer('nginx-syntax', 'trial and error: stray }', `${location('/ws')}}\n`, 8)),
  refused('yaml-in-nginx-file', 'trial and error: "files:"', 'option_settings:\n  a: b;\n'),
  {
    name: '00_application.conf with two locations of one path',
    fact: 'trial and error',
    files: { [APPLICATION]: location('/') + location('/') },
    finds: [`refused-by-proxy duplicate-location ${APPLICATION}:8`],
    before: 'fails',
  },
]
