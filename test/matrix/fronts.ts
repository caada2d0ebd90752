/** What stands before the app: variants of nginx, httpd and HAProxy, and the environments that have them. A table. */

import type { Place } from './environment.ts'

/** What of an opening handshake is handed to the app. */
export interface Handed {
  readonly version: '1.0' | '1.1'
  readonly upgrade: boolean
  readonly connection: boolean
}

export interface Front {
  readonly name: string
  readonly program: 'none' | 'nginx' | 'httpd' | 'haproxy'
  /** `elsewhere`: it does not ask the app at all. */
  readonly hands: Handed | 'elsewhere'
  readonly environment: FrontEnvironment
  /** Lines of HAProxy's backend. */
  readonly lines?: readonly string[]
}

export interface FrontEnvironment {
  /** Solution stack name. */
  readonly stack: string
  readonly proxyServer?: string
  /** The input "proxy-files". */
  readonly mode: 'auto' | 'off'
  /** Its proxy is in a container of the user's, of which nothing is read. */
  readonly isOpaque?: true
  /** The bundle's own. */
  files?(place: Place): Readonly<Record<string, string>>
}

const ALL: Handed = { version: '1.1', upgrade: true, connection: true }
const NONE: Handed = { version: '1.1', upgrade: false, connection: false }

const NODEJS = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'
const RUBY = '64bit Amazon Linux 2023 v4.8.2 running Ruby 3.4'
const DOCKER = '64bit Amazon Linux 2023 v4.9.1 running Docker'

const NGINX_FILE = '.platform/nginx/conf.d/elasticbeanstalk/00_application.conf'
const OWN_LOCATION = '.platform/nginx/conf.d/elasticbeanstalk/ws.conf'
const HTTPD_FILE = '.platform/httpd/conf.d/ws.conf'
const COMPOSE = { 'docker-compose.yml': 'services:\n  web:\n    image: chat\n    ports: ["80:80"]\n' }

const VERSION = 'proxy_http_version 1.1;'
const UPGRADE = 'proxy_set_header Upgrade $http_upgrade;'
const CONNECTION = 'proxy_set_header Connection "upgrade";'

/** The bundle's own file in the place of the platform's. */
function overrideWith(lines: readonly string[], appPort?: number): FrontEnvironment {
  const file = (place: Place) => writeLocation('/', appPort ?? place.appPort, lines)
  return { stack: NODEJS, mode: 'auto', files: place => ({ [NGINX_FILE]: file(place) }) }
}

/** The bundle's own location for the path of the WebSocket, beside the platform's. */
function locationWith(lines: readonly string[], appPort?: number): FrontEnvironment {
  const file = ({ path, ...place }: Place) => {
    return writeLocation(path === '/' ? '= /' : path, appPort ?? place.appPort, lines)
  }
  return { stack: NODEJS, mode: 'auto', files: place => ({ [OWN_LOCATION]: file(place) }) }
}

function writeLocation(where: string, appPort: number, lines: readonly string[]): string {
  const all = [`proxy_pass http://127.0.0.1:${appPort};`, ...lines]
  return `location ${where} {\n${all.map(line => `  ${line}\n`).join('')}}\n`
}

function httpdWith(write: (place: Place) => string): FrontEnvironment {
  return { stack: NODEJS, proxyServer: 'apache', mode: 'auto', files: place => ({ [HTTPD_FILE]: `${write(place)}\n` }) }
}

/** Nothing listens there. */
const OTHER_PORT = 9

export const FRONTS: readonly Front[] = [
  { name: 'no proxy', program: 'none', hands: ALL, environment: { stack: NODEJS, proxyServer: 'none', mode: 'auto' } },
  { name: 'nginx of Node.js', program: 'nginx', hands: ALL, environment: { stack: NODEJS, mode: 'auto' } },
  {
    name: 'nginx of Ruby',
    program: 'nginx',
    hands: { ...NONE, version: '1.0' },
    environment: { stack: RUBY, mode: 'off' },
  },
  { name: 'nginx of Ruby, file added', program: 'nginx', hands: ALL, environment: { stack: RUBY, mode: 'auto' } },
  {
    name: 'nginx, own file, 1.0 and no headers',
    program: 'nginx',
    hands: { ...NONE, version: '1.0' },
    environment: overrideWith([]),
  },
  { name: 'nginx, own file, 1.1 and no headers', program: 'nginx', hands: NONE, environment: overrideWith([VERSION]) },
  {
    name: 'nginx, own file, Upgrade only',
    program: 'nginx',
    hands: { ...NONE, upgrade: true },
    environment: overrideWith([VERSION, UPGRADE]),
  },
  {
    name: 'nginx, own location, Connection only',
    program: 'nginx',
    hands: { ...NONE, connection: true },
    environment: locationWith([VERSION, CONNECTION]),
  },
  {
    name: 'nginx, own location, no headers',
    program: 'nginx',
    hands: NONE,
    environment: locationWith([VERSION]),
  },
  {
    name: 'nginx, own file, headers and 1.0',
    program: 'nginx',
    hands: { ...ALL, version: '1.0' },
    environment: overrideWith([UPGRADE, CONNECTION]),
  },
  {
    name: 'nginx, own file as it should be',
    program: 'nginx',
    hands: ALL,
    environment: overrideWith([VERSION, UPGRADE, CONNECTION, 'proxy_set_header Host $host;']),
  },
  {
    name: 'nginx, own location as it should be',
    program: 'nginx',
    hands: ALL,
    environment: locationWith([VERSION, UPGRADE, CONNECTION, 'proxy_set_header Host $host;']),
  },
  {
    name: 'nginx, own location to another port',
    program: 'nginx',
    hands: 'elsewhere',
    environment: locationWith([VERSION, UPGRADE, CONNECTION], OTHER_PORT),
  },
  {
    name: 'httpd of Node.js',
    program: 'httpd',
    hands: NONE,
    environment: { stack: NODEJS, proxyServer: 'apache', mode: 'off' },
  },
  {
    name: 'httpd of Node.js, file added',
    program: 'httpd',
    hands: ALL,
    environment: { stack: NODEJS, proxyServer: 'apache', mode: 'auto' },
  },
  {
    name: 'httpd, own ProxyPass without upgrade',
    program: 'httpd',
    hands: NONE,
    environment: httpdWith(({ path, appPort }) => `ProxyPass "${path}" "http://127.0.0.1:${appPort}${path}"`),
  },
  {
    name: 'httpd, own ProxyPass with upgrade',
    program: 'httpd',
    hands: ALL,
    environment: httpdWith(
      ({ path, appPort }) => `ProxyPass "${path}" "http://127.0.0.1:${appPort}${path}" upgrade=websocket`,
    ),
  },
  {
    name: 'httpd, own ProxyPass to ws://',
    program: 'httpd',
    hands: ALL,
    environment: httpdWith(({ path, appPort }) => `ProxyPass "${path}" "ws://127.0.0.1:${appPort}${path}"`),
  },
  {
    name: 'haproxy',
    program: 'haproxy',
    hands: ALL,
    environment: { stack: DOCKER, mode: 'auto', isOpaque: true, files: () => COMPOSE },
  },
  {
    name: 'haproxy without Upgrade',
    program: 'haproxy',
    hands: NONE,
    environment: { stack: DOCKER, mode: 'auto', isOpaque: true, files: () => COMPOSE },
    lines: ['http-request del-header Upgrade', 'http-request del-header Connection'],
  },
]
