/** Patterns of locations for WebSockets inside of Beanstalk's server. */

import { FORWARDING, IN_SERVER, location, type ProxyPattern } from './proxy-pattern.ts'

const FILE = `${IN_SERVER}/ws.conf`

/** One location, asked at its path. */
function leadsTo(
  name: string,
  fact: string,
  path: string,
  text: string,
  rest: Partial<ProxyPattern> = {},
): ProxyPattern {
  return { name, fact, path, files: { [FILE]: text }, ...rest }
}

export const LOCATIONS: readonly ProxyPattern[] = [
  leadsTo('a location for Socket.IO', 'real bundles 7', '/socket.io/', location('/socket.io/')),
  leadsTo(
    'a location with a timeout of its own',
    'real bundles 7',
    '/ws',
    location('/ws', `${FORWARDING}  proxy_read_timeout 1d;\n`),
  ),
  leadsTo(
    'a timeout of its own that is low',
    'real bundles 7',
    '/ws',
    location('/ws', `${FORWARDING}  proxy_read_timeout 90s;\n`),
    {
      finds: [`note plan ${FILE}:7`],
    },
  ),
  leadsTo(
    'Connection as a variable',
    'real bundles 9: 23 of 53',
    '/ws',
    location('/ws', FORWARDING.replace('"upgrade"', '$connection_upgrade')),
  ),
  leadsTo('HTTP/1.0', 'real bundles 10: 1 of 53', '/ws', location('/ws', FORWARDING.replace('1.1', '1.0')), {
    finds: [`note old-http-version ${FILE}:1`],
  }),
  leadsTo(
    'no proxy_http_version',
    'real bundles 10',
    '/ws',
    location('/ws', FORWARDING.replace(/.*proxy_http_version.*\n/, '')),
    {
      finds: [`note old-http-version ${FILE}:1`],
    },
  ),
  leadsTo(
    'a proxy_http_version of the server around it',
    'real bundles 10',
    '/ws',
    `proxy_http_version 1.1;\n${location('/ws', FORWARDING.replace(/.*proxy_http_version.*\n/, ''))}`,
  ),
  leadsTo(
    'no Host',
    'real bundles part 1: 3 lose Host',
    '/ws',
    location('/ws', FORWARDING.replace(/.* Host .*\n/, '')),
    {
      finds: [`note lost-host ${FILE}:1`],
    },
  ),
  leadsTo(
    'X-Forwarded-Proto from $scheme',
    'real bundles part 1: 9 overwrite it',
    '/ws',
    location('/ws', `${FORWARDING}  proxy_set_header X-Forwarded-Proto $scheme;\n`),
    { finds: [`note overwritten-scheme ${FILE}:7`] },
  ),
  leadsTo('a slash at the end', 'real bundles part 1: 5', '/ws/', location('/ws/'), {
    finds: [`note slash-at-the-end ${FILE}:1`],
  }),
  leadsTo('a slash at the end, asked without', 'real bundles part 1: nginx answers 301', '/ws', location('/ws/'), {
    finds: [`note slash-at-the-end ${FILE}:1`],
    before: { ws: 301, get: 301 },
  }),
  leadsTo('both with and without the slash', 'platforms 2.7', '/ws', location('/ws/') + location('= /ws')),
  leadsTo('/ws and ^~ /ws/', '6.10 number 3', '/ws', location('/ws') + location('^~ /ws/')),
  leadsTo('a regular expression', 'real bundles 7', '/ws/7', location('~ ^/ws/\\d+$')),
  leadsTo(
    'a location inside of another',
    'own trial',
    '/chat/ws',
    `location /chat {\n  proxy_pass http://127.0.0.1:8080;\n${location('/chat/ws')}}\n`,
  ),
  leadsTo(
    'an upstream of its own',
    'real bundles 20',
    '/ws',
    location('/ws', FORWARDING.replace('127.0.0.1:8080', 'chat')),
    {
      files: {
        [FILE]: location('/ws', FORWARDING.replace('127.0.0.1:8080', 'chat')),
        '.platform/nginx/conf.d/up.conf': 'upstream chat { server 127.0.0.1:8080; }\n',
      },
    },
  ),
  leadsTo(
    'files served beside the app',
    'real bundles 3',
    '/ws',
    `location /static {\n  alias /var/app/current/public;\n}\n${location('/ws')}`,
  ),
  {
    name: 'a host that every instance has to find in the DNS',
    fact: 'own trial',
    files: { [FILE]: 'location /api {\n  proxy_pass http://api.example.invalid;\n}\n' },
    finds: [`note host-to-resolve ${FILE}:2`],
    before: 'fails',
    unjudged: 'the name is known nowhere',
  },
  {
    name: 'a log in a folder that nothing makes',
    fact: 'own trial',
    files: { [FILE]: 'access_log /var/log/chat/access.log;\n' },
    finds: [`note log-folder-not-there ${FILE}:1`],
    before: 'fails',
    unjudged: 'an instance may have the folder for another reason',
  },
]
