/** Patterns of servers, maps and settings beside Beanstalk's server. */

import { CONF_D, FORWARDING, IN_SERVER, location, PIN, type ProxyPattern } from './proxy-pattern.ts'

const SERVER_CONF = `${CONF_D}/server.conf`
const SSL = `  ssl_certificate ssl/server.crt;\n  ssl_certificate_key ssl/server.key;\n`

/** An http-level server. */
function server(lines: string): string {
  return `server {\n${lines}}\n`
}

/** Put in by the test: the judge's nginx reads them. */
export const CERTIFICATE_FILES = { crt: '.platform/nginx/ssl/server.crt', key: '.platform/nginx/ssl/server.key' }

const WITH_CERTIFICATE = { [CERTIFICATE_FILES.crt]: '', [CERTIFICATE_FILES.key]: '' }

export const SERVERS: readonly ProxyPattern[] = [
  {
    name: 'no proxy files',
    fact: 'real bundles 1: 24 and about 8',
    files: {},
  },
  {
    name: 'sizes, logs and compression alone',
    fact: 'real bundles 1',
    files: {
      [`${CONF_D}/upload.conf`]: 'client_max_body_size 50m;\n',
      [`${CONF_D}/gzip.conf`]: 'gzip_min_length 1024;\ngzip_proxied any;\n',
      [`${CONF_D}/log.conf`]: "log_format chat '$request_time $request';\naccess_log /var/log/nginx/chat.log chat;\n",
    },
  },
  {
    name: 'a server on port 80 beside Beanstalk’s',
    fact: 'real bundles 4: 9 of 12 dead',
    files: { [SERVER_CONF]: server(`  listen 80;\n  proxy_read_timeout 3600s;\n${location('/')}`) },
    finds: [`no-effect shadowed-server ${SERVER_CONF}:1`],
  },
  {
    name: 'a server without listen, and with a size of its own',
    fact: 'real bundles 4',
    files: { [SERVER_CONF]: `# from a blog\n${server('  server_name _;\n  client_max_body_size 50m;\n')}` },
    finds: [`no-effect shadowed-server ${SERVER_CONF}:2`],
  },
  {
    name: 'a server on port 80 with a name of its own',
    fact: 'real bundles 4: 2 of 12 live for their name',
    files: {
      [SERVER_CONF]: server(
        `  listen 80;\n  server_name chat.example.com;\n  proxy_read_timeout 3600s;\n${location('/')}`,
      ),
    },
  },
  {
    name: 'the recipe: map, upstream, server',
    fact: 'real bundles part 3 F',
    files: {
      [SERVER_CONF]: `map $http_upgrade $connection_upgrade {
  default upgrade;
  '' close;
}
upstream nodejs {
  server 127.0.0.1:8081;
  keepalive 256;
}
server {
  listen 80;
  location / {
    proxy_pass http://nodejs;
    proxy_set_header Connection $connection_upgrade;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Host $host;
    proxy_http_version 1.1;
    proxy_read_timeout 3600s;
  }
}
`,
    },
    finds: [
      `note not-the-port-of-the-app ${SERVER_CONF}:6`,
      `no-effect shadowed-server ${SERVER_CONF}:9`,
      `no-effect map-that-loses ${SERVER_CONF}:1`,
    ],
  },
  {
    name: 'a server on a port that nobody asks',
    fact: 'real bundles 5: dead where the app is elsewhere',
    files: { [SERVER_CONF]: server(`  listen 8081;\n  proxy_read_timeout 3600s;\n${location('/')}`) },
    finds: [`no-effect other-port ${SERVER_CONF}:1`],
  },
  {
    name: 'a map of $connection_upgrade',
    fact: 'real bundles 8: 13 bundles',
    files: { [`${CONF_D}/map.conf`]: "map $http_upgrade $connection_upgrade {\n  default upgrade;\n  '' close;\n}\n" },
    finds: [`no-effect map-that-loses ${CONF_D}/map.conf:1`],
  },
  {
    name: 'the same map as Beanstalk’s',
    fact: 'real bundles 8',
    files: { [`${CONF_D}/map.conf`]: 'map $http_upgrade $connection_upgrade {\n  default "upgrade";\n}\n' },
  },
  {
    name: 'a map of another name',
    fact: 'real bundles 8',
    files: {
      [`${CONF_D}/map.conf`]: "map $http_upgrade $chat_connection {\n  default upgrade;\n  '' close;\n}\n",
      [`${IN_SERVER}/ws.conf`]: location('/ws', FORWARDING.replace('"upgrade"', '$chat_connection')),
    },
    path: '/ws',
  },
  {
    name: 'Upgrade and Connection at the http level',
    fact: 'real bundles 11; platforms 2.7',
    files: {
      [`${CONF_D}/upgrade.conf`]: 'proxy_set_header Upgrade $http_upgrade;\nproxy_set_header Connection "upgrade";\n',
    },
    finds: [`no-effect headers-not-inherited ${CONF_D}/upgrade.conf:1`],
  },
  {
    name: 'Upgrade in Beanstalk’s server, and a location that takes it over',
    fact: 'platforms 2.7',
    files: {
      [`${IN_SERVER}/upgrade.conf`]: `proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;\nproxy_set_header Connection "upgrade";\n${location('/ws', '  proxy_pass http://127.0.0.1:8080;\n')}`,
    },
    path: '/ws',
  },
  {
    name: 'both timeouts at the http level',
    fact: 'real bundles 12',
    files: { [`${CONF_D}/timeouts.conf`]: 'proxy_read_timeout 3600s;\nproxy_send_timeout 3600s;\n' },
    adds: [PIN],
  },
  {
    name: 'one timeout at the http level, lower than wanted',
    fact: 'real bundles 12',
    files: { [`${CONF_D}/timeouts.conf`]: 'proxy_read_timeout 300s;\n' },
    finds: [`note plan ${CONF_D}/timeouts.conf:1`],
  },
  {
    name: 'timeouts inside of Beanstalk’s server',
    fact: 'real bundles 13',
    files: { [`${IN_SERVER}/timeouts.conf`]: 'proxy_read_timeout 3600s;\nproxy_send_timeout 600s;\n' },
    finds: [`note plan ${IN_SERVER}/timeouts.conf:2`],
  },
  {
    name: 'a server with TLS, after AWS’s own sample',
    fact: 'real bundles 14: 4 of 9 refuse WebSockets',
    files: {
      [`${CONF_D}/https.conf`]: server(`  listen 443 ssl;
${SSL}  location / {
    proxy_pass http://127.0.0.1:8080;
    proxy_set_header Connection "";
    proxy_http_version 1.1;
    proxy_set_header Host $host;
  }
`),
      ...WITH_CERTIFICATE,
    },
    tlsPort: 443,
    finds: [`note tls-server-drops-upgrade ${CONF_D}/https.conf:1`],
    before: { ws: 200, get: 200 },
  },
  {
    name: 'a server with TLS that hands Upgrade on',
    fact: 'real bundles 14',
    files: { [`${CONF_D}/https.conf`]: server(`  listen 443 ssl;\n${SSL}${location('/')}`), ...WITH_CERTIFICATE },
    tlsPort: 443,
  },
  {
    name: 'a certificate that only a hook makes',
    fact: 'real bundles 14a: 9',
    files: {
      [`${CONF_D}/https.conf`]: server(
        `  listen 443 ssl;\n  ssl_certificate /etc/pki/tls/certs/server.crt;\n  ssl_certificate_key /etc/pki/tls/certs/server.key;\n${location('/')}`,
      ),
    },
    finds: [3, 4].map(line => `note certificate-not-in-bundle ${CONF_D}/https.conf:${line}`),
    before: 'fails',
    unjudged: 'on an instance a hook or command may have made the files before nginx is tested',
  },
  {
    name: 'a certificate that .ebextensions write',
    fact: 'real bundles 14a',
    files: {
      [`${CONF_D}/https.conf`]: server(
        `  listen 443 ssl;\n  ssl_certificate /etc/pki/tls/certs/server.crt;\n  ssl_certificate_key /etc/pki/tls/certs/server.key;\n${location('/')}`,
      ),
      '.ebextensions/https.config':
        'files:\n  /etc/pki/tls/certs/server.crt:\n    content: x\n  /etc/pki/tls/certs/server.key:\n    content: x\n',
    },
    before: 'fails',
    unjudged: 'nothing here writes what .ebextensions would write on an instance',
  },
  {
    name: 'ssl on;',
    fact: 'real bundles 14b: 2',
    files: {
      [`${CONF_D}/https.conf`]: server(`  listen 443;\n  ssl on;\n${SSL}${location('/')}`),
      ...WITH_CERTIFICATE,
    },
    tlsPort: 443,
    finds: [`note ssl-on ${CONF_D}/https.conf:3`],
    unjudged: 'the nginx of this machine may be older than 1.25.1, which no longer knows it',
  },
  {
    name: 'limits of their own',
    fact: 'real bundles 3',
    files: {
      [`${CONF_D}/limits.conf`]:
        'limit_req_zone $binary_remote_addr zone=requests:1m rate=100r/s;\nlimit_conn_zone $binary_remote_addr zone=clients:1m;\n',
      [`${IN_SERVER}/limits.conf`]:
        'limit_req zone=requests burst=50 nodelay;\nlimit_conn clients 100;\nproxy_cache off;\n',
    },
  },
  {
    name: 'a redirect of everything inside of Beanstalk’s server',
    fact: 'real bundles 15: 3 unconditional',
    files: { [`${IN_SERVER}/https.conf`]: 'return 301 https://$host$request_uri;\n' },
    finds: [`note redirect-of-everything ${IN_SERVER}/https.conf:1`],
    before: { ws: 301, get: 301 },
  },
  {
    name: 'a redirect by $scheme',
    fact: 'real bundles 15',
    files: { [`${IN_SERVER}/https.conf`]: 'if ($scheme = http) {\n  return 301 https://$host$request_uri;\n}\n' },
    finds: [`note redirect-of-everything ${IN_SERVER}/https.conf:2`],
    before: { ws: 301, get: 301 },
  },
  {
    name: 'a redirect by $server_port, as rewrite',
    fact: 'real bundles 15: 1',
    files: {
      [`${IN_SERVER}/https.conf`]: 'if ($server_port = 80) {\n  rewrite ^ https://$host$request_uri permanent;\n}\n',
    },
    finds: [`note redirect-of-everything ${IN_SERVER}/https.conf:2`],
    unjudged: 'the nginx of the judge listens on another port than 80',
  },
  {
    name: 'a redirect by X-Forwarded-Proto',
    fact: 'real bundles 15: 2',
    files: {
      [`${IN_SERVER}/https.conf`]:
        'if ($http_x_forwarded_proto = "http") {\n  return 301 https://$host$request_uri;\n}\n',
    },
  },
  {
    name: 'a redirect of one path',
    fact: 'real bundles 15',
    files: { [`${IN_SERVER}/old.conf`]: 'location /old {\n  return 301 https://example.com/;\n}\n' },
  },
]
