/** What each platform's own proxy does before any file is added to it: the table, with the source of each row. */

import type { PlatformFamily, PlatformGeneration } from './platform.ts'

export type ProxyServer = 'nginx' | 'apache' | 'none'

export interface PlatformRow {
  readonly families: readonly PlatformFamily[]
  readonly generations: readonly PlatformGeneration[]
  /** Only those whose runtime is called so. */
  readonly runtime?: RegExp
  /** The first row of a platform has its default; a further one what the option ProxyServer makes of it. */
  readonly proxy: ProxyServer | 'iis'
  readonly target: RowTarget
  /** Whether the default `location /` hands the Upgrade header to the app. */
  readonly forwardsUpgrade: 'yes' | 'no' | 'unknown'
  /** Verified: read in AWS's text or on an instance. Inferred: concluded from neighbours. */
  readonly sure: 'verified' | 'inferred'
  /** Where it is written, or what it is concluded from. */
  readonly source: string
  /** What a person has to know besides. */
  readonly note?: string
}

/** A port of 127.0.0.1 while PORT is not set, a socket, a container, or the app itself on port 80. */
export type RowTarget = number | SocketTarget | 'container' | 'itself' | 'unknown'

export interface SocketTarget {
  readonly kind: 'socket'
  readonly path: string
  /** The name that the platform's own files give it, for `proxy_pass`. */
  readonly upstream: string
  readonly protocol: 'http' | 'fastcgi'
}

const GUIDE = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg'
const MIGRATING = `${GUIDE}/using-features.migration-al.html`
const SAMPLES =
  'https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/instance-configuration/websockets'

const AL2_AND_LATER = ['al2', 'al2023'] as const

const PUMA: SocketTarget = {
  kind: 'socket',
  path: '/var/run/puma/my_app.sock',
  upstream: 'my_app',
  protocol: 'http',
}
const PHP_FPM: SocketTarget = {
  kind: 'socket',
  path: '/run/php-fpm/www.sock',
  upstream: 'php-fpm',
  protocol: 'fastcgi',
}

export const PLATFORM_ROWS: readonly PlatformRow[] = [
  {
    families: ['nodejs'],
    generations: AL2_AND_LATER,
    proxy: 'nginx',
    target: 8080,
    forwardsUpgrade: 'yes',
    sure: 'verified',
    source: 'https://gist.github.com/koorukuroo/bc396aab1cee7701bdbec04914fa002b',
  },
  {
    families: ['python'],
    generations: AL2_AND_LATER,
    proxy: 'nginx',
    target: 8000,
    forwardsUpgrade: 'yes',
    sure: 'verified',
    source: 'dumps of 00_application.conf with 127.0.0.1:8000 (2022); an environment with defaults that answered 101',
    note: 'the default server, gunicorn, speaks WSGI: a WebSocket needs a Procfile with an ASGI server',
  },
  {
    families: ['go', 'corretto'],
    generations: AL2_AND_LATER,
    proxy: 'nginx',
    target: 5000,
    forwardsUpgrade: 'yes',
    sure: 'verified',
    source: `${GUIDE}/java-se-nginx.html, ${GUIDE}/go-nginx.html`,
  },
  {
    families: ['tomcat'],
    generations: AL2_AND_LATER,
    proxy: 'nginx',
    target: 8080,
    forwardsUpgrade: 'yes',
    sure: 'inferred',
    source: `${GUIDE}/java-tomcat-proxy.html, and AWS's https-redirect sample that restates the file`,
  },
  {
    families: ['dotnet'],
    generations: AL2_AND_LATER,
    proxy: 'nginx',
    target: 5000,
    forwardsUpgrade: 'yes',
    sure: 'inferred',
    source: `${GUIDE}/dotnet-linux-platform-nginx.html gives the port; the text of the default file was not found`,
  },
  {
    families: ['ruby'],
    generations: ['al2'],
    proxy: 'nginx',
    target: PUMA,
    forwardsUpgrade: 'no',
    sure: 'verified',
    source: 'a dump of webapp.conf: HTTP/1.0 to unix:///var/run/puma/my_app.sock, no Upgrade header',
  },
  {
    families: ['ruby'],
    generations: ['al2023'],
    proxy: 'nginx',
    target: PUMA,
    forwardsUpgrade: 'no',
    sure: 'inferred',
    source: 'the dump of webapp.conf on Amazon Linux 2',
  },
  {
    families: ['php'],
    generations: AL2_AND_LATER,
    proxy: 'nginx',
    target: PHP_FPM,
    forwardsUpgrade: 'no',
    sure: 'verified',
    source: 'php.conf is FastCGI and proxies nothing',
    note: 'a WebSocket needs another process on a port of its own, and a location that leads there',
  },
  {
    families: ['docker'],
    generations: AL2_AND_LATER,
    proxy: 'nginx',
    target: 'container',
    forwardsUpgrade: 'yes',
    sure: 'verified',
    source: 'a dump of /etc/nginx/nginx.conf (July 2025)',
    note: "the container's port is not published on the host; with a docker-compose.yml there is no proxy",
  },
  {
    families: ['ecs'],
    generations: ['al1', ...AL2_AND_LATER],
    proxy: 'none',
    target: 'itself',
    forwardsUpgrade: 'unknown',
    sure: 'verified',
    source: `${MIGRATING}: all but ECS and Docker have a proxy`,
  },
  {
    families: ['nodejs'],
    generations: ['al1'],
    proxy: 'nginx',
    target: 8081,
    forwardsUpgrade: 'no',
    sure: 'verified',
    source: `${SAMPLES}/nodejs`,
  },
  {
    families: ['go', 'corretto'],
    generations: ['al1'],
    proxy: 'nginx',
    target: 5000,
    forwardsUpgrade: 'yes',
    sure: 'verified',
    source: SAMPLES,
  },
  {
    families: ['docker'],
    generations: ['al1'],
    proxy: 'nginx',
    target: 'container',
    forwardsUpgrade: 'yes',
    sure: 'verified',
    source: `${SAMPLES}/docker-sc`,
  },
  {
    families: ['python', 'php', 'tomcat'],
    generations: ['al1'],
    proxy: 'apache',
    target: 'unknown',
    forwardsUpgrade: 'no',
    sure: 'verified',
    source: SAMPLES,
  },
  {
    families: ['tomcat'],
    generations: ['al1'],
    proxy: 'nginx',
    target: 8080,
    forwardsUpgrade: 'yes',
    sure: 'verified',
    source: `${SAMPLES}/java-tomcat`,
  },
  {
    families: ['ruby'],
    generations: ['al1'],
    runtime: /Passenger/,
    proxy: 'nginx',
    target: 'unknown',
    forwardsUpgrade: 'yes',
    sure: 'verified',
    source: `${SAMPLES}/ruby-passenger`,
  },
  {
    families: ['ruby'],
    generations: ['al1'],
    runtime: /Puma/,
    proxy: 'nginx',
    target: PUMA,
    forwardsUpgrade: 'no',
    sure: 'verified',
    source: `${SAMPLES}/ruby-puma`,
  },
  {
    families: ['windows'],
    generations: ['windows'],
    proxy: 'iis',
    target: 'unknown',
    forwardsUpgrade: 'unknown',
    sure: 'verified',
    source: `${SAMPLES}/dotnet`,
    note: 'needs the Windows feature Web-WebSockets',
  },
  {
    families: ['cluster'],
    generations: ['unknown'],
    proxy: 'none',
    target: 'unknown',
    forwardsUpgrade: 'unknown',
    sure: 'verified',
    source: `${GUIDE}/command-options-general-eks.html`,
    note: 'an environment on EKS has no proxy of Beanstalk and takes no files for one',
  },
]

/** Where httpd's default, a ProxyPass without `upgrade=websocket`, is concluded from. */
export const EXTENDING = `${GUIDE}/platforms-linux-extend.proxy.html`
